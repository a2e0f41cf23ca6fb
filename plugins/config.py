"""``kaohe.toml``: which schemes a user runs, and what the user decides of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, Problem, did_you_mean

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.needs import Choice

NAME = "kaohe.toml"
RUN = ("calendar", "empty_survey", "ticket_period", "data_from", "holidays", "extra_workdays")
KEYS = ("schemes", "run", "scope", "unit_kinds", "parameters")


class Config(dict[str, Any]):
    """The file as read; empty if there is none."""

    path: Path | None = None

    def line(self, *key: str) -> dict[str, object]:
        """The where of a problem with a key."""
        if self.path is None:
            return {}
        from kaohe.core.documents.lines import Lines

        return {"file": str(self.path), "line": Lines(self.path.read_text("utf-8")).nearest(key)}


def read_config(path: Path | None) -> Config:
    """A ``kaohe.toml`` (default: the one in the working folder, if there is one). Raises KaoheError by line."""
    from kaohe.core.documents.loading import load

    found = path or Path(NAME)
    if not found.exists():
        if path is not None:
            raise KaoheError("no such file", file=str(path))
        return Config()
    try:
        config = Config(load(found.read_bytes()))
    except KaoheError as error:
        raise KaoheError(
            [Problem(p.what, p.hint, **({"file": str(found)} | p.where)) for p in error.problems]
        ) from None
    config.path = found
    _check(config)
    return config


def _check(config: Config) -> None:
    problems = [
        Problem(f"unknown key {key!r}", did_you_mean(key, KEYS) or f"known are {', '.join(KEYS)}", **config.line(key))
        for key in config
        if key not in KEYS
    ]
    for key in ("run", "scope", "unit_kinds", "parameters"):
        if not isinstance(config.get(key, {}), dict):
            problems.append(Problem(f"{key} is not a table", f"write [{key}]", **config.line(key)))
    problems += [
        Problem(
            f"unknown run setting {key!r}",
            did_you_mean(key, RUN) or f"known are {', '.join(RUN)}",
            **config.line("run", key),
        )
        for key in config.get("run", {})
        if key not in RUN
    ]
    named = _named(config) if config.get("parameters") else []
    problems += [
        Problem(
            f"parameters of {id_!r}, which schemes does not name",
            did_you_mean(id_, named),
            **config.line("parameters", id_),
        )
        for id_ in config.get("parameters", {})
        if named and id_ not in named
    ]
    if problems:
        raise KaoheError(problems)


def _named(config: Config) -> list[str]:
    """The ids of the schemes that the file names, suites by their members."""
    from kaohe.plugins.session import host
    from kaohe.plugins.suites import expanded

    specs = [str(spec).partition("[")[0].partition("@")[0] for spec in config.get("schemes", [])]
    return expanded(host(), specs)


def write_config(schemes: Sequence[Scheme], out: Path) -> None:
    """A ``kaohe.toml`` with the chosen schemes and all that is to be decided of them, each with its clause.

    What is required stands open; what is assumed, and each reading, stands at its default. Written whole.
    """
    import tomli_w

    from kaohe.plugins.reporters.atomic import whole_file

    head = {"schemes": [one.id for one in schemes]}
    run = {"run": {"calendar": "CN", "empty_survey": "error", "ticket_period": "deadline"}}
    lines = [
        "# What is empty is required: the document promises it, but does not give it. Everything else stands at its default.",
        tomli_w.dumps(head), tomli_w.dumps(run).rstrip(),
        '# data_from = "2013-01-01"             # from this day on the data are complete (default: 1 January of their first year)',
        "# holidays = []                        # days off beyond the calendar; extra_workdays = [] for days made up\n",
        "[scope]                                # the units that a scheme is for, with all below them; without it, every unit",
        *(f'# {one.id} = ["UNIT"]' for one in schemes),
        "",
        *_kinds(schemes),
    ]  # fmt: skip
    for one in schemes:
        lines += [f"[parameters.{one.id}]", *_decided(one), ""]
    with whole_file(out) as part:
        part.write_text("\n".join(lines), encoding="utf-8")


def _kinds(schemes: Sequence[Scheme]) -> Iterator[str]:
    """The cards that may assess several kinds of unit."""
    several = {
        card.called or name: card.unit for one in schemes for name, card in one.cards.items() if len(card.unit) > 1
    }
    if several:
        yield "[unit_kinds]                           # assess one of the kinds that a card allows; without it, all"
        yield from (f'# {name} = "{kinds[0]}"{" " * 4}# or {", ".join(kinds[1:])}' for name, kinds in several.items())
        yield ""


def _decided(scheme: Scheme) -> Iterator[str]:
    import tomli_w

    from kaohe.core.needs import choices

    for head, group in groupby(choices(scheme), key=lambda one: (one.name.partition(".")[0], one.provenance)):
        entries = list(group)
        yield from _about(entries[0], head[0])
        for one in entries:
            line = tomli_w.dumps({one.name: "" if one.provenance in ("required", "optional") else _value(one)}).rstrip()
            tried = f"   # for trying out only: {one.illustrative}" if one.illustrative else ""
            yield (f"# {line}" if one.provenance in ("assumed", "optional") else line) + tried


def _about(one: Choice, name: str) -> Iterator[str]:
    """The comment above an entry: what it is, its unit, who says so."""
    kind = {"required": "REQUIRED", "optional": "may stay open", "assumed": "assumed by us", "reading": "reading"}[
        one.provenance
    ]
    options = f"; one of {', '.join(one.options)}" if one.options else ""
    titles = " / ".join(text for text in (one.zh, one.en or name) if text)
    yield f"# {titles} ({kind}{f', {one.quantity}' if one.quantity else ''}{options})"
    if one.quote:
        yield f"# {one.clause}: 「{one.quote}」"


def _value(one: Choice) -> object:
    """The default as TOML: a number where it is one."""
    for make in (int, float):
        try:
            return make(one.default)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(one.default, one.default)


def merged_kinds(config: Mapping[str, Any], given: Sequence[str]) -> dict[str, str]:
    """Kinds of unit by card: those of the file, then those of ``--unit-kind [CARD=]KIND``."""
    kinds = {str(card): str(kind) for card, kind in config.get("unit_kinds", {}).items()}
    for text in given:
        card, _, kind = text.rpartition("=")
        kinds[card] = kind
    return kinds
