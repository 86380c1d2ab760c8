"""Where a site goes: `deploy`, `serve`, and a host that speaks WSGI; with signs that are made on request."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from pathlib import Path

import click

from directory.commands.options import DATA, OUT, load, with_data, with_out
from directory.deploy import command as deployment
from directory.localisation.edition import Site
from directory.output import serve as preview
from directory.output.console import stop
from directory.output.wsgi import Application, application
from directory.problem import Level, Problem
from signs import tasks as sign_tasks
from signs.on_request import on_request


@click.command()
@click.argument("target")
@with_out
@click.option("--dry-run", is_flag=True, help="Only list what would be sent and deleted.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1, help="Threads.")
def deploy(target: str, out: Path, dry_run: bool, jobs: int) -> None:
    """Send the published folder to a folder, a .zip file or object storage (s3://bucket/prefix): only what changed.

    Example: python build.py deploy --dry-run /srv/city
    """
    deployment.command(target, out, dry_run, jobs)


@click.command()
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
