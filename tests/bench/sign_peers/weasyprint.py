"""WeasyPrint: HTML and CSS, drawings as SVG; style sheet and faces are read once and shared by all files."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import segno  # type: ignore[import-not-found]  # of the peers' environment
from weasyprint import CSS, HTML  # type: ignore[import-not-found]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found]

from tests.bench.sign_peers import sheet as page
from tests.bench.sign_peers.engine import FAMILIES, WEIGHTS, Fonts
from tests.bench.sign_peers.sheet import Sheet
from tests.bench.sign_peers.symbol import MASK, svg

STYLE = f"""
@page {{ size: A4; margin: 0 }}
body {{ margin: 0; color: #15202b }}
section {{ position: relative; height: {page.HEIGHT}mm; break-after: page; overflow: hidden }}
div, svg {{ position: absolute; white-space: nowrap; font-weight: bold; line-height: 1.2 }}
.band {{ left: 0; top: 0; width: {page.WIDTH}mm; height: {page.BAND}mm; color: #fff }}
.block {{ white-space: normal; font-weight: normal; font-size: {page.BLOCK_PT}pt }}
.fine {{ font-size: 7.5pt; color: #4a5866 }}
.stamp {{ font-size: 16pt; color: #ad1219 }}
[lang=ar] {{ direction: rtl; text-align: right }}
"""
FACE = "@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url('{url}') }}\n"


class Engine:
    """One HTML document a file."""

    def __init__(self, fonts: Fonts) -> None:
        self._configuration = FontConfiguration()
        faces = "".join(
            FACE.format(family=family, weight="bold" if weight == "bold" else "normal", url=url.as_uri())
            for tag, family in FAMILIES.items()
            for weight in WEIGHTS
            for url in (fonts.file(tag, weight),)
        )
        families = "".join(f"[lang={tag}] {{ font-family: '{family}' }}\n" for tag, family in FAMILIES.items())
        self._style = CSS(string=faces + STYLE + families, font_config=self._configuration)

    def prepare(self, sheet: Sheet) -> Sheet:
        """Give the sheet itself."""
        return sheet

    def sign(self, prepared: Sheet) -> bytes:
        """Draw one file."""
        return self.merged([prepared])

    def merged(self, prepared: Sequence[Sheet]) -> bytes:
        """Draw one file with a page a sign."""
        document = HTML(string="<html><body>" + "".join(map(_section, prepared)) + "</body></html>")
        return bytes(document.write_pdf(stylesheets=[self._style], font_config=self._configuration))


def _section(sheet: Sheet) -> str:
    symbol = svg(segno.make_qr(sheet.url, error="q", mask=MASK).matrix)
    parts = [
        f'<div class="band" style="background: {sheet.colour}"></div>',
        _drawing(page.PICTOGRAM.format(colour="#ffffff"), page.MARGIN, 8, 30),
        *(
            _line(text, tag, 10 + 8 * number, "font-size: 20pt; color: #fff", 52)
            for number, (tag, text) in enumerate(sheet.kind.items())
        ),
        *(
            _line(text, tag, page.NAMES_TOP + 16 * number, f"font-size: {page.size(text, 36, 178)}pt")
            for number, (tag, text) in enumerate(sheet.names.items())
        ),
        *(_fact(fact, page.FACTS_TOP + 26 * number, sheet.colour) for number, fact in enumerate(sheet.facts)),
        _drawing(symbol, page.MARGIN, page.FOOT_TOP, page.SYMBOL),
        *_foot(sheet),
    ]
    return f"<section>{''.join(parts)}</section>"


def _fact(fact: dict[str, str], top: float, colour: str) -> str:
    blocks = (
        _block(text, tag, 36 + 82 * (place % 2), top + 11 * (place // 2), 76)
        for place, (tag, text) in enumerate(fact.items())
    )
    return _drawing(page.PICTOGRAM.format(colour=colour), page.MARGIN, top, 14) + "".join(blocks)


def _foot(sheet: Sheet) -> list[str]:
    named = [("en", sheet.typed), ("en", sheet.hotline), ("zh-Hans", sheet.address)]
    return [
        *(
            _block(text, tag, 104, page.FOOT_TOP + page.SCAN_STEP * n, 90)
            for n, (tag, text) in enumerate(sheet.scan.items())
        ),
        *(_line(text, tag, page.NAMED_TOP + 7 * n, "font-size: 14pt", 104) for n, (tag, text) in enumerate(named)),
        _line(sheet.stamp, "zh-Hans", page.FOOT_TOP - 9, "", kind="stamp"),
        *(_line(text, "en", page.FINE_TOP + 4 * n, "", kind="fine") for n, text in enumerate(sheet.fine)),
    ]


def _line(text: str, tag: str, top: float, style: str, left: float = page.MARGIN, kind: str = "") -> str:
    place = f"left: {left}mm; right: {page.MARGIN}mm; top: {top}mm; {style}"
    return f'<div class="{kind}" lang="{tag}" style="{place}">{escape(text)}</div>'


def _block(text: str, tag: str, left: float, top: float, width: float) -> str:
    place = f"left: {left}mm; top: {top}mm; width: {width}mm"
    return f'<div class="block" lang="{tag}" style="{place}">{escape(text)}</div>'


def _drawing(drawing: str, left: float, top: float, width: float) -> str:
    place = f"left: {left}mm; top: {top}mm; width: {width}mm; height: {width}mm"
    return drawing.replace("<svg ", f'<svg style="{place}" ', 1)
