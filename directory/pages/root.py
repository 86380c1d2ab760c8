"""What belongs to no language: the language chooser, the 404 page, the QR addresses, the sitemap, the assets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from directory.localisation.edition import Site
from directory.localisation.values import LocalisedVenue
from directory.model import Venue
from directory.output.recipe import Recipe, digest
from directory.pages.press import press, read_templates
from directory.reprint import changed, owner, today
from directory.signage.content import is_reserved, revision
from directory.signage.kinds import RECORDS, usual_sign
from directory.vocabulary import N_

SITEMAP_MAX = 50_000  # addresses in one file, sitemaps.org protocol 0.9
SITEMAP_BYTES = 50_000_000  # of one file; the protocol's 50 MB are 52,428,800
# NOTE: parts of a printed sign, in the list of what changed since it was printed
PARTS = {
    "names": N_("name"),
    "kind": N_("kind of place"),
    "lines": N_("facts on the sign"),
    "address": N_("address"),
    "hotline": N_("hotline"),
    "facts_of": N_("date of the facts"),
    "sources": N_("sources"),
    "drafts": N_("review of the words"),
    "icons": N_("pictograms"),
    "family": N_("colour"),
    "scan": N_("words beside the code"),
    "code": N_("code"),
    "venue": N_("address of the page"),
    "sign": N_("kind of sign"),
    "back": N_("what stands on the back"),
}


@dataclass(frozen=True)
class Revision:
    """A revision of a sign that was printed: what changed since, in each language; nothing if it still holds."""

    id: str
    current: bool
    changed: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class CodeEntry:
    """A venue on its QR page, in one language."""

    lang: str
    dir: str
    slug: str
    own_name: str
    name: str
    name_lang: str
    labels: Mapping[str, str]


LABELS = {
    "current": N_("Your sign is up to date."),
    "changed": N_("Your sign is out of date. Changed since it was printed:"),
    "closed": N_("This place has closed for good."),
    "unknown": N_("The letters and digits after # on your sign tell whether it is up to date."),
}


def plan(site: Site) -> Iterator[Recipe]:
    """Plan what stands once for the whole site."""
    first = press(site.edition(site.dataset.city.languages[0]))
    yield first.page_at("index.html", "chooser.html", names=_city_names(site), base="")
    # A missing page may be asked for at any depth, so the page behind it links from the site's root.
    root = urlsplit(site.dataset.city.base_url).path
    yield first.page_at("404.html", "404.html", lost=_lost(site), base=root)
    for asset in read_templates(site.templates).assets.values():
        yield Recipe(asset.path, {"bytes": digest(asset.content)}, partial(bytes, asset.content))
    yield from _sitemap(site)


def plan_codes(site: Site, codes: Sequence[str]) -> Iterator[Recipe]:
    """Plan the page of each code: it lives at /Q/<CODE>/ for ever, also when its place has become part of another."""
    first = press(site.edition(site.dataset.city.languages[0]))
    for code in codes:
        venue = owner(site.dataset, code)
        localised = {language.tag: site.edition(language.tag).venues_by_id[venue.id] for language in site.languages}
        yield first.page_at(
            f"Q/{code}/index.html",
            "code.html",
            code=code,
            venue_id=venue.id,
            closed=venue.closed is not None,
            entries=tuple(_entry(site, tag, found) for tag, found in localised.items()),
            revisions=revisions(site, venue, code),
            base="../../",
        )


def revisions(site: Site, venue: Venue, code: str) -> tuple[Revision, ...]:
    """List the revisions of today's signs in their usual languages, then of printed ones, with what changed since.

    A sign in other languages is current if what was recorded of it still holds. Under a code that the venue no longer
    bears, since it is that of a place which became part of it, only printed signs are known, and all are old.
    """
    signs = [usual_sign(site, venue.id, kind) for kind in RECORDS] if code == venue.code else []
    current = [revision(sign) for sign in signs if sign]
    found = {each: Revision(each, True, ()) for each in current}
    for issue in site.dataset.issues:
        if issue.code == code and issue.revision not in found:
            fields = changed(issue, today(site, venue, issue))
            words = tuple(
                (tag, tuple(site.catalogues[tag].gettext(PARTS[field]) for field in fields if field in PARTS))
                for tag in site.dataset.city.languages
            )
            found[issue.revision] = Revision(issue.revision, not fields, words if fields else ())
    return tuple(found.values())


def _entry(site: Site, tag: str, venue: LocalisedVenue) -> CodeEntry:
    language = site.edition(tag).language
    labels = {key: site.catalogues[tag].gettext(msgid) for key, msgid in LABELS.items()}
    return CodeEntry(
        tag, language.direction, language.slug, language.own_name, venue.name.value, venue.name.lang, labels
    )


def _city_names(site: Site) -> tuple[tuple[str, str, str, str, str], ...]:
    """Give (tag, direction, slug, own name, the city's name) of every language."""
    rows = []
    for language in site.languages:
        text = site.edition(language.tag).localiser.text(site.dataset.city.name, "city.name")
        rows.append((language.tag, language.direction, language.slug, language.own_name, text.value))
    return tuple(rows)


def _lost(site: Site) -> tuple[tuple[str, str, str, str, str, str], ...]:
    """Give (tag, direction, slug, own name, "there is no such page", "home page") of every language."""
    rows = []
    for language in site.languages:
        words = site.catalogues[language.tag].gettext
        home = words(N_("Home page"))
        lost = words(N_("There is no page at this address."))
        rows.append((language.tag, language.direction, language.slug, language.own_name, lost, home))
    return tuple(rows)


def _sitemap(site: Site) -> Iterator[Recipe]:
    """Plan robots.txt and the sitemap with every language of every page (hreflang in sitemaps, Google's protocol)."""
    base = site.dataset.city.base_url
    rests = ["index.html", "hotlines.html", "about.html", "sources.html"]
    rests += [f"venue/{venue.id}.html" for venue in site.living]
    slugs = tuple((language.tag, language.slug) for language in site.languages)
    # Each address names all translations: from some languages on it is the bytes that end first.
    size = len(_urls(base, slugs, max(rests, key=len)))
    share = max(1, min(SITEMAP_MAX // max(1, len(slugs)), SITEMAP_BYTES // max(1, size)))
    parts = [rests[n : n + share] for n in range(0, len(rests), share)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n + 1}.xml" for n in range(len(parts))]
    for name, part in zip(names, parts, strict=True):
        yield Recipe(name, {"pages": digest(repr((base, slugs, part)))}, partial(_urlset, base, slugs, tuple(part)))
    if len(parts) > 1:
        yield Recipe("sitemap.xml", {"parts": digest(repr((base, names)))}, partial(_index, base, tuple(names)))
    # A site on a reserved example domain is a specimen: nobody should find it in a search engine.
    rule = "Disallow: /" if is_reserved(base) else "Allow: /"
    robots = f"User-agent: *\n{rule}\nSitemap: {base}sitemap.xml\n".encode()
    yield Recipe("robots.txt", {"bytes": digest(robots)}, partial(bytes, robots))


def _urlset(base: str, slugs: tuple[tuple[str, str], ...], rests: tuple[str, ...]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    return "\n".join([*lines, *(_urls(base, slugs, rest) for rest in rests), "</urlset>", ""]).encode()


def _urls(base: str, slugs: tuple[tuple[str, str], ...], rest: str) -> str:
    """Give a page in every language, a line each, with all its translations."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(f"{base}{slug}/{rest}")}"/>' for tag, slug in slugs
    )
    return "\n".join(f"<url><loc>{escape(f'{base}{slug}/{rest}')}</loc>{links}</url>" for _, slug in slugs)


def _index(base: str, names: tuple[str, ...]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    lines += [f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in names]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode()
