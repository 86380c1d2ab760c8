"""What Jinja makes of our templates, in two things leaner than its own: escaping, and calls of functions.

Jinja turns each value of a page into `Markup`, most of which are that already, and makes each call through the context,
which looks for the rare functions that ask for it. A venue's page has a hundred and fifty of the first, thirty of the
second: together a third of its time.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]  # the C or the Python one
from markupsafe import escape as escape_any


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

    def _is_plain(self, node: nodes.Call) -> bool:
        """Tell whether a function of the environment is called that asks for no context (`jinja2.pass_context`)."""
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return False
        function = self.environment.globals.get(node.node.name)
        asks = hasattr(function, "jinja_pass_arg")
        return callable(function) and not asks and not any(iskeyword(named.key) for named in node.kwargs)
