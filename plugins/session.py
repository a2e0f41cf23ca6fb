"""The Python door: open data, load schemes, score, explain, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins import versions
from kaohe.plugins.checks import dry_run, present
from kaohe.plugins.config import Config, read_config
from kaohe.plugins.host import Host
from kaohe.plugins.own_operations import own_operations
from kaohe.plugins.refusals import in_documents, known_kinds, no_units, outside
from kaohe.plugins.settings import asked_periods, further, moment
from kaohe.plugins.specs import addressed, setting, split
from kaohe.plugins.suites import expanded, members

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.explain.phrases import Language
    from kaohe.core.periods import Period
    from kaohe.core.results import Results
    from kaohe.core.run.kept import Kept
    from kaohe.core.run.settings import Settings
    from kaohe.core.tables import Tables
    from kaohe.plugins.protocols import SchemeSource

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


def scheme(
    spec: str,
    chosen: Mapping[str, object] | None = None,
    *,
    illustrative: bool = False,
    demand: bool = True,
    periods: Sequence[Period] = (),
) -> Scheme:
    """A scheme by ``ID``, ``ID@VERSION`` or ``ID[name=value,...]``, with further parameters and readings chosen.

    Without a version it is the one in force in the ``periods``, without these the latest.
    """
    from kaohe.core.documents import read_scheme

    name, variant = split(spec)
    found = source(name, periods)
    return read_scheme(
        found.path,
        dict(chosen or {}) | variant,
        illustrative=illustrative,
        label=(name if found.others else name.partition("@")[0]) + spec[len(name) :],
        demand=demand,
    )


def source(spec: str, periods: Sequence[Period] = ()) -> SchemeSource:
    """Where the document of ``ID``, in force in the ``periods`` or the latest, or of ``ID@VERSION`` lies."""
    id_, _, version = spec.partition("@")
    found = host().scheme_source(id_)
    return replace(found, id=spec, path=versions.chosen(found, version, periods))


def document(spec: str) -> Path:
    """Where a document that a person names lies. Raises KaoheError, with the nearest id, if there is none."""
    name, known = spec.partition("@")[0], [one.id for one in host().schemes()]
    if name not in known:
        hint = did_you_mean(name, known) or "kaohe schemes lists the schemes"
        raise KaoheError(f"{spec!r} is neither a file or folder nor a scheme", hint)
    return source(spec).path


def load_all(
    specs: Sequence[str],
    sets: Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
    *,
    illustrative: bool = False,
    demand: bool = True,
    tables: Tables | None = None,
    period: str | Sequence[Period] | None = None,
) -> list[Scheme]:
    """The schemes of a run, each suite as its members; ``sets`` holds ``[ID:]name=value``, a setting without an id goes to every scheme that has it.

    ``tables``: data whose table ``parameters`` decides too; it may not contradict ``config``, ``sets`` wins over both.
    ``period``: what is to be scored, by the version of each scheme in force then; by default what ``tables`` cover.
    """
    from kaohe.plugins.decided import Decided

    config = config or {}
    decided = Decided(tables, config if isinstance(config, Config) else None)
    specs = expanded(host(), list(specs) or list(config.get("schemes", [])))
    if not specs:
        raise KaoheError("no scheme was named", "name one with -s ID; kaohe schemes lists them")
    given, periods = [addressed(text) for text in sets], versions.judged(period, tables)
    loaded, unused = [], {text for _, _, text in given}
    for spec in specs:
        id_ = split(spec)[0].partition("@")[0]
        chosen: dict[str, object] = {
            name: value for name, value in config.get("parameters", {}).get(id_, {}).items() if value != ""
        }
        chosen |= decided.beside(id_, chosen)
        known, over = _settable(spec, periods), set[str]()
        for target, text, whole in given:
            name, value = setting(text)
            if target == id_ or (not target and name.partition(".")[0] in known):
                chosen[name] = value
                over.add(name)
                unused.discard(whole)
        with decided.placed(id_, over):
            loaded.append(scheme(spec, chosen, illustrative=illustrative, demand=demand, periods=periods))
    if unused:
        text = sorted(unused)[0]
        names = {name for spec in specs for name in _settable(spec, periods)}
        raise KaoheError(
            f"--set {text}: no scheme of this run has that parameter or reading",
            did_you_mean(setting(addressed(text)[1])[0], names),
        )
    return loaded


def _settable(spec: str, periods: Sequence[Period]) -> set[str]:
    from kaohe.core.documents.loading import load

    raw = load(source(split(spec)[0], periods).path.read_bytes())
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
    keep_nodes: bool = False,
    scope: Mapping[str, str | Sequence[str]] | None = None,
    **more: Any,
) -> Results:
    """Scores the data by the schemes; ``kept`` holds what earlier runs of these tables and settings have gathered.

    ``keep_nodes``: a run of over a million node values keeps them all, not only what stands for each card.
    ``scope``: by scheme or suite, the units that it is for, with all below them (others: every unit).
    ``more``: empty_survey, ticket_period, calendar, holidays, extra_workdays, data_from.

    Raises KaoheError with every fault found in the cells asked for.
    """
    from kaohe.core.results import Results
    from kaohe.core.results.checks import check
    from kaohe.core.run.execute import execute

    settings = run_settings(
        period, card=card, units=units, unit_kinds=unit_kinds, partial=partial, illustrative=illustrative, as_of=as_of,
        engine=engine, scope=members(host(), scope or {}, [one.id for one in schemes]), **more,
    )  # fmt: skip
    known_kinds(settings.unit_kinds, schemes)
    try:
        outcome = execute(schemes, tables, settings, own_operations(schemes), progress, kept)
    except KaoheError as error:
        raise in_documents(outside(error, settings.periods, tables), schemes) from None
    if not any(card.frame.height for card in outcome.cards):
        raise no_units(schemes, settings.periods, tables)
    if not partial:
        check(outcome)
    return Results(outcome, keep_nodes)


def run_settings(
    period: str | Sequence[Period] | None = None,
    *,
    card: str | None = None,
    units: Sequence[str] = (),
    unit_kinds: Mapping[str, str] | None = None,
    partial: bool = False,
    illustrative: bool = False,
    as_of: str | None = None,
    engine: str = "polars",
    scope: Mapping[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Settings:
    """The settings of a run, read from what ``score`` takes. Raises KaoheError for what cannot be read."""
    from kaohe.core.run.settings import Settings

    return Settings(
        host().engine(engine), asked_periods(period), card, tuple(units), dict(unit_kinds or {}), illustrative, partial, moment(as_of),
        scope=dict(scope or {}), **further(more)
    )  # fmt: skip


def load(spec: str, sets: Iterable[str] = (), config: Path | None = None, *, illustrative: bool = False) -> Scheme:
    """One scheme to look at: its required parameters may be open, or filled with ``illustrative`` numbers."""
    suite = host().suite(spec)
    if suite is not None:
        raise KaoheError(f"{spec} is a suite of schemes", f"name one of them: {', '.join(suite.schemes)}")
    return load_all([spec], sets, read_config(config), illustrative=illustrative, demand=False)[0]


def compare(results: Results) -> Any:
    """The comparison of the schemes of a run."""
    from kaohe.core.compare import compare as compared
    from kaohe.core.needs import needs

    uses: dict[str, set[tuple[str, str]]] = {}
    for one in results.outcome.schemes:
        need = needs(one)
        uses[one.label] = {("measurements", entry.name) for entry in need.indicators} | {
            ("events", entry.kind) for entry in need.events
        }
        uses[one.label] |= {("tickets", entry.kind) for entry in need.tickets} | {
            ("ratings", entry.item) for entry in need.ratings
        }
    return compared(results.document(), uses, present(results.outcome.tables), outline=results.outline)


def explain(
    results: Results,
    *,
    unit: str | None,
    period: str | None,
    node: str | None = None,
    ref: str | None = None,
    language: str = "en",
) -> str:
    """The receipt of one number, or of one event or ticket, as text."""
    from kaohe.plugins.explaining import explained

    return explained(results, unit, period, node, ref, language)


def show(one: Scheme, *, card: str | None = None, language: str = "en") -> str:
    """A scheme as a page of text."""
    from kaohe.core.explain import show as page
    from kaohe.core.run.plan import plan_card
    from kaohe.core.run.settings import Settings

    plans = [plan_card(one, name, Settings(host().engine("polars"))) for name in _cards(one, card)]
    return page(one, plans, "zh" if language == "zh" else "en")


def ranges(one: Scheme, *, card: str | None = None, language: str = "en") -> str:
    """What each column of the compiled scheme can hold, as text; its required parameters must be given."""
    from kaohe.core.explain.ranges import ranges as page
    from kaohe.core.numbers import any_width

    words: Language = "zh" if language == "zh" else "en"
    try:
        return page(dry_run(one, declared=True), one.label, _cards(one, card), words)
    except KaoheError:  # too wide for a run: what the columns could hold is shown all the same
        with any_width():
            return page(dry_run(one, declared=True), one.label, _cards(one, card), words)


def _cards(one: Scheme, card: str | None) -> list[str]:
    names = [name for name, model in one.cards.items() if card in (None, name, model.called)]
    if not names:
        raise KaoheError(f"{one.id} has no card {card!r}", did_you_mean(card or "", one.cards))
    return names
