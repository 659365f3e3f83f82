import copy
import errno
import io
import json
import mmap
import os
import pickle
import re
import signal
import stat
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from itertools import groupby
from pathlib import Path
from secrets import SystemRandom
from types import FrameType
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Dossier, dumps
from attribution.codec import saving
from attribution.codec.saving import save
from attribution.errors import AttributionError, NotADossierError
from attribution.strategies import dossiers

posix = pytest.mark.skipif(os.name != "posix", reason="modes, links, pipes and signals of POSIX")

NOBODY = 65534
KILLS = int(os.environ.get("ATTRIBUTION_KILLS", "30"))

HEAD = b'{"format":"attribution/1",'
OLD = HEAD + b'"title":"old"}\n'
NEW = HEAD + b'"title":"new"}\n'
BIG = HEAD + b'"title":"' + b"n" * 100_000 + b'"}\n'


# What is saved


@given(data=st.binary(max_size=100_000))
def test_what_is_saved_is_what_is_read(data: bytes) -> None:
    """Any bytes are saved as they are, over nothing and over a file, and nothing else is left."""
    with unsynced() as folder:
        new, there = Path(folder, "n" * 255), Path(folder, "there")
        there.write_bytes(b"something else")

        save(str(new), data)
        save(there, data, overwrite=True)

        assert (new.read_bytes(), there.read_bytes(), found_in(folder)) == (data, data, {new, there})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder, or a file in a folder that is not there, cannot be saved to."""
    with pytest.raises(OSError, match=r"tmp|test"):
        save(tmp_path, NEW)
    with pytest.raises(FileNotFoundError) as caught:
        save(tmp_path / "no" / "d.json", NEW)

    assert caught.value.filename == str(tmp_path / "no" / "d.json")
    assert found_in(tmp_path) == set()


def test_a_reader_finds_a_whole_file(tmp_path: Path) -> None:
    """While a file is saved again and again, whoever reads it finds one of its states."""
    path, states = tmp_path / "d.json", [BIG, NEW]
    save(path, BIG)
    done = threading.Event()

    def write() -> None:
        for number in range(40):
            save(path, states[number % 2])
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set[bytes]()
    while not done.is_set():
        seen.add(path.read_bytes())
    writer.join()

    assert seen <= set(states)
    assert seen


# What is replaced


@given(dossier=dossiers())
def test_a_dossier_is_replaced(dossier: Dossier) -> None:
    """Whatever this library writes may be saved over, and so may what another tool made of it."""
    document = json.loads(dumps(dossier))
    last = {**{key: value for key, value in document.items() if key != "format"}, "format": "attribution/1"}
    header = {"record": "dossier", "format": "attribution/1", "title": dossier.title}
    moved = {"title": dossier.title, "record": "dossier", "format": "attribution/1"}
    texts = [
        dumps(dossier),
        *(json.dumps(document, indent=indent) for indent in (None, 0, 8, "\t")),
        json.dumps(last),
        "\n" * 1000 + json.dumps(last),
        json.dumps(header, separators=(",", ":")) + "\n",
        json.dumps(header) + '\n{"record":"speaker","id":"n","name":"North"}\n',
        json.dumps(moved) + '\n{"record":"speaker","id":"n","name":"North"}\n',
        "\n" + json.dumps(moved) + '\n{"record":"speaker","id":"n","name":"North"}\n',
        "",
    ]
    with unsynced() as folder:
        path = Path(folder, "d.json")
        for text in texts:
            path.write_bytes(text.encode())

            save(path, NEW)

            assert path.read_bytes() == NEW


NAMES = st.sampled_from(["attribution/1", "attribution/2.7", "attribution/", "attribution", "x", "", 1, None])
OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "format": NAMES | st.lists(NAMES, max_size=1),
        "record": st.sampled_from(["dossier", "speaker", 1]),
        "title": NAMES,
        "filler": st.just("f" * 300),
    },
).flatmap(lambda found: st.permutations(list(found.items())).map(dict))
VALUES = OBJECTS | NAMES | st.lists(OBJECTS, max_size=2)
LAYOUTS = st.sampled_from([{}, {"indent": 2}, {"separators": (",", ":")}])


@given(first=VALUES, rest=st.lists(VALUES, max_size=1), layout=LAYOUTS, before=st.sampled_from(["", " \n"]))
def test_only_a_dossier_is_replaced(
    first: object, rest: list[object], layout: dict[str, Any], before: str
) -> None:
    """A document, or the first of many lines, that does not name our format is refused and left alone."""
    text = before + "\n".join(json.dumps(value, **({} if rest else layout)) for value in (first, *rest))
    keys = list(first) if isinstance(first, dict) else []
    found = first if isinstance(first, dict) else {}
    is_header = found.get("record") == "dossier"
    # Both our own ways to begin are taken at their word, before the rest is read.
    begins = keys[:1] == ["format"] or (is_header and keys[:2] == ["record", "format"])
    ours = str(found.get("format")).startswith("attribution/") and (begins or is_header or not rest)
    with unsynced() as folder:
        path = Path(folder, "d.json")
        path.write_text(text, encoding="utf-8", newline="")

        with nullcontext() if ours else pytest.raises(NotADossierError):
            save(path, NEW)

        assert (path.read_bytes(), found_in(folder)) == (NEW if ours else text.encode(), {path})


OTHERS = [
    b"\x00",
    b"notes",
    b"\xff\xfe{\x00}\x00",
    b'\xef\xbb\xbf{"format":"attribution/1"}',
    b'{"title":"x","format":"attribution/1"',
    b'{"title":"x","format":"attribution/1"}\n{"title":"y"}\n',
    b'{"record":"dossier"}\n{"format":"attribution/1"}\n',
    b'[{"format":"attribution/1"}]',
    b'["format","attribution/1"]',
    b'format = "attribution/1"\n',
    b"format: attribution/1\n",
    b'{"a":' * 100 + b'"format":"attribution/1"' + b"}" * 100,
    b'{"\xff":1,"format":"attribution/1"}',
    b" " * 300,
    b" " * 300 + b'[{"format":"attribution/1"}]',
    b'{"format":["attribution/1"]}',
]


@pytest.mark.parametrize("content", OTHERS, ids=repr)
def test_what_is_no_dossier_is_kept(tmp_path: Path, content: bytes) -> None:
    """A file that holds something else is as it was, unless one says that it is to be overwritten."""
    path = tmp_path / "d.json"
    path.write_bytes(content)
    before = path.stat()

    with pytest.raises(NotADossierError) as caught:
        save(path, NEW)
    kept, after = path.read_bytes(), path.stat()
    save(path, NEW, overwrite=True)

    assert (kept, after.st_ino, after.st_mtime_ns) == (content, before.st_ino, before.st_mtime_ns)
    assert (str(caught.value), caught.value.filename, caught.value.errno, path.read_bytes()) == (
        f"{path} holds no dossier and is overwritten only when told to",
        str(path),
        errno.EEXIST,
        NEW,
    )


def test_a_broken_dossier_is_replaced(tmp_path: Path) -> None:
    """A file that begins as this library begins one was a dossier, even where its end is lost."""
    path = tmp_path / "d.json"
    path.write_bytes(OLD[:-5])

    save(path, NEW)

    assert path.read_bytes() == NEW


def test_the_start_of_our_own_file_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To save over what this library wrote, the file is not parsed, and neither is what begins otherwise."""
    ours, other = tmp_path / "ours", tmp_path / "other"
    ours.write_bytes(dumps(Dossier(title="a bridge")).encode())
    other.write_bytes(b"[" * 1000)

    def parse(data: bytes) -> NoReturn:
        raise AssertionError(data)

    monkeypatch.setattr(saving, "parse", parse)
    save(ours, NEW)
    with pytest.raises(NotADossierError):
        save(other, NEW)

    assert ours.read_bytes() == NEW


