"""YAML text -> plain values: YAML 1.2 with its core schema, one document, no anchors, no other tags."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias, cast

from attribution.codec.jsontext import DEEPEST, LONGEST_NUMBER, Literal, object_of
from attribution.codec.places import Handwritten, Place, below, decoded, position, reason, refused
from attribution.errors import MissingExtraError, shown

__all__ = ["parse_yaml"]

# What YAML 1.2 calls printable, less three characters that break lines in YAML 1.1 and not in 1.2: the
# parser still holds with 1.1 there.
_UNREADABLE = re.compile("[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The parser takes the square of their length for these.
_SLOW = (
    re.compile(r"![\w;/?:@&=+$,.~*'()\[\]%#!-]*+", re.ASCII),
    re.compile(r"[|>][-+0-9]{0,2} *+#[^\r\n]*+"),
)
_LONGEST_SLOW = 65_536
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_CORE = "tag:yaml.org,2002:"
# YAML 1.2.2, section 10.3.2: the first that matches a plain word says what it is, and else it is text.
_SCHEMA = {
    "null": re.compile(r"null|Null|NULL|~|"),
    "bool": re.compile(r"true|True|TRUE|false|False|FALSE"),
    "int": re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    "float": re.compile(
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    ),
}
_BASES = {"0o": 8, "0x": 16}

_Pairs: TypeAlias = tuple[tuple[str, "_Node"], ...]


class _Node(NamedTuple):
    """A part of a document."""

    line: int
    value: "str | int | Literal | list[_Node] | _Pairs | None"
    read_as: str | None = None


def parse_yaml(data: bytes) -> Handwritten:
    """What a YAML text holds, read by YAML 1.2 and its core schema.

    Raises:
        InvalidRecordError: The data is not UTF-8, too large, too deep, not one YAML document, or uses
            what a dossier has no use for: anchors, tags of its own, keys that are no text.
        MissingExtraError: The extra `yaml` is not installed.
    """
    text = decoded(data)
    _check(text)
    root = _document(_events(text))
    return Handwritten(_plain(root), lambda: dict(_places("$", root)))


def _check(text: str) -> None:
    """Refuse what the parser would misread, or take too long for."""
    if unreadable := _UNREADABLE.search(text):
        code = ord(unreadable[0])
        raise refused(
            f"must not hold U+{code:04X} as it is (in double quotes, \\u{code:04x} stands for it)",
            position(text, unreadable.start()),
        )
    for slow in _SLOW:
        for word in slow.finditer(text):
            if len(word[0]) > _LONGEST_SLOW:
                raise refused(
                    f"must not hold a tag or a comment of more than {_LONGEST_SLOW} characters",
                    position(text, word.start()),
                )


def _events(text: str) -> Iterator[Any]:
    """What the parser finds, one after the other; it does not recurse, and looks ahead a line at most."""
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError
    except ImportError as error:
        raise MissingExtraError("reading YAML", needs="ruamel.yaml", extra="yaml") from error
    parser: Any = YAML(typ="safe", pure=True)
    at = (1, 1)
    try:
        for event in parser.parse(text):
            at = _start(event)
            yield event
    except MarkedYAMLError as error:
        found: Any = error
        mark = found.problem_mark or found.context_mark
        said = reason(str(found.problem or found.context))
        raise refused(f"must be YAML: {said}", (mark.line + 1, mark.column + 1)) from None
    except Exception as error:  # noqa: BLE001 - it raises anything, such as OverflowError on "\UFFFFFFFF"
        raise refused(f"must be YAML: {reason(str(error))}, after", at) from None


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _kind(event: Any) -> str:
    return type(event).__name__


def _document(events: Iterator[Any]) -> _Node:
    """The one document of a stream."""
    next(events)
    opening = next(events)
    if _kind(opening) == "StreamEndEvent":
        raise refused("must be one YAML document, got none", _start(opening))
    if opening.version not in (None, (1, 2)):
        raise refused("must be YAML 1.2, got %YAML {}.{}".format(*opening.version), _start(opening))
    if opening.tags:
        raise refused("must not hold %TAG", _start(opening))
    root = _node(next(events), events, 0)
    next(events)
    after = next(events)
    if _kind(after) != "StreamEndEvent":
        raise refused("must be one YAML document, got a second one", _start(after))
    next(events, None)  # so that the parser lets go of the text
    return root


def _node(event: Any, events: Iterator[Any], depth: int) -> _Node:
    at = _start(event)
    if _kind(event) == "AliasEvent":
        raise refused(f"must not hold an alias, got *{reason(event.anchor)}", at)
    if event.anchor is not None:
        raise refused(f"must not hold an anchor, got &{reason(event.anchor)}", at)
    if _kind(event) == "ScalarEvent":
        return _scalar(event)
    if depth == DEEPEST:
        raise refused(f"must be at most {DEEPEST} levels deep", at)
    if _kind(event) == "SequenceStartEvent":
        _tag(event, "seq")
        items: list[_Node] = []
        while _kind(item := next(events)) != "SequenceEndEvent":
            items.append(_node(item, events, depth + 1))
        return _Node(at[0], items)
    _tag(event, "map")
    pairs: list[tuple[str, _Node]] = []
    while _kind(key := next(events)) != "MappingEndEvent":
        name = _node(key, events, depth + 1).value
        if not isinstance(name, str):
            got = shown(name) if _kind(key) == "ScalarEvent" else "a list or an object"
            raise refused(f"must have keys that are text, got {got}", _start(key))
        value = _node(next(events), events, depth + 1)
        pairs.append((name, value._replace(line=_start(key)[0])))
    return _Node(at[0], tuple(pairs))


def _tag(event: Any, *fitting: str) -> str | None:
    """The short name of the tag that is given, if there is one, which must be one of these."""
    tag = cast(str | None, event.tag)
    if tag is None or tag == "!":
        return tag
    name = tag.removeprefix(_CORE)
    if name == tag or name not in fitting:
        raise refused(f"must not hold the tag {reason(tag.replace(_CORE, '!!'))} here", _start(event))
    return name


def _scalar(event: Any) -> _Node:
    line, _ = at = _start(event)
    # JSON writes a character beyond U+FFFF as two escapes, and so does YAML that is JSON.
    text = _PAIR.sub(_joined, event.value)
    tag = _tag(event, "str", *_SCHEMA)
    if tag in ("str", "!") or (tag is None and not event.implicit[0]):
        return _Node(line, text)
    for name, pattern in _SCHEMA.items():
        if tag in (None, name) and pattern.fullmatch(text):
            return _meant(line, name, text)
    if tag is not None:
        raise refused(f"must fit its tag !!{tag}, got {shown(text)}", at)
    return _Node(line, text)


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _meant(line: int, name: str, text: str) -> _Node:
    match name:
        case "null":
            return _Node(line, None)
        case "bool":
            return _Node(line, text.lower() == "true", "true or false")
        case "int" if len(text) <= LONGEST_NUMBER:
            number = int(text, _BASES.get(text[:2], 10))
            is_short = len(str(number)) <= LONGEST_NUMBER
            return _Node(line, number if is_short else Literal(text), "a number")
        case _:
            return _Node(line, Literal(text), "a number")


def _plain(node: _Node) -> object:
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, tuple):
        return object_of([(key, _plain(value)) for key, value in node.value])
    return node.value


def _places(path: str, node: _Node) -> Iterator[tuple[str, Place]]:
    yield path, Place(node.line, node.read_as)
    if isinstance(node.value, list):
        for index, item in enumerate(node.value):
            yield from _places(f"{path}[{index}]", item)
    elif isinstance(node.value, tuple):
        for key, value in dict(node.value).items():
            yield from _places(below(path, key), value)
