"""The whitelist: what is outside the language is refused with a message, never run."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.language import names, parse
from kaohe.core.language.tree import Arithmetic, Call, Compare, Member, Name, Not, Nothing, Number, Text, Truth, depth

OUTSIDE = """
lambda: 1
lambda x: x
[x for x in y]
{x for x in y}
(x for x in y)
{'a': 1}
{1, 2}
[1, 2]
(1, 2)
()
x if y else z
(x := 1)
f'{x}'
f'plain'
b'bytes'
...
None
True
False
x ** 2
9 ** 9 ** 9 ** 9
x // 2
x % 2
x @ y
x << 2
x | y
x & y
x ^ y
~x
+x
1 < x < 3
x == y == z
x is y
x is not nothing
x[0]
x[1:2]
x.y()
'a'.upper()
'a'.__class__
(1).real
x.__class__
x.__class__.__bases__
().__class__
__class__
__import__('os')
_sum(a, b)
_hidden
x._hidden
f(x)(y)
f(key=1)
f(*x)
f(**x)
*x
await x
yield x
x in ()
x in {1, 2}
x in (*y,)
1e9
1e999999999
1e-12
1j
0x10
0b1
0o17
x = 1
x; y
import os
print 1
not a formula
x +
(
)
"""


@pytest.mark.parametrize("text", [line for line in OUTSIDE.splitlines() if line])
def test_refused(text: str) -> None:
    with pytest.raises(KaoheError):
        parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "\0", "x\0", "1" * 5000, "0." + "1" * 5000, "(" * 500 + "x" + ")" * 500, "-" * 5000 + "x", "not " * 3000 + "x",
     "+".join("x" * 20_000), "f(" * 190 + "x" + ")" * 190],
    ids=["empty", "blank", "null", "null after", "digits", "decimals", "parentheses", "signs", "nots", "sums", "calls"],
)  # fmt: skip
def test_what_would_break_a_parser_is_refused(text: str) -> None:
    with pytest.raises(KaoheError) as caught:
        parse(text)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.1", "1/10"), ("0.30000000000000004", "0.30000000000000004"), ("95", "95"), ("1_000", "1000"), (".5", "1/2"), ("3.", "3"), ("-2.50", "-5/2")],
)  # fmt: skip
def test_decimals_are_exact(text: str, value: str) -> None:
    assert parse(text) == Number(Fraction(value))


def test_words() -> None:
    assert [parse(word) for word in ("true", "false", "nothing")] == [Truth(True), Truth(False), Nothing()]
    assert parse("'投诉'") == Text("投诉")
    assert parse('"a"') == Text("a")


def test_names() -> None:
    assert parse("class_ == 'a'") == Compare("==", Name("class"), Text("a"))
    assert parse("unit.class_") == Name("unit.class")
    assert parse("from_") == Name("from")
    assert parse("points_") == Name("points_")
    assert names(parse("f(a.b, c) + a.b - 1")) == {"a.b", "c"}


def test_shapes() -> None:
    assert parse("a - b") == Arithmetic("-", Name("a"), Name("b"))
    assert parse("-a") == Arithmetic("-", Number(Fraction(0)), Name("a"))
    assert parse("a not in ('x', 'y')") == Not(Member(Name("a"), (Text("x"), Text("y"))))
    assert parse("f(a, 1)") == Call("f", (Name("a"), Number(Fraction(1))))
    assert parse("'x' in list_") == Member(Text("x"), (Name("list_"),))
    assert parse(" ( a\n + b ) ") == parse("a + b")
    assert depth(parse("a + b + c + f(d)")) == 3


def test_a_long_sum_is_read() -> None:
    assert depth(parse(" + ".join(["x"] * 150))) == 149


def test_messages_say_what_to_write() -> None:
    for text, hint in (("True", "write true"), ("1 < x < 2", "join two with and"), ("0x1F", "decimal digits")):
        with pytest.raises(KaoheError, match=hint):
            parse(text)
