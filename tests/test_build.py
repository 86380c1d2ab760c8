"""The command line: help, exit codes, and what each command does; a user never sees a traceback."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import build
from directory import codes
from directory.commands import options
from directory.dataset import ISSUED
from signs import designs
from tests.conftest import AS_OF, SMALL_CITY
from tests.directory.output.toy import contents

DAY = AS_OF.isoformat()
COMMANDS = sorted(build.main.commands)


def run(*words: str | Path) -> Result:
    """Run the command line in this process; an exception that is no exit is raised here."""
    result = CliRunner().invoke(build.main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def site_of(data: Path, out: Path, *words: str) -> Result:
    """Build a site that must succeed."""
    done = run("site", "--data", data, "--out", out, "--as-of", DAY, "--jobs", "1", *words)
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up city, published; nobody writes into it."""
    out = tmp_path_factory.mktemp("small") / "site"
    site_of(SMALL_CITY, out, "--no-signs")
    return out


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the made-up city's data, to be changed."""
    return Path(shutil.copytree(SMALL_CITY, tmp_path / "city"))


# ---- help and misuse


def test_the_commands_are_all_there() -> None:
    """The commands that the documentation names."""
    named = {"site", "check", "why", "serve", "signs", "search", "issue", "code", "schema", "locale", "deploy"}
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_each_command_explains_itself(command: str, flag: str) -> None:
    """Help ends well, shows an example of this very command, and explains every option."""
    done = run(*filter(None, [command]), flag)
    assert done.exit_code == 0
    assert re.search(rf"Example: python build\.py {command}", done.output)
    shown = re.split(r"\n(?=  -)", done.output.partition("Options:")[2])
    assert all(re.search(r"\S\s{2,}\S", option.strip()) for option in shown if option.strip()), done.output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_in_the_help_is_understood(command: str) -> None:
    """The words of the example are options and arguments that the command has."""
    text = build.main.commands[command].help or ""
    match = re.search(r"Example: python build\.py (.*)", text)
    assert match
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', match[1])]
    assert words[0] == command
    build.main.commands[command].make_context(command, words[1:]).close()


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["site", "--nonsense"],
        ["site", "--as-of", "tomorrow"],
        ["site", "--as-of", "2026-02-30"],
        ["site", "--as-of", ""],
        ["site", "--jobs", "0"],
        ["site", "--jobs", "many"],
        ["site", "surplus"],
        ["check", "--as-of", "23.11.2026"],
        ["why"],
        ["serve", "--port", "70000"],
        ["deploy"],
        ["deploy", "here", "--jobs", "0"],
        ["signs", "no-such-place"],
        ["signs", "no-such-place", "--stale"],
        ["signs", "--json"],
        ["signs", "--jobs", "0"],
        ["signs", "--sheets"],
        ["signs", "--kind", "banner"],
        ["signs", "--size", "a9"],
        ["signs", "--kind", "card", "--size", "a3"],
        ["signs", "--kind", "direction", "--facing", "360"],
        ["signs", "--kind", "access", "--arrow", "up"],
        ["signs", "--finish", "gold"],
        ["signs", "--braille", "morse"],
        ["search"],
        ["search", "--limit", "0", "x"],
        ["issue"],
        ["issue", "example-museum"],
        ["issue", "example-museum", "--count", "0", "--place", "x"],
        ["issue", "example-museum", "--count", "9999999999", "--place", "x"],
        ["issue", "no-such-place", "--count", "1", "--place", "x"],
        ["issue", "board-taxi", "--kind", "talk", "--count", "1", "--place", "x"],
        ["issue", "example-museum", "--size", "a9", "--count", "1", "--place", "x"],
    ],
    ids=" ".join,
)
def test_misuse_points_to_the_help(words: list[str], tmp_path: Path) -> None:
    """Misuse exits with 2 and says where help is."""
    where = {"signs": ["--data", str(SMALL_CITY), "--to", str(tmp_path)], "issue": ["--data", str(SMALL_CITY)]}
    done = run(*words, *where.get(words[0], []))
    assert done.exit_code == 2
    assert "--help" in done.output


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 20, "253402300799"])
def test_a_malformed_epoch_is_misuse(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that is no moment ends the build, as its specification asks."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = run("check", "--data", SMALL_CITY)
    assert done.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in done.output


def test_a_missing_index_is_misuse(tmp_path: Path, small: Path) -> None:
    """Searching where nothing was built, or in a language without an index, says what to do."""
    assert run("search", "x", "--out", tmp_path).exit_code == 2
    done = run("search", "x", "--out", small, "--language", "em")
    assert done.exit_code == 2
    assert "zh-Hans" in done.output


def test_an_unknown_kind_is_misuse(small: Path) -> None:
    """A kind that is none finds nothing for ever: it is told, with those that there are."""
    done = run("search", "x", "--out", small, "--kind", "museums")
    assert done.exit_code == 2
    assert "museum" in done.output


@pytest.mark.parametrize("data", [b"", b"no index at all"])
def test_a_broken_index_is_a_problem(small: Path, tmp_path: Path, data: bytes) -> None:
    """An index that was cut short is told in one line, with what to do."""
    shutil.copytree(small / "assets" / "search", tmp_path / "assets" / "search")
    (tmp_path / "assets" / "search" / "core.en.bin").write_bytes(data)
    done = run("search", "x", "--out", tmp_path, "--language", "en")
    assert done.exit_code == 1
    assert "error[index-unreadable]" in done.output
    assert "python build.py site" in done.output


# ---- problems: exit code 1, never a traceback


@pytest.mark.parametrize(
    "command", ["site", "check", "why en/index.html", "signs", "code", "locale", "issue a --count 1 --place b"]
)
@pytest.mark.parametrize("data", ["missing", "file", "empty"])
def test_a_dataset_that_is_none_is_a_problem(tmp_path: Path, command: str, data: str) -> None:
    """No folder, a file, an empty folder: exit code 1, the path is named, nothing is written."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    more = {"site": ["--out", str(tmp_path / "out")], "why": ["--out", str(tmp_path / "out")]}
    words = command.split()
    done = run(*words, "--data", tmp_path / data, *more.get(words[0], []))
    assert done.exit_code == 1
    assert "error[" in done.output
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty", "file"]


def test_an_output_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """A folder below a file, and a file itself, cannot hold a site."""
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "site"):
        done = run("site", "--data", SMALL_CITY, "--out", out, "--as-of", DAY, "--jobs", "1", "--no-signs")
        assert done.exit_code == 1, done.output
        assert "error[" in done.output
    assert (tmp_path / "file").read_text() == "x"


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds something else is not published into, and not touched."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    done = run("site", "--data", SMALL_CITY, "--out", tmp_path / "thesis", "--as-of", DAY, "--jobs", "1", "--no-signs")
    assert done.exit_code == 1
    assert "out-foreign" in done.output
    assert [path.name for path in tmp_path.rglob("*")] == ["thesis", "chapter.txt"]
    assert (tmp_path / "thesis" / "chapter.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "words",
    [
        ["signs", "example-museum", "--data", str(SMALL_CITY), "--to"],
        ["schema", "--out"],
        ["serve", "--port", "0", "--out"],
        ["deploy", "there", "--out"],
        ["why", "en/index.html", "--data", str(SMALL_CITY), "--out"],
    ],
    ids=lambda words: str(words[0]),
)
def test_no_command_breaks_on_a_path_below_a_file(words: list[str], tmp_path: Path) -> None:
    """A path that cannot be is told in a line, by every command that takes one."""
    (tmp_path / "file").write_text("x")
    done = run(*words, tmp_path / "file" / "below")
    assert done.exit_code in (1, 2)
    assert "file" in done.output
    assert (tmp_path / "file").read_text() == "x"


# ---- check


def test_check_finds_nothing_wrong_with_what_ships() -> None:
    """The shipped dataset has no errors."""
    done = run("check", "--as-of", DAY)
    assert done.exit_code == 0, done.output


def test_check_tells_every_fault_as_json(city: Path) -> None:
    """Two faults in two files are told in one run, as JSON that names file, line and field; the exit code is 1."""
    museum, noodles = (city / "venues" / "alpha" / f"{name}.toml" for name in ("example-museum", "example-noodles"))
    museum.write_text(museum.read_text("utf-8").replace('kind = "museum"', 'kind = "musuem"'), "utf-8")
    noodles.write_text(noodles.read_text("utf-8") + '\n[[claim]]\nproperty = "wheelchiar"\nvalue = "yes"\n', "utf-8")
    done = run("check", "--json", "--data", city, "--as-of", DAY)
    assert done.exit_code == 1
    faults = [fault for fault in json.loads(done.stdout) if fault["level"] == "error"]
    assert {Path(fault["file"]).stem for fault in faults} == {"example-museum", "example-noodles"}
    assert all(fault["line"] > 0 for fault in faults)
    assert {"file", "line", "field", "code", "level", "value", "message", "hint"} <= set(faults[0])
    assert any("museum" in fault["hint"] for fault in faults)


def test_check_without_faults_is_json_too() -> None:
    """A sound dataset gives a list, of warnings only."""
    done = run("check", "--json", "--data", SMALL_CITY, "--as-of", DAY)
    assert done.exit_code == 0
    assert all(fault["level"] == "warning" for fault in json.loads(done.stdout))


# ---- why


def test_why_prints_the_inputs_of_a_file(small: Path) -> None:
    """A page names what it was made from, and whether it would be made again."""
    done = run("why", "en/venue/example-museum.html", "--data", SMALL_CITY, "--out", small, "--as-of", DAY)
    assert done.exit_code == 0
    assert {"record", "templates", "labels", "code"} <= set(done.output.split())
    assert "up to date" in done.output


def test_why_tells_what_changed(small: Path, city: Path) -> None:
    """After a change in the data the changed input is named, and only that."""
    file = city / "venues" / "alpha" / "example-museum.toml"
    file.write_text(file.read_text("utf-8").replace("+1 212 555 0101", "+1 212 555 0177"), "utf-8")
    done = run("why", "en/venue/example-museum.html", "--data", city, "--out", small, "--as-of", DAY)
    changed = {line.split()[1] for line in done.output.splitlines() if line.split()[0] == "changed"}
    assert changed == {"record"}


def test_why_of_an_unknown_path_is_a_problem(small: Path) -> None:
    """A path that was never published is a problem with a hint."""
    done = run("why", "en/venue/example-musuem.html", "--data", SMALL_CITY, "--out", small, "--as-of", DAY)
    assert done.exit_code == 1
    assert "example-museum" in done.output


# ---- signs and their revisions


def test_signs_are_drawn_into_a_folder_of_ones_own(tmp_path: Path) -> None:
    """One PDF for each place asked for, its path printed, in a folder that need not exist."""
    done = run("signs", "example-museum", "--data", SMALL_CITY, "--as-of", DAY, "--to", tmp_path / "a" / "print")
    assert done.exit_code == 0, done.output
    assert [Path(line) for line in done.stdout.splitlines()] == [tmp_path / "a" / "print" / "example-museum.pdf"]
    names = {path.name for path in (tmp_path / "a" / "print").iterdir()}
    assert names == {"example-museum.pdf", ".manifest.json"}
    assert (tmp_path / "a" / "print" / "example-museum.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("--size a3", ".poster-a3"),
        ("--size a4", ""),
        ("--size A5", ".poster-a5"),
        ("--kind card", ".card-a6"),
        ("--kind card --size a6 --languages en,zh-Hans", ".card-a6.en+zh-hans"),
        ("--kind cards --size a5 --finish grey", ".cards-a5.grey"),
        ("--kind card --size a5 --large", ".card-a5.large"),
        ("--kind notice", ".notice-a4"),
        ("--kind direction --toward example-station:left", ".direction-a3.to=example-station=left"),
        ("--braille marburg", ".poster-a4.braille=marburg"),
    ],
)
def test_signs_are_drawn_in_any_kind_and_size(words: str, end: str, tmp_path: Path) -> None:
    """The poster's file has the plain name, the others lie beside it, with what was asked for in their names."""
    done = run("signs", "example-museum", "--data", SMALL_CITY, "--as-of", DAY, *words.split(), "--to", tmp_path)
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.glob("[!.]*")] == [f"example-museum{end}.pdf"]


