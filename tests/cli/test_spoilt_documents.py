"""Whatever is written into a document, ``kaohe check`` answers in words: words, numbers and tables in wrong places."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.plugins import session

SOURCES = session.host().schemes()
PIECE = re.compile(r'"[^"\n]*"|\b\d[\d.\-]*\b|\btrue\b|\bfalse\b|\[[^\]\n]*\]|\{[^{}\n]*\}|\b[a-z_]+\b')
ODD = (
    "", "[]", "{}", '""', '"x"', "true", "0", "-1", "2.5", "nan", "inf", "1e999999", "2024-01-01", '"nothing"', '"a b"', "[1, 2]",
    '["x"]', "{ a = 1 }", '{ x = "y" }', '"sum"', '"min()"', '"ratio(1, 0)"', '"1 / 0"', '"cases(true)"', '"lookup(x)"',
    '"tier(1, 2)"', '"x.y.z"', '"unit.kind"', '"-"', '"("', '"a in b"', '"f(x)(y)"', '"1 < 2 < 3"', '"x if y else z"',
    '"max(1, true)"', '"known(nothing)"', '"down(1, 0)"', '"shift(1, 1)"', '"size(1)"', '"month.total"', '"peers"', "'''",
)  # fmt: skip


def spoilt(rng: random.Random, folder: Path) -> Path:
    """A document of a scheme with one piece, or two, replaced by something odd or by another of its pieces."""
    source = rng.choice(SOURCES)
    text = source.path.read_text("utf-8")
    for _ in range(rng.choice((1, 1, 2))):
        pieces = list(PIECE.finditer(text))
        piece = rng.choice(pieces)
        new = rng.choice(ODD) if rng.random() < 0.75 else rng.choice(pieces).group()
        text = text[: piece.start()] + new + text[piece.end() :]
    shutil.copy(source.text_path, folder)
    document = folder / source.path.name
    document.write_text(text, "utf-8")
    return document


def check(seeds: range, folder: Path) -> None:
    for seed in seeds:
        document = spoilt(random.Random(seed), folder)
        done = CliRunner().invoke(main, ["check", str(document)])
        assert done.exception is None or isinstance(done.exception, SystemExit), (seed, document.name, done.exception)
        assert done.exit_code in (0, 1)
        assert done.exit_code == 0 or done.stderr.startswith("Error: ")


def test_some_spoilt_documents(tmp_path: Path) -> None:
    check(range(20), tmp_path)


@pytest.mark.full
def test_many_spoilt_documents(tmp_path: Path) -> None:
    check(range(1000, 1600), tmp_path)
