"""What was mapped, and how crowded the state-months are. `kaohe demo --data` adds what each scheme finds here."""

import polars as pl


def print_mapping(mapping: pl.DataFrame) -> None:
    """Print every source column with its target, how faithful that is, and why."""
    for row in mapping.iter_rows(named=True):
        target = f"{row['table']}.{row['target']}" if row["target"] else "-"
        print(f"  {row['data_set']}: {row['source_column']} -> {target} [{row['fidelity']}] {row['reason']}")


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
