"""Options that several commands share: which data, which schemes, and how the run is to be judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from kaohe.cli.messages import LANGUAGE

Command = TypeVar("Command", bound=Callable[..., Any])


def moment(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A date, or a date and time, as written."""
    if value is not None:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is not a date such as 2014-12-31 or 2014-12-31T12:00:00") from None
    return value


data = click.argument("data", type=str)
schemes = click.option(
    "-s",
    "--scheme",
    "specs",
    multiple=True,
    metavar="ID[@VERSION][[NAME=VALUE,...]]",
    help="A scheme, perhaps of one version or as a variant with other parameters or readings, or a suite of schemes; "
    "may be repeated. Default: the schemes that the configuration names.",
)
sets = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="[ID:]NAME=VALUE",
    help="Give a parameter or choose a reading, for one scheme or for all that know the name; may be repeated.",
)
config = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A kaohe.toml as written by `kaohe init`. Default: kaohe.toml beside the data, else in the working folder, "
    "if there is one.",
)
force = click.option("--force", is_flag=True, help="Overwrite files that exist.")


def _remembered(context: click.Context, _: click.Parameter, value: str) -> str:
    """The language, left where an error of the command finds it."""
    context.meta[LANGUAGE] = value
    return value


language = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="en",
    show_default=True,
    is_eager=True,
    callback=_remembered,
    help="Language of names, sentences and errors.",
)
RUN = [
    data,
    schemes,
    click.option("--all", "every", is_flag=True, help="Every scheme that is installed."),
    click.option(
        "--period", metavar="P|P..P", help="Periods to show: 2014-11, 2014-Q4, 2014-H2, 2014, 2014-01..2014-12."
    ),
    click.option("--card", help="Show only this scorecard."),
    click.option(
        "--unit",
        "units",
        multiple=True,
        help="Show only this unit; may be repeated. All that its numbers need is computed.",
    ),
    sets,
    click.option(
        "--unit-kind",
        "unit_kinds",
        multiple=True,
        metavar="[CARD=]KIND",
        help="The kind of unit to assess where a card allows several; may be repeated.",
    ),
    click.option(
        "--partial",
        is_flag=True,
        help="Leave out what has no inputs and say so; no ranks across unequal coverage, no money.",
    ),
    click.option(
        "--illustrative", is_flag=True, help="Fill required parameters with our own numbers, for trying out only."
    ),
    click.option(
        "--as-of",
        callback=moment,
        metavar="D",
        help="Judge open cases as of this time; a date alone is its 00:00:00. Default: the period's end.",
    ),
    click.option(
        "--engine", default="polars", show_default=True, help="Where to compute: polars, duckdb or a plugin's engine."
    ),
    config,
]


def run_options(command: Command) -> Command:
    """All that decides a run; see ``kaohe.cli.run``."""
    for option in reversed(RUN):
        command = option(command)
    return command
