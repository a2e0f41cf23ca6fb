"""Plugins as tiny packages on disk: what a user gets when they are whole, broken or in each other's way."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.plugins.found import Plugin
from kaohe.plugins.host import Host

SCHEME = """
from kaohe.plugins.folder import SchemeFolder
plugin = SchemeFolder(__name__)
"""
ENGINE = """
from kaohe.plugins.hookspecs import hookimpl
class Slow:
    name = "slow"
@hookimpl
def kaohe_engines():
    return [Slow()]
"""

FINDER = """
from kaohe.core.findings import Finder, Finding
from kaohe.plugins.hookspecs import hookimpl
def title(subject):
    yield Finding("title", ("scheme",), "标题言过其实", "the title promises more than the rules")
@hookimpl
def kaohe_findings():
    return [Finder("title", title)]
"""

HOOK = """
from kaohe.plugins.hookspecs import hookimpl
class plugin:
    @hookimpl
    def {}
"""


class Shelf:
    """A folder on the path into which a test puts packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, package: str, code: str, *schemes: str) -> None:
        home = self.folder / package
        home.mkdir()
        (home / "__init__.py").write_text(code)
        for scheme in schemes:
            (home / f"{scheme}.toml").touch()
            (home / f"{scheme}.text.toml").touch()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.syspath_prepend(str(tmp_path))
    return Shelf(tmp_path)


def host(**places: str) -> Host:
    named = {name.replace("_", "-"): place for name, place in places.items()}
    return Host([Plugin(name, EntryPoint(name, place, "kaohe")) for name, place in named.items()])


def test_one_scheme_loads_one_plugin(shelf: Shelf) -> None:
    shelf.put("first_pack", SCHEME, "first")
    shelf.put("second_pack", "raise RuntimeError('must not be imported')")
    plugins = host(first="first_pack:plugin", second="second_pack:plugin")
    source = plugins.scheme_source("first")
    assert source.path == shelf.folder / "first_pack" / "first.toml"
    assert source.text_path.name == "first.text.toml"
    assert plugins.loaded == ["first"]
    assert plugins.broken == []


def test_a_broken_plugin_is_named_and_the_rest_work(shelf: Shelf) -> None:
    shelf.put("whole_pack", SCHEME, "whole")
    shelf.put("torn_pack", "import no_such_library")
    plugins = host(torn="torn_pack:plugin", whole="whole_pack:plugin", gone="gone_pack:plugin")
    assert [source.id for source in plugins.schemes()] == ["whole"]
    reasons = [str(broken) for broken in plugins.broken]
    assert len(reasons) == 2
    assert "plugin 'torn' (unknown ?) is broken: ModuleNotFoundError: No module named 'no_such_library'" in reasons


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("raise SystemExit('bye')", "SystemExit: bye"),
        ("plugin = object()", "has none of the hooks"),
        (
            HOOK.format("kaohe_scheme(): return []"),
            "did you mean 'kaohe_schemes'",
        ),
        (
            HOOK.format("kaohe_schemes(x): return []"),
            "PluginValidationError",
        ),
        (
            HOOK.format("kaohe_schemes(): return 1/0"),
            "kaohe_schemes: ZeroDivisionError",
        ),
        (
            HOOK.format("kaohe_schemes(): return ['x']"),
            "kaohe_schemes: AttributeError",
        ),
    ],
)
def test_ways_to_be_broken(shelf: Shelf, code: str, cause: str) -> None:
    package = shelf.folder.name
    shelf.put(package, code)
    shelf.put(package + "_whole", SCHEME, "whole")
    plugins = host(odd=f"{package}:plugin", whole=f"{package}_whole:plugin")
    assert [source.id for source in plugins.schemes()] == ["whole"]
    assert [cause in broken.cause for broken in plugins.broken] == [True]


