"""Positions beside each other: what is rough, what is copied, what strays."""

from __future__ import annotations

import pytest

from directory.check import positions
from directory.model import Dataset
from tests.conftest import AS_OF
from tests.directory.check.cities import at, stated, texts, told, with_venue, with_venues


@pytest.mark.parametrize(
    ("lat", "lon", "coarse"),
    [
        (39.2, 82.3, True),
        (39.0, 82.0, True),
        (39.201, 82.301, True),
        (39.2011, 82.301, False),
        (39.2, 82.3001, False),
        (39.200001, 82.3, False),
    ],
)
def test_four_decimals_on_either_axis(load_small_city: Dataset, lat: float, lon: float, coarse: bool) -> None:
    """A zero at the end is lost in reading, so one fine axis is enough."""
    city = with_venue(load_small_city, "example-noodles", position=at(lat, lon))
    fields = [p.file for p in positions.coarse(city, AS_OF)]
    assert ("venues/alpha/example-noodles.toml" in fields) == coarse


def test_a_park_is_wide(load_small_city: Dataset) -> None:
    """A rough point anywhere in a park leads there."""
    city = with_venue(load_small_city, "example-noodles", position=at(39.2, 82.3), kind="park")
    assert "venues/alpha/example-noodles.toml" not in [p.file for p in positions.coarse(city, AS_OF)]


def test_one_address_has_one_point(load_small_city: Dataset) -> None:
    """Two venues of one address may lie on one point, of two kinds too; else not."""
    museum = load_small_city.venues["example-museum"]
    city = with_venue(load_small_city, "example-noodles", position=museum.position)
    assert told(positions.shared, city) == []
    city = with_venue(city, "example-noodles", kind="museum")
    assert told(positions.shared, city) == [("position-shared", "position.lat")]
    city = with_venue(city, "example-noodles", address=texts(zh_Hans="示例路1号"))
    assert told(positions.shared, city) == []


def crowd(city: Dataset, places: dict[str, list[tuple[float, float]]]) -> Dataset:
    """The city with shops at these points of districts."""
    like = city.venues["new-teahouse"]
    return with_venues(
        city,
        *(
            like.model_copy(update={"id": f"{key}-{n}", "district": stated(key), "position": at(*point)})
            for key, points in places.items()
            for n, point in enumerate(points)
        ),
    )


ALPHA = [(39.2 + n / 500, 82.3) for n in range(7)]  # 220 m apart
GAMMA = [(39.4 + n / 500, 82.2) for n in range(5)]


def test_a_stray_lies_among_strangers(load_small_city: Dataset) -> None:
    """A place of Alpha among those of Gamma is told; the same place where nobody is, or beside its own, is not."""
    astray = crowd(load_small_city, {"alpha": [*ALPHA, (39.4011, 82.2011)], "gamma": GAMMA})
    assert [p.file for p in positions.strays(astray, AS_OF)] == ["venues/alpha/alpha-7.toml"]
    for elsewhere in ((39.3, 82.55), (39.215, 82.302)):
        assert told(positions.strays, crowd(load_small_city, {"alpha": [*ALPHA, elsewhere], "gamma": GAMMA})) == []


def test_a_border_street_is_no_stray(load_small_city: Dataset) -> None:
    """Where two districts meet, the nearest places are often the neighbour's."""
    border = [(39.2 + n / 500, 82.302) for n in range(5)]
    assert told(positions.strays, crowd(load_small_city, {"alpha": [(39.19, 82.302), *ALPHA], "gamma": border})) == []


def test_few_places_say_nothing_of_a_district(load_small_city: Dataset) -> None:
    """With fewer than five others in its district, a place far from them is left alone."""
    few = crowd(load_small_city, {"beta": [*ALPHA[:3], (39.4011, 82.2011)], "gamma": GAMMA})
    assert told(positions.strays, few) == []
