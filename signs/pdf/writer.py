"""PDF files: pages with embedded fonts, a structure tree and metadata, written in one go.

In: `Page`s and a `Finish`. Out: the bytes of a PDF (ISO 32000-1) that are the same for the same pages. Every face
becomes one Type 0 font (9.7) whose codes are the glyph ids of the whole font file, so a page's operators do not depend
on the subset. Texts are tagged for screen readers (ISO 14289-1, PDF/UA-1).

ReportLab draws paths and knows colours here, but does not write the file: its canvas has no door for tags, metadata and
output intents, and alone takes a third of the time that a sign may take.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from signs.pdf import structure, type0
from signs.pdf.finish import Finish, Profile
from signs.pdf.metadata import info, xmp
from signs.pdf.page import POINT_MM, Glyphs, Page, Piece, form
from signs.pdf.pictogram import Pictogram
from signs.pdf.streams import deflated, stream
from signs.text.fonts import Face

PER_STREAM = 200  # objects in one object stream (7.5.7)
SMALL_LEVEL, OBJECTS_LEVEL = 6, 7  # of zlib for a batch: 9 takes half as long again for half a percent
RECURRING = 3  # places from which on a form is smaller than the line itself


class File:
    """Objects in the making: streams stand alone, all others are packed into object streams (7.5.7)."""

    def __init__(self, small: bool) -> None:
        self.small = small
        self._plain: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """Give a number to an object that is told later."""
        self._count += 1
        return self._count

    def put(self, body: str, number: int = 0) -> int:
        """Add an object and give its number."""
        number = number or self.reserve()
        self._plain[number] = body
        return number

    def add_stream(self, body: bytes) -> int:
        """Add what `stream` wrote and give its number."""
        number = self.reserve()
        self._streams[number] = body
        return number

    def written(self, root: int, about: int, version: str) -> bytes:
        """Write the file: streams, packed objects, and the table of where they are (7.5.8)."""
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        parts = [f"%PDF-{version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n"]
        at = len(parts[0])
        for number, body in self._streams.items():
            places[number] = (1, at, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
        told = hashlib.sha256(b"".join([zlib.adler32(part).to_bytes(4) for part in parts]))
        waiting = sorted(self._plain.items())
        for start in range(0, len(waiting), PER_STREAM):
            chosen = waiting[start : start + PER_STREAM]
            number = self.reserve()
            places[number] = (1, at, 0)
            places |= {each: (2, number, place) for place, (each, _) in enumerate(chosen)}
            parts.append(_packed(number, chosen, OBJECTS_LEVEL if self.small else 1))
            at += len(parts[-1])
            told.update(parts[-1])
        table = self.reserve()
        places[table] = (1, at, 0)
        fields = chain.from_iterable([places[number] for number in range(table + 1)])
        rows = struct.pack(">" + "BIH" * (table + 1), *fields)
        identity = told.hexdigest()[:32]  # of all objects, and of a checksum of each stream (14.4)
        keys = f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R/Info {about} 0 R/ID[<{identity}><{identity}>]"
        packed = deflated(rows, 6 if self.small else 1)
        head = f"{table} 0 obj\n<<{keys}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
        parts += [head, packed, f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()]
        return b"".join(parts)


def _packed(number: int, objects: Sequence[tuple[int, str]], level: int) -> bytes:
    """Write an object stream."""
    ends = accumulate([len(body) + 1 for _, body in objects], initial=0)
    head = " ".join([f"{each} {at}" for (each, _), at in zip(objects, ends, strict=False)]) + "\n"
    data = deflated((head + "\n".join([body for _, body in objects])).encode("latin-1"), level)
    keys = f"/Type/ObjStm/N {len(objects)}/First {len(head)}/Filter/FlateDecode/Length {len(data)}"
    return b"%d 0 obj\n<<%b>>stream\n%b\nendstream\nendobj\n" % (number, keys.encode(), data)


def write(pages: Sequence[Page], finish: Finish, title: str = "", bookmarks: Sequence[tuple[str, int]] = ()) -> bytes:
    """Write pages as one file; `bookmarks` are titles with the page each leads to."""
    file = File(finish.small)
    root, tree = file.reserve(), file.reserve()
    numbers = [file.reserve() for _ in pages]
    resources = file.reserve()
    fonts, labels = _Fonts(), _Labels(file, pages, resources)
    spot = finish.spot
    layers = {name: file.put(f"<</Type/OCG/Name{text(name)}>>") for name in _layers(pages)}
    contents = []
    elements = structure.Tree(file, numbers, pages[0].language)
    for place, page in enumerate(pages):
        code = _content(page, place, fonts, labels, elements)
        contents.append(file.add_stream(stream(code.encode("latin-1"), "", SMALL_LEVEL if finish.small else 1)))
    shared = fonts.put(file)
    shared += _forms(file, pages, labels)
    shared += f"/ColorSpace<</Spot {spot}>>" if layers and spot else ""
    properties = "".join(f"/{name} {number} 0 R" for name, number in layers.items())
    shared += f"/Properties<<{properties}>>" if layers else ""
    file.put(f"<<{shared}>>", resources)
    for place, (page, number, content) in enumerate(zip(pages, numbers, contents, strict=True)):
        keys = f"/Parent {tree} 0 R/Resources {resources} 0 R/Contents {content} 0 R/StructParents {place}"
        file.put(f"<</Type/Page{_boxes(page)}{keys}/Tabs/S>>", number)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    file.put(f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", tree)
    name, language = title or pages[0].title, pages[0].language
    keys = f"/Type/Catalog/Pages {tree} 0 R/Lang{text(language)}/MarkInfo<</Marked true>>"
    keys += f"/StructTreeRoot {elements.put()} 0 R/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"
    keys += f"/Metadata {file.add_stream(stream(xmp(name, language, finish), '/Type/Metadata/Subtype/XML', 0))} 0 R"
    keys += _intents(file, finish) + _optional(layers) + _outline(file, bookmarks, numbers)
    file.put(f"<<{keys}>>", root)
    return file.written(root, file.put(info(name, finish)), finish.version)


class _Labels:
    """The lines that recur in a file of many pages: each is drawn once, as a form (8.10), and shown where it stands."""

    def __init__(self, file: File, pages: Iterable[Page], resources: int) -> None:
        self._file, self._resources = file, resources
        count = (
            Counter(piece.body for page in pages for piece in page.pieces if piece.body) if file.small else Counter()
        )
        self._common = {body for body, times in count.items() if times >= RECURRING}
        self.recur = bool(self._common)
        self.numbers: dict[str, int] = {}

    def shown(self, piece: Piece) -> str:
        """Give the operators that show a line by its form; "" for what stands in too few places."""
        if piece.body not in self._common:
            return ""
        if piece.body not in self.numbers:
            keys = f"/Type/XObject/Subtype/Form/BBox[-9 -99 999 99]/Resources {self._resources} 0 R"
            self.numbers[piece.body] = self._file.add_stream(stream(piece.body.encode("latin-1"), keys, SMALL_LEVEL))
        return f"q {piece.placed} /L{self.numbers[piece.body]} Do Q"


def _forms(file: File, pages: Iterable[Page], labels: _Labels) -> str:
    """Add the pictograms that pages show, each once, as forms (8.10), and give the entries for the resources."""
    shown = {each.name: each for page in pages for piece in page.pieces for each in piece.forms}
    entries = "".join(f"/{name} {file.add_stream(_form(pictogram))} 0 R" for name, pictogram in shown.items())
    entries += "".join(f"/L{number} {number} 0 R" for number in labels.numbers.values())
    return f"/XObject<<{entries}>>" if entries else ""


@lru_cache(maxsize=512)
def _form(pictogram: Pictogram) -> bytes:
    keys = "/Type/XObject/Subtype/Form/BBox[-2 -2 26 26]/Resources<<>>"
    return stream(form(pictogram).encode(), keys, 9)


def text(value: str) -> str:
    """Write a text string (7.9.2): in parentheses where it is plain, else in UTF-16."""
    if value.isascii() and value.isprintable() and not set(value) & set("()\\"):
        return f"({value})"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _layers(pages: Iterable[Page]) -> list[str]:
    return list(dict.fromkeys(piece.layer for page in pages for piece in page.pieces if piece.layer))


def _content(page: Page, place: int, fonts: _Fonts, labels: _Labels, elements: structure.Tree) -> str:
    """Write a page's content stream; what is tagged gets its place in the structure tree."""
    scale = 1 / POINT_MM
    parts = [f"{scale:.6f} 0 0 {-scale:.6f} 0 {page.height / POINT_MM:.3f} cm"]
    for piece in page.pieces:
        drawn = fonts.shown(piece, (labels.recur and labels.shown(piece)) or piece.operators)
        if piece.layer:
            drawn = f"/OC/{piece.layer} BDC {drawn} EMC"
        if piece.tag:
            mark = elements.mark(place, piece.tag)
            parts.append(f"/{piece.tag.kind} <</MCID {mark}>> BDC {drawn} EMC")
        elif piece.operators in {"Q"} or piece.operators.startswith("q 1 ") or piece.operators.startswith("q -1 "):
            parts.append(drawn)
        else:
            parts.append(f"/Artifact BMC {drawn} EMC")
    return "\n".join(parts)


