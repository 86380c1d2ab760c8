"""The Unicode Bidirectional Algorithm (UAX #9, revision 46): which way each character of a paragraph runs.

In: a paragraph of text and its base direction. Out: an embedding level for each character (even: left to right,
odd: right to left), and the visual order of a line. `shaping` cuts its runs by these levels. Bidi classes come
from `unicodedata`; the pairs of rule N0 are BidiBrackets.txt of Unicode 15.0, which Python does not carry.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_DEPTH = 125  # BD2
MAX_BRACKETS = 63  # BD16

# Opening and closing bracket by turns: every Bidi_Paired_Bracket of Unicode 15.0.
_BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b"
    "\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6"
    "\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a"
    "\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db"
    "\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c"
    "\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b"
    "\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
CLOSING = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_OPENERS = frozenset(CLOSING)
_CLOSERS = frozenset(CLOSING.values())
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # BD14: canonical equivalents pair with each other

_ISOLATE_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})  # X9
# Classes that no rule leads away from level 1 in a paragraph of that level, whatever their order.
_RIGHTWARD = frozenset({"R", "AL", "NSM", "WS", "ON", "ET", "ES", "CS"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})  # NI of UAX #9


@dataclass(frozen=True)
class _Sequence:
    """An isolating run sequence (BD13): the places of its characters, its level, and sos and eos (X10)."""

    places: tuple[int, ...]
    level: int
    sos: str
    eos: str

    @property
    def embedding(self) -> str:
        """Give the embedding direction of the sequence."""
        return _direction(self.level)


def levels(text: str, base: int | None = None) -> tuple[int, ...]:
    """Resolve the embedding level of each character of one paragraph (rules P2 to I2 and the L1 of its end).

    `base` is 0, 1 or None (found by P2 and P3). Characters that X9 removes take the level before them, so that
    every character has one.
    """
    original = [unicodedata.bidirectional(c) or "L" for c in text]
    start = paragraph_level(text) if base is None else base
    if start == 1 and _RIGHTWARD.issuperset(original):
        return (1,) * len(text)
    explicit, classes = _explicit(original, start)
    resolved = list(explicit)
    for sequence in _sequences(original, explicit, start):
        _resolve_weak(classes, sequence)
        _resolve_brackets(text, original, classes, sequence)
        _resolve_neutral(classes, sequence)
        for place in sequence.places:
            resolved[place] = _implicit(explicit[place], classes[place])
    _retain_removed(original, resolved, start)
    return line_levels(text, resolved, start)


def paragraph_level(text: str) -> int:
    """Find the base level by the first strong character outside isolates (P2, P3); 0 where there is none."""
    return _first_strong([unicodedata.bidirectional(c) for c in text], 0)


def line_levels(text: str, resolved: Sequence[int], base: int) -> tuple[int, ...]:
    """Reset separators and the white space before them or at the line's end to the base level (L1)."""
    result = list(resolved)
    trailing = True
    for place in range(len(text) - 1, -1, -1):
        bidi = unicodedata.bidirectional(text[place])
        if bidi in {"B", "S"}:
            trailing = True
            result[place] = base
        elif bidi in {"WS", "LRI", "RLI", "FSI", "PDI"} or bidi in _REMOVED:
            if trailing:
                result[place] = base
        else:
            trailing = False
    return tuple(result)


