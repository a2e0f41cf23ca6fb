"""What was mapped, and how much of each scheme's inputs the data folders hold."""

from typing import NamedTuple

import polars as pl


class Inputs(NamedTuple):
    """The measurements and event kinds that one scheme must or may read, and the option it runs with here."""

    measurements: tuple[str, ...]
    events: tuple[str, ...]
    run: str


PANEL = (
    "fault_report_rate",
    "response_timeliness_rate",
    "handling_timeliness_rate",
    "repeat_fault_rate",
    "complaint_handling_timeliness_rate",
    "satisfaction_rate",
)
CENTRE = (
    "front_end_score",
    "assurance_timeliness_rate",
    "provisioning_timeliness_rate",
    "lastmile_provisioning_timeliness_rate",
    "lastmile_repair_timeliness_rate",
    "lastmile_repeat_fault_rate",
    "satisfaction_rate[biz_navigator]",
    "outsourcing_revenue",
    "opportunity_count",
    "opportunity_conversion_rate",
)
CENTRE_EVENTS = (
    "wrong_dispatch_channel",
    "false_ticket_info",
    "late_ticket_feedback",
    "customer_cause_misreport",
    "outage",
    "complaint",
    "data_integrity_breach",
    "resource_data_incident",
    "resource_data_defect",
)
BRANCH_EVENTS = ("repeat_fault_report", "complaint", "service_promise_breach", "commendation")
SCHEMES = {
    "chengdu-indicator-panel": Inputs(PANEL, (), "--partial"),
    "gov-support-centre": Inputs(CENTRE, CENTRE_EVENTS, "--partial"),
    "chengdu-branch-monthly": Inputs((), (*BRANCH_EVENTS, "bulletin"), "--illustrative (its points table is lost)"),
    "chengdu-event-penalty": Inputs((), BRANCH_EVENTS, "--illustrative (its money table is lost)"),
}


def print_coverage(mapping: pl.DataFrame, folders: dict[str, dict[str, pl.DataFrame]]) -> None:
    """Print the mapping by folder, the inputs of each scheme that are there, and the saturation figure."""
    for row in mapping.iter_rows(named=True):
        target = f"{row['table']}.{row['target']}" if row["target"] else "-"
        print(f"  {row['data_set']}: {row['source_column']} -> {target} [{row['fidelity']}] {row['reason']}")
    for scheme, inputs in SCHEMES.items():
        print(f"{scheme}: run with {inputs.run}")
        reached: set[str] = set()
        for name, tables in folders.items():
            have = _names(tables, inputs)
            reached |= have
            print(f"  {name}: {len(have)} of {_size(inputs)} inputs: {', '.join(sorted(have)) or 'none'}")
        print(f"  over all folders: {len(reached)} of {_size(inputs)}")
    print(saturation(folders["states-2023"]))


def saturation(tables: dict[str, pl.DataFrame]) -> str:
    """The share of state-months with 100 complaints or more, as a sentence."""
    units = tables["units"].filter(pl.col("kind") == "branch").height
    complaints = tables["events"].filter(pl.col("kind") == "complaint")
    sums = complaints.group_by("unit", pl.col("at").str.head(7)).agg(pl.col("count").sum())
    many = sums.filter(pl.col("count") >= 100).height
    months = units * 12
    percent = 100 * many / months
    total = complaints["count"].sum()
    return f"{many} of {months} state-months ({percent:.1f} %) have 100 or more complaints; {total:,} complaints in all"


def _names(tables: dict[str, pl.DataFrame], inputs: Inputs) -> set[str]:
    have = set(tables["measurements"]["indicator"]) & set(inputs.measurements)
    return have | (set(tables["events"]["kind"]) & set(inputs.events) if "events" in tables else set())


def _size(inputs: Inputs) -> int:
    return len(inputs.measurements) + len(inputs.events)
