"""Files: dossiers loaded and saved, each kind of text known by the end of its name."""

import os
from pathlib import Path

from attribution.codec.jsontext import LARGEST
from attribution.codec.saving import save
from attribution.codec.versions import Unknown
from attribution.codec.whole import check_unknown, explained, loads
from attribution.codec.writing import text_of
from attribution.dossier import Dossier
from attribution.errors import InvalidRecordError, Problem, shown

__all__ = ["dump", "load"]


def load(path: str | os.PathLike[str], *, unknown: Unknown = "refuse") -> Dossier:
    """The dossier that a file holds.

    Args:
        path: The file. It is read as TOML where its name ends in `.toml`, as YAML (which needs the extra
            `yaml`) where it ends in `.yaml` or `.yml`, as JSON Lines where it ends in `.jsonl`, else as JSON.
        unknown: As in `loads`.

    Raises:
        InvalidRecordError: The file holds no dossier; the error names every problem with its JSON path,
            and where the file is not JSON with its line.
        MissingExtraError: The file is YAML, and the extra is not installed.
        OSError: The file cannot be read.
    """
    check_unknown(unknown)
    with Path(path).open("rb") as file:
        match Path(path).suffix.lower():
            case ".toml" | ".yaml" | ".yml" as suffix:
                from attribution.codec.handwritten import LARGEST_BY_HAND

                return _by_hand(file.read(LARGEST_BY_HAND + 1), suffix, unknown)
            case ".jsonl":
                from attribution.codec.lines import dossier_of_lines

                return dossier_of_lines(file, unknown)
            case _:
                return loads(file.read(LARGEST + 1), unknown=unknown)


def _by_hand(data: bytes, suffix: str, unknown: Unknown) -> Dossier:
    from attribution.codec.handwritten import parse_toml, parse_yaml

    found = parse_toml(data) if suffix == ".toml" else parse_yaml(data)
    try:
        return explained(found.document, unknown)
    except InvalidRecordError as error:
        problems = [found.placed(problem) for problem in error.problems]
        raise InvalidRecordError(error.what, problems, error.left_out) from None


def dump(dossier: Dossier, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Save the dossier; whoever reads the file finds the old one or the new one, whole.

    A link is followed; what is no file, such as a pipe, is written to as it is.

    Args:
        dossier: What is saved.
        path: Where; as JSON Lines where the name ends in `.jsonl`, else as JSON.
        overwrite: Whether to replace a file that is no dossier.

    Raises:
        InvalidRecordError: The name ends as that of a file which `load` would read as TOML or YAML.
        NotADossierError: There is a file that is no dossier, and nobody said that it may be replaced.
        OSError: The file cannot be written; what was there before is still there.
    """
    match Path(path).suffix.lower():
        case ".toml" | ".yaml" | ".yml" as suffix:
            problem = f"must not end in {suffix!r}, because what is saved is JSON, got {shown(str(path))}"
            raise InvalidRecordError("dump", [Problem("path", problem)])
        case ".jsonl":
            from attribution.codec.lines import dump_jsonl

            dump_jsonl(dossier, path, overwrite=overwrite)
        case _:
            save(path, text_of(dossier), overwrite=overwrite)
