"""The command `attributed`: check, assess, explain.

Exit status: 0 where nothing weighs as much as `--fail-on`, 1 where something does, 2 where something could
not be read, or an option is wrong.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from attribution.checking import check, explain, find_rules
from attribution.codec.files import load
from attribution.codec.jsontext import LARGEST
from attribution.codec.whole import loads
from attribution.dossier import Dossier
from attribution.errors import AttributionError, InvalidRecordError, MissingExtraError, UnknownRuleError
from attribution.findings import Report, Severity
from attribution.report.text import claims_table, counted, finding_lines, one_line, summary_line
from attribution.rules import Options

__all__ = ["main"]

_FILE = "a dossier: JSON, or by its suffix TOML, YAML or JSON Lines; - is JSON on standard input"
_OK, _FOUND, _FAILED, _INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        arguments: What stands after the command's name; without it, those of the process.

    Raises:
        SystemExit: The arguments are wrong, with status 2, or ask for help, with status 0.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what the terminal cannot show is escaped, not raised
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
        status: int = options.run(options)
        print(end="", flush=True)
    except AttributionError as error:
        return _fail(str(error))
    except OSError as error:
        # What is flushed at exit has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        # Who has left, as `head` does, need not be told so.
        return _FAILED if isinstance(error, BrokenPipeError) else _fail(f"cannot write: {error.strerror}")
    except KeyboardInterrupt:
        return _INTERRUPTED
    return status


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(_fail(f"{message} (see {self.prog} --help)"))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="attributed", description="Who said what, and which allegations rest on nothing.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    checking = commands.add_parser("check", help="find what is weak in dossiers")
    checking.add_argument("files", nargs="+", metavar="FILE", help=_FILE)
    checking.add_argument("--select", action="append", metavar="RULES", help="rules to run, comma-separated")
    checking.add_argument("--ignore", action="append", metavar="RULES", help="rules not to run")
    checking.add_argument(
        "--text",
        action="append",
        default=[],
        metavar="ID=PATH",
        help="the text of a document, to hold quotes and spans against (rule P803)",
    )
    checking.add_argument(
        "--fail-on",
        choices=[*map(str, Severity), "never"],
        default=str(Severity.ERROR),
        help="the least severity that makes the exit status 1 (default: %(default)s)",
    )
    checking.set_defaults(run=_check)

    assessing = commands.add_parser("assess", help="show the claims of a dossier and what supports them")
    assessing.add_argument("file", metavar="FILE", help=_FILE)
    assessing.set_defaults(run=_assess)

    explaining = commands.add_parser("explain", help="say what a rule flags, and why")
    explaining.add_argument("rule", metavar="CODE", help="a rule's code or name, such as S201")
    explaining.set_defaults(run=_explain)
    return parser


def _check(options: argparse.Namespace) -> int:
    select = _words(options.select)
    ignore = _words(options.ignore) or []
    find_rules([*(select or ()), *ignore])
    if select == []:
        raise UnknownRuleError("--select names no rule")
    texts = _texts(options.text)
    if texts is None:
        return _FAILED
    reports: list[Report] = []
    unused = set(texts)
    for path in options.files:
        dossier = _read(path)
        if dossier is not None:
            report = check(dossier, select=select, ignore=ignore, options=Options(texts=texts))
            reports.append(report)
            unused.difference_update(document.id for document in dossier.documents)
            for line in finding_lines(report, prefix=f"{one_line(path)}: "):
                print(line)
    unread = len(options.files) - len(reports)
    if reports:
        print(summary_line(reports) + (f"; {counted(unread, 'file')} could not be read" if unread else ""))
    if not unread and unused:
        return _fail(f"--text names no document of these files: {', '.join(map(repr, sorted(unused)))}")
    if unread:
        return _FAILED
    if options.fail_on == "never":
        return _OK
    return _FOUND if any(report.at_least(Severity(options.fail_on)) for report in reports) else _OK


def _texts(given: Sequence[str]) -> dict[str, str] | None:
    """The texts of documents, or `None` after saying which cannot be read."""
    found: dict[str, str] = {}
    for word in given:
        document, is_pair, path = word.partition("=")
        if not (document and is_pair and path) or document in found:
            _fail(f"--text must be ID=PATH, once for each document, got {word!r}")
            return None
        try:
            found[document] = _text(path)
        except (OSError, ValueError) as error:
            _fail(f"{one_line(path)}: cannot be read: {_reason(error)}")
            return None
    return found


def _text(path: str) -> str:
    with Path(path).open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"it has more than {LARGEST} bytes")
    return data.decode("utf-8")


def _assess(options: argparse.Namespace) -> int:
    dossier = _read(options.file)
    if dossier is None:
        return _FAILED
    for line in claims_table(dossier):
        print(line)
    return _OK


def _explain(options: argparse.Namespace) -> int:
    print(explain(options.rule), end="")
    return _OK


def _read(path: str) -> Dossier | None:
    """The dossier in a file, or `None` after saying why there is none."""
    try:
        return loads(_standard_input()) if path == "-" else load(path)
    except InvalidRecordError as error:
        for problem in error.problems:
            _fail(f"{one_line(path)}: {problem}")
        if error.left_out:
            _fail(f"{one_line(path)}: and {counted(error.left_out, 'problem')} more")
    except (MissingExtraError, OSError, ValueError) as error:
        _fail(f"{one_line(path)}: cannot be read: {_reason(error)}")
    return None


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _standard_input() -> bytes:
    if sys.stdin is None:  # it may be closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(LARGEST + 1)


def _words(given: Sequence[str] | None) -> list[str] | None:
    return None if given is None else [w.strip() for text in given for w in text.split(",") if w.strip()]


def _fail(message: str) -> int:
    print(f"attributed: {one_line(message)}", file=sys.stderr)
    return _FAILED
