"""The Python door: open data, load schemes, score, explain, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins.host import Host

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.periods import Period
    from kaohe.core.results import Results
    from kaohe.core.run.kept import Kept
    from kaohe.core.tables import Tables

_host: Host | None = None


def host() -> Host:
    """The plugin host of this process."""
    global _host
    if _host is None:
        _host = Host()
    return _host


def open_data(path: str | Path) -> Tables:
    """The tables of a folder, workbook or database, read, normalised and checked.

    Raises KaoheError with every fault: file, sheet, row, unit, period, indicator.
    """
    from kaohe.core.tables import normalise

    return normalise(host().reader(str(path)).read(str(path)))


def scheme(spec: str, chosen: Mapping[str, object] | None = None, *, illustrative: bool = False, demand: bool = True) -> Scheme:
    """A scheme by ``ID``, ``ID@VERSION`` or ``ID[name=value,...]``, with further parameters and readings chosen."""
    from kaohe.core.documents import read_scheme

    name, variant = split(spec)
    own = {key: value for key, value in (chosen or {}).items()} | variant
    label = name if not variant else spec.partition("@")[0] if "@" in spec else spec
    id_, _, version = name.partition("@")
    source = host().scheme_source(id_)
    found = read_scheme(source.path, own, illustrative=illustrative, label=label.partition("@")[0] + (spec[spec.index("[") :] if variant and "[" not in label else ""), demand=demand)
    if version and found.version != version:
        raise KaoheError(f"{id_} has no version {version!r}", f"there is {found.version}")
    return found


def split(spec: str) -> tuple[str, dict[str, object]]:
    """Name and settings of ``ID[name=value,...]``.

    >>> split("gov-support-centre[scale=raw]")
    ('gov-support-centre', {'scale': 'raw'})
    """
    name, bracket, rest = spec.partition("[")
    if not bracket:
        return spec, {}
    if not rest.endswith("]"):
        raise KaoheError(f"{spec!r} has no closing bracket", "write ID[name=value,...]")
    return name, dict(setting(part) for part in rest[:-1].split(",") if part)


def setting(text: str) -> tuple[str, str]:
    """Name and value of ``name=value``."""
    name, equals, value = text.partition("=")
    if not equals:
        raise KaoheError(f"{text!r} sets nothing", "write name=value")
    return name.strip(), value.strip()


def load_all(specs: Sequence[str], sets: Iterable[str] = (), config: Mapping[str, Any] | None = None, *, illustrative: bool = False, demand: bool = True) -> list[Scheme]:
    """The schemes of a run; ``sets`` holds ``[ID:]name=value``, a setting without an id goes to every scheme that has it."""
    config = config or {}
    specs = list(specs) or list(config.get("schemes", []))
    if not specs:
        raise KaoheError("no scheme was named", "name one with -s ID; kaohe schemes lists them")
    given = [_addressed(text) for text in sets]
    loaded, unused = [], {text for _, _, text in given}
    for spec in specs:
        id_ = split(spec)[0].partition("@")[0]
        chosen: dict[str, object] = dict(config.get("parameters", {}).get(id_, {}))
        known = _settable(id_)
        for target, text, whole in given:
            name, value = setting(text)
            if target == id_ or (not target and name.partition(".")[0] in known):
                chosen[name] = value
                unused.discard(whole)
        loaded.append(scheme(spec, chosen, illustrative=illustrative, demand=demand))
    if unused:
        text = sorted(unused)[0]
        names = {name for spec in specs for name in _settable(split(spec)[0].partition("@")[0])}
        raise KaoheError(f"--set {text}: no scheme of this run has that parameter or reading", did_you_mean(setting(_addressed(text)[1])[0], names))
    return loaded


def _addressed(text: str) -> tuple[str, str, str]:
    head, colon, rest = text.partition(":")
    return (head, rest, text) if colon and "=" not in head else ("", text, text)


def _settable(id_: str) -> set[str]:
    from kaohe.core.documents.scheme import load

    raw = load(host().scheme_source(id_).path.read_bytes())
    return set(raw.get("parameter", {})) | set(raw.get("reading", {}))


def score(
    tables: Tables,
    schemes: Sequence[Scheme],
    period: str | Sequence[Period] | None = None,
    *,
    card: str | None = None,
    units: Sequence[str] = (),
    unit_kinds: Mapping[str, str] | None = None,
    partial: bool = False,
    illustrative: bool = False,
    as_of: str | None = None,
    engine: str = "polars",
    progress: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
    **more: Any,
) -> Results:
    """Scores the data by the schemes; ``kept`` holds what earlier runs of these tables and settings have gathered.

    ``more``: empty_survey, ticket_period, calendar, holidays, extra_workdays, data_from.

    Raises KaoheError with every fault found in the cells asked for.
    """
    from kaohe.core.results import Results
    from kaohe.core.results.outcomes import check
    from kaohe.core.run.execute import execute
    from kaohe.core.run.settings import Settings

    settings = Settings(
        host().engine(engine), _periods(period), card, tuple(units), dict(unit_kinds or {}), illustrative, partial, _moment(as_of), **_settings(more)
    )  # fmt: skip
    outcome = execute(schemes, tables, settings, tuple(host().operations()), progress, kept)
    if not partial:
        check(outcome)
    return Results(outcome)


def _periods(period: str | Sequence[Period] | None) -> tuple[Period, ...]:
    from kaohe.core.periods import Period, parse_span

    if period is None:
        return ()
    if not isinstance(period, str):
        return tuple(period)
    found: list[Period] = []
    for part in period.split(","):
        found += parse_span(part) if ".." in part else [Period.parse(part)]
    return tuple(dict.fromkeys(found))


def _moment(as_of: str | None) -> int | None:
    if as_of is None:
        return None
    text = as_of if len(as_of) > 10 else f"{as_of}T23:59:59"
    try:
        return int((datetime.fromisoformat(text) - datetime(1970, 1, 1)).total_seconds())
    except ValueError:
        raise KaoheError(f"{as_of!r} is no date", "write 2014-11-30 or 2014-11-30T12:00:00") from None


def _settings(more: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for name, value in more.items():
        if name in ("holidays", "extra_workdays"):
            days = value.split(";") if isinstance(value, str) else value
            known[name] = frozenset(day if isinstance(day, date) else date.fromisoformat(day.strip()) for day in days if day)
        elif name == "data_from":
            known[name] = value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
        elif name in ("empty_survey", "ticket_period", "calendar"):
            allowed = {"empty_survey": ("error", "exclude", "met"), "ticket_period": ("deadline", "accepted", "completed"), "calendar": ("CN", "weekdays")}[name]
            if value not in allowed:
                raise KaoheError(f"{name} cannot be {value!r}", f"one of {', '.join(allowed)}")
            known[name] = value
        else:
            raise KaoheError(f"unknown run setting {name!r}", did_you_mean(name, ["empty_survey", "ticket_period", "calendar", "holidays", "extra_workdays", "data_from"]))
    return known
