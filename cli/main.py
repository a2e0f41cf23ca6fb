"""The ``kaohe`` command: its sub-commands are found by entry point and imported only when one is run."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from functools import cached_property
from typing import Any

import click

from kaohe.cli.summaries import SUMMARIES
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.plugins.found import Plugin, installed

COMMANDS = "kaohe.commands"


class Commands(click.Group):
    """A group whose commands are the entry points of ``kaohe.commands``; listing them imports none."""

    @cached_property
    def found(self) -> dict[str, Plugin]:
        plugins = {plugin.name: plugin for plugin in reversed(list(installed(COMMANDS)))}
        order = [name for name in SUMMARIES if name in plugins]
        return {name: plugins[name] for name in [*order, *sorted(plugins.keys() - SUMMARIES.keys())]}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        plugin = self.found.get(cmd_name)
        if plugin is None:
            return None
        try:
            command = plugin.entry_point.load()
        except Exception as error:
            origin = f"{plugin.distribution} {plugin.version}"
            raise KaoheError(f"command {cmd_name!r} ({origin}) is broken: {type(error).__name__}: {error}") from error
        if not isinstance(command, click.Command):
            raise KaoheError(f"command {cmd_name!r} of {plugin.distribution} {plugin.version} is not a click command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.found:
            near = did_you_mean(args[0], self.found)
            ctx.fail(f"no such command {args[0]!r}" + (f"; {near}" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            origin = {name: f"from {plugin.distribution} {plugin.version}" for name, plugin in self.found.items()}
            formatter.write_dl([(name, SUMMARIES.get(name, origin[name])) for name in self.found])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KaoheError as error:
            from kaohe.cli.messages import said

            click.echo(said(error, ctx.meta), err=True)
            ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="kaohe")
def main() -> None:
    """kaohe (考核): score units by written assessment schemes, explain every number, compare schemes.

    Exit codes: 0 done; 1 the data or the scheme is at fault; 2 wrong usage.
    """


def run() -> None:
    """The ``kaohe`` process: its tables are left to the system when it ends, and few objects of it are ever garbage."""
    gc.set_threshold(100_000)
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        atexit._run_exitfuncs()
        os._exit(end.code)
