"""Suites: a document that names the schemes of one issuing document, and what a run makes of such a name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins.hookspecs import hookimpl
from kaohe.plugins.protocols import Suite

if TYPE_CHECKING:
    from kaohe.plugins.host import Host

SUITE = ".suite.toml"


class SuiteDocument:
    """The plugin object of ``<name>.suite.toml`` in a ``package``; the entry point has the same name."""

    def __init__(self, package: str, name: str) -> None:
        self.path = Path(next(iter(import_module(package).__path__))) / f"{name}{SUITE}"

    @hookimpl
    def kaohe_suites(self) -> list[Suite]:
        """The one suite of the document."""
        written = tomllib.loads(self.path.read_text("utf-8"))["suite"]
        return [Suite(written["id"], tuple(written["schemes"]), written.get("zh", ""), written.get("en", ""))]

    def __repr__(self) -> str:
        return f"SuiteDocument({self.path.name!r})"


def expanded(host: Host, specs: Sequence[str]) -> list[str]:
    """The specs of a run with each suite replaced by its schemes; what is named twice stands once."""
    found: list[str] = []
    for spec in specs:
        name, bracket, _ = spec.partition("[")
        suite = host.suite(name.partition("@")[0])
        if suite is None:
            found.append(spec)
            continue
        if bracket or "@" in name:
            raise KaoheError(
                f"{spec!r}: {suite.id} is a suite of {len(suite.schemes)} schemes and has no version or settings",
                f"name a scheme of it: --set {suite.schemes[0]}:NAME=VALUE",
            )
        found += suite.schemes
    return list(dict.fromkeys(found))


def members(
    host: Host, by_name: Mapping[str, str | Sequence[str]], run: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """The units that schemes and suites are for, by scheme: what is said of a scheme itself goes before its suite.

    Raises KaoheError for a name that is neither in the ``run`` nor a plugin's.
    """
    said = {name: (units,) if isinstance(units, str) else tuple(units) for name, units in by_name.items()}
    found: dict[str, tuple[str, ...]] = {}
    for name, units in said.items():
        suite = host.suite(name)
        if suite is None and name not in host.plugins and name not in run:
            hint = did_you_mean(name, [*host.plugins, *run])
            raise KaoheError(f"the scope names {name!r}, which is no scheme or suite", hint)
        for scheme in suite.schemes if suite is not None else (name,):
            if scheme == name or scheme not in said:
                found[scheme] = units
    return found