class _Fonts:
    """The glyphs that a file shows, by face, and what they copy as."""

    def __init__(self) -> None:
        self._faces: dict[Face, dict[int, tuple[float, str]]] = {}
        self._gathered: dict[int, tuple[Glyphs, bool]] = {}  # by identity: lines that recur show the same glyphs

    def shown(self, piece: Piece, operators: str) -> str:
        """Gather a piece's glyphs and give its operators; with its own text where its glyphs would copy wrongly.

        ToUnicode knows one text a glyph: a line that needs another, such as a ligature of other letters, says its own.
        """
        exact = piece.exact
        for face, glyphs in piece.glyphs:
            known = self._gathered.get(id(glyphs))
            if known is None:
                known = self._gathered[id(glyphs)] = (glyphs, self._gather(face, glyphs))
            exact = exact and known[1]
        if exact:
            return operators
        return f"/Span<</ActualText {_utf16(piece.text)}>>BDC {operators} EMC"

    def _gather(self, face: Face, glyphs: Glyphs) -> bool:
        """Add glyphs of a face, and tell whether each copies as this file's glyph of its kind does."""
        known = self._faces.setdefault(face, {})
        agrees = True
        for gid, shown in glyphs.items():
            if known.setdefault(gid, shown) != shown:
                agrees = False
        return agrees

    def put(self, file: File) -> str:
        """Embed the faces and give their entries for the pages' resources."""
        entries = "".join(f"/{face.key} {_embed(file, face, glyphs)} 0 R" for face, glyphs in self._faces.items())
        return f"/Font<<{entries}>>" if entries else ""