def test_the_error_is_ours_and_survives_a_copy_and_a_pickle() -> None:
    """The error can be caught as one of this library or as Python's, and copies say and hold the same."""
    error = NotADossierError(errno.EEXIST, "holds no dossier", "notes.txt")

    agains = [copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))]  # noqa: S301 - ours

    assert isinstance(error, AttributionError)
    assert isinstance(error, FileExistsError)
    for again in agains:
        assert (type(again), again.args, str(again), again.filename, again.errno) == (
            *(NotADossierError, error.args, "notes.txt holds no dossier", "notes.txt", errno.EEXIST),
        )


# Links, pipes, descriptors


@posix
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_followed(tmp_path: Path, is_there: bool) -> None:
    """Saving to a link, or to a link to a link, writes the file that it leads to, also where none is yet."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path, link, first = folder / "d.json", tmp_path / "link", tmp_path / "first"
    link.symlink_to("folder/d.json")
    first.symlink_to(link)
    if is_there:
        path.write_bytes(OLD)

    save(first, NEW)

    assert (link.is_symlink(), first.is_symlink(), path.is_symlink()) == (True, True, False)
    assert (path.read_bytes(), found_in(tmp_path), found_in(folder)) == (NEW, {folder, link, first}, {path})


@posix
def test_a_link_to_something_else_is_refused(tmp_path: Path) -> None:
    """What a link leads to is asked for, not the link; a link that leads in a circle is an error."""
    path, link, loop = tmp_path / "notes", tmp_path / "link", tmp_path / "loop"
    path.write_bytes(b"notes")
    link.symlink_to(path)
    loop.symlink_to(loop)

    with pytest.raises(NotADossierError):
        save(link, NEW)
    with pytest.raises(OSError, match="symbolic links") as caught:
        save(loop, NEW, overwrite=True)

    assert (caught.value.errno, path.read_bytes(), loop.is_symlink()) == (errno.ELOOP, b"notes", True)
    assert found_in(tmp_path) == {path, link, loop}


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    """A pipe is written to and not replaced."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    save(pipe, BIG)
    reader.join()

    assert (read, pipe.is_fifo(), found_in(tmp_path)) == ([BIG], True, {pipe})


