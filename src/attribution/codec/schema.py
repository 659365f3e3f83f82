"""`json_schema`: the wire form as a JSON Schema, read off the records."""

import ast
import enum
import inspect
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple, NewType, TypeAlias, cast, get_args, get_origin

from attrs import NOTHING

from attribution.codec.wire import FORMAT
from attribution.dates import When
from attribution.dossier import Dossier
from attribution.fields import DERIVED, LARGEST_NUMBER, LONGEST_ID, Checked, a_kind, fields_of
from attribution.integrity import KINDS
from attribution.model import (
    CANNOT_ACCUSE,
    WITHOUT_QUOTE,
    Claim,
    Evidence,
    Link,
    Span,
    Speaker,
    Statement,
    Waiver,
)
from attribution.vocabulary import ClaimKind, LinkKind, Mode, Stance

__all__ = ["json_schema", "save_schemas"]

_Schema: TypeAlias = dict[str, Any]

_FILES = {"attribution-1.json": False, "attribution-1-strict.json": True}


def json_schema(*, strict: bool = False) -> dict[str, object]:
    """The JSON Schema (2020-12) of a dossier's wire form.

    A document fits it if and only if `loads` finds nothing wrong with its shape; what a schema cannot say,
    such as that a reference must name a record, is listed in the page on schemas.

    >>> json_schema()["required"], json_schema(strict=True)["required"][:3]
    (['format'], ['format', 'title', 'speakers'])

    Args:
        strict: Whether to keep to the dialect that structured output of language models takes: every object
            closed, every key required, `null` for what is not given, types and word lists but no patterns,
            lengths or conditions; these stand in the descriptions. Waivers are left out: silencing a
            finding is for people.

    Returns:
        A new schema, of plain values. The descriptions are read off the source code; where the package is
        installed without it, there are none.
    """
    root = _object(Dossier)
    sections = cast(_Schema, root["properties"])
    defs = {cls.__name__: _object(cls) for cls in (*KINDS.values(), Link, Span, Waiver)}
    if strict:
        del sections["waivers"], defs["Waiver"]
    version = {"type": "string", "enum": [FORMAT]} if strict else _text("Format")
    schema: _Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:attribution:schema:1",
        "title": f"Dossier ({FORMAT})",
        **root,
        "description": _joined(
            root.get("description"),
            "Ids are unique whatever the kind, references are ids of records in it, and no text is blank.",
        ),
        "properties": {"format": {"description": "The form of this document.", **version}, **sections},
        "required": ["format"],
        "$defs": {**_texts(), **defs},
    }
    if strict:
        schema = {**_restricted(schema), "$defs": {name: _restricted(kind) for name, kind in defs.items()}}
    # As JSON has it: lists for tuples, words for members of enums, and nothing shared.
    return cast(dict[str, object], json.loads(json.dumps(schema)))


def save_schemas(folder: str | os.PathLike[str]) -> None:
    """Write both schemas into a folder, indented, under the names that the documentation uses.

    Raises:
        OSError: The files cannot be written.
    """
    for name, strict in _FILES.items():
        text = json.dumps(json_schema(strict=strict), indent=2)
        Path(folder, name).write_text(f"{text}\n", encoding="utf-8")


def _object(cls: type[Checked]) -> _Schema:
    documented = _documented(cls)
    properties: _Schema = {}
    for a in fields_of(cls):
        value = _value(a.name, a.type)
        if description := _joined(documented.get(a.name), value.pop("description", None)):
            value["description"] = description
        if a.default is not NOTHING and a.default is not DERIVED:
            value["default"] = a.default
        properties[a.name] = value
    schema: _Schema = {
        "type": "object",
        "properties": properties,
        "required": [a.name for a in fields_of(cls) if a.default is NOTHING],
        "additionalProperties": False,
    }
    if "" in documented:
        schema = {"description": documented[""], **schema}
    if rules := _rules().get(cls):
        schema["allOf"] = [{"description": rule.words, "if": rule.when, "then": rule.then} for rule in rules]
    return schema


def _value(name: str, kind: object) -> _Schema:
    """What a field of that name and type may hold."""
    if NoneType in get_args(kind):
        [inner] = (arg for arg in get_args(kind) if arg is not NoneType)
        value = _value(name, inner)
        return value | {"type": [value["type"], "null"]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _value(name, get_args(kind)[0])}
    if name == "id":
        described = f"Printable, without spaces at its ends, at most {LONGEST_ID} characters."
        return _text("Id") | {"description": described}
    if name in _NAMED:
        return _text(_NAMED[name])
    if isinstance(kind, NewType):
        return _text("Id") | {"description": f"The id of {a_kind(kind.__name__.removesuffix('Id'))}."}
    cls = cast(type, kind)
    if issubclass(cls, enum.Enum):
        words = [str(member.value) for member in cls]
        documented = _documented(cls)
        meanings = [f"{m.value}: {documented[m.name]}" for m in cls if m.name in documented]
        return {"type": "string", "enum": words, "description": _joined(*meanings)}
    if issubclass(cls, Checked):
        return {"$ref": f"#/$defs/{cls.__name__}"}
    return dict(_PLAIN[cls])


