"""What the dataset holds: venues with their stated facts and claims, sources, the city's settings.

In: tables read from TOML and CSV by `dataset`. Out: frozen values for checking and localising; what claims come to on
a day is `standing`. Pydantic types give strict reading, every fault at once, and the JSON Schema that editors use.
"""

from __future__ import annotations

import builtins
import datetime as dt
import enum
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from directory.dates import first_day
from directory.geo import Point
from directory.vocabulary import PROPERTIES, Property, Type


class Method(enum.StrEnum):
    """How a fact came to be known, the strongest first; the order decides which claim is effective."""

    ON_SITE = "on_site"
    MEASURED = "measured"
    DOCUMENT_SEEN = "document_seen"
    TRANSACTION_TEST = "transaction_test"
    OPERATOR_STATEMENT = "operator_statement"
    OFFICIAL_LIST = "official_list"
    IMPORTED = "imported"
    INFERRED = "inferred"


class Reason(enum.StrEnum):
    """Why a lead is not a venue."""

    SAME_PLACE = "same_place"  # `venue` took its facts
    PART_OF = "part_of"  # `venue` is what it is part of
    CLOSED = "closed"
    NO_PLACE = "no_place"  # neither address nor a point that may be published
    NO_LOCAL_NAME = "no_local_name"
    UNCONFIRMED = "unconfirmed"
    NOT_A_PLACE = "not_a_place"
    OUTSIDE_CITY = "outside_city"


def _observed(text: str) -> str:
    first_day(text)
    return text


def _iso_day(text: str) -> str:
    dt.date.fromisoformat(text)
    return text


def _with_host(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = bool(parts.hostname) and parts.port != 0  # reading the port raises ValueError on one beyond 65535
    except ValueError:
        whole = False
    if not whole:
        raise ValueError("has no host and port that can be read")
    return text


def _json_object(text: str) -> str:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError("is not a JSON object")
    return text


_ISO_OR_UNKNOWN = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$"
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{6}$")]
Observed = Annotated[str, StringConstraints(pattern=_ISO_OR_UNKNOWN), AfterValidator(_observed)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_iso_day)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
LatLon = Annotated[tuple[Latitude, Longitude], Field(strict=False)]
Url = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s<>\"'`\\]+$", max_length=500), AfterValidator(_with_host)
]


GIVEN: set[str] = set()  # what every table says of itself


class Frozen(BaseModel):
    """Base of all tables: no unknown key, no silent conversion, no change after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    def model_post_init(self, _context: object) -> None:
        """Let go of pydantic's set of the fields that were given: nobody asks, and it is half of a city's memory."""
        object.__setattr__(self, "__pydantic_fields_set__", GIVEN)


class Evidence(Frozen):
    """Who says so, how they know, and when it was seen: the three that every fact carries."""

    source: Id = Field(description="id of a source in sources.toml")
    method: Annotated[Method, Field(strict=False, description="how the fact came to be known")]
    observed: Observed = Field(
        description="YYYY[-MM[-DD]] when the fact was seen, or unknown; never the day of retrieval"
    )
    ref: ShortText | None = Field(None, description="the record's own id in the source, such as way/494394246")
    checked_by: ShortText | None = None


class LocalText(Evidence):
    """A text by BCP 47 tag: `zh-Hans = "…"`, `en = "…"`. Only sourced texts; translations live in PO files."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)
    __pydantic_extra__: dict[str, ShortText]

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts by tag, as written."""
        return self.__pydantic_extra__


class Stated(Evidence):
    """A single value with its evidence."""

    value: ShortText


class StatedUrl(Evidence):
    """A web address with its evidence."""

    value: Url


class Original(Frozen):
    """The point as the source gave it, when that was on another datum."""

    datum: str
    lat: Latitude
    lon: Longitude


class Position(Evidence):
    """A point on WGS-84, in degrees."""

    lat: Latitude
    lon: Longitude
    original: Original | None = None


class Slot(NamedTuple):
    """What a claim speaks of: claims of one slot compete, claims of different slots stand side by side.

    `text` holds the sorted (tag, text) pairs of a property of texts, since two awards do not contradict each other.
    """

    property: str
    scope: str = ""
    language: str = ""
    card_origin: str = ""
    channel: str = ""
    text: tuple[tuple[str, str], ...] = ()


class Claim(Evidence):
    """One statement about one property. No claim at all means unknown, never "no"."""

    property: str
    value: str | int | float | dict[str, ShortText]
    scope: ShortText | None = Field(None, description="where in the venue it holds, such as: exit N1")
    language: str | None = Field(None, description="BCP 47 tag, for properties that speak of one language")
    card_origin: str | None = None
    channel: str | None = None
    valid_until: Day | None = None
    issuer: ShortText | None = None
    note: dict[str, ShortText] | None = Field(None, description="one plain sentence, by BCP 47 tag")

    @builtins.property
    def slot(self) -> Slot:
        """What the claim speaks of; "" where it does not say, so that a qualifier is never taken for another."""
        prop, value = PROPERTIES.get(self.property), self.value
        texts = value if prop and prop.type is Type.TEXT and isinstance(value, dict) else {}
        return Slot(
            self.property,
            self.scope or "",
            self.language or "",
            self.card_origin or "",
            self.channel or "",
            tuple(sorted(texts.items())),
        )

    @builtins.property
    def definition(self) -> Property:
        """The property's entry in the vocabulary."""
        return PROPERTIES[self.property]


