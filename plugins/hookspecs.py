"""The hooks of kaohe. A plugin implements any of them with ``hookimpl``; each returns plain objects.

A plugin is a module or an object, named by an entry point of the group ``kaohe``. An entry point that carries a scheme
has the scheme's id as its name, so that asking for one scheme loads one plugin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kaohe.core.findings import Finder
    from kaohe.core.operations import Operation
    from kaohe.plugins.protocols import Engine, Reader, Reporter, SchemeSource, Suite

PROJECT = "kaohe"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def kaohe_schemes() -> Sequence[SchemeSource]:  # type: ignore[empty-body]
    """The schemes of this plugin: asked when one of them is wanted or when all are listed; documents are not read."""


@hookspec
def kaohe_suites() -> Sequence[Suite]:  # type: ignore[empty-body]
    """The suites of this plugin, each under an entry point of its id: asked when a run names one or all are listed."""


@hookspec
def kaohe_operations() -> Sequence[type[Operation]]:  # type: ignore[empty-body]
    """Operations that this plugin's documents list under ``operations``: asked before such a document is read."""


@hookspec
def kaohe_readers() -> Sequence[Reader]:  # type: ignore[empty-body]
    """Forms of input: asked when data are opened; the first reader whose ``matches`` holds is taken."""


@hookspec
def kaohe_reporters() -> Sequence[Reporter]:  # type: ignore[empty-body]
    """Forms of output, chosen by name with ``--format``: asked when results are written."""


@hookspec
def kaohe_engines() -> Sequence[Engine]:  # type: ignore[empty-body]
    """Engines, chosen by name with ``--engine``: asked before anything is computed."""


@hookspec
def kaohe_findings() -> Sequence[Finder]:  # type: ignore[empty-body]
    """What to look for in a scheme document: asked by ``kaohe check`` once the document is without error."""
