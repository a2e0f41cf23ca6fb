"""Several versions of a scheme: which one judges a period, and what is said where none can be chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.plugins import versions
from kaohe.plugins.protocols import SchemeSource
from kaohe.plugins.settings import asked_periods

LIBRARY = Path(__file__).parents[2] / "examples" / "outside-plugin" / "kaohe_library_desk"
SOURCE = SchemeSource("library-desk", LIBRARY / "library-desk.toml", (LIBRARY / "library-desk@2023.toml",))


def judging(period: str, name: str = "") -> str:
    return versions.chosen(SOURCE, name, asked_periods(period)).name


def test_versions_come_in_the_order_of_their_dates() -> None:
    assert [(version.name, str(version.start)) for version in versions.versions(SOURCE)] == [
        ("2023", "2023-01-01"),
        ("2024", "2024-01-01"),
    ]


@pytest.mark.parametrize(
    ("period", "document"),
    [
        ("2022-05", "library-desk@2023.toml"),
        ("2023-12", "library-desk@2023.toml"),
        ("2023", "library-desk@2023.toml"),
        ("2024-01", "library-desk.toml"),
        ("2024-01..2024-12", "library-desk.toml"),
        ("2024-Q1,2025", "library-desk.toml"),
    ],
)
def test_the_version_in_force_judges(period: str, document: str) -> None:
    assert judging(period) == document


def test_without_periods_it_is_the_latest_and_a_name_decides() -> None:
    assert versions.chosen(SOURCE, "", ()).name == "library-desk.toml"
    assert judging("2025", "2023") == "library-desk@2023.toml"
    with pytest.raises(KaoheError, match="library-desk has no version '2022'; there is 2023, 2024"):
        judging("2025", "2022")


@pytest.mark.parametrize("period", ["2023-12..2024-01", "2023,2024-Q1", "2023-07/2024-06"])
def test_two_versions_do_not_judge_together(period: str) -> None:
    with pytest.raises(
        KaoheError, match="more than one version of library-desk: version 2024 from 2024-01-01"
    ) as caught:
        judging(period)
    assert "judge all by one: -s library-desk@2024" in str(caught.value)


def test_versions_that_nobody_can_tell_apart(tmp_path: Path) -> None:
    same = tmp_path / "library-desk@twin.toml"
    shutil.copy(SOURCE.path, same)
    with pytest.raises(KaoheError, match="give each version a name and a date of its own"):
        versions.versions(SchemeSource("library-desk", SOURCE.path, (same,)))
    same.write_text(same.read_text("utf-8").replace("effective_from = 2024-01-01\n", ""), "utf-8")
    with pytest.raises(KaoheError, match="one of 2 versions has no date; write effective_from"):
        versions.versions(SchemeSource("library-desk", SOURCE.path, (same,)))
