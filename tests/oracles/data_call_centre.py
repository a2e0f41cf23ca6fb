"""Generated inputs of scheme 18, bank-call-centre."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import call_centre
from tests.oracles.call_centre_rules import Rules
from tests.oracles.common import Parameters, Row, Tables, last_day, month, number
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, time_in

BOUNDS = {"1": (80, 70, 60, 50, 40, 35, 30), "2": (70, 60, 50, 40, 30, 25, 20)}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings and weights by chance; empty samples are never an error here."""
    found: Parameters = {"empty_survey": rng.choice(("exclude", "met"))}
    if rng.random() < 0.6:
        found.update(
            {
                "typing_error_rule": rng.choice(("scaled", "points")),
                "peer_group": rng.choice(("department_line", "line")),
                "satisfaction_rule": rng.choice(("ratio", "rate")),
            }
        )
    if mode == "random" and rng.random() < 0.5:
        found.update(
            {
                "quantitative_weights": "1;2;1.5;1;2",
                "qualitative_weights": "3;1",
                "quantitative_percent": 45,
                "qualitative_percent": 55,
                "ratio_cap": rng.choice((120, "112.5")),
                "clean_complaint_points": rng.choice((90, "97.5")),
                "speed_tiers_1.80": 105,
                "speed_tiers_2.20": "51.5",
                "speed_percent": 60,
                "error_percent": 40,
            }
        )
    return found


def speed(rng: Random, line: str, mode: Mode) -> Row:
    """Characters / minutes: anywhere, exactly on a tier's bound, or beside it by less than a millionth."""
    bound = rng.choice(BOUNDS[line])
    if mode == "thresholds":
        minutes = rng.choice((5, 10, 20))
        return pair(bound * minutes + rng.choice((0, 0, -1, 1)), minutes)
    if mode == "near_ties":
        minutes = rng.randint(10**6, 2 * 10**6)
        return pair(bound * minutes + rng.choice((-1, 0, 1)), minutes)
    if rng.random() < 0.1:
        return {"value": rng.choice(("79.5", "80", "69.999999", "30", "19.5"))}
    return pair(rng.randint(80, 1000), rng.choice((10, 12, 15)))


def pair(numerator: int, denominator: int) -> Row:
    """The cells of a rate."""
    return {"numerator": str(numerator), "denominator": str(denominator)}


def sampled(rng: Random, mode: Mode) -> dict[str, Row]:
    """Satisfied and silent as two rates or as three counts; now and then nobody was asked."""
    asked = rng.choice((20, 50, 200)) if mode in ("ties", "thresholds") else rng.randint(5, 300)
    if mode == "near_ties":
        asked = rng.randint(10**6, 10**6 + 50)
    asked = 0 if rng.random() < 0.01 else asked
    satisfied = asked * rng.choice((90, 92, 95)) // 100 if mode != "random" else rng.randint(asked // 2, asked)
    silent = rng.randint(0, min(5, asked - satisfied))
    counts = {
        "samples_satisfied": {"value": str(satisfied)},
        "samples_no_opinion": {"value": str(silent)},
        "samples_dissatisfied": {"value": str(asked - satisfied - silent)},
    }
    rates = {"satisfaction_rate": pair(satisfied, asked)}
    if silent or rng.random() < 0.5:
        rates["no_opinion_rate"] = pair(silent, asked)
    roll = rng.random()
    return counts if roll < 0.35 else rates if roll < 0.95 else counts | rates


