"""``kaohe new``"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from string import Template

import click

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".tmpl"


@click.command()
@click.argument("id")
@click.option("--zh", default="示例月度评分", show_default=True, help="Title in Chinese.")
@click.option("--en", default="Example monthly score", show_default=True, help="Title in English.")
@click.option("--organisation", default="My organisation", show_default=True, help="Who issued the scheme.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder to make. Default: kaohe-ID.")
def new(id: str, zh: str, en: str, organisation: str, out: Path | None) -> None:
    """Start a plugin project of your own.

    Writes a project with a small scheme that works, its words, its worked examples and a test; ID names the scheme,
    in lower case with hyphens. Put your own rules in place of ours, one clause at a time.

    \b
    kaohe new clinic-monthly
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", id):
        raise click.UsageError(f"{id!r} is not an id such as clinic-monthly: lower case letters, digits, hyphens")
    for title in (zh, en, organisation):
        if re.search(r'["\\\x00-\x1f\x7f]', title):
            raise click.UsageError(f"{title!r} holds a quotation mark, a backslash or a control character")
    folder = out or Path(f"kaohe-{id}")
    if folder.exists():
        raise click.UsageError(f"{folder} exists; choose another folder with -o")
    names = {"id": id, "package": "kaohe_" + id.replace("-", "_"), "distribution": f"kaohe-{id}"}
    write_project(folder, {**names, "zh": zh, "en": en, "organisation": organisation, "kaohe": version("kaohe")})
    click.echo(f"wrote {folder}; next: cd {folder}, and do as its README.md says")


def write_project(folder: Path, words: dict[str, str]) -> None:
    """Fill every template in and write it to its place in ``folder``."""
    for template in sorted(TEMPLATES.rglob(f"*{SUFFIX}")):
        place = template.relative_to(TEMPLATES).as_posix().removesuffix(SUFFIX)
        place = place.replace("package/scheme", f"package/{words['id']}").replace("gitignore", ".gitignore")
        path = folder / re.sub(r"^package(?=/)", words["package"], place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(template.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
