"""Operations that documents bring along: those that they list, from the plugins that give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, Problem, did_you_mean

if TYPE_CHECKING:
    from kaohe.core.documents import Scheme
    from kaohe.core.operations import Operation


def own_operations(schemes: Sequence[Scheme]) -> tuple[type[Operation], ...]:
    """The operations that the schemes list under ``operations``.

    Raises KaoheError for one that no plugin gives: a document's own come with the plugin of its name.
    """
    from kaohe.plugins.session import host

    listed = {name: scheme for scheme in schemes for name in scheme.document.scheme.operations}
    for scheme in listed.values():
        host().load(scheme.id)
    given = {operation.name: operation for operation in host().operations()} if listed else {}
    problems = [
        Problem(
            f"no plugin gives the operation {name!r}",
            did_you_mean(name, given) or f"the plugin {scheme.id} has to give it (kaohe plugins shows what each gives)",
            scheme=scheme.id,
            key=("scheme", "operations"),
        )
        for name, scheme in listed.items()
        if name not in given
    ]
    if problems:
        raise KaoheError(problems)
    return tuple(given[name] for name in listed)
