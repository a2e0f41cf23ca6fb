"""What ``kaohe check`` finds in data: what the schemes that read them need and lack; a scheme run without data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.run.execute import Outcome
    from kaohe.core.tables import Tables


def check_data(tables: Tables, schemes: Sequence[Scheme]) -> str:
    """What of a scheme's inputs the data hold, and what of the data no scheme reads."""
    from kaohe.core.needs import is_example

    rows = present(tables)
    lines = [f"{one.table}: {_many(one.rows, 'row')} ({one.file})" for one in tables.inputs]
    examples = [name for name in tables.units.get_column("unit").to_list() if is_example(name)]
    if examples:
        lines.append(f"example rows are still there, of {', '.join(examples)}: replace or delete them before you score")
    lines += [coverage(one, rows) for one in schemes]
    return "\n".join(lines)


def coverage(one: Scheme, rows: Mapping[tuple[str, str], int]) -> str:
    """How many of a scheme's inputs stand in ``rows`` (as `present` gives them), and which it cannot do without."""
    from kaohe.core.needs import needs

    need = needs(one)
    wanted = [
        *(("measurements", entry.name, entry.optional or bool(entry.instead)) for entry in need.indicators),
        *(("events", entry.kind, True) for entry in need.events if not entry.instead_of),
        *(("tickets", entry.kind, True) for entry in need.tickets if not entry.instead_of),
        *(("ratings", entry.item, False) for entry in need.ratings),
    ]
    held = [name for table, name, _ in wanted if (table, name) in rows]
    lacking = [name for table, name, optional in wanted if (table, name) not in rows and not optional]
    said = f"{one.label}: {len(held)} of {len(wanted)} inputs are there"
    return said + (f"; lacking: {', '.join(lacking)}" if lacking else "")


def present(tables: Tables) -> dict[tuple[str, str], int]:
    """How many rows the data hold of each indicator, kind of event and ticket, and item."""
    found: dict[tuple[str, str], int] = {}
    for table, column in (("measurements", "indicator"), ("events", "kind"), ("tickets", "kind"), ("ratings", "item")):
        for name, count in getattr(tables, table).group_by(column).len().sort(column).iter_rows():
            found[(table, name)] = count
    return found


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _read(one: Scheme, needed: bool) -> list[str]:
    """The schemes whose values a scheme reads; ``needed``: only those that must be in the run."""
    items = [item for card in one.cards.values() for item in (card.input | card.node).values() if item.from_]
    read = [str(item.from_) for item in items if not (needed and item.optional)]
    return list(dict.fromkeys(source.partition(":")[0] for source in read if ":" in source))


def dry_run(one: Scheme, declared: bool = False) -> Outcome:
    """The scheme run without data, beside the schemes that it reads. Raises KaoheError with every problem.

    ``declared``: its own columns as wide as they can be, without the schemes that it may do without.
    """
    from kaohe.core.run.carried import misnamed
    from kaohe.core.run.dry import dry
    from kaohe.core.run.plan import plan_card
    from kaohe.core.run.rowplan import plan_rows
    from kaohe.core.run.settings import Settings
    from kaohe.core.run.tiers import gaps
    from kaohe.plugins.own_operations import own_operations
    from kaohe.plugins.session import host, scheme

    settings = Settings(host().engine("polars"))
    problems = misnamed(one)
    for plan, names in (
        (lambda name: plan_card(one, name, settings), one.cards),
        (lambda name: plan_rows(one, name).ordered(), one.rows),
    ):
        for name in names:
            try:
                plan(name)
            except KaoheError as error:
                problems += error.problems
    if problems:
        raise KaoheError(problems)
    others = [scheme(id_, illustrative=True, demand=False) for id_ in _read(one, declared) if id_ != one.id]
    outcome = dry([one, *others], settings, own_operations([one, *others]), declared)
    problems += gaps(outcome)
    if problems:
        raise KaoheError(problems)
    return outcome
