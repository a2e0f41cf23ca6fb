"""``kaohe demo`` runs on the examples as they are and says what it promises."""

from __future__ import annotations

import csv

from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.plugins.demo import examples


def test_demo_scores_explains_compares_and_says_what_is_next() -> None:
    done = CliRunner().invoke(main, ["demo"], catch_exceptions=False)
    assert done.exit_code == 0
    for piece in (
        "Fonte: Anatel",
        "satisfaction_rate                        customer satisfaction                       71.25",
        "chengdu-indicator-panel: 4 of 6 inputs are there",
        "gov-support-centre: 3 of 25 inputs are there",
        "  = 2 + 1 + 1 + 2 = 6\n",
        "S5 (2014-03) rises from rank 5 under [1] to 4 of 9 under [2]. It gains by",
        "423 of 972 state-months",
        "month.total          972    ! 76.75 %",
        "ILLUSTRATIVE: chengdu-branch-monthly",
        "kaohe demo --data",
    ):
        assert piece in done.output, piece
    assert len(done.output.splitlines()) < 120


def test_demo_data_gives_every_column_with_its_reason() -> None:
    done = CliRunner().invoke(main, ["demo", "--data"], catch_exceptions=False)
    said = " ".join(done.output.split())
    with (examples() / "anatel" / "mapping.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 40
    for row in rows:
        assert row["reason"] in said
        assert f"{row['source_file']}: {row['source_column']}" in said
    assert "Fonte: Anatel" in said
    assert "operators [--partial] chengdu-indicator-panel: 1 of 6 inputs are there" in said


def test_a_move_is_put_down_to_points_of_the_total() -> None:
    """One more complaint of B06 would cost a point of its total: effects add up to its fall against the mean."""
    data = str(examples() / "telecom-group" / "data")
    run = ["compare", data, "-s", "chengdu-branch-monthly", "-s", "chengdu-branch-monthly[phone_means=channel]"]
    done = CliRunner().invoke(main, [*run, "--illustrative", "--period", "2014-03"], catch_exceptions=False)
    said = " ".join(done.output.split())
    assert "B06 (2014-03) falls from rank 7 under [1] to 10 of 12 under [2]. It loses by minus_points -0.58." in said


def test_a_partial_run_names_the_coverage() -> None:
    """Scheme 22 on the centres: 27 of the 77 points of the back, which is 40 % of the total; no front."""
    data = str(examples() / "anatel" / "centres-2023")
    run = ["score", data, "-s", "gov-support-centre", "--partial", "--period", "2023-06", "--unit", "OI-SP"]
    done = CliRunner().invoke(main, run, catch_exceptions=False)
    (line,) = (line for line in done.output.splitlines() if line.startswith("coverage"))
    assert line.split()[1] == f"{100 * 27 / 77 * 0.4:.2f}"


def test_scores_in_chinese() -> None:
    data = str(examples() / "telecom-group" / "data")
    run = ["score", data, "-s", "gov-support-centre", "--period", "2014-03", "--unit", "S1", "--lang", "zh"]
    assert "满分" in CliRunner().invoke(main, run, catch_exceptions=False).output
    run = ["compare", data, "-s", "gov-support-centre", "-s", "gulin-accountability", "--period", "2014-03"]
    done = CliRunner().invoke(main, [*run, "--lang", "zh"], catch_exceptions=False)
    assert "[2] gulin-accountability: 没有总分" in done.output
