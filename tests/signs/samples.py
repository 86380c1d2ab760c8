"""Made-up signs of every kind, in any of the twelve languages, as `directory.signage` would gather them.

In: a kind of sign and its languages. Out: a `SignContent`, short, full or as full as a format may be, and the studio,
the imprint and the finish to draw it with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from directory.signage.content import Limits, SignContent, SignLine, SignText, revision
from directory.signage.poster import fitting
from signs.designs import DESIGNS, Design
from signs.draw import Studio, draw, pages
from signs.extras import Imprint
from signs.pdf.finish import Finish, finish
from signs.pdf.page import Page
from signs.text.fonts import FontSet, find
from tests.signs.conftest import cut

ORIGIN = "https://visitor-directory.city.example"
ICONS = Path(__file__).parents[2] / "templates" / "assets" / "icons"
# What is it, its name, facts, what to do: in the launch languages. Thai says where it may break (U+200B).
WORDS: dict[str, tuple[str, ...]] = {
    "zh-Hans": (
        "清真寺", "小桃园清真寺", "无台阶入口", "可刷境外银行卡（Visa）", "每日 09:00–18:00",
        "扫码看最新信息。",
    ),
    "zh-Hant": (
        "清真寺", "小桃園清真寺", "無台階入口", "可刷境外銀行卡（Visa）", "每日 09:00–18:00",
        "掃碼看最新資訊。",
    ),
    "en": (
        "Mosque", "Xiaotaoyuan Mosque", "Step-free entrance", "Foreign cards accepted (Visa)",
        "Open daily 09:00–18:00", "Scan for current details.",
    ),
    "ja": (
        "モスク", "小桃園モスク", "段差のない入口", "海外カード利用可（Visa）", "毎日 09:00–18:00",
        "最新情報はこちら。",
    ),
    "ko": (
        "모스크", "샤오타오위안 모스크", "계단 없는 입구", "해외 카드 사용 가능 (Visa)", "매일 09:00–18:00",
        "스캔하여 확인하세요.",
    ),
    "ar": (
        "مسجد", "مسجد شياو تاو يوان", "مدخل بلا درج", "تُقبل البطاقات (Visa)", "يوميًا 09:00–18:00", "امسح الرمز للمزيد.",
    ),
    "ru": (
        "Мечеть", "Мечеть Сяотаоюань", "Вход без ступеней", "Принимаются карты (Visa)", "Ежедневно 09:00–18:00",
        "Подробности — по коду.",
    ),
    "fr": (
        "Mosquée", "Mosquée Xiaotaoyuan", "Entrée sans marche", "Cartes étrangères acceptées (Visa)",
        "Tous les jours 09:00–18:00", "Scannez : détails à jour.",
    ),
    "es": (
        "Mezquita", "Mezquita Xiaotaoyuan", "Entrada sin escalón", "Se aceptan tarjetas (Visa)",
        "A diario 09:00–18:00", "¡Escanee! Datos al día.",
    ),
    "de": (
        "Moschee", "Moschee Xiaotaoyuan", "Stufenloser Zugang", "Ausländische Karten (Visa)", "Täglich 09:00–18:00",
        "Für Neuestes scannen.",
    ),
    "id": (
        "Masjid", "Masjid Xiaotaoyuan", "Pintu tanpa anak tangga", "Menerima kartu asing (Visa)",
        "Setiap hari 09:00–18:00", "Pindai untuk info terbaru.",
    ),
    "th": (
        "มัสยิด", "มัสยิด\u200bเสี่ยวเถาหยวน", "ทางเข้า\u200bไม่มี\u200bขั้นบันได", "รับ\u200bบัตร\u200bต่างประเทศ (Visa)",
        "ทุกวัน 09:00–18:00", "สแกน\u200bเพื่อ\u200bดู\u200bข้อมูล\u200bล่าสุด",
    ),
}  # fmt: skip
LANGUAGES = tuple(WORDS)
FACT_ICONS = ("wheelchair", "payment-cards", "opening_hours", "prayer_room", "toilets", "language")
BANDS = {
    "cards": ("card", ("payment-visa", "payment-unionpay")),
    "halal": ("halal", ("halal",)),
    "access": ("access", ("arrow-left", "wheelchair")),
    "promises": ("access", ("promise", "complaints")),
    "notice": ("emergency", ("close",)),
    "direction": ("information", ("way",)),
    "talk": ("language", ("hotel",)),
}
ARROWS = ("arrow-up", "arrow-left", "arrow-right", "arrow-up-right", "arrow-down-left", "arrow-down")


def each(tags: Sequence[str], place: int) -> tuple[SignText, ...]:
    """Give one of the words in each language."""
    return tuple(SignText(WORDS[tag][place], tag) for tag in tags)


def speaking(*tags: str, lines: int = 3) -> SignContent:
    """Make up a poster in some languages, the local one first."""
    return SignContent(
        venue="xiaotaoyuan",
        code="7K3FDG",
        family="halal",
        icons=("mosque", "wheelchair"),
        kind=each(tags, 0),
        names=each(tags, 1),
        lines=tuple(SignLine(FACT_ICONS[at], each(tags, 2 + at % 3)) for at in range(lines)),
        scan=each(tags, 5),
        address=(SignText(f"{WORDS[tags[0]][1]} 52", tags[0]),),
        hotline="12345",
        facts_of="2026-05-02",
        sources=("OpenStreetMap contributors",),
        drafts=tags[1:2],
        specimen=True,
    )


def sample(design: Design, *tags: str) -> SignContent:
    """Make up a sign of a design's kind, in as many of the languages as it may speak."""
    spoken = tags[: design.form.most.languages]
    content = cut(replace(speaking(*spoken, lines=4 if design.sheds else 3), sign=design.kind), design.form.most)
    family, icons = BANDS.get(design.kind, ("halal", ("mosque",)))
    content = replace(content, family=family, icons=icons, lines=_kept(content, design.form.most))
    if design.kind == "direction":
        lines = [
            SignLine("mosque", each(spoken, 1), arrow, f"≈ {far} m")
            for arrow, far in zip(ARROWS[: min(3, design.form.most.lines)], (350, 200, 60), strict=True)
        ]
        return replace(content, lines=tuple(lines))
    if design.kind == "talk":
        phrases = [SignLine(FACT_ICONS[at % 6], each(spoken, 2 + at % 3)) for at in range(8)]
        blank = SignLine("warning", tuple(replace(text, value=f"{text.value} ____") for text in each(spoken, 2)))
        return replace(
            content,
            code="",
            sources=(),
            address=(),
            lines=(*phrases, blank),
            back=tuple(phrases[:5]),
            hotline="110 · 120 · 119",
        )
    return content


