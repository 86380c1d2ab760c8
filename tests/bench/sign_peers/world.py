"""Made-up venues of a city that is nowhere, in four languages: what is drawn by every engine of the bench.

In: how many. Out: that many different `Sheet`s, the same in every run. Names are put together from parts, so that a
thousand of them need about as many different characters as the signs of a real district. Nothing in it is real.
"""

from __future__ import annotations

from itertools import islice, product

from directory import codes
from tests.bench.sign_peers.sheet import Sheet

ORIGIN = "https://bench.example.org"  # reserved (RFC 2606), so every sign is a SPECIMEN
TAGS = ("zh-Hans", "en", "ar", "ko")
COLOURS = ("#5b3a9d", "#0b5f46", "#0b4f9e", "#1a631b", "#824600")
FACTS_OF, SOURCE = "2026-05-01", "Made-up world"
Words = tuple[str, str, str, str]

STREETS: tuple[Words, ...] = (
    ("玉兰", "Magnolia", "ماغنوليا", "목련"),
    ("青松", "Green Pine", "الصنوبر", "푸른솔"),
    ("白鹭", "Egret", "البلشون", "백로"),
    ("月光", "Moonlight", "ضوء القمر", "달빛"),
    ("红枫", "Red Maple", "القيقب الأحمر", "단풍"),
    ("竹溪", "Bamboo Creek", "جدول الخيزران", "대나무골"),
    ("荷塘", "Lotus Pond", "بركة اللوتس", "연못"),
    ("石桥", "Stone Bridge", "الجسر الحجري", "돌다리"),
    ("梧桐", "Plane Tree", "شجرة الدلب", "오동나무"),
    ("银杏", "Ginkgo", "الجنكة", "은행나무"),
    ("朝霞", "Dawn", "الفجر", "아침놀"),
    ("海棠", "Crabapple", "التفاح البري", "해당화"),
    ("云岭", "Cloud Ridge", "تلال السحاب", "구름재"),
    ("渔港", "Fishing Harbour", "ميناء الصيد", "어항"),
    ("锦绣", "Brocade", "الديباج", "비단"),
    ("瑞雪", "Good Snow", "الثلج", "서설"),
)
PARTS: tuple[Words, ...] = (
    ("东路", "East Road", "الطريق الشرقي", "동로"),
    ("西路", "West Road", "الطريق الغربي", "서로"),
    ("南街", "South Street", "الشارع الجنوبي", "남가"),
    ("北街", "North Street", "الشارع الشمالي", "북가"),
    ("广场", "Square", "الميدان", "광장"),
    ("码头", "Wharf", "الرصيف", "부두"),
    ("老城", "Old Town", "البلدة القديمة", "옛시가"),
    ("新区", "New District", "الحي الجديد", "신구"),
)
KINDS: tuple[Words, ...] = (
    ("游客中心", "Tourist information", "معلومات السياح", "관광 안내소"),
    ("图书馆", "Library", "مكتبة", "도서관"),
    ("博物馆", "Museum", "متحف", "박물관"),
    ("清真餐厅", "Halal restaurant", "مطعم حلال", "할랄 식당"),
    ("公共厕所", "Public toilets", "دورات مياه عامة", "공중화장실"),
    ("诊所", "Clinic", "عيادة", "의원"),
    ("银行", "Bank", "بنك", "은행"),
    ("地铁站", "Metro station", "محطة مترو", "지하철역"),
)
FACTS: tuple[Words, ...] = (
    ("无障碍入口：2号门", "Step-free entrance: gate 2", "مدخل بلا درج: البوابة 2", "계단 없는 입구: 2번 문"),
    ("电梯：6号口", "Lift: exit 6", "مصعد: المخرج 6", "엘리베이터: 6번 출구"),
    ("受理境外银行卡", "Foreign bank cards accepted", "تُقبل البطاقات الأجنبية", "해외 카드 사용 가능"),
    ("英语服务 09:00–18:00", "Service in English 09:00–18:00", "الخدمة بالإنجليزية", "영어 안내 09:00–18:00"),
    ("免费无线网络", "Free Wi-Fi", "واي فاي مجاني", "무료 와이파이"),
    ("母婴室：3楼", "Baby care room: floor 3", "غرفة رعاية الرضع: الطابق 3", "수유실: 3층"),
    ("轮椅可借用", "Wheelchairs to borrow", "كراسي متحركة للإعارة", "휠체어 대여"),
    ("清真菜单", "Halal menu", "قائمة طعام حلال", "할랄 메뉴"),
    ("自动取款机", "Cash machine", "صراف آلي", "현금 인출기"),
    ("饮用水", "Drinking water", "مياه للشرب", "식수"),
    ("行李寄存：1楼", "Luggage storage: floor 1", "حفظ الأمتعة: الطابق 1", "짐 보관: 1층"),
)
SCAN: Words = (
    "扫码查看营业时间、设施和路线",
    "Scan for hours, access, cards and the way here",
    "امسح الرمز لمعرفة المواعيد والطريق",
    "스캔하여 시간, 시설, 길 보기",
)


def made_up(count: int) -> list[Sheet]:
    """Make up `count` venues, at most as many as there are names; neighbours have different kinds and facts."""
    names = product(PARTS, STREETS, KINDS)
    return [_sheet(number, *parts) for number, parts in enumerate(islice(names, count))]


def _sheet(number: int, part: Words, street: Words, kind: Words) -> Sheet:
    code, revision = _code(number), _crockford(number * 7919 % 32**4, 4)
    return Sheet(
        venue=f"venue-{number}",
        code=code,
        revision=revision,
        colour=COLOURS[number % len(COLOURS)],
        kind=_each(kind),
        names=_each(_name(street, part, kind)),
        facts=[_each(FACTS[(number + step) % len(FACTS)]) for step in (0, 3, 7)],
        scan=_each(SCAN),
        address=f"示例市{street[0]}{part[0]}{number % 390 + 1}号",
        hotline=f"000-{number % 10_000:04}",
        url=f"{ORIGIN}/q/{code}/#{revision}".upper(),
        typed=f"{ORIGIN.removeprefix('https://')}/Q/{code}",
        fine=[f"rev {revision} · facts of {FACTS_OF}", SOURCE],
        stamp="SPECIMEN 样张",
    )


def _name(street: Words, part: Words, kind: Words) -> Words:
    return (
        f"{street[0]}{part[0]}{kind[0]}",
        f"{street[1]} {part[1]} {kind[1]}",
        f"{kind[2]} {part[2]} {street[2]}",
        f"{street[3]} {part[3]} {kind[3]}",
    )


def _each(words: Words) -> dict[str, str]:
    return dict(zip(TAGS, words, strict=True))


def _code(number: int) -> str:
    body = _crockford(number, codes.BODY_LENGTH)
    return body + codes.check_character(body)


def _crockford(number: int, length: int) -> str:
    return "".join(codes.ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
