"""Style and scripts as they are published: without comments, scripts with short names for what nobody outside sees.

In: sources by file name. Out: the same, smaller. The scripts' minifier is a Go library, whose threads would not survive
the forks that share out a build: it works in a process of its own, which lives for one call.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

from rcssmin import cssmin

SCRIPT = """
import json, minify, sys
sources = json.load(sys.stdin)
json.dump({name: minify.string("application/javascript", text) for name, text in sources.items()}, sys.stdout)
"""


def styles(sources: Mapping[str, str]) -> dict[str, str]:
    """Take comments and white space out of style sheets."""
    return {name: str(cssmin(text)) for name, text in sources.items()}


def scripts(sources: Mapping[str, str]) -> dict[str, str]:
    """Take comments and white space out of ES modules, and shorten their local names; exports keep theirs.

    Raises RuntimeError for a script that cannot be parsed, with the parser's words.
    """
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=json.dumps(sources), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the scripts could not be made smaller: {done.stderr.strip().splitlines()[-1:]}")
    return dict(json.loads(done.stdout))