def test_a_kind_is_drawn_where_there_is_such_a_sign(tmp_path: Path) -> None:
    """Without ids all living places are meant that have something to say; where none has, that is a problem."""
    words = ("signs", "--data", SMALL_CITY, "--as-of", DAY, "--jobs", "1", "--to", tmp_path)
    done = run(*words, "--kind", "cards", "--size", "a5")
    assert done.exit_code == 0, done.output
    assert {Path(line).name for line in done.stdout.splitlines()} == {
        "example-museum.cards-a5.pdf",
        "example-noodles.cards-a5.pdf",
    }
    none = run(*words, "--kind", "direction")
    assert none.exit_code == 1
    assert "error[sign-nothing]" in none.output
    named = run(*words, "example-museum", "--kind", "halal")
    assert named.exit_code == 1
    assert "no claim about halal food" in named.output


def test_a_board_takes_no_place(tmp_path: Path) -> None:
    """Boards are named by their key; a wrong one is told with those that there are."""
    words = ("signs", "--data", SMALL_CITY, "--as-of", DAY, "--jobs", "1", "--kind", "talk", "--to", tmp_path)
    done = run(*words, "board-taxi", "--languages", "zh-Hans,ar")
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.glob("[!.]*")] == ["board-taxi.talk-a4.zh-hans+ar.pdf"]
    wrong = run(*words, "board-taxis")
    assert wrong.exit_code == 1
    assert "board-taxi" in wrong.output