def _text(name: str) -> _Schema:
    # The type stands beside the reference, so that an error names it, and so that null can join it.
    return {"type": "string", "$ref": f"#/$defs/{name}"}


_NAMED = {"digest": "Digest", "url": "Uri", "same_as": "Uri"}
_PLAIN: Mapping[type, _Schema] = {
    str: _text("Text"),
    When: _text("Date"),
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0, "maximum": LARGEST_NUMBER},
}


# What must hold between the fields of a record


class _Rule(NamedTuple):
    words: str
    when: _Schema
    then: _Schema


@cache
def _rules() -> Mapping[type[Checked], list[_Rule]]:
    return {
        Speaker: [
            _Rule(
                "anonymity_reason needs anonymous to be true.",
                _given("anonymity_reason", type="string"),
                _given("anonymous", const=True),
            ),
        ],
        Claim: [
            _Rule(
                "accused must be empty in a claim of kind opinion, background or sourcing.",
                _given("kind", enum=CANNOT_ACCUSE),
                {"properties": {"accused": {"maxItems": 0}}},
            ),
            _Rule(
                "A link of kind faults needs a claim of kind sourcing.",
                _given("links", contains=_given("kind", const=LinkKind.FAULTS)),
                _given("kind", const=ClaimKind.SOURCING),
            ),
        ],
        Statement: [
            _Rule("spans need a document.", _given("spans", minItems=1), _given("document", type="string")),
            _Rule(
                "quote needs mode direct or mixed.",
                _given("quote", type="string"),
                _given("mode", enum=[mode for mode in Mode if mode not in WITHOUT_QUOTE]),
            ),
            _Rule(
                "A statement that withdraws must name what it withdraws in replaces.",
                _given("stance", const=Stance.WITHDRAWS),
                _given("replaces", minItems=1),
            ),
        ],
        Evidence: [
            _Rule(
                "original must be false for an item with derived_from.",
                _given("original", const=True),
                {"properties": {"derived_from": {"maxItems": 0}}},
            ),
        ],
        Waiver: [_Rule("subjects must not be empty.", {}, _given("subjects", minItems=1))],
    }


def _given(name: str, **value: object) -> _Schema:
    return {"required": [name], "properties": {name: value}}


# Texts. Patterns keep to what regular expressions mean alike in ECMA 262, in Python and elsewhere: no
# \d, \s or \w, no lookaround, and characters as themselves.

_SPACES = "9-d 1c-20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000"
"""What `str.isspace` takes for a space; as ranges of code points, like those below."""
_SURROGATES = "d800-dfff"
# What Python takes for printable grows with its tables of Unicode. This is what is assigned, and never is.
_UNPRINTABLE = (
    "0-20 7f-a0 ad 600-605 61c 6dd 70f 890-891 8e2 1680 180e 2000-200f 2028-202f 205f-2064 2066-206f 3000 "
    "d800-f8ff feff fff9-fffb 110bd 110cd 13430-1343f 1bca0-1bca3 1d173-1d17a e0001 e0020-e007f "
    "f0000-ffffd 100000-10fffd"
)


@cache
def _texts() -> _Schema:
    space, not_space = _class(_ranges(_SPACES)), _class(_all_but(f"{_SPACES} {_SURROGATES}"))
    printable = _class(_all_but(_UNPRINTABLE))
    # In Python, `$` is also true before a line break at the end.
    one_line: _Schema = {"not": {"type": "string", "pattern": r"\n"}}
    return {
        "Text": {
            "pattern": f"^[{space}]*[{not_space}][{_class(_all_but(_SURROGATES))}]*$",
        },
        "Id": {
            "maxLength": LONGEST_ID,
            "pattern": f"^[{printable}](?:[{printable} ]*[{printable}])?$",
            **one_line,
        },
        "Uri": {
            "description": "A URI, such as https://example.org/.",
            "pattern": f"^[A-Za-z][A-Za-z0-9+.-]*:[{printable}]+$",
            **one_line,
        },
        "Format": {
            "description": "A newer minor version, such as attribution/1.1, only adds fields.",
            "pattern": rf"^{FORMAT}(?:\.[1-9][0-9]{{0,8}})?$",
            **one_line,
        },
        "Digest": {
            "description": "64 digits of 0-9a-f.",
            "maxLength": 64,
            "pattern": "^[0-9a-f]{64}$",
        },
        "Date": {
            "description": (
                "In EDTF, as precise as the words that give it: 2031, 2031-05, 2031-05-02, "
                "2031-05-02T10:00:00Z, 2031? (uncertain), 2031-05~ (approximate), 203X (digit not known), "
                "2031-05/2031-07 (from, to), 2031-05-02/.. (and later)."
            ),
            "pattern": _date_pattern(),
            # The grammar alone would take intervals without any date.
            "not": {"type": "string", "pattern": r"^[./]*$|\n"},
        },
    }


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split():
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def _all_but(text: str) -> Iterator[tuple[int, int]]:
    ordered = sorted(_ranges(text))
    for (_, before), (after, _) in pairwise([(-1, -1), *ordered, (sys.maxunicode + 1, 0)]):
        if after - before > 1:
            yield before + 1, after - 1


