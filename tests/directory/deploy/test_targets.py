"""Folder, zip, memory and an S3-compatible server hold the same site; each refuses what it cannot do with a reason."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer

from directory.deploy import command
from directory.deploy.record import RECORD
from directory.deploy.send import Sent
from directory.deploy.store import Store, shown
from directory.output.headers import stored
from tests.directory.deploy.toy import OTHER, SITE, build, deployed, quiet, refused
from tests.site.building import ROOT, tree

BUCKET = "city-of-exampleton"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of an S3-compatible server on this machine."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of that server with an empty bucket; the environment leads every other client there too."""
    known = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    files = fsspec.filesystem("s3")
    files.mkdir(BUCKET)
    yield files
    files.invalidate_cache()
    files.rm(BUCKET, recursive=True)
    fsspec.get_filesystem_class("s3").clear_instance_cache()


@pytest.fixture
def memory() -> Iterator[MemoryFileSystem]:
    """An empty file system in memory."""
    files = MemoryFileSystem()
    files.store.clear()
    yield files
    files.store.clear()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A built site."""
    return build(tmp_path / "out")


def below(files: Any, root: str) -> dict[str, bytes]:
    """Every file of a file system below a root."""
    files.invalidate_cache()
    start = len(root.strip("/")) + 1
    return {name.strip("/")[start:]: files.cat_file(name) for name in files.find(root)}


def unzipped(path: Path) -> dict[str, bytes]:
    """Every file of a zip."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_targets_hold_the_same(out: Path, tmp_path: Path, s3: Any, memory: MemoryFileSystem) -> None:
    """After a first deploy and after a change, every place has the same bytes under the same names, the record too."""
    targets: dict[str, Callable[[], dict[str, bytes]]] = {
        str(tmp_path / "to"): lambda: tree(tmp_path / "to"),
        str(tmp_path / "to.zip"): lambda: unzipped(tmp_path / "to.zip"),
        "memory://to": lambda: below(memory, "/to"),
        f"s3://{BUCKET}/pre/fix": lambda: below(s3, f"{BUCKET}/pre/fix"),
    }
    for target, read in targets.items():
        done = deployed(out, target)
        assert (done.files, read()) == (len(SITE), tree(tmp_path / "to"))
    build(out, OTHER)
    for target, read in targets.items():
        done = deployed(out, target)
        assert (done.files, done.kept, done.deleted) == (3, len(OTHER) - 3, 4)
        assert read() == tree(tmp_path / "to")
        assert deployed(out, target) == Sent(0, 0, len(OTHER), 0, 0)


def test_a_bucket_without_a_prefix(out: Path, tmp_path: Path, s3: Any) -> None:
    """A bucket that serves a whole site holds it at its root."""
    deployed(out, tmp_path / "to")
    deployed(out, f"s3://{BUCKET}")
    assert below(s3, BUCKET) == tree(tmp_path / "to")
    assert deployed(out, f"s3://{BUCKET}").files == 0


def test_objects_carry_their_headers(out: Path, s3: Any) -> None:
    """Type, caching and coding of every object and copy are those of the one table."""
    deployed(out, f"s3://{BUCKET}/site")
    seen = 0
    for name in s3.find(f"{BUCKET}/site"):
        path = name.removeprefix(f"{BUCKET}/site/")
        if path == RECORD:
            continue
        suffix = path.rpartition(".")[2] if path.endswith((".br", ".gz")) else ""
        said = s3.call_s3("head_object", Bucket=BUCKET, Key=f"site/{path}")
        found = {"Content-Type": said["ContentType"], "Cache-Control": said["CacheControl"]}
        if "ContentEncoding" in said:
            found["Content-Encoding"] = said["ContentEncoding"]
        assert found == stored(path.removesuffix(f".{suffix}"), suffix)
        seen += bool(suffix)
    assert seen > 10


