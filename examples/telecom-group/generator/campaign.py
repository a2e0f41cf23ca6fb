"""The care campaign of the eastern region: cumulative plans, repair times, causes of faults, orders: scheme 20."""

from random import Random

from generator.book import Book
from generator.branches import BRANCHES, region
from generator.chance import MONTHS, draws, hits, moment, month

REGION = "R1"
PLANS = {"care_optimised": 40, "care_inspected": 100}
# how much of a month's share each branch does; B02 falls behind, B05 is exactly at 40 % in June
PACE = {"B02": 0.7}
KNOWN = {("B05", 6): {"care_optimised": 16}}
CAUSES = {"customer": 43, "line": 31, "equipment": 17}


def add_campaign(book: Book) -> None:
    """Figures of the branches of one region, and of the region itself."""
    rng = draws("campaign")
    done = {branch: dict.fromkeys(PLANS, 0) for branch in BRANCHES if region(branch) == REGION}
    for number in MONTHS:
        minutes, repaired = 0, 0
        for branch, plans in done.items():
            _plans(book, rng, branch, number, plans)
            faults = rng.randint(30, 70)
            taken = sum(rng.randint(60, 220) for _ in range(faults))
            book.rate(branch, month(number), "mean_repair_time_minutes", taken, faults)
            _causes(book, rng, branch, number, faults)
            orders = rng.randint(4, 15)
            book.rate(branch, month(number), "presale_timeliness_rate", hits(rng, orders, 95), orders)
            if rng.random() < 0.06:
                book.event(branch, "malformed_order", moment(rng, number))
            minutes, repaired = minutes + taken, repaired + faults
        book.rate(REGION, month(number), "mean_repair_time_minutes", minutes, repaired)


def _plans(book: Book, rng: Random, branch: str, number: int, done: dict[str, int]) -> None:
    """Cumulative since January: customers inspected and optimised, of the plan of the year."""
    for plan, size in PLANS.items():
        share = size / 12 * PACE.get(branch, 1.05)
        done[plan] = KNOWN.get((branch, number), {}).get(plan, done[plan] + round(share * rng.uniform(0.7, 1.3)))
        book.rate(branch, month(number), "plan_completion", done[plan], size, plan)


def _causes(book: Book, rng: Random, branch: str, number: int, faults: int) -> None:
    left = faults
    for cause, percent in CAUSES.items():
        of_cause = min(left, hits(rng, faults, percent))
        left -= of_cause
        book.rate(branch, month(number), "fault_cause_share", of_cause, faults, cause)
    book.rate(branch, month(number), "fault_cause_share", left, faults, "other")
