"""The generator, and the sums made of times; no test asserts a time."""

import gc
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import attribution
from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Speaker,
    Statement,
    dumps,
    loads,
)
from attribution.fields import fields_of
from benchmarks import __main__ as driver
from benchmarks import environments, imports, library, measure, memory, table
from benchmarks.cases import Data, Library, common_cases
from benchmarks.faults import plant
from benchmarks.generator import SECTIONS, dossier, records
from benchmarks.generator import main as generate
from benchmarks.peers import converters, dicts, structs
from benchmarks.timing import Case, Pair, Spread, WrongAnswerError, ratios, ready, spread
from benchmarks.timing import measure as time_case

Made = dict[str, list[dict[str, Any]]]

GOLDEN = "98bae2cd97bf9a4905df3f9c3677ece9b7fef414af57bd8c26418b6b739de6a3"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """A folder with dossiers of 200 and of 20 statements."""
    folder = tmp_path_factory.mktemp("dossiers")
    for size in (20, 200):
        (folder / f"dossier-{size}.json").write_bytes(dossier(size))
    return Data(folder, 200)


@pytest.fixture(scope="module")
def made() -> Made:
    """The records of 5,000 statements, by section."""
    return {name: [record for section, record in records(5_000) if section == name] for name in SECTIONS}


@pytest.fixture
def collector() -> Iterator[None]:
    """Give back to the garbage collector what a case keeps from it."""
    yield
    gc.unfreeze()


# The generator


def test_the_same_size_and_seed_give_the_same_bytes() -> None:
    """The golden digest holds on every Python; another size or seed gives other bytes."""
    assert hashlib.sha256(dossier(200, seed=7)).hexdigest() == GOLDEN
    assert dossier(200, seed=8) != dossier(200, seed=7) != dossier(201, seed=7)


@pytest.mark.parametrize("size", [1, 200])
def test_what_is_generated_loads_and_is_written_as_it_was(size: int) -> None:
    """A dossier of any size loads, and `dumps` writes the very fields that were read."""
    raw = dossier(size)

    assert json.loads(dumps(loads(raw))) == json.loads(raw)


def test_the_sections_grow_with_the_statements() -> None:
    """There are N/50 speakers, N/8 documents, N/4 claims and N/3 items of evidence."""
    counts = {size: [len(json.loads(dossier(size))[name]) for name in SECTIONS] for size in (200, 2_000)}

    assert counts == {200: [4, 25, 50, 200, 66], 2_000: [40, 250, 500, 2_000, 666]}


def test_ten_times_the_statements_are_ten_times_the_bytes() -> None:
    """The size in bytes is in proportion, so that tenfold tasks compare like with like."""
    assert len(dossier(2_000)) / len(dossier(200)) == pytest.approx(10, rel=0.02)


def test_every_field_of_every_record_is_in_use(made: Made) -> None:
    """No field of any record is left out of all records."""
    classes = zip(SECTIONS, (Speaker, Document, Claim, Statement, Evidence), strict=True)
    used = {section: {name for record in made[section] for name in record} for section in SECTIONS}

    assert used == {section: {a.name for a in fields_of(cls)} for section, cls in classes}


def test_the_shares_are_those_of_real_copy(made: Made) -> None:
    """Accusations, hedges, dates, repetitions, split spans and digests have their shares."""
    claims, statements, evidence = (made[section] for section in ("claims", "statements", "evidence"))

    def share(records: list[dict[str, Any]], holds: Callable[[dict[str, Any]], object]) -> float:
        return sum(bool(holds(record)) for record in records) / len(records)

    assert share(claims, lambda c: "accused" in c) == pytest.approx(0.4, abs=0.04)
    assert share(statements, lambda s: "hedge" in s) == pytest.approx(0.35, abs=0.03)
    assert share(statements, lambda s: "T" in s.get("said", "")) == pytest.approx(0.6, abs=0.03)
    assert share(statements, lambda s: "repeats" in s) == pytest.approx(0.4, abs=0.05)
    assert share(statements, lambda s: len(s["spans"]) == 2) == pytest.approx(0.16, abs=0.03)
    assert share(evidence, lambda e: "digest" in e) == pytest.approx(0.3, abs=0.04)