def test_equal_sites_have_equal_zips(out: Path, tmp_path: Path) -> None:
    """However a zip came to be, clean or by changes, on another day or under another umask: its bytes are the same."""
    deployed(build(tmp_path / "first", OTHER), tmp_path / "a.zip")
    deployed(out, tmp_path / "a.zip")
    before = os.umask(0o077)
    try:
        deployed(out, tmp_path / "b.zip")
    finally:
        os.umask(before)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    stamp = (tmp_path / "a.zip").stat().st_mtime_ns
    deployed(out, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").stat().st_mtime_ns == stamp
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_modes_of_a_folder_are_a_web_servers(out: Path, tmp_path: Path) -> None:
    """Whatever the umask, anybody may read, and nobody else write."""
    before = os.umask(0o077)
    try:
        deployed(out, tmp_path / "to")
    finally:
        os.umask(before)
    for path in (tmp_path / "to").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


def test_file_urls_are_folders(out: Path, tmp_path: Path) -> None:
    """A file:// address leads to the same folder as its path."""
    deployed(out, f"file://{tmp_path}/t%20o")
    assert deployed(out, tmp_path / "t o").files == 0


def test_where_there_are_folders_files_are_renamed_into_place(out: Path, tmp_path: Path) -> None:
    """A place like SFTP has its folders made, and never holds half a file under a real name."""
    store = Store(LocalFileSystem(), str(tmp_path / "to"), "t", "sftp")
    assert store.listing() == {}
    assert store.read_record() is None
    (tmp_path / "to").mkdir()
    (tmp_path / f"to/{RECORD}.deploy-partial").write_text("of a run that was killed at its very beginning")
    assert store.listing() == {}, "no place is refused for that"
    store.put("en/venue/a.html", b"one", {"Content-Type": "text/html"})
    store.put("en/venue/a.html", b"two", {})
    store.write_record(b"{}")
    assert store.listing() == {"en/venue/a.html": 3}
    assert tree(tmp_path / "to") == {"en/venue/a.html": b"two", RECORD: b"{}"}
    store.delete("en/venue/a.html")
    store.delete("en/venue/a.html")
    assert store.listing() == {}


# ---- what is refused


@pytest.mark.parametrize("target", ["to", "to.zip"])
def test_a_target_that_is_not_ours(out: Path, tmp_path: Path, target: str) -> None:
    """A folder or a zip of somebody else's stands as it was."""
    if target == "to":
        (tmp_path / "to").mkdir()
        (tmp_path / "to/letter.txt").write_text("mine")
    else:
        with zipfile.ZipFile(tmp_path / target, "w") as archive:
            archive.writestr("letter.txt", "mine")
    before = tree(tmp_path)
    problem = refused(out, tmp_path / target)
    assert problem.code == "target-foreign"
    assert "letter.txt" in problem.message
    assert tree(tmp_path) == before


def test_a_bucket_that_is_not_ours(out: Path, s3: Any, memory: MemoryFileSystem) -> None:
    """Objects of somebody else's stand as they were, and nothing comes beside them."""
    s3.pipe_file(f"{BUCKET}/site/letter.txt", b"mine")
    memory.pipe_file("/site/letter.txt", b"mine")
    for files, root, target in ((s3, f"{BUCKET}/site", f"s3://{BUCKET}/site"), (memory, "/site", "memory://site")):
        assert refused(out, target).code == "target-foreign"
        assert below(files, root) == {"letter.txt": b"mine"}


def test_a_prefix_ends_at_its_slash(out: Path, s3: Any) -> None:
    """What lies under a longer name is neither in the way nor ours."""
    s3.pipe_file(f"{BUCKET}/site-old/letter.txt", b"mine")
    deployed(out, f"s3://{BUCKET}/site")
    assert below(s3, f"{BUCKET}/site-old") == {"letter.txt": b"mine"}


def test_a_damaged_record(out: Path, tmp_path: Path) -> None:
    """Without a record that can be trusted nothing is sent and nothing deleted."""
    deployed(out, tmp_path / "to")
    (tmp_path / "to" / RECORD).write_text('{"format": "directory.deploy record"')
    before = tree(tmp_path / "to")
    build(out, OTHER)
    assert refused(out, tmp_path / "to").code == "record-unreadable"
    assert tree(tmp_path / "to") == before


def test_a_link_at_the_target_is_not_followed(out: Path, tmp_path: Path) -> None:
    """A folder of the site is a link to elsewhere: nothing is written there."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    deployed(out, tmp_path / "to")
    for path in (tmp_path / "to/signs").iterdir():
        path.unlink()
    (tmp_path / "to/signs").rmdir()
    (tmp_path / "to/signs").symlink_to(elsewhere)
    assert refused(out, tmp_path / "to").code == "target-taken"
    assert not any(elsewhere.iterdir())


@pytest.mark.parametrize(
    ("target", "code", "hint"),
    [
        ("ss3://bucket/site", "target-scheme", 'did you mean "s3"?'),
        ("nonsense://x", "target-scheme", "expected one of"),
        ("s3://", "target-path", "s3://bucket/prefix"),
        ("out", "target-overlap", "beside it"),
        ("out/inside", "target-overlap", "beside it"),
        ("out/inside.zip", "target-overlap", "beside it"),
        (".", "target-overlap", "beside it"),
        ("file.txt", "target-path", "name a folder"),
        ("file.txt/below", "target-path", "choose another place"),
        ("broken.zip", "target-zip", "move it away"),
        ("a\0b", "target-path", "choose another place"),
        ("x" * 300, "target-path", "choose another place"),
        ("http://127.0.0.1:9/site", "target-failed", "run again"),
    ],
)
def test_targets_that_cannot_be(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, code: str, hint: str
) -> None:
    """Each is told with a reason and what to do, and the built site stands as it was."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 torn")
    before = tree(tmp_path)
    problem = refused(out, target)
    assert problem.code == code
    assert hint in problem.hint
    assert tree(tmp_path) == before


