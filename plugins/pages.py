"""``python -m kaohe.plugins.pages FOLDER``: a page per scheme and an index, all read off the documents."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.plugins import session

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.plugins.protocols import SchemeSource

NOTE = "Generated from the document: `kaohe show {id} --page`. 由规则文件生成。"


def page(source: SchemeSource) -> str:
    """A scheme as Markdown: what it is, its inputs and outcomes, findings, examples, rules in words in two languages."""
    from kaohe.plugins.examined import examine

    examined = examine(source.path)
    one = session.load(source.id)
    words = one.text.get("scheme", {})
    head = one.document.scheme
    lines = [f"# {source.id}", "", f"{words.get('zh', '')} · {words.get('en', '')}", ""]
    lines += ["| | |", "|---|---|"]
    facts = {
        "organisation": words.get("organisation"), "source": head.source, "class": head.kind, "version": head.version,
        "in force from": head.effective_from, "clauses left out": len(one.not_modelled),
    }  # fmt: skip
    lines += [f"| {name} | {value} |" for name, value in facts.items() if value not in (None, "")]
    lines += ["", NOTE.format(id=source.id), "", "## Inputs", "", *_inputs(one), "", "## Outcomes", "", *_outcomes(one)]
    lines += ["", "## Findings", "", "```text", examined.text(), "```", "", "## Examples", "", *_examples(source)]
    lines += ["", "## Rules", "", "```text", session.show(one), "```"]
    lines += ["", "## 规则", "", "```text", session.show(one, language="zh"), "", examined.text("zh"), "```", ""]
    return "\n".join(line.rstrip() for text in lines for line in text.split("\n"))


def index() -> str:
    """The list of all schemes, each with its page."""
    lines = [
        "# Schemes",
        "",
        "A page per scheme, generated from its document: `python -m kaohe.plugins.pages docs/schemes`.",
    ]
    lines += ["", "| id | title | 名称 | class | organisation | clauses left out |", "|---|---|---|---|---|---|"]
    for source in _own():
        one = session.load(source.id)
        words = one.text.get("scheme", {})
        cells = (
            f"[{source.id}]({source.id}.md)", words.get("en", ""), words.get("zh", ""), one.document.scheme.kind,
            words.get("organisation", ""), str(len(one.not_modelled)),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def write(folder: Path) -> None:
    """Writes all pages and the index; pages of schemes that are gone are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{source.id}.md": source for source in _own()}
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, source in pages.items():
        (folder / name).write_text(page(source), encoding="utf-8")
    (folder / "README.md").write_text(index(), encoding="utf-8")


def _own() -> list[SchemeSource]:
    """The schemes that come with kaohe itself, not those of outside plugins."""
    schemes = Path(__file__).resolve().parents[1] / "schemes"
    return [source for source in session.host().schemes() if source.path.resolve().is_relative_to(schemes)]


def _inputs(one: Scheme) -> Iterator[str]:
    from kaohe.core.explain.names import Names
    from kaohe.core.needs import uses

    en, zh = Names(one, "en"), Names(one, "zh")
    found = sorted(uses(one).items())
    if not found:
        yield "None."
        return
    yield from ("| table | name | | 名称 | read for |", "|---|---|---|---|---|")
    for (table, name), places in found:
        read = ", ".join(dict.fromkeys(f"`{use.place}`" for use in places))
        yield f"| {'events, tickets' if table == 'rows' else table} | `{name}` | {en(name)} | {zh(name)} | {read} |"


def _outcomes(one: Scheme) -> Iterator[str]:
    """Grades, postings, flags and duties, with the clauses they rest on."""
    found: dict[tuple[str, str], set[str]] = {}
    for card in one.cards.values():
        for kind in ("grades", "money", "flag", "duty"):
            for name, part in getattr(card, kind).items():
                shown = part.account if kind == "money" else getattr(part, "called", None) or name
                found.setdefault((kind, shown), set()).update(part.clause)
    for rows in one.rows.values():
        for name, flag in rows.flag.items():
            found.setdefault(("flag", flag.called or name), set()).update(flag.clause)
    if not found:
        yield "None beside its nodes."
        return
    yield from ("| kind | name | clauses |", "|---|---|---|")
    for (kind, name), clauses in found.items():
        yield f"| {kind} | `{name}` | {', '.join(sorted(clauses))} |"


def _examples(source: SchemeSource) -> Iterator[str]:
    """The names of the cases: the tags of the worked examples, and what else is proven."""
    cases = tomllib.loads(source.cases_path.read_text("utf-8")).get("case", {}) if source.cases_path.exists() else {}
    yield from (f"- {name}" for name in cases)
    if not cases:
        yield "None."


if __name__ == "__main__":
    write(Path(sys.argv[1]))
