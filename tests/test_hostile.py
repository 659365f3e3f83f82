"""Documents made to harm: too deep, saying a thing twice in hiding, with letters that cannot be seen."""

import json
import subprocess
import sys
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from attribution import Dossier, InvalidRecordError, check, dumps, loads
from attribution.codec.jsontext import DEEPEST, parse
from attribution.codec.reading import read
from attribution.codec.whole import explained
from attribution.codec.wire import SECTIONS
from attribution.fields import fields_of
from fuzz_codec import BrokenError, look, mutated, seeds

HEAD = '{"format":"attribution/1"'
N, C = '{"id":"n","name":"North"}', '{"id":"c","text":"It fell."}'
SPEAKERS, CLAIMS = f',"speakers":[{N}]', f',"claims":[{C}]'


def refusals(data: bytes | str) -> list[tuple[str, str]]:
    """Where and what is wrong with a document."""
    try:
        loads(data)
    except InvalidRecordError as error:
        return [(problem.path, problem.message) for problem in error.problems]
    return []


def paths(data: bytes | str) -> list[str]:
    """Where a document is wrong."""
    return [path for path, _ in refusals(data)]


# Depth


def places() -> Iterator[str]:
    """Documents with `@` in every place that a value can have, whether it belongs there or not."""
    yield from ("@", "[@", f'{HEAD},"x":@}}', f'{{"x":@,{HEAD[1:]}}}', '{"format":@}', f'{HEAD},"title":@}}')
    for section, cls in SECTIONS.items():
        for before, after in (("", ""), (f',"speakers":[{N}]', f',"waivers":[{N}]'), ("", ',"speakers":[]')):
            start = f'{HEAD}{before},"{section}":'
            yield f"{start}@{after}}}"
            yield f"{start}[@]{after}}}"
            yield f'{start}[{N},{{"x":@}}]{after}}}'
            yield f'{start}[{{"id":"n","x":@}},{N}]{after}}}'
        for name in ("Name", *(a.name for a in fields_of(cls))):
            yield f'{start}[{{"{name}":@}}]}}'
            yield f'{start}[{{"{name}":["n",@]}}]}}'
            yield f'{start}[{{"{name}":[{{"kind":@}}]}}]}}'
            yield f'{start}[{{"{name}":[{{"claim":"c","x":@,"start":1}}]}}]}}'


IN_A_SMALL_STACK = """
import sys, threading, warnings
warnings.simplefilter("error")
from attribution import InvalidRecordError, dumps, loads
sys.setrecursionlimit(10**6)
DEEP = 3_000
LISTS, OBJECTS = "[" * DEEP, '{"a":' * DEEP
TOO_DEEP = [LISTS, LISTS + "]" * DEEP, OBJECTS, OBJECTS + "1" + "}" * DEEP, '[{"a":' * DEEP]
DEEP_ENOUGH = "[" * 60 + "]" * 60

def read(text):
    try:
        return dumps(loads(text, unknown="keep"))
    except InvalidRecordError as error:
        return str(error)

def go():
    for place in sys.stdin.read().split():
        for deep in TOO_DEEP:
            found = read(place.replace("@", deep))
            if found != "dossier: $ must be at most 64 brackets deep":
                print(place, deep[:9], found[:200])
        read(place.replace("@", DEEP_ENOUGH))
        read(place.replace("@", DEEP_ENOUGH).replace("attribution/1", "attribution/1.1"))
    print("all refused")

if len(sys.argv) > 1:
    threading.stack_size(int(sys.argv[1]))
    thread = threading.Thread(target=go)
    thread.start()
    thread.join()
else:
    go()
"""


