"""``python -m kaohe.plugins.testing mutate ID``: the checks of the kit for one scheme, from the command line."""

from __future__ import annotations

import sys

import click

from kaohe.core.errors import KaoheError
from kaohe.plugins import session
from kaohe.plugins.examined import examine
from kaohe.plugins.testing.edges import check_boundaries
from kaohe.plugins.testing.ledger import check_ledger
from kaohe.plugins.testing.mutants import Mutant
from kaohe.plugins.testing.mutation import Mutation
from kaohe.plugins.testing.planting import check_plant, drawn, plants
from kaohe.plugins.testing.properties import check_properties


@click.group()
def main() -> None:
    """Checks of a scheme and its cases."""


@main.command()
@click.argument("scheme")
@click.option("--sample", type=int, help="Only so many mutants, drawn at random.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw.")
@click.option("--only", help="Only mutants whose name holds this text.")
@click.option("-v", "--verbose", is_flag=True, help="Name the failing case of every mutant.")
def mutate(scheme: str, sample: int | None, seed: int, only: str | None, verbose: bool) -> None:
    """Change the document of SCHEME by one step at a time: a case must fail each time."""
    mutation = Mutation(scheme)
    chosen = mutation.mutants if sample is None else mutation.sample(sample, seed)

    def say(mutant: Mutant, killer: str | None) -> None:
        if killer is None:
            reason = mutation.listed.get(str(mutant))
            click.echo(f"survives  {mutant}" + (f"  ({reason})" if reason else ""))
        elif verbose:
            click.echo(f"fails     {mutant}  [{killer}]")

    verdicts = mutation.check([one for one in chosen if only is None or only in str(one)], say)
    for name, crash in verdicts.crashed.items():
        click.echo(f"crashes   {name}  [{crash.splitlines()[0]}]")
    click.echo(str(verdicts))
    _end(verdicts.problems)


@main.command()
@click.argument("scheme")
@click.option("--engine", "engines", multiple=True, default=["polars", "duckdb"], show_default=True)
@click.option("--sample", type=int, help="Only so many boundaries, drawn at random.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw.")
def boundaries(scheme: str, engines: tuple[str, ...], sample: int | None, seed: int) -> None:
    """Put every compared quantity of SCHEME at, below and above its boundary, and judge the results in fractions."""
    report = check_boundaries(scheme, engines=engines, size=sample, seed=seed)
    for name, why in report.missed.items():
        click.echo(f"missed  {name}  ({report.listed.get(name, why)})")
    click.echo(str(report))
    _end(report.problems)


@main.command()
@click.argument("scheme")
def properties(scheme: str) -> None:
    """Try what must hold for every scheme on the rows of the cases of SCHEME, and recount its ledger."""
    _end([*check_properties(scheme), *check_ledger(scheme)])


@main.command()
@click.argument("scheme")
@click.option("--sample", type=int, help="Only so many defects, drawn at random: the kinds in turn.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw.")
def plant(scheme: str, sample: int | None, seed: int) -> None:
    """Plant defects into the document of SCHEME, one at a time: `kaohe check` must find each."""
    source = session.source(scheme)
    known = examine(source.path).findings
    chosen = [one for _, one in drawn([scheme], sample, seed)] if sample is not None else plants(scheme)
    missed = []
    for one in chosen:
        harvest = check_plant(scheme, one, known)
        click.echo(str(harvest))
        missed += [] if harvest.by else [f"{scheme}: {one} is not found"]
    click.echo(f"{scheme}: {len(chosen)} defects planted, {len(chosen) - len(missed)} found")
    _end(missed)


def _end(problems: list[str]) -> None:
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    try:
        main()
    except KaoheError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
