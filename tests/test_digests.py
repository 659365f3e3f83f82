import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from attribution import (
    Claim,
    Document,
    Dossier,
    InvalidRecordError,
    Speaker,
    Statement,
    Waiver,
    digest,
    dump,
    dumps,
    load,
    loads,
)
from attribution.strategies import dossiers

ROOT = Path(__file__).parent.parent
SORTED_BY_ID = ("speakers", "documents", "claims", "statements", "evidence")

# Every character that JSON escapes, some that other writers do, and ids of which the order in UTF-16 differs
# from that of code points.
HARD = "".join(map(chr, range(0x21))) + '"\\/\x7f\x80\u2028\u2029\ufeff\uffff é ß 𝄞 \U0010ffff </script>'
HARD_IDS = ("z", "a", "é", "ｚ", "𝄞", "\U0001f300", "A", "1", "10", "2")
LARGEST = 2**53 - 1

GOLDEN: dict[str, Dossier] = {
    "nothing": Dossier(),
    "titled": Dossier(title="The ferry"),
    "article": load(ROOT / "examples" / "article.json"),
    "hard": loads(
        json.dumps(
            {
                "format": "attribution/1",
                "title": HARD,
                "speakers": [{"id": each, "name": f"{HARD} {each}"} for each in HARD_IDS],
                "documents": [{"id": "numbers", "length": LARGEST, "published": "2031-05-02~"}],
                "claims": [{"id": "said", "text": HARD, "accused": ["é"], "parties": ["𝄞", "ｚ"]}],
                "statements": [
                    {
                        "id": "says",
                        "speaker": "z",
                        "stance": "asserts",
                        "claim": "said",
                        "document": "numbers",
                        "spans": [{"start": 0, "end": LARGEST}],
                    }
                ],
                "evidence": [
                    {
                        "id": "film",
                        "description": HARD,
                        "kind": "video",
                        "availability": "withheld",
                        "original": True,
                    }
                ],
                "waivers": [
                    {"rule": "S203", "subjects": ["said", "says"], "reason": HARD},
                    {"rule": "S203", "subjects": ["said"], "reason": "𝄞"},
                    {"rule": "S203", "subjects": ["said"], "reason": "ｚ"},
                ],
            }
        )
    ),
}
DIGESTS = {
    "nothing": "8814fc1e83992bb95efd0b88bf5a0f430c58af0fb158d81af455fb34ec905186",
    "titled": "7a0aa9a6509b0fb30ed3a818a9bf91fd351c2e52b4292dd07c5811037e1a52ac",
    "article": "40515f2e0b575c87f733fd0581da90942c84711bbda237d71a1374fb226776ce",
    "hard": "8c83519180f48f9c0e78b2a2e910ac5d20af9fe36c99778c6ce8f22e1b630795",
}

texts = st.text(min_size=1).filter(lambda text: not text.isspace())
ids = st.text(min_size=1).filter(lambda text: text.isprintable() and text == text.strip())


@st.composite
def wild_dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers that hold any text and any number; they say little."""
    names = draw(st.lists(ids, min_size=2, max_size=6, unique=True))
    speakers = [Speaker(id=each, name=draw(texts), role=draw(st.none() | texts)) for each in names]
    claim = Claim(text=draw(texts), accused=speakers[:1], place=draw(texts))
    return Dossier.of(
        *speakers,
        claim,
        Document(length=draw(st.integers(0, LARGEST))),
        *(
            Waiver(rule="S203", subjects=[claim], reason=reason)
            for reason in draw(st.lists(texts, max_size=3))
        ),
        title=draw(st.none() | texts),
    )


any_dossiers = dossiers() | wild_dossiers()


def wire(dossier: Dossier) -> dict[str, Any]:
    """What `dumps` writes, with its lists in the order in which they are digested."""
    document: dict[str, Any] = json.loads(dumps(dossier))
    for name in SORTED_BY_ID:
        if name in document:
            document[name].sort(key=lambda record: record["id"])
    if "waivers" in document:
        texts = {rfc8785.dumps(waiver) for waiver in document["waivers"]}
        document["waivers"] = [json.loads(text) for text in sorted(texts)]
    return document


@pytest.mark.parametrize("name", GOLDEN)
def test_digest_is_the_one_on_record(name: str) -> None:
    """A dossier has the same digest in every version of this library that has this format."""
    assert digest(GOLDEN[name]) == DIGESTS[name]


@pytest.mark.parametrize("name", GOLDEN)
def test_digest_is_sha_256_of_canonical_json(name: str) -> None:
    """RFC 8785: the digest is taken over the canonical JSON of the wire form, which anyone can compute."""
    assert digest(GOLDEN[name]) == sha256(rfc8785.dumps(wire(GOLDEN[name]))).hexdigest()


@given(any_dossiers)
def test_digest_is_sha_256_of_canonical_json_of_any_dossier(dossier: Dossier) -> None:
    """RFC 8785 holds for every dossier, whatever its texts and numbers."""
    assert digest(dossier) == sha256(rfc8785.dumps(wire(dossier))).hexdigest()


def test_empty_lists_defaults_and_no_title_are_left_out() -> None:
    """What is digested of a dossier without records is its format alone."""
    assert digest(Dossier()) == sha256(b'{"format":"attribution/1"}').hexdigest()


def test_title_counts() -> None:
    """Two dossiers that differ in their titles alone have different digests."""
    assert digest(Dossier(title="The ferry")) != digest(Dossier())


@given(any_dossiers, st.randoms(use_true_random=False))
def test_order_of_records_does_not_matter(dossier: Dossier, random: Any) -> None:
    """The same records in another order have the same digest."""
    shuffled = [*dossier, *dossier.waivers]
    random.shuffle(shuffled)

    again = Dossier.of(*shuffled, title=dossier.title)

    assert digest(again) == digest(dossier)


def test_order_inside_a_record_matters() -> None:
    """The way in which words were passed on is another one the other way round."""
    north, south, island = (Speaker(id=each, name=each) for each in ("north", "south", "island"))
    claim = Claim(id="c", text="The bridge is closed.")

    def passed_on(*via: Speaker) -> Dossier:
        said = Statement(id="s", speaker=north, stance="asserts", claim=claim, via=via)
        return Dossier.of(north, south, island, claim, said)

    assert digest(passed_on(south, island)) != digest(passed_on(island, south))


def test_waiver_given_twice_counts_once() -> None:
    """Dossiers are equal if one of them holds a waiver twice, and so are their digests."""
    claim = Claim(id="c", text="The bridge is closed.")
    waiver = Waiver(rule="S203", subjects=["c"], reason="known")
    once, twice = (Dossier(claims=[claim], waivers=[waiver] * times) for times in (1, 2))

    assert once == twice
    assert digest(once) == digest(twice)


@given(any_dossiers)
def test_digest_survives_being_written_and_read(dossier: Dossier) -> None:
    """A dossier that is read has the digest of the one that was written."""
    assert digest(loads(dumps(dossier))) == digest(dossier)


@given(any_dossiers, any_dossiers)
def test_equal_digests_are_of_equal_dossiers(one: Dossier, other: Dossier) -> None:
    """Equal dossiers have equal digests, and unequal ones different ones."""
    assert (digest(one) == digest(other)) == (one == other)


@given(any_dossiers, st.data())
def test_any_change_changes_the_digest(dossier: Dossier, data: st.DataObject) -> None:
    """A dossier with one value changed, or one field left out, has another digest unless it is equal."""
    document = json.loads(dumps(dossier))
    place, key = data.draw(st.sampled_from(list(places(document))))
    value = place[key]
    if isinstance(value, str):
        place[key] = data.draw(st.sampled_from([f"{value}.", value[:-1], "direct", "2031"]))
    elif isinstance(value, bool):
        place[key] = not value
    elif isinstance(value, int):
        place[key] = value + 1
    else:
        del place[key]
    try:
        changed = loads(json.dumps(document))
    except InvalidRecordError:
        return

    assert (digest(changed) == digest(dossier)) == (changed == dossier)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value: what holds it, and its key there."""
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(each, dict | list):
            yield from places(each)


