"""Gather judged rows: one column per input and cell, folded over the rows of a unit and all below it."""

from __future__ import annotations

from fractions import Fraction

import narwhals as nw
import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.errors import KaoheError, Problem
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column, Program
from kaohe.core.run import segments
from kaohe.core.run.judge import Judge, Judged
from kaohe.core.run.places import Places
from kaohe.core.run.plan import STATES, CardPlan, Step
from kaohe.core.run.pooling import unheld
from kaohe.core.tables.hierarchy import ancestors, day_of, holding


def gather(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, judge: Judge, known: dict[str, Column]
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells with ``X@`` (or ``X@#n`` and ``X@#d``) for every input X that folds rows; ``X@!`` marks pending ones.

    ``known``: the columns gathered before, out of which counts may be taken.
    """
    columns: dict[str, Column] = dict(known)
    groups: dict[tuple[tuple[str, ...], str, str], list[Step]] = {}
    for step in plan.steps.values():
        if step.item is not None and step.item.rows and step.base:
            groups.setdefault((step.item.rows, step.item.reach, step.item.when), []).append(step)
    for (names, reach, when), steps in groups.items():
        for part in sources(plan, names, judge):
            cells = _fold(plan, cells, places, size, judge, part, reach, when, steps, columns)
    return cells, columns


def sources(plan: CardPlan, names: tuple[str, ...], judge: Judge) -> list[Judged]:
    """The judged rows that an input folds: one rows table, or several kinds of events read as one."""
    if len(names) == 1:
        return [judge.rows(names[0])]
    from kaohe.core.documents.model import Rows
    from kaohe.core.run.rowplan import RowPlan, table_of

    several = RowPlan(plan.scheme, "+".join(names), Rows(of=names), table_of(plan.scheme, names[0], names), names, None)
    key = several.name
    if key not in judge.done:
        judge.done[key] = judge._judge(several)
    return [judge.done[key]]


def _fold(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, judge: Judge, judged: Judged, reach: str,
    when: str, steps: list[Step], columns: dict[str, Column],
) -> pl.DataFrame:  # fmt: skip
    frame, program = conditions(plan, judge, judged, steps)
    by = plan.card.segment.by if plan.card.segment is not None else ()
    frame = to_cells(frame, places, cells, size, reach, judge, when, by)
    aggregates: list[nw.Expr] = []
    shapes: list[tuple[Step, str, Range]] = []
    for step in steps:
        item = step.item
        assert item is not None
        base = f"{step.name.removesuffix('.provisional')}@"
        if item.through is not None and item.how == "rate":
            cells = _rate_through(plan, cells, places, frame, judge, step, base, columns)
            continue
        if item.through is not None or item.how == "last":
            if item.through is not None:
                side, column = _through(plan, frame, program, judge, step, base)
            else:
                side, column = _last(frame, program, step, base)
            placed = places.column(base, side["?place"], side[base])
            cells = cells.with_columns(placed if column.range.nullable else placed.fill_null(0))
            columns[base] = column
            continue
        made, shape = _aggregate(step, item, base, program, frame)
        aggregates += made
        shapes.append((step, base, shape))
    if "?pending" in frame.columns:
        for step, base, _ in shapes:
            aggregates.append(
                nw.when(_kept(step)).then(nw.col("?pending")).otherwise(nw.lit(False)).max().alias(f"{base}!")
            )
    if not aggregates:
        return cells
    engine = judge.settings.engine
    read = frame.select(_read(steps, frame)).with_columns(pl.col(pl.Enum).cast(pl.String))
    folded = engine.collect(engine.lazy(read).group_by("?place").agg(*aggregates))
    at = folded["?place"]
    cells = cells.with_columns(places.column(name, at, folded[name]) for name in folded.columns if name != "?place")
    for step, base, shape in shapes:
        cells = _shaped(plan, cells, step, base, shape, program, columns)
    return cells


def conditions(plan: CardPlan, judge: Judge, judged: Judged, steps: list[Step]) -> tuple[pl.DataFrame, Program]:
    """The judged rows with a column per condition and amount of the inputs."""
    program = Program(dict(judged.columns), judge.constants, judge.operations)
    for step in steps:
        item = step.item
        assert item is not None
        for place, text in (("where", item.where), ("each", item.each)):
            if text is not None:
                try:
                    column = program.define(f"?{step.name}.{place}", plan.scheme.tree(text))
                    if place == "where" or item.how == "rate":
                        column.must_be("truth")
                    elif item.how != "last" or item.through is not None:
                        column.must_be("number")
                except KaoheError as error:
                    raise KaoheError(
                        [
                            Problem(p.what, p.hint, scheme=plan.scheme.id, card=plan.name, node=step.name)
                            for p in error.problems
                        ]
                    ) from None
    if not program.defined:
        return judged.frame, program
    return program.run(judged.frame, judge.settings.engine), program


def _read(steps: list[Step], frame: pl.DataFrame) -> list[str]:
    """The columns that folding reads."""
    names = ["?place", "count", "?pending"]
    for step in steps:
        names += [f"?{step.name}.where", f"?{step.name}.each"]
        names += [step.item.distinct] if step.item is not None and step.item.distinct else []
    return [name for name in dict.fromkeys(names) if name in frame.columns]


def to_cells(
    frame: pl.DataFrame, places: Places, cells: pl.DataFrame, size: int, reach: str, judge: Judge,
    when: str = "same", by: tuple[str, ...] = (),
) -> pl.DataFrame:  # fmt: skip
    """Each row at every cell it counts for: the assessed units at or above its own; with ``reach = own`` the nearest.

    ``?place`` is the cell's row; ``when``: with ``to_date`` a row counts in every later period too, with ``so_far`` in
    those of its year; ``by``: the columns that name its segment.
    """
    starts = cells.get_column("t").unique()
    if when in ("to_date", "so_far"):
        first = pl.col("t") // 12 * 12 if when == "so_far" else 0
        month = pl.col("month")
        frame = frame.join(starts.to_frame("t"), how="cross").filter((month >= first) & (month < pl.col("t") + size))
    elif size <= 12 and not (starts % size != 0).any():
        frame = frame.with_columns((pl.col("month") // size * size).alias("t")).filter(
            pl.col("t").is_in(starts.implode())
        )
    else:
        frame = frame.sort("month").join_asof(
            starts.sort().to_frame("t"), left_on="month", right_on="t", strategy="backward", check_sortedness=False
        )
    assessed = cells.select("unit").unique()
    units = judge.tables.units
    if by:
        assessed = units.join(assessed, on="unit", how="semi").select(
            pl.col("base").cast(units["unit"].dtype).alias("unit")
        )
        assessed = assessed.unique()
    if not by and _alone(units, assessed):
        return _placed(frame, places)
    above = ancestors(units).join(assessed.rename({"unit": "ancestor"}), on="ancestor", how="semi")
    joined = frame.with_row_index("?case").join(above, on="unit", how="inner", maintain_order="left")
    if above["from"].null_count() < above.height or above["to"].null_count() < above.height:
        joined = joined.filter(holding(day_of(frame)))
    if reach == "own":
        depth = ancestors(units).group_by("unit").agg(pl.len().alias("?depth")).rename({"unit": "ancestor"})
        joined = joined.join(depth, on="ancestor", how="left").sort("?depth", descending=True, maintain_order=True)
        joined = joined.unique("?case", keep="first", maintain_order=True).drop("?depth")
    joined = joined.with_columns(pl.col("ancestor").alias("unit")).drop("ancestor", "from", "to", "?case")
    if by:
        joined = joined.with_columns(segments.own_id(by).cast(units["unit"].dtype, strict=False).alias("unit"))
    return _placed(joined, places)


def _placed(frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    place = places.of(frame["unit"], frame["t"]).alias("?place")
    return frame.with_columns(place).filter(pl.col("?place").is_not_null())


def _alone(units: pl.DataFrame, assessed: pl.DataFrame) -> bool:
    """Whether no unit stands below an assessed one, so that every row counts for its own unit or for none."""
    parents = units.select(pl.col("parent").alias("unit")).filter(pl.col("unit").is_not_null())
    return assessed.join(parents, on="unit", how="semi").height == 0


def _kept(step: Step) -> nw.Expr:
    item = step.item
    assert item is not None
    return nw.col(f"?{step.name}.where").fill_null(False) if item.where is not None else nw.lit(True)


def _aggregate(step: Step, item: Item, base: str, program: Program, frame: pl.DataFrame) -> tuple[list[nw.Expr], Range]:
    how = item.how or ("sum" if item.each is not None else "count")
    kept = nw.when(_kept(step))
    if item.distinct is not None:
        return _distinct(step, item, base, how), Range(1, 0, max(frame.height, 1))
    if how == "count":
        most = int(frame.get_column("count").sum() or 0) if frame.height else 0
        return [kept.then(nw.col("count")).otherwise(nw.lit(0)).sum().alias(base)], Range(1, 0, max(most, 1))
    if how == "rate":
        each = nw.col(f"?{step.name}.each")
        yes = nw.when(_kept(step) & each.fill_null(False)).then(nw.col("count")).otherwise(nw.lit(0))
        known = nw.when(_kept(step) & ~each.is_null()).then(nw.col("count")).otherwise(nw.lit(0))
        most = max(int(frame.get_column("count").sum() or 0), 1)
        return [(yes.sum() * 100).alias(f"{base}#n"), known.sum().alias(f"{base}#d")], Range(1, 0, most)
    column = program.columns[f"?{step.name}.each"]
    if column.parts is not None or column.range.slack:
        raise KaoheError(f"{step.name} folds rounded values; round them in the formula")
    value = nw.col(f"?{step.name}.each")
    r = column.range
    if how in ("min", "max"):
        part = kept.then(value)
        return [(part.min() if how == "min" else part.max()).alias(base)], Range(r.denominator, r.low, r.high, 0, True)
    weighted = kept.then(value * nw.col("count"))
    most = _safe_sum(step, frame, r)
    total = Range(r.denominator, -most if r.low < 0 else 0, most if r.high > 0 else 0)
    if how == "mean":
        cases = nw.when(_kept(step) & ~value.is_null()).then(nw.col("count")).otherwise(nw.lit(0))
        return [weighted.sum().alias(f"{base}#n"), cases.sum().alias(f"{base}#d")], total
    return [weighted.sum().alias(base)], total


def _last(frame: pl.DataFrame, program: Program, step: Step, base: str) -> tuple[pl.DataFrame, Column]:
    """The latest value that is known, by time, then id."""
    item = step.item
    assert item is not None
    column, value = program.columns[f"?{step.name}.each"], pl.col(f"?{step.name}.each")
    ordered = _rows_kept(frame, step).filter(value.is_not_null()).sort(_time(frame), "ref")
    r = column.range
    made = Column(base, column.kind, Range(r.denominator, r.low, r.high, r.slack, True), column.codes, True, item.is_)
    return ordered.group_by("?place").agg(value.last().alias(base)), made


def _time(frame: pl.DataFrame) -> str:
    return "at" if "at" in frame.columns else "accepted_at"


def _safe_sum(step: Step, frame: pl.DataFrame, r: Range) -> int:
    """The largest sum the data can give, from their real extremes: sums are proved safe before they are made."""
    name = f"?{step.name}.each"
    if not frame.height:
        return 1
    largest = max(abs(int(frame[name].min() or 0)), abs(int(frame[name].max() or 0)))  # type: ignore[arg-type]
    most = largest * int(frame.get_column("count").sum() or 0)
    if most > LIMIT // 4:
        raise KaoheError(f"the sum {step.name} may pass 63 bits")
    return max(10 ** len(str(most)), 1) if most else 1


def _distinct(step: Step, item: Item, base: str, how: str) -> list[nw.Expr]:
    key = nw.col(str(item.distinct))
    kept = nw.when(_kept(step))
    if how == "count":
        return [
            kept.then(key).n_unique().alias(f"{base}u"),
            kept.then(key).is_null().max().alias(f"{base}z"),
        ]
    each = nw.col(f"?{step.name}.each")
    yes = nw.when(_kept(step) & each.fill_null(False)).then(key)
    known = nw.when(_kept(step) & ~each.is_null()).then(key)
    return [
        yes.n_unique().alias(f"{base}yu"), yes.is_null().any().alias(f"{base}yz"),
        known.n_unique().alias(f"{base}ku"), known.is_null().any().alias(f"{base}kz"),
    ]  # fmt: skip


def _through(
    plan: CardPlan, frame: pl.DataFrame, program: Program, judge: Judge, step: Step, base: str
) -> tuple[pl.DataFrame, Column]:
    """Fold per middle key, keep those of which ``where`` holds, fold again."""
    item = step.item
    assert item is not None and item.through is not None
    through = item.through
    one = Column("", "number", Range(1, 1, 1), nullable=False)
    column = one if item.each is None else program.columns[f"?{step.name}.each"]
    kept = _rows_kept(frame, step)
    if item.each is None:
        kept = kept.with_columns(pl.lit(1, pl.Int64).alias(f"?{step.name}.each"))
    value = pl.col(f"?{step.name}.each")
    inner = (
        kept.filter(value.is_not_null())
        .group_by("?place", through.per)
        .agg(
            (value * pl.col("count")).sum().alias("value#n"),
            pl.col("count").sum().alias("value#d"),
            value.max().alias("most"),
            value.min().alias("least"),
            value.sort_by(_time(kept), "ref").last().alias("latest"),
        )
    )
    r = column.range
    if through.how == "mean":
        parts = (
            ("value#n", Range(r.denominator, -LIMIT // 8 if r.low < 0 else 0, LIMIT // 8)),
            ("value#d", Range(1, 1, 10_000_000)),
        )
        middle = Column(
            "value",
            "number",
            Range(r.denominator, r.low, r.high, 1),
            parts=parts,
            ends=(Fraction(r.low, r.denominator), Fraction(r.high, r.denominator)),
        )
        inner = inner.with_columns((pl.col("value#n") // pl.col("value#d")).alias("value"))
    else:
        source = {"sum": "value#n", "count": "value#d", "max": "most", "min": "least", "last": "latest"}[through.how]
        inner = inner.with_columns(pl.col(source).alias("value"))
        middle = Column(
            "value", "number", Range(1 if through.how == "count" else r.denominator, -LIMIT // 8, LIMIT // 8)
        )
    if through.where is not None:
        test = Program({"value": middle}, judge.constants, judge.operations)
        test.define("?keep", plan.scheme.tree(through.where))
        inner = test.run(inner, judge.settings.engine).filter(pl.col("?keep").fill_null(False))
    how = item.how or "count"
    if how == "count":
        return inner.group_by("?place").agg(pl.len().cast(pl.Int64).alias(base)), Column(
            base, "number", Range(1, 0, 10_000_000), nullable=False, quantity="count"
        )
    if middle.parts is not None:
        raise KaoheError(f"{step.name}: a mean per {through.per} can only be counted")
    folded = {"sum": pl.col("value").sum(), "max": pl.col("value").max(), "min": pl.col("value").min()}[how]
    r = middle.range
    span = Range(r.denominator, r.low, r.high, r.slack, how != "sum")
    return inner.group_by("?place").agg(folded.alias(base)), Column(base, "number", span, (), how != "sum", item.is_)


def _rate_through(
    plan: CardPlan, cells: pl.DataFrame, places: Places, frame: pl.DataFrame, judge: Judge, step: Step, base: str,
    columns: dict[str, Column],
) -> pl.DataFrame:  # fmt: skip
    """100 x the middle keys of whose number of cases ``where`` holds / all middle keys of the cell."""
    assert step.item is not None and step.item.through is not None
    through = step.item.through
    if through.how != "count" or through.where is None:
        raise KaoheError(f"{step.name}: a rate per {through.per} needs how = count and a where")
    inner = _rows_kept(frame, step).group_by("?place", through.per).agg(pl.col("count").sum().alias("value"))
    test = Program({"value": Column("value", "number", Range(1, 1, LIMIT // 8))}, judge.constants, judge.operations)
    test.define("?keep", plan.scheme.tree(through.where))
    inner = test.run(inner.filter(pl.col(through.per).is_not_null()), judge.settings.engine)
    side = inner.group_by("?place").agg(
        (pl.col("?keep").fill_null(False).sum().cast(pl.Int64) * 100).alias(f"{base}#n"),
        pl.len().cast(pl.Int64).alias(f"{base}#d"),
    )
    cells = cells.with_columns(places.column(name, side["?place"], side[name]) for name in (f"{base}#n", f"{base}#d"))
    return _quotient(cells, step.item, base, "rate", Range(1, 0, max(frame.height, 1)), columns)


def _rows_kept(frame: pl.DataFrame, step: Step) -> pl.DataFrame:
    kept = step.item is None or step.item.where is None
    return frame if kept else frame.filter(pl.col(f"?{step.name}.where").fill_null(False))


def _shaped(
    plan: CardPlan,
    cells: pl.DataFrame,
    step: Step,
    base: str,
    shape: Range,
    program: Program,
    columns: dict[str, Column],
) -> pl.DataFrame:
    item = step.item
    assert item is not None
    how = item.how or ("sum" if item.each is not None else "count")
    quantity = item.is_ or ("count" if how == "count" else None)
    if item.distinct is not None:
        cells = _distinct_counts(cells, base, how)
    if item.out_of is not None:
        return _out_of(cells, step, item.out_of, base, shape, columns)
    if how not in ("rate", "mean"):
        filled = cells if how in ("min", "max") else cells.with_columns(pl.col(base).fill_null(0))
        columns[base] = Column(base, "number", shape, nullable=how in ("min", "max"), quantity=quantity)
        return filled
    return _quotient(cells, item, base, how, shape, columns)


def _quotient(
    cells: pl.DataFrame, item: Item, base: str, how: str, shape: Range, columns: dict[str, Column]
) -> pl.DataFrame:
    """The numerator and denominator of a rate or mean, as the exact columns a formula reads."""
    top, bottom = pl.col(f"{base}#n"), pl.col(f"{base}#d").fill_null(0)
    made = cells.with_columns(pl.when(bottom > 0).then(top).alias(f"{base}#n"), bottom.alias(f"{base}#d"))
    state = pl.when(bottom == 0).then(STATES["no_cases"]).otherwise(0).cast(pl.Int64)
    made = made.with_columns(
        (pl.col(f"{base}#n") // pl.when(bottom > 0).then(bottom)).alias(base), state.alias(f"{base}~")
    )
    low, high = (
        (Fraction(0), Fraction(100))
        if how == "rate"
        else (Fraction(shape.low, shape.denominator), Fraction(shape.high, shape.denominator))
    )
    upper = Range(
        shape.denominator if how == "mean" else 1, shape.low, shape.high * (100 if how == "rate" else 1), 0, True
    )
    parts = ((f"{base}#n", upper), (f"{base}#d", Range(1, 1, max(shape.high, 1) if how == "rate" else 10_000_000)))
    quantity = item.is_ or ("percent" if how == "rate" else None)
    columns[base] = Column(base, "number", Range(1, 0, 0, 1, True), quantity=quantity, parts=parts, ends=(low, high))
    columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)
    return made


def _out_of(
    cells: pl.DataFrame, step: Step, other: str, base: str, shape: Range, columns: dict[str, Column]
) -> pl.DataFrame:
    """The count or sum in percent of a measured input of the card."""
    divisor = columns.get(f"{other}@")
    if divisor is None or divisor.parts is not None or divisor.range.denominator != 1 or shape.denominator != 1:
        raise KaoheError(f"{step.name}: out_of names an input of the card that measures a count")
    d = pl.col(f"{other}@")
    state = pl.when(d.is_null()).then(STATES["missing"]).when(d == 0).then(STATES["no_cases"]).otherwise(0)
    top, known = pl.col(base).fill_null(0) * 100, d > 0
    made = unheld(cells, base, top, d)
    made = made.with_columns(
        pl.when(known).then(top).alias(f"{base}#n"), d.fill_null(0).alias(f"{base}#d"),
        state.cast(pl.Int64).alias(f"{base}~"),
    )  # fmt: skip
    made = made.with_columns((pl.col(f"{base}#n") // pl.when(known).then(d)).alias(base))
    parts = (
        (f"{base}#n", Range(1, 0, max(shape.high, 1) * 100, 0, True)),
        (f"{base}#d", Range(1, 1, max(divisor.range.high, 1))),
    )
    ends = (Fraction(0), Fraction(100 * max(shape.high, 1)))
    columns[base] = Column(base, "number", Range(1, 0, 0, 1, True), quantity="percent", parts=parts, ends=ends)
    columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)
    return made


def _distinct_counts(cells: pl.DataFrame, base: str, how: str) -> pl.DataFrame:
    def counted(letter: str) -> pl.Expr:
        return pl.col(f"{base}{letter}u").cast(pl.Int64).fill_null(0) - pl.col(f"{base}{letter}z").cast(
            pl.Int64
        ).fill_null(0)

    if how == "count":
        return cells.with_columns(counted("").alias(base)).drop(f"{base}u", f"{base}z")
    made = cells.with_columns((counted("y") * 100).alias(f"{base}#n"), counted("k").alias(f"{base}#d"))
    return made.drop(f"{base}{letter}" for letter in ("yu", "yz", "ku", "kz"))
