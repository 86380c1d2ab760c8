"""The recipe for every night, run as it is written: the day moves on, and on any error the last site stands."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from directory.deploy.record import RECORD
from tests.conftest import SMALL_CITY
from tests.site.building import ROOT, tree

NIGHTLY = ROOT / "directory" / "deploy" / "nightly"
README = ROOT / "directory" / "deploy" / "README.md"
NOON = 1_795_406_400  # 2026-11-23 04:00 UTC, noon in the city


def from_service(home: Path, site: Path) -> str:
    """The commands of the service, one after the other, as systemd runs those of Type=oneshot: a failure ends it."""
    text = (NIGHTLY / "city.service").read_text("utf-8")
    assert re.search(r"^Type=oneshot$", text, re.MULTILINE)
    commands = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    assert len(commands) == 2
    return moved(f"cd /opt/city && {' && '.join(commands)}", home, site)


def from_cron(home: Path, site: Path) -> str:
    """The command of the crontab: what stands after five times and a user (crontab(5))."""
    [line] = [line for line in (NIGHTLY / "city.cron").read_text("utf-8").splitlines() if re.match(r"[0-9]", line)]
    command = re.fullmatch(r"(?:\S+ ){5}city (.*)", line)
    assert command is not None
    assert "%" not in command[1], "cron makes a line break of it"
    return moved(command[1], home, site)


def moved(command: str, home: Path, site: Path) -> str:
    """Put a command to another home and another site, and to the dataset of the tests; signs are another matter."""
    for old, new in (("/opt/city", home), ("/srv/city", site), ("directory/data", home / "data")):
        assert old in command
        command = command.replace(old, str(new))
    return command.replace("build.py site", "build.py site --no-signs")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the program lives, with a dataset of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    lines = (
        "import runpy, sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        f"runpy.run_path({str(ROOT)!r} + '/build.py', run_name='__main__')",
    )
    (folder / "build.py").write_text("\n".join(lines))
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv/bin/python").chmod(0o755)
    shutil.copytree(SMALL_CITY, folder / "data")
    return folder


def night(command: str, day: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a night's command some days after the first; the epoch stands for the clock."""
    known: Mapping[str, str] = {**os.environ, "SOURCE_DATE_EPOCH": str(NOON + day * 86_400)}
    return subprocess.run(["/bin/sh", "-c", command], env=known, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("recipe", [from_service, from_cron])
def test_nights(home: Path, tmp_path: Path, recipe: Callable[[Path, Path], str]) -> None:
    """The first night fills the place, the next moves the day and sends little, a faulty one changes nothing at all.

    Cron sends a mail for every line that is printed: of a good night it prints none.
    """
    site = tmp_path / "site"
    command = recipe(home, site)
    first = night(command)
    assert first.returncode == 0, first.stdout + first.stderr
    assert recipe is not from_cron or (first.stdout, first.stderr) == ("", "")
    assert 'data-built="2026-11-23"' in (site / "en/about.html").read_text("utf-8")
    before = tree(site)
    assert night(command, 1).returncode == 0
    assert 'data-built="2026-11-24"' in (site / "en/about.html").read_text("utf-8")
    after = tree(site)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert RECORD in changed
    assert len(changed) < len(after) / 2
    (home / "data/city.toml").write_text("broken", "utf-8")
    faulty = night(command, 2)
    assert faulty.returncode != 0
    assert "city.toml" in faulty.stdout + faulty.stderr
    assert tree(site) == after


def test_the_timer_strikes_in_the_citys_night() -> None:
    """The zone of the shipped city stands behind the hour, and the hour is one of the night."""
    text = (NIGHTLY / "city.timer").read_text("utf-8")
    found = re.search(r"^OnCalendar=\*-\*-\* (\d\d):\d\d:\d\d (\S+)$", text, re.MULTILINE)
    assert found is not None
    assert int(found[1]) < 5
    assert f'time_zone = "{found[2]}"' in (ROOT / "directory/data/city.toml").read_text("utf-8")


@pytest.mark.parametrize(("age", "code"), [(0, 0), (2, 0), (3, 1), (30, 1)])
def test_the_look_from_outside(age: int, code: int) -> None:
    """The command of the README tells a site that has not been built for days."""
    text = README.read_text("utf-8")
    found = re.search(r"python3 -c '\n(.*?)'", text, re.DOTALL)
    assert found is not None
    day = dt.datetime.fromtimestamp(time.time(), dt.UTC).date() - dt.timedelta(days=age)
    page = f'<span data-built="{day}" hidden>'
    script = re.sub(r"^    ", "", found[1], flags=re.MULTILINE)
    done = subprocess.run([sys.executable, "-c", script], input=page, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert (f"the site is {age} days old" in done.stderr) == bool(code)