def visual_order(line: Sequence[int]) -> list[int]:
    """Give the places of a line's characters (or runs) from left to right, by their levels (L2)."""
    order = list(range(len(line)))
    odd = [level for level in line if level % 2]
    for limit in range(max(line, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and line[order[end]] >= limit:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _first_strong(classes: Sequence[str], start: int) -> int:
    depth = 0
    for bidi in classes[start:]:
        if bidi in _ISOLATE_INITIATORS:
            depth += 1
        elif bidi == "PDI":
            if depth == 0 and start:
                break
            depth = max(0, depth - 1)
        elif depth == 0 and bidi in {"L", "R", "AL"}:
            return 0 if bidi == "L" else 1
    return 0


def _matching_pdi(classes: Sequence[str]) -> dict[int, int]:
    """Pair isolate initiators with their PDIs (BD9)."""
    pairs, stack = {}, []
    for place, bidi in enumerate(classes):
        if bidi in _ISOLATE_INITIATORS:
            stack.append(place)
        elif bidi == "PDI" and stack:
            pairs[stack.pop()] = place
    return pairs


def _explicit(original: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """Apply the explicit levels and directions (X1 to X8)."""
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    found, classes = [], list(original)
    for place, bidi in enumerate(original):
        level, override, _ = stack[-1]
        if bidi in _EMBEDDINGS:
            parity, forced = _EMBEDDINGS[bidi]
            deeper = _next_level(level, parity)
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((deeper, forced, False))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif bidi in _ISOLATE_INITIATORS:
            classes[place] = override or bidi
            rtl = bidi == "RLI" or (bidi == "FSI" and _first_strong(original, place + 1) == 1)
            deeper = _next_level(level, int(rtl))
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((deeper, "", True))
            else:
                overflow_isolates += 1
        elif bidi == "PDI":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            classes[place] = override or bidi
        elif bidi == "PDF":
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
            level = stack[-1][0]
        elif bidi == "B":
            level = base
        elif bidi != "BN" and override:
            classes[place] = override
        found.append(level)
    return found, classes


def _next_level(level: int, parity: int) -> int:
    return level + 1 if (level + 1) % 2 == parity else level + 2


def _sequences(original: Sequence[str], explicit: Sequence[int], base: int) -> list[_Sequence]:
    """Cut the paragraph into isolating run sequences (X9, X10, BD13)."""
    kept = [place for place, bidi in enumerate(original) if bidi not in _REMOVED]
    runs: list[list[int]] = []
    for place in kept:
        if runs and explicit[runs[-1][-1]] == explicit[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    pairs = _matching_pdi(original)
    matched = set(pairs.values())
    starting = {run[0]: run for run in runs}
    position = {place: index for index, place in enumerate(kept)}
    result = []
    for run in runs:
        if run[0] in matched and original[run[0]] == "PDI":
            continue  # continues the sequence of its initiator
        places = list(run)
        while (pdi := pairs.get(places[-1])) is not None and pdi in starting:
            places += starting[pdi]
        level = explicit[places[0]]
        first, last = position[places[0]], position[places[-1]]
        before = explicit[kept[first - 1]] if first else base
        dangling = original[places[-1]] in _ISOLATE_INITIATORS and places[-1] not in pairs
        after = base if dangling or last + 1 == len(kept) else explicit[kept[last + 1]]
        result.append(_Sequence(tuple(places), level, _direction(max(level, before)), _direction(max(level, after))))
    return result


def _resolve_weak(classes: list[str], sequence: _Sequence) -> None:
    """Resolve the weak types of one sequence (W1 to W7), in place."""
    places = sequence.places
    previous = sequence.sos
    for place in places:  # W1
        if classes[place] == "NSM":
            classes[place] = "ON" if previous in _ISOLATE_INITIATORS or previous == "PDI" else previous
        previous = classes[place]
    strong = sequence.sos
    for place in places:  # W2, W3
        if classes[place] in {"L", "R", "AL"}:
            strong = classes[place]
        elif classes[place] == "EN" and strong == "AL":
            classes[place] = "AN"
    for place in places:
        if classes[place] == "AL":
            classes[place] = "R"
    for before, place, after in zip(places, places[1:], places[2:], strict=False):  # W4
        sides = {classes[before], classes[after]}
        if (classes[place] in {"ES", "CS"} and sides == {"EN"}) or (classes[place] == "CS" and sides == {"AN"}):
            classes[place] = classes[before]
    _resolve_terminators(classes, places)
    strong = sequence.sos
    for place in places:  # W7
        if classes[place] in {"L", "R"}:
            strong = classes[place]
        elif classes[place] == "EN" and strong == "L":
            classes[place] = "L"


def _resolve_terminators(classes: list[str], places: Sequence[int]) -> None:
    """Join terminators to European numbers (W5) and turn the other separators neutral (W6), in place."""
    start = 0
    while start < len(places):
        end = start
        while end < len(places) and classes[places[end]] == "ET":
            end += 1
        if end > start:
            near = {classes[places[start - 1]] if start else "", classes[places[end]] if end < len(places) else ""}
            for place in places[start:end]:
                classes[place] = "EN" if "EN" in near else "ON"
        start = max(end, start + 1)
    for place in places:
        if classes[place] in {"ES", "CS"}:
            classes[place] = "ON"


def _pairs(text: str, classes: Sequence[str], places: Sequence[int]) -> list[tuple[int, int]]:
    """Find the bracket pairs of a sequence, as indexes into `places`, by their opening bracket (BD16)."""
    stack: list[tuple[str, int]] = []
    found = []
    for index, place in enumerate(places):
        char = text[place]
        if classes[place] != "ON" or char not in _OPENERS | _CLOSERS:
            continue
        if char in _OPENERS:
            if len(stack) == MAX_BRACKETS:
                return []
            closing = CLOSING[char]
            stack.append((_CANONICAL.get(closing, closing), index))
            continue
        closing = _CANONICAL.get(char, char)
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == closing:
                found.append((stack[depth][1], index))
                del stack[depth:]
                break
    return sorted(found)


def _strong(bidi: str) -> str:
    """See numbers as R, as N0 to N2 do; empty for what is not strong."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(bidi, "")


def _resolve_brackets(text: str, original: Sequence[str], classes: list[str], sequence: _Sequence) -> None:
    """Give paired brackets the direction of what they hold, or of what stands before (N0), in place."""
    places, embedding = sequence.places, sequence.embedding
    for opening, closing in _pairs(text, classes, places):
        inside = {_strong(classes[place]) for place in places[opening + 1 : closing]} - {""}
        if embedding in inside:
            direction = embedding
        elif inside:
            earlier = (_strong(classes[place]) for place in reversed(places[:opening]))
            context = next((strong for strong in earlier if strong), sequence.sos)
            direction = context if context != embedding else embedding
        else:
            continue
        for index in (opening, closing):
            classes[places[index]] = direction
            for place in places[index + 1 :]:  # marks on a bracket follow it
                if original[place] != "NSM":
                    break
                classes[place] = direction


def _resolve_neutral(classes: list[str], sequence: _Sequence) -> None:
    """Give neutrals the direction around them, or the embedding one (N1, N2), in place."""
    places = sequence.places
    start = 0
    while start < len(places):
        end = start
        while end < len(places) and classes[places[end]] in _NEUTRAL:
            end += 1
        if end > start:
            before = _strong(classes[places[start - 1]]) if start else sequence.sos
            after = _strong(classes[places[end]]) if end < len(places) else sequence.eos
            for place in places[start:end]:
                classes[place] = before if before == after else sequence.embedding
        start = max(end, start + 1)


def _implicit(level: int, bidi: str) -> int:
    """Raise a character to its final level (I1, I2)."""
    if level % 2:
        return level + (bidi in {"L", "EN", "AN"})
    return level + {"R": 1, "EN": 2, "AN": 2}.get(bidi, 0)


def _retain_removed(original: Sequence[str], resolved: list[int], base: int) -> None:
    """Give what X9 removed the level of the character before it (section 5.2), in place."""
    previous = base
    for place, bidi in enumerate(original):
        if bidi in _REMOVED:
            resolved[place] = previous
        previous = resolved[place]