class Closed(Evidence):
    """A venue that closed for good keeps its file and its code."""

    date: Observed
    successor: Id | None = None


class Venue(Frozen):
    """One venue, one file: identity (id, code, kind) and what is stated of it."""

    id: Id
    code: Code
    kind: str
    sign_languages: tuple[str, ...] = Field(
        (),
        strict=False,
        description="BCP 47 tags of its signs, if not the city's; the local language comes first anyway",
    )
    name: LocalText
    alt_name: LocalText | None = None
    description: LocalText | None = None
    district: Stated | None = None
    address: LocalText | None = None
    cross_street: LocalText | None = None
    position: Position | None = None
    opening_hours: Stated | None = None
    phone: Stated | None = None
    website: StatedUrl | None = None
    closed: Closed | None = None
    claim: tuple[Claim, ...] = Field((), strict=False)

    @property
    def point(self) -> Point | None:
        """Where it is, for measuring; None if nobody says."""
        return Point(self.position.lat, self.position.lon) if self.position else None

    def stated(self) -> dict[str, Evidence]:
        """Give the tables that are present, by name, in the order of the file."""
        tables = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: table for name, table in tables.items() if isinstance(table, Evidence)}


def share_claims(venues: Iterable[Venue]) -> None:
    """Let places of which exactly the same is claimed hold one claim: most of a city's claims are like many others.

    Nobody can tell, since tables are frozen; it is done here, where they are made.
    """
    known: dict[str, Claim] = {}
    for venue in venues:
        venue.__dict__["claim"] = tuple(known.setdefault(one.model_dump_json(), one) for one in venue.claim)


class Source(Frozen):
    """Where facts come from. `publish`: whether visitors get a link to it (copies on unrelated hosts have none)."""

    title: ShortText
    url: Url | None = None
    publisher: ShortText | None = None
    licence: ShortText
    retrieved: Observed
    publish: bool = True


class District(Frozen):
    """A district's official names by BCP 47 tag."""

    name: dict[str, ShortText]


class Statement(Frozen):
    """A page of the city's own words: a title and paragraphs by BCP 47 tag."""

    title: dict[str, ShortText]
    text: dict[str, Annotated[str, StringConstraints(min_length=1, max_length=4000)]]


class City(Frozen):
    """The city's settings. Nothing in the code knows which city it is."""

    id: Id
    name: dict[str, ShortText]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    time_zone: str
    box: tuple[float, float, float, float] = Field(strict=False, description="west, south, east, north, in degrees")
    map_datum: str = Field(description="the datum that map services expect here: WGS-84 or GCJ-02")
    languages: tuple[str, ...] = Field(strict=False, description="BCP 47 tags, the local language first")
    sign_languages: tuple[str, ...] = Field(strict=False)
    base_url: Url
    qr_origin: Url = Field(description="host root of the addresses in QR codes; never changed once a sign is printed")
    report: ShortText | None = Field(None, description="where errors are reported: mailto: or https: address")
    data_licence: ShortText
    attribution: tuple[ShortText, ...] = Field(strict=False)
    emergency: tuple[str, ...] = Field((), strict=False, description="numbers of hotlines that head every page")
    sign_hotline: str = ""
    sign_complaints: tuple[str, ...] = Field(
        (), strict=False, description="hotlines on notices of services and promises"
    )
    driver_note: dict[str, ShortText] = Field(default_factory=dict)
    district: dict[Id, District] = Field(default_factory=dict)
    statement: dict[Id, Statement] = Field(default_factory=dict)


