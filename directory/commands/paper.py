"""Signs from the command line: `signs` draws them and lists the stale ones, `issue` records a batch, `booklet`."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from directory import printing, reprint
from directory.commands.options import Command, loaded, venue_of, with_data
from directory.dataset import ISSUED, csv_file
from directory.localisation.edition import Site
from directory.output.console import stop, table, writing
from directory.pages.root import PARTS
from directory.problem import Problem, error
from directory.program import program_digest
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.vocabulary import ARROWS
from signs.designs import kinds, sizes
from signs.order import Order, checked
from signs.pdf.finish import FINISHES
from signs.text.braille_dots import PROFILES

SIGNS = Path("build/signs")


def with_sign(command: Command) -> Command:
    """Give a command what is asked of a sign."""
    options = (
        click.option("--kind", type=click.Choice(kinds()), default="poster", show_default=True, help="Kind of sign."),
        click.option("--size", default="", help="Its size (default: the kind's usual one; --sizes lists them)."),
        click.option("--languages", default="", help="BCP 47 tags with commas, two to six (default: the data's)."),
        click.option("--arrow", type=click.Choice(tuple(ARROWS)), help="Which way the step-free entrance is."),
        click.option("--toward", multiple=True, help="Where a direction sign leads: ID or ID:DIRECTION; repeat it."),
        click.option("--facing", type=click.IntRange(0, 359), help="The bearing its reader looks to, in degrees."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def orders_of(ids: Sequence[str], wanted: Mapping[str, Any], finish: str = "office", **more: Any) -> list[Order]:
    """Turn options into orders, one a place; a fault in them is a misuse."""
    tags = tuple(tag.strip() for tag in wanted["languages"].split(",") if tag.strip())
    asked = Ask(wanted["kind"], tags, wanted["arrow"] or "", tuple(wanted["toward"]), wanted["facing"])
    size = wanted["size"].lower() or sizes(asked.kind)[0]
    orders = [Order(one, asked, size, finish, **more) for one in dict.fromkeys(ids)]
    if orders and (fault := checked(orders[0])):
        raise click.UsageError(f"{fault.value}: {fault.hint}")
    return orders


@click.command()
@with_data
@click.argument("ids", nargs=-1)
@with_sign
@click.option("--finish", type=click.Choice(FINISHES), default="office", show_default=True, help="For whom it is made.")
@click.option("--large", is_flag=True, help="Large print, for readers with low vision.")
@click.option("--braille", type=click.Choice(tuple(PROFILES)), help="Braille names, on a layer of their own.")
@click.option("--icc", type=click.Path(path_type=Path), help="The print shop's own profile, for --finish press.")
@click.option("--to", type=click.Path(path_type=Path), help="The folder for the PDF files (default: build/signs).")
@click.option("--in-one", "one_file", type=click.Path(path_type=Path), help="Write all into one PDF with bookmarks.")
@click.option("--sheets", is_flag=True, help="With --in-one: several small signs on each sheet of A4, with cut marks.")
@click.option("--sizes", "list_sizes", is_flag=True, help="List the kinds of sign and their sizes.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Worker processes.")
@click.option("--stale", "only_stale", is_flag=True, help="List what to print again; with --to, draw it.")
@click.option("--json", "as_json", is_flag=True, help="Print the list of --stale as JSON.")
def signs(
    data: Path,
    as_of: dt.date | None,
    ids: tuple[str, ...],
    finish: str,
    large: bool,
    braille: str | None,
    icc: Path | None,
    to: Path | None,
    one_file: Path | None,
    sheets: bool,
    list_sizes: bool,
    jobs: int,
    only_stale: bool,
    as_json: bool,
    **wanted: Any,
) -> None:
    """Draw signs of some venues (default: of all) into a folder of your own, or list those to print again.

    What is in the folder already and would be the same is kept. A list is a result: --stale exits with 0 also if
    there is something to print again. Boards take no venue: board-hotel, board-taxi and so on, with --kind talk.

    Example: python build.py signs xiaotaoyuan-mosque --kind halal --size a5 --to ~/print
    """
    if list_sizes:
        table(Console(), ("kind", "sizes"), [[kind, " ".join(sizes(kind))] for kind in kinds()])
        return
    if as_json and not only_stale:
        raise click.UsageError("--json is for the list: signs --stale --json")
    if sheets and not one_file:
        raise click.UsageError("--sheets goes with --in-one FILE")
    made = loaded(data, as_of)
    for venue_id in ids:
        if wanted["kind"] != "talk":
            venue_of(made, venue_id)
    if only_stale:
        stale_signs(made, ids, to, jobs, as_json, icc)
        return
    every = tuple(venue.id for venue in made.living if possible(made, venue, wanted["kind"]))
    orders = orders_of(ids or every, wanted, finish, large=large, braille=braille or "")
    if not orders:
        stop([error("signs", "kind", "sign-nothing", wanted["kind"], "no place has such a sign", "see signs --help")])
    if one_file:
        gathered(made, orders, one_file, sheets, icc)
        return
    for path in drawn(made, orders, to or SIGNS, jobs, icc):
        click.echo(path)


def drawn(made: Site, orders: list[Order], to: Path, jobs: int, icc: Path | None) -> list[Path]:
    """Draw signs into a folder and give their paths; those that cannot be drawn end the command afterwards."""
    result = printing.into_folder(made, orders, to, jobs, program_digest(), icc)
    click.echo(f"{to}: {len(result.made)} drawn, {len(result.kept)} kept", err=True)
    if result.problems:
        stop(result.problems)
    return [printing.file_of(to, order) for order in orders]


def gathered(made: Site, orders: list[Order], to: Path, sheets: bool, icc: Path | None) -> None:
    """Write signs into one file; one that cannot be drawn stops it, since nobody would miss it among hundreds."""
    found = printing.in_one(made, orders, sheets, icc)
    if isinstance(found, list):
        stop(found)
    with writing(to):
        to.write_bytes(found)
    click.echo(to)


def stale_signs(made: Site, ids: Sequence[str], to: Path | None, jobs: int, as_json: bool, icc: Path | None) -> None:
    """List the printed signs that are out of date, and draw them anew if there is a folder for them."""
    batches = [batch for batch in reprint.stale(made) if not ids or batch.venue in ids]
    list_stale(batches, as_json)
    again = [printing.again(batch) for batch in reprint.to_draw(batches)]
    if to and again:
        drawn(made, again, to, jobs, icc)


def list_stale(batches: list[reprint.StaleBatch], as_json: bool) -> None:
    """Print the printed signs that are out of date, and on stderr what they come to."""
    if as_json:
        click.echo(json.dumps([asdict(batch) for batch in batches], ensure_ascii=False, indent=1))
        return
    if batches:
        table(Console(), STALE_COLUMNS, map(stale_row, batches))
    copies = [sum(batch.count for batch in batches if batch.gone is gone) for gone in (False, True)]
    again = f"signs to print again: {len(reprint.to_draw(batches))} ({copies[0]} copies)"
    click.echo(f"{again}; copies to take down: {copies[1]}", err=True)


STALE_COLUMNS = (
    "code",
    "venue",
    "name",
    "sign",
    "size",
    "printed",
    "today",
    "issued",
    "languages",
    "place",
    "copies",
    "changed",
)


def stale_row(batch: reprint.StaleBatch) -> list[str]:
    """Give a batch's cells; what changed stands there in the words of the page behind its code."""
    words = {**PARTS, "specimen": "SPECIMEN stamp"}
    changed = ["take it down"] if batch.gone else [words[field] for field in batch.changed]
    names, languages = " / ".join(batch.names), " ".join(batch.languages)
    sign = [batch.sign, batch.size, batch.printed, batch.current]
    place = [batch.issued, languages, batch.place, str(batch.count)]
    return [batch.code, batch.venue, names, *sign, *place, ", ".join(changed)]


