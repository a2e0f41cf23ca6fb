"""``kaohe init``: the file holds all that is to be decided, and is read again."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main
from kaohe.plugins import session
from kaohe.plugins.config_file import COMMENTS

IDS = [source.id for source in session.host().schemes()]
UNITS = "unit,kind\nB1,branch\n"
EVENTS = "event,unit,kind,at,highest_level\nE1,B1,complaint,2024-03-05,government_mailbox\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    return folder


def written(tmp_path: Path, *schemes: str) -> Path:
    file = tmp_path / "kaohe.toml"
    done = run("init", *(part for scheme in schemes for part in ("-s", scheme)), "-o", file)
    assert (done.exit_code, done.stderr) == (0, "")
    return file


@pytest.mark.parametrize("scheme", IDS)
def test_what_is_commented_out_is_the_default(scheme: str, tmp_path: Path) -> None:
    file = written(tmp_path, scheme)
    text = re.sub(r"(?m)^# (?=\"?[\w.]+\"? = )", "", file.read_text("utf-8").partition(f"[parameters.{scheme}]")[2])
    decided = tomllib.loads(text)
    chosen = {name: value for name, value in decided.items() if value != ""}
    plain, set_ = session.scheme(scheme, demand=False), session.scheme(scheme, chosen, demand=False)
    assert set_.constants == plain.constants
    assert set_.readings == plain.readings


def test_init_edit_score(tmp_path: Path, data: Path) -> None:
    file = written(tmp_path, "chengdu-branch-monthly", "chengdu-indicator-panel")
    text = file.read_text("utf-8")
    assert "# standards: 「以公司下发的《成都分公司客户服务质量考核细则汇编及处罚标准》为考核文件」" in text
    filled = re.sub(r'(?m)^("event_points.*") = ""', r"\1 = -3", text)
    file.write_text(filled, encoding="utf-8")
    done = run(
        "score", data, "-s", "chengdu-branch-monthly", "--period", "2024-03", "--config", file, "--format", "json"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert [node["value"] for node in document["nodes"] if node["node"] == "total"] == ["97"]
    points = document["schemes"][0]["parameters"]["event_points"]
    assert (points["value"]["bulletin"], points["provenance"]) == ("-3", "set")


def test_unfilled_it_says_what_is_required(tmp_path: Path, data: Path) -> None:
    done = run("score", data, "--period", "2024-03", "--config", written(tmp_path, "chengdu-branch-monthly"))
    assert done.exit_code == 1
    assert "the parameter event_points is required" in done.stderr


def test_the_kind_of_unit_can_be_decided(tmp_path: Path, data: Path) -> None:
    (data / "units.csv").write_text(UNITS + "D1,department\n", encoding="utf-8")
    file = written(tmp_path, "chengdu-event-penalty")
    text = file.read_text("utf-8").replace('# month = "branch"', 'month = "department"')
    file.write_text(text, encoding="utf-8")
    asked = ["score", data, "--period", "2024-03", "--illustrative", "--format", "json", "--config", file]
    assert {node["unit"] for node in json.loads(run(*asked).stdout)["nodes"]} == {"D1"}
    assert {node["unit"] for node in json.loads(run(*asked, "--unit-kind", "month=branch").stdout)["nodes"]} == {"B1"}


FAULTS = [
    ("[runs]", "[run]", "unknown key 'runs'; did you mean 'run'?"),
    ('calender = "CN"', 'calendar = "CN"', "unknown run setting 'calender'; did you mean 'calendar'?"),
    ("[parameters.chengdu-branch-montly]", "[parameters.chengdu-branch-monthly]", "which schemes does not name; did you mean 'chengdu-branch-monthly'?"),
    ('phone_means = "anyone"', 'phone_means = "any"', "phone_means cannot be 'anyone': one of any, channel"),
    ('"event_points.bulletin" = "few"', '"event_points.bulletin" = ""', "event_points.bulletin needs a number, 'few' given"),
    ('phone_mean = "any"', 'phone_means = "any"', "no parameter or reading 'phone_mean'; did you mean 'phone_means'?"),
    ("schemes = [\n[", "schemes = [", "not a TOML document"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "old", "message"), FAULTS)
def test_a_fault_of_the_file_is_named_by_line(new: str, old: str, message: str, tmp_path: Path, data: Path) -> None:
    file = written(tmp_path, "chengdu-branch-monthly")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run("score", data, "--period", "2024-03", "--illustrative", "--config", file)
    assert (done.exit_code, done.stdout) == (1, "")
    assert message in done.stderr
    found = re.search(r"kaohe\.toml, line (\d+)", done.stderr)
    assert found is not None
    if "not a TOML" not in message:
        assert file.read_text("utf-8").splitlines()[int(found[1]) - 1].startswith(new)


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    file = written(tmp_path, "chengdu-branch-monthly")
    assert run("init", "-s", "bank-call-centre", "-o", file).exit_code == 2


def test_the_comments_may_be_chinese(tmp_path: Path) -> None:
    file = tmp_path / "zh.toml"
    assert run("init", "-s", "gulin", "-s", "channel-pay", "--lang", "zh", "-o", file).exit_code == 0
    text = file.read_text("utf-8")
    for words in ("空着的是必填项", "办法适用的单位", "(必填, percent)", "(本软件的假定", "(读法; 可选", "仅供试算:"):
        assert words in text
    for entry in COMMENTS.values():
        assert entry["zh"] != entry["en"]
    run("init", "-s", "gulin", "-s", "channel-pay", "-o", tmp_path / "en.toml")
    english = (tmp_path / "en.toml").read_text("utf-8")
    assert tomllib.loads(english) == tomllib.loads(text)
