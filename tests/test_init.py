"""The package as a whole: what an import brings, and what it costs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import attribution
from attribution.namesake import warn_of_namesake

PACKAGE = Path(attribution.__file__).parent


def run(code: str, folder: Path) -> str:
    """What a new interpreter says on standard error, with `folder` first on its path."""
    lines = f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"
    ran = subprocess.run([sys.executable, "-c", lines], capture_output=True, encoding="utf-8", check=True)
    return ran.stderr


def test_star_import_brings_the_public_names() -> None:
    """A star import brings the table of contents and nothing else."""
    names: dict[str, object] = {}

    exec("from attribution import *", names)  # noqa: S102

    assert sorted(names.keys() - {"__builtins__"}) == sorted(attribution.__all__)


def test_every_public_name_is_at_home_somewhere() -> None:
    """The table of contents lists each public name, and no other name is there."""
    assert set(attribution.__all__) <= set(dir(attribution))
    assert {type(getattr(attribution, name)).__name__ for name in attribution.__all__}.isdisjoint({"module"})
    with pytest.raises(AttributeError, match="module 'attribution' has no attribute 'speaker'"):
        getattr(attribution, "speaker")  # noqa: B009  # a type checker knows that it is not there


def test_the_public_room_is_open() -> None:
    """What holds quotes against texts is at hand after a plain import."""
    code = "import attribution; print(attribution.text.verify.__name__, file=sys.stderr)"

    assert run(code, PACKAGE.parent) == "verify\n"
    assert attribution.__getattr__("text").verify is not None  # type: ignore[attr-defined,unused-ignore]


def test_import_leaves_slow_libraries_alone() -> None:
    """An import loads no library that only some calls need."""
    slow = "{'cattrs', 'dateutil', 'argparse'}"
    code = f"import attribution; print(sorted({slow} & sys.modules.keys()), file=sys.stderr)"

    assert run(code, PACKAGE.parent) == "[]\n"


@pytest.mark.parametrize("name", ["main.py", "types.py"])
def test_import_warns_of_the_other_distribution(name: str, tmp_path: Path) -> None:
    """An import says so where the other distribution called attribution is installed over this one."""
    shutil.copytree(PACKAGE, tmp_path / "attribution")
    (tmp_path / "attribution" / name).touch()

    told = run("import attribution", tmp_path)

    assert "each breaks the other" in told


def test_warning_names_both_distributions(tmp_path: Path) -> None:
    """The warning tells apart the two distributions that share the name."""
    (tmp_path / "tag.py").touch()

    with pytest.warns(UserWarning, match="'attribution' is installed over 'attribution-statements'"):
        warn_of_namesake(tmp_path)


def test_import_is_silent_otherwise(tmp_path: Path) -> None:
    """An import says nothing where this distribution stands alone."""
    shutil.copytree(PACKAGE, tmp_path / "attribution")

    assert run("import attribution", tmp_path) == ""