def test_the_sizes_are_listed() -> None:
    """Every kind with its sizes, the usual one first, without a dataset."""
    rows = [line.split("\t") for line in run("signs", "--sizes").stdout.splitlines()]
    assert rows[0] == ["kind", "sizes"]
    assert dict(rows[1:])["poster"] == "a4 a3 a5"
    assert {kind for kind, _ in rows[1:]} == set(designs.kinds())


def test_a_batch_is_written_into_one_file(city: Path, tmp_path: Path) -> None:
    """With its folder there or not; one sign that cannot be made stops it."""
    words: list[str | Path] = ["signs", "--data", city, "--as-of", DAY, "--kind", "card"]
    done = run(*words, "--in-one", tmp_path / "all.pdf")
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(tmp_path / "all.pdf")
    whole = (tmp_path / "all.pdf").read_bytes()
    assert whole.startswith(b"%PDF-")
    sheets = run(*words, "--in-one", tmp_path / "sheets.pdf", "--sheets")
    assert sheets.exit_code == 0, sheets.output
    assert (tmp_path / "sheets.pdf").read_bytes() != whole
    rename(city, new="示例博物馆\U0001f9ff")
    assert run(*words, "--in-one", tmp_path / "broken.pdf").exit_code == 1
    assert not (tmp_path / "broken.pdf").exists()
    assert run(*words, "--in-one", tmp_path / "all.pdf" / "x.pdf").exit_code == 1


