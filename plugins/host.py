"""The host: finding plugins reads metadata only, loading one runs its code; a broken one is named, the rest work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins import hookspecs
from kaohe.plugins.found import Broken, Plugin, installed

if TYPE_CHECKING:
    from kaohe.core.findings import Finder
    from kaohe.core.operations import Operation
    from kaohe.plugins.protocols import Engine, Reader, Reporter, SchemeSource, Suite

HOOKS = [name for name in vars(hookspecs) if name.startswith("kaohe_")]


class Host:
    """The plugins of this installation.

    One thing asked for by name comes from the plugin of that name or from those loaded so far; only if it is not
    there are the others loaded. ``broken`` fills as plugins fail.
    """

    def __init__(self, found: Iterable[Plugin] | None = None) -> None:
        self.broken: list[Broken] = []
        self._found = found
        self._registered: dict[str, str | None] = {}
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)

    @cached_property
    def plugins(self) -> dict[str, Plugin]:
        """Every plugin found, by name; nothing is imported. Of two with one name the second is broken."""
        plugins: dict[str, Plugin] = {}
        for plugin in installed() if self._found is None else self._found:
            first = plugins.setdefault(plugin.name, plugin)
            if first is not plugin:
                self._fail(plugin, f"its name is taken by {first.distribution} {first.version}")
        return plugins

    @property
    def loaded(self) -> list[str]:
        """Names of the plugins that are loaded and whole."""
        return [name for name, registered in self._registered.items() if registered]

    def load(self, name: str) -> bool:
        """Load one plugin by its entry point's name; False if there is none or it is broken."""
        if name in self.plugins and name not in self._registered:
            self._registered[name] = None
            try:
                self._registered[name] = self._register(name, self.plugins[name].entry_point.load())
            except (Exception, SystemExit) as error:
                self._fail(self.plugins[name], cause(error))
        return bool(self._registered.get(name))

    def load_all(self) -> None:
        for name in self.plugins:
            self.load(name)

    def scheme_source(self, id: str) -> SchemeSource:
        """The scheme with this id; the error for an unknown one names the nearest."""
        source: SchemeSource = self._one("kaohe_schemes", id, plugin=id, noun="scheme")
        return source

    def schemes(self) -> list[SchemeSource]:
        """Every scheme of every plugin, in order of id."""
        return sorted(self._all("kaohe_schemes"), key=name_of)

    def suite(self, id: str) -> Suite | None:
        """The suite with this id, if the plugin of that name gives one."""
        self.load(id)
        return next((suite for _, suite in self._given("kaohe_suites") if suite.id == id), None)

    def suites(self) -> list[Suite]:
        """Every suite of every plugin, in order of id."""
        return sorted(self._all("kaohe_suites"), key=name_of)

    def reader(self, path: str) -> Reader:
        """The first reader whose ``matches(path)`` holds."""
        reader: Reader
        for reader in self._nearest("kaohe_readers", "readers"):
            if reader.matches(path):
                return reader
        if "://" not in path and not Path(path).exists():
            raise KaoheError("there is no such file or folder", file=path)
        names = ", ".join(reader.name for reader in self.readers())
        raise KaoheError("no reader takes this input", f"readers installed: {names or 'none'}", file=path)

    def readers(self) -> list[Reader]:
        return self._all("kaohe_readers")

    def reporter(self, name: str) -> Reporter:
        reporter: Reporter = self._one("kaohe_reporters", name, plugin="reporters", noun="format")
        return reporter

    def reporters(self) -> list[Reporter]:
        return self._all("kaohe_reporters")

    def engine(self, name: str) -> Engine:
        engine: Engine = self._one("kaohe_engines", name, plugin="engines", noun="engine")
        return engine

    def engines(self) -> list[Engine]:
        return self._all("kaohe_engines")

    def finders(self) -> list[Finder]:
        """What to look for in a document: the house's finders and those of every plugin."""
        self.load("findings")
        return self._all("kaohe_findings")

    def operations(self) -> list[type[Operation]]:
        """Operations of the plugins loaded so far: a document uses those of its own plugin."""
        return [operation for _, operation in self._given("kaohe_operations")]

    def given_by(self, name: str) -> dict[str, list[str]]:
        """What one plugin gives, as names by kind (``schemes``, ``operations``, ``readers``, ...)."""
        self.load(name)
        registered = self._registered.get(name)
        kinds = {hook: [name_of(thing) for giver, thing in self._given(hook) if giver == registered] for hook in HOOKS}
        return {hook.removeprefix("kaohe_"): names for hook, names in kinds.items() if names}

    def _register(self, name: str, loaded: object) -> str | None:
        """The name under which ``loaded`` is registered: two entry points may lead to one object."""
        if not self._manager.is_registered(loaded):
            try:
                self._manager.register(loaded, name=name)
                callers = self._manager.get_hookcallers(loaded) or []
                unknown = [caller.name for caller in callers if not caller.has_spec()]
                if unknown:
                    raise TypeError(f"unknown hook {unknown[0]!r}; {did_you_mean(unknown[0], HOOKS)}")
                if not callers:
                    raise TypeError(f"{self.plugins[name].entry_point.value} has none of the hooks of kaohe")
            except Exception:
                self._manager.unregister(name=name)
                raise
        return self._manager.get_name(loaded)

    def _all(self, hook: str) -> list[Any]:
        self.load_all()
        return [thing for _, thing in self._given(hook)]

    def _nearest(self, hook: str, plugin: str) -> Iterator[Any]:
        """What the named plugin and those loaded already give, and only then what all others give."""
        self.load(plugin)
        near = [thing for _, thing in self._given(hook)]
        yield from near
        yield from (thing for thing in self._all(hook) if thing not in near)

    def _one(self, hook: str, name: str, *, plugin: str, noun: str) -> Any:
        known = []
        for thing in self._nearest(hook, plugin):
            if name_of(thing) == name:
                return thing
            known.append(name_of(thing))
        broken = [str(item) for item in self.broken if item.plugin.name in (name, plugin)]
        near = did_you_mean(name, [*known, *(item.plugin.name for item in self.broken)])
        hint = "; ".join(broken) or near or f"known: {', '.join(sorted(known)) or 'none'}"
        raise KaoheError(f"unknown {noun} {name!r}", hint)

    def _given(self, hook: str) -> Iterator[tuple[str, Any]]:
        """Pairs of plugin name and thing of one hook; plugins are called one by one, so that one failure stays one."""
        taken: dict[str, str] = {}
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            giver = implementation.plugin_name
            try:
                things = {name_of(thing): thing for thing in implementation.function()}
            except Exception as error:
                self._fail(self.plugins[giver], f"{hook}: {cause(error)}")
                continue
            for name, thing in things.items():
                if taken.setdefault(name, giver) == giver:
                    yield giver, thing
                else:
                    self._fail(self.plugins[giver], f"{hook}: {name!r} is given by plugin {taken[name]!r} already")

    def _fail(self, plugin: Plugin, reason: str) -> None:
        broken = Broken(plugin, reason)
        if broken not in self.broken:
            self.broken.append(broken)


def name_of(thing: Any) -> str:
    """The id of a scheme, the name of anything else."""
    return str(thing.id if hasattr(thing, "id") else thing.name)


def cause(error: BaseException) -> str:
    """One line on what went wrong."""
    return f"{type(error).__name__}: {error}"