def test_an_unknown_scheme_names_the_nearest(shelf: Shelf) -> None:
    shelf.put("near_pack", SCHEME, "clinic-monthly")
    with pytest.raises(KaoheError, match=r"unknown scheme 'clinic-montly'; did you mean 'clinic-monthly'"):
        host(clinic_monthly="near_pack:plugin").scheme_source("clinic-montly")


def test_asking_for_a_broken_scheme_says_why(shelf: Shelf) -> None:
    shelf.put("rent_pack", "1 / 0")
    with pytest.raises(KaoheError, match=r"plugin 'rent' .* is broken: ZeroDivisionError"):
        host(rent="rent_pack:plugin").scheme_source("rent")


def test_two_plugins_with_one_name_or_one_scheme(shelf: Shelf) -> None:
    shelf.put("one_pack", SCHEME, "same")
    shelf.put("other_pack", SCHEME, "same")
    places = [("same", "one_pack:plugin"), ("same", "other_pack:plugin"), ("other", "other_pack:plugin")]
    plugins = Host([Plugin(name, EntryPoint(name, place, "kaohe")) for name, place in places])
    assert [source.path.parent.name for source in plugins.schemes()] == ["one_pack"]
    assert [broken.cause for broken in plugins.broken] == [
        "its name is taken by unknown ?",
        "kaohe_schemes: 'same' is given by plugin 'same' already",
    ]


def test_two_entry_points_may_lead_to_one_plugin(shelf: Shelf) -> None:
    shelf.put("pair_pack", SCHEME, "left", "right")
    plugins = host(left="pair_pack:plugin", right="pair_pack:plugin")
    assert plugins.scheme_source("right").id == "right"
    assert plugins.given_by("left") == {"schemes": ["left", "right"]}
    assert plugins.broken == []


def test_an_engine_of_any_plugin_is_found(shelf: Shelf) -> None:
    shelf.put("slow_pack", ENGINE)
    assert host(engines="kaohe.plugins.engines", lab="slow_pack").engine("slow").name == "slow"
    with pytest.raises(KaoheError, match=r"unknown engine 'slw'; did you mean 'slow'"):
        host(engines="kaohe.plugins.engines", lab="slow_pack").engine("slw")


def test_a_finder_of_any_plugin_is_asked_beside_those_of_the_house(shelf: Shelf) -> None:
    shelf.put("lawyer_pack", FINDER)
    finders = host(findings="kaohe.plugins.findings", lawyer="lawyer_pack").finders()
    assert finders[0].name == "totals"
    assert [finding.en for finding in finders[-1].find(None)] == ["the title promises more than the rules"]  # type: ignore[arg-type]


def test_the_installed_plugins_are_whole() -> None:
    plugins = Host()
    plugins.load_all()
    given = {name: plugins.given_by(name) for name in plugins.plugins}
    assert [str(broken) for broken in plugins.broken] == []
    ids = {name for name, kinds in given.items() if kinds.get("schemes") == [name]}
    suites = {name for name, kinds in given.items() if kinds.get("suites") == [name]}
    assert suites == {"chengdu", "gulin", "unicom"}
    assert ids == set(plugins.plugins) - {"readers", "reporters", "engines", "findings"} - suites


def test_importing_a_scheme_folder_does_not_hide_its_plugin(shelf: Shelf) -> None:
    shelf.put("org_pack", "from kaohe.plugins.folder import SchemeFolder\nmonthly = SchemeFolder(__name__, 'monthly')")
    Shelf(shelf.folder / "org_pack").put("monthly", "", "org-monthly")
    import_module("org_pack.monthly")
    plugins = host(org_monthly="org_pack:monthly")
    assert plugins.scheme_source("org-monthly").path.parent.name == "monthly"


def test_finding_and_loading_schemes_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kaohe.plugins.host import Host; host = Host(); host.schemes(); host.engines();"
        "print([m for m in ('polars', 'pydantic', 'rich', 'narwhals', 'duckdb', 'holidays') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