def test_a_printed_sign_grows_old_when_the_data_changes(city: Path, tmp_path: Path) -> None:
    """An issued revision stays on the page of its code: up to date first, out of date with what changed after."""
    out = tmp_path / "site"
    done = run("issue", "example-museum", "--data", city, "--as-of", DAY, "--count", "3", "--place", "main gate")
    assert done.exit_code == 0, done.output
    match = re.match(r"EX0015#([0-9A-Z]{4})\b", done.stdout)
    assert match
    site_of(city, out, "--no-signs")
    page = (out / "Q" / "EX0015" / "index.html").read_text("utf-8")
    assert match[1] in re.findall(r'class="now" id="(\w+)"', page)
    assert 'class="revision"' not in page
    file = city / "venues" / "alpha" / "example-museum.toml"
    file.write_text(file.read_text("utf-8").replace("示例博物馆", "示例新博物馆"), "utf-8")
    site_of(city, out, "--no-signs")
    page = (out / "Q" / "EX0015" / "index.html").read_text("utf-8")
    now, (old,) = (re.findall(rf'class="{name}" id="(\w+)"', page) for name in ("now", "revision"))
    assert old == match[1]
    assert old not in now
    section = page.partition(f'id="{old}"')[2].partition("</section>")[0]
    assert len(re.findall(r"<li>[^<]+</li>", section)) >= 3  # something changed, said in each language
    assert "<li>" not in page.partition('class="current"')[2].partition("</section>")[0]


