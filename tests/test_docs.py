"""The pages of the site, held against the code; and the site itself, once `make docs` has built it."""

import ast
import importlib
import inspect
import io
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

import attribution
import attribution.report.text
import attribution.strategies
import attribution.text
from attribution import RULES, Rule

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
EXAMPLES = sorted((ROOT / "examples").glob("[0-9]*.py"))
OUTPUT = ROOT / "tests" / "output"
MADE = (DOCS / "tutorials", DOCS / "reference" / "rules")
PAGES = sorted(page for page in DOCS.rglob("*.md") if not any(page.is_relative_to(made) for made in MADE))
REFERENCE = [page for page in PAGES if page.parent == DOCS / "reference"]
INVENTORIES = sorted((DOCS / "inventories").glob("*.txt"))

PACKAGES = (attribution, attribution.report.text, attribution.strategies, attribution.text)
PUBLIC = sorted(f"{package.__name__}.{name}" for package in PACKAGES for name in package.__all__)
AT_HOME = {
    "attribution.codec.linetext.Readable": "in the signature of iter_jsonl",
    "attribution.lineage.Lineage": "what Dossier.lineage is",
}
"""What the reference shows though nobody imports it, and why."""

_DIRECTIVE = re.compile(r"^\.\. auto\w+:: (\S+)$", re.MULTILINE)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(
    r"^```python\n(.*?)^```$(\n\nIt prints:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def named(page: Path) -> str:
    """A page's path below the folder of pages."""
    return page.relative_to(DOCS).as_posix()


def thing(name: str) -> object:
    """What a public name stands for."""
    module, _, last = name.rpartition(".")
    found: object = getattr(importlib.import_module(module), last)
    return found


# Names


def test_every_public_name_has_one_place_in_the_reference() -> None:
    """Each public name stands in the reference once, and little else does."""
    places = [name for page in REFERENCE for name in _DIRECTIVE.findall(read(page))]

    assert sorted(places) == sorted([*PUBLIC, *AT_HOME])


@pytest.mark.parametrize("page", REFERENCE, ids=named)
def test_every_public_name_has_an_example(page: Path) -> None:
    """Each public name of a page is used in an example on that page, or in a doctest of its own."""
    code = " ".join(_PYTHON.findall(read(page)))
    names = [name for name in _DIRECTIVE.findall(read(page)) if name in PUBLIC]

    without = [
        name
        for name in names
        if not re.search(rf"\b{name.rpartition('.')[2]}\b", code)
        and ">>>" not in (inspect.getdoc(thing(name)) or "")
    ]

    assert without == []


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_says_what_it_is(name: str) -> None:
    """A public class, its fields, words, methods and properties, a function or a value: each has a text."""
    assert list(untold(name)) == []


def untold(name: str) -> Iterator[str]:
    """A public name that has no text, or those of its public members that have none."""
    last = name.rpartition(".")[2]
    body = ast.parse(inspect.getsource(home(name))).body
    texts = dict(with_texts(body))
    if not texts.get(last):
        yield name
    for node in body:
        if isinstance(node, ast.ClassDef) and node.name == last:
            members = dict(with_texts(node.body))
            yield from (f"{name}.{each}" for each, text in members.items() if not text and each[0] != "_")


def home(name: str) -> ModuleType:
    """The module in which a public name is made."""
    package, _, last = name.rpartition(".")
    rooms = attribution._ROOMS.items() if package == "attribution" else ()
    room = next((f"attribution.{room}" for room, names in rooms if last in names), package)
    at: str = getattr(thing(name), "__module__", room)
    return importlib.import_module(at if at.startswith("attribution") else room)


def with_texts(body: list[ast.stmt]) -> Iterator[tuple[str, bool]]:
    """The names that a body makes, and whether each has a docstring or a text under it."""
    for node, after in zip(body, [*body[1:], None], strict=True):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name, bool(ast.get_docstring(node))
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                yield name, is_text
            case _:
                pass


# Pages


def test_every_page_is_linked() -> None:
    """Each page is in a table of contents that the front page leads to, and each entry is a page."""
    assert sorted({"index.md", *contents("index")}) == sorted(named(page) for page in PAGES)


def contents(name: str) -> Iterator[str]:
    """The pages to which a page's tables of contents lead, through any number of others."""
    folder = (DOCS / name).parent
    for entries in _TOCTREE.findall(read(DOCS / f"{name}.md")):
        for entry in entries.splitlines():
            target = Path(os.path.normpath(folder / entry))
            if entry and not entry.startswith(":") and not any(target.is_relative_to(made) for made in MADE):
                below = target.relative_to(DOCS).as_posix()
                yield f"{below}.md"
                yield from contents(below)


def test_what_is_made_is_linked() -> None:
    """The front page leads to the tutorials, and the reference to the rules; both are made by the build."""
    assert "tutorials/index" in _TOCTREE.findall(read(DOCS / "index.md"))[0]
    assert "rules/index" in _TOCTREE.findall(read(DOCS / "reference" / "index.md"))[0]


@pytest.mark.parametrize("page", [page for page in PAGES if "It prints:" in read(page)], ids=named)
def test_page_shows_what_is_printed(page: Path) -> None:
    """What a page says that an example prints is what it prints."""
    names: dict[str, object] = {"__name__": "page"}
    for code, shown, expected in _SHOWN.findall(read(page)):
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(code, names)  # noqa: S102  # our own page

        assert not shown or printed.getvalue() == expected


@pytest.mark.parametrize("inventory", INVENTORIES, ids=lambda path: path.stem)
def test_inventory_is_in_order(inventory: Path) -> None:
    """An inventory has a name, a role and an address a line, sorted, each once."""
    lines = [line for line in read(inventory).splitlines() if not line.startswith("#")]

    assert all(
        re.fullmatch(r"[\w.]+ py:(class|function|exception) [\w./-]+\.html#[\w.]+", line) for line in lines
    )
    assert lines == sorted(set(lines))


# Rules


@pytest.fixture
def rule_pages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The extension that writes the pages of the rules."""
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))
    return importlib.import_module("rule_pages")


def test_every_rule_has_a_page(rule_pages: ModuleType, tmp_path: Path) -> None:
    """Each rule has a page with an example and its limits, and the index leads there thrice at least."""
    rule_pages.write_pages(tmp_path / "rules")

    index = read(tmp_path / "rules" / "index.md")
    parts = re.split(r"^## By (\w+)$", index, flags=re.MULTILINE)
    assert parts[1::2] == ["family", "severity", "standard"]
    for rule in RULES:
        page = read(tmp_path / "rules" / f"{rule.code}.md")
        assert all(f"## {part}" in page for part in ("Flagged", "Mended", "What it does not catch"))
        assert all(f"({rule.code}.md)" in part for part in parts[2::2])
        assert rule.code in _TOCTREE.findall(index)[0].split()


def test_rule_with_an_unknown_standard_has_no_page(rule_pages: ModuleType) -> None:
    """A citation that the index could not place is an error, so that no rule is lost from it."""
    rule = Rule(
        code="Z901",
        name="unplaced-allegation",
        severity="info",
        summary="s",
        rationale="r",
        standard="Ferry Gazette, style book",
        remedy="m",
        find=lambda _: (),
    )

    with pytest.raises(ValueError, match="Z901 cites a standard"):
        rule_pages.standards_of(rule)


def test_every_part_of_the_command_has_its_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of the command is made from its parser, part by part."""
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))

    helps = dict(importlib.import_module("command_help").helps())

    assert {"attributed", "attributed check", "attributed assess", "attributed explain"} <= set(helps)
    assert "--fail-on" in helps["attributed check"]


