import re
from pathlib import Path

import pytest

from kaohe.core.catalogue import Attribute, Catalogue, catalogue
from kaohe.core.tables.frames import by_name

SCHEMES = Path(__file__).parents[2].parent / "shared" / "SCHEMES.md"
KINDS = ("indicators", "events", "attributes", "level_words", "ticket_kinds", "ticket_columns", "unit_kinds")
MORE = ("unit_attributes", "items", "accounts", "counters", "flags", "duties", "tables")


@pytest.mark.parametrize("kind", KINDS + MORE)
def test_every_word_has_both_names(kind: str) -> None:
    words = getattr(catalogue(), kind)
    assert words
    assert all(name == word.name and word.zh and word.en for name, word in words.items())


@pytest.mark.parametrize("kind", [*KINDS, "items"])
def test_a_name_means_one_thing(kind: str) -> None:
    words = getattr(catalogue(), kind)
    names = [name for word in words.values() for name in {word.name, word.zh, *word.also}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", list(Catalogue().tables))
def test_a_column_name_means_one_column(table: str) -> None:
    columns = catalogue().tables[table].columns
    assert len(by_name(columns)) == sum(len({column.name, column.zh, *column.also}) for column in columns.values())


def test_indicators_have_finite_ranges() -> None:
    for indicator in catalogue().indicators.values():
        assert indicator.form in ("value", "rate")
        assert indicator.adds in ("flow", "stock", "last", "mean", "pooled", "to_date")
        assert (indicator.adds == "pooled") == (indicator.form == "rate")
        assert indicator.at_least < indicator.at_most <= 10**10
        assert indicator.parts * 10**6 < 2**63
        assert not indicator.share or (indicator.percent and indicator.at_most == 100)


def test_defaults_are_of_the_type_of_their_attribute() -> None:
    words = catalogue()
    attributes: list[Attribute] = [column for table in words.tables.values() for column in table.columns.values()]
    for attribute in attributes:
        if attribute.type == "bool" and attribute.default is not None:
            assert isinstance(attribute.default, bool)
        if attribute.type == "code" and attribute.default is not None:
            assert attribute.default in attribute.codes
        if attribute.type in ("int", "number", "yuan"):
            assert attribute.at_least < attribute.at_most


def test_events_carry_attributes_that_exist() -> None:
    words = catalogue()
    carried = {name for kind in words.events.values() for name in kind.attributes}
    assert carried | {"severity_supplied"} == set(words.attributes)


def test_levels_run_from_low_to_high() -> None:
    assert catalogue().levels[0] == "frontline" and catalogue().levels[-1] == "industry_regulator"
    assert catalogue().attributes["highest_level"].codes == catalogue().levels


def test_the_vocabulary_is_whole() -> None:
    counted = {kind: len(getattr(catalogue(), kind)) for kind in KINDS + MORE}
    assert counted == {
        "indicators": 79, "events": 56, "attributes": 75, "level_words": 11, "ticket_kinds": 7, "ticket_columns": 34,
        "unit_kinds": 14, "unit_attributes": 7, "items": 71, "accounts": 26, "counters": 3, "flags": 59, "duties": 15, "tables": 7,
    }  # fmt: skip


def part(start: str, end: str) -> str:
    text = SCHEMES.read_text("utf-8") + "\0"
    return text[text.index(start) : text.index(end)]


def first_cells(text: str) -> set[str]:
    cells = (
        line.split("|")[1] for line in text.splitlines() if line.startswith("| ") and not line.startswith("| canonical")
    )
    return {name.strip() for cell in cells for name in cell.split(",") if re.fullmatch(r"[a-z0-9_]+", name.strip())}


@pytest.mark.skipif(not SCHEMES.exists(), reason="the inventory of schemes is not here")
def test_the_vocabulary_is_that_of_the_inventory() -> None:
    words = catalogue()
    assert first_cells(part("## B.1", "## B.2")) == set(words.indicators)
    events = part("## B.2", "## B.3")
    kinds, attributes = events[: events.index("Attributes (a name")], events[events.index("Attributes (a name") :]
    assert first_cells(kinds) == set(words.events)
    assert first_cells(attributes) - {"attribute"} == set(words.attributes) - {"severity_supplied"}
    assert first_cells(part("## B.3", "## B.4")) - {"highest_level"} == set(words.levels)
    assert first_cells(part("## B.5", "## B.6")) - {"account"} == set(words.accounts)
    assert first_cells(part("## B.6", "Duties (no value")) - {"flag"} == set(words.flags)
    duties = part("Duties (no value", "# C. All")
    assert set(re.findall(r"[a-z]+(?:_[a-z]+)+|confidential|feedback", duties)) == set(words.duties)
    rows = [line.split("|") for line in part("# D. Leaf", "# E. Inputs").splitlines() if re.match(r"\| \d+ \|", line)]
    rated = {leaf.strip() for row in rows if "quantitative" not in row[2].split()[0] for leaf in row[3].split(",")}
    rated |= {"work_quality", "conduct"}
    assert rated == set(words.items)


def values_of(cell: str) -> list[str]:
    """The allowed values that a cell of the inventory lists: ``10: ordinary | major`` names two."""
    return [value.strip().rpartition(":")[2].strip() for value in cell.split("|")] if "|" in cell else []


@pytest.mark.skipif(not SCHEMES.exists(), reason="the inventory of schemes is not here")
def test_the_values_of_attributes_are_those_of_the_inventory() -> None:
    words = catalogue()
    standing_for_nothing = {"channel": {"unknown"}, "net": {"unclassified"}}
    seen = 0
    for line in part("Attributes (a name", "## B.3").replace("\\|", "\0").splitlines():
        cells = [cell.strip().replace("\0", "|") for cell in line.split("|")]
        for name in cells[1].split(",") if len(cells) == 5 else ():
            if name.strip() in words.attributes and values_of(cells[2].rpartition(": ")[2]):
                seen += 1
                codes = set(words.attributes[name.strip()].codes) - standing_for_nothing.get(name.strip(), set())
                assert codes == set(values_of(cells[2].rpartition(": ")[2])), name
    assert seen == 29


@pytest.mark.skipif(not SCHEMES.exists(), reason="the inventory of schemes is not here")
def test_tickets_and_units_are_those_of_the_inventory() -> None:
    words, text = catalogue(), part("## B.4", "## B.5")
    columns = first_cells(text) - {"kind", "column", "attribute"}
    assert columns | {"service_leader"} == set(words.ticket_columns) | set(words.unit_attributes)
    kinds = re.search(r"Unit kinds: ([a-z_, ]+)\.", text)
    assert kinds is not None and kinds[1].split(", ") == list(words.unit_kinds)
    tickets = re.search(r"^\| kind \| (.*?) \|  *\|$", text, re.MULTILINE)
    assert tickets is not None and tickets[1].split(r" \| ") == list(words.ticket_kinds)


@pytest.mark.skipif(not SCHEMES.exists(), reason="the inventory of schemes is not here")
def test_every_name_that_a_scheme_reads_is_known() -> None:
    words, inputs = catalogue(), part("## E.1 ", "\0")
    known = {
        "measurements": set(words.indicators), "ratings": set(words.items),
        "events": set(words.events) | set(words.attributes),
    }  # fmt: skip
    for table, names in known.items():
        lines = re.findall(rf"^- {table}: (.*)$", inputs, re.MULTILINE)
        assert len(lines) == 41 - (table == "events")
        assert set(re.findall(r"`([a-z0-9_]+)`", " ".join(lines))) <= names
