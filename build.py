"""The command line: load, check, localise, plan, make, publish; in reading order, little else.

Results go to stdout, talk to stderr. Exit codes: 0 fine, 1 problems, 2 misuse.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the one line that an older Python must be able to reach
    sys.exit("build.py needs Python 3.11 or newer; `make site` looks for one")
try:
    import click
    import rich  # noqa: F401 - named here so that one message tells what is missing
except ModuleNotFoundError as missing:
    sys.exit(f"build.py needs {missing.name}: run `make site` once, then use .venv/bin/python build.py")

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console

from directory import codes as qr_codes
from directory import loading, printing, reprint
from directory.dataset import ISSUED, csv_file, tables
from directory.dataset import load as load_dataset
from directory.deploy import command as deployment
from directory.export import tasks as export_tasks
from directory.localisation import catalogues, tools
from directory.localisation.edition import Site
from directory.localisation.languages import LANGUAGES
from directory.model import City, Venue
from directory.output import engine, explain, publish
from directory.output import serve as preview
from directory.output import watch as watching
from directory.output.cache import Cache, warmed
from directory.output.calm import calm
from directory.output.console import Show, ended, fail, stop, table, tell, writing
from directory.output.recipe import Recipe, Task
from directory.output.wsgi import Application, application
from directory.pages import print_page
from directory.pages.root import PARTS
from directory.pages.tasks import tasks as page_tasks
from directory.problem import Level, Problem, did_you_mean, error, has_errors
from directory.program import program_digest, program_files, surroundings
from directory.schema import venue_schema
from directory.search import entries as search_entries
from directory.search.corpus import Filters
from directory.search.format import CorruptIndexError
from directory.search.index import Index
from directory.signage.ask import Ask
from directory.signage.kinds import possible
from directory.vocabulary import ARROWS, KINDS
from signs import examples as sign_examples
from signs import tasks as sign_tasks
from signs.designs import kinds, sizes
from signs.on_request import on_request
from signs.order import Order, checked
from signs.pdf.finish import FINISHES
from signs.stock import stock
from signs.text.braille_dots import PROFILES
from signs.text.fonts import find as find_fonts

ROOT = Path(__file__).resolve().parent
DATA, OUT = ROOT / "directory" / "data", ROOT / "build" / "site"
SIGNS = Path("build/signs")
LOCALES, TEMPLATES = ROOT / "locales", ROOT / "templates"
NO_CACHE = Cache(None, "")
REHEARSED = 1000  # pages: some of each language


# The pipeline, in reading order.


def load(
    data: Path, as_of: dt.date | None, cache: Cache = NO_CACHE, jobs: int = 1
) -> tuple[Site | None, list[Problem]]:
    """Read and check a dataset and its catalogues; no Site if anything in it stops a build."""
    return loading.load(data, as_of or today(data), LOCALES, TEMPLATES, cache, jobs)


def today(data: Path) -> dt.date:
    """Give the day in the city: of SOURCE_DATE_EPOCH if it is set (reproducible-builds.org), else of the clock."""
    city, _ = tables.one(data, "city.toml", City)
    try:
        zone: dt.tzinfo = ZoneInfo(city.time_zone) if city else dt.UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = dt.UTC  # the check tells of the zone, with its line
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:  # a malformed one ends the build, as the specification asks: another day would be published unseen
        return dt.datetime.fromtimestamp(int(epoch) if epoch else time.time(), zone).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}: set it to seconds since 1970, or unset it") from None


def tasks(site: Site, signs: bool) -> list[Task[Site]]:
    """List all work on a site."""
    examples = sign_examples.examples(site) if signs else {}
    made = [*page_tasks(site), *print_page.tasks(site, stock(examples))]
    made += [*search_entries.tasks(site), *export_tasks.tasks(site)]
    return made + ([*sign_tasks.tasks(site), *sign_examples.tasks(examples)] if signs else [])


def loaded(data: Path, as_of: dt.date | None) -> Site:
    """Load for a command that can do nothing without a sound dataset."""
    made, problems = load(data, as_of)
    return made or stop(problems)


def venue_of(made: Site, venue_id: str) -> Venue:
    """Find a venue that was named on the command line."""
    if venue_id not in made.dataset.venues:
        raise click.BadParameter(f'there is no venue "{venue_id}"; {did_you_mean(venue_id, made.dataset.venues)}')
    return made.dataset.venues[venue_id]


# The commands.


class Day(click.ParamType[dt.date]):
    """An ISO day on the command line."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read YYYY-MM-DD."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day; write YYYY-MM-DD", param, ctx)


Command = Callable[..., None]


