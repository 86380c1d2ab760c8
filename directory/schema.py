"""The JSON Schema of venue files, so that an editor completes and checks them while a curator types.

In: the model and the vocabulary. Out: a JSON-ready value; `build.py schema` writes it to
`directory/data/venue.schema.json`.
"""

from __future__ import annotations

from typing import Any

from directory.model import Venue
from directory.vocabulary import CARD_ORIGINS, CHANNELS, KINDS, PROPERTIES, SCOPES, Type


def venue_schema() -> dict[str, Any]:
    """Give the JSON Schema of a venue file as curators write it: [record] fills in evidence, the file names the id."""
    schema = Venue.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A venue of the directory"
    del schema["properties"]["id"]
    schema["required"] = [key for key in schema["required"] if key != "id"]
    inherited = {"source", "method", "observed"}
    for name, definition in schema["$defs"].items():
        if name != "Method" and "required" in definition:
            definition["required"] = [key for key in definition["required"] if key not in inherited]
    record = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: schema["$defs"]["Stated"]["properties"][key] for key in sorted(inherited)},
        "description": "stands for every table that does not say otherwise",
    }
    schema["properties"] = {
        "code": schema["properties"]["code"],
        "kind": _kind_schema(),
        "record": record,
        **{k: v for k, v in schema["properties"].items() if k not in ("code", "kind")},
    }
    schema["$defs"]["Claim"] = _claim_schema(schema["$defs"]["Claim"])
    return schema


def _kind_schema() -> dict[str, Any]:
    return {"enum": sorted(KINDS), "description": "what the place is"}


def _claim_schema(claim: dict[str, Any]) -> dict[str, Any]:
    """Let an editor complete property keys, and per property its values."""
    numbers: dict[Type, dict[str, Any]] = {
        Type.COUNT: {"type": "integer", "minimum": 0},
        Type.SEATS: {"type": "integer", "minimum": 1},
        Type.CENTIMETRES: {"type": "number", "exclusiveMinimum": 0},
        Type.PLAIN: {"type": "string"},
        Type.TEXT: {"type": "object", "additionalProperties": {"type": "string"}},
    }
    claim["properties"]["property"] = {"enum": sorted(PROPERTIES)}
    claim["properties"]["card_origin"] = {"enum": sorted(CARD_ORIGINS)}
    claim["properties"]["channel"] = {"enum": sorted(CHANNELS)}
    claim["properties"]["scope"]["examples"] = sorted(SCOPES)
    claim["allOf"] = [
        {
            "if": {"properties": {"property": {"const": key}}, "required": ["property"]},
            "then": {
                "properties": {
                    "value": {"enum": [v.key for v in prop.values]} if prop.type is Type.CHOICE else numbers[prop.type]
                }
            },
        }
        for key, prop in sorted(PROPERTIES.items())
    ]
    return claim
