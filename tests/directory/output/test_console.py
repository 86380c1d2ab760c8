"""Rows for people and for machines: a table on a terminal, lines with tabs elsewhere."""

from __future__ import annotations

import io
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from directory.output.console import Show, table
from directory.output.engine import Progress

COLUMNS = ("code", "place")
HOSTILE = st.text(st.sampled_from("a字 \t\n\r\x1b[31m\x07\x9b\u2028\u202e"), max_size=8)


def printed(rows: list[list[str]], terminal: bool) -> str:
    """What a table comes to."""
    out = io.StringIO()
    table(Console(file=out, force_terminal=terminal, width=60, color_system=None), COLUMNS, rows)
    return out.getvalue()


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=2), max_size=4))
def test_elsewhere_a_row_is_a_line(rows: list[list[str]]) -> None:
    """Header and rows, one line each, cells parted by single tabs, whatever the cells hold."""
    lines = printed(rows, terminal=False).split("\n")
    assert lines[0].split("\t") == list(COLUMNS)
    assert lines.pop() == ""
    assert [len(line.split("\t")) for line in lines] == [2] * (len(rows) + 1)
    assert all(char.isprintable() or char == "\t" for line in lines for char in line)


@given(st.lists(st.lists(HOSTILE, min_size=2, max_size=2), max_size=4))
def test_no_cell_commands_the_terminal(rows: list[list[str]]) -> None:
    """Escape sequences and marks of direction in the data do not reach the terminal."""
    shown = printed(rows, terminal=True)
    styled = shown.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert all(char.isprintable() or char == "\n" for char in styled)


def test_on_a_terminal_it_is_a_table() -> None:
    """Cells stand in columns under their names, and square brackets are letters."""
    shown = printed([["EX0015", "[red]gate[/red]"]], terminal=True)
    assert "[red]gate[/red]" in shown
    assert "\t" not in shown
    assert len(shown.splitlines()) > 3


def test_a_log_hears_of_each_stage_when_it_begins_and_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    """With what is done, how fast, and what is left where that is known; the end of a stage is no news."""
    clock = count(0, 4)
    with Show(lambda: next(clock)) as show:
        for number in range(1, 6):
            show(Progress("make", 50 * number, 0))
            show(Progress("plan", number, 5))
    assert capsys.readouterr().err.splitlines() == [
        "making files",
        "doing 5 tasks",
        "making files: 150, 9/s",
        "doing tasks: 3 of 5, 0/s, 11 s left",
        "making files: 250, 8/s",
    ]


def test_a_terminal_shows_what_nobody_knows_the_end_of() -> None:
    """A number of files without an end, and the tasks with theirs."""
    show = Show()
    show.bars.disable = False
    show.console = show.bars.live.console = Console(file=io.StringIO(), force_terminal=True, width=100)
    show(Progress("make", 64, 0))
    show(Progress("plan", 1, 5))
    shown = io.StringIO()
    Console(file=shown, width=100).print(show.bars.get_renderable())
    assert "64/?" in shown.getvalue()
    assert "1/5" in shown.getvalue()