class Shape(Evidence):
    """Our own line through an area, in walking order; a single point makes a round area.

    `also` names places that belong to it though no source gives their position; an area may have nothing else.
    """

    line: tuple[LatLon, ...] = Field((), strict=False, description="points of WGS-84 in degrees, latitude first")
    within: int = Field(300, ge=10, le=20_000, description="metres: places nearer to the line belong to the area")
    also: tuple[Id, ...] = Field((), strict=False, description="places without a position that belong to it")


class Stops(Evidence):
    """The places of a route in the order in which one comes to them."""

    venues: tuple[Id, ...] = Field(strict=False, min_length=1)


class Area(Frozen):
    """A key area of the city: a name, a sentence, and where it lies; its places are found by their positions."""

    name: LocalText
    description: LocalText | None = None
    shape: Shape


class Route(Frozen):
    """A way through the city that somebody runs or recommends, from place to place."""

    name: LocalText
    description: LocalText | None = None
    stops: Stops


class Rejected(Frozen):
    """A lead that was looked at and not taken: why, and which venue took its facts, if one did."""

    lead: ShortText
    name: str
    reason: Annotated[Reason, Field(strict=False)]
    venue: str
    note: ShortText


class Hotline(Evidence):
    """A public number: its name by tag, the languages it speaks, its hours as OSM opening_hours."""

    name: dict[str, ShortText]
    number: ShortText
    languages: tuple[str, ...] = Field((), strict=False)
    opening_hours: ShortText | None = None
    note: dict[str, ShortText] | None = None
    doubtful: bool = False


class Target(Evidence):
    """A goal of the city's plan, counted by a query over claims and kinds, in some areas if it names them."""

    label: dict[str, ShortText]
    goal: int
    unit: str = Field("places", description="places, or percent of those of `of`")
    kinds: tuple[str, ...] = Field((), strict=False)
    properties: tuple[str, ...] = Field((), strict=False)
    of_kinds: tuple[str, ...] = Field((), strict=False)
    of_areas: tuple[Id, ...] = Field((), strict=False, description="only places in these areas are asked about")
    clause: ShortText


class Notice(Evidence):
    """A dated message about one venue, or about all of them."""

    venue: Id | None = None
    text: dict[str, ShortText]
    begins: Day
    ends: Day


class Holidays(Evidence):
    """A year's public holidays and the weekend days worked instead, ISO dates."""

    year: int
    off: tuple[Day, ...] = Field(strict=False)
    working: tuple[Day, ...] = Field((), strict=False)


class Issue(Frozen):
    """A printed batch of a sign: which revision, when, how many, where."""

    code: Code
    revision: Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{4}$")]
    issued: Day
    sign: str = Field("poster", description="the kind of sign with its wishes, as in: access arrow=left")
    size: str = Field("a4", description="the size it was printed in")
    languages: str
    count: int = Field(ge=1)
    place: str
    says: Annotated[str, AfterValidator(_json_object)] = Field(description="canonical JSON of what the sign said")


@dataclass(frozen=True)
class Dataset:
    """Everything read from a dataset folder. Maps are sorted by key; `files` gives each venue's file."""

    city: City
    venues: Mapping[str, Venue]
    sources: Mapping[str, Source]
    codes: Mapping[str, str]
    redirects: Mapping[str, str]
    hotlines: Mapping[str, Hotline]
    targets: Mapping[str, Target]
    notices: Mapping[str, Notice]
    holidays: Mapping[int, Holidays]
    areas: Mapping[str, Area]
    routes: Mapping[str, Route]
    rejected: Mapping[str, Rejected]
    issues: tuple[Issue, ...]
    files: Mapping[str, str]

    @property
    def calendar(self) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
        """The public holidays, and the weekend days worked instead, of all years that are known."""
        years = self.holidays.values()
        off = frozenset(dt.date.fromisoformat(day) for year in years for day in year.off)
        working = frozenset(dt.date.fromisoformat(day) for year in years for day in year.working)
        return off, working
