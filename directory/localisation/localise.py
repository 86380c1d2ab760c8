"""From a dataset to values in one language: every text with its own language and status, every claim with its age.

In: Dataset, Catalogue, the day. Out: the values of `values`, which pages, search and signs share. Nothing here knows
HTML, an index or a millimetre.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from directory.dates import Freshness, freshness, turns
from directory.localisation import formats
from directory.localisation.catalogues import Catalogue, fill
from directory.localisation.reading import LATIN_READERS, pinyin
from directory.localisation.text import Status, Text
from directory.localisation.values import (
    Fact,
    FamilyBlock,
    LocalisedClaim,
    LocalisedEvidence,
    LocalisedHotline,
    LocalisedVenue,
    Stated,
)
from directory.model import Claim, Dataset, Evidence, Hotline, LocalText, Method, Venue
from directory.standing import answers, expired, standings
from directory.vocabulary import (
    CARD_ORIGINS,
    CHANNELS,
    FAMILIES,
    FIELD_SHELF_LIFE,
    KINDS,
    N_,
    PROPERTIES,
    SCOPES,
    Property,
    Type,
    match_scope,
)

METHODS: dict[Method, str] = {
    Method.ON_SITE: N_("seen on site"),
    Method.MEASURED: N_("measured"),
    Method.DOCUMENT_SEEN: N_("document seen"),
    Method.TRANSACTION_TEST: N_("tried out"),
    Method.OPERATOR_STATEMENT: N_("the operator says so"),
    Method.OFFICIAL_LIST: N_("official list"),
    Method.IMPORTED: N_("taken over from the source"),
    Method.INFERRED: N_("inferred"),
}
FRESHNESS: dict[Freshness, str] = {
    Freshness.FRESH: N_("recent"),
    Freshness.DUE: N_("due for a check"),
    Freshness.STALE: N_("old: ask before you rely on it"),
}
UNKNOWN_DATE = N_("date unknown")
FOOD_KINDS = frozenset({"restaurant", "cafe", "mall", "department_store", "hotel", "airport", "theme_park"})
FAMILY_PROPERTIES = {key: tuple(p for p in PROPERTIES.values() if p.family == key) for key in FAMILIES}


@dataclass(frozen=True)
class Localiser:
    """Puts a dataset's values into one language on one day."""

    dataset: Dataset
    catalogue: Catalogue
    as_of: dt.date

    @property
    def tag(self) -> str:
        """The BCP 47 tag asked for."""
        return self.catalogue.language.tag

    @property
    def local(self) -> str:
        """The city's own language."""
        return self.dataset.city.languages[0]

    def label(self, msgid: str) -> str:
        """Translate a word of the interface or vocabulary."""
        return self.catalogue.gettext(msgid)

    def text(self, texts: Mapping[str, str], context: str) -> Text:
        """Choose a text about a place: the curator's own, a translation, else a visible fallback with its reading."""
        if self.tag in texts:
            return Text(texts[self.tag], self.tag, Status.SOURCE)
        _source_tag, source = next(iter(texts.items())) if self.local not in texts else (self.local, texts[self.local])
        if message := self.catalogue.find(source, context):
            return Text(message.forms[0], self.tag, Status.REVIEWED if message.reviewed else Status.UNREVIEWED)
        for tag in (*self.catalogue.language.fallbacks, self.local, *texts):
            if tag in texts:
                return Text(texts[tag], tag, Status.FALLBACK, self._reading(texts[tag], tag))
        raise ValueError(f"{context} has no text at all")

    def _reading(self, text: str, tag: str) -> str:
        """Give the pinyin of a Chinese fallback to those who cannot read it."""
        if tag.startswith("zh") and self.tag in LATIN_READERS:
            return pinyin(text)
        return ""

    def evidence(self, table: Evidence, shelf_life: int) -> LocalisedEvidence:
        """Put a table's evidence into words."""
        valid_until = table.valid_until if isinstance(table, Claim) else None
        state = freshness(table.observed, shelf_life, self.as_of, valid_until)
        due, stale = turns(table.observed, shelf_life, valid_until)
        source = self.dataset.sources[table.source]
        language = self.catalogue.language
        return LocalisedEvidence(
            source=source.title,
            url=source.url or "" if source.publish else "",
            method=self.label(METHODS[table.method]),
            observed=formats.observed_date(table.observed, language, self.label(UNKNOWN_DATE)),
            iso=table.observed,
            freshness=state,
            freshness_label=self.label(FRESHNESS[state]),
            due=due.isoformat(),
            stale=stale.isoformat(),
            issuer=(table.issuer or "") if isinstance(table, Claim) else "",
            valid_until=formats.observed_date(valid_until, language, "") if valid_until else "",
        )

    def kind(self, key: str) -> str:
        """Name a kind of place."""
        return self.label(KINDS[key].label)

    def district(self, key: str) -> Text:
        """Name a district."""
        return self.text(self.dataset.city.district[key].name, f"district.{key}.name")

    def hotline(self, key: str) -> LocalisedHotline:
        """Put a public number into words."""
        entry: Hotline = self.dataset.hotlines[key]
        names = [formats.language_name(tag, self.catalogue.language) for tag in entry.languages]
        return LocalisedHotline(
            key=key,
            name=self.text(entry.name, f"hotline.{key}.name"),
            number=entry.number,
            languages=formats.all_of(names, self.catalogue.language),
            hours=entry.opening_hours or "",
            note=self.text(entry.note, f"hotline.{key}.note") if entry.note else None,
            doubtful=entry.doubtful,
            evidence=self.evidence(entry, FIELD_SHELF_LIFE["phone"]),
        )

    def venue(self, venue: Venue) -> LocalisedVenue:
        """Put a venue into words."""
        local = venue.name.texts[self.local]
        families = tuple(filter(None, (self._family(key, venue) for key in FAMILIES)))
        known = [claim for claim in venue.claim if not expired(claim, self.as_of)]
        spoken_of = {claim.property for claim in venue.claim}
        return LocalisedVenue(
            venue=venue,
            name=self.text(venue.name.texts, f"{venue.id}.name"),
            local_name=Text(local, self.local, Status.SOURCE),
            alt_names=tuple(
                Text(v, k, Status.SOURCE) for k, v in (venue.alt_name.texts if venue.alt_name else {}).items()
            ),
            kind=self.kind(venue.kind),
            district=self.district(venue.district.value).value if venue.district else "",
            description=self._optional(venue.description, venue, "description"),
            address=self._stated(venue, "address"),
            local_address=self._local(venue.address),
            cross_street=self._local(venue.cross_street),
            opening_hours=self._plain(venue, "opening_hours"),
            phone=self._plain(venue, "phone"),
            website=self._plain(venue, "website"),
            families=families,
            offers=tuple(key for key in PROPERTIES if key in spoken_of and answers(venue, key, self.as_of)),
            stale=bool(known) and all(self._freshness(claim) is Freshness.STALE for claim in known),
        )

    def _freshness(self, claim: Claim) -> Freshness:
        return freshness(claim.observed, claim.definition.shelf_life, self.as_of, claim.valid_until)

    def _optional(self, table: LocalText | None, venue: Venue, field: str) -> Text | None:
        return self.text(table.texts, f"{venue.id}.{field}") if table else None

    def _local(self, table: LocalText | None) -> Text | None:
        if table is None or self.local not in table.texts:
            return None
        return Text(table.texts[self.local], self.local, Status.SOURCE)

    def _stated(self, venue: Venue, field: str) -> Stated | None:
        table: LocalText | None = getattr(venue, field)
        if table is None or not table.texts:
            return None
        return Stated(self.text(table.texts, f"{venue.id}.{field}"), self.evidence(table, FIELD_SHELF_LIFE[field]))

    def _plain(self, venue: Venue, field: str) -> Stated | None:
        table = getattr(venue, field)
        if table is None:
            return None
        return Stated(Text(table.value, self.tag, Status.SOURCE), self.evidence(table, FIELD_SHELF_LIFE[field]))

    def _family(self, key: str, venue: Venue) -> FamilyBlock | None:
        """Gather a family's facts in the vocabulary's order; a family without facts only tells what is unknown."""
        spoken_of = {claim.property for claim in venue.claim}
        facts = [self._fact(prop, venue) for prop in FAMILY_PROPERTIES[key] if prop.key in spoken_of]
        present = tuple(fact for fact in facts if fact is not None)
        told = {fact.key for fact in present}
        asked = [prop for prop in FAMILY_PROPERTIES[key] if prop.facet and prop.key not in told]
        if key == "halal" and venue.kind not in FOOD_KINDS and not present:
            return None
        if key == "service" and not present:
            return None
        if "payment:cards" in told or key != "card":
            asked = [p for p in asked if not p.key.startswith("payment:")]
        if key == "service":
            asked = []
        family = FAMILIES[key]
        unknown = formats.all_of([self.label(p.label) for p in asked], self.catalogue.language)
        return FamilyBlock(key, self.label(family.label), family.colour, present, unknown)

    def _fact(self, prop: Property, venue: Venue) -> Fact | None:
        found = standings(tuple(claim for claim in venue.claim if claim.property == prop.key), self.as_of)
        if not found:
            return None
        claims = [claim for standing in found.values() for claim in _distinct(standing.claims)]
        return Fact(
            key=prop.key,
            label=self.label(prop.label),
            icon=prop.icon,
            claims=tuple(self._claim(claim, venue) for claim in claims),
            conflict=any(standing.conflict for standing in found.values()),
            safety=prop.safety,
        )

    def _claim(self, claim: Claim, venue: Venue) -> LocalisedClaim:
        prop = claim.definition
        value = self._value(claim, prop, f"{venue.id}.{claim.property}")
        words = [prop.label, *(choice.label for choice in prop.values if choice.key == claim.value)]
        unreviewed = prop.safety and not all(map(self.catalogue.is_reviewed, words))
        return LocalisedClaim(
            value=value,
            where=self._where(claim),
            truth=prop.truth(claim.value),
            note=self.text(claim.note, f"{venue.id}.{claim.property}.note") if claim.note else None,
            draft=unreviewed or value.draft,
            evidence=self.evidence(claim, prop.shelf_life),
        )

    def _value(self, claim: Claim, prop: Property, context: str) -> Text:
        value, language = claim.value, self.catalogue.language
        if isinstance(value, dict):
            return self.text(value, context)
        shown = {
            Type.CHOICE: lambda: self.label(next(c.label for c in prop.values if c.key == value)),
            Type.COUNT: lambda: formats.number(float(value), language),
            Type.SEATS: lambda: formats.number(float(value), language),
            Type.CENTIMETRES: lambda: formats.centimetres(float(value), language),
        }.get(prop.type, lambda: str(value))()
        return Text(shown, self.tag, Status.SOURCE)

    def _where(self, claim: Claim) -> tuple[str, ...]:
        """Say of what part, language, card and channel a claim speaks."""
        words = []
        if claim.language:
            words.append(formats.language_name(claim.language, self.catalogue.language))
        if claim.card_origin:
            words.append(self.label(CARD_ORIGINS[claim.card_origin]))
        if claim.channel:
            words.append(self.label(CHANNELS[claim.channel]))
        if claim.scope and (found := match_scope(claim.scope)):
            words.append(fill(self.label(SCOPES[found[0]]), {"ref": f"\u2068{found[1]}\u2069"}))
        return tuple(words)


def _distinct(claims: tuple[Claim, ...]) -> list[Claim]:
    """Keep one claim of each value: sources that agree are not a conflict."""
    return list({repr(claim.value): claim for claim in reversed(claims)}.values())[::-1]
