import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    Speaker,
    SpeakerId,
    Statement,
    Waiver,
    cli,
    dump,
    dumps,
)
from attribution.cli import main

NORTH = Speaker(id=SpeakerId("north"), name="North")
SOUTH = Speaker(id=SpeakerId("south"), name="South")
CLAIM = Claim(id="c1", text="South shelled the bridge.", accused=[SOUTH], parties=[NORTH])
SAID = Statement(id="s1", speaker=NORTH, stance="asserts", claim=CLAIM)
WEAK = Dossier.of(NORTH, SOUTH, CLAIM, SAID)
SOUND = Dossier.of(NORTH, Claim(id="c1", text="It rains."))
NASTY = "a\x1b[31m\r\n\u202eb\u2028c\0\ud7ff\N{COMBINING ACUTE ACCENT}"


class Run(NamedTuple):
    """What a run of the command came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def weak(tmp_path: Path) -> str:
    """The path of a dossier with one finding, an error."""
    dump(WEAK, tmp_path / "weak.json")
    return str(tmp_path / "weak.json")


@pytest.fixture
def sound(tmp_path: Path) -> str:
    """The path of a dossier with no finding."""
    dump(SOUND, tmp_path / "sound.json")
    return str(tmp_path / "sound.json")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Run:
    """The command, run in this process."""
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    return Run(status, *capsys.readouterr())


def spawn(arguments: Sequence[str | bytes], **options: Any) -> Run:
    """The command, run in a process of its own."""
    command = [sys.executable, "-m", "attribution", *arguments]
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60} | options
    done = subprocess.run(command, check=False, **settings)
    return Run(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())


def test_check_shows_a_finding_a_line(capsys: pytest.CaptureFixture[str], weak: str) -> None:
    """Each finding is one line with the path, code, severity and message; then comes a summary."""
    found = run(capsys, "check", "--select", "S201", weak)

    assert (found.status, found.err) == (1, "")
    finding, summary = found.out.splitlines()
    assert finding.startswith(f'{weak}: S201 error "South shelled the bridge" accuses South')
    assert summary.startswith("1 error in 1 file (")


def test_check_of_a_sound_dossier(capsys: pytest.CaptureFixture[str], sound: str) -> None:
    """Where nothing is found the summary says so and the status is 0."""
    found = run(capsys, "check", "--select", "S201", sound, sound)

    assert (found.status, found.err) == (0, "")
    assert found.out.startswith("nothing found in 2 files (")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 1),
        (["--fail-on", "error"], 1),
        (["--fail-on", "warning"], 1),
        (["--fail-on=info"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "S201"], 0),
        (["--ignore", "A, S"], 0),
        (["--ignore", "D", "--ignore", "unsupported-allegation"], 0),
        (["--select", "S201"], 1),
        (["--select", "D,unsupported-allegation"], 1),
        (["--select", "A", "--select", "S"], 1),
        (["--select", "D"], 0),
        (["--select", "S", "--ignore", "S201"], 0),
    ],
    ids=str,
)
def test_the_status_says_what_was_found(
    capsys: pytest.CaptureFixture[str], weak: str, options: list[str], status: int
) -> None:
    """The status is 1 where a rule that was chosen finds something at or above `--fail-on`."""
    assert run(capsys, "check", *options, weak).status == status


def test_what_weighs_less_does_not_fail(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A finding below `--fail-on` is shown and does not change the status."""
    path = str(tmp_path / "d.json")
    said = Statement(speaker=NORTH, stance="asserts", claim=CLAIM, locator="x")
    waiver = Waiver(rule="D401", subjects=["c1"], reason="x")
    item = Evidence(
        description="x",
        kind="video",
        availability="published",
        supports=[CLAIM],
        provider=NORTH,
        retracted="2031",
    )
    dump(WEAK.add(item, waiver, said), path)

    strict, lax = (run(capsys, "check", "--fail-on", level, path) for level in ("info", "never"))

    assert (strict.out, lax.status) == (lax.out, 0)
    assert f"{path}: the waiver of D401 for c1 silences nothing" in strict.out


