"""One comparison: generated rows, the oracle's outcome, kaohe's run."""

from __future__ import annotations

from kaohe.core.results.outcomes import money
from tests.oracles.common import Units
from tests.oracles.data_common import Generated, Mode
from tests.oracles_vs.nodes import compare_nodes
from tests.oracles_vs.outcomes import compare_flags, compare_money, compare_places, compare_rows
from tests.oracles_vs.pools import compare_pools
from tests.oracles_vs.report import Report
from tests.oracles_vs.running import run
from tests.oracles_vs.subject import MODES, Subject


def compare(subject: Subject, seed: int, unit_periods: int, mode: Mode, changed: bool = False) -> Report:
    """Compare a scheme with its oracle on about so many generated unit-periods; ``changed``: the negative control."""
    generated = subject.generate(len(MODES) * seed + MODES.index(mode), unit_periods, mode)
    report = compare_generated(subject, generated, subject.changed if changed else None)
    report.examples = [f"seed {seed}, {example}" for example in report.examples]
    return report


def compare_changed(subject: Subject, unit_periods: int) -> int:
    """The mismatches of the negative control, a document with one changed number, over the first seed of every mode."""
    return sum(compare(subject, 0, unit_periods // len(MODES), mode, changed=True).mismatches for mode in MODES)


def compare_generated(subject: Subject, generated: Generated, change: tuple[str, str] | None = None) -> Report:
    """The same on given rows, with a change of the document or none."""
    tables, parameters, span, on_boundary = generated
    oracle = subject.assess(tables, parameters, span)
    found = run(subject, tables, parameters, span, change).outcome
    report = Report(len({key[:3] for key in oracle.nodes}), on_boundary=on_boundary)
    compare_nodes(found, subject.scheme, oracle, report)
    compare_places(found, subject, oracle, report)
    postings = money(found)
    compare_money(postings, subject, oracle, report)
    compare_pools(found, subject, postings, Units(tables["units"]), report)
    compare_flags(found, subject, oracle, report)
    if subject.rows:
        compare_rows(found, subject, oracle, tables.get("events", []), report)
    report.in_doubt = found.in_doubt
    return report
