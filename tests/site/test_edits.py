"""After any edits, a build that knows the last version publishes what a first build would publish, byte for byte."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib
import pytest

import build
from directory import codes, loading
from directory.commands import options
from directory.dataset import load as load_dataset
from directory.localisation.catalogues import review_hash
from directory.output import engine, publish
from directory.output.cache import Cache, warmed
from directory.output.decision import HASHED_ASSET
from tests.conftest import AS_OF, SMALL_CITY
from tests.directory.output.toy import contents, ignore

# (sequences, edits in each): the long campaign is the one that the goal names.
SEQUENCES, EDITS = (500, 10) if os.environ.get("HYPOTHESIS_PROFILE") == "long" else (3, 8)
LANGUAGES = ("zh-Hans", "en", "ar", "fr")
FOLDERS = {"zh-Hans": "zh_Hans", "en": "en", "ar": "ar", "fr": "fr"}


@dataclass
class Desk:
    """A curator's desk: data with its catalogues, templates, the day, what is published, and the dice."""

    root: Path
    dice: random.Random
    day: dt.date = AS_OF
    version: int = 0
    told: list[str] = field(default_factory=list)
    warm: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The dataset."""
        return self.root / "city"

    @property
    def templates(self) -> Path:
        """The templates; a changed set lies in a new folder, since a process reads each folder once."""
        return self.root / f"templates{self.version}"

    def prepare(self) -> None:
        """Lay out the made-up city, with catalogues of its own."""
        shutil.copytree(SMALL_CITY, self.data)
        shutil.copytree(options.TEMPLATES, self.templates)
        (self.data / "locales").mkdir()
        shutil.copy(options.LOCALES / "messages.pot", self.data / "locales")
        for folder in FOLDERS.values():
            shutil.copytree(options.LOCALES / folder, self.data / "locales" / folder)

    def publish(self, out: Path, staying: bool = False) -> engine.Report:
        """Build what lies on the desk: as a command does it, or as who stays, with what was read at hand."""
        cache = Cache(publish.cache_of(out), "c", self.warm if staying else None)
        site, problems = loading.load(self.data, self.day, options.LOCALES, self.templates, cache)
        assert site is not None, (self.told, [str(problem) for problem in problems])
        report = engine.build(build.tasks(site, with_signs=False), site, out, 1, ignore, "c", trusted=staying)
        assert isinstance(report, engine.Report), (self.told, [str(problem) for problem in report])
        cache.settle(whole=True)
        self.warm = warmed(publish.cache_of(out), "c", self.warm) if staying else self.warm
        return report

    def venue(self, holding: str = "") -> Path:
        """Choose a venue's file that holds some text."""
        files = sorted((self.data / "venues").rglob("*.toml"))
        return self.dice.choice([path for path in files if holding in path.read_text("utf-8")])

    def catalogue(self) -> tuple[str, Path]:
        """Choose a catalogue."""
        tag = self.dice.choice(("ar", "zh-Hans"))
        return tag, self.data / "locales" / FOLDERS[tag] / "LC_MESSAGES" / "messages.po"


def replace(path: Path, pattern: str, by: str) -> None:
    """Change one place of a file."""
    text, count = re.subn(pattern, by, path.read_text("utf-8"), count=1)
    assert count == 1, (path, pattern)
    path.write_text(text, "utf-8")


def phone(desk: Desk) -> None:
    """A number changes."""
    replace(desk.venue("555 01"), r"555 01\d\d", f"555 01{desk.dice.randrange(10, 99)}")


def claim(desk: Desk) -> None:
    """What is said of toilets turns over."""
    path = desk.venue('property = "toilets"\nvalue = ')
    turned = "no" if 'property = "toilets"\nvalue = "yes"' in path.read_text("utf-8") else "yes"
    replace(path, r'(property = "toilets"\nvalue = )"\w+"', rf'\1"{turned}"')


def add(desk: Desk) -> None:
    """A place is found."""
    dataset, _ = load_dataset(desk.data)
    assert dataset is not None
    code, name = codes.new_code(dataset.codes), f"found-{desk.dice.randrange(10**9)}"
    text = (SMALL_CITY / "venues/alpha/example-noodles.toml").read_text("utf-8")
    text = re.sub(r'code = "\w+"', f'code = "{code}"', text)
    text = re.sub(r'(\[name\]\n(?:.*\n)*?zh-Hans = )"[^"]+"', rf'\1"面馆{name[-4:]}号"', text)
    text = re.sub(r"lat = 39\.\d+", f"lat = {39.1 + desk.dice.random() / 5:.5f}", text)
    text = re.sub(r'(\[address\]\nzh-Hans = )"[^"]+"', rf'\1"样本路{desk.dice.randrange(10**6)}号"', text)
    (desk.data / "venues/alpha" / f"{name}.toml").write_text(text, "utf-8")
    with (desk.data / "codes.csv").open("a", encoding="utf-8") as file:
        file.write(f"{code},{name}\n")


def close(desk: Desk) -> None:
    """A place that was found closes for good."""
    found = [path for path in (desk.data / "venues").rglob("found-*.toml") if "[closed]" not in path.read_text("utf-8")]
    if not found:
        return add(desk)
    path = desk.dice.choice(sorted(found))
    head, claims = (path.read_text("utf-8") + "\n[[claim]]").split("[[claim]]", 1)
    closed = '[closed]\ndate = "2026-10"\n'
    path.write_text(f"{head}\n{closed}\n[[claim]]{claims}".removesuffix("\n[[claim]]"), "utf-8")
    return None


