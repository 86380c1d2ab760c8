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
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from directory import loading
from directory.commands.desk import code, locale, schema
from directory.commands.find import search
from directory.commands.hosting import deploy, serve, wsgi
from directory.commands.options import LOCALES, TEMPLATES, load, loaded, today, with_data, with_out
from directory.commands.paper import booklet, issue, signs
from directory.export import tasks as export_tasks
from directory.localisation.edition import Site
from directory.output import engine, explain, publish
from directory.output import watch as watching
from directory.output.cache import Cache, warmed
from directory.output.calm import calm
from directory.output.console import Show, ended, fail, stop, tell, writing
from directory.output.recipe import Recipe, Task
from directory.pages import print_page
from directory.pages.tasks import tasks as page_tasks
from directory.problem import Problem
from directory.program import program_digest, program_files, surroundings
from directory.search import entries as search_entries
from signs import examples as sign_examples
from signs import tasks as sign_tasks
from signs.stock import stock
from signs.text.fonts import find as find_fonts

__all__ = ["main", "wsgi"]  # what a shell and a WSGI host ask for

REHEARSED = 1000  # pages: some of each language


# The pipeline, in reading order.


def tasks(site: Site, with_signs: bool) -> list[Task[Site]]:
    """List all work on a site."""
    examples = sign_examples.examples(site) if with_signs else {}
    # First what takes the most memory, while the rest takes little; it leaves room that the rest uses again.
    made = [*export_tasks.tasks(site), *search_entries.tasks(site)]
    made += [*page_tasks(site), *print_page.tasks(site, stock(examples))]
    return made + ([*sign_tasks.tasks(site), *sign_examples.tasks(examples)] if with_signs else [])


# The commands.


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
    plans = (task.plan(made) for task in tasks(made, with_signs=True))
    return next((recipe for plan in plans for recipe in plan if recipe.path == path), None)


for _command in (deploy, serve, signs, search, issue, booklet, code, schema, locale):
    main.add_command(_command)


def run() -> None:
    """Run the command line, and leave at once: taking a large city apart value by value costs more than an edit."""
    os._exit(ended(main))


if __name__ == "__main__":
    run()
