"""The rows of a store as data: what was settled can be scored, explained and compared again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.stores.place import is_store


class StoreRows:
    """Reads the rows that hold in a store: of each key the latest."""

    name = "store"

    def matches(self, path: str) -> bool:
        return is_store(path) and Path(path).is_dir()

    def read(self, path: str) -> dict[str, Sequence[RawTable]]:
        from kaohe.core.store.merge import merge
        from kaohe.plugins.stores.store import Store

        store = Store(path)
        if not store.runs:
            raise KaoheError(
                "nothing is settled in this store", "settle a period: kaohe score DATA -o STORE", file=path
            )
        return dict(merge(store.parts(), {}, None).every)