def month_of_agent(rng: Random, line: str, workload: str, mode: Mode) -> dict[str, Row]:
    """All figures of one agent and month."""
    typed = 0 if rng.random() < 0.005 else rng.choice((1000, 2000, 4000))
    offered = 0 if rng.random() < 0.01 else rng.choice((200, 400, 2000, 20000))
    answered = rng.randint(offered * 4 // 5, offered)
    if mode == "near_ties":
        offered = rng.randint(10**6, 2 * 10**6)
        answered = offered * 95 // 100 + rng.choice((0, 1))
    test = speed(rng, line, mode) if typed else pair(0, 0)
    return {
        "attendance_ok": {"value": "0" if rng.random() < 0.04 else "1"},
        "typing_speed_cpm": test,
        "typing_error_rate": pair(rng.randint(0, typed // 20), typed),
        "call_answer_rate": pair(answered, offered),
        "workload": {"value": workload},
        **sampled(rng, mode),
    }


def workloads(rng: Random, many: int, mode: Mode) -> list[str]:
    """The workloads of a group in a month; where edges are wanted, one of them is at 130 % of the mean, or beside it."""
    if mode == "random":
        return ["0" if rng.random() < 0.03 else str(rng.randint(300, 2000)) for _ in range(many)]
    if mode == "ties" or many < 2 or rng.random() < 0.3:
        return [rng.choice(("900", "1000", "1100", "0")) for _ in range(many)]
    # own = 1.3 x mean of all: own (n - 1.3) = 1.3 x the sum of the others
    scale = (10 * many - 13) * (10**5 if mode == "near_ties" else 1)
    others = [10 * scale] * (many - 1)
    own = Fraction(13 * sum(others), 10 * many - 13)
    beside = rng.choice((-1, 0, 0, 1)) if mode == "near_ties" else rng.choice((0, 0, 0, 1))
    return [str(int(own) + beside), *map(str, others)]


def rated(rng: Random, unit: str, period: str) -> list[Row]:
    """Marks of both leaves: one rater, or several in two roles, by leaf or by whole path, out of 100 or less."""
    found: list[Row] = []
    for leaf in call_centre.LEAVES:
        item = leaf if rng.random() < 0.8 else f"bank-call-centre/qualitative/{leaf}"
        many = 1 if rng.random() < 0.8 else rng.randint(2, 4)
        for rater in range(many):
            full = rng.choice(("", "", "", "50", "10"))
            most = int(full or 100)
            score = (
                f"{rng.randint(most * 50, most * 100) / 100:.2f}"
                if rng.random() < 0.3
                else str(rng.randint(most // 2, most))
            )
            found.append(
                {
                    "unit": unit,
                    "period": period,
                    "item": item,
                    "score": score,
                    "full": full,
                    "rater": f"R{rater}",
                    "role": rng.choice(("leader", "quality")) if many > 1 else "",
                }
            )
    return found


def count_on_boundary(tables: Tables, parameters: Parameters) -> int:
    """Unit-periods at an edge: a speed on a tier's bound, a ratio at the cap, a value that is a tie in rounding."""
    outcome, rules = call_centre.assess(tables, parameters, YEAR), Rules(parameters)
    found = rounding_ties(outcome)
    lines = {row["unit"]: row["line"] for row in tables["units"] if row["kind"] == "person"}
    loads: dict[tuple[str, str, str], list[tuple[str, Fraction]]] = {}
    by_line = parameters.get("peer_group") == "line"
    parents = {row["unit"]: row["parent"] for row in tables["units"]}
    for row in tables["measurements"]:
        unit, period = row["unit"], row["period"]
        if row["indicator"] == "typing_speed_cpm" and row.get("denominator", "0") != "0":
            cpm = number(row["numerator"]) / number(row["denominator"])
            if any(cpm == bound for bound, _ in rules.tiers[lines[unit]]):
                found.add((unit, period))
        elif row["indicator"] == "workload" and row["value"] != "0":
            group = "" if by_line else parents[unit], lines[unit], period
            loads.setdefault(group, []).append((unit, number(row["value"])))
    for (_, _, period), listed in loads.items():
        line = rules.cap * sum((value for _, value in listed), Fraction(0)) / len(listed) / 100
        found |= {(unit, period) for unit, value in listed if value == line}
    return len(found | at_values(outcome, "month", {"quantitative": (100,)}))


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-months of 2014, and how many of them lie on a boundary."""
    rng = Random(seed)
    rows: list[Row] = []
    measurements, ratings, events = list[Row](), list[Row](), Events(rng)
    persons = 0
    while persons * 12 < unit_periods:
        department = f"D{len(rows):06d}"
        rows.append(
            {"unit": department, "kind": "department", "name": "", "parent": "", "from": "", "to": "", "line": ""}
        )
        places: dict[str, list[Place]] = {"1": [], "2": []}
        for n in range(rng.randint(1, 14)):
            first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 20)):02d}" if rng.random() < 0.05 else ""
            last = rng.choice(("2014-05-31", "2014-08-15", "2014-12-30")) if not first and rng.random() < 0.05 else ""
            line = rng.choice("12")
            places[line].append(Place(f"{department}A{n:02d}", first, last))
            rows.append(
                {
                    "unit": f"{department}A{n:02d}",
                    "kind": "person",
                    "name": "",
                    "parent": department,
                    "from": first,
                    "to": last,
                    "line": line,
                }
            )
            persons += 1
        for line, held in places.items():
            for index in range(JANUARY, JANUARY + 12):
                present = [place for place in held if is_there(place, index)]
                for place, load in zip(present, workloads(rng, len(present), mode), strict=True):
                    period = month(index)
                    measurements += [
                        {"unit": place.unit, "period": period, "indicator": name, **cells}
                        for name, cells in month_of_agent(rng, line, load, mode).items()
                    ]
                    ratings += rated(rng, place.unit, period)
                    if rng.random() < 0.06:
                        verified = "false" if rng.random() < 0.2 else ""
                        events.add(
                            place.unit,
                            "complaint",
                            time_in(rng, index, place),
                            verified=verified,
                            severity=rng.choice(("", "minor", "moderate", "serious")),
                        )
    tables = {"units": rows, "measurements": measurements, "ratings": ratings, "events": events.shuffled()}
    parameters = parameters_of(rng, mode)
    return tables, parameters, YEAR, count_on_boundary(tables, parameters)


def is_there(place: Place, index: int) -> bool:
    """Whether the agent is there on the month's last day."""
    return (place.first or "0") <= last_day(index).isoformat() <= (place.last or "9")
