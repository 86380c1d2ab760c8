"""The closed vocabulary holds together, and has its pictograms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from directory.model import Evidence, Venue
from directory.vocabulary import (
    CARD_ORIGINS,
    CHANNELS,
    DOORS,
    FAMILIES,
    FIELD_SHELF_LIFE,
    KINDS,
    PROPERTIES,
    SCOPES,
    Truth,
    Type,
    match_scope,
)

SOURCES = Path(__file__).parents[2]
ICONS = SOURCES / "templates" / "assets" / "icons"
ICON_NAMES = {
    *(kind.icon for kind in KINDS.values()),
    *(prop.icon for prop in PROPERTIES.values()),
    *(door.icon for door in DOORS.values()),
}
LABELS = {
    **{f"kind {kind.key}": kind.label for kind in KINDS.values()},
    **{f"kind {kind.key} plural": kind.plural for kind in KINDS.values()},
    **{f"door {door.key}": door.label for door in DOORS.values()},
    **{f"door {door.key} question": door.question for door in DOORS.values()},
    **{f"family {family.key}": family.label for family in FAMILIES.values()},
    **{f"property {prop.key}": prop.label for prop in PROPERTIES.values()},
    **{f"value {prop.key}={value.key}": value.label for prop in PROPERTIES.values() for value in prop.values},
    **{f"origin {key}": label for key, label in CARD_ORIGINS.items()},
    **{f"channel {key}": label for key, label in CHANNELS.items()},
    **{f"scope {key}": label for key, label in SCOPES.items()},
}


@pytest.mark.parametrize("icon", sorted(ICON_NAMES))
def test_icon_is_drawn(icon: str) -> None:
    """Every kind, property and door has its pictogram."""
    assert (ICONS / f"{icon}.svg").is_file()


@pytest.mark.parametrize("where", sorted(LABELS))
def test_label_is_english(where: str) -> None:
    """Every label is non-empty English, without spaces at its ends; 清真 stands as a quotation."""
    label = LABELS[where].replace("清真", "")
    assert label.strip() == label != ""
    assert re.fullmatch(r"[A-Za-zé{}(][A-Za-zé0-9 ,.'’:{}()/-]*", label)


def test_doors_ask_for_what_exists() -> None:
    """A door's properties and kinds are in the vocabulary, each once, and it asks for at least one."""
    for door in DOORS.values():
        assert set(door.properties) <= set(PROPERTIES), door.key
        assert set(door.kinds) <= set(KINDS), door.key
        assert len(set(door.properties)) == len(door.properties) > 0, door.key


@pytest.mark.parametrize("name", ["kinds", "properties"])
def test_no_key_is_written_twice(name: str) -> None:
    """A key that stands twice would silently take the first one's place."""
    source = (SOURCES / "directory" / "vocabulary" / f"{name}.py").read_text("utf-8")
    keys = {"kinds": list(KINDS), "properties": list(PROPERTIES)}[name]
    entries = re.findall(r"^        (?:Property|_[a-z]+)\(", source, re.M)
    assert len(entries) == len(keys)


def test_properties_are_whole() -> None:
    """A property has a family, a shelf life, and values where it is a choice, each once and only there."""
    for prop in PROPERTIES.values():
        keys = [value.key for value in prop.values]
        assert prop.family in FAMILIES, prop.key
        assert 30 <= prop.shelf_life <= 3650, prop.key
        assert bool(keys) == (prop.type is Type.CHOICE), prop.key
        assert len(set(keys)) == len(keys), prop.key
        assert "unknown" not in keys, "unknown is no claim at all"
        assert set(prop.qualifiers) <= {"language", "card_origin", "channel"}, prop.key
        assert not prop.facet or prop.type is Type.CHOICE, prop.key


def test_colours_are_families() -> None:
    """Every colour named is a token of the look."""
    tokens = {"language", "card", "access", "halal", "convenience", "emergency"}
    found = {f.colour for f in FAMILIES.values()} | {k.colour for k in KINDS.values()}
    found |= {d.colour for d in DOORS.values()}
    assert found <= tokens


def test_access_and_halal_are_safety_critical() -> None:
    """Words about access and halal food stamp an unreviewed sign."""
    for prop in PROPERTIES.values():
        if prop.family in ("access", "halal") and prop.key != "prayer_room":
            assert prop.safety, prop.key


def test_every_stated_field_has_a_shelf_life() -> None:
    """What a venue states ages as claims do; no field is forgotten, none is left over."""
    fields = {
        name
        for name, field in Venue.model_fields.items()
        if any(
            isinstance(t, type) and issubclass(t, Evidence)
            for t in getattr(field.annotation, "__args__", (field.annotation,))
        )
    }
    assert set(FIELD_SHELF_LIFE) == fields - {"claim"}


def test_no_truth_without_a_value() -> None:
    """A choice's truth is its value's; a number of steps above nought is a limit, and silence is never NO."""
    steps = PROPERTIES["step_count"]
    assert (steps.truth(0), steps.truth(3)) == (Truth.YES, Truth.LIMITED)
    for prop in PROPERTIES.values():
        assert [prop.truth(value.key) for value in prop.values] == [value.truth for value in prop.values]


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ("main entrance", ("main entrance", "")),
        ("exit N1", ("exit {ref}", "N1")),
        ("exit 3 to platform", ("exit {ref} to platform", "3")),
        ("line 2", ("line {ref}", "2")),
        ("exit ", None),
        ("exit  1", None),
        ("exit", None),
        ("", None),
        ("Main entrance", None),
        ("exit " + "x" * 21, None),
    ],
)
def test_match_scope(scope: str, found: tuple[str, str] | None) -> None:
    """A scope is a word of the list, or a pattern with the part's own mark."""
    assert match_scope(scope) == found
