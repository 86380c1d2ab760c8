"""Which lines of a sign stand in Braille at its foot.

In: a `SignContent`, its `Design` and the name of a profile. Out: a `Strip`, or the Problems why nothing can be written.
"""

from __future__ import annotations

from directory.problem import Problem, error
from directory.signage.content import SignContent, SignText
from signs.designs import Design
from signs.tactile import PADDING, Strip
from signs.text.braille import cells
from signs.text.braille_dots import PROFILES, size, wrap

LINES = 2  # of a name, in each of two languages: the local one and the first other that has Braille here


def strip(content: SignContent, design: Design, profile: str) -> Strip | list[Problem]:
    """Set the names in Braille; Problems tell why none can be."""
    if profile not in PROFILES or design.round or design.faces > 1:
        message = "Braille goes with a flat sign of straight edges, by one of the profiles"
        return [error(f"sign of {content.venue}", "braille", "braille-profile", profile, message, ", ".join(PROFILES))]
    chosen, width = PROFILES[profile], design.form.inner
    lines: list[tuple[int, ...]] = []
    faults: list[Problem] = []
    for name in (*content.names, SignText(content.code, "en")):
        found = cells(name.value, name.lang)
        wrapped = None if isinstance(found, Problem) else wrap(found, width, chosen, LINES)
        if wrapped is None:
            faults += [found] if isinstance(found, Problem) else [_too_long(content, name)]
        elif len(lines) < 2 * LINES:
            lines += wrapped
    if not lines:
        return faults
    return Strip(tuple(lines), chosen, size(lines, chosen)[1] + 2 * PADDING)


def _too_long(content: SignContent, name: SignText) -> Problem:
    message = f'"{name.value}" ({name.lang}) does not fit {LINES} lines of Braille'
    return error(f"sign of {content.venue}", "braille", "braille-too-long", name.value, message, "choose a larger sign")
