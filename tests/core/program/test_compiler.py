"""Logic with nothing, comparisons, membership: the same on both engines and in fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "and_": "yes and (y > 95)",
    "or_": "yes or (y > 95)",
    "not_": "not yes",
    "three": "yes and sure and y <= 95 or not (level == 'low')",
    "absent_": "absent > 1 or sure",
    "absent_too": "absent and sure",
    "not_absent": "not (absent > 1)",
    "number": "k and sure",
    "truths": "yes == sure",
    "truths_differ": "yes != (x > 0)",
    "as_number": "yes == 1",
    "same": "level == grade",
    "differ": "level != grade",
    "at_least": "level >= 'mid'",
    "above_": "level > 'mid'",
    "below_": "'mid' > level",
    "at_most": "'mid' >= grade",
    "kinds": "kind == 'complaint'",
    "others": "kind != 'complaint'",
    "with_nothing": "kind == nothing",
    "one_of": "kind in ('complaint', 'praise')",
    "none_of": "level not in ('low', 'high')",
    "ordered": "cases(x > 0, 'high', grade) > 'low'",
    "listed": "'low' in items",
    "not_listed": "'low' not in items",
    "in_a_table": "level in chosen",
    "not_in_a_table": "grade not in chosen",
    "number_in_a_table": "k in places",
    "numbers": "k in (0, 1, x)",
    "some_nothing": "k in (0, nothing)",
    "some_y": "x in (y, 95)",
    "counted": "2 * (y > 95) - (yes or sure)",
    "much": "(k > 0) * 100000 * 100000 * 1000",
    "nothing_": "x + nothing",
    "signs": "-x - -k",
    "zero_times": "0 * y + 1",
    "by": "x / 0.3 / -2",
    "products": "x * negative * k",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    tables = {"chosen": {"1": "low", "2": "mid"}, "places": {"1": Fraction(0), "2": Fraction(2)}}
    agree(CASES, engine, constants=tables)


@BOTH
@pytest.mark.parametrize("form", ["{} and {}", "{} or {}", "all_of({}, {})", "any_of({}, {})"])
def test_truth_tables(engine: Engine, form: str) -> None:
    words = {True: "true", False: "false", None: "nothing"}
    data = {True: "(at >= 0)", False: "(at < 0)", None: "(absent > 0)"}
    for left, right in product(words, words):
        found = one(form.format(words[left], words[right]), engine)
        assert one(form.format(data[left], data[right]), engine) == found
        decisive = "or" in form or "any" in form
        if decisive in (left, right):
            assert found is decisive
        elif None in (left, right) and "_of" not in form:
            assert found is None
        else:
            assert found is not decisive


def test_what_is_refused() -> None:
    assert "did you mean 'negative'" in refused("negatve + 1")
    assert "did you mean 'half_up'" in refused("halfup(x, 1)")
    assert "did you mean 'mid'" in refused("level >= 'mit'")
    assert "without an order" in refused("kind > 'complaint'")
    assert "compared with a number" in refused("level > 3")
    assert "compared with a number" in refused("items == 3")
    assert "cannot be used as a number" in refused("level + 1")
    assert "name one of its entries" in refused("points + 1", {"points": {"low": 1}})
    assert "in quotes" in refused("level in items")
    assert "a condition is needed" in refused("not level")
    assert "takes 2 arguments" in refused("ratio(x)")
    assert "unknown name" in refused("open.read")
    assert "unknown operation" in refused("eval('1')")
    assert "unknown operation" in refused("exec('1', x)")