def test_a_quote_has_95_to_140_characters_and_stands_where_words_are_verbatim(made: Made) -> None:
    """Quotes stand on direct and mixed statements only, in their range of lengths."""
    statements = made["statements"]
    lengths = {len(statement["quote"]) for statement in statements if "quote" in statement}

    assert lengths <= set(range(95, 141))
    assert len(lengths) > 35
    assert all(("quote" in s) == (s.get("mode") in ("direct", "mixed")) for s in statements)


def test_what_is_repeated_is_an_earlier_statement_on_the_same_claim(made: Made) -> None:
    """Chains of repetition lead back in time and stay on their claim."""
    claim_of: dict[str, str] = {}
    for record in made["statements"]:
        assert {claim_of[repeated] for repeated in record.get("repeats", ())} <= {record["claim"]}
        claim_of[record["id"]] = record["claim"]


def test_the_text_is_compact_and_not_all_ascii() -> None:
    """There are no spaces between tokens, and letters beyond ASCII are not escaped."""
    text = dossier(200).decode()

    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    assert not text.isascii()


def test_the_generator_writes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes what the function returns."""
    path = tmp_path / "dossier.json"
    monkeypatch.setattr("sys.argv", ["generator", "20", str(path), "--seed", "8"])

    generate()

    assert path.read_bytes() == dossier(20, seed=8)


def test_ten_faults_are_planted_and_bring_about_no_other() -> None:
    """The error of the library names exactly the ten paths."""
    wire = json.loads(dossier(200))
    planted = plant(wire)

    with pytest.raises(InvalidRecordError) as caught:
        loads(json.dumps(wire))

    assert len(planted) == 10
    assert sorted(problem.path for problem in caught.value.problems) == sorted(planted)


# Times, made up


class Clock:
    """A clock that moves only when something is done, and what was done."""

    def __init__(self) -> None:
        self.now = 0.0
        self.done: list[str] = []

    def __call__(self) -> float:
        """The seconds so far."""
        return self.now

    def takes(self, name: str, *seconds: float) -> Callable[[], Callable[[], str]]:
        """A side that takes so long in each call, the last of them ever after."""
        left = list(seconds)

        def call() -> str:
            self.now += left.pop(0) if len(left) > 1 else left[0]
            self.done.append(name)
            return name

        return lambda: call


def test_the_first_round_does_not_count_and_the_sides_take_turns_in_going_first() -> None:
    """Pairs are of the rounds after the first, floor before task, whoever went first."""
    clock = Clock()
    case = Case(clock.takes("task", 90, 3, 4), clock.takes("floor", 80, 1, 2), "nothing")

    assert time_case(case, rounds=2, budget=1_000, clock=clock) == [(1, 3), (2, 4)]
    assert clock.done == ["task", "floor", "floor", "task", "task", "floor"]


def test_no_round_is_begun_after_the_budget_but_three_there_are() -> None:
    """Time ends the rounds, but not before the third, and never makes more than asked."""
    clock = Clock()
    case = Case(clock.takes("task", 10), clock.takes("floor", 10), "nothing")

    assert len(time_case(case, rounds=9, budget=1, clock=clock)) == 3
    assert len(time_case(case, rounds=2, budget=1, clock=clock)) == 2
    assert len(time_case(case, rounds=9, budget=100, clock=clock)) == 4


def test_a_short_call_is_repeated_and_counts_by_its_mean() -> None:
    """Calls go on until they took long enough together."""
    clock = Clock()
    case = Case(clock.takes("task", 1, 0.011, 0.040), clock.takes("floor", 1), "nothing")

    [(floor, task)] = time_case(case, rounds=1, budget=1, clock=clock)

    assert [floor, task] == pytest.approx([1, 0.0255])


def test_each_call_is_made_afresh() -> None:
    """What a call works on is made anew before each."""
    clock = Clock()
    made: list[int] = []

    def side() -> Callable[[], object]:
        made.append(len(made))
        return partial(clock.takes("task", 1)())

    time_case(Case(side, clock.takes("floor", 1), "nothing"), rounds=3, budget=9, clock=clock)

    assert made == [0, 1, 2, 3]


def test_a_wrong_answer_is_not_timed() -> None:
    """A result that is not right raises before any time counts."""
    clock = Clock()
    case = Case(clock.takes("task", 1), clock.takes("floor", 1), "nothing", lambda result: result != "task")

    with pytest.raises(WrongAnswerError, match="not what was expected"):
        time_case(case, rounds=3, budget=9, clock=clock)


def test_a_ratio_is_taken_within_each_round() -> None:
    """Each round has its own ratio; the spread is of these."""
    found = ratios([(1, 2), (2, 3), (4, 20)])

    assert found == [2, 1.5, 5]
    assert spread(found) == Spread(median=2, lowest=1.5, highest=5, rounds=3)


def test_import_times_are_less_the_bare_interpreter_and_the_first_round_does_not_count() -> None:
    """Both imports are told without the start of Python, after a round that writes bytecode."""
    ran: list[str] = []
    seconds = {"pass": 10.0, "import attrs, msgspec": 14.0, "import attribution": 16.0}

    def run(line: str) -> float:
        ran.append(line)
        return seconds[line] if len(ran) > len(seconds) else 1_000.0

    pairs: list[Pair] = imports.import_pairs(run, rounds=3)

    assert pairs == [(4, 6)] * 3
    assert [ran[at] for at in (3, 6, 9)] == list(seconds)


def test_a_fresh_process_takes_some_time() -> None:
    """A line runs in a process of its own."""
    assert imports.fresh_process(Path(sys.executable))("pass") > 0


# Cases


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("name", library.CASES)
def test_every_case_of_the_library_gives_the_right_answer(name: str, data: Data) -> None:
    """Each case runs, and its answer passes its own check."""
    found = measure.result("library", name, data, rounds=1, budget=1)

    if name == "JSON Lines" and "skipped" in found:
        pytest.skip(found["skipped"])
    assert (found["library"], found["task"], found["size"], len(found["pairs"])) == (
        "attribution",
        name,
        200,
        1,
    )


def test_json_lines_are_read_record_by_record(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case counts the records that come of the file, and takes no fewer than there are."""

    def dump_jsonl(whole: Dossier, path: Path) -> None:
        path.write_text("{}\n" * len(whole), encoding="utf-8")

    read = {"all": loads(data.raw), "fewer": loads(Data(data.folder, 20).raw)}
    monkeypatch.setattr(attribution, "dump_jsonl", dump_jsonl, raising=False)
    found: dict[str, dict[str, Any]] = {}
    for name, whole in read.items():
        monkeypatch.setattr(attribution, "iter_jsonl", lambda _, whole=whole: iter(whole), raising=False)
        found[name] = measure.result("library", "JSON Lines", data, rounds=1, budget=1)

    assert len(found["all"]["pairs"]) == 1
    assert found["fewer"]["skipped"] == "the result is not what was expected"


