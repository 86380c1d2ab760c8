"""This project's signs, in the project's own environment and with the fonts it finds itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from directory.output.processes import calm
from directory.problem import Problem
from directory.signage.content import SignContent, SignLine, SignText
from signs.designs import DESIGNS
from signs.draw import Studio, draw, pages
from signs.extras import Imprint
from signs.pdf.batch import merged
from signs.pdf.finish import Finish, finish
from signs.text.fonts import FontSet, find
from tests.bench.sign_peers.engine import PACKAGES, Fonts
from tests.bench.sign_peers.sheet import Sheet
from tests.bench.sign_peers.world import COLOURS, FACTS_OF, ORIGIN, SOURCE

ICONS = Path(__file__).resolve().parents[3] / "templates" / "assets" / "icons"
FAMILIES = dict(zip(COLOURS, ("language", "card", "access", "halal", "convenience"), strict=True))
PICTOGRAMS = ("wheelchair", "elevator", "atm")  # of the facts, in turn


def ours(content: SignContent, imprint: Imprint, studio: Studio) -> bytes | list[Problem]:
    """Draw one sign: the one place that knows how `signs` is called."""
    office = finish("office", content.facts_of)
    assert isinstance(office, Finish)
    return draw(content, imprint, DESIGNS["poster", "a4"], studio, office)


class Engine:
    """What `signs.tasks` does for a venue, without reading the dataset."""

    def __init__(self, fonts: Fonts) -> None:  # noqa: ARG002 - every engine takes them
        """Open the faces that `signs/fonts.toml` finds; the peers' fonts are not used."""
        found = find(PACKAGES)
        if not isinstance(found, FontSet):
            raise SystemExit("\n".join(map(str, found)))
        self._studio = Studio(found, ICONS)
        calm()  # as the workers of `build.py` do

    def prepare(self, sheet: Sheet) -> tuple[SignContent, Imprint]:
        """Give the content that the dataset would have led to."""
        return content(sheet), Imprint(ORIGIN, sheet.revision)

    def sign(self, prepared: tuple[SignContent, Imprint]) -> bytes:
        """Draw one file."""
        drawn = ours(*prepared, self._studio)
        assert isinstance(drawn, bytes), drawn
        return drawn

    def merged(self, prepared: Sequence[tuple[SignContent, Imprint]]) -> bytes:
        """Draw all into one file."""
        office = finish("office", FACTS_OF)
        assert isinstance(office, Finish)
        drawn = [pages(*one, DESIGNS["poster", "a4"], self._studio, office.inks) for one in prepared]
        return merged([one for one in drawn if isinstance(one, tuple)], office, "signs")


def content(sheet: Sheet) -> SignContent:
    """Say a sheet's words as a `SignContent`."""
    return SignContent(
        venue=sheet.venue,
        code=sheet.code,
        family=FAMILIES[sheet.colour],
        icons=PICTOGRAMS,
        kind=_texts(sheet.kind),
        names=_texts(sheet.names),
        lines=tuple(SignLine(icon, _texts(fact)) for icon, fact in zip(PICTOGRAMS, sheet.facts, strict=True)),
        scan=_texts(sheet.scan),
        address=(SignText(sheet.address, "zh-Hans"),),
        hotline=sheet.hotline,
        facts_of=FACTS_OF,
        sources=(SOURCE,),
        drafts=(),
        specimen=True,
    )


def _texts(words: dict[str, str]) -> tuple[SignText, ...]:
    return tuple(SignText(value, tag) for tag, value in words.items())