@posix
def test_an_open_descriptor_is_written_to(tmp_path: Path) -> None:
    """What is open, as /dev/stdout is, is written to: a pipe, a file after what it holds, a removed file."""
    inward, outward = os.pipe()
    log, removed = tmp_path / "log", tmp_path / "removed"
    log.write_bytes(b"log\n")
    removed.write_bytes(b"")
    with log.open("ab") as first, removed.open("w+b") as second:
        removed.unlink()

        for descriptor in (outward, first.fileno(), second.fileno()):
            save(f"/dev/fd/{descriptor}", NEW)

        os.close(outward)
        with os.fdopen(inward, "rb") as pipe:
            assert (pipe.read(), log.read_bytes(), second.read()) == (NEW, b"log\n" + NEW, NEW)
    assert found_in(tmp_path) == {log}


@posix
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc")
def test_a_removed_file_is_written_to(tmp_path: Path) -> None:
    """A link to a file that has no name any more does not make a file of some other name."""
    path, link = tmp_path / "d.json", tmp_path / "link"
    with path.open("w+b") as file:
        path.unlink()
        link.symlink_to(f"/proc/self/fd/{file.fileno()}")

        save(link, NEW)

        assert (file.read(), found_in(tmp_path)) == (NEW, {link})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_device_is_an_error() -> None:
    """Where what is no file takes no more, the system's error is raised."""
    with pytest.raises(OSError, match="space") as caught:
        save("/dev/full", NEW)

    assert caught.value.errno == errno.ENOSPC


# Modes


@posix
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o000])
def test_a_new_file_has_the_usual_mode(tmp_path: Path, mask: int, way: str) -> None:
    """A new file gets the mode that any new file gets."""
    path, other = tmp_path / "d.json", tmp_path / "other"
    before = os.umask(mask)
    try:
        other.touch()

        save(path, NEW)
    finally:
        os.umask(before)

    assert path.stat().st_mode == other.stat().st_mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o777, 0o4750, 0o2770, 0o1666])
@pytest.mark.parametrize("way", ["unnamed", "named"], indirect=True)
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int, way: str) -> None:
    """A file that is replaced keeps its mode, whatever the mask of the process."""
    path = tmp_path / "d.json"
    path.write_bytes(OLD)
    path.chmod(mode)
    before = os.umask(0o077)
    try:
        save(path, NEW)
    finally:
        os.umask(before)

    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (mode, NEW)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("way", ["unnamed", "named"], indirect=True)