@click.command()
@click.argument("ids", nargs=-1, required=True)
@with_data
@with_sign
@click.option("--count", type=click.IntRange(1, 999_999_999), required=True, help="How many copies are printed.")
@click.option("--place", required=True, help="Where they hang, for the list of what to reprint.")
def issue(ids: tuple[str, ...], data: Path, as_of: dt.date | None, count: int, place: str, **wanted: Any) -> None:
    """Record that a batch of signs is printed, so that their QR pages can tell when they grow out of date.

    Example: python build.py issue xiaotaoyuan-mosque --count 3 --place "main gate"
    """
    made = loaded(data, as_of)
    for venue_id in ids:
        venue_of(made, venue_id)
    rows = printing.rows(made, orders_of(ids, wanted), count, place)
    if isinstance(rows, Problem):
        stop([rows])
    with writing(data / "issued.csv"):
        csv_file.append(data / "issued.csv", ISSUED, rows)
    for row in rows:
        click.echo(f"{row[0]}#{row[1]}  {count} copies, {place}")


@click.command()
@click.argument("district")
@with_data
@click.option("--languages", default="en", show_default=True, help="The reader's language, beside the local one.")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="The PDF file to write.")
@click.option("--flat", is_flag=True, help="A5 pages in reading order, not sheets of A4 for folding.")
def booklet(district: str, data: Path, as_of: dt.date | None, languages: str, to: Path, flat: bool) -> None:
    """Make the booklet of a district, an area or a route: print on both sides (short edge), fold and staple.

    Example: python build.py booklet huangpu --languages en --to huangpu.pdf
    """
    found = printing.booklet(loaded(data, as_of), district, languages.strip(), flat)
    if isinstance(found, list):
        stop(found)
    with writing(to):
        to.write_bytes(found)
    click.echo(to)