def test_a_waived_finding_is_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A finding that a waiver silences is not shown and does not fail, and the summary counts it."""
    path = tmp_path / "d.json"
    dump(WEAK.add(Waiver(rule="S201", subjects=["c1"], reason="the text says so")), path)

    found = run(capsys, "check", "--select", "S201", str(path))

    assert found == Run(0, "nothing found in 1 file (1 rule checked, 1 finding waived)\n", "")


@pytest.fixture
def quoting(tmp_path: Path) -> str:
    """The path of a dossier with a quotation from a document."""
    paper = Document(id="paper", title="The bridge", length=30)
    claim = Claim(id="c1", text="The bridge is shut.")
    said = Statement(
        id="s1",
        speaker=NORTH,
        stance="asserts",
        claim=claim,
        document=paper,
        mode="direct",
        quote="it is shut",
        locator="page 3",
    )
    dump(Dossier.of(NORTH, paper, claim, said), tmp_path / "quoting.json")
    return str(tmp_path / "quoting.json")


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("North said that it is shut now", 0, "nothing found"),
        ("North said that it is open now", 1, "P803 error"),
    ],
)
def test_check_holds_quotes_against_a_text(
    capsys: pytest.CaptureFixture[str], quoting: str, tmp_path: Path, text: str, status: int, told: str
) -> None:
    """A document's text, given on the command line, is what quotes must stand in."""
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")

    found = run(capsys, "check", "--select", "P803", "--text", f"paper={path}", quoting)

    assert (found.status, found.err) == (status, "")
    assert told in found.out


def test_check_says_what_it_did_not_check(capsys: pytest.CaptureFixture[str], quoting: str) -> None:
    """A rule that could not run is named, with what it needs."""
    found = run(capsys, "check", "--select", "P803", quoting)

    assert found.out.splitlines() == [
        f"{quoting}: P803 was not checked: it needs options.texts",
        "nothing found in 1 file (0 rules checked, 0 findings waived)",
    ]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("paper", "--text must be ID=PATH, once for each document, got 'paper'"),
        ("=paper.txt", "--text must be ID=PATH, once for each document, got '=paper.txt'"),
        ("paper=/nowhere/at/all", "/nowhere/at/all: cannot be read: No such file or directory"),
    ],
)
def test_a_bad_text_is_one_line(
    capsys: pytest.CaptureFixture[str], quoting: str, word: str, told: str
) -> None:
    """A text that is not given well, or cannot be read, is one line on standard error."""
    assert run(capsys, "check", "--text", word, quoting) == Run(2, "", f"attributed: {told}\n")


def test_a_text_that_is_no_utf_8_is_one_line(
    capsys: pytest.CaptureFixture[str], quoting: str, tmp_path: Path
) -> None:
    """A text in another encoding is refused, not guessed at."""
    (tmp_path / "paper.txt").write_bytes(b"\xff")

    found = run(capsys, "check", "--text", f"paper={tmp_path / 'paper.txt'}", quoting)

    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)


