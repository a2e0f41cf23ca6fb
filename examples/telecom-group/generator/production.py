"""Four production departments with the revenue and profit of government and enterprise business: scheme 27."""

from datetime import datetime

from generator.book import Book
from generator.chance import YEAR, draws

DEPARTMENTS = {"SC1": "工程部", "SC2": "网络部", "SC3": "运维部", "SC4": "数据部"}
PLANS = [300_000, 700_000, 1_150_000, 1_600_000]
# department: progress and customer-line share by quarter, percent
COURSE = {
    "SC1": ([104, 101, 102, 106], [66, 64, 65, 67]),
    "SC2": ([100, 95, 92, 101], [60, 60, 61, 62]),
    "SC3": ([65, 69.99, 74, 88], [70, 68, 66, 64]),
    "SC4": ([98, 103, 99, 97], [59.99, 61, 62, 58]),
}


def add_production(book: Book, company: str) -> None:
    """Cumulative figures at the quarters' ends; one department has its profit inflated in the third."""
    rng = draws("production")
    for department, called in DEPARTMENTS.items():
        book.unit(department, "department", called, company)
        own, joint = 0, 0
        for place, plan in enumerate(PLANS):
            period = f"{YEAR}-Q{place + 1}"
            progress, share = (COURSE[department][part][place] for part in (0, 1))
            revenue = plan * progress / 100
            own, joint = own + rng.randrange(15_000, 45_000, 500), joint + rng.randrange(-4_000, 20_000, 500)
            book.value(department, period, "gov_business_plan", plan)
            book.value(department, period, "gov_business_revenue", f"{revenue:.2f}")
            book.value(department, period, "customer_line_revenue", f"{revenue * share / 100:.2f}")
            book.value(department, period, "operator_revenue", f"{revenue * (100 - share) / 100:.2f}")
            book.value(department, period, "profit_self_signed", own)
            book.value(department, period, "profit_joint", joint)
            book.value(department, period, "profit_market_signed", rng.randrange(0, 9_000, 500))
            book.value(department, period, "quarterly_bonus", rng.randrange(40_000, 60_000, 1_000))
    book.event("SC2", "profit_inflation", datetime(YEAR, 9, 15, 10, 0))