# Examples


def test_every_example_has_an_output_on_record() -> None:
    """Each example is a numbered page with a title, and what it prints is on record."""
    assert [path.stem[:2] for path in EXAMPLES] == [f"{number:02}" for number in range(1, 11)]
    for path in EXAMPLES:
        assert re.match(r'"""\n(.+)\n(=+)\n\n', read(path)), path.name
        assert (OUTPUT / f"{path.stem}.txt").is_file(), path.name


# The site, where there is one

SITE = Path(os.environ.get("ATTRIBUTION_DOCS", ""))
on_the_site = pytest.mark.skipif("ATTRIBUTION_DOCS" not in os.environ, reason="needs the site: make docs")


class Reader(HTMLParser):
    """The addresses, the anchors and the output in a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.printed: list[str] = []
        self.has_pictures = False
        self._inside: list[bool] = []
        self.feed(read(page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag refers to, and what can be referred to."""
        values = dict(attrs)
        self.anchors |= {value for name, value in attrs if name in ("id", "name") and value}
        source = values.get("src") or (values.get("href") if tag == "link" else None)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        if source and values.get("rel") not in ("index", "search", "next", "prev", "canonical"):
            self.loaded.append(source)
        classes = (values.get("class") or "").split()
        self.has_pictures |= tag == "img" and "sphx-glr-single-img" in classes
        if tag == "div":
            self._inside.append("sphx-glr-script-out" in classes or any(self._inside[-1:]))

    def handle_endtag(self, tag: str) -> None:
        """Leave the output of a cell."""
        if tag == "div":
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Keep what a cell printed."""
        if any(self._inside[-1:]):
            self.printed.append(data)


@pytest.fixture(scope="module")
def site() -> dict[Path, Reader]:
    """Every page of the site."""
    return {page.resolve(): Reader(page) for page in sorted(SITE.rglob("*.html"))}


@on_the_site
def test_every_tutorial_was_run() -> None:
    """As many scripts were run for the site as there are examples, none skipped, none failed."""
    suite = ElementTree.parse(SITE.parent / "tutorials.xml").getroot()  # noqa: S314  # made by the build

    assert sorted(Path(case.attrib["file"]).name for case in suite) == [path.name for path in EXAMPLES]
    assert [case for case in suite if len(case)] == []


@on_the_site
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_tutorial_shows_its_output(site: dict[Path, Reader], example: Path) -> None:
    """A tutorial shows what is on record that its example prints, and pictures where it draws some."""
    page = site[(SITE / "tutorials" / f"{example.stem}.html").resolve()]

    expected = read(OUTPUT / f"{example.stem}.txt")
    assert "".join(page.printed).split() == expected.split()
    assert page.has_pictures == ("matplotlib" in read(example))


@on_the_site
def test_every_public_name_can_be_linked() -> None:
    """The site's own inventory holds each public name."""
    _, _, _, _, packed = (SITE / "objects.inv").read_bytes().split(b"\n", 4)
    names = {line.split()[0] for line in zlib.decompress(packed).decode().splitlines()}

    assert {*PUBLIC} <= names
    assert {f"rule-{rule.code.lower()}" for rule in RULES} <= names


