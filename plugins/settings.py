"""Run settings as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, did_you_mean

if TYPE_CHECKING:
    from kaohe.core.periods import Period


def asked_periods(period: str | Sequence[Period] | None) -> tuple[Period, ...]:
    """The periods of ``2014-03``, ``2014-01..2014-12`` and lists of them with commas, each once."""
    from kaohe.core.periods import parse_span

    if not isinstance(period, str):
        return tuple(period or ())
    return tuple(dict.fromkeys(one for part in period.split(",") for one in parse_span(part)))


def moment(as_of: str | None) -> int | None:
    """The moment of judgement in seconds since 1970-01-01. Raises KaoheError for what is no date."""
    if as_of is None:
        return None
    try:
        return int((datetime.fromisoformat(as_of) - datetime(1970, 1, 1)).total_seconds())
    except ValueError:
        raise KaoheError(f"{as_of!r} is no date", "write 2014-11-30 (its 00:00:00) or 2014-11-30T23:59:59") from None


def further(more: Mapping[str, Any]) -> dict[str, Any]:
    """The run settings that have one name everywhere, read and checked. Raises KaoheError for an unknown name or value."""
    known: dict[str, Any] = {}
    for name, value in more.items():
        if name in ("holidays", "extra_workdays"):
            days = value.split(";") if isinstance(value, str) else value
            known[name] = frozenset(
                day if isinstance(day, date) else date.fromisoformat(day.strip()) for day in days if day
            )
        elif name == "data_from":
            known[name] = value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
        elif name in ("empty_survey", "ticket_period", "calendar"):
            allowed = {
                "empty_survey": ("error", "exclude", "met"),
                "ticket_period": ("deadline", "accepted", "completed"),
                "calendar": ("CN", "weekdays"),
            }[name]
            if value not in allowed:
                raise KaoheError(f"{name} cannot be {value!r}", f"one of {', '.join(allowed)}")
            known[name] = value
        else:
            raise KaoheError(
                f"unknown run setting {name!r}",
                did_you_mean(
                    name, ["empty_survey", "ticket_period", "calendar", "holidays", "extra_workdays", "data_from"]
                ),
            )
    return known
