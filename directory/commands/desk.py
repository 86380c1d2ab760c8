"""What a curator and a translator need beside the build: `code`, `schema`, `locale`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from directory import codes, loading
from directory.commands.options import DATA, LOCALES, ROOT, with_data
from directory.dataset import load as load_dataset
from directory.localisation import catalogues, tools
from directory.localisation.languages import LANGUAGES
from directory.model import Dataset
from directory.output.console import stop, writing
from directory.problem import has_errors
from directory.schema import venue_schema


@click.command()
@with_data
def code(data: Path, as_of: dt.date | None) -> None:  # noqa: ARG001 - the same options everywhere
    """Make a QR code that was never given out, for a new venue.

    Example: python build.py code
    """
    dataset = _dataset(data)
    click.echo(codes.new_code(dataset.codes))


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=DATA / "venue.schema.json", help="The file to write.")
def schema(out: Path) -> None:
    """Write the JSON Schema by which editors complete and check venue files.

    Example: python build.py schema
    """
    with writing(out):
        out.write_text(
            json.dumps(venue_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    click.echo(out)


@click.command()
@with_data
def locale(data: Path, as_of: dt.date | None) -> None:  # noqa: ARG001 - the same options everywhere
    """Gather all texts to translate into the POT files, and bring the PO files up to date.

    Example: python build.py locale
    """
    dataset = _dataset(data)
    known, _ = loading.languages_of(dataset)
    locales = loading.locales_of(data, LOCALES)
    faults = [problem for tag in known for problem in catalogues.load(locales, LANGUAGES[tag])[1]]
    if has_errors(faults):  # a file that cannot be read whole would be written back with holes
        stop(faults)
    with writing(locales):
        lines = list(tools.update(dataset, locales, ROOT))
    for line in lines:
        click.echo(line)


def _dataset(data: Path) -> Dataset:
    """Read a dataset that need not be sound, but must be one."""
    dataset, problems = load_dataset(data)
    return dataset or stop(problems)
