"""The schemes of a store: named with its first run, the same ever after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.store.rules import broken, other_settings
from kaohe.plugins import session
from kaohe.plugins.config import Config, merged_kinds
from kaohe.plugins.versions import Mixed

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.periods import Period
    from kaohe.core.results import Results
    from kaohe.core.tables import Tables
    from kaohe.plugins.stores.store import Store


@dataclass(frozen=True)
class Call:
    """How the schemes of a run were named and set, as the command line and ``kaohe.toml`` take it."""

    specs: tuple[str, ...]
    sets: tuple[str, ...]
    config: Config
    unit_kinds: Mapping[str, str]
    illustrative: bool

    def schemes(self, tables: Tables, periods: Sequence[Period]) -> list[Scheme]:
        """The schemes as they are in force in the periods; KaoheError where a parameter is open or unknown."""
        try:
            return session.load_all(
                self.specs, self.sets, self.config, illustrative=self.illustrative, tables=tables, period=periods
            )
        except Mixed as error:
            hint = "settle what the later version judges into a store of its own"
            raise KaoheError([Problem(problem.what, hint, **problem.where) for problem in error.problems]) from None

    def document(self) -> dict[str, Any]:
        """As a manifest keeps it."""
        return {
            "specs": list(self.specs), "sets": list(self.sets), "config": _plain(self.config),
            "unit_kinds": dict(self.unit_kinds), "illustrative": self.illustrative,
        }  # fmt: skip


def _plain(value: Any) -> Any:
    """What TOML holds as JSON can keep it: decimals and dates as the text that a setting takes."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return str(value) if isinstance(value, Decimal | date) else value


def call(
    store: Store, specs: Sequence[str], sets: Sequence[str], config: Config, kinds: Sequence[str], illustrative: bool
) -> Call:
    """What is named now, over what the store's first run has named. Raises KaoheError for other schemes."""
    first = store.runs[0].call if store.runs else {}
    known = first.get("specs", [])
    if specs and known and set(specs) != set(known):
        raise KaoheError(
            f"this store settles {', '.join(known)} together, not {', '.join(specs)}",
            "leave -s out, or settle other schemes into another store",
            file=str(store.path),
        )
    written = config or Config(first.get("config", {}))
    named = tuple(known or specs or written.get("schemes", []))
    given = merged_kinds(written, kinds)
    return Call(
        named, (*first.get("sets", []), *sets), written, first.get("unit_kinds", {}) | given,
        illustrative or first.get("illustrative", False),
    )  # fmt: skip


def recalled(
    path: str, specs: Sequence[str], sets: Sequence[str], config: Config, kinds: Sequence[str], illustrative: bool
) -> Call:
    """How schemes are named that are to be run on the rows of a store: if none is, the store's own, as they were."""
    from kaohe.plugins.stores.store import Store

    if specs:
        return Call(tuple(specs), tuple(sets), config, merged_kinds(config, kinds), illustrative)
    return call(Store(path), (), sets, config, kinds, illustrative)


def same_rules(store: Store, results: Results) -> None:
    """Raises KaoheError where the schemes or settings of a run are not those with which the store was settled."""
    if not store.runs:
        return
    stored = store.schemes
    problems = [
        problem for entry in results.about()["schemes"] if entry["id"] in stored
        for problem in broken(stored[entry["id"]], entry)
    ]  # fmt: skip
    problems += other_settings(store.runs[0].settings, settings_of(results))
    if problems:
        raise KaoheError(problems)


def settings_of(results: Results) -> dict[str, Any]:
    """The settings that decide what a run finds, as a manifest keeps them."""
    settings = results.outcome.settings
    return {
        "unit_kinds": dict(settings.unit_kinds),
        "scope": {scheme: list(units) for scheme, units in settings.scope.items()},
        "empty_survey": settings.empty_survey,
        "ticket_period": settings.ticket_period,
        "calendar": settings.calendar,
        "holidays": sorted(str(day) for day in settings.holidays),
        "extra_workdays": sorted(str(day) for day in settings.extra_workdays),
        "data_from": None if settings.data_from is None else str(settings.data_from),
    }