def issued(city: Path, place: str, count: int, *words: str) -> None:
    """Record a printed batch, which must succeed: ids and options."""
    done = run("issue", *words, "--data", city, "--as-of", DAY, "--count", str(count), "--place", place)
    assert done.exit_code == 0, done.output


def rename(city: Path, old: str = "示例博物馆", new: str = "示例新博物馆") -> None:
    """Change what the museum's sign says."""
    change(city, "example-museum", old, new)


def change(city: Path, place: str, old: str, new: str) -> None:
    """Change a place's file."""
    (file,) = city.rglob(f"{place}.toml")
    before = file.read_text("utf-8")
    assert old in before
    file.write_text(before.replace(old, new), "utf-8")


def stale(city: Path, *words: str | Path) -> Result:
    """Ask for the list of what to print again; a list is a result, whatever is on it."""
    done = run("signs", "--stale", "--data", city, "--as-of", DAY, *words)
    assert done.exit_code == 0, done.output
    return done


def listed(done: Result) -> list[dict[str, str]]:
    """The rows of a list by their headings."""
    header, *rows = [line.split("\t") for line in done.stdout.splitlines()] or [[]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_list_of_what_to_print_again(city: Path) -> None:
    """Empty right after issuing; then the batches whose sign changed, with totals; empty again after the reprint."""
    issued(city, "main gate", 3, "example-museum", "example-noodles")
    issued(city, "desk", 2, "example-museum")
    fresh = stale(city)
    assert fresh.stdout == ""
    assert "signs to print again: 0 (0 copies)" in fresh.stderr
    rename(city)
    done = stale(city)
    found = listed(done)
    assert [(row["code"], row["venue"], row["place"], row["copies"], row["changed"]) for row in found] == [
        ("EX0015", "example-museum", "desk", "2", "name"),
        ("EX0015", "example-museum", "main gate", "3", "name"),
    ]
    assert all(row["printed"] != row["today"] and row["issued"] == DAY for row in found)
    assert all("示例新博物馆" in row["name"] and row["languages"] == "zh-Hans en ar" for row in found)
    assert "signs to print again: 1 (5 copies)" in done.stderr
    issued(city, "main gate", 1, "example-museum")
    assert [row["place"] for row in listed(stale(city))] == ["desk"]
    issued(city, "desk", 1, "example-museum")
    assert stale(city).stdout == ""


def test_the_list_for_machines(city: Path) -> None:
    """JSON on stdout and nothing else, an empty list too; a place that closed is marked; ids narrow the list."""
    issued(city, "gate", 3, "example-museum", "old-teahouse")
    rename(city)
    museum, teahouse = json.loads(stale(city, "--json").stdout)
    assert (museum["venue"], museum["count"], museum["changed"], museum["gone"]) == (
        "example-museum",
        3,
        ["names"],
        False,
    )
    assert (museum["sign"], museum["size"], museum["languages"]) == ("poster", "a4", ["zh-Hans", "en", "ar"])
    assert (teahouse["venue"], teahouse["changed"], teahouse["gone"]) == ("old-teahouse", [], True)
    assert json.loads(stale(city, "example-museum", "--json").stdout) == [museum]
    assert json.loads(stale(city, "example-noodles", "--json").stdout) == []


def test_the_list_tells_what_to_take_down(city: Path) -> None:
    """Signs of a place that closed are not counted among those to print again."""
    issued(city, "gate", 3, "example-museum")
    issued(city, "door", 2, "old-teahouse")
    rename(city)
    done = stale(city)
    assert done.stdout.splitlines()[2].endswith("\tdoor\t2\ttake it down")
    assert "signs to print again: 1 (3 copies); copies to take down: 2" in done.stderr


def test_a_change_is_followed_to_the_signs_that_show_it(city: Path, tmp_path: Path) -> None:
    """From the batches through a changed fact to the list, and from the list to the files: those and no others."""
    issued(city, "gate", 4, "example-museum", "example-noodles")
    issued(city, "door", 2, "example-noodles", "--kind", "halal", "--size", "a5")
    issued(city, "till", 1, "example-noodles", "--kind", "halal", "--size", "a4", "--languages", "en,ar")
    issued(city, "till", 3, "example-noodles", "--kind", "cards", "--size", "a6")
    issued(
        city, "corner", 1, "example-museum", "--kind", "direction", "--toward", "example-noodles:left", "--size", "a4"
    )
    assert listed(stale(city)) == []
    # Another office issues the certificate: the halal signs name it, the poster does not.
    change(city, "example-noodles", "Exampleton Food Office", "Alpha Food Office")
    done = stale(city, "--to", tmp_path / "print", "--jobs", "1")
    assert [
        (row["place"], row["sign"], row["size"], row["languages"], row["copies"], row["changed"])
        for row in listed(done)
    ] == [
        ("door", "halal", "a5", "zh-Hans en ar", "2", "facts on the sign"),
        ("till", "halal", "a4", "zh-Hans en ar", "1", "facts on the sign"),
    ]
    assert "signs to print again: 2 (3 copies); copies to take down: 0" in done.stderr
    assert {path.name for path in (tmp_path / "print").glob("*.pdf")} == {
        "example-noodles.halal-a5.zh-hans+en+ar.pdf",
        "example-noodles.halal-a4.zh-hans+en+ar.pdf",
    }
    # The reprint is recorded, and the list is empty.
    issued(city, "door", 2, "example-noodles", "--kind", "halal", "--size", "a5")
    issued(city, "till", 1, "example-noodles", "--kind", "halal", "--size", "a4", "--languages", "en,ar")
    assert listed(stale(city)) == []
    # Another name: every sign of the place, and the sign that leads there.
    change(city, "example-noodles", "示例清真面馆", "示例面馆")
    assert {(row["venue"], row["place"], row["sign"]) for row in listed(stale(city))} == {
        ("example-noodles", "gate", "poster"),
        ("example-noodles", "door", "halal"),
        ("example-noodles", "till", "halal"),
        ("example-noodles", "till", "cards"),
        ("example-museum", "corner", "direction to=example-noodles=left"),
    }


def test_a_certificate_that_ends_takes_its_sign_down(city: Path) -> None:
    """Nobody changes anything; the day alone makes the halal sign wrong, and the poster lacks the fact."""
    issued(city, "door", 2, "example-noodles", "--kind", "halal", "--size", "a5")
    issued(city, "gate", 1, "example-noodles")
    done = run("signs", "--stale", "--data", city, "--as-of", "2027-07-01")
    assert [(row["place"], row["changed"]) for row in listed(done)][:1] == [("door", "take it down")]
    assert {row["place"] for row in listed(done)} == {"door", "gate"}


def test_what_cannot_be_printed_is_not_issued(city: Path) -> None:
    """A kind without facts and a language that the city has not: a problem, and no row."""
    for words in (["example-museum", "--kind", "halal"], ["example-museum", "--languages", "fr"]):
        done = run("issue", *words, "--data", city, "--as-of", DAY, "--count", "1", "--place", "gate")
        assert done.exit_code == 1, done.output
        assert "error[" in done.output
    assert not (city / "issued.csv").exists()


def test_a_record_from_before_the_kinds_says_what_to_do(city: Path) -> None:
    """Its two new columns are named; with them in place the posters it tells of are still up to date."""
    issued(city, "gate", 1, "example-museum")
    file = city / "issued.csv"
    text = file.read_text("utf-8")
    file.write_text(text.replace("sign,size,", "").replace("poster,a4,", ""), "utf-8")
    done = run("signs", "--stale", "--data", city, "--as-of", DAY)
    assert done.exit_code == 1
    assert "sign,size" in done.output
    assert "poster,a4" in done.output
    file.write_text(text, "utf-8")
    assert listed(stale(city)) == []


def test_only_what_is_to_be_printed_again_is_drawn(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a folder the list's signs are drawn, not those of closed places; without one nothing is."""
    issued(city, "gate", 3, "example-museum", "example-noodles", "old-teahouse")
    stale(city, "--to", tmp_path / "print")
    assert not (tmp_path / "print").exists()
    rename(city)
    monkeypatch.chdir(tmp_path)
    stale(city)
    assert not list(tmp_path.rglob("*.pdf"))
    done = stale(city, "--json", "--to", tmp_path / "print")
    assert [batch["venue"] for batch in json.loads(done.stdout)] == ["example-museum", "old-teahouse"]
    assert [path.name for path in (tmp_path / "print").glob("*.pdf")] == ["example-museum.poster-a4.zh-hans+en+ar.pdf"]


def test_every_part_of_a_sign_has_a_word_in_the_list(city: Path) -> None:
    """A real address instead of the reserved one takes the SPECIMEN stamp away, which the printer must know."""
    issued(city, "gate", 1, "example-museum")
    settings = city / "city.toml"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub(r'qr_origin = ".*"', 'qr_origin = "https://go.exampleton.cn"', text), "utf-8")
    assert stale(city).stdout.splitlines()[1].endswith("\tSPECIMEN stamp")


def test_signs_that_are_there_are_kept(city: Path, tmp_path: Path) -> None:
    """All signs, drawn by two workers; a second run draws only what changed, and prints all paths again."""
    words: list[str | Path] = ["signs", "--data", city, "--as-of", DAY, "--to", tmp_path / "print"]
    first = run(*words, "--jobs", "2")
    assert first.exit_code == 0, first.output
    paths = [Path(line) for line in first.stdout.splitlines()]
    assert len(paths) == 5 == sum(path.read_bytes().startswith(b"%PDF-") for path in paths)
    dates = {path: path.stat().st_mtime_ns for path in paths}
    rename(city)
    second = run(*words, "--jobs", "1")
    assert second.stdout == first.stdout
    assert "1 drawn, 4 kept" in second.stderr
    assert [path.stem for path in paths if path.stat().st_mtime_ns != dates[path]] == ["example-museum"]


def test_a_sign_that_cannot_be_drawn_does_not_hinder_the_others(city: Path, tmp_path: Path) -> None:
    """A character without a glyph is told, with exit code 1; the other signs are there."""
    rename(city, new="示例博物馆\U0001f9ff")
    done = run("signs", "--data", city, "--as-of", DAY, "--to", tmp_path / "print", "--jobs", "1")
    assert done.exit_code == 1
    assert "error[" in done.stderr
    assert "example-museum" in done.stderr
    assert len(list((tmp_path / "print").glob("*.pdf"))) == 4


def test_issuing_twice_adds_lines_and_no_second_header(city: Path) -> None:
    """The record of printed batches only grows, and the dataset with it still loads."""
    for place in ("main gate", '"back", gate'):
        run("issue", "example-museum", "--data", city, "--as-of", DAY, "--count", "1", "--place", place)
    done = run("check", "--data", city, "--as-of", DAY)
    assert done.exit_code == 0, done.output
    assert (city / "issued.csv").read_text("utf-8").count("revision") == 1


def test_issuing_after_an_open_last_line(city: Path) -> None:
    """A list whose last line an editor left open gets a new line, and not a longer one."""
    (city / "issued.csv").write_text(",".join(ISSUED), "utf-8")
    run("issue", "example-museum", "--data", city, "--as-of", DAY, "--count", "1", "--place", "gate")
    assert run("check", "--data", city, "--as-of", DAY).exit_code == 0
    assert len((city / "issued.csv").read_text("utf-8").splitlines()) == 2


# ---- search and codes


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("zh-Hans", "人民广场", "metro-peoples-square"),
        ("en", "人民广场", "metro-peoples-square"),
        ("en", "renmin guangchang", "metro-peoples-square"),
        ("zh-Hans", "renmin guangchang", "metro-peoples-square"),
        ("en", "glass museum", "glass-museum"),
        ("en", "XIAO TAO YUAN", "xiaotaoyuan-mosque"),
        ("ar", "مسجد", "xiaotaoyuan-mosque"),
    ],
)
def test_search_finds_a_place_in_any_script(shipped: Path, language: str, words: str, found: str) -> None:
    """Chinese, pinyin, English and Arabic words lead to the place."""
    done = run("search", "--out", shipped, "--language", language, "--limit", "50", *words.split())
    assert done.exit_code == 0
    assert found in [line.rpartition("  ")[2] for line in done.stdout.splitlines()], done.stdout