def test_a_text_that_is_too_large_is_one_line(
    capsys: pytest.CaptureFixture[str], quoting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text beyond the limit is refused before it is looked at."""
    (tmp_path / "paper.txt").write_text("word " * 9)
    monkeypatch.setattr(cli, "LARGEST", 40)

    found = run(capsys, "check", "--text", f"paper={tmp_path / 'paper.txt'}", quoting)

    told = f"attributed: {tmp_path / 'paper.txt'}: cannot be read: it has more than 40 bytes\n"
    assert found == Run(2, "", told)


def test_two_texts_of_one_document_are_refused(
    capsys: pytest.CaptureFixture[str], quoting: str, tmp_path: Path
) -> None:
    """Of two texts for one document neither is taken for the right one."""
    word = f"paper={tmp_path / 'paper.txt'}"
    (tmp_path / "paper.txt").write_text("North said that it is shut now")

    found = run(capsys, "check", "--text", word, "--text", word, quoting)

    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)


def test_a_text_of_no_document_is_an_error(
    capsys: pytest.CaptureFixture[str], quoting: str, tmp_path: Path
) -> None:
    """A text whose id is misspelt is told of, because nothing was held against it."""
    (tmp_path / "paper.txt").write_text("North said that it is shut now")

    found = run(capsys, "check", "--select", "P803", "--text", f"papr={tmp_path / 'paper.txt'}", quoting)

    assert (found.status, found.err) == (
        2,
        "attributed: --text names no document of these files: 'papr'\n",
    )
    assert (
        'P803 was checked in part: it has no text for 1 statement with a quote or a span, in "The bridge"'
        in (found.out)
    )


def test_an_empty_selection_is_no_check(capsys: pytest.CaptureFixture[str], weak: str) -> None:
    """To select nothing is a mistake, and no clean bill."""
    assert run(capsys, "check", "--select", "", weak) == Run(2, "", "attributed: --select names no rule\n")


def test_assess_shows_a_line_a_claim(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each claim is a row with verdict, rungs, voices and text, in columns; a long text is cut."""
    path = tmp_path / "d.json"
    denial = Statement(speaker=SOUTH, stance="denies", claim=CLAIM)
    long = Claim(id="longer-id", text="word " * 40)
    dump(WEAK.add(denial, long), path)

    found = run(capsys, "assess", str(path))

    assert found == Run(
        0,
        "claim      verdict                 pro         con         voices        text\n"
        "c1         asserted_only (denied)  1 asserted  1 asserted  1 of 1 side   South shelled the bridge.\n"
        "longer-id  unattributed            0 silent    0 silent    0 of 0 sides  "
        "word word word word word word word word word word wor...\n",
        "",
    )


def test_explain_shows_the_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule's page is shown by its code or its name."""
    by_code, by_name = run(capsys, "explain", "S201"), run(capsys, "explain", "unsupported-allegation")

    assert by_code == by_name
    assert (by_code.status, by_code.err, "S201" in by_code.out) == (0, "", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "the following arguments are required: COMMAND (see attributed --help)"),
        (["check"], "the following arguments are required: FILE (see attributed check --help)"),
        (["chek", "x"], "argument COMMAND: invalid choice: 'chek'"),
        (["check", "--fail-on", "x", "y"], "argument --fail-on: invalid choice: 'x'"),
        (["check", "--fail-on"], "argument --fail-on: expected one argument"),
        (["check", "--nonsense", "y"], "unrecognized arguments: --nonsense"),
        (["check", "\x1b[31m\n", "--x\x1b[31m\ny"], "unrecognized arguments: --x\\x1b[31m\\ny"),
        (["check", "--select", "s201", "y"], "no rule has this code, name or family: 's201'"),
        (["check", "--ignore", "S201,\x1b", "y"], "no rule has this code, name or family: '\\x1b'"),
        (["explain", "S999"], "no rule has this code, name or family: 'S999'"),
        (["explain", "S"], "'S' is a family; name one rule of it"),
        (["explain"], "the following arguments are required: CODE"),
        (["assess"], "the following arguments are required: FILE"),
        (["assess", "a", "b"], "unrecognized arguments: b"),
    ],
    ids=range(14),
)
def test_a_bad_option_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """A wrong option, command or rule is one line on standard error and status 2, with nothing read."""
    found = run(capsys, *arguments)

    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert found.err.startswith(f"attributed: {words}")


@pytest.mark.parametrize("command", ["check", "assess"])
def test_a_file_that_cannot_be_read_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    """A missing file, a folder, a name that no file has and a bad file are one line each, and status 2."""
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "attribution/1", "title": "\\n"}')
    paths = [tmp_path / "none.json", tmp_path, tmp_path / ("x" * 300), Path(f"{tmp_path}/a\0b"), bad]

    found = [run(capsys, command, str(path)) for path in paths]

    shown = [str(path).replace("\0", "\\x00") for path in paths]
    assert [(each.status, each.out) for each in found] == [(2, "")] * 5
    assert [each.err for each in found] == [
        f"attributed: {shown[0]}: cannot be read: No such file or directory\n",
        f"attributed: {shown[1]}: cannot be read: Is a directory\n",
        f"attributed: {shown[2]}: cannot be read: File name too long\n",
        f"attributed: {shown[3]}: cannot be read: {found[3].err.split(': ')[-1].strip()}\n",
        f"attributed: {shown[4]}: $.title must not be blank, got '\\n'\n",
    ]


