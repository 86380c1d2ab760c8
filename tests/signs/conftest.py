"""What the tests of signs share: opened fonts, a folder of small pictograms, and a sign's content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from directory.signage.content import Limits, SignContent, SignLine, SignText
from signs.draw import ALWAYS
from signs.text.fonts import FontSet, find

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">'
    '<path d="M3 12a9 9 0 1 1 18 0z"/><circle cx="12" cy="5" r="2" fill="currentColor" stroke="none"/></svg>'
)
NAMES = (*ALWAYS, "mosque", "wheelchair", "payment-cards", "language", "prayer_room", "toilets", "opening_hours")


def texts(zh: str, en: str, ar: str) -> tuple[SignText, ...]:
    """Make the three texts of a field."""
    return SignText(zh, "zh-Hans"), SignText(en, "en"), SignText(ar, "ar")


LINES = (
    SignLine("wheelchair", texts("无台阶入口", "Step-free entrance", "مدخل بلا درج")),
    SignLine("payment-cards", texts("可刷境外银行卡", "Foreign cards accepted", "تقبل البطاقات الأجنبية")),
    SignLine("language", texts("英语、阿拉伯语服务", "English and Arabic spoken", "نتحدث الإنجليزية والعربية")),
    SignLine("prayer_room", texts("设有祈祷室", "Prayer room", "مصلى")),
    SignLine("toilets", texts("无障碍卫生间", "Accessible toilet", "دورة مياه لذوي الإعاقة")),
    SignLine("opening_hours", texts("每日 09:00–18:00", "Open daily 09:00–18:00", "يوميا 09:00–18:00")),
)
MOSQUE = SignContent(
    venue="xiaotaoyuan",
    code="7K3FDG",
    family="halal",
    icons=("mosque", "prayer_room"),
    kind=texts("清真寺", "Mosque", "مسجد"),
    names=texts("小桃园清真寺", "Xiaotaoyuan Mosque", "مسجد شياو تاو يوان"),
    lines=LINES[:3],
    scan=texts("扫码查看最新信息和路线", "Scan for current details and the way there", "امسح الرمز لأحدث المعلومات"),
    address=(SignText("上海市黄浦区小桃园街52号", "zh-Hans"),),
    hotline="12345",
    facts_of="2026-05-02",
    sources=("OpenStreetMap contributors",),
    drafts=(),
    specimen=True,
)
LONG = replace(
    MOSQUE,
    code="A1B2C3",
    icons=("mosque", "language", "payment-cards", "wheelchair"),
    kind=texts("服务中心", "Service centre", "مركز خدمات"),
    names=texts(
        "浦东国际机场T2航站楼外籍人员一站式综合服务中心",
        "Pudong International Airport Terminal 2 one-stop comprehensive service centre for foreign nationals",
        "مركز الخدمات الشاملة الموحد للأجانب في المبنى رقم 2 بمطار بودونغ الدولي",
    ),
    lines=LINES[:4],
    drafts=("ar",),
)
SIX = replace(MOSQUE, code="9M4QXT", lines=LINES, specimen=False, drafts=("en", "ar"))


def cut(content: SignContent, most: Limits) -> SignContent:
    """Say as much of a content as a format may: what `directory.signage` would have kept."""
    tags = [text.lang for text in content.kind][: most.languages]

    def kept(texts: tuple[SignText, ...]) -> tuple[SignText, ...]:
        return tuple(text for text in texts if text.lang in tags)

    lines = tuple(replace(line, texts=kept(line.texts)) for line in content.lines[: most.lines])
    return replace(
        content,
        icons=content.icons[: most.icons],
        kind=kept(content.kind),
        names=kept(content.names)[: most.names],
        scan=kept(content.scan),
        lines=lines,
        drafts=tuple(tag for tag in content.drafts if tag in tags),
    )


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """Open the faces of the three languages once."""
    found = find(["zh-Hans", "en", "ar"])
    assert isinstance(found, FontSet), found
    return found


@pytest.fixture(scope="session")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small drawing under every name the contents use."""
    folder = tmp_path_factory.mktemp("icons")
    for name in NAMES:
        (folder / f"{name}.svg").write_text(DRAWING, encoding="utf-8")
    return folder


@pytest.fixture
def boxy() -> Callable[[str, str, str], tuple[float, ...]]:
    """Measure without fonts: one em for wide characters, 0.55 for others."""

    def measure(text: str, lang: str, weight: str) -> tuple[float, ...]:
        return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)

    return measure
