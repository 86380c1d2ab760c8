"""A site travels to a worker on another machine: light, and finding the program's templates there."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from directory.localisation import edition
from directory.model import Dataset
from tests.directory.localisation.builders import site


def test_what_was_worked_out_stays_at_home(load_small_city: Dataset) -> None:
    """Editions and the like do not go along; where a site arrives it comes to the same."""
    made = site(load_small_city)
    names = [venue.name.value for language in made.languages for venue in made.edition(language.tag).venues.values()]
    assert made.ledger
    assert len(pickle.dumps(made)) == len(pickle.dumps(replace(made)))  # the same site, with nothing worked out
    there = pickle.loads(pickle.dumps(made))
    assert [v.name.value for one in there.languages for v in there.edition(one.tag).venues.values()] == names


def test_templates_are_found_elsewhere(
    load_small_city: Dataset, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The program's own templates are those of the program that it comes to; others stay where they are."""
    made = replace(site(load_small_city), templates=edition.PROGRAM / "templates")
    own, other = pickle.dumps(made), pickle.dumps(replace(made, templates=tmp_path / "mine"))
    monkeypatch.setattr(edition, "PROGRAM", Path("/elsewhere"))
    assert pickle.loads(own).templates == Path("/elsewhere/templates")
    assert pickle.loads(other).templates == tmp_path / "mine"
