"""The shape of ``kaohe.results/1``: every table, its keys in order, and the check that a document keeps to it.

Numbers are text: a plain decimal, with ``exact`` ("1225/12") beside ``value`` where the decimal does not end.
"""

from collections.abc import Iterator
from typing import Any, NotRequired, TypedDict, cast

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.results.fits import keys_of, misfits
from kaohe.core.results.order import out_of_order
from kaohe.core.results.texts import wrong_texts

FORMAT = "kaohe.results/1"


class Input(TypedDict):
    """A table that was read."""

    table: str
    file: NotRequired[str]
    rows: int
    sha256: str


class Run(TypedDict):
    """How the run was made; nothing of the machine, its engine or its clock."""

    kaohe: str
    as_of: str | None
    partial: bool
    in_doubt: int
    inputs: list[Input]


class Parameter(TypedDict):
    """A value (text, or a table or list of texts) and whether it is stated, assumed, required or illustrative."""

    value: Any
    provenance: str


class Scheme(TypedDict):
    """A scheme, or a variant ``id[reading=value]``, of the run."""

    id: str
    version: str
    document_sha256: str
    parameters: dict[str, Parameter]
    readings: dict[str, str]
    not_modelled: int
    illustrative: bool


class Node(TypedDict):
    """One node of one cell; ``rate`` = 100 x value / full; ``provisional`` what it would have been without its gate."""

    scheme: str
    card: str
    unit: str
    period: str
    node: str
    segment: str | None
    value: str | None
    exact: NotRequired[str]
    provisional: NotRequired[str]
    shown: str
    full: str | None
    rate: str | None
    state: str
    coverage: str | None
    labels: list[str]


class Row(TypedDict):
    """What the document says of one event or ticket."""

    scheme: str
    table: str
    ref: str
    unit: str
    period: str
    name: str
    value: str | None
    exact: NotRequired[str]
    state: str


class Grade(TypedDict):
    """The grade of a node."""

    scheme: str
    card: str
    unit: str
    period: str
    node: str
    grade: str


class Rank(TypedDict):
    """The competition rank of a node among ``of`` peers."""

    scheme: str
    card: str
    unit: str
    period: str
    node: str
    rank: int
    of: int


class Money(TypedDict):
    """A posting in yuan, signed from the assessed unit's side."""

    scheme: str
    unit: str
    period: str
    account: str
    counter: str
    amount: str
    status: str
    ref: str | None
    node: str | None


class Flag(TypedDict):
    """An outcome that is not money; ``to`` is the addressee, empty if the data name none."""

    scheme: str
    unit: str
    period: str
    flag: str
    to: str | None
    ref: str | None
    status: str | None


class Duty(TypedDict):
    """What is to be done with the result."""

    scheme: str
    duty: str
    unit: str | None
    period: str | None
    due: str | None


class Document(TypedDict):
    """``kaohe.results/1``, rows in the order scheme, card, period, unit, document order."""

    format: str
    run: Run
    schemes: list[Scheme]
    nodes: list[Node]
    rows: list[Row]
    grades: list[Grade]
    ranks: list[Rank]
    money: list[Money]
    flags: list[Flag]
    duties: list[Duty]


TABLES: dict[str, type] = {
    "nodes": Node,
    "rows": Row,
    "grades": Grade,
    "ranks": Rank,
    "money": Money,
    "flags": Flag,
    "duties": Duty,
}


def columns(table: str) -> list[str]:
    """The columns of a results table, optional ones too, in contract order."""
    return list(keys_of(TABLES[table]))


def validate(document: object) -> None:
    """Raise KaoheError with every place where ``document`` is not a ``kaohe.results/1`` document."""
    problems = list(_shape(document))
    if not problems:
        whole = cast(Document, document)
        problems = [*wrong_texts(cast(dict[str, Any], whole)), *out_of_order(cast(dict[str, Any], whole))]
    if problems:
        raise KaoheError(problems)


def _shape(document: object) -> Iterator[Problem]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        found = document.get("format") if isinstance(document, dict) else document
        yield Problem(f"this is not a {FORMAT} document", f"its format is {found!r}")
        return
    for key, (hint, _) in keys_of(Document).items():
        if key not in document:
            yield Problem("this table is missing", table=key)
        elif key in TABLES and isinstance(document[key], list):
            yield from _rows(key, document[key])
        else:
            yield from (
                Problem(what, more, table=key, column=at or None) for at, what, more in misfits(document[key], hint)
            )
    for key in document:
        if key not in keys_of(Document):
            yield Problem(f"'{key}' is not a table of {FORMAT}")


def _rows(table: str, rows: list[Any]) -> Iterator[Problem]:
    for number, row in enumerate(rows, 1):
        for at, what, more in misfits(row, TABLES[table]):
            yield Problem(what, more, table=table, row=number, column=at or None)
