"""Plug the directory's search into the bench of client-side engines.

`python tests/bench/search.py WORLD.json OUT` writes OUT/engine.js, its index files and build.json.
WORLD.json is a made-up city: `{"languages": [...], "venues": [{id, kind, district, name: {lang: ..},
description, address, tags, lat, lon}]}`. A description there is a list of facts after the name; a fact told
of many venues is a tag of ours.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from directory.pages.smaller import scripts  # noqa: E402
from directory.search import SearchCorpus, SearchEntry, write  # noqa: E402

Venue = dict[str, Any]


def facts(venue: Venue, language: str) -> list[str]:
    """List the facts of a description: what stands after the name, parted by commas."""
    text = venue["description"][language].removeprefix(venue["name"][language]).strip(" :,。.")
    return [part.strip() for part in re.split(r"[,、]", text) if part.strip()]


def entry(venue: Venue, language: str) -> SearchEntry:
    """Give a venue as it is searched in a language."""
    names = {key: venue["name"][key] for key in ("zh-Hans", language, "en")}
    others = (names["en"],) if names["en"] not in (names[language], names["zh-Hans"]) else ()
    return SearchEntry(
        venue["id"],
        names[language],
        names["zh-Hans"],
        others,
        venue["address"][language],
        venue["address"]["zh-Hans"],
        venue["kind"],
        venue["district"],
        (*venue["tags"], *(fact_key(venue, i) for i in range(len(facts(venue, "en"))))),
        venue["lat"],
        venue["lon"],
        stale=False,
        closed=False,
    )


def fact_key(venue: Venue, place: int) -> str:
    """Name a fact by its English words, whatever the language of the page."""
    return "fact:" + facts(venue, "en")[place]


def corpus(world: dict[str, Any], language: str) -> SearchCorpus:
    """Make the corpus of a page language; kinds are known by what follows the proper name in each language."""
    venues: list[Venue] = world["venues"]
    kinds: dict[str, tuple[str, ...]] = {}
    tags = {tag: (tag.replace("_", " "),) for venue in venues for tag in venue["tags"]}
    for venue in venues:
        stem = venue["name"]["en"].split(" ")[0]
        if venue["kind"] not in kinds:
            languages = [language, *(key for key in world["languages"] if key != language)]
            cut = {key: 3 if key in ("zh-Hans", "zh-Hant", "ja") else len(stem) + 1 for key in languages}
            kinds[venue["kind"]] = tuple(dict.fromkeys(venue["name"][key][cut[key] :] for key in languages))
        for place, words in enumerate(facts(venue, language)):
            tags.setdefault(fact_key(venue, place), (words,))
    districts = {venue["district"]: (venue["district"],) for venue in venues}
    return SearchCorpus(language, tuple(entry(venue, language) for venue in venues), kinds, districts, tags)


def main(world_file: str, out: str) -> None:
    """Write the engine's folder and print how large it is."""
    world = json.loads(Path(world_file).read_text())
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    sizes: Counter[str] = Counter()
    for language in world["languages"]:
        for name, data in write(corpus(world, language)).items():
            (folder / name).write_bytes(data)
            sizes[name] = len(data)
    spent = round(1000 * (time.perf_counter() - started))
    script = ROOT / "templates" / "assets" / "js" / "search-engine.js"
    (folder / "engine.js").write_text(
        scripts({script.name: script.read_text()})[script.name]
    )  # as the site publishes it
    (folder / "build.json").write_text(json.dumps({"build_ms": spent}))
    print(f"{spent} ms", dict(sizes))


if __name__ == "__main__":
    main(*sys.argv[1:3])