# In other places and by other means

SCRIPT = """
import sys
from attribution import digest, load
for path in sys.argv[1:]:
    print(digest(load(path)))
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files of the dossiers on record, in their order."""
    folder = tmp_path_factory.mktemp("golden")
    for name, dossier in GOLDEN.items():
        dump(dossier, folder / f"{name}.json")
    return [folder / f"{name}.json" for name in GOLDEN]


def digests_of(files: list[Path], python: str = sys.executable, **settings: str) -> list[str]:
    """The digests that another process finds."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **settings}
    command = [python, "-W", "error", "-c", SCRIPT, *map(str, files)]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=env).stdout.split()


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/St_Johns", "PYTHONHASHSEED": "1"},
    ],
    ids=str,
)
def test_digest_is_equal_under_other_settings(settings: dict[str, str], files: list[Path]) -> None:
    """No hash seed, locale, encoding or time zone changes a digest."""
    assert digests_of(files, **settings) == list(DIGESTS.values())


@pytest.mark.parametrize("python", ["python3.11", "python3.12", "python3.13"])
def test_digest_is_equal_under_other_versions(python: str, files: list[Path]) -> None:
    """No version of Python changes a digest."""
    if shutil.which(python) is None:
        pytest.skip(f"{python} is not installed")
    needed = [python, "-c", "import attrs, cattrs, dateutil, msgspec"]
    if subprocess.run(needed, capture_output=True, check=False).returncode != 0:
        pytest.skip(f"{python} does not run, or lacks what this library needs")

    assert digests_of(files, python) == list(DIGESTS.values())


@pytest.fixture(scope="module")
def in_javascript() -> Iterator[Callable[[Dossier], str]]:
    """The digest of a dossier, as a program in JavaScript finds it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    command = [node, str(Path(__file__).parent / "digests.js")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as program:
        to_program, from_program = program.stdin, program.stdout
        assert to_program is not None
        assert from_program is not None

        def found(dossier: Dossier) -> str:
            to_program.write(dumps(dossier).replace("\n", "") + "\n")
            return from_program.readline().strip()

        yield found

        to_program.close()


@pytest.mark.parametrize("name", GOLDEN)
def test_javascript_finds_the_digest_on_record(name: str, in_javascript: Callable[[Dossier], str]) -> None:
    """Another language, with nothing but the RFC in common, finds the same digest."""
    assert in_javascript(GOLDEN[name]) == DIGESTS[name]


@given(dossier=any_dossiers)
def test_javascript_finds_the_digest_of_any_dossier(
    dossier: Dossier, in_javascript: Callable[[Dossier], str]
) -> None:
    """Another language finds the same digest, whatever the texts and numbers."""
    assert in_javascript(dossier) == digest(dossier)


def test_a_title_of_a_class_of_its_own_is_a_text() -> None:
    """Equal dossiers have one digest, of whatever class their texts are."""

    class Title(str):
        __slots__ = ()

    assert digest(Dossier(title=Title("x"))) == digest(Dossier(title="x"))
