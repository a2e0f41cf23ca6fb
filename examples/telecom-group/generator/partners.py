"""Four partner companies with their contracts: scheme 24."""

from generator.book import Book
from generator.chance import draws, moment

ITEMS = [
    "service_content",
    "rights_duties",
    "business_model",
    "assessment_penalties",
    "audit_rules",
    "settlement",
    "breach_liability",
    "exit",
    "ip_ownership",
    "information_security",
    "confidentiality",
    "customer_service",
    "security_commitment",
    "integrity_papers",
]
# contract: partner, month, stage, months, months of the customer's contract, what is missing
CONTRACTS: dict[str, tuple[str, int, str, int, int, set[str]]] = {
    "K-01": ("PA1", 2, "presale", 12, 0, set()),
    "K-02": ("PA1", 3, "aftersale", 24, 24, set()),
    "K-03": ("PA2", 4, "presale", 12, 0, {"exit"}),
    "K-04": ("PA2", 5, "aftersale", 25, 24, set()),
    "K-05": ("PA3", 7, "presale", 18, 0, {"integrity_papers"}),
    "K-06": ("PA4", 9, "aftersale", 12, 36, {"audit_rules", "settlement"}),
}


def add_partners(book: Book, company: str) -> None:
    """Each contract is checked once, item by item; the missing item of one is found again two months later."""
    rng = draws("partners")
    for number in (1, 2, 3, 4):
        book.unit(f"PA{number}", "partner", f"支撑合作伙伴{'甲乙丙丁'[number - 1]}", company)
    for contract, (partner, number, stage, months, customer, missing) in CONTRACTS.items():
        at = moment(rng, number)
        for item in ITEMS:
            book.event(
                partner, "contract_check", at, contract=contract, contract_item=item, present=item not in missing
            )
        terms = {"customer_term_months": customer} if customer else {}
        book.event(partner, "contract_terms", at, contract=contract, stage=stage, term_months=months, **terms)
    book.event("PA2", "contract_check", moment(rng, 6), contract="K-03", contract_item="exit", present=True)
