"""Parts of pages that are made once: `{% keep KEY %}` in a template, for what many pages share.

In: a template's key and body. Out: the words of the body, from memory where the key is known. The translators' tools
read the same tag (`localisation.tools` names it).
"""

from __future__ import annotations

from collections import deque
from typing import ClassVar

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import escape

HOLE = "\ue000"  # a private-use character: no checked text holds one
MOST_KEPT = 8_000_000  # characters of all languages, in each process: the rows of one language's lists of 5,000 places


Part = tuple[str, object]  # where in which template, and its key


class Memory:
    """What the keeps of all languages hold, in the order in which it was made."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._order: deque[tuple[dict[Part, str], Part, int]] = deque()

    def add(self, kept: dict[Part, str], part: Part, size: int) -> None:
        """Note what was kept; beyond the most the oldest parts are forgotten."""
        self._order.append((kept, part, size))
        self.size += size
        while self.size > self.most:
            old, key, less = self._order.popleft()
            del old[key]
            self.size -= less


MEMORY = Memory(MOST_KEPT)


class Keep(Extension):
    """`{% keep KEY %}…{% endkeep %}`: what stands there depends on KEY and the language alone, and is made once for it.

    With `{% keep KEY, TEXT %}` it may name `hole`, which stands for TEXT: the one thing that differs each time. A page
    is thus put together of parts that many pages share, and pays for its own facts only.

    A process has one memory for all its languages: what was made first is forgotten first, since a language's lists are
    made one after the other, and so are the pages of a share of places.
    """

    tags: ClassVar[set[str]] = {"keep"}  # type: ignore[misc]

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.kept: dict[Part, str] = {}
        environment.extend(kept=self.kept, keep=self.keep)

    def parse(self, parser: Parser) -> nodes.Node:
        """Turn the tag into a block with the place, the key and the text; `compiler` writes what becomes of it."""
        line = next(parser.stream).lineno
        key = parser.parse_expression()
        text = parser.parse_expression() if parser.stream.skip_if("comma") else nodes.Const("")
        body = parser.parse_statements(("name:endkeep",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("keep", [place, key, text], lineno=line)
        return nodes.CallBlock(call, [nodes.Name("hole", "param")], [], body, lineno=line)

    def keep(self, part: Part, words: str) -> str:
        """Keep the words of a part that was made just now."""
        made = self.kept[part] = str(words)
        MEMORY.add(self.kept, part, len(made))
        return made


def with_text(words: str, text: str) -> str:
    """Put a text where the hole of a kept part is."""
    return words.replace(HOLE, escape(text)) if text else words


def is_keep(block: nodes.CallBlock) -> bool:
    """Tell whether a block of a template came from the tag."""
    call = block.call.node
    return isinstance(call, nodes.ExtensionAttribute) and (call.identifier, call.name) == (Keep.identifier, "keep")
