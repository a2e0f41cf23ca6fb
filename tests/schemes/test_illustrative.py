"""Numbers that are ours, for trying out, never reach an output without saying so."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main
from kaohe.core.documents import read_scheme
from kaohe.core.documents.given import flat
from kaohe.core.documents.loading import load
from kaohe.core.errors import KaoheError
from kaohe.core.results import Results
from kaohe.plugins import session
from kaohe.plugins.comparisons import comparison_reporters
from kaohe.plugins.testing import Case, cases

SOURCES = {source.id: source for source in session.host().schemes()}


def parameters(scheme: str) -> dict[str, dict[str, Any]]:
    return load(SOURCES[scheme].path.read_bytes()).get("parameter", {})  # type: ignore[no-any-return]


def required(scheme: str) -> dict[str, dict[str, Any]]:
    """The parameters without which a scheme has to refuse to run."""
    specs = parameters(scheme)
    return {name: spec for name, spec in specs.items() if spec.get("required") and not spec.get("optional")}


LOUD = [scheme for scheme in SOURCES if any("illustrative" in spec for spec in parameters(scheme).values())]


def showing(scheme: str) -> Case:
    """The first case of a scheme that runs on illustrative numbers only and shows something."""
    return next(case for case in cases(scheme) if case.illustrative and not case.messages and case.load().illustrative)


@pytest.fixture(scope="module", params=LOUD)
def run(request: pytest.FixtureRequest) -> Results:
    return showing(request.param).results()


@pytest.mark.parametrize("scheme", SOURCES)
def test_what_is_required_is_asked_for_by_name_and_clause(scheme: str) -> None:
    if not required(scheme):
        assert not session.scheme(scheme).illustrative
        return
    with pytest.raises(KaoheError) as caught:
        session.scheme(scheme)
    for name, spec in required(scheme).items():
        (said,) = (str(one) for one in caught.value.problems if f"the parameter {name} is required" in str(one))
        assert spec["clause"] in said


@pytest.mark.parametrize("scheme", SOURCES)
def test_only_illustrative_parameters_make_a_run_illustrative(scheme: str) -> None:
    loaded = session.scheme(scheme, illustrative=True)
    ours = {name for name, parameter in loaded.parameters.items() if parameter.provenance == "illustrative"}
    assert loaded.illustrative == bool(ours) == (scheme in LOUD)


@pytest.mark.parametrize("scheme", LOUD)
def test_own_numbers_for_a_part_leave_the_rest_illustrative(scheme: str) -> None:
    """One entry of one parameter at a time; only when every entry of every parameter is set is it quiet."""
    source = SOURCES[scheme]
    ours = {name: spec["illustrative"] for name, spec in parameters(scheme).items() if "illustrative" in spec}
    entries = {
        f"{name}.{key}" if key else name: value
        for name, table in ours.items()
        for key, value in (flat(table) if isinstance(table, dict) else {"": table}).items()
    }
    for name in entries:
        partly = read_scheme(source.path, {name: entries[name]}, illustrative=True)
        assert partly.illustrative == (len(entries) > 1), name
    assert not read_scheme(source.path, entries, illustrative=True).illustrative


def test_every_value_and_its_receipt_say_so(run: Results) -> None:
    (scheme,) = (one for one in run.document()["schemes"] if one["illustrative"])
    assert "illustrative" in {parameter["provenance"] for parameter in scheme["parameters"].values()}
    nodes = [node for node in run.document()["nodes"] if node["scheme"] == scheme["id"]]
    assert nodes
    assert all("illustrative" in node["labels"] for node in nodes)
    node = next(node for node in nodes if node["value"] is not None)
    for language, words in (("en", "rests on illustrative numbers"), ("zh", "示例数值")):
        text = session.explain(run, unit=node["unit"], period=node["period"], node=node["node"], language=language)
        assert words in text


@pytest.mark.parametrize(("form", "words"), [("table", "ILLUSTRATIVE"), ("json", '"illustrative": true')])
def test_what_is_printed_says_so(run: Results, form: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    session.host().reporter(form).write(run, None)
    assert words in capsys.readouterr().out


def test_every_file_says_so_alone(run: Results, tmp_path: Path) -> None:
    loud = {scheme["id"] for scheme in run.document()["schemes"] if scheme["illustrative"]}
    tables = ("nodes", "rows", "grades", "ranks", "money", "flags", "duties")
    for form in ("csv", "parquet", "xlsx"):
        session.host().reporter(form).write(run, tmp_path / form)
    for table in tables:
        with (tmp_path / "csv" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                assert ("illustrative" in row["labels"]) == (row["scheme"] in loud)
        for entry in pl.read_parquet(tmp_path / "parquet" / f"{table}.parquet").to_dicts():
            assert ("illustrative" in entry["labels"]) == (entry["scheme"] in loud)
    for cells in (tmp_path / "parquet").glob("*.*.parquet"):
        scheme = cells.name.split(".")[0]
        assert ("labels" in pl.read_parquet_schema(cells)) == (scheme in loud)
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "results.xlsx")
    assert str(book.worksheets[0]["A1"].value).startswith("ILLUSTRATIVE")
    for table in tables:
        head, *rows = book[table].iter_rows(values_only=True)
        assert all("illustrative" in str(row[head.index("labels")]) for row in rows if row[0] in loud)


def test_a_comparison_says_so(run: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comparison = session.compare(run)
    table, plain, workbook = comparison_reporters()
    table.write(comparison, None)
    assert "ILLUSTRATIVE" in capsys.readouterr().out
    plain.write(comparison, None)
    assert any(scheme["illustrative"] for scheme in json.loads(capsys.readouterr().out)["schemes"])
    workbook.write(comparison, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "comparison.xlsx")
    assert str(book.worksheets[0]["A1"].value).startswith("ILLUSTRATIVE")


GROUP = Path(__file__).parents[2] / "examples" / "telecom-group"


def scored(*arguments: str) -> Result:
    """``kaohe score`` of March of the generated data, without its file of decisions."""
    return CliRunner().invoke(main, ["score", str(GROUP), "--config", os.devnull, "--period", "2014-03", *arguments])


def test_writing_files_warns_on_the_screen(tmp_path: Path) -> None:
    done = scored("-s", "chengdu-event-penalty", "--illustrative", "--format", "csv", "-o", str(tmp_path / "out"))
    assert done.exit_code == 0
    assert done.stderr.startswith("ILLUSTRATIVE: chengdu-event-penalty was run with numbers made up")


def test_a_part_of_what_is_required_is_not_enough() -> None:
    done = scored("-s", "chengdu-branch-monthly", "--set", "event_points.complaint.phone=-1")
    assert done.exit_code == 1
    assert "the parameter event_points has no value for bulletin; set it too: --set event_points.bulletin=..." in (
        done.stderr
    )
