"""Attributes that are handed down follow the spells of the units above."""

from datetime import date

from kaohe.core.tables import Tables

HEAD = "unit,kind,parent,from,to,window_unit\n"


def windows(text: str, unit: str) -> list[tuple[object, ...]]:
    units = Tables.from_text({"units": HEAD + text}).units
    return units.filter(unit=unit).sort("from", nulls_last=False).select("parent", "from", "to", "window_unit").rows()


def test_a_spell_is_cut_where_the_unit_above_changes() -> None:
    text = "T,team,,,2014-06-30,true\nT,team,,2014-07-01,,false\nP,person,T,2014-02-01,,\nQ,person,T,,,true\n"
    assert windows(text, "P") == [
        ("T", date(2014, 2, 1), date(2014, 6, 30), True),
        ("T", date(2014, 7, 1), None, False),
    ]
    assert windows(text, "Q") == [("T", None, None, True)]


def test_changes_two_levels_up_are_handed_down() -> None:
    text = "W,workshop,,,2014-03-31,true\nW,workshop,,2014-05-01,,true\nT,team,W,,,\nP,person,T,,2014-12-31,\n"
    assert windows(text, "P") == [
        ("T", None, date(2014, 3, 31), True),
        ("T", date(2014, 4, 1), date(2014, 4, 30), False),
        ("T", date(2014, 5, 1), date(2014, 12, 31), True),
    ]


def test_without_spells_nothing_is_cut() -> None:
    assert windows("W,workshop,,,,true\nT,team,W,,,\nP,person,T,,,\nR,person,,,,\n", "P") == [("T", None, None, True)]