def asked(design: Design, *tags: str) -> SignContent:
    """Make a sign of a design's kind that speaks every language asked for."""
    most = design.form.most.speaking(len(tags)) if design.kind != "talk" else design.form.most
    return sample(replace(design, form=replace(design.form, most=most)), *tags)


def fullest(design: Design, *tags: str) -> SignContent:
    """Make a sign say as much as its format may: every pictogram and line that its limits allow, in every language."""
    most = design.form.most
    content = sample(design, *tags)
    if design.kind == "talk":
        lines = tuple(content.lines[at % len(content.lines)] for at in range(most.lines))
        return replace(content, lines=lines, back=lines[: most.lines - 2])
    if design.kind == "direction":
        words = each([text.lang for text in content.kind], 0)
        lines = tuple(replace(content.lines[0], texts=words, arrow=arrow) for arrow in ARROWS[: most.lines - 1])
        return replace(content, lines=lines)
    spoken = tuple(text.lang for text in content.kind)
    icons = tuple((content.icons + FACT_ICONS)[: most.icons])
    wordy = replace(speaking(*spoken, lines=6), names=each(spoken, 3), sign=design.kind)
    return replace(wordy, family=content.family, icons=icons, lines=_kept(wordy, most))


def _kept(content: SignContent, most: Limits) -> tuple[SignLine, ...]:
    return fitting(content.names, content.lines, most)


@lru_cache(maxsize=64)
def studio(tags: tuple[str, ...]) -> Studio:
    """Open the faces of some languages, once."""
    found = find(tags)
    assert isinstance(found, FontSet), found
    return Studio(found, ICONS)


def imprint(content: SignContent) -> Imprint:
    """Give what a sign is known by."""
    return Imprint(ORIGIN, revision(content))


def made_for(name: str, content: SignContent) -> Finish:
    """Give a finish, expecting no problem."""
    found = finish(name, content.facts_of)
    assert isinstance(found, Finish), found
    return found


def file(content: SignContent, design: Design, name: str = "office") -> bytes:
    """Draw a sign into a file, expecting no problem."""
    found = draw(content, imprint(content), design, studio(content.languages), made_for(name, content))
    assert isinstance(found, bytes), found
    return found


def sheet(content: SignContent, design: Design, name: str = "office") -> tuple[Page, ...]:
    """Draw a sign as pages, expecting no problem."""
    inks = made_for(name, content).inks
    found = pages(content, imprint(content), design, studio(content.languages), inks)
    assert isinstance(found, tuple), found
    return found


POSTER = DESIGNS["poster", "a4"]
EVERY = list(DESIGNS.values())
NAMED = [f"{design.kind}-{design.form.name}" for design in EVERY]
