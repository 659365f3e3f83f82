"""TOML text -> plain values, limited before it is parsed; a date is the text as written."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time
from typing import cast

from attribution.codec.jsontext import DEEPEST, LONGEST_NUMBER, Literal
from attribution.codec.places import Handwritten, Place, below, decoded, position, reason, refused

__all__ = ["parse_toml"]

_MOST_DOTS = 8
_AT = re.compile(r" \(at line (?P<line>\d+), column (?P<column>\d+)\)\Z")

# It splits what is TOML as the parser does; where a text is none, no further than the parser gets.
_TOKEN = re.compile(
    r"""
      (?P<text> \"{3} (?: [^"\\] | \\. | "(?!"") )*+ (?:"{3,5})? | " (?: [^"\\\n] | \\. )*+ "?
              | '{3} (?: [^'] | '(?!'') )*+ (?:'{3,5})? | '[^'\n]*+'? )
    | (?P<comment> \#[^\n]* )
    | (?P<date> \d{4}-\d\d-\d\d (?: [Tt\ ] \d\d:\d\d (?: :\d\d (?:\.\d+)? )? (?: [Zz] | [+-]\d\d:\d\d )? )?
                (?![\w-]) )
    | (?P<number> [+-]?\d[\d_]{18,} | 0[xob][\dA-Fa-f_]{18,} )
    | (?P<word> [\w+-]+ )
    | (?P<mark> [][{}.,=\n] )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


def parse_toml(data: bytes) -> Handwritten:
    """What a TOML text holds; a date is the text as written.

    Raises:
        InvalidRecordError: The data is not UTF-8, too large, too deep or not TOML.
    """
    text = decoded(data)
    _check(text)
    try:
        table = tomllib.loads(text, parse_float=Literal)
    except tomllib.TOMLDecodeError as error:
        said = str(error).removesuffix(" (at end of document)")
        found = _AT.search(said)
        at = (int(found["line"]), int(found["column"])) if found else position(text, len(text))
        raise refused(f"must be TOML: {reason(_AT.sub('', said))}", at) from None
    # The parser has no hook for dates. Now that the text is known to be TOML, they can be quoted.
    dated = _TOKEN.sub(lambda token: f'"{token[0]}"' if token["date"] else token[0], text)
    if dated != text:
        table = tomllib.loads(dated, parse_float=Literal)
    return Handwritten(_plain(table, 0), lambda: _places(text))


def _check(text: str) -> None:
    """Refuse what the parser would die of, or take too long for."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth, dots = depth + 1, 0
            case "]" | "}":
                depth, dots = depth - 1, 0
            case ".":
                dots += 1
            case "," | "=" | "\n":
                dots = 0
            case _:
                pass
        if depth > DEEPEST:
            raise refused(f"must be at most {DEEPEST} levels deep", position(text, token.start()))
        if dots > _MOST_DOTS:
            raise refused(
                f"must not hold a key of more than {_MOST_DOTS} dots", position(text, token.start())
            )
        if token["number"]:
            raise refused(
                f"must not hold a whole number of more than {LONGEST_NUMBER} digits",
                position(text, token.start()),
            )


def _plain(value: object, depth: int) -> object:
    if depth > DEEPEST:
        raise refused(f"must be at most {DEEPEST} levels deep")
    if isinstance(value, dict):
        return {key: _plain(each, depth + 1) for key, each in cast(dict[str, object], value).items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in cast(list[object], value)]
    if isinstance(value, date | time):
        return Literal(value.isoformat())
    if isinstance(value, int) and len(str(value)) > LONGEST_NUMBER:
        return Literal(str(value))
    return value


def _places(text: str) -> dict[str, Place]:
    """The first line of the statement that gives each part of a text that is TOML."""
    places: dict[str, Place] = {"$": Place(1)}
    lengths: dict[str, int] = {}
    table = "$"
    for line, statement in _statements(text):
        value: object = tomllib.loads(statement)
        if not statement.lstrip().startswith("["):
            places.update(dict.fromkeys(_paths(table, value), Place(line)))
            continue
        table = "$"
        while isinstance(value, dict) and value:
            [(key, value)] = cast(dict[str, object], value).items()
            table = below(table, key)
            places.setdefault(table, Place(line))
            if isinstance(value, list):
                lengths[table] = lengths.get(table, 0) + 1
            if table in lengths:
                table = f"{table}[{lengths[table] - 1}]"
                places.setdefault(table, Place(line))
    return places


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a text that is TOML, each with its first line."""
    depth = start = 0
    line = 1
    for token in _TOKEN.finditer(text + "\n"):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if not depth:
                statement = text[start : token.end()]
                yield line, statement
                line += statement.count("\n")
                start = token.end()
            case _:
                pass


def _paths(path: str, value: object) -> Iterator[str]:
    """The paths of all that a value holds."""
    if isinstance(value, dict):
        for key, each in cast(dict[str, object], value).items():
            yield below(path, key)
            yield from _paths(below(path, key), each)
    elif isinstance(value, list):
        for index, each in enumerate(cast(list[object], value)):
            yield f"{path}[{index}]"
            yield from _paths(f"{path}[{index}]", each)
