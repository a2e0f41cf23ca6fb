"""Generated inputs of scheme 23, gov-support-abcd."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import support_abcd
from tests.oracles.common import Outcome, Parameters, Row, last_day, month, rounded
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Generated, Mode
from tests.oracles.support_abcd import TREE

EDGES = tuple(Fraction(edge) for edge in ("90", "80", "70", "89.5", "79.5", "69.5"))
TINY = Fraction(1, 10**5)


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Weights, lines and readings by chance."""
    found: Parameters = {
        "round_before_grade": rng.choice(("true", "false")),
        "rollup": rng.choice(("mean", "mean", "last")),
    }
    if rng.random() < 0.5:
        found["dimension_weights"] = rng.choice(("1;1;1", "2;1;1", "0.5;0.3;0.2", "3;0;4"))
    if mode in ("random", "near_ties") and rng.random() < 0.3:
        found |= {"grade_lines.A": "92.5", "grade_lines.C": rng.choice((65, "69.5"))}
    return found


def mark(value: Fraction, full: str) -> str:
    """A score that is worth `value` out of 100, out of `full`."""
    return f"{rounded(value * Fraction(full or '100') / 100, 6).normalize():f}"


def rated(rng: Random, unit: str, period: str, path: str, value: Fraction) -> list[Row]:
    """The marks of one leaf that come to `value`: by one rater, or by several in one role or two."""
    leaf = path.rpartition("/")[2]
    item = leaf if rng.random() < 0.8 else path
    apart = Fraction(rng.choice((1, 2, 5)))
    room = apart <= value <= 100 - apart
    worth, roles = [value], [rng.choice(("", "leader"))]
    if room and rng.random() < 0.15:
        worth, roles = [value - apart, value + apart], rng.choice((["", ""], ["leader", "customer"]))
        if rng.random() < 0.3:
            worth, roles = [*worth, value - apart, value + apart], ["a", "a", "b", "b"]
    found = []
    for n, (part, role) in enumerate(zip(worth, roles, strict=True)):
        full = rng.choice(("", "", "", "100", "50", "10"))
        cells = {"item": item, "score": mark(part, full), "full": full, "rater": f"R{n}", "role": role}
        found.append({"unit": unit, "period": period, **cells})
    return found


def leaves_of(rng: Random, mode: Mode) -> list[Fraction]:
    """The nine marks of a month: anywhere, or so that every dimension comes to an edge, or just beside it."""
    if mode == "random" or (mode == "ties" and rng.random() < 0.5):
        step = rng.choice((1, 1, 100))
        return [Fraction(rng.randint(55 * step, 100 * step), step) for _ in range(9)]
    edge, found = rng.choice(EDGES), list[Fraction]()
    for _ in range(3):
        apart = Fraction(rng.choice((0, 2, 5)))
        found += [edge - apart, edge + apart, edge]
    if mode == "near_ties":
        found[rng.randrange(9)] += rng.choice((-TINY, TINY, 0))
    elif rng.random() < 0.3:
        found[rng.randrange(9)] += rng.choice((-1, 1))
    return found


def on_boundary(outcome: Outcome) -> int:
    """Unit-periods whose total is exactly a grade's line, half a point below one, or a tie in rounding."""
    found = rounding_ties(outcome)
    for card in ("month", "quarter", "year"):
        found |= at_values(outcome, card, {"total": (*EDGES, Fraction("92.5"), Fraction(65))})
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Ratings of 2014 for about `unit_periods` months, quarters and years of support centres."""
    rng = Random(seed)
    parameters, units, ratings = parameters_of(rng, mode), list[Row](), list[Row]()
    for n in range(max(1, unit_periods // 17)):
        unit, roll = f"S{n:05d}", rng.random()
        first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}" if roll < 0.1 else ""
        last = rng.choice(("2014-06-30", "2014-08-20", "2014-12-30")) if 0.1 <= roll < 0.2 else ""
        units.append({"unit": unit, "kind": "support_centre", "parent": "", "from": first, "to": last})
        for index in range(JANUARY, JANUARY + 12):
            if (first or "0") <= last_day(index).isoformat() <= (last or "9"):
                paths = [f"gov-support-abcd/{node}/{leaf}" for node, leaves in TREE.items() for leaf in leaves]
                for path, value in zip(paths, leaves_of(rng, mode), strict=True):
                    ratings += rated(rng, unit, month(index), path, value)
    rng.shuffle(ratings)
    tables = {"units": units, "ratings": ratings}
    return tables, parameters, YEAR, on_boundary(support_abcd.assess(tables, parameters, YEAR))
