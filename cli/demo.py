"""``kaohe demo``"""

from __future__ import annotations

import click


@click.command()
def demo() -> None:
    """Show on example data what kaohe does.

    Scores Brazil's operators (real complaint and quality data; Fonte: Anatel) and a made-up telecom group, explains
    one number, compares schemes, and says what to type next.
    """
    from kaohe.plugins import session

    session.demo(click.echo)
