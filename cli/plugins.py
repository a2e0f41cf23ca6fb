"""``kaohe plugins``"""

from __future__ import annotations

import click


@click.command()
def plugins() -> None:
    """List the plugins that are installed and what each gives.

    Loads every plugin; one that fails is listed with the cause, and the command still ends with exit code 0.
    """
    from kaohe.cli.tables import echo_table
    from kaohe.plugins.host import Host

    host = Host()
    host.load_all()
    rows = []
    for name, plugin in host.plugins.items():
        given = [f"{kind}: {', '.join(names)}" for kind, names in host.given_by(name).items()]
        causes = [f"broken: {broken.cause}" for broken in host.broken if broken.plugin is plugin]
        rows.append([name, plugin.distribution, plugin.version, "; ".join(given + causes)])
    known = list(host.plugins.values())
    rows += [
        [broken.plugin.name, broken.plugin.distribution, broken.plugin.version, f"broken: {broken.cause}"]
        for broken in host.broken
        if not any(broken.plugin is plugin for plugin in known)
    ]
    echo_table(["plugin", "distribution", "version", "gives"], rows)
