"""Which table a file, sheet or database table holds, by its name in either language."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError, did_you_mean


def table_of(name: str) -> str | None:
    """The table of this name, ``None`` if it is no table of ours.

    >>> table_of("Events"), table_of("单位"), table_of("notes")
    ('events', 'units', None)
    """
    written = name.strip()
    for table in catalogue().tables.values():
        if written.lower() == table.name or written == table.zh:
            return table.name
    return None


def tables_among(names: Iterable[str], file: str) -> dict[str, str]:
    """Table by name, for the names that are tables; a table twice or a near miss is an error, others are left alone."""
    found: dict[str, str] = {}
    for name in names:
        table = table_of(name)
        if table is None:
            meant = did_you_mean(name.lower(), catalogue().tables)
            if meant:
                raise KaoheError(f"{name!r} is not a table", meant, file=file)
        elif table in found.values():
            first = next(other for other, same in found.items() if same == table)
            raise KaoheError(
                f"the table {table} is there twice, as {first!r} and {name!r}", "keep one of them", file=file
            )
        else:
            found[name] = table
    if not found:
        names = ", ".join(catalogue().tables)
        raise KaoheError("there is no table in it", f"the tables are called {names}", file=file)
    return found


def digest(path: Path) -> str:
    """The sha256 of the file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
