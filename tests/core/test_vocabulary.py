"""The vocabulary as tables: every name of the catalogue, in both languages, with its unit."""

from __future__ import annotations

import pytest

from kaohe.core.catalogue import catalogue
from kaohe.core.explain.phrases import LANGUAGES, Language
from kaohe.core.explain.vocabulary import Listing, vocabulary


def rows(listing: Listing) -> dict[str, dict[str, str]]:
    return {row[0]: dict(zip(listing.heads, row, strict=True)) for row in listing.rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_the_catalogue_stands_in_its_table(language: Language) -> None:
    known = catalogue()
    parts = [
        known.indicators, known.events, known.attributes, known.level_words, known.ticket_kinds, known.ticket_columns,
        known.unit_kinds, known.unit_attributes, known.items, known.accounts, known.counters, known.flags, known.duties,
    ]  # fmt: skip
    listings = vocabulary(language)
    assert [[row[0] for row in one.rows] for one in listings] == [list(part) for part in parts]
    assert len({one.title for one in listings}) == len(parts)
    assert all(row[1] for one in listings for row in one.rows)


def test_an_indicator_says_its_unit_and_how_periods_add_up() -> None:
    english, chinese = (rows(vocabulary(language)[0]) for language in ("en", "zh"))
    assert english["complaint_rate"]["unit"] == "%"
    assert english["collections"]["unit"] == "yuan"
    assert english["mean_repair_time_minutes"] == {
        "id": "mean_repair_time_minutes",
        "name": "mean repair time",
        "form": "numerator / denominator",
        "unit": "minutes",
        "over periods": "pooled",
        "segments": "",
        "also read as": "",
    }
    assert chinese["subscribers"]["跨期"] == "取期末"
    assert chinese["plan_completion"]["分段"] == "自定"


def test_an_attribute_says_its_values_and_what_an_empty_cell_means() -> None:
    events, tickets, units = (rows(vocabulary()[place]) for place in (2, 5, 7))
    assert events["severity"]["values"] == "minor | moderate | serious"
    assert events["severity"]["if empty"] == "minor"
    assert events["aggravating"]["values"] == "list of retaliation | obstruction | refusal | other"
    assert events["cause_department"]["if empty"] == ""
    assert tickets["materials_complete_at"]["if empty"] == "as accepted_at"
    assert units["window_unit"]["if empty"] == "as the unit above"


def test_printed_full_marks_and_signs_are_there() -> None:
    listings = vocabulary()
    assert rows(listings[8])["hotline_1001_quality"]["full marks"] == "35"
    assert rows(listings[9])["fund_out"]["sign"] == "-"
