import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Dossier, dumps, loads
from attribution.codec import cutting
from attribution.codec.cutting import Cut, cut, pieces
from attribution.codec.reading import read
from attribution.codec.wire import SECTIONS
from attribution.strategies import dossiers

NAMES = ("speakers", "documents", "claims")
SIZES = (1, 7, 64, 300, 1 << 16)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How large a piece is, while a test runs."""
    monkeypatch.setattr(cutting, "_PIECE", request.param)
    found: int = request.param
    return found


def contents(data: bytes, found: Cut) -> dict[str, bytes]:
    """What was cut out of a text."""
    return {name: data[start:end] for name, (start, end) in found.lists.items()}


@pytest.mark.parametrize(
    ("data", "head", "lists"),
    [
        (b"", b"", {}),
        (b"{}", b"{}", {}),
        (b'{"speakers":[1,2]}', b'{"speakers":[]}', {"speakers": b"1,2"}),
        (b'{"speakers": [1, [2]], "x": 3}', b'{"speakers": [], "x": 3}', {"speakers": b"1, [2]"}),
        (b'{"speakers":[ ]}', b'{"speakers":[]}', {"speakers": b" "}),
        (b'{"speakers":[]}', b'{"speakers":[]}', {"speakers": b""}),
        (
            b'{"a":1,"speakers":[{}],"documents": [[]],"claims":[5],"b":2}',
            b'{"a":1,"speakers":[],"documents": [],"claims":[],"b":2}',
            {"speakers": b"{}", "documents": b"[]", "claims": b"5"},
        ),
        (b'{"claims":[1]}', b'{"claims":[]}', {"claims": b"1"}),
        (
            b'{"claims":[1],"speakers":[2]}',
            b'{"claims":[],"speakers":[]}',
            {"claims": b"1", "speakers": b"2"},
        ),
        # A list that is written in another style stays where it is.
        (b'{"speakers" :[1]}', b'{"speakers" :[1]}', {}),
        (b'{"speakers":\n[1]}', b'{"speakers":\n[1]}', {}),
        # Text that is no JSON is cut to texts that are none either.
        (b'{"speakers":[1', b'{"speakers":[1', {"speakers": b""}),
        (b'{"speakers":[1,"claims":[2]}', b'{"speakers":[1,"claims":[]}', {"speakers": b"", "claims": b"2"}),
    ],
)
def test_lists_are_cut_out(data: bytes, head: bytes, lists: dict[str, bytes]) -> None:
    """The contents of the lists are cut out, from behind the bracket to the last one before the next list."""
    found = cut(data, NAMES)

    assert (found.head, contents(data, found)) == (head, lists)


@given(st.binary(max_size=20) | st.text('{}[],:" \\speakrclimdount', max_size=60).map(str.encode), st.data())
def test_nothing_is_lost_by_cutting(data: bytes, choice: st.DataObject) -> None:
    """Put back where it was cut out, what stands in the lists makes the text again."""
    seams = [b'"speakers":[', b'"documents": [', b'"claims":[', b"]", b'"documents":[']
    mixed = b"".join(choice.draw(st.lists(st.sampled_from([*seams, data]), max_size=8)))

    found = cut(mixed, NAMES)

    whole, last = found.head, 0
    for start, end in found.lists.values():
        assert last <= start <= end
        whole, last = whole[:start] + mixed[start:end] + whole[start:], end
    assert whole == mixed


@given(dossiers())
@settings(max_examples=50)
def test_what_is_left_is_json_and_so_are_the_lists(dossier: Dossier) -> None:
    """Of a sound text the rest holds empty lists, and every list what it held."""
    for text in (dumps(dossier), json.dumps(json.loads(dumps(dossier)))):
        data, document = text.encode(), json.loads(text)

        found = cut(data, SECTIONS)

        assert json.loads(found.head) == {k: [] if k in SECTIONS else v for k, v in document.items()}
        assert {name: json.loads(b"[%b]" % part) for name, part in contents(data, found).items()} == {
            name: value for name, value in document.items() if name in SECTIONS
        }


@pytest.mark.parametrize("layout", [(",", ":"), (", ", ": "), (" ,\n\t", " : ")])
def test_pieces_are_runs_of_records(size: int, layout: tuple[str, str]) -> None:
    """Pieces are lists, each as long as it must be; with commas between them they are the body."""
    records = [
        {"id": f"r{i}", "text": '},{"id":' * i, "links": [{"kind": "x"}, {"kind": "y"}]} for i in range(9)
    ]
    body = json.dumps(records, separators=layout)[1:-1].encode()
    data = b"#" * 5 + body + b'#},{"id":'

    found = list(pieces(data, 5, 5 + len(body)))

    assert b",".join(piece[1:-1] for piece in found) == body
    assert [record for piece in found for record in json.loads(piece)] == records
    assert len(found) == (9 if size == 1 else len(found))
    assert all(len(piece) > size for piece in found[:-1])
    assert all(len(json.loads(piece)) == 1 or len(piece) < size + 220 for piece in found)


def test_a_body_of_the_size_of_a_piece_is_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cut falls at the first seam that starts no sooner than a piece is full."""
    body = b'{"id":1},{"id":2},{"id":3}'
    cuts = {}
    for size in range(1, len(body) + 2):
        monkeypatch.setattr(cutting, "_PIECE", size)
        cuts[size] = [len(re.findall(b"id", piece)) for piece in pieces(body, 0, len(body))]

    assert [cuts[size] for size in (1, 7, 8, 16, 17, 26, 27)] == [
        [1, 1, 1],
        [1, 1, 1],
        [2, 1],
        [2, 1],
        [3],
        [3],
        [3],
    ]


