"""A file that is replaced as a whole or not at all."""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from attribution.codec.jsontext import LARGEST, parse
from attribution.errors import InvalidRecordError, NotADossierError

__all__ = ["save"]

# What lies here may lead to a file, but whoever names it means what is open, not the file.
_DESCRIPTORS = ("/dev", "/dev/fd", "/proc/self/fd")
_START = 256
_AT_A_TIME = 1 << 20
_BLANK = b" \t\r\n"
_OUR_START = re.compile(
    rb'[ \t\r\n]*\{[ \t\r\n]*(?:"record"[ \t]*:[ \t]*"dossier"[ \t]*,[ \t]*)?'
    rb'"format"[ \t\r\n]*:[ \t\r\n]*"attribution/'
)


def save(
    path: str | os.PathLike[str], data: bytes | bytearray | Iterable[bytes], *, overwrite: bool = False
) -> None:
    """Save what a dossier is written as; whoever reads the file finds the old one or the new one, whole.

    The data is written to a new file in the same folder, which then takes the name. An error or an
    interruption leaves nothing else behind. Nor does a kill or a loss of power where the system can make
    files without a name (Linux, on most file systems), but for the instant in which the whole file changes
    its name; elsewhere it may leave a hidden file `.attribution-*.tmp`, which may be deleted.

    A link is followed. The mode of a file that is replaced is kept, its owner and group as far as the
    system lets us; access lists and extended attributes are not, and its other hard links keep the old
    content. What is no file, such as a pipe or `/dev/stdout`, is written to as it is.

    Args:
        path: The file to make or to replace.
        data: All that it will hold, at once or piece by piece. An error of the pieces passes through.
        overwrite: Whether to replace a file that is neither empty nor a dossier in JSON or JSON Lines.

    Raises:
        NotADossierError: There is a file that is not replaced unless told; it is as it was.
        OSError: The file cannot be written, or is write-protected, or cannot be read to see what it holds;
            what was there before is still there. Only where the folder cannot be synced is the new file
            there already, and may not outlast a loss of power.
    """
    path = Path(path)
    pieces = [data] if isinstance(data, bytes | bytearray) else data
    try:
        old = path.stat()
    except FileNotFoundError:
        old = None
    target = path.resolve()
    if old is not None:
        if str(path.parent) in _DESCRIPTORS or not target.is_file():
            with path.open("ab") as file:
                file.writelines(pieces)
            return
        _ask(target, overwrite=overwrite)
    draft = target.with_name(f".attribution-{token_hex(8)}.tmp")
    try:
        if not _written_unnamed(draft, pieces, old):
            _written_named(draft, pieces, old)
        draft.replace(target)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError) and error.filename2 is None and error.filename in {None, str(draft)}:
            # The caller knows the file, not the draft.
            error.filename = str(target)
        raise
    _sync_folder(target.parent)


def _ask(target: Path, *, overwrite: bool) -> None:
    """Refuse a file that may not be replaced: opening it to be written tells whether it is protected."""
    with target.open("r+b") as file:
        if not overwrite and not _is_ours(file):
            message = "holds no dossier and is overwritten only when told to"
            raise NotADossierError(errno.EEXIST, message, str(target))


def _is_ours(file: BinaryIO) -> bool:
    """Whether a file is empty or a dossier; the start of what this library writes is enough to tell."""
    start = file.read(_START)
    if not start or _OUR_START.match(start):
        return True
    if start.lstrip(_BLANK)[:1] not in {b"{", b""}:
        return False
    whole = start + file.read(LARGEST)
    try:
        return _has_our_format(parse(whole))
    except InvalidRecordError:
        pass
    try:
        header = parse(whole.lstrip(_BLANK).partition(b"\n")[0])
    except InvalidRecordError:
        return False
    match header:
        case {"record": "dossier"}:
            return _has_our_format(header)
        case _:
            return False


def _has_our_format(document: object) -> bool:
    match document:
        case {"format": str(name)}:
            return name.startswith("attribution/")
        case _:
            return False


def _written_unnamed(draft: Path, pieces: Iterable[bytes | bytearray], old: os.stat_result | None) -> bool:
    """Make the draft without a name, and name it when it is whole; false where this cannot be done."""
    unnamed: int | None = getattr(os, "O_TMPFILE", None)
    if unnamed is None:
        return False
    try:
        descriptor = os.open(draft.parent, os.O_RDWR | unnamed, _first_mode(old))
    except OSError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        _fill(file, pieces, old)
        try:
            # Only with a folder's descriptor does Python ask for the link to be followed.
            os.link(f"/proc/self/fd/{descriptor}", draft, src_dir_fd=descriptor, follow_symlinks=True)
        except OSError:
            _written_named(draft, _again(descriptor), old)
    return True


def _again(descriptor: int) -> Iterator[bytes]:
    """What was written to an open file, piece by piece."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    while piece := os.read(descriptor, _AT_A_TIME):
        yield piece


def _written_named(draft: Path, pieces: Iterable[bytes | bytearray], old: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, _first_mode(old)), "wb") as file:
        _fill(file, pieces, old)


def _first_mode(old: os.stat_result | None) -> int:
    """The mode to make a draft with: nobody else reads it before it has the mode of the old file."""
    return 0o666 if old is None else 0o600


def _fill(file: BinaryIO, pieces: Iterable[bytes | bytearray], old: os.stat_result | None) -> None:
    file.writelines(pieces)
    file.flush()
    if old is not None and hasattr(os, "fchown"):
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(OSError):
                os.fchown(file.fileno(), owner, group)
        # Last, since a change of the owner clears bits of the mode.
        os.fchmod(file.fileno(), stat.S_IMODE(old.st_mode))
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk, where the system can sync a folder and lets us read it."""
    directory: int | None = getattr(os, "O_DIRECTORY", None)
    if directory is None:
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | directory)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EBADF, errno.EINVAL}:
            raise
    finally:
        os.close(descriptor)
