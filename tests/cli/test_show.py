"""``kaohe show``: a page that says what the document says, and ranges that hold."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.plugins import session

IDS = [source.id for source in session.host().schemes()]
TELECOM = "examples/telecom-group/data"


def show(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["show", *arguments])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", IDS)
def test_the_page_has_every_part_of_the_document(scheme: str, language: str) -> None:
    page = show(scheme, "--lang", language)
    one = session.load(scheme)
    for card in one.cards.values():
        for name, item in card.node.items():
            assert re.search(rf"(?m)^ +{name}\b", page), name
            for clause in item.clause:
                quote = one.text["clause"][clause].get("quote")
                assert quote is None or f"「{quote}」" in page, clause
    for rows in one.rows.values():
        assert all(re.search(rf"(?m)^ +{line}: .*→", page) for line in rows.line)
    for name in one.parameters:
        assert re.search(rf"(?m)^  {name} = .*\[", page), name
    for name, value in one.readings.items():
        assert re.search(rf"(?m)^  {name} = {re.escape(value)} \((default|默认)\) \| ", page), name
    assert re.search(rf"(?m)^(clauses left out|未建模的条款): {len(one.not_modelled)}$", page)
    assert all(reason in page for reason in one.not_modelled.values())
    assert f" {one.document.scheme.kind} " in page
    assert "Fraction" not in page
    assert "{" not in page.replace("{}", "")


def test_weights_and_full_marks_stand_in_the_tree() -> None:
    page = show("gov-support-centre", "--card", "month")
    assert re.search(r"(?m)^ +assurance  \[full marks 15\]  1.1 assurance in time$", page)
    assert "= 60 % of " in page
    assert re.search(r"(?m)^ +front  \[full marks 100, 60 %\]", page)


def test_a_chosen_reading_is_marked_as_not_the_default() -> None:
    page = show("bank-call-centre", "--set", "peer_group=line")
    assert "  peer_group = line | department_line" in page


def test_an_unknown_card_names_the_nearest() -> None:
    done = CliRunner().invoke(main, ["show", "bank-call-centre", "--card", "mont"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "bank-call-centre has no card 'mont'; did you mean 'month'?" in done.stderr


def rows_of(page: str, card: str) -> dict[str, list[str]]:
    part = page.partition(f"card {card} ")[2].partition("\n\n")[0]
    return {cells[0]: cells for line in part.splitlines()[2:] if (cells := re.split(r"  +", line.strip()))}


@pytest.mark.parametrize("scheme", IDS)
def test_ranges_name_every_column(scheme: str) -> None:
    page = show(scheme, "--ranges").partition("Each number is a whole number")[2]
    one = session.load(scheme)
    for name, card in one.cards.items():
        assert f"card {card.called or name} (" in page
        assert all(re.search(rf"(?m)^  {node}  ", page) for node in (*card.node, *card.input))


def test_ranges_are_those_of_the_compiled_program() -> None:
    page = show("bank-call-centre", "--ranges").partition("Each number")[2]
    found = rows_of(page, "month")
    assert found["workload"][1:6] == ["count", "0", "1000000000", "1", "0"]
    assert found["typing_error_rate"][1:4] == ["percent", "0", "100"]
    assert found["typing_error_rate"][5:] == ["1", "quotient of up to 10^11 / 10^9"]
    assert found["speed_points"][1:6] == ["number", "45", "100", "1", "0"]
    capped = rows_of(
        show("bank-call-centre", "--ranges", "--set", "ratio_cap=120").partition("Each number")[2], "month"
    )
    assert (found["workload_ratio"][3], capped["workload_ratio"][3]) == ("130", "120")


@pytest.mark.parametrize(
    ("scheme", "card", "node"),
    [
        ("gov-business-incentive", "quarter", "penalty"),
    ],
)
def test_what_passes_63_bits_for_the_widest_data_is_shown_in_figures_and_marked(
    scheme: str, card: str, node: str
) -> None:
    found = rows_of(show(scheme, "--ranges").partition("Each number")[2], card)[node]
    assert found[-1].endswith("; past 63 bits")
    assert Fraction(found[3].lstrip("≈")) > 0


def test_values_of_a_run_lie_within_the_ranges() -> None:
    document = session.score(session.open_data(TELECOM), [session.scheme("bank-call-centre")], "2014-03").document()
    found = rows_of(show("bank-call-centre", "--ranges").partition("Each number")[2], "month")
    nodes = [node for node in document["nodes"] if node["value"] is not None]
    assert len(nodes) > 200
    for node in nodes:
        least, most = (Fraction(cell.lstrip("≈")) for cell in found[node["node"]][2:4])
        assert least <= Fraction(node.get("exact") or node["value"]) <= most, node


def test_the_vocabulary_is_shown_table_by_table() -> None:
    page = show("--vocabulary", "--lang", "zh")
    assert [line for line in page.splitlines() if line and not line.startswith((" ", "─"))][:2] == [
        "指标(表 measurements)",
        "事件(表 events)",
    ]
    assert re.search(r"(?m)^ *complaint_rate +投诉率 +分子/分母 +% ", page)
    assert re.search(r"(?m)^ *fund_out +基金支出 +- ", page)


@pytest.mark.parametrize("arguments", [["bank-call-centre", "--vocabulary"], []], ids=["both", "neither"])
def test_a_scheme_or_the_vocabulary(arguments: list[str]) -> None:
    done = CliRunner().invoke(main, ["show", *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "vocabulary" in done.stderr


def test_the_sentences_are_there_in_both_languages() -> None:
    from kaohe.core.explain import phrases

    known = tomllib.loads((phrases.Path(phrases.__file__).parent / "sentences.toml").read_text("utf-8"))
    assert all(set(entry) == {"zh", "en"} for group in known.values() for entry in group.values())