def test_a_file_keeps_its_owner(tmp_path: Path, way: str) -> None:
    """A file that is replaced keeps its owner and its group, where one may give it to them."""
    path = tmp_path / "d.json"
    path.write_bytes(OLD)
    os.chown(path, NOBODY, 12345)
    path.chmod(0o6750)

    save(path, NEW)

    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (NOBODY, 12345, 0o6750)


@posix
def test_nobody_reads_a_private_file_on_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new file is for its owner alone until it has the mode of the old one."""
    path = tmp_path / "d.json"
    path.write_bytes(OLD)
    path.chmod(0o640)
    seen: list[int] = []
    fdopen = os.fdopen

    def look(descriptor: int, mode: str) -> Any:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return fdopen(descriptor, mode)

    monkeypatch.setattr(os, "fdopen", look)
    for name in ("O_TMPFILE", None):
        save(path, NEW)
        if name:
            monkeypatch.delattr(os, name, raising=False)

    assert (seen, stat.S_IMODE(path.stat().st_mode)) == ([0o600, 0o600], 0o640)


@posix
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_protected_file_is_kept(overwrite: bool) -> None:
    """What one may not write, or not read, or what is in a folder one may not write, is not replaced."""
    with unprivileged() as folder:
        path = folder / "d.json"
        for mode, of_folder in ((0o400, 0o700), (0o200, 0o700), (0o600, 0o500)):
            path.write_bytes(OLD)
            path.chmod(mode)
            folder.chmod(of_folder)

            with pytest.raises(PermissionError, match=re.escape(f"'{path}'") + "$"):
                save(path, NEW, overwrite=overwrite)

            folder.chmod(0o700)
            path.chmod(0o600)
            assert (path.read_bytes(), found_in(folder)) == (OLD, {path})


@posix
def test_a_folder_that_cannot_be_listed_is_saved_to(way: str) -> None:
    """Where one may write to a folder and not read it, a file is saved; only the folder is not synced."""
    with unprivileged() as folder:
        path = folder / "d.json"
        path.write_bytes(OLD)
        folder.chmod(0o300)

        save(path, NEW)

        folder.chmod(0o700)
        assert (path.read_bytes(), found_in(folder)) == (NEW, {path})


# Faults

STEPS = ("open", "fdopen", "fchown", "fchmod", "fsync", "link", "replace")
UNNAMED = [
    "open",
    "fdopen",
    "write",
    "fchown",
    "fchmod",
    "fsync",
    "link",
    "close",
    "replace",
    "open",
    "fsync",
]
NAMED = [step for step in UNNAMED if step != "link"]


class Steps:
    """The steps of a save, recorded; at one of them something happens instead."""

    def __init__(self, fault: Callable[[], None] | None = None, at: int = -1) -> None:
        self.fault = fault
        self.at = at
        self.taken: list[str] = []

    @property
    def reached(self) -> bool:
        """Whether the step was taken at which something was to happen."""
        return len(self.taken) > self.at

    def take(self, name: str) -> None:
        """Record a step, or let happen what is to happen instead."""
        self.taken.append(name)
        if self.fault and len(self.taken) == self.at + 1:
            self.fault()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Let every step go through `take` first; nothing is written at once."""
        with pytest.MonkeyPatch.context() as patch:
            for name in STEPS:
                if hasattr(os, name):
                    patch.setattr(os, name, self.before(name, getattr(os, name)))
            yield

    def before(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, as a step of this name."""

        def step(*args: Any, **options: Any) -> Any:
            self.take(name)
            return self.slow(args[0]) if name == "fdopen" else function(*args, **options)

        return step

    def slow(self, descriptor: int) -> io.BufferedWriter:
        """An open file whose writes, and its end, are steps."""
        steps = self

        class Slow(io.FileIO):
            """A file that takes fewer bytes at once than it is given."""

            def write(self, data: Any) -> int:
                steps.take("write")
                return super().write(bytes(data)[:30_000])

            def close(self) -> None:
                was_open = not self.closed
                super().close()
                if was_open:
                    steps.take("close")

        return io.BufferedWriter(Slow(descriptor, "wb"))


def recorded(path: Path, data: bytes) -> list[str]:
    """The steps of a save in which nothing happens."""
    steps = Steps()
    with steps.watched():
        save(path, data)
    return steps.taken


@pytest.fixture(params=["unnamed", "named", "as on Windows"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways in which a file is made: as here, without unnamed files, with nothing of POSIX."""
    if request.param != "unnamed":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    if request.param == "as on Windows":
        for name in ("O_DIRECTORY", "fchown", "fchmod"):
            monkeypatch.delattr(os, name, raising=False)
    return str(request.param)


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name")
@pytest.mark.parametrize("data", [NEW, BIG], ids=len)
def test_a_file_is_whole_on_the_disk_before_it_takes_the_name(tmp_path: Path, way: str, data: bytes) -> None:
    """All is written and synced, then the file takes the name, then the folder is synced."""
    path = tmp_path / "d.json"
    save(path, OLD)

    steps = recorded(path, data)

    windows = [step for step in NAMED[:-2] if not step.startswith("fch")]
    assert [step for step, _ in groupby(steps)] == {"unnamed": UNNAMED, "named": NAMED}.get(way, windows)
    assert steps.count("write") == (1 if data == NEW else 4)


def no_space() -> NoReturn:
    """The disk is full."""
    raise OSError(errno.ENOSPC, "injected")


def no_permission() -> NoReturn:
    """The system refuses."""
    raise PermissionError(errno.EACCES, "injected")


def broken_disk() -> NoReturn:
    """The disk fails."""
    raise OSError(errno.EIO, "injected")


def interruption() -> NoReturn:
    """Ctrl-C."""
    raise KeyboardInterrupt("injected")


def no_memory() -> NoReturn:
    """Python runs out of memory."""
    raise MemoryError("injected")


@pytest.mark.parametrize("old", [OLD, None], ids=["over a file", "new"])
@pytest.mark.parametrize("fault", [no_space, no_permission, broken_disk, interruption, no_memory])
@pytest.mark.parametrize("data", [NEW, BIG], ids=len)
def test_a_fault_at_any_step_leaves_a_whole_file(
    tmp_path: Path, way: str, fault: Callable[[], NoReturn], data: bytes, old: bytes | None
) -> None:
    """What fails or is interrupted leaves the file as it was, or as it was to be, and nothing else.

    It is told, unless there is another way to go on: a file without a name cannot be made or named, an
    owner cannot be kept, a folder cannot be read.
    """
    path = tmp_path / "d.json"
    start(path, old)
    steps = recorded(path, data)
    replaced, avoidable = steps.index("replace"), {"fchown"}
    if way == "unnamed" and "link" in steps:
        avoidable |= {"link", "first open"}
    if fault is no_permission:
        avoidable |= {"last open"}

    for at, step in enumerate(steps):
        start(path, old)
        injected = Steps(fault, at)
        told = ""
        with injected.watched():
            try:
                save(path, data)
            except (OSError, KeyboardInterrupt, MemoryError) as error:
                told = str(error)

        name = {0: "first open", len(steps) - 2: "last open"}.get(at, step) if step == "open" else step
        goes_on = name in avoidable and fault not in (interruption, no_memory)
        assert (injected.reached, "injected" in told) == (True, not goes_on), f"at {at}, {name}"
        content = data if goes_on or at > replaced else old
        assert found_in(tmp_path) == (set() if content is None else {path}), f"at {at}, {name}"
        if content is not None:
            assert path.read_bytes() == content, f"at {at}, {name}"
        if old is not None and way != "as on Windows":
            assert stat.S_IMODE(path.stat().st_mode) == 0o640, f"at {at}, {name}"


@posix
@pytest.mark.parametrize("number", [errno.EBADF, errno.EINVAL])
def test_a_folder_that_cannot_be_synced_is_let_be(tmp_path: Path, number: int) -> None:
    """On a file system that syncs no folders, a file is saved all the same."""
    path = tmp_path / "d.json"

    def fault() -> NoReturn:
        raise OSError(number, "injected")

    path.write_bytes(OLD)
    last = Steps(fault, len(recorded(path, BIG)) - 1)
    with last.watched():
        save(path, BIG)

    assert (last.reached, last.taken[-1], path.read_bytes()) == (True, "fsync", BIG)


@posix
def test_only_a_new_file_is_a_draft(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody has put in the place of the draft is not written to."""
    path, other = tmp_path / "d.json", tmp_path / "other"
    other.write_bytes(b"other")
    (tmp_path / ".attribution-0.tmp").symlink_to(other)
    monkeypatch.setattr(saving, "token_hex", lambda _: "0")

    with pytest.raises(FileExistsError):
        save(path, NEW)

    assert other.read_bytes() == b"other"


def test_a_name_that_cannot_be_taken_is_told_with_both_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the new file cannot take the name, the error names it and the file, as the system does."""
    path, replace = tmp_path / "d.json", os.replace
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(os, "replace", lambda draft, _: replace(draft, tmp_path / "folder"))

    with pytest.raises(OSError, match=r"\.attribution-[0-9a-f]+\.tmp' -> '.*folder'"):
        save(path, NEW)

    assert found_in(tmp_path) == {tmp_path / "folder"}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, way: str) -> None:
    """Where the system takes a part of the data and then no more, the old file is whole."""
    import resource

    path = tmp_path / "d.json"
    path.write_bytes(OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))

        with pytest.raises(OSError, match="large") as caught:
            save(path, BIG)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)

    assert (caught.value.errno, caught.value.filename) == (errno.EFBIG, str(path))
    assert (path.read_bytes(), found_in(tmp_path)) == (OLD, {path})


