"""`search`: ask the published index from the terminal, as the site does."""

from __future__ import annotations

from pathlib import Path

import click

from directory.commands.options import with_out
from directory.output.console import tell
from directory.problem import did_you_mean, error
from directory.search import entries
from directory.search.corpus import Filters
from directory.search.format import CorruptIndexError
from directory.search.index import Index
from directory.vocabulary import KINDS


@click.command()
@click.argument("words", nargs=-1, required=True)
@with_out
@click.option("--language", default="", help="BCP 47 tag (default: the first index found).")
@click.option("--district", default="", help="Only this district.")
@click.option("--kind", default="", help="Only this kind.")
@click.option("--tag", "tags", multiple=True, help="Only places that offer this; may be repeated.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="How many places to show.")
def search(
    words: tuple[str, ...], out: Path, language: str, district: str, kind: str, tags: tuple[str, ...], limit: int
) -> None:
    """Search the published index from the terminal, as the site does.

    Example: python build.py search --language en renmin guangchang
    """
    folder = out / entries.FOLDER
    cores = sorted(path.name[len("core.") : -len(".bin")] for path in folder.glob("core.*.bin"))
    if not cores:
        raise click.UsageError(f"there is no search index under {folder}; run `python build.py site` first")
    chosen = language or ("en" if "en" in cores else cores[0])
    if chosen not in cores:
        raise click.BadParameter(did_you_mean(chosen, cores), param_hint="--language")
    if kind and kind not in KINDS:
        raise click.BadParameter(did_you_mean(kind, KINDS), param_hint="--kind")
    try:
        index = Index.read(lambda name: (folder / name).read_bytes(), language=chosen)
    except (CorruptIndexError, OSError) as fault:
        hint = "build the site again: python build.py site"
        tell([error(str(folder), "", "index-unreadable", "", f"cannot be read: {fault}", hint)])
        raise SystemExit(1) from None
    answer = index.answer(" ".join(words), limit, Filters(district or None, tags, kind or None))
    if answer.lost:
        click.echo(f"{answer.lost} files of the index could not be read: there may be more places", err=True)
    for hit in answer.hits:
        names = hit.name if hit.name == hit.name_zh else f"{hit.name}  {hit.name_zh}"
        click.echo(f"{names}  [{hit.kind}{', ' + hit.district if hit.district else ''}]  {hit.id}")
