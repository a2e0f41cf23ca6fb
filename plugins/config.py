"""``kaohe.toml``: which schemes a user runs, and what the user decides of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kaohe.core.errors import KaoheError, Problem, did_you_mean

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


def merged_kinds(config: Mapping[str, Any], given: Sequence[str]) -> dict[str, str]:
    """Kinds of unit by card: those of the file, then those of ``--unit-kind [CARD=]KIND``."""
    kinds = {str(card): str(kind) for card, kind in config.get("unit_kinds", {}).items()}
    for text in given:
        card, _, kind = text.rpartition("=")
        kinds[card] = kind
    return kinds
