"""Throw broken documents at the codec until it does what it must not; a script, not collected by pytest.

What must hold: any bytes are a dossier or refused with `InvalidRecordError`; the fast way reads just what
the slow way reads, to equal dossiers; what was read can be checked, written, and read again the same; no
warning; at most about a second of processor time a megabyte.

Its own mutations, of the examples and the corpus, until the time is over, the same for the same seed:

    python tests/fuzz_codec.py --seconds 600 --seed 1

Guided by coverage, where `pip install atheris` works; options of libFuzzer come after `--`:

    python tests/fuzz_codec.py --atheris -- -max_total_time=600 -max_len=4096 folder-of-finds

What breaks something is written to `broken-*.json` in the folder of the run, and the run ends with 1.
"""

import argparse
import hashlib
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from attribution import Dossier, InvalidRecordError, check, dumps, loads
from attribution.codec.reading import read
from attribution.strategies import dossiers

ROOT = Path(__file__).parent.parent
ALLOWED = 0.2
"""Seconds for any input, on a machine that does other things too, beside a second for each megabyte."""
MOST_BROKEN = 20
"""After so many broken inputs a run is over."""

TOKENS = [
    *(
        token.encode()
        for token in [
            "[",
            "]",
            "{",
            "}",
            "[[",
            "{{",
            '"a":[',
            ",",
            ",,",
            ":",
            "::",
            '"',
            '""',
            "\\",
            '\\"',
            "\\\\",
            "\\u",
            "\\u003a",
            "\\ud800",
            "\\u0000",
        ]
    ),
    *(
        token.encode()
        for token in [
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "-0",
            "1.0",
            "01",
            "+1",
            ".5",
            "0x1",
            "null",
            "true",
            "false",
            "//",
        ]
    ),
    *(f'"{name}":'.encode() for name in ("id", "text", "links", "spans", "format", "\\u0069d", "zzz")),
    *(f'"{name}":['.encode() for name in ("speakers", "claims", "statements", "evidence", "waivers")),
    b'},{"id":',
    b'} , { "id" :',
    b'"attribution/1.1"',
    b"9" * 400,
    b"[" * 70,
    b'{"a":' * 70,
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\0",
    b"\n",
    " \u00a0\u200b\u202e\u2066".encode(),
]
VALUES: Sequence[Any] = (
    *(None, True, False, 0, 1, -1, 3, 2**53, 10**30, 1.5, float("nan"), float("inf")),
    *("", " ", "x", "a\0", "\u202ea", "\u200bx", "\ud800", "\u00a0a", "https://a/b", "0" * 64, "x" * 600),
    *(
        "2022-02-30",
        "XXXX-02-29",
        "2022/2021",
        "../..",
        "asserts",
        "withdraws",
        "faults",
        "narrows",
        "opinion",
    ),
    *(
        [],
        [[]],
        [None],
        {},
        {"id": "a"},
        [{}],
        [{"start": 0, "end": 1}],
        [{"kind": "narrows", "claim": "c1"}],
    ),
)
KEYS = (
    "id",
    "kind",
    "text",
    "name",
    "Id",
    "speaker",
    "links",
    "spans",
    "replaces",
    "document",
    "\ud800",
    "",
    "x" * 99,
)


def seeds() -> list[bytes]:
    """The documents that everything starts from."""
    found = [(ROOT / "examples" / "article.json").read_bytes()]
    for path in sorted((ROOT / "tests" / "corpus").glob("*.json")):
        cases = json.loads(path.read_bytes()).get("cases", [])
        found += [json.dumps(case["dossier"]).encode() for case in cases if "dossier" in case]

    @seed(0)
    @settings(
        max_examples=100, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    @given(dossiers())
    def gather(dossier: Dossier) -> None:
        found.append(dumps(dossier).encode())

    gather()
    return found


def mutated(random: Random, known: Sequence[bytes]) -> bytes:
    """A document with faults in its text, in its values, or in both."""
    data = random.choice(known)
    if random.random() < 0.6:
        data = _other_values(random, data)
    if random.random() < 0.5:
        data = _other_bytes(random, data, known)
    return data


def _other_bytes(random: Random, data: bytes, known: Sequence[bytes]) -> bytes:
    text = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4, 16))):
        at = random.randrange(len(text) + 1)
        to = min(len(text), at + random.choice((1, 1, 2, 8, 64, 512)))
        match random.randrange(7):
            case 0:
                text[at:to] = b""
            case 1:
                text[at:at] = text[at:to]
            case 2:
                text[at:at] = random.choice(TOKENS)
            case 3:
                text[at:to] = random.choice(TOKENS)
            case 4:
                other = random.choice(known)
                start = random.randrange(len(other))
                text[at:to] = other[start : start + random.choice((8, 64, 512))]
            case 5:
                text[at : at + 1] = bytes([random.randrange(256)])
            case _:
                del text[at:]
                text += random.choice((b"", b"}", b"]}", b'"}]}'))
    return bytes(text)


def _other_values(random: Random, data: bytes) -> bytes:
    try:
        document = json.loads(data)
    except ValueError:
        return data
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        places = list(_containers(document))
        if places:
            _change(random, random.choice(places), random.choice(places))
    if isinstance(document, dict) and random.random() < 0.2:
        document["format"] = random.choice(("attribution/1.1", "attribution/2", "attribution/1.99", 1))
    ascii_only, indent = random.random() < 0.5, random.choice((None, None, 0, 1))
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    if random.random() < 0.3:
        letter = random.choice("aeikns:")
        text = text.replace(letter, f"\\u{ord(letter):04x}", random.choice((1, 3, 100)))
    return text.encode("utf-8", "surrogatepass")