def rename(desk: Desk) -> None:
    """A place gets another id, and the old one leads to it."""
    path = desk.venue()
    new = f"named-{desk.dice.randrange(10**9)}"
    with (desk.data / "redirects.csv").open("a", encoding="utf-8") as file:
        file.write(f"{path.stem},{new}\n")
    for other in [*desk.data.rglob("*.toml")]:
        text = other.read_text("utf-8")
        if f'"{path.stem}"' in text:
            other.write_text(text.replace(f'"{path.stem}"', f'"{new}"'), "utf-8")
    path.rename(path.with_name(f"{new}.toml"))


def translate(desk: Desk) -> None:
    """A translation changes."""
    _, path = desk.catalogue()
    po = polib.pofile(str(path))
    entry = desk.dice.choice([one for one in po if one.msgstr and "{" not in one.msgstr])
    entry.msgstr += "一" if "zh" in str(path) else "ا"
    po.save(str(path))


def review(desk: Desk) -> None:
    """A person vouches for a translation."""
    tag, path = desk.catalogue()
    entry = desk.dice.choice([one for one in polib.pofile(str(path)) if one.msgstr])
    mark = review_hash(entry.msgctxt or "", entry.msgid, (entry.msgstr,))
    reviewed = desk.data / "locales" / FOLDERS[tag] / "reviewed.csv"
    text = reviewed.read_text("utf-8") if reviewed.exists() else "hash,reviewer,date\n"
    reviewed.write_text(f"{text}{mark},tester,2026-11-01\n", "utf-8")


def template(desk: Desk) -> None:
    """A template or the style sheet changes."""
    old = desk.templates
    desk.version += 1
    old.rename(desk.templates)
    name, mark = desk.dice.choice((("base.html", "</footer>"), ("list.html", "<ol"), ("code.html", "<div")))
    if desk.dice.random() < 0.3:
        with (desk.templates / "assets/css/style.css").open("a", encoding="utf-8") as file:
            file.write(f"\n.n{desk.version} {{ color: red }}\n")
    else:
        replace(desk.templates / name, mark, f"<!-- {desk.version} -->{mark}")


def language(desk: Desk) -> None:
    """A language is added, or taken away."""
    chosen = sorted(desk.dice.sample(LANGUAGES[1:], desk.dice.randrange(1, 4)), key=LANGUAGES.index)
    said = ", ".join(f'"{tag}"' for tag in ("zh-Hans", *chosen))
    replace(desk.data / "city.toml", r"(?m)^languages = .*$", f"languages = [{said}]")
    replace(desk.data / "city.toml", r"(?m)^sign_languages = .*$", f"sign_languages = [{said}]")


def notice(desk: Desk) -> None:
    """Something is closed for some days, or was."""
    path, number = desk.data / "notices.toml", desk.dice.randrange(10**9)
    begins = desk.day + dt.timedelta(days=desk.dice.choice((0, 0, 3)))
    about = f'venue = "{desk.venue().stem}"\n' if desk.dice.random() < 0.7 else ""
    said = (
        f'[notice-{number}]\n{about}source = "example-survey"\nmethod = "operator_statement"\nobserved = "{desk.day}"\n'
    )
    said += f'begins = "{begins}"\nends = "{begins + dt.timedelta(days=9)}"\ntext = {{ en = "Notice {number}." }}\n'
    path.write_text(f"{path.read_text('utf-8')}\n{said}", "utf-8")


def holiday(desk: Desk) -> None:
    """Another day is a public holiday."""
    off = desk.day + dt.timedelta(days=desk.dice.choice((0, 1, 5, 30)))
    path = desk.data / f"holidays/{off.year}.toml"
    if not path.exists():
        empty = re.sub(r"(?m)^(off|working) = .*$", r"\1 = []", (desk.data / f"holidays/{AS_OF.year}.toml").read_text())
        path.write_text(re.sub(r"(?m)^year = .*$", f"year = {off.year}", empty))
    if f'"{off}"' not in path.read_text("utf-8"):
        replace(path, r"(?m)^off = \[", f'off = ["{off}", ')


def source(desk: Desk) -> None:
    """A source gets another title."""
    replace(desk.data / "sources.toml", r'(?m)^title = "[^"]*', f'title = "Source {desk.dice.randrange(10**9)}')


def day(desk: Desk) -> None:
    """Days pass: claims grow old, hours begin another day, holidays come near."""
    desk.day += dt.timedelta(days=desk.dice.choice((1, 1, 1, 6, 40, 200)))


ALL: tuple[Callable[[Desk], None], ...] = (
    *(phone, claim, add, close, rename, translate, review, template, language, day, notice, holiday, source),
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_incremental_equals_clean(tmp_path: Path, seed: int) -> None:
    """After each edit both are the same but for hashed assets of the version before; a second run changes nothing."""
    desk = Desk(tmp_path, random.Random(seed))
    desk.prepare()
    desk.publish(tmp_path / "warm")
    edits = [desk.dice.choice(ALL) for _ in range(EDITS)]
    if len(ALL) > SEQUENCES:  # the short campaign has every kind of edit once
        edits = [edit for number, edit in enumerate(ALL) if number % SEQUENCES == seed]
    for number, edit in enumerate(edits):
        edit(desk)
        desk.told.append(edit.__name__)
        desk.publish(tmp_path / "warm", staying=(number + seed) % 2 > 0)
        if edit is edits[-1] or desk.dice.random() < 0.3:
            desk.publish(tmp_path / "cold" / "site")
            warm, cold = contents(tmp_path / "warm"), contents(tmp_path / "cold" / "site")
            shutil.rmtree(tmp_path / "cold")
            assert [path for path in cold if warm.get(path) != cold[path]] == [], desk.told
            assert [path for path in warm.keys() - cold.keys() if not HASHED_ASSET.fullmatch(path)] == [], desk.told
            assert desk.publish(tmp_path / "warm").unchanged, desk.told
