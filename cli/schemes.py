"""``kaohe schemes``"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kaohe.plugins.host import Host
    from kaohe.plugins.protocols import SchemeSource


@click.command()
@click.option("--plugins", is_flag=True, help="Also show the plugin and its version, and plugins that are broken.")
def schemes(plugins: bool) -> None:
    """List the schemes that are installed.

    A line per scheme: id, version, class (full, partial, check, template or report), title in Chinese and English,
    and the organisation that issued it. Below them the suites: schemes of one document that run together under one
    name.
    """
    from kaohe.cli.tables import echo_table
    from kaohe.plugins.host import Host

    host = Host()
    sources = host.schemes()
    givers = {scheme: name for name in host.loaded for scheme in host.given_by(name).get("schemes", [])}
    heads = ["id", "version", "class", "标题", "title", "organisation"]
    rows = [[source.id, *headline(source)] for source in sources]
    if plugins:
        heads += ["plugin", "from"]
        rows = [[*row, givers[row[0]], origin(host, givers[row[0]])] for row in rows]
    echo_table(heads, rows)
    suites = host.suites()
    if suites:
        members = [[suite.id, suite.zh, suite.en, ", ".join(suite.schemes)] for suite in suites]
        echo_table(["suite", "标题", "title", "schemes"], members)
    for broken in host.broken:
        click.echo(f"Warning: {broken}", err=True)


def headline(source: SchemeSource) -> list[str]:
    """Version, class, Chinese and English title, organisation; a document that is not TOML says so in its place."""
    try:
        document = tomllib.loads(source.path.read_text(encoding="utf-8")).get("scheme", {})
        others = [tomllib.loads(path.read_text(encoding="utf-8")).get("scheme", {}) for path in source.others]
        words = tomllib.loads(source.text_path.read_text(encoding="utf-8")).get("scheme", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return ["?", "broken", "", f"cannot be read: {error}", ""]
    versions = sorted(str(one.get("version", "")) for one in (document, *others))
    fields = [(document, "class"), (words, "zh"), (words, "en"), (words, "organisation")]
    return [", ".join(versions), *(str(table.get(key, "")) for table, key in fields)]


def origin(host: Host, name: str) -> str:
    """Distribution and version of a plugin."""
    plugin = host.plugins[name]
    return f"{plugin.distribution} {plugin.version}"
