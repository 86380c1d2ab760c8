"""A published folder served on this machine, as the preview server does it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.output.serve import MakeMissing, PreviewServer, server


@contextmanager
def serving(site: Path, make_missing: MakeMissing | None = None) -> Iterator[str]:
    """Serve a folder, and what is made of it, while the block runs; gives its address, ending in a slash."""
    opened = server(site, "127.0.0.1", 0, make_missing)
    assert isinstance(opened, PreviewServer), opened
    with opened:
        thread = threading.Thread(target=opened.serve_forever, daemon=True)
        thread.start()
        yield opened.address
        opened.shutdown()
        thread.join()