@pytest.mark.parametrize("peer", [converters, dicts, structs])
def test_a_peer_of_the_same_shape_loads_and_writes_all_of_it(peer: Any, data: Data) -> None:
    """Libraries of our shape lose nothing of the dossier."""
    loaded = peer.LIBRARY.load(data.raw)

    assert peer.LIBRARY.count(loaded) == 200
    assert json.loads(peer.LIBRARY.dump(loaded)) == json.loads(data.raw)


def test_a_translation_is_made_once_and_loaded_in_place_of_the_dossier(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of the first translation serves all later tasks."""
    translated: list[int] = []

    def translate(plain: dict[str, Any]) -> bytes:
        translated.append(len(plain["statements"]))
        return json.dumps(plain["statements"]).encode()

    other = Library("other", ("orjson",), json.loads, json.dumps, len, translate)
    monkeypatch.setattr(dicts, "LIBRARY", other)
    monkeypatch.setattr(dicts, "CASES", common_cases(other))
    found = [measure.result("peers.dicts", task, data, 1, 1) for task in dicts.CASES]

    assert translated == [200]
    assert [(row["task"], len(row["pairs"])) for row in found] == [
        ("load", 1),
        ("dump", 1),
        ("load its own form", 1),
    ]


def test_a_wrong_answer_and_too_large_a_dossier_are_told_with_the_reason(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be measured is a result too."""
    wrong = Library("wrong", ("orjson",), json.loads, json.dumps, lambda _: 3, largest=200)
    monkeypatch.setattr(dicts, "LIBRARY", wrong)
    monkeypatch.setattr(dicts, "CASES", common_cases(wrong))
    reasons = [
        measure.result("peers.dicts", "load", each, 1, 1)["skipped"]
        for each in (data, Data(data.folder, 201))
    ]

    assert reasons == [
        "the result is not what was expected",
        "would take minutes a round above 200 statements",
    ]


def test_memory_is_what_stays_and_the_most_on_the_way(data: Data) -> None:
    """Fifty million bytes are seen as about so many."""
    held, peak = memory.held_by(lambda: b"x" * 50_000_000)

    assert 45_000_000 < held <= peak + 1_000_000
    assert {"held", "peak"} <= measure.result("peers.dicts", "memory", data, 1, 1).keys()


def test_memory_is_skipped_where_the_system_does_not_tell(
    tmp_path: Path, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without /proc there is a reason and no number."""
    monkeypatch.setattr(memory, "_PROCESS", tmp_path)

    assert "needs a system with" in measure.result("peers.dicts", "memory", data, 1, 1)["skipped"]


# Environments, and the whole


class Pip:
    """Stands in for the commands that make an environment."""

    def __init__(self, *said: str) -> None:
        self.said = "\n".join(said)
        self.commands: list[str] = []

    def __call__(self, command: tuple[object, ...], **_: object) -> "subprocess.CompletedProcess[str]":
        """Note the command, and fail where there is something to say."""
        self.commands.append(" ".join(map(str, command[1:])))
        if "venv" in command:
            Path(str(command[-1])).mkdir(parents=True, exist_ok=True)
        return subprocess.CompletedProcess((), 1 if self.said else 0, "", self.said)


def test_an_environment_is_made_once_but_the_library_is_installed_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was made of the same needs is taken again; the library is always the one that stands here."""
    pip = Pip()
    monkeypatch.setattr(subprocess, "run", pip)
    root = Path(__file__).parent.parent
    for name in ("orjson", "orjson", "attribution", "attribution"):
        environments.make(name, tmp_path, root)
    install = "-m pip install --quiet --disable-pip-version-check"

    assert pip.commands == [
        f"-m venv --clear {tmp_path / 'orjson'}",
        f"{install} orjson",
        f"-m venv --clear {tmp_path / 'attribution'}",
        f"{install} . orjson",
        f"{install} --force-reinstall --no-deps .",
    ]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (["WARNING: slow", "ERROR: no such package", "more"], "ERROR: no such package"),
        (["", "what is this"], "what is this"),
        ([" "], "no reason given"),
    ],
)
def test_an_environment_that_cannot_be_made_says_why(
    said: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is pip's first error, or else what it said first."""
    monkeypatch.setattr(subprocess, "run", Pip(*said))

    with pytest.raises(environments.UnmadeError) as caught:
        environments.make("indra", tmp_path, tmp_path)

    assert str(caught.value) == reason


def test_every_environment_has_a_module_that_measures() -> None:
    """Environments and modules are the same list."""
    root = Path(driver.__file__).parent
    modules = {
        name: root.joinpath(*module.split(".")).with_suffix(".py") for name, module in driver._MODULES.items()
    }

    assert modules.keys() == environments.ENVIRONMENTS.keys()
    assert all(module.exists() for module in modules.values())


def test_everything_is_measured_and_what_cannot_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes every result, and a row with the reason where there is none."""

    def make(name: str, *_: object) -> Path:
        if name == "indra":
            raise environments.UnmadeError("ERROR: no such package")
        return Path(sys.executable)

    monkeypatch.setattr(driver, "_BUILD", tmp_path)
    monkeypatch.setattr(environments, "make", make)
    monkeypatch.setitem(driver._MODULES, "stix2", "peers.nowhere")
    path = tmp_path / "table.md"
    wanted = [
        "--sizes",
        "20",
        "--rounds",
        "1",
        "--libraries",
        "orjson",
        "stix2",
        "indra",
        "--table",
        str(path),
    ]
    monkeypatch.setattr("sys.argv", ["benchmarks", *wanted])

    driver.main()

    written = (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in written]
    assert [(row["library"], row["task"]) for row in rows] == [
        *[("orjson", task) for task in ("load", "dump", "memory", "memory", "memory")],
        ("stix2", "all"),
        ("indra", "all"),
    ]
    assert rows[-1]["skipped"] == "no environment: ERROR: no such package"
    assert path.read_text(encoding="utf-8") == table.page(rows)
    assert "indra: all, skipped: no environment" in capsys.readouterr().err


# The table

ROWS: list[dict[str, Any]] = [
    {"library": "attribution", "task": "import", "against": "two imports", "pairs": [[1, 3], [1, 1], [1, 2]]},
    {
        "library": "attribution",
        "task": "load",
        "size": 10_000,
        "against": "dicts",
        "pairs": [[2, 2.5], [1, 1.5]],
        "python": "CPython 3.11.2",
        "packages": {"attrs": "26.1.0", "msgspec": "0.22.0"},
    },
    {"library": "attribution", "task": "check", "size": 10_000, "against": "dicts", "pairs": [[1, 30]]},
    {"library": "orjson", "task": "load", "size": 10_000, "against": "dicts", "pairs": [[1, 1]]},
    {"library": "attribution", "task": "memory", "size": 10_000, "held": 12_000_000, "peak": 20_000_000},
    {"library": "attribution", "task": "memory", "size": 10_000, "held": 14_000_000, "peak": 22_000_000},
    {"library": "orjson", "task": "memory", "size": 10_000, "held": 15_000_000, "peak": 20_000_000},
    {"library": "indra", "task": "all", "skipped": "no | environment"},
]
PAGE = """\
# Measurements

Made by `make bench`; [how to read this](benchmarks.md).

## The library

| task | statements | 1.00 is | median | lowest to highest | rounds | at most |
| --- | --- | --- | --- | --- | --- | --- |
| import |  | two imports | 2.00 | 1.00 to 3.00 | 3 | 2 |
| load | 10,000 | dicts | 1.38 | 1.25 to 1.50 | 2 | 1.3, **missed** |
| check | 10,000 | dicts | 30.00 | 30.00 to 30.00 | 1 |  |

## Beside other libraries

| task | statements | library | 1.00 is | median | lowest to highest | rounds |
| --- | --- | --- | --- | --- | --- | --- |
| load | 10,000 | orjson | dicts | 1.00 | 1.00 to 1.00 | 1 |
| load | 10,000 | attribution | dicts | 1.38 | 1.25 to 1.50 | 2 |

## Memory

Resident bytes a statement after loading, and the most while loading, in fresh processes.

| library | statements | held | lowest to highest | peak | processes | at most |
| --- | --- | --- | --- | --- | --- | --- |
| attribution | 10,000 | 1,300 | 1,200 to 1,400 | 2,100 | 2 | 1,300 |
| orjson | 10,000 | 1,500 | 1,500 to 1,500 | 2,000 | 1 |  |

## Not measured

| library | task | statements | why |
| --- | --- | --- | --- |
| indra | all |  | no \\| environment |

## With

| library | Python | packages |
| --- | --- | --- |
| attribution | CPython 3.11.2 | attrs 26.1.0, msgspec 0.22.0 |

Cores: 2.
"""


def test_the_table_has_ratios_and_bars_and_says_what_is_missed_or_was_not_measured() -> None:
    """Made-up results give just this page."""
    assert table.page(ROWS, cores=2) == PAGE


def test_a_table_of_all_has_no_section_for_what_was_not_measured() -> None:
    """Where nothing was skipped, nothing is said of it."""
    assert "Not measured" not in table.page(ROWS[:-1])


def test_a_file_of_results_is_printed_as_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command prints what the function returns."""
    path = tmp_path / "results.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["table", str(path)])

    table.main()

    assert capsys.readouterr().out == table.page(ROWS)


def test_the_committed_table_was_made_by_this_code() -> None:
    """The page in the docs has the heads that the code writes, and rows of every library."""
    page = (Path(__file__).parent.parent / "docs" / "benchmarks-table.md").read_text(encoding="utf-8")

    def heads(text: str) -> set[str]:
        lines = text.splitlines()
        return {line for line, rule in pairwise(lines) if rule.startswith("| ---")}

    assert heads(table.page(ROWS[:-1])) <= heads(page) <= heads(PAGE)
    assert all(f"| {name} |" in page for name in environments.ENVIRONMENTS)


def test_a_call_is_ready_with_its_arguments() -> None:
    """A side of a plain call passes its arguments on."""
    assert ready(divmod, 7, 2)()() == (3, 1)
