"""Four persons in every branch, their wages and what they are held responsible for: scheme 11."""

from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, moment, month, often

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬"
WATCHED = "B07-P1"


def name(rng: Random) -> str:
    """An invented name; equal names mean nothing."""
    return rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice([1, 2])))


def add_persons(book: Book, rng: Random, branch: str) -> None:
    """Two persons in the department, two in the office, with the wages of the twelve months."""
    for number in range(1, 5):
        person = f"{branch}-P{number}"
        rank = {1: 5, 2: 2, 3: 4, 4: 1}[number]
        book.unit(person, "person", name(rng), f"{branch}-{'KF' if number < 3 else 'YX'}", post_rank=rank)
        base = 1500 if person == WATCHED else rng.randrange(2200, 3400, 50)
        for month_number in MONTHS:
            pay = 400 if person == WATCHED else rng.randrange(600, 1500, 20)
            book.value(person, month(month_number), "base_wage", base)
            book.value(person, month(month_number), "performance_pay", pay)


def person_events(book: Book, rng: Random, branch: str, number: int) -> None:
    """Complaints and violations of the month for which a person of the branch answers."""
    for _ in range(often(rng, 0.55)):
        levels = ["department_manager", "branch", "county_government", "frontline"]
        level = rng.choices(levels, [55, 25, 6, 14])[0]
        decided = _decision(rng, number)
        if level == "frontline":
            decided["severity"] = "minor"
        book.event(_person(rng, branch), "complaint", moment(rng, number), highest_level=level, **decided)
    if rng.random() < 0.04:
        ground = rng.choices([1, 2, 3], [1, 5, 3])[0]
        book.event(_person(rng, branch), "rule_violation", moment(rng, number), ground=ground, **_decision(rng, number))
    if branch == WATCHED[:3]:
        _flood(book, rng, number)


def _person(rng: Random, branch: str) -> str:
    return f"{branch}-P{rng.randint(1, 4)}"


def _decision(rng: Random, number: int) -> dict[str, Cell]:
    """Severity, marks on both sides, hearing; in December most hearings are still to come."""
    decided: dict[str, Cell] = {"heard": rng.random() < (0.35 if number == 12 else 0.9)}
    if rng.random() < 0.35:
        decided["severity"] = rng.choices(["minor", "moderate", "serious"], [5, 4, 1])[0]
    if rng.random() < 0.08:
        decided["aggravating"] = rng.choice([["retaliation"], ["obstruction"], ["refusal", "other"]])
    if rng.random() < 0.2:
        decided["mitigating"] = rng.choice([["apology_accepted"], ["losses_recovered", "apology_accepted"]])
    if rng.random() < 0.05:
        decided["verified"] = False
    return decided


def _flood(book: Book, rng: Random, number: int) -> None:
    """The flood months of one person: five complaints to the manager, one to the branch, two to the county."""
    levels = {
        6: ["department_manager"] * 3 + ["county_government"] * 2,
        7: ["department_manager"] * 2 + ["branch"],
    }.get(number, [])
    for level in levels:
        book.event(WATCHED, "complaint", moment(rng, number), highest_level=level, heard=True)
