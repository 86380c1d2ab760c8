"""Checks a dataset against its vocabulary, its sources, its calendar and itself; everything wrong, in one run.

In: a Dataset, the folder it was read from (for lines), the day. Out: Problems, sorted. An error stops the build before
a byte is published. Each rule is a function from the dataset to problems; `RULES` lists them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from directory import codes, geo, hours
from directory.dates import first_day
from directory.location import line_of, written_at
from directory.model import Claim, Dataset, Evidence, LocalText, Venue, standings
from directory.plaintext import faults
from directory.problem import Problem, did_you_mean, error, warning
from directory.vocabulary import CARD_ORIGINS, CHANNELS, KINDS, PROPERTIES, SCOPES, Property, Type, match_scope

BCP47 = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-x-[a-z0-9]{1,8})?\Z")
PHONE = re.compile(r"\+[0-9][0-9 -]{5,18}[0-9](;ext=[0-9]{1,6})?\Z")
MAX_NAME = 120  # longer names fit on no sign
CONVERSION_TOLERANCE_M = 5.0


def check(dataset: Dataset, folder: Path, as_of: dt.date) -> list[Problem]:
    """Run every rule and give the problems their lines."""
    found = [problem for rule in RULES for problem in rule(dataset, as_of)]
    return sorted(set(_with_lines(found, folder)))


def _with_lines(problems: Iterable[Problem], folder: Path) -> Iterator[Problem]:
    texts: dict[str, str] = {}
    for problem in problems:
        if problem.file not in texts:
            path = folder / problem.file
            texts[problem.file] = path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""
        text = texts[problem.file]
        if problem.file.endswith(".csv"):
            rows = [number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"{problem.field},")]
            yield replace(problem, line=rows[0] if rows else 0)
            continue
        path_in_file = problem.field.split(".") if problem.field else []
        if path_in_file and path_in_file[-1] in ("source", "method", "observed"):
            path_in_file = [str(part) for part in written_at(text, path_in_file)]
        yield replace(problem, field=".".join(path_in_file), line=line_of(text, path_in_file))


def identity(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Kinds are known; codes are sound, listed, one to a venue, and never removed."""
    for venue in data.venues.values():
        file = data.files[venue.id]
        if venue.kind not in KINDS:
            yield error(
                file,
                "kind",
                "kind-unknown",
                venue.kind,
                f'"{venue.kind}" is not a kind',
                did_you_mean(venue.kind, KINDS),
            )
        if not codes.is_valid(venue.code):
            expected = venue.code[:5] + codes.check_character(venue.code[:5])
            yield error(
                file,
                "code",
                "code-check",
                venue.code,
                f"{venue.code} has a wrong check character",
                f"copy the code again from codes.csv; with these five characters it would be {expected}",
            )
        elif (holder := _holder(data, venue)) is not None:
            yield error(
                file,
                "code",
                "code-twice",
                venue.code,
                f"{venue.code} is already the code of {holder}",
                "give this venue a code of its own: python build.py code",
            )
        elif venue.code not in data.codes:
            yield error(
                file,
                "code",
                "code-unlisted",
                venue.code,
                f"{venue.code} is not in codes.csv",
                f"add the row {venue.code},{venue.id}",
            )
        elif _final(data, data.codes[venue.code]) != venue.id:
            yield error(
                file,
                "code",
                "code-reused",
                venue.code,
                f"codes.csv gives {venue.code} to {data.codes[venue.code]}",
                "a code is never given to another venue; a renamed id needs a row in redirects.csv",
            )
    for code, owner in data.codes.items():
        if not codes.is_valid(code):
            yield error(
                "codes.csv", code, "code-check", code, f"{code} is not a code", "python build.py code makes one"
            )
        elif owner not in data.redirects and owner not in data.files:  # a lost redirect is told as such
            yield error(
                "codes.csv",
                code,
                "venue-removed",
                owner,
                f"{owner} has the code {code}, but no file",
                "bring the file back (a closed venue keeps it, with [closed]), or add the id to redirects.csv",
            )


