"""Macros expand to formulas before planning."""

from __future__ import annotations

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.language import Macro, expand, parse
from kaohe.core.language.macros import BUILT_IN, macros


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("given(x, 0)", "cases(known(x), x, 0)"),
        ("percent_of(95, a + b)", "95 * (a + b) / 100"),
        ("in_percent(a, b)", "100 * ratio(a, b)"),
        ("fen(x / 3)", "half_up(x / 3, 0.01)"),
        ("within(done, at, 30)", "in_time(done, after(at, 30))"),
        ("taken(wanted, pot)", "min(wanted, max(0, pot))"),
        ("ratio_to_mean(x, m, 130)", "min(130, 100 * ratio(x, m))"),
        ("given(given(x, y), fen(z))", "cases(known(cases(known(x), x, y)), cases(known(x), x, y), half_up(z, 0.01))"),
        ("not (fen(x) > 1 and 'a' in list_)", "not (half_up(x, 0.01) > 1 and 'a' in list_)"),
    ],
)
def test_expansion(text: str, expanded: str) -> None:
    assert expand(parse(text), macros({})) == parse(expanded)


def test_every_built_in_macro_is_read() -> None:
    assert len(macros({})) == len(BUILT_IN)


def test_a_documents_own_macros_may_call_others() -> None:
    known = macros(
        {"gap(x)": "below(target, x)", "loss(x, each)": "fen(each * gap(x))", "kinds(class_)": "class_ == 'a'"}
    )
    assert expand(parse("loss(rate, 2)"), known) == parse("half_up(2 * below(target, rate), 0.01)")
    assert expand(parse("kinds(x)"), known) == parse("x == 'a'")


def test_arguments_are_filled_in_at_once() -> None:
    known = macros({"swapped(a, b)": "f(b, a)"})
    assert expand(parse("swapped(b, a)"), known) == parse("f(a, b)")


def test_a_dotted_name_follows_its_argument() -> None:
    known = macros({"rate_of(x)": "in_percent(x, x.full)"})
    assert expand(parse("rate_of(total)"), known) == parse("100 * ratio(total, total.full)")


def test_an_argument_may_use_the_macro_again() -> None:
    known = macros({"twice(x)": "2 * x"})
    assert expand(parse("twice(twice(y))"), known) == parse("2 * (2 * y)")


@pytest.mark.parametrize("own", [{"loop(x)": "loop(x) + 1"}, {"one(x)": "other(x)", "other(x)": "f(one(x))"}])
def test_a_macro_may_not_call_itself(own: dict[str, str]) -> None:
    known = macros(own)
    with pytest.raises(KaoheError, match="calls itself"):
        expand(parse(f"{next(iter(own)).split('(')[0]}(1)"), known)


@pytest.mark.parametrize("text", ["given(x)", "given(x, 1, 2)", "fen()"])
def test_the_number_of_arguments_is_checked(text: str) -> None:
    with pytest.raises(KaoheError, match=r"takes . arguments"):
        expand(parse(text), macros({}))


@pytest.mark.parametrize(
    "head", ["name", "1(a)", "f(1)", "f(a=1)", "f(a, a)", "f(*a)", "a.b(c)", "f(", "f(a)\0", "f(a) + 1"]
)
def test_a_head_is_a_name_with_names(head: str) -> None:
    with pytest.raises(KaoheError, match="head of a macro"):
        Macro.read(head, "1")
