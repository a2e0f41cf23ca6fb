"""Write the generated data set of a province: ``python generate.py [OUT]`` (by default ``data`` beside this script).

Nothing in it is real. The seed is fixed, so every run gives the same bytes.
"""

import sys
from pathlib import Path

from generator.book import Book
from generator.branches import add_branches
from generator.call_centre import add_call_centre
from generator.campaign import add_campaign
from generator.centres import add_centres
from generator.channel import add_channel
from generator.composite import add_composite
from generator.county import add_county
from generator.front_desk import add_front_desk
from generator.front_office import add_front_office
from generator.fund import add_fund
from generator.hotline import add_hotline, known_orders
from generator.outlets import add_outlets
from generator.partners import add_partners
from generator.production import add_production
from generator.projects import add_projects
from generator.railway import add_railway
from generator.sales import add_sales
from generator.self_assessment import add_self_assessment
from generator.service_department import add_service_department
from generator.tickets import add_branch_tickets, add_centre_tickets
from generator.vehicles import add_vehicles

HERE = Path(__file__).parent
COMPANY = "P"


def build() -> Book:
    """The whole data set; each part draws from its own random numbers, so a change in one leaves the others alone."""
    book = Book()
    book.unit(COMPANY, "company", "示例省广电网络公司(生成数据,非真实)")
    add_branches(book, COMPANY)
    add_branch_tickets(book)
    add_centres(book, COMPANY)
    add_centre_tickets(book)
    add_front_desk(book, COMPANY)
    add_call_centre(book, COMPANY)
    add_fund(book, COMPANY)
    add_hotline(book)
    known_orders(book)
    add_outlets(book)
    add_projects(book)
    add_campaign(book)
    add_composite(book)
    add_front_office(book)
    add_self_assessment(book, COMPANY)
    for add in (
        add_county,
        add_service_department,
        add_sales,
        add_channel,
        add_production,
        add_partners,
        add_vehicles,
        add_railway,
    ):
        add(book, COMPANY)
    return book


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    for line in build().write(Path(sys.argv[1]) if len(sys.argv) == 2 else HERE / "data"):
        print(line)
