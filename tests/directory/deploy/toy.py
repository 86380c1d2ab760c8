"""A made-up site of a few files, and a target that fails when it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from directory.deploy.command import deploy
from directory.deploy.send import Sent
from directory.deploy.targets import Target
from directory.output.engine import Progress
from directory.problem import Problem

SITE: Mapping[str, bytes] = {
    "index.html": b"<p>choose</p>" * 40,
    "404.html": b"<p>lost</p>" * 40,
    "sitemap.xml": b"<urlset/>" * 40,
    "robots.txt": b"x",
    "en/index.html": b"<h1>home</h1>" * 40,
    "en/venue/tea.html": b"<h1>tea</h1>" * 40,
    "Q/EX0015/index.html": b"<p>your sign</p>" * 40,
    "assets/style.0123456789abcdef.css": b"p{color:red}" * 40,
    "assets/search/core.en.bin": bytes(range(256)) * 4,
    "data/venues.geojson": b'{"type":"FeatureCollection"}' * 40,
    "signs/tea.pdf": b"%PDF-1.7 " * 40,
}
OTHER = {
    **{path: data for path, data in SITE.items() if path not in ("en/venue/tea.html", "robots.txt")},
    "en/venue/tea.html": b"<h1>no tea today</h1>" * 40,
    "en/venue/rice.html": b"<h1>rice</h1>" * 40,
    "assets/style.fedcba9876543210.css": b"p{color:blue}" * 40,
}
del OTHER["assets/style.0123456789abcdef.css"]


def quiet(progress: Progress) -> None:
    """Take progress and say nothing."""


def build(folder: Path, files: Mapping[str, bytes] = SITE) -> Path:
    """Write a site into a folder, and nothing else."""
    for old in [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []:
        old.unlink()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def deployed(out: Path, target: Path | str) -> Sent:
    """Deploy without a fault."""
    done = deploy(out, str(target), 2, False, quiet)
    assert isinstance(done, Sent), done
    return done


def refused(out: Path, target: Path | str) -> Problem:
    """Deploy and give the one problem that forbids it."""
    done = deploy(out, str(target), 2, False, quiet)
    assert isinstance(done, list), done
    [problem] = done
    return problem


class KilledError(BaseException):
    """Stands for the end of the process: nothing that follows is carried out."""


@dataclass
class Failing:
    """A target whose call number `at` fails, before or after it had its effect; after a kill no call comes through."""

    inner: Target
    at: int = 0
    fault: BaseException | None = None
    late: bool = False
    threads: int = 1
    calls: list[str] = field(default_factory=list)
    dead: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return self.inner.name

    def _call(self, what: str, path: str, *words: object) -> None:
        if self.dead:
            raise KilledError
        self.calls.append(f"{what} {path}".strip())
        fails = self.fault is not None and len(self.calls) == self.at
        if not fails or self.late:
            getattr(self.inner, what)(*([path] if path else []), *words)
        if fails:
            assert self.fault is not None
            self.dead = isinstance(self.fault, KilledError)
            raise self.fault

    def put(self, path: str, data: bytes, headers: Mapping[str, str]) -> None:
        """Put, or fail."""
        self._call("put", path, data, headers)

    def delete(self, path: str) -> None:
        """Delete, or fail."""
        self._call("delete", path)

    def write_record(self, data: bytes) -> None:
        """Write the record, or fail."""
        self._call("write_record", "", data)

    def listing(self) -> Mapping[str, int]:
        """Look."""
        return self.inner.listing()

    def read_record(self) -> bytes | None:
        """Read."""
        return self.inner.read_record()

    def finish(self) -> None:
        """End."""
        self.inner.finish()

    def close(self) -> None:
        """Let go."""
        self.inner.close()