def test_no_depth_anywhere_breaks_a_thread_of_a_small_stack() -> None:
    """Wherever brackets stand too deep, they are refused before anything recurses into them."""
    done = run_here([sys.executable, "-c", IN_A_SMALL_STACK, "65536"])

    assert (done.returncode, done.stdout, done.stderr) == (0, "all refused\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_no_depth_breaks_a_process_of_a_small_stack() -> None:
    """The same where the whole process may have little stack."""
    limited = f'ulimit -s 256 && exec "{sys.executable}" -c "$0"'
    done = run_here(["/bin/sh", "-c", limited, IN_A_SMALL_STACK])

    assert (done.returncode, done.stdout, done.stderr) == (0, "all refused\n", "")


def run_here(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command that gets all places from its input."""
    given_places = "\n".join(places()).replace(" ", "")
    return subprocess.run(
        command, input=given_places, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize(
    "text", ["[" * 99, "{" * 99, '\\"[[[' * 99, "\\\\" + "[" * 99, '\\\\\\"{[' * 99, "]" * 99]
)
def test_brackets_in_texts_are_not_deep(text: str) -> None:
    """What stands in quotes opens nothing."""
    named = f'{HEAD},"title":"{text}","speakers":[{{"id":"n","name":"{text}"}}]}}'

    dossier = loads(named)

    assert (dossier.title, dossier["n"].name) == (json.loads(f'"{text}"'),) * 2  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ['"title":"\\\\"', '"title":"x"', '"title":"\\\\\\""', '"title":"\\\\\\\\"'])
def test_no_text_hides_what_is_deep_after_it(text: str) -> None:
    """However a text before it ends, what is too deep is found."""
    deep = f'{HEAD},{text},"x":{"[" * DEEPEST}{"]" * DEEPEST}}}'

    assert refusals(deep) == [("$", "must be at most 64 brackets deep")]


# The same thing twice


def doubled(key: str, one: str, two: str) -> Iterator[str]:
    """A key given twice, written in all the ways that a key can be."""
    escaped = "".join(f"\\u{ord(letter):04X}" for letter in key)
    for other in (key, f"\\u{ord(key[0]):04x}{key[1:]}", f"{key[:-1]}\\u{ord(key[-1]):04x}", escaped):
        for space in ("", " ", "\n\t\r "):
            yield f'"{key}":{one}{space},{space}"{other}"{space}:{space}{two}'
            yield f'"{other}"{space}:{two},"{key}":{one}'


@pytest.mark.parametrize(
    "colons", ["x", ":", "::::", '\\":\\"', "\\u003a", "\\u003A:", "\\\\u003a", '\\",\\"id\\":', "'"]
)
@pytest.mark.parametrize("same", [True, False])
def test_a_key_given_twice_is_always_told(colons: str, same: bool) -> None:
    """No way of writing a key, and no colon in any text, hides that it is given twice."""
    one, two = f'"{colons}"', f'"{colons}"' if same else '"y"'
    for first, second in ((one, two), (two, one)):
        for pair in doubled("title", first, second):
            assert paths(f"{HEAD},{pair}}}") == ["$.title"]
        for pair in doubled("name", first, second):
            for other in ("", '{"id":"m:","name":"::"},', f"{N},{N.replace('n', 'm')},"):
                assert "is given twice" in str(refusals(f'{HEAD},"speakers":[{other}{{"id":"k",{pair}}}]}}'))
    for key, value, rest in (("kind", '"narrows"', '"claim":"c"'), ("claim", '"c"', '"kind":"narrows"')):
        for pair in doubled(key, value, value):
            claims = f'{HEAD},"claims":[{C},{{"id":"d","text":{one},"links":[{{{pair},{rest}}}]}}]}}'
            assert [message for _, message in refusals(claims)] == ["is given twice"]
    for key, value, rest in (("start", "0", '"end":9'), ("end", "9", '"start":0')):
        for pair in doubled(key, value, value):
            spans = f'"document":"d","spans":[{{{pair},{rest}}}],"stance":"asserts","claim":"c"'
            text = f'{HEAD},"title":{one},"documents":[{{"id":"d"}}]{CLAIMS},"statements":[{{{spans}}}]}}'
            assert [message for _, message in refusals(text)] == ["is given twice"]


LISTS = ("[]", f"[{N}]", f"[{N} ]", f" [{N}]", "[ ]", '[{"id":"n","name":"\\"speakers\\":[]"}]')


@pytest.mark.parametrize("one", LISTS)
@pytest.mark.parametrize("two", LISTS)
@pytest.mark.parametrize(
    "between", ["", '"claims":[],', f'"claims":[{C}],', '"title":"]",', '"title":"\\"speakers\\":[",']
)
def test_a_list_given_twice_is_always_told(one: str, two: str, between: str) -> None:
    """No layout hides that a section is given twice, wherever the lists stand."""
    for key in ('"speakers":', '"speakers" :', '"speakers": ', '"\\u0073peakers":', '"speaker\\u0073" : '):
        for text in (
            f'{HEAD},"speakers":{one},{between}{key}{two}}}',
            f'{HEAD},{key}{one},{between}"speakers":{two}}}',
            f'{{"speakers":{one},{between}{key}{two},{HEAD[1:]}}}',
        ):
            assert "$.speakers" in paths(text)
            assert read(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD},"x":{{"speakers":[{N}]}}}}',
        f'{HEAD},"x":["speakers",{{"speakers":[{N}]}}]{CLAIMS}}}',
        f'{HEAD},"speakers":[{{"id":"n","name":"North","claims":[{C}]}}]}}',
        f'{HEAD},"speakers":[{{"id":"n","name":"North","claims":[]}}],"claims":[{C}]}}',
        f'{HEAD},"speakers":[{{"id":"n","name":"North","\\"claims":[{C}]}}]}}',
        f'{HEAD},"\\"speakers":[{N}]}}',
        f'{HEAD},"x\\"speakers":[{N}]{CLAIMS}}}',
        f'{HEAD},"claims":[{C}],"speakers":[{N}],"claims":[]}}',
        f'{HEAD}{SPEAKERS},"claims":[{C}}}]}}',
        f'{HEAD},"speakers":[{N}{CLAIMS}]}}',
        f'{HEAD},"speakers":[{N}]]{CLAIMS}}}',
        f'{HEAD},"speakers":[[{N}]{CLAIMS}}}',
        f'{HEAD},"speakers":[{N},]{CLAIMS}}}',
        f'{HEAD},"speakers":[,{N}]{CLAIMS}}}',
        f'{HEAD},"speakers":[{N} {N}]}}',
        f'{HEAD},"speakers":[{N}],"claims":[{C}]',
        f'{HEAD},"speakers":[{N}',
        f'{HEAD},"speakers":[',
        f'{HEAD},"speakers":',
        f'{HEAD}"speakers":[{N}]}}',
        f'{HEAD},"title":"x"speakers":[{N}]}}',
        f'{HEAD},"title":"speakers":[{N}]}}',
        f'{HEAD},"speakers":[1],[2]}}',
        f'{HEAD},"speakers":[{N}],[{N}]}}',
        f'{HEAD},"speakers":[{N}],"documents":[{{"id":"d"}}],"speakers":[{N}]}}',
        f'{HEAD},"waivers":[],"speakers":[{N}],"waivers":[]}}',
        f"[{HEAD}{SPEAKERS}}}]",
        f"{HEAD}{SPEAKERS}}}{HEAD}{SPEAKERS}}}",
        f'"speakers":[{N}]',
        '"speakers":[',
    ],
    ids=range(30),
)
def test_what_looks_like_a_list_in_an_odd_place_is_refused(text: str) -> None:
    """A list that stands where it has no business, or does not end where it should, is found."""
    assert read(text.encode()) is None
    assert paths(text) != []


@pytest.mark.parametrize("where", ["name", "role", "anonymity_reason"])
@pytest.mark.parametrize(
    "words",
    [
        '"claims":[',
        '"claims":[]',
        '],"claims":[{"id":',
        '}],"claims":[',
        '},{"id":"x"',
        '}, { "id" :',
        "]",
        "]}",
        '\\"claims":[',
    ],
)
def test_what_looks_like_a_list_in_a_text_is_text(where: str, words: str) -> None:
    """Words that look like the wire form are read as words, in any field and many times over."""
    speaker = {"id": "n", "name": "North", "anonymous": True, where: words}
    document = {
        "format": "attribution/1",
        "title": words,
        "speakers": [speaker, *({"id": f"n{i}", "name": words * 99} for i in range(200))],
        "claims": [{"id": "c", "text": words}],
    }

    dossier = loads(json.dumps(document))

    assert (dossier.title, dossier["c"].text, len(dossier)) == (words, words, 202)  # type: ignore[union-attr]
    assert getattr(dossier["n"], where) == words


# The two ways of reading


def agreed(data: bytes) -> None:
    """What is read the fast way is what the slow way reads."""
    fast = read(data)
    try:
        slow: Dossier | None = explained(parse(data), "refuse")
    except InvalidRecordError:
        slow = None
    assert fast is None or (slow is not None and fast == slow and contents(fast) == contents(slow))


def contents(dossier: Dossier) -> list[object]:
    """All that a dossier holds, in order."""
    return [dossier.title, *dossier, *dossier.waivers]


KNOWN = seeds()[1:]
NUMBERS = st.integers(0, 2**32)


@given(NUMBERS)
@settings(max_examples=1500)
def test_the_fast_way_reads_nothing_else_than_the_slow_way(number: int) -> None:
    """Of mutated dossiers the fast way reads those that the slow way reads too, to the same dossier."""
    agreed(mutated(Random(number), KNOWN))  # noqa: S311  # nothing is secret


@given(NUMBERS)
@settings(max_examples=500)
def test_whatever_is_wrong_only_our_own_error_is_raised(number: int) -> None:
    """Mutated dossiers are refused with one kind of error; those that are read can be checked and written."""
    look(mutated(Random(number), KNOWN))  # noqa: S311  # nothing is secret


PARTS = st.sampled_from(
    [
        HEAD,
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        " ",
        "\\",
        "\\u003a",
        '"speakers":[',
        '"claims": [',
        '"id":',
        N,
        C,
        "x",
    ]
)


@given(st.lists(PARTS, max_size=12).map("".join) | st.text())
@example(f'{HEAD},"speakers":[{N}],"speakers" : [{N}]}}')
def test_the_fast_way_reads_no_other_text(text: str) -> None:
    """Of any text, too."""
    agreed(text.encode("utf-8", "replace"))


# Letters that cannot be seen

UNSEEN = [
    *(
        "\0",
        "\a",
        "\b",
        "\t",
        "\n",
        "\v",
        "\f",
        "\r",
        "\x1b",
        "\x1f",
        "\x7f",
        "\x80",
        "\x85",
        "\x9f",
        "\xa0",
        "\xad",
    ),
    *(
        "\u061c",
        "\u1680",
        "\u180e",
        "\u2000",
        "\u2003",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2028",
    ),
    *(
        "\u2029",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u202d",
        "\u202e",
        "\u202f",
        "\u205f",
        "\u2060",
        "\u2063",
        "\u2066",
    ),
    *(
        "\u2067",
        "\u2068",
        "\u2069",
        "\u206f",
        "\u3000",
        "\ue000",
        "\uf8ff",
        "\ufeff",
        "\ufff9",
        "\uffff",
        "\ufdd0",
    ),
    *("\u0378", "\U000e0001", "\U000e0041", "\U000f0000", "\U0010ffff", "\U000323b0"),
]


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_no_id_holds_what_cannot_be_seen(letter: str) -> None:
    """Control, bidirectional, zero-width, private and unassigned letters are refused by name in every id."""
    for text in (letter, f"n{letter}", f"{letter}n", f"n{letter}n"):
        shown = json.dumps(text)
        for written in (shown, json.dumps(text, ensure_ascii=False) if letter >= " " else shown):
            [(path, message)] = refusals(f'{HEAD},"speakers":[{{"id":{written},"name":"x"}}]}}')
            assert (path, message.split(",")[0].split(" got")[0]) in (
                ("$.speakers[0].id", "must be printable"),
                ("$.speakers[0].id", "must not be blank"),
            )
            referring = f'{HEAD},"speakers":[{{"id":"n","name":"x","member_of":[{written}]}}]}}'
            assert "$.speakers[0].member_of[0]" in paths(referring)
            assert "$.claims[0].accused[0]" in paths(
                f'{HEAD},"claims":[{{"text":"x","accused":[{written}]}}]}}'
            )


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_texts_hold_what_cannot_be_seen_as_it_is(letter: str) -> None:
    """A text keeps every letter, before, between and after others, when it is read and written."""
    text = f"{letter}No{letter}rth{letter}"
    for ascii_only in (True, False):
        speaker = json.dumps({"id": "n", "name": text, "role": text}, ensure_ascii=ascii_only)

        dossier = loads(f'{HEAD},"title":{json.dumps(text)},"speakers":[{speaker}]}}')

        assert (dossier.title, dossier["n"].name) == (text, text)  # type: ignore[union-attr]
        assert loads(dumps(dossier)) == dossier


HALF = ["\\ud800", "\\udfff", "\\udc00\\ud800", "\\ud83dx", "\\uD83D\\uD83D", "\\ud83d\\\\ude00", "x\\udead"]


@pytest.mark.parametrize("half", HALF)
def test_half_a_surrogate_pair_is_refused_everywhere(half: str) -> None:
    """No text, id or key is half a letter, read as it is or to be kept aside."""
    assert "half a surrogate pair" in str(refusals(f'{HEAD},"title":"{half}"}}'))
    assert paths(f'{HEAD},"speakers":[{{"id":"n","name":"{half}"}}]}}') == ["$.speakers[0].name"]
    assert paths(f'{HEAD},"speakers":[{{"id":"{half}","name":"x"}}]}}') == ["$.speakers[0].id"]
    assert paths(f'{HEAD},"speakers":[{{"id":"n","name":"x","same_as":["u:{half}"]}}]}}') == [
        "$.speakers[0].same_as[0]"
    ]
    assert len(paths(f'{HEAD},"{half}":1}}')) == 1
    for unknown in (f'"x":"{half}"', f'"x":[{{"y":"{half}"}}]', f'"x":{{"{half}":1}}', f'"{half}":1'):
        with pytest.raises(InvalidRecordError):
            loads(f'{{"format":"attribution/1.1",{unknown}}}', unknown="keep")


@pytest.mark.parametrize("half", ["\ud800", "\ud83d\ude00", "x\udc80"], ids=ascii)
def test_half_a_surrogate_pair_is_refused_unescaped(half: str) -> None:
    """Neither as a letter of a Python text, nor as the three bytes that no UTF-8 has."""
    text = f'{HEAD},"title":"{half}"}}'

    assert paths(text) == paths(text.encode("utf-8", "surrogatepass")) == ["$"]


# The harness itself


def test_what_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness that looks for broken inputs tells of one that only the fast way reads."""
    fast = loads(f"{HEAD}{SPEAKERS}}}")
    monkeypatch.setattr("fuzz_codec.read", lambda _: fast)

    with pytest.raises(BrokenError, match="only the fast way reads it"):
        look(b"{}")
    with pytest.raises(BrokenError, match="the two ways read it differently"):
        look(f"{HEAD}}}".encode())


@pytest.mark.parametrize("data", KNOWN[:5])
def test_what_is_sound_passes(data: bytes) -> None:
    """The harness takes a sound document for what it is."""
    outcome, slowness = look(data)

    assert (outcome, slowness >= 0) == ("read", True)
    assert check(loads(data)).findings is not None
