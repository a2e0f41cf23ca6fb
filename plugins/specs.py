"""How schemes and their settings are named: ``ID[name=value,...]``, ``[ID:]name=value``."""

from __future__ import annotations

from kaohe.core.errors import KaoheError


def split(spec: str) -> tuple[str, dict[str, object]]:
    """Name and settings of ``ID[name=value,...]``.

    >>> split("gov-support-centre[scale=raw]")
    ('gov-support-centre', {'scale': 'raw'})
    """
    name, bracket, rest = spec.partition("[")
    if not bracket:
        return spec, {}
    if not rest.endswith("]"):
        raise KaoheError(f"{spec!r} has no closing bracket", "write ID[name=value,...]")
    return name, dict(setting(part) for part in rest[:-1].split(",") if part)


def setting(text: str) -> tuple[str, str]:
    """Name and value of ``name=value``."""
    name, equals, value = text.partition("=")
    if not equals:
        raise KaoheError(f"{text!r} sets nothing", "write name=value")
    return name.strip(), value.strip()


def addressed(text: str) -> tuple[str, str, str]:
    """Scheme (empty: every scheme) and setting of ``[ID:]name=value``, and the text as it was given."""
    head, colon, rest = text.partition(":")
    return (head, rest, text) if colon and "=" not in head else ("", text, text)
