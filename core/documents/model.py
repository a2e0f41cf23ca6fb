"""The scheme document as frozen models: what TOML may say, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _formula(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float | Decimal) else value


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Formula = Annotated[str, BeforeValidator(_formula)]
"""Formula text; a bare number or truth is one too."""
Names = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""One name or a list of names."""
How = Literal["sum", "mean", "pooled", "last", "count", "rank", "rank_from_bottom", "min", "max", "rate"]
PeriodKind = Literal["month", "quarter", "half", "year", "cycle"]


class Part(BaseModel):
    """What all parts of a document share: frozen, and no key beyond those named."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Head(Part):
    """``[scheme]``"""

    id: str
    version: str
    effective_from: Any = None
    source: str | None = None
    kind: Literal["full", "partial", "check", "template", "report"] = Field("full", alias="class")
    operations: Names = ()


class Cycle(Part):
    """``[period.cycle]``: a written range that stands for the scheme's own year."""

    start: Any
    end: Any
    parts: PeriodKind = "month"


class Through(Part):
    """A middle key: fold per key first, keep what ``where`` says of ``value``, then fold again."""

    per: str
    how: How = "mean"
    where: Formula | None = None


class Item(Part):
    """An input (one source, read) or a node (one source, or a value over the tree; shown)."""

    measured: bool | str = False
    segment: str | None = None
    part: Literal["numerator", "denominator", "value"] | None = None
    sample: bool = False
    optional: bool = False
    carry: Formula | None = None
    no_cases: Formula | None = None
    missing: Formula | None = None
    rated: bool | str = False
    role: str | None = None
    rows: Names = ()
    where: Formula | None = None
    each: Formula | None = None
    how: How | None = None
    distinct: str | None = None
    out_of: str | None = None
    through: Through | None = None
    reach: Literal["below", "own"] = "below"
    from_: str | None = Field(None, alias="from")
    who: Literal["self", "owner", "members", "segments", "peers"] = "self"
    by: Names = ("parent",)
    when: Literal["same", "parts", "previous", "so_far", "to_date", "year_before"] = "same"
    within: Literal["year", "cycle"] | None = None
    lacking: Formula | None = None
    value: Formula | None = None
    sum: tuple[str, ...] | None = None
    weighted: dict[str, Formula] | None = None
    mean: tuple[str, ...] | dict[str, Formula] | None = None
    full: Formula | None = None
    is_: str | None = Field(None, alias="is")
    zero_if: tuple[Formula, ...] = ()
    cap: Formula | None = None
    floor: Formula | None = None
    hidden: bool = False
    shown: bool = False
    clause: Names = ()


class Grades(Part):
    """``[CARD.grades.N]``: lower bounds of a node's value, or of ``value`` where that is judged in its place.

    Without ``order`` the grades stand in the order of their bounds.
    """

    of: str
    value: Formula | None = None
    lines: str | dict[str, Formula]
    order: tuple[str, ...] = ()
    clause: Names = ()


class Money(Part):
    """``[CARD.money.N]``: one posting, signed from the assessed unit's side."""

    post: Formula
    account: str
    counter: str = "company"
    to: str | None = None
    when: Formula | None = None
    part_of: str | None = None
    rest: str | None = None
    clause: Names = ()


class Flag(Part):
    """``[CARD.flag.N]`` or ``[rows.R.flag.N]``."""

    when: Formula | None = None
    to: str | None = None
    status: Formula | None = None
    called: str | None = None
    clause: Names = ()


class Duty(Part):
    """``[CARD.duty.N]``: what is to be done; no value."""

    when: Formula | None = None
    due: Formula | None = None
    clause: Names = ()


class Check(Part):
    """``[CARD.check.N]``: an error where ``holds`` does not."""

    holds: Formula
    says: str
    clause: Names = ()


class Segment(Part):
    """Of what a card has a cell each: segments of an indicator, values of a column of rows, a list, or what any names."""

    measured: str | None = None
    rows: Names = ()
    by: Names = ()
    list: tuple[str, ...] = ()
    when: Literal["same", "to_date"] = "same"


class Card(Part):
    """One tree for one kind of unit in one kind of period."""

    unit: Names
    where: Formula | None = None
    period: PeriodKind
    segment: Segment | None = None
    show: tuple[str, ...] = ()
    like: str | None = None
    called: str | None = None
    input: dict[str, Item] = {}
    node: dict[str, Item] = {}
    grades: dict[str, Grades] = {}
    money: dict[str, Money] = {}
    flag: dict[str, Flag] = {}
    duty: dict[str, Duty] = {}
    check: dict[str, Check] = {}


class Over(Part):
    """A window over the rows: in order of time, then id."""

    how: Literal["number", "count", "sum", "mean", "previous"]
    of: Formula | None = None
    per: Names
    within: Literal["month", "year", "rolling_year"] | None = None
    where: Formula | None = None


class Line(BaseModel):
    """One line of a table: which rows it fits, and the columns it sets (every further key)."""

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: Names = ()
    when: Formula | None = None
    clause: Names = ()
    assumed: bool = False

    @property
    def sets(self) -> dict[str, str]:
        """Column name to formula."""
        return {name: str(_formula(value)) for name, value in (self.model_extra or {}).items()}


class Spread(BaseModel):
    """``spread = { column = "list column", else = "single column" }``"""

    model_config = ConfigDict(frozen=True, extra="allow")

    otherwise: str | None = Field(None, alias="else")

    @property
    def target(self) -> tuple[str, str]:
        """The new column and the list column it comes from."""
        ((name, source),) = (self.model_extra or {}).items()
        return name, str(source)


class Pick(Part):
    """Which of several rows counts: of one unit (or person) and incident, unless ``per`` names other columns."""

    max: str | None = None
    min: str | None = None
    per: Names = ()


class Rows(Part):
    """``[rows.R]``: what the document says of one event, ticket, or judged row."""

    of: Names = ()
    where: Formula | None = None
    at: Formula | None = None
    verified: bool = True
    require: dict[str, tuple[str, ...]] = {}
    spread: Spread | None = None
    codes: dict[str, tuple[str, ...]] = {}
    let: dict[str, Formula] = {}
    over: dict[str, Over] = {}
    line: dict[str, Line] = {}
    pick: Pick | None = None
    pending: Formula | None = None
    flag: dict[str, Flag] = {}
    is_: dict[str, str] = Field({}, alias="is")


class Document(Part):
    """A whole scheme document, readings applied."""

    scheme: Head
    cycle: Cycle | None = None
    macro: dict[str, Formula] = {}
    rows: dict[str, Rows] = {}
    cards: dict[str, Card] = {}