@on_the_site
def test_no_link_is_dead(site: dict[Path, Reader]) -> None:
    """Each link inside the site leads to a file, and to a place in it where it names one."""
    dead: list[str] = []
    for page, reader in site.items():
        for link in (*reader.links, *reader.loaded):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or page.name == "404.html":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            known = site.get(target)
            if not target.is_file() or (
                parts.fragment and known and unquote(parts.fragment) not in known.anchors
            ):
                dead.append(f"{page.relative_to(SITE.resolve())}: {link}")

    assert dead == []


@on_the_site
def test_site_loads_nothing_from_elsewhere(site: dict[Path, Reader]) -> None:
    """A page is whole without a network."""
    assert [link for reader in site.values() for link in reader.loaded if urlsplit(link).netloc] == []


@on_the_site
def test_every_line_of_the_inventories_is_used(site: dict[Path, Reader]) -> None:
    """The inventories hold what the pages link to and nothing else."""
    links = {link.partition("/en/")[2].partition("/")[2] for page in site.values() for link in page.links}
    links |= {
        link.removeprefix("https://docs.python.org/3/") for page in site.values() for link in page.links
    }
    lines = [line.split() for inventory in INVENTORIES for line in read(inventory).splitlines()]

    assert [line[0] for line in lines if line[0] != "#" and line[2] not in links] == []
