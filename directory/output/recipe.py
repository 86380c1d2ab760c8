"""What can be made, where it goes and what it is made from. A leaf: every layer that makes files yields these.

In: a task's plan and the context all tasks share. Out: `Recipe`s, and the faults of their paths. `engine` comes next.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from zlib import crc32

from directory.problem import Problem, error

S = TypeVar("S")

SEGMENT_BYTES = 255  # NAME_MAX of POSIX file systems, and of NTFS in UTF-16 units
PATH_BYTES = 1024  # PATH_MAX of macOS, the smallest in use
WELL_KNOWN = ".well-known"  # the one hidden name the web asks for: RFC 8615
# What no Windows disk can hold: a published folder is also copied to a kiosk or a USB stick.
RESERVED = re.compile(r'[<>:"|?*\\]|[. ]$', re.ASCII)
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Recipe:
    """One file that can be made: `make` gives its bytes and depends on nothing but `inputs`.

    `path` is relative to the published folder, with "/"; `inputs` maps an input's name to its digest, and
    equal inputs promise equal bytes.
    """

    path: str
    inputs: Mapping[str, str]
    make: Callable[[], bytes]


class RefusedError(Exception):
    """Raised by `make` for what its inputs do not allow, such as a text that fits no sign: the problems are the user's
    to mend, where any other exception is a bug of ours.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Task(Generic[S]):
    """A named share of the work. `plan` takes the shared context, is pure, and can be pickled.

    That is a function of a module or a `functools.partial` of one. A worker may plan a task again, so the same
    context must give the same recipes. What may be published a little `late` is what no page shows.
    A `key` costs less than the plan: equal keys of the same task promise equal plans, so the plan need not be made.
    Tasks of one `group` share much of their work: one worker takes them all, as long as there is other work.
    """

    name: str
    plan: Callable[[S], Iterable[Recipe]]
    late: bool = False
    group: str = ""
    key: Callable[[S], str] | None = None


def digest(value: bytes | str) -> str:
    """Give 16 hexadecimal digits (64 bits) of SHA-256; a text counts as its UTF-8."""
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return hashlib.sha256(data).hexdigest()[:16]


def digest_of(value: object) -> str:
    """Give the digest of a value's canonical JSON: keys sorted, sets ordered, dataclasses with their type's name.

    Raises TypeError for what has no canonical form (a function, an open file) and ValueError for NaN.
    """
    return digest(_canonical(value))


def _canonical(value: object) -> str:
    return json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """Turn one value that JSON lacks into one it has, tagged where two types could be taken for each other."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {"": type(value).__qualname__, **fields}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(map(_canonical, value))}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (datetime.date, datetime.time)):
        return {"iso": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    raise TypeError(f"{type(value).__qualname__} has no canonical form")


def dealt(ids: Iterable[str], size: int) -> tuple[tuple[str, ...], ...]:
    """Deal ids into shares of about `size`, by a hash of each: a new one changes its own share only.

    There are a power of two of them, so that their number seldom changes.
    """
    known = tuple(ids)
    shares: list[list[str]] = [[] for _ in range(1 << (len(known) // size).bit_length())]
    for one in known:
        shares[crc32(one.encode("utf-8", "surrogatepass")) % len(shares)].append(one)
    return tuple(map(tuple, shares))


def check_path(path: str, task: str) -> Problem | None:
    """Check one path against the rules of a published folder; `task` names who planned it."""
    reason = _fault(path)
    if reason is None:
        return None
    return error(path or "(empty)", "path", "path-invalid", path, reason, f'planned by task "{task}"')


def _fault(path: str) -> str | None:
    """Say what is wrong with a path, or nothing."""
    if not path or path.startswith("/"):
        return "a path is relative and not empty"
    if any(not c.isprintable() for c in path):
        return "a path holds no control, format or surrogate characters"
    if unicodedata.normalize("NFC", path) != path:
        return "a path is in Unicode NFC, since file systems disagree about the rest"
    if len(path.encode()) > PATH_BYTES:
        return f"a path has at most {PATH_BYTES} bytes"
    for position, segment in enumerate(path.split("/")):
        if reason := _segment_fault(segment, first=position == 0):
            return reason
    return None


def _segment_fault(segment: str, first: bool) -> str | None:
    if not segment:
        return "no segment is empty"
    if segment.startswith(".") and not (first and segment == WELL_KNOWN):
        return 'no segment starts with "." (only a first ".well-known" may)'
    if len(segment.encode()) > SEGMENT_BYTES:
        return f"a segment has at most {SEGMENT_BYTES} bytes"
    if RESERVED.search(segment) or DEVICE.match(segment):
        return 'a segment holds none of <>:"|?*\\, does not end in "." or " ", and is no device name (con, nul ...)'
    return None


class Paths:
    """The paths that were planned so far, of a tree that can stand on any disk."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}  # case-folded path -> its task; a city has a hundred thousand
        self._spelled: dict[str, str] = {}  # case-folded path -> how it is spelled, where that is another string
        self._folders: dict[str, tuple[str, str]] = {}  # case-folded folder -> its spelling, and the first path in it

    def enter(self, planned: Iterable[tuple[str, str]]) -> list[Problem]:
        """Take in (path, task) pairs: each path's form, twins, case, and files where folders stand."""
        found = (check_path(path, task) or self._clash(path, task) for path, task in planned)
        return [problem for problem in found if problem]

    def _clash(self, path: str, task: str) -> Problem | None:
        """Enter one good path into the tables, or say what it collides with."""
        hint = f'planned by task "{task}"'
        folded = fold(path)
        if (other := self._files.get(folded)) is not None:
            twin = self._spelling(folded)
            kind, word = ("path-twice", "is planned twice") if twin == path else ("path-case", "differs only in case")
            return error(path, "path", kind, twin, f'"{path}" {word} ("{twin}" of task "{other}")', hint)
        if inside := self._folders.get(folded):
            return error(path, "path", "path-folder", path, f'"{path}" is also the folder of "{inside[1]}"', hint)
        self._files[folded] = task
        if folded != path:
            self._spelled[folded] = path
        return self._enter_folders(path, hint)

    def _spelling(self, folded: str) -> str:
        return self._spelled.get(folded, folded)

    def _enter_folders(self, path: str, hint: str) -> Problem | None:
        """Enter the folders above a path, from the inside out; a known one, spelled alike, vouches for the rest."""
        end = path.rfind("/")
        while end > 0:
            folder = path[:end]
            known = self._folders.get(fold(folder))
            if known and known[0] == folder:
                return None
            if known:
                text = f'the folder "{folder}" differs only in case from "{known[0]}"'
                return error(path, "path", "path-case", known[1], text, hint)
            if fold(folder) in self._files:
                text, file = f'its folder "{folder}" is also planned as a file', self._spelling(fold(folder))
                return error(path, "path", "path-folder", file, text, hint)
            self._folders[fold(folder)] = (folder, path)
            end = path.rfind("/", 0, end)
        return None


def check_paths(planned: Iterable[tuple[str, str]]) -> list[Problem]:
    """Check all planned (path, task) pairs at once."""
    return Paths().enter(planned)


def fold(path: str) -> str:
    """Give the form under which two paths are one file on a disk that ignores case (and keeps NFC or NFD)."""
    folded = unicodedata.normalize("NFC", path.casefold())
    return path if folded == path else folded  # mostly: one string then, not two of each path of a city
