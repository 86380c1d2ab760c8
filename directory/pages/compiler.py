"""What Jinja makes of our templates, in a few things leaner than its own: escaping, calls, attributes, kept parts.

Jinja turns each value of a page into `Markup`, most of which are that already; it makes each call through the context,
which looks for the rare functions that ask for it; it looks for an attribute among the items too; and a block that is
called is a macro each time. A venue's page has a hundred and fifty of the first, thirty of the second, two hundred of
the third: the first two took a third of its time, the others a tenth to a fifth of what was left.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]  # the C or the Python one
from markupsafe import escape as escape_any

from directory.pages.keep import is_keep, with_text


def escape(value: Any) -> str:
    """Escape a value that goes onto a page, as `markupsafe.escape` does.

    What comes of a text is not marked as safe: it is joined to the rest of its page, and nobody asks it again.
    """
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape_any(value)


class Generator(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's protocol
        """Write a template; what it escapes with is ours."""
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import escape")
        self.writeline(f"from {with_text.__module__} import HOLE, with_text")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call: of a function of the environment as Python would, of anything else as Jinja does."""
        if forward_caller or not self._is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write(")")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute as Python would: our values have no items that are asked for so."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802
        """Write a block; a kept part is looked for before anything else is done about it."""
        if not is_keep(node):
            super().visit_CallBlock(node, frame)
            return
        place, key, text = node.call.args
        words, part = self.temporary_identifier(), self.temporary_identifier()
        self.writeline(f"{part} = ", node)
        self.visit(nodes.Tuple([place, key], "load"), frame)
        self.writeline(f"{words} = environment.kept.get({part})")
        self.writeline(f"if {words} is None:")
        self.indent()
        self.macro_body(node, frame)
        self.writeline(f"{words} = environment.keep({part}, macro(HOLE))")
        self.outdent()
        self.start_write(frame, node)
        if isinstance(text, nodes.Const) and not text.value:
            self.write(words)
        else:
            self.write(f"with_text({words}, ")
            self.visit(text, frame)
            self.write(")")
        self.end_write(frame)

    def _is_plain(self, node: nodes.Call) -> bool:
        """Tell whether a function of the environment is called that asks for no context (`jinja2.pass_context`)."""
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return False
        function = self.environment.globals.get(node.node.name)
        asks = hasattr(function, "jinja_pass_arg")
        return callable(function) and not asks and not any(iskeyword(named.key) for named in node.kwargs)
