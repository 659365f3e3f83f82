"""The examples, run as a person runs them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib.font_manager  # noqa: F401  # finds the fonts once, and says so where it is new
import pytest

import attribution

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("[0-9]*.py"))
OUTPUT = ROOT / "tests" / "output"


def run(script: Path, *, without_pictures: bool = False) -> str:
    """What the script prints."""
    # Nobody is there to see a window.
    options = ["-W", "error", "-W", "ignore:FigureCanvasAgg is non-interactive"]
    code = (
        "import runpy, sys; sys.modules.update({'matplotlib': None, 'matplotlib.pyplot': None}); "
        f"runpy.run_path({str(script)!r}, run_name='__main__')"
    )
    ran = subprocess.run(
        [sys.executable, *options, *(["-c", code] if without_pictures else [script])],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "MPLBACKEND": "Agg"},
    )
    assert ran.stderr == ""
    return ran.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_prints_what_it_printed(example: Path, tmp_path: Path) -> None:
    """An example runs alone, in any folder, and prints what is on record."""
    copy = shutil.copy(example, tmp_path)

    printed = run(Path(copy))

    assert printed == (OUTPUT / f"{example.stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "example",
    [path for path in EXAMPLES if "matplotlib" in path.read_text("utf-8")],
    ids=lambda path: path.stem,
)
def test_example_says_what_its_pictures_need(example: Path, tmp_path: Path) -> None:
    """Without the extra an example prints what it prints with it, and one line more that names the extra."""
    printed = run(Path(shutil.copy(example, tmp_path)), without_pictures=True).splitlines()

    golden = (OUTPUT / f"{example.stem}.txt").read_text(encoding="utf-8").splitlines()
    [told] = [line for line in printed if "attribution-statements[plot]" in line]
    assert [line for line in printed if line != told] == golden


def test_every_output_has_an_example() -> None:
    """No output is on record for an example that is gone."""
    assert sorted(path.stem for path in OUTPUT.iterdir()) == [path.stem for path in EXAMPLES]


def test_article_on_record_is_the_one_encoded(tmp_path: Path) -> None:
    """The JSON of the article is what its example writes."""
    script = shutil.copy(ROOT / "examples" / "10_encode_the_article.py", tmp_path)

    run(Path(script))

    on_record = (ROOT / "examples" / "article.json").read_bytes()
    assert (tmp_path / "article.json").read_bytes() == on_record


def test_article_gives_no_date() -> None:
    """The article bears no date, and nothing in its encoding has been given one."""
    dossier = attribution.load(ROOT / "examples" / "article.json")

    dates = [document.published for document in dossier.documents]
    dates += [statement.said for statement in dossier.statements]

    assert set(dates) == {None}


def test_article_spans_lie_in_its_paragraphs() -> None:
    """Every statement of the article says where it stands, before the advertisement."""
    dossier = attribution.load(ROOT / "examples" / "article.json")

    assert all(statement.spans for statement in dossier.statements)
    assert max(span.end for statement in dossier.statements for span in statement.spans) <= 5187


def test_readme_shows_the_first_example() -> None:
    """The README's example is the first cell of the first script, with its output."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = EXAMPLES[0].read_text(encoding="utf-8").split('"""\n\n', 1)[1].split("\n# %%\n", 1)[0]
    blocks = re.findall(r"```(?:python|text)\n(.*?)```", readme, re.DOTALL)
    printed = (OUTPUT / f"{EXAMPLES[0].stem}.txt").read_text(encoding="utf-8")

    assert blocks[:2] == [code, printed.split("\n\n", 1)[0] + "\n"]