def _holder(data: Dataset, venue: Venue) -> str | None:
    """Give the other venue that carries this venue's code and was given it in codes.csv, if there is one."""
    holder = data.venues.get(_final(data, data.codes.get(venue.code, "")))
    return holder.id if holder and holder.id != venue.id and holder.code == venue.code else None


def _final(data: Dataset, venue_id: str) -> str:
    """Follow redirects to a living id, or as far as they lead."""
    for _ in range(len(data.redirects) + 1):
        if venue_id in data.files or venue_id not in data.redirects:
            return venue_id
        venue_id = data.redirects[venue_id]
    return venue_id


def redirects(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A renamed id leads to a venue that exists, and no living id is redirected."""
    for old, new in data.redirects.items():
        if old not in data.files and _final(data, old) not in data.files:
            yield error(
                "redirects.csv",
                old,
                "redirect-lost",
                new,
                f"{old} leads to {new}, which {'leads back' if new in data.redirects else 'does not exist'}",
                "name the id of a venue file",
            )
        if old in data.files:
            yield error(
                "redirects.csv",
                old,
                "redirect-shadows",
                old,
                f"{old} is redirected, but has a file",
                "take the row out, or rename the file",
            )


def place(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue has a name in the local language and an address or a position; its district and folder agree."""
    local = data.city.languages[0] if data.city.languages else "und"
    for venue in data.venues.values():
        file = data.files[venue.id]
        if local not in venue.name.texts:
            yield error(file, "name", "name-local", "", f"has no name in {local}", f'write {local} = "…" in [name]')
        if not (venue.address and venue.address.texts) and venue.position is None:
            yield error(
                file,
                "",
                "place-missing",
                "",
                "has neither address nor position",
                "state one of them with its source; a place nobody can find is not published",
            )
        folder = Path(file).parent.name
        district = venue.district.value if venue.district else "unplaced"
        if venue.district and district not in data.city.district:
            yield error(
                file,
                "district.value",
                "district-unknown",
                district,
                f'"{district}" is not a district of the city',
                did_you_mean(district, data.city.district),
            )
        elif folder != district:
            yield error(
                file,
                "district.value" if venue.district else "",
                "district-folder",
                folder,
                f"the file lies in {folder}/, its district is {district}",
                f"move it to venues/{district}/",
            )


def positions(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Positions lie in the city's box; an original on another datum converts to the position that is stated."""
    west, south, east, north = data.city.box
    for venue in data.venues.values():
        at, file = venue.position, data.files[venue.id]
        if at is None:
            continue
        if _ordered(data.city.box) and not (south <= at.lat <= north and west <= at.lon <= east):
            swapped = south <= at.lon <= north and west <= at.lat <= east
            yield error(
                file,
                "position.lat",
                "position-swapped" if swapped else "position-outside",
                f"{at.lat}, {at.lon}",
                f"{at.lat}, {at.lon} lies outside the city's box",
                "latitude and longitude are swapped"
                if swapped
                else f"expected latitude {south} to {north} and longitude {west} to {east} (city.toml, box)",
            )
        if at.original is not None:
            yield from _conversion(file, venue)


def _ordered(box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def _conversion(file: str, venue: Venue) -> Iterator[Problem]:
    at = venue.position
    if at is None or at.original is None:
        return
    if at.original.datum not in geo.DATUMS:
        yield error(
            file,
            "position.original.datum",
            "datum-unknown",
            at.original.datum,
            f'"{at.original.datum}" is not a datum',
            did_you_mean(at.original.datum, geo.DATUMS),
        )
        return
    converted = geo.wgs84_from(at.original.datum, geo.Point(at.original.lat, at.original.lon))
    gap = geo.distance_m(converted, geo.Point(at.lat, at.lon))
    if gap > CONVERSION_TOLERANCE_M:
        yield error(
            file,
            "position.original",
            "datum-conversion",
            f"{at.original.lat}, {at.original.lon}",
            f"the original converts to a point {gap:.0f} m away from the position",
            f"expected lat = {converted.lat:.6f}, lon = {converted.lon:.6f}",
        )


def _evidence(data: Dataset) -> Iterator[tuple[str, str, Evidence]]:
    """Every table with evidence: its file, its path in the file, the table."""
    for venue in data.venues.values():
        for name, table in venue.stated().items():
            yield data.files[venue.id], name, table
        for number, claim in enumerate(venue.claim):
            yield data.files[venue.id], f"claim.{number}", claim
    for file, tables in (
        ("hotlines.toml", data.hotlines),
        ("targets.toml", data.targets),
        ("notices.toml", data.notices),
    ):
        for name, entry in tables.items():
            yield file, name, entry
    for year, holidays in data.holidays.items():
        yield f"holidays/{year}.toml", "", holidays


def evidence(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Sources are listed; nothing was observed after the day of the build; an end does not lie before its beginning."""
    if not data.sources:
        yield error(
            "sources.toml", "", "source-unknown", "", "lists no source", "every fact needs one: write [id] tables"
        )
    for file, field, table in _evidence(data):
        if data.sources and table.source not in data.sources:
            yield error(
                file,
                f"{field}.source".lstrip("."),
                "source-unknown",
                table.source,
                f'"{table.source}" is not in sources.toml',
                did_you_mean(table.source, data.sources),
            )
        day = first_day(table.observed)
        if day is not None and day > as_of:
            yield error(
                file,
                f"{field}.observed".lstrip("."),
                "date-future",
                table.observed,
                f"observed {table.observed}, after {as_of}",
                "write the day on which the fact was seen",
            )


def claims(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Claims speak of known properties in known scopes, with values of the right type and only fitting qualifiers."""
    for venue in data.venues.values():
        file = data.files[venue.id]
        seen: dict[tuple[object, ...], int] = {}
        for number, claim in enumerate(venue.claim):
            at = f"claim.{number}"
            prop = PROPERTIES.get(claim.property)
            if prop is None:
                yield error(
                    file,
                    f"{at}.property",
                    "property-unknown",
                    claim.property,
                    f'"{claim.property}" is not a property',
                    did_you_mean(claim.property, PROPERTIES),
                )
                continue
            yield from _value(file, at, claim, prop)
            yield from _qualifiers(file, at, claim, prop)
            key = (*claim.slot, claim.source, claim.ref, claim.observed)
            if key in seen:
                yield error(
                    file,
                    at,
                    "claim-twice",
                    claim.property,
                    f"says the same of {claim.property} as claim.{seen[key]}",
                    "keep one; a source says one thing of one property on one day",
                )
            seen.setdefault(key, number)
            if claim.scope is not None and match_scope(claim.scope) is None:
                yield error(
                    file,
                    f"{at}.scope",
                    "scope-unknown",
                    claim.scope,
                    f'"{claim.scope}" is not a scope',
                    did_you_mean(claim.scope, SCOPES),
                )


def _value(file: str, at: str, claim: Claim, prop: Property) -> Iterator[Problem]:
    value, field = claim.value, f"{at}.value"
    if prop.type is Type.CHOICE:
        allowed = [choice.key for choice in prop.values]
        if value not in allowed:
            yield error(
                file,
                field,
                "value-unknown",
                value,
                f'"{value}" is not a value of {prop.key}',
                f"{did_you_mean(str(value), allowed)} (unknown is no claim at all)",
            )
        return
    right = {
        Type.COUNT: isinstance(value, int) and value >= 0,
        Type.CENTIMETRES: isinstance(value, (int, float)) and 0 < value < 10_000,
        Type.PLAIN: isinstance(value, str),
        Type.TEXT: isinstance(value, dict) and bool(value),
    }[prop.type]
    if not right or isinstance(value, bool):
        wanted = {
            Type.COUNT: "a whole number, 0 or more",
            Type.CENTIMETRES: "a number of centimetres",
            Type.PLAIN: "a text",
            Type.TEXT: "a table of texts by language",
        }[prop.type]
        yield error(file, field, "value-type", value, f"{value!r} does not fit {prop.key}", f"expected {wanted}")


def _qualifiers(file: str, at: str, claim: Claim, prop: Property) -> Iterator[Problem]:
    known = {"card_origin": CARD_ORIGINS, "channel": CHANNELS}
    for name in ("language", "card_origin", "channel"):
        value = getattr(claim, name)
        if value is None:
            continue
        if name not in prop.qualifiers:
            yield error(file, f"{at}.{name}", "qualifier-misplaced", value, f"{prop.key} has no {name}", "take it out")
        elif name in known and value not in known[name]:
            yield error(
                file,
                f"{at}.{name}",
                "qualifier-unknown",
                value,
                f'"{value}" is not a {name}',
                did_you_mean(value, known[name]),
            )
        elif name == "language" and not BCP47.match(value):
            yield error(
                file,
                f"{at}.language",
                "language-tag",
                value,
                f'"{value}" is not a BCP 47 tag',
                "such as en, ar or zh-Hans",
            )
    if prop.key == "language" and claim.language is None:
        yield error(file, at, "qualifier-missing", "", "does not say which language", 'add language = "en"')


def certificates(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A halal certificate names its issuer and its end; one past its end counts no more and is told."""
    for venue in data.venues.values():
        for number, claim in enumerate(venue.claim):
            file, at = data.files[venue.id], f"claim.{number}"
            if claim.property == "halal" and claim.value == "certificate" and not (claim.issuer and claim.valid_until):
                yield error(
                    file,
                    at,
                    "certificate-incomplete",
                    "",
                    "a certificate without issuer or end",
                    'add issuer = "…" and valid_until = "YYYY-MM-DD", or claim a lower rung',
                )
            if claim.valid_until is None:
                continue
            seen = first_day(claim.observed)
            if seen is not None and dt.date.fromisoformat(claim.valid_until) < seen:
                yield error(
                    file,
                    f"{at}.valid_until",
                    "end-before-start",
                    claim.valid_until,
                    f"ends {claim.valid_until}, before it was observed",
                    "check both dates",
                )
            elif dt.date.fromisoformat(claim.valid_until) < as_of:
                yield warning(
                    file,
                    f"{at}.valid_until",
                    "certificate-expired",
                    claim.valid_until,
                    f"ended {claim.valid_until} and counts no more",
                    "ask for the new one, or take the claim out",
                )


def conflicts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Claims of equal standing that differ are published as a conflict; the curator is told."""
    for venue in data.venues.values():
        known = tuple(claim for claim in venue.claim if claim.property in PROPERTIES)
        for slot, standing in standings(known, as_of).items():
            if standing.conflict:
                said = " / ".join(f"{c.value} ({c.source})" for c in standing.claims)
                yield warning(
                    data.files[venue.id],
                    f"claim.{venue.claim.index(standing.claims[0])}",
                    "conflict",
                    said,
                    f"sources of equal standing differ on {slot[0]}: {said}",
                    "go and look, then add an on_site claim",
                )


def _texts(data: Dataset) -> Iterator[tuple[str, str, str, str]]:
    """Every text for visitors: its file, its path, its language tag, itself."""
    for venue in data.venues.values():
        for name, table in venue.stated().items():
            if isinstance(table, LocalText):
                for tag, text in table.texts.items():
                    yield data.files[venue.id], f"{name}.{tag}", tag, text
            for field in ("value", "ref", "checked_by"):
                if isinstance(said := getattr(table, field, None), str):
                    yield data.files[venue.id], f"{name}.{field}", "", said
        for number, claim in enumerate(venue.claim):
            for field in ("value", "note", "scope", "issuer", "ref", "checked_by"):
                value = getattr(claim, field)
                if isinstance(value, dict):
                    for tag, text in value.items():
                        yield data.files[venue.id], f"claim.{number}.{field}.{tag}", tag, text
                elif isinstance(value, str):
                    yield data.files[venue.id], f"claim.{number}.{field}", "", value
    for file, tables in (
        ("hotlines.toml", data.hotlines),
        ("notices.toml", data.notices),
        ("targets.toml", data.targets),
    ):
        for key, entry in tables.items():
            for field in ("name", "note", "text", "label"):
                for tag, text in (getattr(entry, field, None) or {}).items():
                    yield file, f"{key}.{field}.{tag}", tag, text
    for key, source in data.sources.items():
        for field in ("title", "url", "publisher", "licence"):
            if value := getattr(source, field):
                yield "sources.toml", f"{key}.{field}", "", value
    yield from _city_texts(data)


def _city_texts(data: Dataset) -> Iterator[tuple[str, str, str, str]]:
    """The city's own words: its file, their path, their language tag, themselves."""
    tables = {"name": data.city.name, "driver_note": data.city.driver_note}
    tables |= {f"district.{key}.name": district.name for key, district in data.city.district.items()}
    for key, statement in data.city.statement.items():
        tables |= {f"statement.{key}.title": statement.title}
        for tag, text in statement.text.items():
            for paragraph in text.strip().split("\n\n"):
                yield "city.toml", f"statement.{key}.text.{tag}", tag, " ".join(paragraph.split())
    for field, table in tables.items():
        for tag, text in table.items():
            yield "city.toml", f"{field}.{tag}", tag, text


def texts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Texts are plain, in NFC, without overrides; their keys are language tags; names are not longer than a sign."""
    for file, field, tag, text in _texts(data):
        if tag and not BCP47.match(tag):
            yield error(
                file,
                field,
                "language-tag",
                tag,
                f'"{tag}" is not a language tag or a key of this table',
                did_you_mean(tag, [*data.city.languages, *Evidence.model_fields]),
            )
        for fault in faults(text):
            yield error(file, field, fault.code, text, fault.message, fault.hint)
        if field.startswith("name.") and len(text) > MAX_NAME:
            yield error(
                file,
                field,
                "name-long",
                text,
                f"has {len(text)} characters",
                f"expected at most {MAX_NAME}: the rest belongs into [description]",
            )


def contacts(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Opening hours parse as OpenStreetMap's syntax, telephone numbers as E.164 with spaces."""
    for venue in data.venues.values():
        file = data.files[venue.id]
        if venue.opening_hours and (wrong := hours.fault(venue.opening_hours.value)):
            yield error(
                file,
                "opening_hours.value",
                "hours-syntax",
                venue.opening_hours.value,
                wrong,
                hours.suggestion(venue.opening_hours.value),
            )
        if venue.phone:
            for number in venue.phone.value.split("; "):
                if not PHONE.match(number) and not re.fullmatch("[0-9]{3,12}", number):
                    yield error(
                        file,
                        "phone.value",
                        "phone-syntax",
                        number,
                        f'"{number}" is not a telephone number',
                        'write it as dialled from abroad: "+86 21 6377 5442", several with "; "',
                    )
    for key, hotline in data.hotlines.items():
        if hotline.opening_hours and (wrong := hours.fault(hotline.opening_hours)):
            yield error(
                "hotlines.toml",
                f"{key}.opening_hours",
                "hours-syntax",
                hotline.opening_hours,
                wrong,
                hours.suggestion(hotline.opening_hours),
            )
        if not re.fullmatch(r"\+?[0-9 -]{3,20}", hotline.number):
            yield error(
                "hotlines.toml",
                f"{key}.number",
                "phone-syntax",
                hotline.number,
                f'"{hotline.number}" is not a number to dial',
                "digits, spaces and hyphens",
            )


def city(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """The settings hold together: zone, box, datum, languages, addresses, emergency numbers."""
    settings = data.city
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield error(
            "city.toml",
            "time_zone",
            "zone-unknown",
            settings.time_zone,
            f'"{settings.time_zone}" is not a time zone',
            "write an IANA name such as Asia/Shanghai",
        )
    if not _ordered(settings.box):
        yield error(
            "city.toml", "box", "box-order", settings.box, "is not west, south, east, north", "order the four numbers"
        )
    if settings.map_datum not in ("WGS-84", "GCJ-02"):
        yield error(
            "city.toml",
            "map_datum",
            "datum-unknown",
            settings.map_datum,
            f'"{settings.map_datum}" is not WGS-84 or GCJ-02',
            "GCJ-02 in mainland China, WGS-84 elsewhere",
        )
    for field, tags in (("languages", settings.languages), ("sign_languages", settings.sign_languages)):
        if not tags or len(set(tags)) != len(tags):
            yield error(
                "city.toml", field, "languages", tags, "is empty or names a language twice", "list each tag once"
            )
    for tag in settings.languages:
        if not BCP47.match(tag):
            message = f'"{tag}" is not a BCP 47 tag'
            yield error("city.toml", "languages", "language-tag", tag, message, "such as en, ar or zh-Hans")
    for tag in settings.sign_languages:
        if tag not in settings.languages:
            yield error(
                "city.toml",
                "sign_languages",
                "languages",
                tag,
                f"{tag} is not among the city's languages",
                did_you_mean(tag, settings.languages),
            )
    if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", settings.qr_origin):
        yield error(
            "city.toml",
            "qr_origin",
            "origin-path",
            settings.qr_origin,
            "is not a host root",
            "write https://host without path or slash: QR addresses are /Q/<CODE>/ under it",
        )
    if not settings.base_url.endswith("/"):
        yield error("city.toml", "base_url", "base-slash", settings.base_url, "does not end in a slash", "add it")
    for number in (*settings.emergency, *filter(None, [settings.sign_hotline])):
        if number not in data.hotlines:
            yield error(
                "city.toml",
                "emergency",
                "hotline-unknown",
                number,
                f'"{number}" is not in hotlines.toml',
                did_you_mean(number, data.hotlines),
            )


def references(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Notices, successors, targets and printed batches name things that exist."""
    for key, notice in data.notices.items():
        if notice.venue is not None and notice.venue not in data.files:
            yield error(
                "notices.toml",
                f"{key}.venue",
                "venue-unknown",
                notice.venue,
                f"there is no venue {notice.venue}",
                did_you_mean(notice.venue, data.files),
            )
        if notice.ends < notice.begins:
            yield error(
                "notices.toml",
                f"{key}.ends",
                "end-before-start",
                notice.ends,
                "ends before it begins",
                "check both days",
            )
    for venue in data.venues.values():
        if venue.closed and venue.closed.successor and venue.closed.successor not in data.files:
            yield error(
                data.files[venue.id],
                "closed.successor",
                "venue-unknown",
                venue.closed.successor,
                f"there is no venue {venue.closed.successor}",
                did_you_mean(venue.closed.successor, data.files),
            )
    for key, target in data.targets.items():
        for field, words, known in (
            ("kinds", target.kinds, KINDS),
            ("of_kinds", target.of_kinds, KINDS),
            ("properties", target.properties, PROPERTIES),
        ):
            for word in words:
                if word not in known:
                    yield error(
                        "targets.toml",
                        f"{key}.{field}",
                        "term-unknown",
                        word,
                        f'"{word}" is not in the vocabulary',
                        did_you_mean(word, known),
                    )
    for issue in data.issues:
        if issue.code not in data.codes:
            yield error(
                "issued.csv",
                issue.code,
                "code-unlisted",
                issue.code,
                f"{issue.code} was never given out",
                "issued.csv is written by `python build.py issue` only",
            )


RULES: tuple[Callable[[Dataset, dt.date], Iterator[Problem]], ...] = (
    identity,
    redirects,
    place,
    positions,
    evidence,
    claims,
    certificates,
    conflicts,
    texts,
    contacts,
    city,
    references,
)
