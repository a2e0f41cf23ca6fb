"""The example data sets: made again to the byte, of the promised size, whole, and with catalogue names only."""

import csv
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ANATEL = ROOT / "examples" / "anatel"
GROUP = ROOT / "examples" / "telecom-group"
FOLDERS = [GROUP / "data", *(ANATEL / name for name in ("operators", "states-2023", "centres-2023"))]
RAW = Path(os.environ.get("KAOHE_RAW_DATA", ROOT.parent / "shared" / "data"))


def words(text: str) -> list[str]:
    return text.split()


# given in another way in the example, or results of a scheme that feeds another
NOT_FILED = words("""
    fines_booked year_service_score annual_verdict_score complaint_rate time_limit_compliance_rate
    ticket_reply_72h_rate opportunity_rank opportunity_units conversion_rank conversion_units
    month_target reward_paid_before
""")
LASTMILE = words("""
    assurance_timeliness_rate provisioning_timeliness_rate lastmile_provisioning_timeliness_rate
    lastmile_repair_timeliness_rate lastmile_repeat_fault_rate
""")


def read(folder: Path, table: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def run(script: Path, *arguments: Path) -> str:
    command = [sys.executable, "-B", str(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_telecom_group_is_generated_to_the_byte(tmp_path: Path) -> None:
    run(GROUP / "generate.py", tmp_path)
    committed = sorted((GROUP / "data").iterdir())
    assert [path.name for path in committed] == sorted(path.name for path in tmp_path.iterdir())
    for path in committed:
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_anatel_is_built_to_the_byte(tmp_path: Path) -> None:
    if not (RAW / "anatel-broadband-branches").is_dir():
        pytest.skip("Anatel's raw data are not on this machine; KAOHE_RAW_DATA may name their folder")
    printed = run(ANATEL / "build.py", RAW, tmp_path)
    assert "423 of 972 state-months (43.5 %) have 100 or more complaints" in printed
    for path in sorted(tmp_path.rglob("*.csv")):
        assert path.read_bytes() == (ANATEL / path.relative_to(tmp_path)).read_bytes(), path.name


def test_the_data_stay_small() -> None:
    assert size(ANATEL) < 3_000_000
    assert size(GROUP) < 2_000_000


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_keys_are_unique_and_every_unit_exists(folder: Path) -> None:
    units = read(folder, "units")
    known = {row["unit"] for row in units}
    assert len({(row["unit"], row.get("from", "")) for row in units}) == len(units)
    assert {row["parent"] for row in units if row["parent"]} <= known
    keys = {"measurements": ["unit", "period", "indicator", "segment"], "events": ["event"], "tickets": ["ticket"]}
    for table in ("measurements", "events", "tickets", "ratings"):
        rows = read(folder, table)
        assert {row["unit"] for row in rows} <= known, table
        if table in keys:
            assert len({tuple(row.get(key, "") for key in keys[table]) for row in rows}) == len(rows), table


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_spells_cover_the_rows(folder: Path) -> None:
    spells: dict[str, list[tuple[str, str]]] = {}
    for row in read(folder, "units"):
        spells.setdefault(row["unit"], []).append((row.get("from") or "0", row.get("to") or "9"))
    days = [(row["unit"], row["at"][:10]) for row in read(folder, "events")]
    days += [(row["unit"], row["accepted_at"][:10]) for row in read(folder, "tickets")]
    days += [(row["unit"], f"{row['period']}-28") for row in read(folder, "measurements") if len(row["period"]) == 7]
    assert [one for one in days if not any(first <= one[1] <= last for first, last in spells[one[0]])] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_only_catalogue_names(folder: Path) -> None:
    if find_spec("kaohe.core.catalogue") is None:
        pytest.skip("the catalogue is not there yet")
    from kaohe.core.catalogue import catalogue

    names = catalogue()
    assert {row["indicator"] for row in read(folder, "measurements")} <= set(names.indicators)
    assert {row["kind"] for row in read(folder, "units")} <= set(names.unit_kinds)
    assert {row["kind"] for row in read(folder, "tickets")} <= set(names.ticket_kinds)
    for row in read(folder, "events"):
        common = {"event", "unit", "kind", "at", "count", "verified", "incident"}
        given = {name for name, cell in row.items() if cell} - common
        assert given <= set(names.events[row["kind"]].attributes), row


def test_telecom_group_has_every_input_of_every_scheme() -> None:
    from kaohe.core.needs import needs, together
    from kaohe.plugins import session

    data = GROUP / "data"
    need = together([needs(session.load(source.id)) for source in session.host().schemes()])
    events, tickets = read(data, "events"), read(data, "tickets")
    filed = {row["indicator"] for row in read(data, "measurements")}
    assert sorted({one.name for one in need.indicators} - filed) == sorted(NOT_FILED)
    assert {one.kind for one in need.events} <= {row["kind"] for row in events}
    assert {one.kind for one in need.tickets} == {row["kind"] for row in tickets}
    assert {one.item for one in need.ratings} == {row["item"] for row in read(data, "ratings")}
    for rows, wanted in ((events, need.events), (tickets, need.tickets)):
        filled = {(row["kind"], name) for row in rows for name, cell in row.items() if cell}
        required = {(one.kind, column.name) for one in wanted for column in one.columns if column.required}
        assert required <= filled
    assert any("生成数据" in row["name"] for row in read(data, "units"))


def test_a_figure_is_measured_or_follows_from_tickets_never_both() -> None:
    data = GROUP / "data"
    faults = {row["unit"] for row in read(data, "tickets") if row["kind"] in ("fault", "service_order")}
    known = {row["unit"]: row["kind"] for row in read(data, "units")}
    with_tickets = {unit for unit in faults if known[unit] in ("branch", "support_centre")}
    assert with_tickets == {"B12", "S9"}
    rows = [row for row in read(data, "measurements") if row["unit"] in faults]
    assert [row for row in rows if row["indicator"] in ("repeat_fault_rate", *LASTMILE)] == []


@pytest.mark.parametrize("script", [ANATEL / "build.py", GROUP / "generate.py"], ids=lambda script: script.name)
def test_the_scripts_name_no_place_of_one_machine(script: Path) -> None:
    for path in script.parent.rglob("*.py"):
        written = path.read_text(encoding="utf-8")
        assert "import kaohe" not in written
        assert "/home/" not in written
        assert "shared/" not in written
