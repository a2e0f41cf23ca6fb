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


# what the eight schemes read (their optional ranks apart)
INDICATORS = words("""
    subscribers fault_report_rate response_timeliness_rate handling_timeliness_rate repeat_fault_rate
    complaint_handling_timeliness_rate satisfaction_rate fines_booked rewards_wanted base_wage performance_pay
    paid_headcount cleaners attendance_ok typing_speed_cpm typing_error_rate call_answer_rate workload no_opinion_rate
    samples_satisfied samples_dissatisfied samples_no_opinion front_end_score assurance_timeliness_rate
    provisioning_timeliness_rate lastmile_provisioning_timeliness_rate lastmile_repair_timeliness_rate
    lastmile_repeat_fault_rate outsourcing_revenue opportunity_count opportunity_conversion_rate
    capability_source_consistency_rate capability_quality_rate
""")
EVENTS = words("""
    repeat_fault_report complaint service_promise_breach bulletin commendation rule_violation reception_standard_breach
    prohibited_phrase broadcast_fault chatting_at_desk running_or_noise leaving_post no_greeting uniform_breach
    untidy_desk private_net_or_phone stockout_unreported late_arrival absence missed_punch improvement_praised
    loss_recovered exam_result area_rubbish refuses_assignment assignment_overdue wrong_dispatch_channel
    false_ticket_info late_ticket_feedback customer_cause_misreport outage data_integrity_breach
    resource_data_incident resource_data_defect
""")
ATTRIBUTES = words("""
    highest_level levels_reached channel ticket form decided_points severity aggravating mitigating heard ground
    customers_unserved consequences minutes justified resolved_at resolved_by withdrawn_at levels_up exam score place
    process customer_grade network_node full_outage disaster_recovery business over_level cause cause_department defect
""")
RATES_OF_S9 = [name for name in INDICATORS if name.startswith(("assurance_", "provisioning_", "lastmile_"))]


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
    assert size(GROUP) < 1_500_000


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


def test_telecom_group_has_every_input_of_the_eight_schemes() -> None:
    events, data = read(GROUP / "data", "events"), GROUP / "data"
    assert {row["indicator"] for row in read(data, "measurements")} == set(INDICATORS)
    assert {row["kind"] for row in events} == set(EVENTS)
    filled = {name for row in events for name, cell in row.items() if cell}
    assert set(ATTRIBUTES) <= filled
    assert {row["item"] for row in read(data, "ratings")} == {"work_quality", "conduct"}
    assert {row["kind"] for row in read(data, "tickets")} == {"fault", "service_order"}
    assert any("生成数据" in row["name"] for row in read(data, "units"))


def test_a_figure_is_measured_or_follows_from_tickets_never_both() -> None:
    data = GROUP / "data"
    with_tickets = {row["unit"] for row in read(data, "tickets")}
    assert with_tickets == {"B12", "S9"}
    rows = [row for row in read(data, "measurements") if row["unit"] in with_tickets]
    assert [row for row in rows if row["indicator"] in ("repeat_fault_rate", *RATES_OF_S9)] == []


@pytest.mark.parametrize("script", [ANATEL / "build.py", GROUP / "generate.py"], ids=lambda script: script.name)
def test_the_scripts_name_no_place_of_one_machine(script: Path) -> None:
    for path in script.parent.rglob("*.py"):
        written = path.read_text(encoding="utf-8")
        assert "import kaohe" not in written
        assert "/home/" not in written
        assert "shared/" not in written
