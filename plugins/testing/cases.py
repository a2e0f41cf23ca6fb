"""Case files: input rows, parameters and expected results, nothing else.

An author's whole test is::

    @pytest.mark.parametrize("case", cases("library-desk"), ids=str)
    def test_case(case):
        case.run()
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins import session

if TYPE_CHECKING:
    from kaohe.core.documents import Scheme
    from kaohe.core.results import Results

TABLES = ("units", "measurements", "events", "tickets", "ratings", "postings")
KEYS = {"quote", "period", "settings", "parameters", "also", "expect", "complete", *TABLES}
EXPECTED = {"nodes", "rows", "flags", "grades", "ranks", "money", "duties", "error"}


class Mismatch(AssertionError):
    """A case whose expectation does not hold; the message shows what was expected and the nearest found."""


@dataclass(frozen=True)
class Case:
    """One case of a scheme. ``str()`` is its name; ``tag`` the example tag it stands for, if any."""

    scheme: str
    name: str
    body: Mapping[str, Any]
    path: Path

    def __str__(self) -> str:
        return self.name

    @property
    def tag(self) -> str | None:
        """``E1.1`` of ``E1.1 two complaints``."""
        word = self.name.split()[0]
        return word if word[0] == "E" and word[1:2].isdigit() else None

    @property
    def quote(self) -> str | None:
        """The example line that the case restates."""
        return self.body.get("quote")

    def results(self, engine: str = "polars", scheme: Scheme | None = None) -> Results:
        """Scores the case's rows. ``scheme`` stands in for the document (the mutation check runs changed ones)."""
        from kaohe.core.tables import Tables

        tables = Tables.from_text({table: self.body[table] for table in TABLES if table in self.body})
        settings = dict(self.body.get("settings", {}))
        illustrative = bool(settings.pop("illustrative", False))
        kinds = settings.pop("unit_kind", {})
        kinds = {"": kinds} if isinstance(kinds, str) else kinds
        own = scheme or self.load(illustrative)
        others = [session.scheme(name, illustrative=illustrative) for name in self.body.get("also", [])]
        return session.score(tables, [own, *others], self.body.get("period"), unit_kinds=kinds, illustrative=illustrative, engine=engine, **settings)

    def load(self, illustrative: bool = False) -> Scheme:
        """The scheme with the case's parameters and readings."""
        return session.scheme(self.scheme, dict(self.body.get("parameters", {})), illustrative=illustrative)

    def run(self, engine: str = "polars", scheme: Scheme | None = None) -> None:
        """Raises Mismatch where an expectation does not hold."""
        expected = self.body.get("expect", {})
        message = expected.get("error")
        try:
            document: Mapping[str, Any] = self.results(engine, scheme).document()
        except KaoheError as error:
            if message is None:
                raise Mismatch(f"{self.name}: the run stopped: {error}") from error
            if str(message).lower() not in str(error).lower():
                raise Mismatch(f"{self.name}: the message does not name {message!r}: {error}") from None
            return
        if message is not None:
            raise Mismatch(f"{self.name}: the run should have stopped with {message!r}")
        for table, entries in expected.items():
            found = list(document[table])
            for entry in entries:
                _seek(self.name, table, entry, found)
        for table in self.body.get("complete", []):
            _complete(self.name, table, expected.get(table, []), [row for row in document[table] if row["scheme"] == self.scheme])


def cases(scheme: str, path: Path | None = None) -> list[Case]:
    """The cases beside a scheme's document. Raises KaoheError for keys that a case file does not have."""
    path = path or session.host().scheme_source(scheme).path.with_name("cases.toml")
    body = tomllib.loads(path.read_text("utf-8"))
    found = []
    for name, case in body.get("case", {}).items():
        for key in case:
            if key not in KEYS:
                raise KaoheError(f"case {name!r}: {key!r} is not understood", did_you_mean(key, KEYS), file=path.name)
        for key in case.get("expect", {}):
            if key not in EXPECTED:
                raise KaoheError(f"case {name!r}: expect.{key} is not understood", did_you_mean(key, EXPECTED), file=path.name)
        found.append(Case(scheme, name, case, path))
    return found


def _seek(case: str, table: str, entry: Mapping[str, Any], found: list[Mapping[str, Any]]) -> None:
    if not any(_fits(entry, row) for row in found):
        near = sorted(found, key=lambda row: -sum(row.get(key) == value for key, value in entry.items()))
        same = [{key: row.get(key) for key in entry} for row in near[:3]]
        raise Mismatch(f"{case}: no entry of {table} is {dict(entry)}; nearest: {same}")


def _fits(entry: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return all(key in row and row[key] == value or (value == "" and row.get(key) is None) for key, value in entry.items())


def _complete(case: str, table: str, expected: list[Mapping[str, Any]], found: list[Mapping[str, Any]]) -> None:
    for row in found:
        if not any(_fits(entry, row) for entry in expected):
            raise Mismatch(f"{case}: {table} holds more than is listed: {dict(row)}")
