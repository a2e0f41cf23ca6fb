"""Plugins as metadata tells of them, before any of their code runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, EntryPoint, entry_points

GROUP = "kaohe"


@cache
def _name(distribution: Distribution) -> str:
    """The name in a distribution's metadata, which are read once."""
    return distribution.name


@dataclass(frozen=True)
class Plugin:
    """An installed plugin, found but not necessarily loaded: its entry point and where that comes from."""

    name: str
    entry_point: EntryPoint

    @property
    def distribution(self) -> str:
        return _name(self.entry_point.dist) if self.entry_point.dist else "unknown"

    @property
    def version(self) -> str:
        return self.entry_point.dist.version if self.entry_point.dist else "?"


@dataclass(frozen=True)
class Broken:
    """A plugin that could not be used, and why; the others go on."""

    plugin: Plugin
    cause: str

    def __str__(self) -> str:
        plugin = self.plugin
        return f"plugin {plugin.name!r} ({plugin.distribution} {plugin.version}) is broken: {self.cause}"


def installed(group: str = GROUP) -> Iterator[Plugin]:
    """The plugins of a group of entry points: kaohe's own first, then by distribution and name."""
    plugins = [Plugin(entry.name, entry) for entry in entry_points(group=group)]
    yield from sorted(plugins, key=lambda plugin: (plugin.distribution != GROUP, plugin.distribution, plugin.name))
