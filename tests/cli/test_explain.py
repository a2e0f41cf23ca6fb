"""``kaohe explain``: the sentence, the arithmetic, the clause, the rows."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main
from kaohe.plugins import session

DATA = Path("examples/telecom-group/data")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", str(DATA), *arguments])


def explain(*arguments: str) -> str:
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_a_total_of_events_is_added_up_from_the_rows() -> None:
    text = explain("-s", "chengdu-branch-monthly", "--illustrative", "--unit", "B01", "--period", "2014-03")
    assert "  = 100 + 1 − 9 = 92\n" in text
    assert "      = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 = 9\n" in text
    assert "「每月对分公司客户服务得分(每月期初均为 分)进行加减」 000:L36" in text
    assert text.count("points of the event = -1 [events.csv, row ") == 9


def test_what_is_one_number_is_not_said_twice() -> None:
    for scheme in ("chengdu-branch-monthly", "chengdu-event-penalty"):
        text = explain("-s", scheme, "--illustrative", "--unit", "B04", "--period", "2014-03")
        assert not re.search(r"(?m)= (\S+) = \1$", text)


def test_a_gate_shows_what_it_would_have_been() -> None:
    text = explain("-s", "bank-call-centre", "--unit", "A05", "--period", "2014-03")
    assert text.splitlines()[1] == "total  score: 0.00"
    assert "without its gate it would have been 93.120259896789" in text
    assert max(len(number) for number in re.findall(r"[\d.]+", text)) <= 16


@pytest.mark.parametrize("scheme", ["bank-call-centre", "gov-support-centre", "frontdesk-bonus-pool"])
def test_the_arithmetic_makes_the_value(scheme: str) -> None:
    """Lines without rounded numbers and without words are worked out again."""
    tables, one = session.open_data(DATA), session.scheme(scheme)
    results = session.score(tables, [one], "2014-03")
    nodes = [(node["unit"], node["node"]) for node in results.document()["nodes"]][:60]
    checked = 0
    for unit, node in nodes:
        text = session.explain(results, unit=unit, period="2014-03", node=node)
        for line in re.findall(r"(?m)^ +(= [\d.() −+×÷]+ = [\d.]+)$", text):
            _, formula, value = line.split("= ")
            sides = formula.replace("−", "-").replace("×", "*").replace("÷", "/")
            made = eval(re.sub(r"[\d.]+", lambda found: f"Fraction('{found[0]}')", sides), {"Fraction": Fraction})  # noqa: S307
            assert made == Fraction(value), line
            checked += 1
    assert checked >= 3


def test_it_speaks_chinese() -> None:
    text = explain("-s", "bank-call-centre", "--unit", "A05", "--period", "2014-03", "--lang", "zh")
    assert "total  实际得分: 0.00" in text
    assert "若不计前提,应为 93.120259896789" in text


def test_only_the_entries_of_a_table_that_were_used_are_listed() -> None:
    text = explain("-s", "gov-support-centre", "--unit", "S1", "--period", "2014-03", "--node", "assurance")
    assert "  full_marks.assurance = 15 [stated]\n" in text
    assert "lastmile_repair = 10" not in text


def test_one_event_under_several_schemes() -> None:
    text = explain("-s", "bank-call-centre", "-s", "chengdu-event-penalty", "-s", "gov-support-centre", "--illustrative", "--ref", "E00018", "--period", "2014-03")  # fmt: skip
    first, *rest = text.splitlines()
    assert first.startswith("bank-call-centre, complaints: E00018 2014-03-05 17:42:00 complaint")
    assert rest[0] == "  counts in no value of this run"
    assert "fine = 100 [events.csv, row 19]" in rest[1]
    assert "  counts in month.fines of B01 in 2014-03; month.own_fines of B01 in 2014-03" in text


def test_an_event_that_is_not_verified_says_so() -> None:
    text = explain("-s", "chengdu-event-penalty", "-s", "frontdesk-bonus-pool", "--illustrative", "--ref", "E00021", "--period", "2014-03")  # fmt: skip
    assert "chengdu-event-penalty: not counted: not verified" in text


def test_one_ticket_has_its_limit_as_a_time() -> None:
    text = explain("-s", "gov-support-centre", "--ref", "T00004", "--period", "2014-01")
    assert "gov-support-centre, faults: T00004 2014-01-23 08:49:00 fault" in text
    assert re.search(r"due[^;]* = 2014-01-24 08:49:00;", text)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-s", "bank-call-centre", "--ref", "E99999"], "no event or ticket 'E99999' in the data"),
        (["-s", "bank-call-centre", "--unit", "B01-P1", "--period", "2014-03"], "B01-P1 (person) is not assessed in 2014-03; month assesses units of kind person where known(unit.line)"),
        (["-s", "bank-call-centre", "--unit", "A05", "--period", "2014-03", "--node", "typng"], "no node 'typng' is shown for A05 in 2014-03; did you mean 'typing'?"),
        (["-s", "bank-call-centre", "--unit", "A0", "--period", "2014-03"], "unknown unit 'A0'"),
    ],
)  # fmt: skip
def test_what_cannot_be_explained_says_why(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert message in done.stderr


def test_incidents_count_once_and_name_the_winner(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,kind\nB1,branch\n", encoding="utf-8")
    rows = ["event,unit,kind,at,incident,highest_level", "E1,B1,complaint,2024-03-05,I1,frontline", "E2,B1,complaint,2024-03-06,I1,government_mailbox"]  # fmt: skip
    (tmp_path / "events.csv").write_text("\n".join(rows), encoding="utf-8")
    done = CliRunner().invoke(main, ["explain", str(tmp_path), "-s", "chengdu-event-penalty", "--illustrative", "--ref", "E1", "--period", "2024-03"])  # fmt: skip
    assert done.stdout == "chengdu-event-penalty: not counted: of incident I1 only E2 counts\n"


def test_without_a_unit_and_a_period_it_is_a_usage_error() -> None:
    assert run("-s", "bank-call-centre", "--unit", "A05").exit_code == 2