def test_every_problem_of_a_file_is_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, weak: str
) -> None:
    """A bad file has a line for each of its problems; the files beside it are checked all the same."""
    path = tmp_path / "bad.json"
    path.write_text(
        json.dumps({"format": 1, "titel": "x", NASTY: 1, "speakers": [{"id": NASTY, "name": NASTY}]})
    )

    found = run(capsys, "check", str(path), weak, str(tmp_path / "none"))

    assert found.status == 2
    assert [line.removeprefix(f"attributed: {path}: ")[:22] for line in found.err.splitlines()] == [
        "$.format must be 'attr",
        "$.titel is no field of",
        "$['a\\x1b[31m\\r\\n\\u202e",
        "$.speakers[0].id must ",
        f"attributed: {tmp_path}/none"[:22],
    ]
    assert found.out.splitlines()[-1].endswith("; 2 files could not be read")
    assert found.out.startswith(f"{weak}: S201 error")


def test_nothing_breaks_the_lines(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Control characters, escapes of terminals and marks of direction are shown, never sent."""
    path = tmp_path / "a\x1b[31m\n.json"
    accused = Speaker(id=SpeakerId("south"), name=NASTY)
    claim = Claim(id="c1", text=NASTY, accused=[accused])
    said = Statement(speaker=NORTH, stance="asserts", claim=claim)
    waiver = Waiver(rule=NASTY, subjects=["c1"], reason=NASTY)
    dump(Dossier.of(NORTH, accused, claim, said, waiver, title=NASTY), path)

    found = [run(capsys, *command, str(path)) for command in (("check", "--select", "S201"), ("assess",))]

    assert [each.status for each in found] == [1, 0]
    assert [[line for line in each.out.splitlines() if not line.isprintable()] for each in found] == [[], []]
    assert [len(each.out.splitlines()) for each in found] == [3, 2]


# In a process of its own


def test_problems_beyond_the_limit_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file with very many problems has a line for the first thousand, and one that counts the others."""
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"format": "attribution/1", "speakers": [{}] * 1002}))

    found = run(capsys, "check", str(path))

    assert (found.status, len(found.err.splitlines())) == (2, 1001)
    assert found.err.splitlines()[-1] == f"attributed: {path}: and 2 problems more"


def test_standard_input_is_read() -> None:
    """A file named - is standard input, and a bad one is an error as any other."""
    good, bad, utf16 = (
        spawn(["check", "-"], input=data)
        for data in (dumps(WEAK).encode(), b"{", dumps(WEAK).encode("utf-16"))
    )

    assert (good.status, good.err, good.out[:14]) == (1, "", "-: S201 error ")
    assert bad == Run(
        2,
        "",
        "attributed: -: line 1: $ must be one JSON document: expecting property name "
        "enclosed in double quotes (column 2)\n",
    )
    assert utf16 == Run(2, "", "attributed: -: $ must be UTF-8, got what looks like UTF-16 or UTF-32\n")