# What is opened and not yet held when the interruption comes is closed by Python, with a warning.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.parametrize("no_link", [False, True])
def test_an_interruption_at_any_instruction_leaves_a_whole_file(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch, no_link: bool
) -> None:
    """Ctrl-C between any two instructions leaves the old file or the new one, and nothing else."""
    path = tmp_path / "d.json"
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if no_link:
        monkeypatch.setattr(os, "link", lambda *_, **__: no_space())
    states = set[tuple[bytes, bool]]()

    for at in range(100_000):
        path.write_bytes(OLD)
        interrupted = interrupted_at(at, lambda: save(path, NEW))
        assert found_in(tmp_path) == {path}, f"at instruction {at}"
        states.add((path.read_bytes(), interrupted))
        if not interrupted:
            break

    assert states == {(OLD, True), (NEW, True), (NEW, False)}
    assert at > 100


def interrupted_at(at: int, run: Callable[[], None]) -> bool:
    """Whether a run was interrupted: it is at an instruction of the module, if there are so many."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if frame.f_code.co_filename != saving.__file__:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            count += 1
            if count > at:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


# Kills


def kill_me() -> None:
    """Kill this process."""
    os.kill(os.getpid(), signal.SIGKILL)


@posix
@pytest.mark.parametrize("old", [OLD, None], ids=["over a file", "new"])
def test_a_kill_at_any_step_leaves_a_whole_file(tmp_path: Path, way: str, old: bytes | None) -> None:
    """A kill leaves the old file or the new one; beside it only a whole file that was about to be it.

    Where there are no files without a name, what is beside it is a draft, hidden and known by its name.
    """
    path = tmp_path / "d.json"
    start(path, old)
    steps = recorded(path, BIG)
    named_from = steps.index("link") + 1 if "link" in steps else 1

    for at, step in enumerate(steps):
        start(path, old)
        pid = forked(partial(save_and_be_killed, path, at))
        _, status = os.waitpid(pid, 0)

        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, f"at {at}, {step}"
        litter = found_in(tmp_path) - {path}
        assert len(litter) == (named_from <= at <= steps.index("replace")), f"at {at}, {step}"
        for draft in litter:
            assert re.fullmatch(r"\.attribution-[0-9a-f]{16}\.tmp", draft.name)
            assert way != "unnamed" or "link" not in steps or draft.read_bytes() == BIG
            draft.unlink()
        content = path.read_bytes() if path.exists() else None
        assert content == (BIG if at > steps.index("replace") else old), f"at {at}, {step}"


def save_and_be_killed(path: Path, at: int) -> None:
    """Save, up to this step."""
    with Steps(kill_me, at).watched():
        save(path, BIG)


class Killed:
    """What was found after many kills of a process that saves two texts in turn."""

    def __init__(self) -> None:
        self.states: list[bytes | None] = []
        self.litter = 0
        self.saves = 0
        self.in_time = 0
        """The kills that fell into a save."""


def killed(path: Path, write: Callable[[Path, bytes], object], kills: int, texts: list[bytes]) -> Killed:
    """Kill a process that saves two texts in turn, at random moments."""
    found, random = Killed(), SystemRandom()
    path.write_bytes(texts[0])
    for _ in range(kills):
        shared = mmap.mmap(-1, 16)

        def run(shared: mmap.mmap = shared) -> None:
            for number in range(1, 1_000_000):
                shared[:8] = number.to_bytes(8, "little")
                write(path, texts[number % 2])
                shared[8:] = number.to_bytes(8, "little")

        pid = forked(run)
        while shared[:8] == bytes(8):
            time.sleep(0.0001)
        time.sleep(random.uniform(0, 0.03))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        found.saves += int.from_bytes(shared[8:], "little")
        found.in_time += shared[:8] != shared[8:]
        content = path.read_bytes()
        found.states.append(content if content in texts else None)
        for draft in found_in(path.parent) - {path}:
            found.litter += 1
            draft.unlink()
    return found


# The second is longer, so that a mixture of the two is neither.
TEXTS = [HEAD + b'"title":"' + letter * size + b'"}\n' for letter, size in ((b"a", 2 << 20), (b"b", 3 << 20))]


@posix
def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A process that saves two texts of some MB in turn and is killed leaves one of them.

    ATTRIBUTION_KILLS says how many times.
    """
    found = killed(tmp_path / "d.json", save, KILLS, TEXTS)

    with capsys.disabled():
        if "ATTRIBUTION_KILLS" in os.environ:
            seen = [found.states.count(text) for text in TEXTS]
            print(f"\n{KILLS} kills, {found.in_time} in a save, {found.saves} saves, ", end="")
            print(f"left {seen[0]} and {seen[1]}, broken {found.states.count(None)}, litter {found.litter}")
    assert found.states.count(None) == 0
    assert found.in_time > KILLS // 2
    assert found.saves > 0


