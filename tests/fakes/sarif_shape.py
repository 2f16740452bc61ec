"""The shape of the SARIF that icplint writes, stricter than the standard in what it leaves out.

The standard's own schema is asked as well where it is at hand; this one always is.
"""

from collections.abc import Mapping


def _object(
    required: Mapping[str, object], optional: Mapping[str, object] | None = None
) -> dict[str, object]:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


def _list(of: object) -> dict[str, object]:
    return {"type": "array", "items": of}


TEXT = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LINE = {"type": "integer", "minimum": 1}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
LANGUAGE = {"enum": ["zh-CN", "en-GB"]}
MESSAGE = _object({"text": TEXT})
BAG = {"type": "object"}
ARTIFACT = _object(
    {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9/:?#@!$&'()*+,;=%~._-]+$"}},
    {"uriBaseId": {"enum": ["%SRCROOT%", "WEB"]}},
)
REGION = _object({"startLine": LINE}, {"startColumn": LINE, "snippet": _object({"text": TEXT})})
PHYSICAL = _object({"artifactLocation": ARTIFACT}, {"region": REGION})
LOCATION = _object(
    {"physicalLocation": PHYSICAL},
    {
        "logicalLocations": _list(_object({"fullyQualifiedName": TEXT, "kind": {"const": "element"}})),
        "message": MESSAGE,
    },
)
SUPPRESSION = _object({"kind": {"const": "external"}, "status": {"const": "accepted"}, "justification": TEXT})
RESULT = _object(
    {
        "ruleId": {"type": "string", "pattern": "^[A-Z]{3,5}[0-9]{3}$"},
        "kind": {"const": "fail"},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {**_list(LOCATION), "minItems": 1, "maxItems": 1},
        "occurrenceCount": LINE,
        "properties": BAG,
    },
    {
        "ruleIndex": {"type": "integer", "minimum": 0},
        "relatedLocations": _list(LOCATION),
        "partialFingerprints": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
        "baselineState": {"enum": ["new", "unchanged"]},
        "suppressions": {**_list(SUPPRESSION), "minItems": 1},
    },
)
NOTICE = _object(
    {
        "descriptor": _object({"id": TEXT}),
        "level": LEVEL,
        "message": MESSAGE,
    },
    {"locations": _list(LOCATION), "associatedRule": _object({"id": TEXT}), "properties": BAG},
)
RULE = _object(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": _object({"level": LEVEL}),
        "properties": BAG,
    }
)
DRIVER = _object(
    {
        "name": {"const": "icplint"},
        "version": TEXT,
        "semanticVersion": TEXT,
        "language": LANGUAGE,
        "rules": _list(RULE),
        "notifications": _list(_object({"id": TEXT, "shortDescription": MESSAGE})),
        "properties": BAG,
    }
)
INVOCATION = _object(
    {
        "executionSuccessful": {"type": "boolean"},
        "startTimeUtc": MOMENT,
        "endTimeUtc": MOMENT,
        "toolExecutionNotifications": _list(NOTICE),
    }
)
RUN = _object(
    {
        "tool": _object({"driver": DRIVER}),
        "language": LANGUAGE,
        "columnKind": {"const": "unicodeCodePoints"},
        "automationDetails": _object({"id": {"type": "string", "pattern": "^icplint/.+"}}),
        "originalUriBaseIds": BAG,
        "properties": BAG,
        "results": _list(RESULT),
        "invocations": {**_list(INVOCATION), "minItems": 1, "maxItems": 1},
    }
)
SHAPE = _object(
    {
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": {**_list(RUN), "minItems": 1, "maxItems": 1},
    }
)
