"""The pages of docs/schemes are what the documents say today."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.plugins import pages, session

FOLDER = Path(__file__).parents[2] / "docs/schemes"
SOURCES = {source.id: source for source in session.host().schemes()}
AGAIN = "python -m kaohe.plugins.pages docs/schemes writes it again"


@pytest.mark.parametrize("scheme", SOURCES)
def test_a_page_is_what_the_document_says(scheme: str) -> None:
    assert (FOLDER / f"{scheme}.md").read_text("utf-8") == pages.page(SOURCES[scheme]), AGAIN


def test_the_index_lists_every_scheme_and_nothing_else_is_there() -> None:
    assert (FOLDER / "README.md").read_text("utf-8") == pages.index(), AGAIN
    assert {path.stem for path in FOLDER.glob("*.md")} == {*SOURCES, "README"}


def test_show_prints_the_page() -> None:
    done = CliRunner().invoke(main, ["show", "chengdu-outlet-check", "--page"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (FOLDER / "chengdu-outlet-check.md").read_text("utf-8")
