"""What the directory knows of itself: coverage, ages, targets, sources, and the sheet of all pictograms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from directory.audit import Audit, TargetCount
from directory.dates import UNKNOWN, Freshness
from directory.localisation import formats
from directory.localisation.edition import Edition, Site
from directory.localisation.localise import FRESHNESS, METHODS, UNKNOWN_DATE
from directory.localisation.text import Text
from directory.output.recipe import Recipe
from directory.pages.front import counted
from directory.pages.press import Press
from directory.vocabulary import DOORS, FAMILIES, KINDS, N_, PROPERTIES


@dataclass(frozen=True)
class Bar:
    """A counted share: words, how many, of how many."""

    label: str
    count: int
    total: int
    colour: str = "access"


@dataclass(frozen=True)
class TargetLine:
    """A target of the plan with its count."""

    label: Text
    clause: str
    source: str
    target: TargetCount


@dataclass(frozen=True)
class SourceLine:
    """A source as visitors see it."""

    title: str
    publisher: str
    licence: str
    url: str
    count: int


@dataclass(frozen=True)
class Column:
    """One column of a plot: its words, its count, its height as a share of the highest in hundredths."""

    label: str
    count: int
    height: int


@dataclass(frozen=True)
class Grid:
    """A table of shares: a heading for each column; for each row its words, its key, and (count, total, step 0-5)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[int, int, int], ...]], ...]


@dataclass(frozen=True)
class Pictogram:
    """A pictogram and the words that it stands for."""

    icon: str
    label: str
    colour: str


Sheets = tuple[tuple[str, tuple[Pictogram, ...]], ...]


def plan(press: Press) -> Iterator[Recipe]:
    """Plan the pages about the data of an edition."""
    edition = press.edition
    counts = counted(edition.site)
    yield press.page(
        "about.html",
        "about.html",
        counts=counts,
        ages=_ages(edition, counts),
        years=_years(edition, counts),
        methods=_methods(edition, counts),
        families=_families(edition, counts),
        grid=_grid(edition, counts),
        targets=_targets(edition, counts),
        languages_done=_coverage(edition),
        as_of=(edition.site.as_of.isoformat(), formats.long_date(edition.site.as_of, edition.language)),
    )
    yield press.page("sources.html", "sources.html", sources=_sources(edition))
    yield press.page("pictograms.html", "pictograms.html", sheets=_pictograms(edition))


def _years(edition: Edition, counts: Audit) -> tuple[Column, ...]:
    """Plot the statements by the year in which they were seen, without gaps; those of unknown date come last."""
    known = sorted(int(year) for year in counts.years if year != UNKNOWN)
    top = max(counts.years.values(), default=1)
    years = [str(year) for year in range(known[0], known[-1] + 1)] if known else []
    columns = [(year, counts.years.get(year, 0)) for year in years]
    if UNKNOWN in counts.years:
        columns.append((edition.localiser.label(UNKNOWN_DATE), counts.years[UNKNOWN]))
    return tuple(Column(label, count, -(-100 * count // top)) for label, count in columns)


def _grid(edition: Edition, counts: Audit) -> Grid:
    """Tell for each district how many of its places have any statement in each family."""
    rows = []
    for key, found in counts.grid.items():
        if total := counts.districts.get(key, 0):
            cells = tuple((count, total, -(-5 * count // total)) for count in found.values())
            rows.append((edition.localiser.district(key).value, key, cells))
    return Grid(tuple(edition.localiser.label(family.label) for family in FAMILIES.values()), tuple(rows))


def _pictograms(edition: Edition) -> Sheets:
    """Show every pictogram of the vocabulary with its words, by what it stands for; each pair once."""
    label = edition.localiser.label
    sheets: list[tuple[str, list[Pictogram]]] = [
        (label(N_("Questions")), [Pictogram(d.icon, label(d.label), d.colour) for d in DOORS.values()]),
        (label(N_("Kinds of place")), [Pictogram(k.icon, label(k.label), k.colour) for k in KINDS.values()]),
    ]
    for key, family in FAMILIES.items():
        found = [
            Pictogram(prop.icon, label(prop.label), family.colour) for prop in PROPERTIES.values() if prop.family == key
        ]
        sheets.append((label(family.label), found))
    return tuple((heading, tuple(dict.fromkeys(found))) for heading, found in sheets)


def _ages(edition: Edition, counts: Audit) -> tuple[Bar, ...]:
    total = sum(counts.ages.values())
    return tuple(
        Bar(edition.localiser.label(FRESHNESS[state]), counts.ages.get(state, 0), total) for state in Freshness
    )


def _methods(edition: Edition, counts: Audit) -> tuple[Bar, ...]:
    total = sum(counts.methods.values())
    return tuple(
        Bar(edition.localiser.label(METHODS[method]), counts.methods.get(method, 0), total) for method in METHODS
    )


def _families(edition: Edition, counts: Audit) -> tuple[Bar, ...]:
    return tuple(
        Bar(edition.localiser.label(family.label), counts.families[key], counts.venues, family.colour)
        for key, family in FAMILIES.items()
    )


def _targets(edition: Edition, counts: Audit) -> tuple[TargetLine, ...]:
    lines = []
    for count in counts.targets:
        target = edition.site.dataset.targets[count.key]
        text = edition.localiser.text(target.label, f"target.{count.key}.label")
        lines.append(TargetLine(text, target.clause, edition.site.dataset.sources[target.source].title, count))
    return tuple(lines)


def _coverage(edition: Edition) -> tuple[Bar, ...]:
    """Count how many venue names each language has, translated or of its own."""
    total = len(edition.site.dataset.venues)
    return tuple(
        Bar(formats.language_name(tag, edition.language), count, total, "language")
        for tag, count in _named(edition.site).items()
    )


@lru_cache(maxsize=1)
def _named(site: Site) -> Mapping[str, int]:
    """Count the venues that have a name in each language; once in each process, for the pages of all languages."""
    localisers = [site.edition(language.tag).localiser for language in site.languages]
    return {
        one.tag: sum(one.name(venue).lang == one.tag for venue in site.dataset.venues.values()) for one in localisers
    }


def _sources(edition: Edition) -> tuple[SourceLine, ...]:
    """List the sources that facts come from, the most used first."""
    used = _used(edition.site)
    lines = [
        SourceLine(
            source.title,
            source.publisher or "",
            source.licence,
            (source.url or "") if source.publish else "",
            used[key],
        )
        for key, source in edition.site.dataset.sources.items()
    ]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.title)))


@lru_cache(maxsize=1)
def _used(site: Site) -> Mapping[str, int]:
    """Count the statements that come from each source; once in each process, for the pages of all languages."""
    data = site.dataset
    tables = [table for venue in data.venues.values() for table in (*venue.stated().values(), *venue.claim)]
    return Counter(table.source for table in [*tables, *data.hotlines.values(), *data.targets.values()])