def _class(ranges: Iterable[tuple[int, int]]) -> str:
    """The inside of a character class."""

    def one(code: int) -> str:
        return chr(code) if code > 0x7F else f"\\x{code:02x}"

    return "".join(one(a) if a == b else f"{one(a)}-{one(b)}" for a, b in ranges)


def _date_pattern() -> str:
    """EDTF as `When` reads it, the days of each month included."""
    year, month, day = _calendar("X")
    date = f"(?:{year}(?:-{month})?|{day})[?~%]?"
    _, _, day = _calendar("")
    sixty = "[0-5][0-9]"
    east, west = rf"\+(?:{_zone('0[0-9]|1[0-3]', 14)})", f"-(?:{_zone('0[0-9]|1[01]', 12)})"
    moment = f"{day}T(?:[01][0-9]|2[0-3]):{sixty}:{sixty}(?:Z|{east}|{west})?"
    return rf"^(?:(?:(?:{date}|\.\.)?/)?(?:{date}|\.\.)?|{moment})$"


def _zone(hours: str, most: int) -> str:
    return f"(?:{hours})(?::[0-5][0-9])?|{most}(?::00)?"


def _calendar(x: str) -> tuple[str, str, str]:
    """Patterns of a year, a month and a whole date, `x` for a digit that is not known."""

    def either(*pairs: tuple[str, str]) -> str:
        return "|".join(f"[{tens}][{units}{x}]" for tens, units in pairs if tens)

    # The number of a leap year divides by 4; where it ends a century, that of the century does.
    by_four = f"(?:{either(('0', '48'), ('2468', '048'), ('13579', '26'), (x, '02468'))})"
    any_digit = f"[0-9{x}]"
    nonzero = f"[1-9{x}]"
    year = f"(?:{nonzero}{any_digit}{{3}}|0{nonzero}{any_digit}{{2}}|00{nonzero}{any_digit}|000{nonzero})"
    leap = f"(?:{any_digit}{{2}}{by_four}|{by_four}00)"
    month = f"(?:{either(('0', '1-9'), ('1', '0-2'), (x, '0-9'))})"
    of_30_days = f"(?:{either(('0', '13-9'), ('1', '0-2'), (x, '0-9'))})"
    of_31_days = f"(?:{either(('0', '13578'), ('1', '02'), (x, '0-3578'))})"
    early = f"(?:{either(('0', '1-9'), ('1', '0-9'), ('2', '0-8'), (x, '0-9'))})"
    day = f"(?:{year}-(?:{month}-{early}|{of_30_days}-(?:29|3[0{x}])|{of_31_days}-31)|{leap}-02-29)"
    return year, month, day


# The restricted dialect


def _restricted(schema: _Schema) -> _Schema:
    """The same as far as the dialect can say it; the rest goes into the description."""
    if "$ref" in schema and "type" not in schema:
        return {"$ref": schema["$ref"]}
    told = [rule["description"] for rule in schema.get("allOf", ())]
    if "$ref" in schema:
        told.append(_texts()[schema["$ref"].rpartition("/")[2]].get("description"))
    restricted: _Schema = {}
    if description := _joined(schema.get("description"), *told):
        restricted["description"] = description
    restricted |= {key: schema[key] for key in ("type", "enum", "additionalProperties") if key in schema}
    if "items" in schema:
        restricted["items"] = _restricted(schema["items"])
    if "properties" in schema:
        restricted["properties"] = {name: _restricted(each) for name, each in schema["properties"].items()}
        restricted["required"] = list(schema["properties"])
    return restricted


# Descriptions


def _joined(*sentences: str | None) -> str:
    return " ".join(filter(None, sentences))


def _documented(cls: type) -> Mapping[str, str]:
    """What the source says about each name of a class in one line, and under `""` about the class."""
    return _documentation(cls.__module__).get(cls.__name__, {})


@cache
def _documentation(module: str) -> Mapping[str, Mapping[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        return {}
    return {node.name: dict(_names(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _names(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    yield "", _plain_words(ast.get_docstring(node) or "")
    for named, text in pairwise(node.body):
        match named, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                yield name, _plain_words(words)
            case _:
                pass


def _plain_words(text: str) -> str:
    first = text.partition("\n\n")[0].replace("`None`", "null").replace("`", "")
    return " ".join(first.split())
