"""Links that open a place in the reader's own map, each with the datum that the service expects.

Formats and datums: mission study, section (d). Amap, Baidu and Tencent convert WGS-84 themselves when told so; Google
draws mainland China shifted, so the city's `map_datum` decides; Apple's datum there is disputed, so it gets the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from directory import geo


@dataclass(frozen=True)
class Way:
    """One map service: its proper name, the same in all languages, and the link."""

    name: str
    url: str

    @property
    def chinese(self) -> str:
        """The name a driver knows the service by; empty for those without one."""
        return CHINESE_NAMES.get(self.name, "")


CHINESE_NAMES = {"Amap": "高德地图", "Baidu": "百度地图", "Tencent": "腾讯地图"}


@lru_cache(maxsize=256)  # of a place the same in every language
def ways(name: str, address: str, point: geo.Point | None, map_datum: str) -> tuple[Way, ...]:
    """List the links for a place; without a position only those that can search for its name and address."""
    title, words = quote(name, safe=""), quote(f"{address} {name}".strip(), safe="")
    if point is None:
        return (
            Way("Apple Maps", f"https://maps.apple.com/?q={words}"),
            Way("Amap", f"https://uri.amap.com/search?keyword={words}&src=directory&callnative=1"),
            Way(
                "Baidu",
                f"https://api.map.baidu.com/place/search?query={words}&output=html&src=webapp.directory",
            ),
        )
    at = f"{point.lat:.6f},{point.lon:.6f}"
    shown = geo.gcj02_from_wgs84(point) if map_datum == "GCJ-02" else point
    place = quote(address, safe="")
    return (
        Way(
            "Amap",
            f"https://uri.amap.com/marker?position={point.lon:.6f},{point.lat:.6f}&name={title}&src=directory"
            "&coordinate=wgs84&callnative=1",
        ),
        Way(
            "Baidu",
            f"https://api.map.baidu.com/marker?location={at}&title={title}&content={place or title}&output=html"
            "&coord_type=wgs84&src=webapp.directory",
        ),
        Way(
            "Tencent",
            f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{at};title:{title};addr:{place}&coord_type=1"
            "&referer=directory",
        ),
        Way("Google Maps", f"https://www.google.com/maps/search/?api=1&query={shown.lat:.6f}%2C{shown.lon:.6f}"),
        Way("Apple Maps", f"https://maps.apple.com/?q={title}&address={place or title}"),
        Way("Organic Maps", f"om://map?v=1&ll={at}&n={title}"),
        Way(
            "OpenStreetMap",
            f"https://www.openstreetmap.org/?mlat={point.lat:.6f}&mlon={point.lon:.6f}#map=18/{point.lat:.6f}/{point.lon:.6f}",
        ),
    )
