"""For whom a file is made: the office printer, the print shop, a grey copier.

In: the name of a finish, the day of the facts. Out: a `Finish`, an argument of everything that writes PDF. The print
shop's files carry the profile of their printing condition (PDF/X-4), found by `press.toml` or given as a file.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from directory.problem import Problem, did_you_mean, error
from signs.pdf.colours import PALETTES, Inks

CONDITIONS = Path(__file__).parents[1] / "press.toml"
UNDATED = "2000-01-01"  # of a sign whose facts have no date: a file must have one
CMYK = b"CMYK"  # the profile's data colour space (ICC.1:2010, 7.2.6), at byte 16
PRINTER = b"prtr"  # and its class (7.2.5), at byte 12
BLEED = 3.0  # mm, what printers ask for in offset printing


@dataclass(frozen=True)
class Profile:
    """A printing condition: the ICC profile and its name in the registry of color.org."""

    data: bytes = field(repr=False)
    condition: str
    description: str
    channels: int = 4


@dataclass(frozen=True)
class Finish:
    """What a file is written for.

    `palette` is one of `PALETTES`; `profile` makes it PDF/X-4; `bleed` is how far colour runs beyond the trim and
    `marks` whether crop marks stand around it. `day` is the file's date (ISO), `version` that of PDF. `small`:
    the file is packed as small as can be, which pays for a batch of many pages; files of their own are written fast.
    """

    name: str
    palette: str
    profile: Profile | None = None
    bleed: float = 0.0
    marks: bool = False
    day: str = UNDATED
    version: str = "1.7"
    small: bool = False

    @property
    def inks(self) -> Inks:
        """Give the operators of its colours."""
        return PALETTES[self.palette]

    @property
    def spot(self) -> str:
        """Give the colour space of a layer's own ink, as tactile varnish has (ISO 32000-1, 8.6.6.4)."""
        space, ink = ("/DeviceCMYK", "0 0 0 0.3") if self.palette == "cmyk" else ("/DeviceRGB", "0.55 0.6 0.65")
        none = "0 0 0 0" if self.palette == "cmyk" else "1 1 1"
        return f"[/Separation/Braille {space}<</FunctionType 2/Domain[0 1]/C0[{none}]/C1[{ink}]/N 1>>]"


FINISHES = ("office", "press", "grey")


def finish(name: str, facts_of: str, icc: Path | None = None) -> Finish | list[Problem]:
    """Give a finish by its name; the print shop's needs a profile that can be read."""
    day = whole_day(facts_of)
    if name == "office":
        return Finish("office", "rgb", day=day)
    if name == "grey":
        return Finish("grey", "grey", day=day)
    if name != "press":
        hint = did_you_mean(name, FINISHES)
        return [error("signs", "finish", "sign-finish", name, f'there is no finish "{name}"', hint)]
    found = profile(icc)
    if isinstance(found, Profile):
        return Finish("press", "cmyk", found, BLEED, True, day, "1.6")
    return found


def whole_day(facts_of: str) -> str:
    """Give an ISO date its missing parts: its first day."""
    return UNDATED if facts_of == "unknown" else f"{facts_of}-01-01"[:10]


@lru_cache(maxsize=4)
def profile(icc: Path | None = None) -> Profile | list[Problem]:
    """Read the profile of the printing condition; a Problem names what to install."""
    table = tomllib.loads(CONDITIONS.read_text(encoding="utf-8"))["profile"]
    if icc:
        return _read(icc, icc.stem, icc.stem)
    for entry in table:
        path = Path(entry["file"])
        if path.is_file():
            return _read(path, entry["condition"], entry["description"])
    last = table[-1]
    message = f'no profile of a printing condition is installed (looked for "{last["file"]}")'
    hint = f"run: apt-get install {last['package']}   or give the print shop's own: --icc FILE"
    return [error("signs/press.toml", "profile", "profile-missing", last["file"], message, hint)]


def _read(path: Path, condition: str, description: str) -> Profile | list[Problem]:
    try:
        data = path.read_bytes()
    except OSError as fault:
        message = f"the profile cannot be read: {fault.strerror}"
        return [error(str(path), "icc", "profile-unreadable", path.name, message, "name an ICC profile of four inks")]
    if data[12:16] != PRINTER or data[16:20] != CMYK or data[36:40] != b"acsp":
        message = "the file is not an ICC profile of a printer with four inks (CMYK)"
        return [error(str(path), "icc", "profile-form", path.name, message, "ask the print shop for theirs")]
    return Profile(data, condition, description)
