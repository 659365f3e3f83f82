import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from attribution import (
    Dossier,
    InvalidRecordError,
    Speaker,
    dump,
    dump_jsonl,
    dumps,
    load,
)
from attribution.codec import files, jsontext
from attribution.errors import MissingExtraError, NotADossierError
from attribution.strategies import dossiers

NORTH = Dossier.of(Speaker(id="north", name="North", kind="organization"), title="The ferry")
JSON = (
    '{"format": "attribution/1", "title": "The ferry",\n'
    ' "speakers": [{"id": "north", "name": "North", "kind": KIND}]}\n'
)
TOML = (
    'format = "attribution/1"\ntitle = "The ferry"\n\n'
    '[[speakers]]\nid = "north"\nname = "North"\nkind = KIND\n'
)
YAML = "format: attribution/1\ntitle: The ferry\nspeakers:\n  - id: north\n    name: North\n    kind: KIND\n"
TEXTS = {"json": JSON, "toml": TOML, "yaml": YAML}


def text_of(sort: str, kind: str = '"organization"') -> str:
    """A text of one sort that holds one speaker."""
    return TEXTS[sort].replace("KIND", kind)


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("d.json", "json"),
        ("d.JSON", "json"),
        ("d", "json"),
        ("d.txt", "json"),
        ("d.json.bak", "json"),
        ("d.yaml.json", "json"),
        (".toml", "json"),
        ("toml", "json"),
        ("d.", "json"),
        ("d.toml", "toml"),
        ("d.TOML", "toml"),
        ("d.json.toml", "toml"),
        ("d.yaml", "yaml"),
        ("d.yml", "yaml"),
        ("d.Yml", "yaml"),
        ("d.YAML", "yaml"),
    ],
)
def test_a_file_is_read_by_the_end_of_its_name(name: str, sort: str, tmp_path: Path) -> None:
    """The end of its name, in letters of any case, says what a file is; without a word it is JSON."""
    path = tmp_path / name
    path.write_text(text_of(sort), encoding="utf-8")

    assert load(path) == load(str(path)) == NORTH


@pytest.mark.parametrize("name", ["d.jsonl", "d.JSONL"])
def test_lines_are_read_by_the_end_of_the_name(name: str, tmp_path: Path) -> None:
    """A file of JSON Lines is read whole, too."""
    path = tmp_path / name
    dump_jsonl(NORTH, path)

    assert load(path) == NORTH


@pytest.mark.parametrize("name", ["d.jsonl", "d.JsonL"])
def test_lines_are_saved_by_the_end_of_the_name(name: str, tmp_path: Path) -> None:
    """What is saved under a name of JSON Lines is that, and replaces no other file unless told."""
    path, other = tmp_path / name, tmp_path / "other.jsonl"
    path.write_text("my notes", encoding="utf-8")

    with pytest.raises(NotADossierError):
        dump(NORTH, path)
    dump(NORTH, path, overwrite=True)
    dump_jsonl(NORTH, other)

    assert (load(path), path.read_bytes()) == (NORTH, other.read_bytes())


@pytest.mark.parametrize(
    ("sort", "other"), [("json", "toml"), ("toml", "json"), ("yaml", "json"), ("yaml", "toml")]
)
def test_a_text_of_another_sort_is_refused(sort: str, other: str, tmp_path: Path) -> None:
    """A file that is not what the end of its name says is no dossier."""
    path = tmp_path / f"d.{other}"
    path.write_text(text_of(sort), encoding="utf-8")

    with pytest.raises(InvalidRecordError) as caught:
        load(path)

    assert [(problem.path, problem.line is None) for problem in caught.value.problems] == [("$", False)]


@pytest.mark.parametrize(("sort", "line"), [("json", None), ("toml", 7), ("yaml", 6)])
def test_a_fault_is_told_with_its_line_where_the_file_was_written_by_hand(
    sort: str, line: int | None, tmp_path: Path
) -> None:
    """What is wrong has the same path and message in every sort of file, and by hand a line."""
    path = tmp_path / f"d.{sort}"
    path.write_text(text_of(sort, '"lake"'), encoding="utf-8")

    with pytest.raises(InvalidRecordError) as caught:
        load(path)

    [problem] = caught.value.problems
    assert (problem.path, problem.line) == ("$.speakers[0].kind", line)
    assert problem.message.endswith("got 'lake'")
    assert caught.value.what == "dossier"
    assert ("line " in str(caught.value)) == (line is not None)


def test_problems_left_out_are_counted_where_lines_are_told(tmp_path: Path) -> None:
    """An error about a file written by hand names as many problems as any other, with their lines."""
    path = tmp_path / "d.yaml"
    path.write_text("format: attribution/1\nspeakers:\n" + "  - 3\n" * 1_005, encoding="utf-8")

    with pytest.raises(InvalidRecordError) as caught:
        load(path)

    problems = caught.value.problems
    assert (len(problems), caught.value.left_out) == (1000, 5)
    assert [problem.line for problem in problems] == list(range(3, 1003))


@pytest.mark.parametrize("sort", TEXTS)
def test_fields_of_a_newer_version_are_kept_from_any_file(sort: str, tmp_path: Path) -> None:
    """What `unknown` says of a text it says of a file."""
    path = tmp_path / f"d.{sort}"
    text = text_of(sort).replace("attribution/1", "attribution/1.1").replace("kind", "colour")
    path.write_text(text, encoding="utf-8")

    kept = load(path, unknown="keep")

    assert dict(kept.unknown) == {
        ("format",): "attribution/1.1",
        ("speakers", 0, "colour"): "organization",
    }
    with pytest.raises(InvalidRecordError):
        load(path)


