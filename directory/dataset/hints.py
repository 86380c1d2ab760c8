"""What should a curator write instead? The hint for each kind of misfit between a table and the model.

In: the model, the path in the file, pydantic's detail of the fault. Out: a hint, "" if there is nothing to add.
"""

from __future__ import annotations

from typing import Any, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from directory.dataset.record import EVIDENCE
from directory.model import Venue
from directory.problem import did_you_mean

ISO_OR_UNKNOWN = 'write "YYYY", "YYYY-MM", "YYYY-MM-DD" or "unknown", with the quotes'
ISO_DAY = "write YYYY-MM-DD in quotes"
FORMS = {  # the form of what stands under a key, whatever is wrong with it
    **dict.fromkeys(("observed", "date", "retrieved"), ISO_OR_UNKNOWN),
    **dict.fromkeys(("valid_until", "begins", "ends", "issued"), ISO_DAY),
    "says": "issued.csv is written by `python build.py issue` only",
    "code": "five characters of Crockford's alphabet and a check character; `python build.py code` makes one",
}
ADDRESSES = ("value", "website", "url", "base_url", "qr_origin")
IDS = ("source", "id", "successor", "venue")


def missing(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """Say how to write a field that is missing."""
    field = str(path[-1])
    if field in EVIDENCE:
        return f"say {field} here or once in [record]"
    if model is Venue and field == "code":
        return "`python build.py code` makes one"
    if isinstance(path[-1], int):
        return "the list is too short"
    annotation = model.model_fields[field].annotation if len(path) == 1 and field in model.model_fields else None
    if _inner(annotation) is not None or get_origin(annotation) is dict:
        return f"write a table [{field}]"
    return f"write {field} = […]" if get_origin(annotation) is tuple else f'write {field} = "…"'


def unknown_key(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """Suggest the key that was meant, among those of the innermost table."""
    word = str(path[-1])
    if model is Venue and len(path) == 3 and path[0] == "claim" and word in Venue.model_fields:
        where = "a key after [[claim]] is part of that claim, move it above the first [[claim]]"
        return f'"{word}" belongs to the venue: {where}'
    for part in path[:-1]:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return did_you_mean(word, set(model.model_fields) - {"id"})


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Give the model within an annotation such as `LocalText | None` or `tuple[Claim, ...]`."""
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def value(detail: ErrorDetails, path: tuple[int | str, ...]) -> str:
    """Say what form a value should have: its shape in TOML first, then the form of its field, then its text."""
    field = str(path[-1]) if path else ""
    return _of_shape(detail["type"], field, path) or _of_field(detail, field) or _of_text(detail, field)


def _of_shape(kind: str, field: str, path: tuple[int | str, ...]) -> str:
    if path[:1] == ("claim",) and kind in ("tuple_type", "model_type"):
        return "every claim begins with [[claim]] in double brackets"
    if kind in ("model_type", "dict_type") and field:
        return f"write a table: [{field}] on a line of its own, its keys below"
    if kind in ("int_type", "float_type"):
        return "write a number, without quotes"
    return f'write {field} = ["…", "…"]' if kind == "tuple_type" else ""


def _of_field(detail: ErrorDetails, field: str) -> str:
    if field in ("lat", "lon") and abs(detail["input"]) <= 180:
        return "are latitude and longitude swapped?"
    return FORMS.get(field, "")


def _of_text(detail: ErrorDetails, field: str) -> str:
    kind = detail["type"]
    if kind == "enum":
        words = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return did_you_mean(str(detail["input"]), words)
    if kind.startswith("string_type"):
        return "put the text in double quotes"
    if field in ADDRESSES and kind in ("string_pattern_mismatch", "value_error"):
        return "write a whole address, such as https://example.org/page"
    if field in IDS or detail["loc"][-1:] == ("[key]",):
        return "use lower-case letters, digits and single hyphens"
    return f"expected {detail['ctx']['pattern']}" if kind == "string_pattern_mismatch" else ""
