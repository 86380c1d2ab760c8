"""From a dataset to values in one language: every text with its own language and status, every claim with its age.

In: Dataset, Catalogue, the day. Out: the values of `values`, which pages, search and signs share. Nothing here knows
HTML, an index or a millimetre.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

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
from directory.standing import Ledger, Told
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
    shared: Ledger | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """What is told of each venue on the day, shared with the other languages where they have one."""
        return self.shared or Ledger(self.as_of)

    @cached_property
    def _facts(self) -> dict[Told, Fact]:
        return {}

    @cached_property
    def _families(self) -> dict[tuple[object, ...], FamilyBlock | None]:
        return {}

    @cached_property
    def _evidence(self) -> dict[tuple[object, ...], LocalisedEvidence]:
        return {}

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
        valid_until, issuer = (table.valid_until, table.issuer or "") if isinstance(table, Claim) else (None, "")
        mark = (table.source, table.method, table.observed, shelf_life, valid_until, issuer)
        if mark not in self._evidence:
            self._evidence[mark] = self._new_evidence(table, shelf_life, valid_until, issuer)
        return self._evidence[mark]

    def _new_evidence(
        self, table: Evidence, shelf_life: int, valid_until: str | None, issuer: str
    ) -> LocalisedEvidence:
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
            issuer=issuer,
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
        return LocalisedVenue(
            venue=venue,
            name=self.name(venue),
            local_name=Text(venue.name.texts[self.local], self.local, Status.SOURCE),
            kind=self.kind(venue.kind),
            district=self.district(venue.district.value).value if venue.district else "",
            words=self,
        )

    def name(self, venue: Venue) -> Text:
        """Name a venue."""
        return self.text(venue.name.texts, f"{venue.id}.name")

    def offers(self, venue: Venue) -> tuple[str, ...]:
        """Give the keys of what a venue offers, in the vocabulary's order."""
        return self.ledger.offers(venue)

    def stale(self, venue: Venue) -> bool:
        """Tell whether all unexpired claims of a venue are stale, and there are any."""
        return self.ledger.stale(venue)

    def optional(self, venue: Venue, field: str) -> Text | None:
        """Give a text that may be missing."""
        table: LocalText | None = getattr(venue, field)
        return self.text(table.texts, f"{venue.id}.{field}") if table else None

    def local_only(self, venue: Venue, field: str) -> Text | None:
        """Give a text in the city's own language, if there is one."""
        table: LocalText | None = getattr(venue, field)
        if table is None or self.local not in table.texts:
            return None
        return Text(table.texts[self.local], self.local, Status.SOURCE)

    def stated(self, venue: Venue, field: str) -> Stated | None:
        """Give a text with its evidence."""
        table: LocalText | None = getattr(venue, field)
        if table is None or not table.texts:
            return None
        return Stated(self.text(table.texts, f"{venue.id}.{field}"), self.evidence(table, FIELD_SHELF_LIFE[field]))

    def plain(self, venue: Venue, field: str) -> Stated | None:
        """Give a value that is the same in all languages, with its evidence."""
        table = getattr(venue, field)
        if table is None:
            return None
        return Stated(Text(table.value, self.tag, Status.SOURCE), self.evidence(table, FIELD_SHELF_LIFE[field]))

    def families(self, venue: Venue) -> tuple[FamilyBlock, ...]:
        """Give what is told of a venue, by family; a family of which nothing can be said is left out."""
        told, food = self.ledger.told(venue), venue.kind in FOOD_KINDS
        return tuple(filter(None, (self._family(key, told, food) for key in FAMILIES)))

    def _family(self, key: str, told: Mapping[str, Told], food: bool) -> FamilyBlock | None:
        """Gather a family's facts in the vocabulary's order; a family without facts only tells what is unknown."""
        present = tuple(told[prop.key] for prop in FAMILY_PROPERTIES[key] if prop.key in told)
        mark = (key, food, *present)
        if mark not in self._families:
            self._families[mark] = self._new_family(key, present, food)
        return self._families[mark]

    def _new_family(self, key: str, present: tuple[Told, ...], food: bool) -> FamilyBlock | None:
        told = {one.property for one in present}
        asked = [prop for prop in FAMILY_PROPERTIES[key] if prop.facet and prop.key not in told]
        if not present and (key == "service" or (key == "halal" and not food)):
            return None
        if "payment:cards" in told or key != "card":
            asked = [p for p in asked if not p.key.startswith("payment:")]
        if key == "service":
            asked = []
        family = FAMILIES[key]
        unknown = formats.all_of([self.label(p.label) for p in asked], self.catalogue.language)
        facts = tuple(self._fact(one) for one in present)
        return FamilyBlock(key, self.label(family.label), family.colour, facts, unknown)

    def _fact(self, told: Told) -> Fact:
        if told not in self._facts:
            self._facts[told] = self._new_fact(told, PROPERTIES[told.property])
        return self._facts[told]

    def _new_fact(self, told: Told, prop: Property) -> Fact:
        claims = [claim for standing in told.standings.values() for claim in _distinct(standing.claims)]
        return Fact(
            key=prop.key,
            label=self.label(prop.label),
            icon=prop.icon,
            claims=tuple(self._claim(claim, told.place) for claim in claims),
            conflict=any(standing.conflict for standing in told.standings.values()),
            safety=prop.safety,
        )

    def _claim(self, claim: Claim, place: str) -> LocalisedClaim:
        prop = claim.definition
        value = self._value(claim, prop, f"{place}.{claim.property}")
        words = [prop.label, *(choice.label for choice in prop.values if choice.key == claim.value)]
        unreviewed = prop.safety and not all(map(self.catalogue.is_reviewed, words))
        return LocalisedClaim(
            value=value,
            where=self._where(claim),
            truth=prop.truth(claim.value),
            note=self.text(claim.note, f"{place}.{claim.property}.note") if claim.note else None,
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