def test_a_package_that_is_missing_is_named(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without s3fs an s3:// target says what to install."""
    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    problem = refused(out, "s3://bucket/site")
    assert (problem.code, problem.hint) == ("target-package", "run  pip install s3fs")


def test_a_bucket_that_is_missing(out: Path, s3: Any) -> None:
    """No bucket is made: its name may be a slip."""
    problem = refused(out, "s3://no-such-bucket/site")
    assert problem.code == "target-failed"
    assert "does not exist" in problem.message
    assert not s3.exists("no-such-bucket")


def test_no_credentials(out: Path, s3: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nobody gave credentials, the library's own words are told."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    assert "credentials" in refused(out, f"s3://{BUCKET}/site").message


def test_secrets_in_an_address_are_not_shown() -> None:
    """Names and passwords of a URL stand in no message."""
    assert shown("sftp://me:secret@host/site") == "sftp://host/site"
    assert shown("s3://bucket/a@b") == "s3://bucket/a@b"


@pytest.mark.parametrize(
    ("number", "code"), [(13, "target-read-only"), (30, "target-read-only"), (28, "target-full"), (5, "target-failed")]
)
def test_what_the_system_refuses(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """A read-only place, a full disk, a failing one: each is told as what it is, and no part of a file stays."""

    def flush(_: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("directory.output.tree.flush", flush)
    problem = refused(out, tmp_path / "to")
    assert problem.code == code
    assert os.strerror(number) in problem.message
    assert tree(tmp_path / "to") == {}


@pytest.mark.parametrize("target", ["to", "to.zip"])
def test_a_disk_that_fills_up(tmp_path: Path, target: str) -> None:
    """The system itself cuts the writing off in the middle of a file: nothing half stays, and a later run ends well."""
    out = build(tmp_path / "out", {**SITE, "signs/large.pdf": os.urandom(300_000)})
    script = (
        "import signal, sys; from pathlib import Path; from directory.deploy.command import deploy;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "[problem] = deploy(Path(sys.argv[1]), sys.argv[2], 2, False, lambda _: None); print(problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(out), str(tmp_path / target)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert "File too large" in done.stdout, done.stderr
    assert not list(tmp_path.glob("to*/**/.deploy-partial*")) + list(tmp_path.glob(".*partial"))
    assert not (tmp_path / "to/signs/large.pdf").exists()
    deployed(out, tmp_path / target)
    deployed(out, tmp_path / f"clean-{target}")
    if target == "to":
        assert tree(tmp_path / "to") == tree(tmp_path / "clean-to")
    else:
        assert (tmp_path / target).read_bytes() == (tmp_path / f"clean-{target}").read_bytes()


# ---- what is not a site


def test_links_in_the_site_are_refused(out: Path, tmp_path: Path) -> None:
    """A link in the published folder may lead anywhere: nothing is sent."""
    (tmp_path / "secret").write_text("s")
    (out / "secret.html").symlink_to(tmp_path / "secret")
    problem = refused(out, tmp_path / "to")
    assert (problem.code, problem.field) == ("out-link", "secret.html")
    assert not (tmp_path / "to").exists()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (".hidden", "path-invalid"),
        (RECORD, "path-invalid"),
        ("en/index.html.br", "out-copy"),
        ("a:b.html", "path-invalid"),
    ],
)
def test_files_that_no_site_has(out: Path, tmp_path: Path, path: str, code: str) -> None:
    """A hidden file, a name that no disk takes, something in the place of a compressed copy."""
    (out / path).write_bytes(b"x")
    assert refused(out, tmp_path / "to").code == code


def test_an_empty_folder_is_no_site(out: Path, tmp_path: Path) -> None:
    """What was built nowhere is sent nowhere: it would delete the site that stands there."""
    deployed(out, tmp_path / "to")
    assert refused(tmp_path / "nothing", tmp_path / "to").code == "out-missing"
    assert (tmp_path / "to/index.html").exists()


# ---- the command


def test_the_plan_first(out: Path, tmp_path: Path) -> None:
    """With --dry-run nothing is made, not even the folder; the list names what would be sent, in its order."""
    words = ("deploy", str(tmp_path / "to"), "--out", str(out))
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", *words, "--dry-run"], capture_output=True, text=True, check=True
    )
    assert sorted(done.stdout.splitlines()) == sorted(f"send\t{path}" for path in SITE)
    assert done.stdout.splitlines()[-3:] == ["send\ten/index.html", "send\tindex.html", "send\tsitemap.xml"]
    assert f"{len(SITE)} to send, 0 to keep, 0 to delete; nothing was done" in done.stderr
    assert not (tmp_path / "to").exists()
    done = subprocess.run([sys.executable, ROOT / "build.py", *words], capture_output=True, text=True, check=True)
    assert f"{len(SITE)} sent (" in done.stdout
    (out / "en/venue/tea.html").unlink()
    plan = command.deploy(out, str(tmp_path / "to"), 1, True, quiet)
    assert not isinstance(plan, Sent | list)
    assert plan.last == tuple(f"en/venue/tea.html{suffix}" for suffix in ("", ".br", ".gz"))
    assert (tmp_path / "to/en/venue/tea.html").exists()


def test_a_refusal_is_exit_code_1(out: Path, tmp_path: Path) -> None:
    """A scheduler sees that nothing went out, and a person reads why."""
    (tmp_path / "to").mkdir()
    (tmp_path / "to/theirs").write_text("x")
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "deploy", str(tmp_path / "to"), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "error[target-foreign]" in done.stderr
    assert "Traceback" not in done.stderr
