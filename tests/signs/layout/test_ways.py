"""The direction sign: its laws, every destination whole, arrows at the side they point to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.signage.content import SignContent, SignLine, SignText
from directory.vocabulary import ARROWS
from signs.layout.boxes import Extras, Layout, Overfull, Setting
from signs.layout.way_formats import A3, A4, WAYS, WaysFormat
from signs.layout.way_rows import SPOKEN
from signs.layout.ways import arrange_ways
from signs.text.paragraph import Measure
from tests.signs.conftest import MOSQUE, texts
from tests.signs.laws import assert_laws, printed
from tests.signs.page_laws import inside

EXTRAS = Extras("city.example/Q/7K3FDG", ("rev A1B2 · facts of 2026-05-02", "OpenStreetMap contributors"), (), 29)
STAMPS = (SignText("SPECIMEN 样张", "zh-Hans"), SignText("DRAFT 待审校: 阿拉伯语 ar", "zh-Hans"))
PLACES = (
    SignLine("railway_station", texts("上海站", "Railway Station", "محطة القطار"), "arrow-up", "≈ 1.2 km"),
    SignLine("mosque", texts("小桃园清真寺", "Xiaotaoyuan Mosque", "مسجد شياو تاو يوان"), "arrow-left", "≈ 350 m"),
    SignLine("hospital", texts("第一人民医院", "General Hospital", "مستشفى"), "arrow-right", "≈ 300 m"),
    SignLine("toilets", texts("卫生间", "Toilets", "دورة مياه"), "arrow-down-right", ""),
)
SIGN = replace(MOSQUE, icons=("way",), family="information", kind=texts("前往", "The way to", "إلى"), lines=PLACES)


def boxes(text: str, lang: str, weight: str) -> tuple[float, ...]:
    """Measure without fonts, as the fixture `boxy` does."""
    return tuple(1.0 if ord(char) >= 0x2E80 else 0.55 for char in text)


def arranged(content: SignContent, form: WaysFormat = A3, extras: Extras = EXTRAS, measure: Measure = boxes) -> Layout:
    """Lay out the one page."""
    [page] = arrange_ways(content, extras, Setting(form, measure))
    return page


def tried(content: SignContent, form: WaysFormat, extras: Extras) -> Layout | Overfull:
    """Lay out the one page, or give what does not fit."""
    try:
        return arranged(content, form, extras)
    except Overfull as fault:
        return fault


def said(content: SignContent, count: int) -> SignContent:
    """Speak only the first languages."""
    lines = tuple(replace(line, texts=line.texts[:count]) for line in content.lines)
    fewer = replace(content, kind=content.kind[:count], names=content.names[:count], scan=content.scan[:count])
    return replace(fewer, lines=lines)


@pytest.mark.parametrize("form", WAYS, ids=lambda form: form.name)
@pytest.mark.parametrize("stamps", [(), STAMPS[:1], STAMPS], ids=["none", "one", "two"])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_examples_keep_the_laws(form: WaysFormat, stamps: tuple[SignText, ...], count: int) -> None:
    """One to four destinations fit every format in its languages, and say each name once."""
    content = replace(said(SIGN, form.most.languages), lines=said(SIGN, form.most.languages).lines[:count])
    page = arranged(content, form, replace(EXTRAS, stamps=stamps))
    assert_laws(page, form)
    wanted = Counter((line.texts[0].value, line.texts[0].lang) for line in content.lines)
    assert printed([page], "name") == wanted
    assert printed([page], "fact") == Counter(
        (text.value, text.lang) for line in content.lines for text in line.texts[1:]
    )
    assert printed([page], "distance") == Counter((line.distance, "en") for line in content.lines if line.distance)
    assert printed([page], "stamp") == Counter((stamp.value, stamp.lang) for stamp in stamps)


WORDS = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=9), min_size=1, max_size=5).map(" ".join)
HAN = st.text(st.sampled_from("一二三四五六七八"), min_size=1, max_size=14)
NAMES = st.tuples(HAN, WORDS, WORDS).map(lambda three: texts(*three))
LINES = st.builds(
    SignLine, st.just("mosque"), NAMES, st.sampled_from(list(SPOKEN)), st.sampled_from(["", "≈ 80 m", "≈ 12.5 km"])
)
CONTENTS = st.builds(
    lambda names, lines, kind, scan, address, hotline: replace(
        SIGN, names=names, lines=lines, kind=kind, scan=scan, address=address, hotline=hotline
    ),
    st.one_of(st.just(()), NAMES),
    st.lists(LINES, min_size=1, max_size=6).map(tuple),
    NAMES,
    NAMES,
    st.one_of(st.just(()), NAMES.map(lambda three: three[:1])),
    st.sampled_from(["", "12345", "+86 21 6355 6767"]),
)


@pytest.mark.parametrize("form", WAYS, ids=lambda form: form.name)
@settings(max_examples=80, deadline=None)
@given(CONTENTS, st.sampled_from([1, 2, 3]), st.sampled_from([(), STAMPS[:1], STAMPS]), st.sampled_from([25, 33, 41]))
def test_any_content_keeps_the_laws_or_names_a_text(
    form: WaysFormat, content: SignContent, count: int, stamps: tuple[SignText, ...], modules: int
) -> None:
    """Whatever a sign says, it is laid out by the laws, or a text of it is blamed."""
    content = said(replace(content, lines=content.lines[: form.most.lines]), count)
    found = tried(content, form, replace(EXTRAS, stamps=stamps, modules=modules))
    words = Counter((text.value, text.lang) for line in content.lines for text in line.texts)
    if isinstance(found, Overfull):
        said_at_all = {*content.kind, *content.names, *content.scan, *content.address, *stamps}
        said_at_all |= {SignText(value, lang) for value, lang in words}
        assert found.text in said_at_all or found.role in ("address", "code", "hotline", "fine")
        assert found.role in form.roles
    else:
        assert_laws(found, form)
        assert printed([found], "name") + printed([found], "fact") == words


def test_arrows_stand_where_they_point() -> None:
    """An arrow to the right ends its row at the right, any other begins it at the left; the words begin beside it."""
    page = arranged(said(SIGN, 2))
    arrows = {icon.name: icon.box for icon in page.icons if icon.ground}
    assert {name: round(box.x if "right" not in name else box.right) for name, box in arrows.items()} == {
        "arrow-up": 18, "arrow-left": 18, "arrow-right": 402, "arrow-down-right": 402,
    }  # fmt: skip
    names = {text.text: text.box for text in page.texts if text.role in ("name", "fact")}
    assert names["小桃园清真寺"].x == pytest.approx(names["Xiaotaoyuan Mosque"].x)
    assert names["第一人民医院"].right == pytest.approx(names["General Hospital"].right)
    far = {text.text: text.box for text in page.texts if text.role == "distance"}
    assert far["≈ 350 m"].right == pytest.approx(402)
    assert far["≈ 300 m"].x == pytest.approx(18)


def test_arabic_begins_at_the_right_and_arrows_stay() -> None:
    """An Arabic name ends where the room for names does, and an arrow is the pictogram that the content names."""
    page = arranged(SIGN)
    rows = [text for text in page.texts if text.lang == "ar" and text.role == "fact"]
    kinds = {icon.name: icon.box for icon in page.icons if icon.name in {line.icon for line in PLACES}}
    assert rows[2].box.right == pytest.approx(kinds["hospital"].x - 6 * A3.space)
    distance = next(text for text in page.texts if text.text == "≈ 350 m")
    assert distance.box.x - rows[1].box.right >= 6 * A3.space - 1e-6
    assert rows[1].box.right > 300
    assert [icon.name for icon in page.icons if icon.ground] == [line.arrow for line in PLACES]


def test_every_arrow_is_read_out() -> None:
    """Each of the eight directions has a character for those who hear the sign."""
    assert SPOKEN.keys() == set(ARROWS.values())
    assert all(icon.alt for icon in arranged(SIGN).icons if icon.ground)


def test_all_rows_are_set_alike() -> None:
    """One long name makes every row smaller, not its own alone."""
    long = replace(PLACES[1], texts=texts("浦东国际机场航站楼服务中心", "Airport Service Centre", "مركز"))
    for lines in (PLACES, (*PLACES[:1], long, *PLACES[2:])):
        page = arranged(replace(SIGN, lines=lines))
        assert len({text.size_pt for text in page.texts if text.role == "name"}) == 1
        assert len({icon.box.width for icon in page.icons if icon.ground}) == 1


def test_one_destination_is_larger_than_four() -> None:
    """A sign to a single place uses the page: larger words and a larger arrow."""
    one, four = arranged(replace(SIGN, lines=PLACES[1:2])), arranged(SIGN)
    sizes = [max(text.size_pt for text in page.texts if text.role == "name") for page in (one, four)]
    arrows = [max(icon.box.width for icon in page.icons if icon.ground) for page in (one, four)]
    assert sizes[0] > max(sizes[1] * 1.2, A3.roles["name"].wanted_pt)
    assert arrows[0] > arrows[1] * 1.2


def test_local_names_are_read_from_three_metres() -> None:
    """The least size of a local name is that for three metres (39.7 pt), on every format; 1.8 m on a compact page."""
    assert all(form.least("name") >= 39.7 for form in WAYS)
    assert all(form.compact.least("name") >= 23.8 for form in WAYS)
    assert A3.least("fact") > A4.least("fact")
    for form in WAYS:
        assert all(role.least_pt <= role.wanted_pt for role in form.roles.values())


def test_the_sign_says_where_it_hangs() -> None:
    """The place itself stands small at the foot, beside the pictogram for "you are here"."""
    page = arranged(SIGN)
    assert printed([page], "place") == Counter((text.value, text.lang) for text in (*SIGN.names, *SIGN.address))
    here = next(icon for icon in page.icons if icon.name == "here")
    assert here.box.y > max(text.box.bottom for text in page.texts if text.role == "name")
    assert not any(icon.name == "here" for icon in arranged(replace(SIGN, names=(), address=())).icons)


@pytest.mark.parametrize("form", WAYS, ids=lambda form: form.name)
def test_symbol_can_be_scanned(form: WaysFormat) -> None:
    """A module is 1/340 of the scanning distance, the quiet zone four of them, and nothing else is in it."""
    for modules in (25, 33, 41):
        symbol = arranged(said(SIGN, 2), form, replace(EXTRAS, modules=modules)).symbol
        assert symbol is not None
        assert symbol.module >= form.scan_m * 1000 / 340 - 1e-9
        assert symbol.box.width == pytest.approx((modules + 8) * symbol.module)


def test_stamps_are_strips_of_their_own() -> None:
    """Both stamps stand in red outlines below the band, each at least a third of the page wide."""
    page = arranged(SIGN, A3, replace(EXTRAS, stamps=STAMPS))
    strips = [panel.box for panel in page.panels if panel.colour == "alert"]
    marks = [text.box for text in page.texts if text.role == "stamp"]
    assert len(strips) == len(marks) == 2
    assert all(inside(mark, strip) and strip.width > A3.width / 3 for mark, strip in zip(marks, strips, strict=True))


def test_an_endless_name_is_blamed() -> None:
    """A name that cannot be read from its distance is what the caller hears of."""
    endless = SignText("Endlessly " * 30, "en")
    with pytest.raises(Overfull) as caught:
        arranged(replace(SIGN, lines=(replace(PLACES[0], texts=(PLACES[0].texts[0], endless)),)))
    assert caught.value.text == endless
    assert caught.value.role == "fact"
