"""Files as readers that did not write them see them: pdfium, poppler, pikepdf and two decoders of symbols.

In: the bytes of a PDF. Out: its texts, pictures, structure and symbols. Nothing of `signs.pdf` is used here.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from directory.signage.content import SignContent, SignText

QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
BLANK = re.compile(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]+")

VOWELS = re.compile("[\u064b-\u065f]")


def copied(data: bytes) -> str:
    """Copy the text of all pages out with pdfium."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def copied_by_poppler(data: bytes) -> str:
    """Copy the text of all pages out with poppler, in the order of the content."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout.decode()


def holds(page: str, text: SignText, by_words: bool = False) -> bool:
    """Tell whether a text can be copied out of a page: exactly but for white space, or only word by word.

    Arabic is judged word by word, since readers differ in how they turn brackets and numbers around; its vowel marks
    are told to screen readers alone (`Element.spoken`).
    """
    if text.lang == "ar" or by_words:
        return set(_words(text.value)) <= set(_words(page))
    return BLANK.sub("", text.value) in BLANK.sub("", page)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", VOWELS.sub("", text))


def said(content: SignContent) -> list[SignText]:
    """List all that a content says in some language."""
    fields = [content.names, content.kind, content.scan, content.address]
    return [text for texts in (*fields, *(line.texts for line in (*content.lines, *content.back))) for text in texts]


def picture(data: bytes, dpi: int, page: int = 0) -> Image.Image:
    """Print a page in grey: what a camera sees."""
    found: Image.Image = pypdfium2.PdfDocument(data)[page].render(scale=dpi / 72).to_pil().convert("L")
    return found


def by_zxing(image: Image.Image) -> list[str]:
    """Read the symbols of a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image, formats=QR)]


def by_zbar(image: Image.Image) -> list[str]:
    """Read the symbols of a picture by another library."""
    return [found.data.decode() for found in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])]


def opened(data: bytes) -> pikepdf.Pdf:
    """Open a file by a reader that checks its table and streams."""
    found = pikepdf.open(BytesIO(data))
    assert not found.check_pdf_syntax()
    return found


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its type, its language (inherited), the words for a picture, its marks.

    `spoken` is what is said in place of its text.
    """

    kind: str
    language: str
    alt: str
    spoken: str
    page: int
    marks: tuple[int, ...]


def elements(document: pikepdf.Pdf) -> list[Element]:
    """Walk the structure tree in reading order."""
    root: Any = document.Root
    places = {page.obj.objgen: place for place, page in enumerate(document.pages)}
    return list(_elements(root.StructTreeRoot.K, str(root.Lang), places))


def _elements(node: Any, language: str, places: dict[tuple[int, int], int]) -> Iterator[Element]:
    language = str(node.get("/Lang", language))
    kids = node.K if isinstance(node.get("/K"), pikepdf.Array) else [node.K]
    marks = tuple(int(kid) for kid in kids if not isinstance(kid, pikepdf.Object))
    if marks:
        page = places[node.Pg.objgen]
        yield Element(
            str(node.S)[1:], language, str(node.get("/Alt", "")), str(node.get("/ActualText", "")), page, marks
        )
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            yield from _elements(kid, language, places)


def marked(page: Any) -> Iterator[tuple[str, int | None, str]]:
    """Give each drawing operator of a page with its mark: the outermost tag, its MCID, the operator."""
    stack: list[tuple[str, int | None]] = []
    for one in pikepdf.parse_content_stream(page):
        operands, name = list(one.operands), str(one.operator)
        if name in ("BDC", "BMC"):
            keys: Any = operands[1] if name == "BDC" else {}
            mark = keys.get("/MCID") if isinstance(keys, pikepdf.Dictionary) else None
            stack.append((str(operands[0])[1:], None if mark is None else int(mark)))
        elif name == "EMC":
            stack.pop()
        elif name in PAINTS:
            yield (*(stack[0] if stack else ("", None)), name)
    assert not stack


PAINTS = frozenset({"f", "f*", "S", "B", "B*", "TJ", "Tj", "sh", "Do", "'", '"', "b", "b*", "s", "F"})


def fonts(document: pikepdf.Pdf) -> dict[str, Any]:
    """Give the fonts of all pages, by the name of their subset; they live as long as the document."""
    found = {}
    for page in document.pages:
        for font in page.Resources.get("/Font", pikepdf.Dictionary()).values():
            found[str(font.BaseFont)] = font
    return found