def test_search_filters(shipped: Path) -> None:
    """A kind and a district narrow what is found."""
    done = run("search", "--out", shipped, "--kind", "museum", "--district", "baoshan", "museum")
    found = [line.rpartition("  ")[2] for line in done.stdout.splitlines()]
    assert "glass-museum" in found
    assert all("[museum, baoshan]" in line for line in done.stdout.splitlines())


def test_a_new_code_is_valid_and_new() -> None:
    """The code checks out and was never given out; the next one is another."""
    made = {run("code").stdout.strip() for _ in range(3)}
    given = (options.DATA / "codes.csv").read_text("utf-8")
    assert len(made) == 3
    for code in made:
        assert codes.is_valid(code)
        assert code not in given


def test_the_schema_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    """The written schema is the one that ships, so the shipped file is up to date."""
    assert run("schema", "--out", tmp_path / "s.json").exit_code == 0
    assert (tmp_path / "s.json").read_bytes() == (options.DATA / "venue.schema.json").read_bytes()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_who_stays_publishes_what_is_saved(city: Path, tmp_path: Path, end: signal.Signals) -> None:
    """An edit is live though nobody asks; a broken one changes nothing until it is mended; Ctrl-C is the end."""
    out, file, said = tmp_path / "site", city / "venues/alpha/example-museum.toml", tmp_path / "said"
    page, text = out / "en/venue/example-museum.html", file.read_text("utf-8")
    words = ["site", "--data", city, "--out", out, "--as-of", DAY, "--no-signs", "--jobs", "1", "--watch"]

    def until(count: int, of: str) -> None:
        end = time.monotonic() + 120
        while said.read_text("utf-8").count(of) < count:
            assert time.monotonic() < end, said.read_text("utf-8")
            assert stays.poll() is None, said.read_text("utf-8")
            time.sleep(0.05)

    with said.open("w", encoding="utf-8") as told:
        command = [sys.executable, options.ROOT / "build.py", *words]
        heard = partial(signal.signal, signal.SIGINT, signal.default_int_handler)  # a background job would not
        stays = subprocess.Popen([str(word) for word in command], stdout=told, stderr=told, preexec_fn=heard)
    try:
        for count, (number, sound) in enumerate((("0101", True), ("0103", True), ("0104", False), ("0105", True)), 1):
            saved = text.replace("555 0101", f"555 {number}")
            file.write_text(saved if sound else saved.replace("[name]", "[name"), "utf-8")
            until(count, "watching")
            assert (f"555 {number}" in page.read_text("utf-8")) == sound, said.read_text("utf-8")
        assert said.read_text("utf-8").count("nothing was published") == 1
        stays.send_signal(end)
        assert stays.wait(30) == 0
        assert "Traceback" not in said.read_text("utf-8")
    finally:
        stays.kill()
        stays.wait()
    site_of(city, tmp_path / "clean", "--no-signs")
    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_cannot_be_written_is_told() -> None:
    """A full disk behind the standard output is a message and exit code 1."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        words = [sys.executable, str(options.ROOT / "build.py"), "code", "--data", str(SMALL_CITY)]
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
