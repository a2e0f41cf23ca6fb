"""Two projects of three service departments, filed by quarter: scheme 5."""

from generator.book import Book
from generator.chance import YEAR, draws

DEPARTMENTS = ["B01-KF", "B02-KF", "B03-KF"]
PROJECTS = {"billing_upgrade": 10, "self_service": 24}
KNOWN = {
    ("B01-KF", 2, "billing_upgrade"): 7,
    ("B02-KF", 2, "billing_upgrade"): 10,
    ("B03-KF", 2, "billing_upgrade"): 11,
}


def add_projects(book: Book) -> None:
    """Steps done of those planned for the quarter: 7, 10 and 11 of 10 in the second."""
    rng = draws("projects")
    for quarter in (1, 2, 3, 4):
        for department in DEPARTMENTS:
            for project, planned in PROJECTS.items():
                done = round(planned * rng.uniform(0.75, 1.1))
                done = KNOWN.get((department, quarter, project), done)
                book.rate(department, f"{YEAR}-Q{quarter}", "plan_completion", done, planned, project)