@given(dossiers())
@settings(max_examples=40)
def test_what_was_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, dossier: Dossier) -> None:
    """A file holds the text of the dossier, and the dossier is loaded from it."""
    path = tmp_path_factory.mktemp("files") / "d.json"

    dump(dossier, path)

    assert path.read_bytes() == dumps(dossier).encode()
    assert load(path) == dossier


@pytest.mark.parametrize("content", [b"", b"my notes", b"{}", b'{"speakers": []}', b"[1, 2]"])
def test_what_is_no_dossier_is_replaced_only_when_told(content: bytes, tmp_path: Path) -> None:
    """A file that is no dossier stays as it is unless `overwrite` is given."""
    path = tmp_path / "d.json"
    path.write_bytes(content)

    if content:
        with pytest.raises(NotADossierError):
            dump(NORTH, path)
        assert path.read_bytes() == content
    dump(NORTH, path, overwrite=True)

    assert load(path) == NORTH
    assert list(tmp_path.iterdir()) == [path]


def test_a_dossier_is_replaced_by_a_dossier(tmp_path: Path) -> None:
    """A file that is a dossier is replaced without a word."""
    path = tmp_path / "d.json"
    dump(NORTH, path)

    dump(Dossier(title="x"), str(path))

    assert load(path) == Dossier(title="x")


@pytest.mark.parametrize(
    "name", ["nothing.json", "nothing.toml", "nothing.yaml", "nothing.jsonl", "no/where"]
)
def test_a_file_that_is_not_there_is_an_error_of_the_system(name: str, tmp_path: Path) -> None:
    """A missing file is told as Python tells it."""
    with pytest.raises(FileNotFoundError):
        load(tmp_path / name)


@pytest.mark.parametrize("name", ["d", "d.toml", "d.yaml", "d.jsonl"])
def test_a_folder_is_an_error_of_the_system(name: str, tmp_path: Path) -> None:
    """A folder is not loaded."""
    folder = tmp_path / name
    folder.mkdir()

    with pytest.raises(OSError, match=name):
        load(folder)
    assert list(tmp_path.rglob("*")) == [folder]


@pytest.mark.parametrize("name", ["d.toml", "d.TOML", "d.yaml", "d.yml", "d.json.yml"])
def test_json_is_not_saved_under_the_name_of_another_sort(name: str, tmp_path: Path) -> None:
    """A file that would not be read as what it holds is not written, even over a dossier."""
    path = tmp_path / name

    with pytest.raises(InvalidRecordError) as caught:
        dump(NORTH, path, overwrite=True)

    [problem] = caught.value.problems
    assert (problem.path, problem.message.startswith(f"must not end in {path.suffix.lower()!r}")) == (
        "path",
        True,
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    """A dossier is not saved where there is a folder."""
    folder = tmp_path / "d"
    folder.mkdir()

    with pytest.raises(OSError, match="d"):
        dump(NORTH, folder, overwrite=True)
    assert list(tmp_path.rglob("*")) == [folder]


def test_no_folder_is_made(tmp_path: Path) -> None:
    """A file in a folder that is not there is not saved."""
    with pytest.raises(FileNotFoundError):
        dump(NORTH, tmp_path / "no" / "d.json")

    assert list(tmp_path.iterdir()) == []


def test_any_path_will_do(tmp_path: Path) -> None:
    """Whatever names a path: a text, a `Path`, or an object that says that it is one."""

    class Place:
        def __fspath__(self) -> str:
            return str(tmp_path / "d.toml")

    (tmp_path / "d.toml").write_text(text_of("toml"), encoding="utf-8")

    assert load(Place()) == NORTH


@pytest.mark.parametrize("name", ["d.yaml", "d.yml"])
def test_yaml_needs_its_extra(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parser of YAML is not installed, the error says how to get it; nothing else needs it."""
    for module in [m for m in sys.modules if m.split(".")[0] == "ruamel"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "ruamel", None)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    for sort, end in (("yaml", name), ("toml", "d.toml"), ("json", "d.json")):
        (tmp_path / end).write_text(text_of(sort), encoding="utf-8")

    assert load(tmp_path / "d.toml") == load(tmp_path / "d.json") == NORTH
    with pytest.raises(MissingExtraError, match="yaml"):
        load(tmp_path / name)


@pytest.mark.parametrize("name", ["d.toml", "d.yaml"])
def test_no_more_of_a_file_by_hand_is_read_than_is_parsed(name: str, tmp_path: Path) -> None:
    """A file that is too large is refused after a look at its start, however large it is."""
    path = tmp_path / name
    path.touch()
    os.truncate(path, 1 << 40)

    with pytest.raises(InvalidRecordError) as caught:
        load(path)

    assert [problem.message for problem in caught.value.problems] == [
        f"must be at most {4 << 20} bytes long, got {(4 << 20) + 1}"
    ]


def test_no_more_of_a_file_is_read_than_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As much of a JSON file is read as may be parsed, and one byte more."""
    text, path = dumps(NORTH), tmp_path / "d.json"
    for module in (files, jsontext):
        monkeypatch.setattr(module, "LARGEST", len(text))

    path.write_text(text, encoding="utf-8")
    assert load(path) == NORTH

    path.write_text(text + " " * 1000, encoding="utf-8")
    with pytest.raises(InvalidRecordError, match=f"at most {len(text)} bytes long, got {len(text) + 1}"):
        load(path)
