"""Writes a made-up city as a dataset folder, so that everything can be run at any size: city.py WORLD.json DIR.

WORLD.json is what the benches' `world.py` prints: {"languages": [...], "venues": [...]}. The folder has its own
catalogues (locales/), so names, addresses and descriptions stand in all its languages. Nothing in it is real.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from directory import codes  # noqa: E402
from directory.localisation.languages import LANGUAGES  # noqa: E402

KINDS = {"tourist_centre": "tourist_information", "halal_restaurant": "restaurant", "public_toilet": "toilets"}
# Tags of the made-up world to claims of ours: property, value, and what qualifies it.
CLAIMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "halal": ("halal", "operator", {}),
    "wheelchair": ("wheelchair", "yes", {}),
    "step_free": ("entrance:level", "yes", {}),
    "lift": ("elevator", "yes", {}),
    "accessible_toilet": ("toilets:wheelchair", "yes", {}),
    "low_counter": ("low_counter", "yes", {}),
    "visa": ("payment:visa", "yes", {"card_origin": "foreign"}),
    "mastercard": ("payment:mastercard", "yes", {"card_origin": "foreign"}),
    "amex": ("payment:american_express", "yes", {"card_origin": "foreign"}),
    "jcb": ("payment:jcb", "yes", {"card_origin": "foreign"}),
    "unionpay": ("payment:unionpay", "yes", {}),
    "alipay": ("payment:alipay", "yes", {}),
    "wechat_pay": ("payment:wechat", "yes", {}),
    "english": ("language", "serve", {"language": "en"}),
    "japanese": ("language", "serve", {"language": "ja"}),
    "korean": ("language", "serve", {"language": "ko"}),
    "french": ("language", "greeting", {"language": "fr"}),
    "arabic": ("language", "greeting", {"language": "ar"}),
    "sign_language": ("sign_language", "yes", {}),
    "wifi": ("internet_access", "wlan", {}),
    "atm": ("atm", "yes", {}),
    "parking": ("parking", "yes", {}),
    "baby_room": ("baby_care", "yes", {}),
    "seating": ("seats", "yes", {}),
    "brochures": ("brochures", "yes", {}),
}
LOCAL = "zh-Hans"


def main(world_path: str, folder: str) -> None:
    """Write the dataset."""
    world = json.loads(Path(world_path).read_text("utf-8"))
    target = Path(folder)
    languages = [LOCAL, *(tag for tag in world["languages"] if tag != LOCAL and tag in LANGUAGES)]
    _settings(target, languages, sorted({venue["district"] for venue in world["venues"]}))
    pairs = [(_code(number), venue) for number, venue in enumerate(world["venues"])]
    for code, venue in pairs:
        path = target / "venues" / venue["district"] / f"{venue['id']}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_venue(code, venue), encoding="utf-8")
    rows = "".join(f"{code},{venue['id']}\n" for code, venue in pairs)
    (target / "codes.csv").write_text(f"code,id\n{rows}", encoding="utf-8")
    for tag in languages:
        _catalogues(target / "locales", tag, world["venues"])
    print(f"{target}: {len(pairs)} venues in {len(languages)} languages")


def _code(number: int) -> str:
    """Give the n-th code, so that the same world gives the same dataset; a city draws its codes at random."""
    body = "".join(codes.ALPHABET[(number >> shift) & 31] for shift in (20, 15, 10, 5, 0))
    return body + codes.check_character(body)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _settings(target: Path, languages: list[str], districts: list[str]) -> None:
    """Write the city's own files; statements and hotlines are as short as the checks allow."""
    target.mkdir(parents=True, exist_ok=True)
    named = "\n".join(f"[district.{key}.name]\n{LOCAL} = {_text(key)}\nen = {_text(key.title())}" for key in districts)
    tags = ", ".join(_text(tag) for tag in languages)
    signs = ", ".join(_text(tag) for tag in languages[:4])
    (target / "city.toml").write_text(
        f"""# Made up: nothing here is a real place.
id = "bench-city"
country = "CN"
time_zone = "Asia/Shanghai"
box = [120.8, 30.6, 122.3, 31.9]
map_datum = "GCJ-02"
languages = [{tags}]
sign_languages = [{signs}]
base_url = "https://bench.example.org/"
qr_origin = "https://bench.example.org"
data_licence = "ODbL-1.0"
attribution = ["Made up"]

[name]
{LOCAL} = "示例市"
en = "Bench City"

{named}
""",
        encoding="utf-8",
    )
    (target / "sources.toml").write_text(
        '[made-up]\ntitle = "A made-up world"\nlicence = "CC0-1.0"\nretrieved = "2026"\n', encoding="utf-8"
    )
    for name in ("hotlines.toml", "targets.toml"):
        (target / name).write_text("# none\n", encoding="utf-8")
    (target / "redirects.csv").write_text("old_id,new_id\n", encoding="utf-8")


def _venue(code: str, venue: dict[str, Any]) -> str:
    """Write one venue file."""
    kind = KINDS.get(venue["kind"], venue["kind"])
    lines = [
        f'code = "{code}"', f'kind = "{kind}"', "",
        "[record]", 'source = "made-up"', 'method = "official_list"', 'observed = "2026-05-01"', "",
        "[name]", f"{LOCAL} = {_text(venue['name'][LOCAL])}", f"en = {_text(venue['name']['en'])}", "",
        "[description]", f"{LOCAL} = {_text(venue['description'][LOCAL])}", "",
        "[district]", f"value = {_text(venue['district'])}", "",
        "[address]", f"{LOCAL} = {_text(venue['address'][LOCAL])}", "",
        "[position]", f"lat = {venue['lat']}", f"lon = {venue['lon']}", "",
        "[opening_hours]", f"value = {_text(venue['hours'])}", "",
        "[phone]", f"value = {_text(venue['phone'])}",
    ]  # fmt: skip
    for tag in venue["tags"]:
        prop, value, qualifiers = CLAIMS[tag]
        lines += ["", "[[claim]]", f'property = "{prop}"', f'value = "{value}"']
        lines += [f'{key} = "{text}"' for key, text in qualifiers.items()]
    return "\n".join([*lines, ""])


def _catalogues(locales: Path, tag: str, venues: list[dict[str, Any]]) -> None:
    """Write the language's texts about places; the interface's catalogue is the shipped one, if there is one."""
    language = LANGUAGES[tag]
    folder = locales / language.folder / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = ROOT / "locales" / language.folder / "LC_MESSAGES" / "messages.po"
    if shipped.exists():
        (folder / "messages.po").write_bytes(shipped.read_bytes())
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language.folder}
    for context, msgid, msgstr in _texts(tag, venues):
        po.append(polib.POEntry(msgctxt=context, msgid=msgid, msgstr=msgstr))
    (folder / "venues.po").write_text(f"{po}\n", encoding="utf-8")


def _texts(tag: str, venues: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    if tag == LOCAL:
        return
    for venue in venues:
        for field in ("name", "description", "address"):
            if field == "name" and tag == "en":
                continue  # stands in the venue's own file
            yield f"{venue['id']}.{field}", venue[field][LOCAL], venue[field][tag]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tests/bench/city.py WORLD.json DIR")
    main(sys.argv[1], sys.argv[2])
