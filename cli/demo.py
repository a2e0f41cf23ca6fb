"""``kaohe demo``"""

from __future__ import annotations

import click


@click.command()
@click.option("--data", "columns", is_flag=True, help="Every column of the real data: where it went and why.")
def demo(columns: bool) -> None:
    """Show on example data what kaohe does.

    Scores Brazil's operators (real complaint and quality data; Fonte: Anatel), explains one number of a made-up telecom
    group, compares two readings of a scheme, shows a scheme that does not fit its data, and says what to type next.
    """
    from kaohe.plugins.demo import demo as shown
    from kaohe.plugins.demo import mapping

    (mapping if columns else shown)(click.echo)