def _containers(value: Any) -> "list[dict[str, Any] | list[Any]]":
    found: list[dict[str, Any] | list[Any]] = [value] if isinstance(value, dict | list) else []
    for each in found:  # it grows while it is gone through
        found += (item for item in _items(each) if isinstance(item, dict | list))
    return found


def _items(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _change(random: Random, place: dict[str, Any] | list[Any], other: dict[str, Any] | list[Any]) -> None:
    # Copied, so that nothing comes to hold itself.
    value = _copy(random.choice((random.choice(VALUES), *random.sample(_items(other), min(1, len(other))))))
    if isinstance(place, dict):
        key = random.choice((*place, *KEYS))
        match random.randrange(4):
            case 0:
                place.pop(key, None)
            case 1 if place:
                place[key] = place.pop(random.choice(list(place)))
            case _:
                place[key] = value
        return
    at = random.randrange(len(place) + 1)
    match random.randrange(5):
        case 0 if place:
            del place[at % len(place)]
        case 1 if place:
            place.insert(at, _copy(random.choice(place)))
        case 2:
            random.shuffle(place)
        case 3:
            place.insert(at, value)
        case _ if place:
            place[at % len(place)] = value
        case _:
            place.append(value)


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


class BrokenError(Exception):
    """The codec did what it must not."""


def look(data: bytes) -> tuple[str, float]:
    """Try everything with one input.

    Returns:
        What became of it, and how many times too slow that was.

    Raises:
        BrokenError: Something does not hold.
    """
    slowness = 0.0
    outcomes: list[Dossier | str] = []
    for unknown in ("refuse", "keep"):
        started = time.process_time()
        try:
            outcomes.append(loads(data, unknown=unknown))
        except InvalidRecordError as error:
            outcomes.append(str(error))
        seconds = time.process_time() - started
        slowness = max(slowness, seconds / (ALLOWED + len(data) / 1e6))
    if slowness > 1:
        raise BrokenError(f"{slowness:.1f} times too slow for {len(data)} bytes")
    refused, kept = outcomes
    _agree(data, refused)
    if isinstance(kept, Dossier):
        _survives(kept)
    if isinstance(refused, Dossier) and refused != kept:
        raise BrokenError("what is refused and what is kept differ")
    if isinstance(refused, Dossier):
        return "read", slowness
    return "kept" if isinstance(kept, Dossier) else "refused", slowness


def _agree(data: bytes, outcome: Dossier | str) -> None:
    """The fast way never reads what the slow way refuses, nor anything else than it does."""
    fast = read(data)
    if fast is None:
        return
    try:
        slow = _slow(data)
    except InvalidRecordError as error:
        raise BrokenError(f"only the fast way reads it: {error}") from None
    if not (fast == slow == outcome and fast.waivers == slow.waivers and tuple(fast) == tuple(slow)):
        raise BrokenError("the two ways read it differently")


def _slow(data: bytes) -> Dossier:
    from attribution.codec.jsontext import parse
    from attribution.codec.whole import explained

    return explained(parse(data), "refuse")


def _survives(dossier: Dossier) -> None:
    check(dossier).findings  # noqa: B018  # found when asked for
    text = dumps(dossier)
    again = loads(text, unknown="keep")
    if again != dossier or dict(again.unknown) != dict(dossier.unknown):
        raise BrokenError("what was written reads differently")
    if dumps(again) != text:
        raise BrokenError("what was written is written differently")


def kept(data: bytes, error: Exception) -> str:
    """Write down an input that broke something."""
    name = f"broken-{hashlib.sha256(data).hexdigest()[:12]}.json"
    Path(name).write_bytes(data)
    return f"{name} ({len(data)} bytes): {type(error).__name__}: {error}"


def run(seconds: float, number: int, progress: Callable[[str], object] = print) -> int:
    """Mutate until the time is over; how many inputs broke something."""
    random = Random(number)  # noqa: S311  # nothing is secret
    known, counts = seeds(), Counter[str]()
    slowest, slowest_data, broken, end = 0.0, b"", 0, time.monotonic() + seconds
    while time.monotonic() < end and broken < MOST_BROKEN:
        data = mutated(random, known)
        try:
            outcome, slowness = look(data)
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            progress(kept(data, error))
            broken += 1
            continue
        counts[outcome] += 1
        if slowness > slowest:
            slowest, slowest_data = slowness, data
        if outcome == "read" and random.random() < 0.01 and len(data) < 20_000:
            known.append(data)
    progress(f"{counts.total()} inputs {dict(counts)}, {broken} broke something")
    progress(
        f"slowest: {slowest:.3f} of what is allowed, for {len(slowest_data)} bytes: {slowest_data[:100]!r}"
    )
    return broken


def run_atheris(arguments: Sequence[str]) -> None:
    """Let atheris look for inputs that reach new code."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # has no types, if it is there

    atheris.instrument_all()

    def one(data: bytes) -> None:
        try:
            look(data)
        except Exception as error:
            print(kept(data, error))
            raise

    folder = Path(arguments[-1]) if arguments and not arguments[-1].startswith("-") else None
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for data in seeds():
            (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def main() -> int:
    """Run as the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", action="store_true")
    parser.add_argument("rest", nargs="*", help="what atheris is to know")
    arguments = parser.parse_args()
    warnings.simplefilter("error")
    if arguments.atheris:
        run_atheris(arguments.rest)
        return 0
    return 1 if run(arguments.seconds, arguments.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
