"""The shipped dataset, published once for all tests of a session, with its pages parsed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from directory.commands import options
from directory.localisation.edition import Site
from tests.conftest import AS_OF
from tests.site import facts as facts_of
from tests.site.building import SHIPPED, once
from tests.site.facts import Facts
from tests.site.reading import Page, read_sample


@pytest.fixture(scope="session")
def pages(shipped: Path, facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """A share of the pages of the published folder, parsed, by path; the long campaign reads all."""

    def make(folder: Path) -> None:
        (folder / "pages").write_bytes(pickle.dumps(read_sample(shipped, tuple(facts.slugs.values()))))

    found: dict[str, Page] = pickle.loads((once(tmp_path_factory, "parsed", make) / "pages").read_bytes())
    return found


@pytest.fixture(scope="session")
def published(shipped: Path) -> frozenset[str]:
    """The paths of all files of the published folder."""
    return frozenset(path.relative_to(shipped).as_posix() for path in shipped.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The shipped dataset, read from its files independently of the program."""
    return facts_of.read(SHIPPED, AS_OF)


@pytest.fixture(scope="session")
def site() -> Site:
    """The shipped dataset as the program knows it."""
    found, problems = options.load(SHIPPED, AS_OF)
    assert found is not None, problems
    return found
