"""The JSON Schema that editors use agrees with the loader on whole files and on a curator's slips."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from directory.schema import venue_schema
from tests.conftest import SMALL_CITY

SHIPPED = Path(__file__).parents[2] / "directory" / "data"
FILES = [file for folder in (SMALL_CITY, SHIPPED) for file in sorted((folder / "venues").rglob("*.toml"))]
VALIDATOR = Draft202012Validator(venue_schema())
MUSEUM = tomllib.loads((SMALL_CITY / "venues" / "alpha" / "example-museum.toml").read_text("utf-8"))


def test_schema_is_a_schema() -> None:
    """The schema itself is valid, and equal each time it is made."""
    Draft202012Validator.check_schema(venue_schema())
    assert venue_schema() == venue_schema()


def test_every_venue_file_is_valid() -> None:
    """All venue files, made up and shipped, pass the schema as their curators wrote them."""
    wrong = {
        file.name: [error.message[:200] for error in errors]
        for file in FILES
        if (errors := list(VALIDATOR.iter_errors(tomllib.loads(file.read_text("utf-8")))))
    }
    assert not wrong


SLIPS: dict[str, Callable[[dict[str, Any]], object]] = {
    "misspelt key": lambda v: v.update(openning_hours=v.pop("opening_hours")),
    "unknown kind": lambda v: v.update(kind="musuem"),
    "code with a letter O": lambda v: v.update(code="EXOO15"),
    "no code": lambda v: v.pop("code"),
    "no name": lambda v: v.pop("name"),
    "id in the file": lambda v: v.update(id="example-museum"),
    "name as a text": lambda v: v.update(name="Museum"),
    "number for a text": lambda v: v["address"].update({"zh-Hans": 1}),
    "unknown method": lambda v: v["record"].update(method="seen"),
    "unknown key in record": lambda v: v["record"].update(checked="me"),
    "date in another order": lambda v: v["record"].update(observed="02.05.2026"),
    "latitude beyond the pole": lambda v: v["position"].update(lat=121.5),
    "text for a number": lambda v: v["position"].update(lat="39.2"),
    "script for an address": lambda v: v["website"].update(value="javascript:alert(1)"),
    "one claim as a table": lambda v: v.update(claim=v["claim"][0]),
    "unknown property": lambda v: v["claim"][0].update(property="languages"),
    "unknown value": lambda v: v["claim"][4].update(value="unknown"),
    "text for a count": lambda v: v["claim"][6].update(value="two"),
    "true for yes": lambda v: v["claim"][4].update(value=True),
    "key of the venue in a claim": lambda v: v["claim"][9].update(website="https://x.example"),
    "end that is no day": lambda v: v["claim"][0].update(valid_until="soon"),
    "unknown channel": lambda v: v["claim"][3].update(channel="swipe"),
}


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_slip_is_marked(slip: str) -> None:
    """An editor marks each typical slip while it is typed."""
    venue = copy.deepcopy(MUSEUM)
    SLIPS[slip](venue)
    assert list(VALIDATOR.iter_errors(venue))
