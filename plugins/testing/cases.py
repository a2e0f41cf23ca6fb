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
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins import session

if TYPE_CHECKING:
    from kaohe.core.documents import Scheme
    from kaohe.core.results import Results
    from kaohe.core.run.kept import Kept
    from kaohe.core.tables import Tables

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

    @property
    def texts(self) -> dict[str, str]:
        """The input tables as CSV text."""
        return {table: self.body[table] for table in TABLES if table in self.body}

    @cached_property
    def tables(self) -> Tables:
        """The input tables, normalised once. Raises KaoheError for bad input."""
        from kaohe.core.tables import Tables

        return Tables.from_text(self.texts)

    @property
    def illustrative(self) -> bool:
        """Whether the run takes the illustrative values."""
        return bool(self.body.get("settings", {}).get("illustrative", False))

    @property
    def chosen(self) -> dict[str, Any]:
        """The parameters and readings of the run."""
        return dict(self.body.get("parameters", {}))

    @property
    def messages(self) -> list[str]:
        """What the message of a run that must stop has to name."""
        expected = self.body.get("expect", {}).get("error", [])
        return [expected] if isinstance(expected, str) else list(expected)

    def results(
        self,
        engine: str = "polars",
        scheme: Scheme | None = None,
        kept: Kept | None = None,
        tables: Tables | None = None,
    ) -> Results:
        """Scores the case's rows. ``scheme`` stands in for the document, ``tables`` for the rows (changed ones)."""
        tables = self.tables if tables is None else tables
        schemes = [scheme or self.load(), *(_other(name, self.illustrative) for name in self.body.get("also", []))]
        return session.score(tables, schemes, **self.asked(engine), kept=kept)

    def asked(self, engine: str = "polars") -> dict[str, Any]:
        """What the case asks of a run: period, engine and settings."""
        settings = dict(self.body.get("settings", {}))
        kinds = settings.pop("unit_kind", {})
        given = {"period": self.body.get("period"), "unit_kinds": {"": kinds} if isinstance(kinds, str) else kinds}
        return settings | given | {"illustrative": self.illustrative, "engine": engine}

    def load(self) -> Scheme:
        """The scheme with the case's parameters and readings."""
        return session.scheme(self.scheme, self.chosen, illustrative=self.illustrative)

    def run(self, engine: str = "polars", scheme: Scheme | None = None, kept: Kept | None = None) -> None:
        """Raises Mismatch where an expectation does not hold."""
        try:
            document: Mapping[str, Any] = self.results(engine, scheme, kept).document()
        except KaoheError as error:
            self.stopped(error)
        else:
            self.compare(document)

    def stopped(self, error: KaoheError) -> None:
        """Raises Mismatch unless the case expects a run that stops with these messages."""
        if not self.messages:
            raise Mismatch(f"{self.name}: the run stopped: {error}") from error
        for message in self.messages:
            if message.lower() not in str(error).lower():
                raise Mismatch(f"{self.name}: the message does not name {message!r}: {error}") from None

    def compare(self, document: Mapping[str, Any]) -> None:
        """Raises Mismatch where the results of a run are not those expected."""
        expected = self.body.get("expect", {})
        if self.messages:
            raise Mismatch(f"{self.name}: the run should have stopped with {self.messages[0]!r}")
        for table, entries in expected.items():
            found = list(document[table])
            for entry in entries:
                _seek(self.name, table, entry, found)
        for table in self.body.get("complete", []):
            _complete(
                self.name,
                table,
                expected.get(table, []),
                [row for row in document[table] if row["scheme"] == self.scheme],
            )


@cache
def _other(name: str, illustrative: bool) -> Scheme:
    return session.scheme(name, illustrative=illustrative)


def cases(scheme: str, path: Path | None = None) -> list[Case]:
    """The cases beside a scheme's document. Raises KaoheError for TOML or keys that are not understood."""
    path = path or session.source(scheme).cases_path
    try:
        body = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KaoheError(f"this is not TOML: {error}", file=path.name) from None
    found = []
    for name, case in body.get("case", {}).items():
        for key in case:
            if key not in KEYS:
                raise KaoheError(f"case {name!r}: {key!r} is not understood", did_you_mean(key, KEYS), file=path.name)
        for key in case.get("expect", {}):
            if key not in EXPECTED:
                raise KaoheError(
                    f"case {name!r}: expect.{key} is not understood", did_you_mean(key, EXPECTED), file=path.name
                )
        found.append(Case(scheme, name, case, path))
    return found


def _seek(case: str, table: str, entry: Mapping[str, Any], found: list[Mapping[str, Any]]) -> None:
    if not any(_fits(entry, row) for row in found):
        near = sorted(found, key=lambda row: -sum(row.get(key) == value for key, value in entry.items()))
        same = [{key: row.get(key) for key in entry} for row in near[:3]]
        raise Mismatch(f"{case}: no entry of {table} is {dict(entry)}; nearest: {same}")


def _fits(entry: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return all(
        (key in row and row[key] == value) or (value == "" and row.get(key) is None) for key, value in entry.items()
    )


def _complete(case: str, table: str, expected: list[Mapping[str, Any]], found: list[Mapping[str, Any]]) -> None:
    for row in found:
        if not any(_fits(entry, row) for entry in expected):
            raise Mismatch(f"{case}: {table} holds more than is listed: {dict(row)}")