@pytest.mark.parametrize(("data", "start", "end"), [(b"", 0, 0), (b'{"id":1}', 3, 3)])
def test_nothing_has_no_pieces(data: bytes, start: int, end: int) -> None:
    """Between a place and itself there is no piece."""
    assert list(pieces(data, start, end)) == []


def test_records_that_do_not_start_with_an_id_are_one_piece(size: int) -> None:
    """A cut falls only before an id, so that records without one are read at once."""
    body = b'{"x":1,"id":1},{"x":2,"id":2}'

    assert list(pieces(body, 0, len(body))) == [b"[%b]" % body]


def test_the_size_of_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of the pieces, the same dossier is read, or nothing."""

    @given(dossiers(), st.sampled_from([None, (",", ":"), (" , ", ": ")]), st.data())
    @settings(max_examples=60)
    def is_the_same(dossier: Dossier, layout: Any, data: st.DataObject) -> None:
        text = json.dumps(json.loads(dumps(dossier)), separators=layout)
        at = data.draw(st.integers(0, len(text)))
        faulty = text[:at] + data.draw(st.sampled_from(["}", ",", "]", '"', "x", "{"])) + text[at:]
        outcomes = []
        for size in SIZES:
            monkeypatch.setattr(cutting, "_PIECE", size)
            outcomes.append((read(text.encode()), read(faulty.encode())))

        assert outcomes == [(dossier, outcomes[0][1])] * len(SIZES)

    is_the_same()


def test_many_records_are_read_in_pieces() -> None:
    """A text of many pieces, and of records larger than a piece, is read whole."""
    speakers = [{"id": f"p{i}", "name": "x" * (70_000 if i % 700 == 5 else 40)} for i in range(3000)]
    text = json.dumps({"format": "attribution/1", "speakers": speakers})

    read_back = loads(text)

    assert [(p.id, len(p.name)) for p in read_back.speakers] == [(p["id"], len(p["name"])) for p in speakers]
    assert len(list(pieces(text.encode(), *cut(text.encode(), SECTIONS).lists["speakers"]))) > 5