@posix
def test_the_kills_find_a_file_that_is_written_in_place(tmp_path: Path) -> None:
    """The same kills break a file that is just written to, so they come in time to break one."""
    found = killed(tmp_path / "d.json", Path.write_bytes, 30, TEXTS)

    assert found.states.count(None) > 0


# Helpers


def found_in(folder: str | Path) -> set[Path]:
    """All that stands in a folder."""
    return set(Path(folder).iterdir())


@contextmanager
def unsynced() -> Iterator[str]:
    """A folder in which nothing is forced to the disk, which would take long for a hundred examples."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield folder


def start(path: Path, old: bytes | None) -> None:
    """Put an old file there, or none."""
    path.unlink(missing_ok=True)
    if old is not None:
        path.write_bytes(old)
        path.chmod(0o640)


def forked(run: Callable[[], None]) -> int:
    """The id of a process that does this and ends."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        pid = os.fork()
    if pid:
        return pid
    try:
        run()
    except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
        traceback.print_exc()
    os._exit(1)


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder of somebody who is not root, and whom this process is for as long."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
            os.setegid(0)
        folder.chmod(0o700)
        for path in found_in(folder):
            with suppress(FileNotFoundError):
                path.unlink()
        folder.rmdir()


# Piece by piece


def test_pieces_are_saved_where_no_link_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream is used up once; the file is whole all the same where its draft cannot get a name."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EPERM, "no links here")

    if hasattr(os, "link"):
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "d"

    save(path, (b"ab" for _ in range(1_500_000)))

    assert (path.read_bytes(), found_in(tmp_path)) == (b"ab" * 1_500_000, {path})


def test_an_error_of_the_pieces_passes_through(tmp_path: Path) -> None:
    """What fails while the pieces are made fails as it is, and leaves nothing."""

    def broken() -> Iterator[bytes]:
        yield b"x"
        raise FileNotFoundError(errno.ENOENT, "gone", "other.jsonl")

    with pytest.raises(FileNotFoundError) as caught:
        save(tmp_path / "d", broken())

    assert (caught.value.filename, found_in(tmp_path)) == ("other.jsonl", set())