def _embed(file: File, face: Face, glyphs: Glyphs) -> int:
    """Add the objects of one Type 0 font and give its number (9.7.4 to 9.8)."""
    font = type0.font(face, glyphs, file.small)
    program = file.add_stream(font.program)
    descriptor = file.put(f"{font.descriptor} {program} 0 R>>")
    mapped = f"/CIDToGIDMap {file.add_stream(font.map)} 0 R" if font.map else ""
    descendant = file.put(f"{font.descendant}{mapped}/FontDescriptor {descriptor} 0 R>>")
    unicode = file.add_stream(font.unicode)
    return file.put(f"{font.whole}/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>")


def _utf16(value: str) -> str:
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _boxes(page: Page) -> str:
    """Give a page's boxes in points from the lower left: media, bleed and trim (14.11.2)."""
    left, top, right, bottom = page.trim or (0.0, 0.0, page.width, page.height)
    trim = (left, page.height - bottom, right, page.height - top)
    bleed = (trim[0] - page.bleed, trim[1] - page.bleed, trim[2] + page.bleed, trim[3] + page.bleed)
    boxes = {"MediaBox": (0.0, 0.0, page.width, page.height), "BleedBox": bleed, "TrimBox": trim}
    return "".join(f"/{name}[{' '.join(f'{edge / POINT_MM:.3f}' for edge in edges)}]" for name, edges in boxes.items())


def _intents(file: File, finish: Finish) -> str:
    """Name the printing condition, with its profile in the file (PDF/X-4, ISO 15930-7, 6.2)."""
    if finish.profile is None:
        return ""
    profile = file.add_stream(_profile(finish.profile))
    words = f"/OutputConditionIdentifier{text(finish.profile.condition)}/Info{text(finish.profile.description)}"
    registry = "/RegistryName(http://www.color.org)"
    return f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX{words}{registry}/DestOutputProfile {profile} 0 R>>]"


@lru_cache(maxsize=4)
def _profile(profile: Profile) -> bytes:
    return stream(profile.data, f"/N {profile.channels}", 9)


def _optional(layers: dict[str, int]) -> str:
    """Name the layers, all on, so that a viewer and a press can turn each off (8.11.4)."""
    if not layers:
        return ""
    listed = " ".join(f"{number} 0 R" for number in layers.values())
    return f"/OCProperties<</OCGs[{listed}]/D<</Name(Layers)/Order[{listed}]/ON[{listed}]>>>>"


def _outline(file: File, bookmarks: Sequence[tuple[str, int]], pages: Sequence[int]) -> str:
    """Add bookmarks in one level (12.3.3)."""
    if not bookmarks:
        return ""
    root = file.reserve()
    items = [file.reserve() for _ in bookmarks]
    for at, ((title, page), number) in enumerate(zip(bookmarks, items, strict=True)):
        around = (f"/Prev {items[at - 1]} 0 R" if at else "") + (
            f"/Next {items[at + 1]} 0 R" if at + 1 < len(items) else ""
        )
        file.put(f"<</Title{text(title)}/Parent {root} 0 R{around}/Dest[{pages[page]} 0 R/Fit]>>", number)
    file.put(f"<</Type/Outlines/First {items[0]} 0 R/Last {items[-1]} 0 R/Count {len(items)}>>", root)
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"
