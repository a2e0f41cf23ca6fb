"""Whether plain Python data fit a declared shape of TypedDicts, lists, dicts, unions and plain types."""

from collections.abc import Iterator
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from kaohe.core.errors import did_you_mean

NAMES = {str: "text", int: "a whole number", bool: "true or false", NoneType: "null", list: "a list", dict: "a table"}


@lru_cache
def keys_of(shape: type) -> dict[str, tuple[Any, bool]]:
    """Of a TypedDict: key -> (its type, whether it is required), in declared order."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        key: (get_args(hint)[0], False) if get_origin(hint) is NotRequired else (hint, True)
        for key, hint in hints.items()
    }


def misfits(value: object, hint: Any, at: str = "") -> Iterator[tuple[str, str, str]]:
    """Every (dotted place, what is wrong, hint) where ``value`` does not fit the type ``hint``."""
    if hint is Any:
        return
    if is_typeddict(hint):
        yield from _table(value, hint, at)
    elif get_origin(hint) is UnionType:
        if type(value) not in get_args(hint) and all(
            any(True for _ in misfits(value, choice)) for choice in get_args(hint)
        ):
            yield at, f"{value!r} is not {' or '.join(_name(choice) for choice in get_args(hint))}", ""
    elif get_origin(hint) is list and isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from misfits(item, get_args(hint)[0], f"{at}[{number}]")
    elif get_origin(hint) is dict and isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                yield at, f"the key {key!r} is not text", ""
            yield from misfits(item, get_args(hint)[1], _below(at, str(key)))
    elif type(value) is not hint:
        yield at, f"{value!r} is not {_name(hint)}", ""


def _table(value: object, shape: type, at: str) -> Iterator[tuple[str, str, str]]:
    keys = keys_of(shape)
    if not isinstance(value, dict):
        yield at, f"{value!r} is not a table", ""
        return
    for key, (hint, required) in keys.items():
        if key in value:
            if type(value[key]) is not hint:
                yield from misfits(value[key], hint, _below(at, key))
        elif required:
            yield _below(at, key), "is missing", ""
    for key in value:
        if key not in keys:
            yield _below(at, str(key)), "is not a key of this table", did_you_mean(str(key), keys)


def _below(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _name(hint: Any) -> str:
    plain = get_origin(hint) or hint
    return NAMES.get(plain, getattr(plain, "__name__", str(plain)))
