"""What text does a file of the dataset hold? Bytes as UTF-8, or the one problem that keeps them from being read.

In: a path, its name in problems, the most bytes it may have. Out: its text or a Problem. Next stages: `toml_file`,
`csv_file`.
"""

from __future__ import annotations

import stat
from pathlib import Path

from directory.problem import Problem, error


def read(path: Path, name: str, max_bytes: int) -> str | Problem:
    """Read a file as UTF-8, with or without a byte order mark."""
    data = read_bytes(path, name, max_bytes)
    return data if isinstance(data, Problem) else _decoded(data, name)


def read_bytes(path: Path, name: str, max_bytes: int) -> bytes | Problem:
    """Read a file, or say why not; a device, a folder or a loop of links is not waited for."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return error(name, "", "not-a-file", "", "is not a file", "take it away, or put a file in its place")
        if status.st_size > max_bytes:
            message = f"the file has {status.st_size} bytes"
            return error(name, "", "too-large", status.st_size, message, f"expected at most {max_bytes}")
        return path.read_bytes()
    except FileNotFoundError:
        hint = "remove the link" if path.is_symlink() else "write it; an empty file will do if there is none"
        return error(name, "", "missing", "", "there is no such file", hint)
    except OSError as fault:
        return error(name, "", "unreadable", "", f"cannot be read: {fault.strerror}", "check the file and its rights")


def _decoded(data: bytes, name: str) -> str | Problem:
    """Decode bytes, or say on which line they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8"
        return error(name, "", "not-utf-8", "", message, "save the file as UTF-8", line)