def test_a_closed_standard_input_is_an_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no standard input, - cannot be read."""
    monkeypatch.setattr(sys, "stdin", None)

    assert run(capsys, "assess", "-") == Run(2, "", "attributed: -: cannot be read: Bad file descriptor\n")


def test_standard_input_in_this_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands for standard input is read as bytes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(dumps(SOUND).encode())))

    assert run(capsys, "assess", "-").status == 0


def test_output_of_ascii_alone(weak: str, tmp_path: Path) -> None:
    """Where the output takes ASCII alone, what it cannot show is escaped."""
    path = tmp_path / "\u6865.json"
    dump(WEAK.add(Claim(text="\u6865 \U0001f701 \u2019")), path)
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    found = [spawn([command, str(path)], env=environment) for command in ("check", "assess")]
    missing = spawn(["check", "\u6865"], env=environment)

    assert [(each.status, each.err, each.out.isascii()) for each in found] == [(1, "", True), (0, "", True)]
    assert "\\u6865 \\U0001f701 \\u2019" in found[1].out
    assert missing == Run(2, "", "attributed: \\u6865: cannot be read: No such file or directory\n")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files in any bytes")
def test_a_name_of_any_bytes(tmp_path: Path) -> None:
    """A file whose name is no text is read, and its name is shown with escapes."""
    path = os.fsencode(tmp_path) + b"/\xff\x1b.json"
    dump(WEAK, os.fsdecode(path))

    found, missing = spawn(["check", path]), spawn(["check", b"\xfe"])

    assert (found.status, found.err) == (1, "")
    assert found.out.startswith(f"{tmp_path}/\\udcff\\x1b.json: S201 error")
    assert missing == Run(2, "", "attributed: \\udcfe: cannot be read: No such file or directory\n")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize(
    "arguments", [["explain", "S201"], ["check", "FILE"], ["assess", "FILE"]], ids=" ".join
)
def test_a_reader_who_leaves_is_no_trouble(weak: str, arguments: list[str]) -> None:
    """Where nobody reads the output any more, the command ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)

    found = spawn([weak if word == "FILE" else word for word in arguments], stdout=writing)
    os.close(writing)

    assert (found.status, found.err) == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_one_line(weak: str) -> None:
    """Where the output cannot be written, one line says so and the status is 2."""
    with Path("/dev/full").open("wb") as full:
        found = spawn(["check", weak], stdout=full)

    assert (found.status, found.err) == (2, "attributed: cannot write: No space left on device\n")


def test_a_closed_output_is_no_trouble(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, weak: str
) -> None:
    """Where there is no standard output the status still tells."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        status = main(["check", weak])

    assert (status, *capsys.readouterr()) == (1, "", "")


@pytest.mark.parametrize("error", [BrokenPipeError(), OSError(28, "No space left on device")], ids=repr)
def test_a_failing_output_in_this_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, error: OSError
) -> None:
    """An output that fails makes status 2, and one line unless its reader has left."""

    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_explain", fail)
    with (tmp_path / "out").open("w") as out, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        status = main(["explain", "S201"])

    told = "" if isinstance(error, BrokenPipeError) else "attributed: cannot write: No space left on device\n"
    assert (status, capsys.readouterr().err) == (2, told)


def test_an_interrupt_ends_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupt from the keyboard ends the command with the usual status and no traceback."""

    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_explain", interrupt)

    assert run(capsys, "explain", "S201") == Run(130, "", "")


def test_the_package_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], weak: str
) -> None:
    """`python -m attribution` is the command, with its status."""
    monkeypatch.setattr(sys, "argv", ["attribution", "check", weak])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("attribution", run_name="__main__")

    assert (stop.value.code, capsys.readouterr().out[: len(weak)]) == (1, weak)


def test_help_names_the_commands() -> None:
    """The command is called `attributed`, however it is started, and its help names its commands."""
    found = spawn(["--help"])

    assert (found.status, found.err, found.out.startswith("usage: attributed ")) == (0, "", True)
    assert all(word in found.out for word in ("check", "assess", "explain"))


def test_a_file_that_needs_an_extra_does_not_hide_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, weak: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra a YAML file is one line, and the files beside it are checked all the same."""
    path = tmp_path / "a.yaml"
    path.write_text("format: attribution/1\n", encoding="utf-8")
    for module in [name for name in sys.modules if name.split(".")[0] == "ruamel"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "ruamel", None)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)

    found = run(capsys, "check", str(path), weak)

    assert (found.status, len(found.err.splitlines())) == (2, 1)
    assert found.err.startswith(f"attributed: {path}: cannot be read: ")
    assert "attribution-statements[yaml]" in found.err
    assert "S201" in found.out
