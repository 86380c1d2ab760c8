"""Typst: one compiler for all files, the words as JSON inputs of one document; untagged, as the others are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import segno  # type: ignore[import-not-found]  # of the peers' environment
from typst import Compiler  # type: ignore[import-not-found]
from typst import Fonts as TypstFonts

from tests.bench.sign_peers import sheet as page
from tests.bench.sign_peers.engine import FAMILIES, Fonts
from tests.bench.sign_peers.sheet import Sheet
from tests.bench.sign_peers.symbol import MASK, svg

DOCUMENT = """
#let families = json(bytes(sys.inputs.families))
#let language(tag) = if tag == "zh-Hans" { "zh" } else { tag }
#let at(left, top, body) = place(dx: left * 1mm, dy: top * 1mm, body)
#let words(value, tag, left, top, width, size, colour: rgb("#15202b"), weight: "bold") = at(left, top, box(
  width: width * 1mm,
  align(if tag == "ar" { right } else { start },
    text(font: families.at(tag), lang: language(tag), size: size * 1pt, fill: colour, weight: weight, value)),
))
#let block(value, tag, left, top, width) = words(value, tag, left, top, width, %(block)s, weight: "regular")
#let pictogram(left, top, width, colour) = at(left, top, box(width: width * 1mm, height: width * 1mm, {
  let unit = width / 24 * 1mm
  place(dx: 2 * unit, dy: 2 * unit, circle(radius: 10 * unit, stroke: 2 * unit + colour))
  place(dx: 10.4 * unit, dy: 5.6 * unit, circle(radius: 1.6 * unit, fill: colour))
  place(dx: 10 * unit, dy: 11 * unit, rect(width: 3 * unit, height: 6 * unit, fill: colour))
}))
#let sign(sheet) = {
  let colour = rgb(sheet.colour)
  at(0, 0, rect(width: %(width)smm, height: %(band)smm, fill: colour))
  pictogram(%(margin)s, 8, 30, white)
  for (n, (tag, value)) in sheet.kind.pairs().enumerate() {
    words(value, tag, 52, 10 + 8 * n, 142, 20, colour: white)
  }
  for (n, (tag, value)) in sheet.names.pairs().enumerate() {
    words(value, tag, %(margin)s, %(names)s + 16 * n, 178, sheet.sizes.at(n))
  }
  for (n, fact) in sheet.facts.enumerate() {
    let top = %(facts)s + 26 * n
    pictogram(%(margin)s, top, 14, colour)
    for (p, (tag, value)) in fact.pairs().enumerate() {
      block(value, tag, 36 + 82 * calc.rem(p, 2), top + 11 * calc.quo(p, 2), 76)
    }
  }
  at(%(margin)s, %(foot)s, image(bytes(sheet.symbol), format: "svg", width: %(symbol)smm))
  for (n, (tag, value)) in sheet.scan.pairs().enumerate() { block(value, tag, 104, %(foot)s + %(step)s * n, 90) }
  words(sheet.typed, "en", 104, %(named)s, 90, 14)
  words(sheet.hotline, "en", 104, %(named)s + 7, 90, 14)
  words(sheet.address, "zh-Hans", 104, %(named)s + 14, 90, 14)
  words(sheet.stamp, "zh-Hans", %(margin)s, %(foot)s - 9, 178, 16, colour: rgb("#ad1219"))
  for (n, value) in sheet.fine.enumerate() {
    words(value, "en", %(margin)s, %(fine)s + 4 * n, 178, 7.5, colour: rgb("#4a5866"))
  }
}
#set page(paper: "a4", margin: 0mm)
#let sheets = json(bytes(sys.inputs.sheets))
#for (n, sheet) in sheets.enumerate() {
  if n > 0 { pagebreak() }
  sign(sheet)
}
"""
MEASURES = {
    "width": page.WIDTH, "band": page.BAND, "margin": page.MARGIN, "names": page.NAMES_TOP, "facts": page.FACTS_TOP,
    "foot": page.FOOT_TOP, "symbol": page.SYMBOL, "fine": page.FINE_TOP,
    "step": page.SCAN_STEP, "named": page.NAMED_TOP, "block": page.BLOCK_PT,
}  # fmt: skip


class Engine:
    """One compilation a file."""

    def __init__(self, fonts: Fonts) -> None:
        faces = TypstFonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder])
        self._document = (DOCUMENT % MEASURES).encode()
        self._compiler = Compiler(font_paths=faces)
        self._families = json.dumps(FAMILIES)

    def prepare(self, sheet: Sheet) -> Sheet:
        """Give the sheet itself."""
        return sheet

    def sign(self, prepared: Sheet) -> bytes:
        """Draw one file."""
        return self.merged([prepared])

    def merged(self, prepared: Sequence[Sheet]) -> bytes:
        """Draw one file with a page a sign."""
        sheets = json.dumps(list(map(_record, prepared)), ensure_ascii=False)
        inputs = {"sheets": sheets, "families": self._families}
        return bytes(self._compiler.compile(self._document, format="pdf", sys_inputs=inputs, pdf_tags=False))


def _record(sheet: Sheet) -> dict[str, object]:
    symbol = svg(segno.make_qr(sheet.url, error="q", mask=MASK).matrix)
    return asdict(sheet) | {"symbol": symbol, "sizes": [page.size(name, 36, 178) for name in sheet.names.values()]}
