"""What the data themselves decide of the schemes: the table ``parameters`` of a workbook or folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, Problem
from kaohe.plugins.config import Config

if TYPE_CHECKING:
    from kaohe.core.tables import Tables

TRUTHS = {"TRUE": "true", "FALSE": "false", "True": "true", "False": "false", "是": "true", "否": "false"}


class Decided:
    """Parameters and readings by scheme and name, each with the row that it stands in; empty values decide nothing."""

    def __init__(self, tables: Tables | None, config: Config | None = None) -> None:
        self.config = config if config is not None else Config()
        self.rows: dict[str, dict[str, dict[str, Any]]] = {}
        for row in tables.parameters.iter_rows(named=True) if tables is not None else ():
            if row["value"] not in (None, ""):
                self.rows.setdefault(row["scheme"], {})[row["parameter"]] = row

    def beside(self, scheme: str, config: Mapping[str, object]) -> dict[str, str]:
        """Values by name for one scheme. Raises KaoheError where ``config`` says otherwise."""
        from kaohe.core.documents.given import flat

        known, problems = flat(config), []
        found: dict[str, str] = {}
        for name, row in self.rows.get(scheme, {}).items():
            found[name] = TRUTHS.get(row["value"], row["value"])
            other = known.get(name)
            if other is not None and str(other).lower() != found[name].lower():
                what = f"{name} is {found[name]} here and {other} in the configuration"
                problems.append(Problem(what, "keep one of them", scheme=scheme, **_place(row)))
        if problems:
            raise KaoheError(problems)
        return found

    @contextmanager
    def placed(self, scheme: str, over: set[str]) -> Iterator[None]:
        """Errors about a value of the table name the row that it stands in; ``over``: what --set decides instead."""
        try:
            yield
        except KaoheError as error:
            raise KaoheError([self._placed(scheme, over, problem) for problem in error.problems]) from None

    def _placed(self, scheme: str, over: set[str], problem: Problem) -> Problem:
        if "is required" in problem.what:
            return problem
        said = set(problem.what.replace("'", " ").replace(":", " ").split())
        rows, written = self.rows.get(scheme, {}), self.config.get("parameters", {}).get(scheme, {})
        for name, row in rows.items():
            if name not in over and said & {name, name.partition(".")[0]}:
                return _at(problem, _place(row))
        for name in written:
            if name not in over and said & {name, name.partition(".")[0]}:
                return _at(problem, self.config.line("parameters", scheme, name))
        return problem


def _at(problem: Problem, place: Mapping[str, object]) -> Problem:
    """The problem where the value stands, instead of where the document declares it."""
    where = {key: value for key, value in problem.where.items() if key not in ("file", "line", "key")}
    return Problem(problem.what, problem.hint, **(where | dict(place)))


def _place(row: Mapping[str, Any]) -> dict[str, object]:
    return {"file": row["_file"], "sheet": row["_sheet"], "row": row["_row"]}
