"""Reads a dataset folder into a `Dataset`, and says everything that is wrong with it in one run.

In: a folder as DESIGN section 3 draws it. Out: (Dataset or None, Problems). Nothing raises on bad data; what cannot be
read is left out and told. Next stage: `check`, of a dataset without errors: it would miss what was left out here.

A file is read as text (`text_file`), as TOML or CSV (`toml_file`, `csv_file`); its evidence is filled in (`record`);
its tables become values of the model (`validation`, with `hints`). `tables` knows which file holds what.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from directory.dataset import tables
from directory.dataset.record import inherit
from directory.dataset.tables import ISSUED
from directory.dataset.toml_file import MAX_BYTES
from directory.model import Area, City, Dataset, Hotline, Route, Source, Target, Venue
from directory.problem import Problem, error

__all__ = ["ISSUED", "MAX_BYTES", "assemble", "inherit", "load"]


def load(folder: Path) -> tuple[Dataset | None, list[Problem]]:
    """Read a whole dataset; the Dataset is None only if the city's settings cannot be read."""
    if not folder.is_dir():
        hint = "name a dataset folder with --data DIR"
        said = "is a file, not a folder" if folder.exists() else "there is no such folder"
        return None, [error(str(folder), "", "no-dataset", "", said, hint)]
    files, problems = tables.files(folder)
    venues, wrong = tables.venues(folder, files)
    return assemble(folder, files, venues, [*problems, *wrong])


def assemble(
    folder: Path, files: dict[str, str], venues: dict[str, Venue], problems: list[Problem]
) -> tuple[Dataset | None, list[Problem]]:
    """Put a dataset together from venues that were read, with their problems, and all other tables of the folder."""
    parts: dict[str, tuple[Any, list[Problem]]] = {
        "city": tables.one(folder, "city.toml", City),
        "files": (files, []),
        "venues": (venues, problems),
        "sources": tables.many(folder, "sources.toml", Source),
        "hotlines": tables.many(folder, "hotlines.toml", Hotline),
        "targets": tables.many(folder, "targets.toml", Target),
        "notices": tables.notices(folder),
        "holidays": tables.holidays(folder),
        "codes": tables.pairs(folder, "codes.csv", ("code", "id")),
        "redirects": tables.pairs(folder, "redirects.csv", ("old_id", "new_id")),
        "areas": tables.folder_of(folder, "areas", Area),
        "routes": tables.folder_of(folder, "routes", Route),
        "rejected": tables.rejected(folder),
        "issues": tables.issues(folder),
    }
    told = sorted({problem for _, found in parts.values() for problem in found})
    values = {name: value for name, (value, _) in parts.items()}
    return Dataset(**values) if values["city"] is not None else None, told