def with_data(command: Command) -> Command:
    """Give a command --data and --as-of."""
    command = click.option("--as-of", type=Day(), help="The day to build for (default: today in the city).")(command)
    return click.option("--data", type=click.Path(path_type=Path), default=DATA, help="The dataset folder.")(command)


def with_out(command: Command) -> Command:
    """Give a command --out."""
    return click.option("--out", type=click.Path(path_type=Path), default=OUT, help="The published folder.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Where a city's visitors are served: pages, search and signs from one curated dataset.

    Example: python build.py site
    """


@main.command()
@with_data
@with_out
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Worker processes.")
@click.option("--signs/--no-signs", default=True, help="Make the printable signs too.")
@click.option("--scheduler", default="", help="Use the workers of a dask scheduler (tcp://HOST:PORT) for the making.")
@click.option(
    "--timings", type=click.Path(path_type=Path), help="Write what was done, and the seconds of each stage, as JSON."
)
@click.option("--watch", is_flag=True, help="Stay, and publish each edit a moment after it was saved.")
def site(data: Path, out: Path, as_of: dt.date | None, watch: bool, **asked: Any) -> None:
    """Build and publish everything.

    Example: python build.py site --data my-city --out public --as-of 2026-11-23
    """
    once = partial(published, data, out, as_of, **asked)
    if watch:
        stay(once, data, out, as_of)
    once()


def published(
    data: Path,
    out: Path,
    as_of: dt.date | None,
    jobs: int,
    signs: bool,
    scheduler: str,
    timings: Path | None,
    warm: Mapping[str, Any] | None = None,
    trusted: bool = False,
) -> None:
    """Build and publish once, with values that are at hand (`warm`), in a folder that may be `trusted` as it stands."""
    calm()
    started = time.perf_counter()
    code = program_digest()
    cache = Cache(publish.cache_of(out), code, warm)
    made, problems = load(data, as_of, cache, jobs)
    loaded_s = round(time.perf_counter() - started, 6)
    if made is None:
        cache.settle(whole=False)
        fail(problems)
    tell(problems)
    if signs and isinstance(found := find_fonts(made.dataset.city.languages), list):
        fail(found)
    same = partial(surroundings, made.dataset.city.languages if signs else ())
    with Show() as show:
        work = tasks(made, signs)
        loading.remember(made, cache)
        city = f"{made.dataset.city.id} as of {made.as_of}"
        result = engine.build(work, made, out, jobs, show, code, scheduler, same, trusted, made.let_go)
    if isinstance(result, list):
        fail(result)
    cache.settle(whole=True)
    tell(result.problems)
    first = round(loaded_s + result.seconds["first"], 6)
    seconds = {"load": loaded_s, **result.seconds, "first": first, "all": round(time.perf_counter() - started, 6)}
    if timings:
        with writing(timings):
            timings.write_text(json.dumps(engine.figures(result, seconds), indent=1) + "\n", "utf-8")
    what = "nothing changed" if result.unchanged else f"{len(result.made)} made, {len(result.removed)} removed"
    click.echo(f"{out}: {what}, {result.kept_count} kept; {city}, {seconds['all']:.1f} s")


def rehearse(data: Path, as_of: dt.date | None, warm: Mapping[str, Any]) -> None:
    """Make some pages for nobody: the formats of all languages, say, are then at hand in this process."""
    made, _ = load(data, as_of, Cache(None, program_digest(), warm))
    first = next((task for task in page_tasks(made) if task.name.startswith("venues/")), None) if made else None
    for recipe in islice(first.plan(made), REHEARSED) if first and made else ():
        recipe.make()


def stay(once: Callable[..., None], data: Path, out: Path, as_of: dt.date | None) -> NoReturn:
    """Publish, and again after every change of the sources or of the day, until Ctrl-C.

    What was read stays in this process, and what some first pages had it read. While only it publishes, nobody looks
    whether the published files still stand.
    """
    warm: dict[str, Any] = {}

    def tree() -> watching.Seen:
        state = publish.locate(out)
        return watching.look([state.manifest]) if isinstance(state, publish.State) else {}

    def keep() -> None:
        cold, found = not warm, warmed(publish.cache_of(out), program_digest(), warm)
        warm.clear()  # of what no edit asks for any more
        warm.update(found)
        if cold:
            rehearse(data, as_of, warm)

    watching.stay(
        sources=lambda: (watching.look([data, LOCALES]), as_of or today(data)),
        program=lambda: watching.look([*program_files(), TEMPLATES]),
        result=tree,
        work=lambda trusted: ended(partial(once, warm=warm, trusted=trusted)),
        rest=keep,
    )
    raise SystemExit(0)


@main.command()
@with_out
def rollback(out: Path) -> None:
    """Publish the version before the present one again; run it once more to undo that.

    Example: python build.py rollback --out public
    """
    fault = publish.rollback(out)
    if fault:
        stop([fault])
    click.echo(f"{out}: the version before is published again")


@main.command()
@with_data
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def check(data: Path, as_of: dt.date | None, as_json: bool) -> None:
    """Say everything that is wrong with a dataset and its catalogues, in one run.

    Example: python build.py check --data my-city
    """
    made, problems = load(data, as_of)
    tell(problems, as_json)
    if made is None:
        raise SystemExit(1)
    if not as_json:
        click.echo(f"{data}: {len(made.dataset.venues)} venues, no errors")


@main.command()
@click.argument("path")
@with_data
@with_out
def why(path: str, data: Path, out: Path, as_of: dt.date | None) -> None:
    """Say what a published file was made from, and what has changed since.

    Example: python build.py why en/venue/xiaotaoyuan-mosque.html
    """
    made = loaded(data, as_of)
    found = explain.why(out, path, planned(made, path), program_digest())
    if isinstance(found, Problem):
        stop([found])
    click.echo(str(found))


def planned(made: Site, path: str) -> Recipe | None:
    """Plan until a path turns up."""
    return next((recipe for task in tasks(made, signs=True) for recipe in task.plan(made) if recipe.path == path), None)


@main.command()
@click.argument("target")
@with_out
@click.option("--dry-run", is_flag=True, help="Only list what would be sent and deleted.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Threads.")
def deploy(target: str, out: Path, dry_run: bool, jobs: int) -> None:
    """Send the published folder to a folder, a .zip file or object storage (s3://bucket/prefix): only what changed.

    Example: python build.py deploy --dry-run /srv/city
    """
    deployment.command(target, out, dry_run, jobs)


@main.command()
@with_data
@with_out
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="0 takes any free port.")
def serve(data: Path, as_of: dt.date | None, out: Path, port: int) -> None:
    """Serve the published folder on this machine, for looking at it, for search, and for signs made on request.

    Example: python build.py serve --port 8080
    """
    found = preview.serve(out, "127.0.0.1", port, print_server(data, as_of))
    if isinstance(found, Problem):
        stop([found])


def print_server(data: Path, as_of: dt.date | None = None) -> preview.MakeMissing:
    """Give what makes signs on request; the dataset is read when the first of them is asked for."""

    @cache
    def site_or_fault() -> Site | Problem:
        made, problems = load(data, as_of)
        return made or next(problem for problem in problems if problem.level is Level.ERROR)

    def make_missing(path: str) -> bytes | Problem | None:
        if not path.startswith(sign_tasks.FOLDER):
            return None
        found = site_or_fault()
        return found if isinstance(found, Problem) else on_request(found, path)

    return make_missing


def wsgi(data: str = str(DATA), out: str = str(OUT)) -> Application:
    """Give the site with its print server to a WSGI host: `gunicorn --workers 2 --threads 4 "build:wsgi()"`."""
    return application(Path(out), print_server(Path(data)))


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


@main.command()
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


@main.command()
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
    folder = out / search_entries.FOLDER
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


@main.command()
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


@main.command()
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


@main.command()
@with_data
def code(data: Path, as_of: dt.date | None) -> None:  # noqa: ARG001 - the same options everywhere
    """Make a QR code that was never given out, for a new venue.

    Example: python build.py code
    """
    dataset, problems = load_dataset(data)
    if dataset is None:
        stop(problems)
    click.echo(qr_codes.new_code(dataset.codes))


@main.command()
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


@main.command()
@with_data
def locale(data: Path, as_of: dt.date | None) -> None:  # noqa: ARG001 - the same options everywhere
    """Gather all texts to translate into the POT files, and bring the PO files up to date.

    Example: python build.py locale
    """
    dataset, problems = load_dataset(data)
    if dataset is None:
        stop(problems)
    known, _ = loading.languages_of(dataset)
    locales = loading.locales_of(data, LOCALES)
    faults = [problem for tag in known for problem in catalogues.load(locales, LANGUAGES[tag])[1]]
    if has_errors(faults):  # a file that cannot be read whole would be written back with holes
        stop(faults)
    with writing(locales):
        lines = list(tools.update(dataset, locales, ROOT))
    for line in lines:
        click.echo(line)


def run() -> None:
    """Run the command line, and leave at once: taking a large city apart value by value costs more than an edit."""
    os._exit(ended(main))


if __name__ == "__main__":
    run()
