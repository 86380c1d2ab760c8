"""When is it open, and how is it reached? Opening hours, telephone numbers, hotlines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from directory import hours as opening_hours
from directory.check.syntax import is_dialled, is_phone
from directory.model import Dataset
from directory.problem import Problem, did_you_mean, error


def hours(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """Opening hours parse as OpenStreetMap's syntax."""
    for venue in data.venues.values():
        if venue.opening_hours:
            yield from _hours(data.files[venue.id], "opening_hours.value", venue.opening_hours.value)
    for key, hotline in data.hotlines.items():
        if hotline.opening_hours:
            yield from _hours("hotlines.toml", f"{key}.opening_hours", hotline.opening_hours)


def _hours(file: str, field: str, text: str) -> Iterator[Problem]:
    if wrong := opening_hours.fault(text):
        yield error(file, field, "hours-syntax", text, wrong, opening_hours.suggestion(text))


def phones(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A venue's telephone numbers are E.164 with spaces, so that a phone can dial them from anywhere."""
    for venue in data.venues.values():
        for number in venue.phone.value.split("; ") if venue.phone else ():
            if not is_phone(number):
                message = f'"{number}" is not a telephone number'
                hint = 'write it as dialled from abroad: "+86 21 6377 5442", several with "; "'
                yield error(data.files[venue.id], "phone.value", "phone-syntax", number, message, hint)


def hotlines(data: Dataset, as_of: dt.date) -> Iterator[Problem]:
    """A hotline's number can be dialled, and the numbers that pages and signs show are hotlines."""
    for key, hotline in data.hotlines.items():
        if not is_dialled(hotline.number):
            message, hint = f'"{hotline.number}" is not a number to dial', "digits, spaces and hyphens"
            yield error("hotlines.toml", f"{key}.number", "phone-syntax", hotline.number, message, hint)
    shown = [("emergency", key) for key in data.city.emergency]
    shown += [("sign_hotline", key) for key in [data.city.sign_hotline] if key]
    for field, key in shown:
        if key not in data.hotlines:
            message, hint = f'"{key}" is not in hotlines.toml', did_you_mean(key, data.hotlines)
            yield error("city.toml", field, "hotline-unknown", key, message, hint)
