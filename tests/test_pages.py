"""The pages of the rules: each shows a dossier that its rule flags, and the same one mended; both run."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from attribution import RULES, Dossier, Options, Report, Rule, Severity, When, check, explain, loads, rules
from attribution.cli import main

PAGES = Path(rules.__file__).parent / "pages"
RULE_OF = {rule.code: rule for rule in RULES}
HEADINGS = ["Flagged", "Mended", "What it does not catch"]
LONGEST_LINE = 110

each_page = pytest.mark.parametrize("code", sorted(RULE_OF))


def sections(code: str) -> dict[str, str]:
    """The parts of a page by their headings; what stands before the first one has the heading ""."""
    parts = re.split(r"^#+ (.+)\n", (PAGES / f"{code}.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(["", *parts[1::2]], parts[0::2], strict=True))


def block(code: str, heading: str) -> str:
    """The JSON that stands in a part of a page."""
    [found] = re.findall(r"^```json\n(.*?)^```\n", sections(code)[heading], re.MULTILINE | re.DOTALL)
    return str(found)


def dossier(code: str, heading: str) -> Dossier:
    """The dossier that stands in a part of a page."""
    return loads(block(code, heading))


def options(code: str) -> Options:
    """What the rule has to be told, as its page says."""
    flagged = sections(code)["Flagged"]
    as_of = re.search(r"`as_of` (\S+)", flagged)
    days = re.search(r"`stale_after` (\d+) days", flagged)
    return Options(
        texts=dict(re.findall(r"document `(\w+)`:\n\n```text\n(.*?)\n```\n", flagged, re.DOTALL)),
        as_of=When(as_of[1]) if as_of else None,
        stale_after=timedelta(days=int(days[1])) if days else None,
    )


def others_not_named(code: str, found: Report, text: str) -> set[str]:
    """The codes of errors and warnings of other rules that a text does not name."""
    return {f.code for f in found.at_least(Severity.WARNING) if f.code != code and f.code not in text}


# The files


def test_every_rule_has_a_page() -> None:
    """No rule goes without a page, and no page without a rule."""
    assert {page.stem for page in PAGES.iterdir()} == set(RULE_OF)


@each_page
def test_page_has_its_parts(code: str) -> None:
    """A page is its three parts in their order: a dossier in the first two, and the texts it needs."""
    parts = sections(code)
    fences = [re.findall(r"^```(.*)$", part, re.MULTILINE) for part in parts.values()]
    flagged = ["json", "", "text", ""] if "texts" in RULE_OF[code].needs else ["json", ""]

    assert list(parts) == ["", *HEADINGS]
    assert parts[""] == ""
    assert fences == [[], flagged, ["json", ""], []]


@each_page
def test_lines_of_json_are_short(code: str) -> None:
    """The JSON fits on a page."""
    lines = [line for heading in HEADINGS[:2] for line in block(code, heading).splitlines()]

    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@each_page
def test_both_dossiers_share_a_claim(code: str) -> None:
    """The mended dossier is about what the flagged one is about."""
    flagged, mended = dossier(code, "Flagged"), dossier(code, "Mended")

    assert set(flagged.claims) & set(mended.claims)


@each_page
def test_page_gives_the_options(code: str) -> None:
    """A page gives the options that its rule needs, and no others."""
    given = options(code)

    assert {n for n in ("texts", "as_of", "stale_after") if getattr(given, n)} == set(RULE_OF[code].needs)


@each_page
def test_flagged_dossier_is_flagged(code: str) -> None:
    """The rule fires on the first dossier."""
    found = check(dossier(code, "Flagged"), select=[code], options=options(code))

    assert {finding.code for finding in found} == {code}


@each_page
def test_mended_dossier_is_not_flagged(code: str) -> None:
    """The rule runs on the second dossier and is silent."""
    found = check(dossier(code, "Mended"), select=[code], options=options(code))

    assert (found.checked, found.findings) == ((code,), ())


@each_page
def test_flagged_dossier_has_one_fault(code: str) -> None:
    """No other rule that runs by default warns of the first dossier, unless the page says so beside it."""
    found = check(dossier(code, "Flagged"), options=options(code))

    assert others_not_named(code, found, sections(code)["Flagged"]) == set()


@each_page
def test_what_remains_is_said(code: str) -> None:
    """What other rules that run by default say of the second dossier is named beside it."""
    found = check(dossier(code, "Mended"), options=options(code))

    assert others_not_named(code, found, sections(code)["Mended"]) == set()


# The whole page


@each_page
def test_page_is_whole(code: str) -> None:
    """A page holds the words of the rule's row and the parts of its file, in their order."""
    rule = RULE_OF[code]
    file = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    page = explain(code)

    assert page.startswith(f"# {code} {rule.name}\n\n{rule.summary}\n\nSeverity: {rule.severity}; runs ")
    assert page.endswith(
        f"\n\n**Why:** {rule.rationale}\n\n**Standard:** {rule.standard}.\n\n{file}"
        f"\n**Remedy:** {rule.remedy}.\n"
    )


@each_page
def test_page_says_when_the_rule_runs(code: str) -> None:
    """A page says whether its rule runs by default, and which options it needs."""
    rule = RULE_OF[code]
    [line] = [line for line in explain(code).splitlines() if line.startswith("Severity: ")]

    assert ("; runs by default" in line, "; runs when selected" in line) == (
        rule.is_default,
        not rule.is_default,
    )
    assert re.findall(r"`options\.(\w+)`", line) == list(rule.needs)


def test_page_names_two_options() -> None:
    """Of two options that a rule needs the page names both."""
    line = explain("E503").splitlines()[4]

    assert line == ("Severity: info; runs when selected; needs `options.as_of` and `options.stale_after`.")


@each_page
def test_explain_by_name(code: str) -> None:
    """The name of a rule leads to the same page as its code."""
    assert explain(RULE_OF[code].name) == explain(code)


def test_the_command_shows_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints what `explain` gives, both dossiers included."""
    status = main(["explain", "P803"])

    assert (status, capsys.readouterr().out) == (0, explain("P803"))
    assert block("P803", "Flagged") in explain("P803")
    assert block("P803", "Mended") in explain("P803")


def test_a_rule_of_ones_own_has_a_page() -> None:
    """A rule without a file is explained by its row alone."""
    mine = Rule(
        code="Z901",
        name="unplaced-allegation",
        severity=Severity.INFO,
        summary="An allegation does not say where.",
        rationale="Nobody can go and look.",
        standard="Ferry Gazette, style book",
        remedy="ask where",
        find=lambda _: (),
        is_default=False,
    )

    assert explain("unplaced-allegation", (*RULES, mine)) == (
        "# Z901 unplaced-allegation\n\n"
        "An allegation does not say where.\n\n"
        "Severity: info; runs when selected.\n\n"
        "**Why:** Nobody can go and look.\n\n"
        "**Standard:** Ferry Gazette, style book.\n\n"
        "**Remedy:** ask where.\n"
    )


def test_a_rule_that_was_changed_keeps_its_parts() -> None:
    """Who gives a rule of the package another weight finds that weight on its page, and its dossiers."""
    heavier = evolve(RULE_OF["S206"], severity=Severity.ERROR)

    assert heavier.page() == explain("S206").replace("Severity: warning;", "Severity: error;")


def test_nothing_is_read_at_import() -> None:
    """The files of the pages are read when somebody asks for a page, not before."""
    program = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import attribution\n"
        "print([path for path in opened if path.endswith('.md')])\n"
        "attribution.explain('S201')\n"
        "print(len([path for path in opened if path.endswith('.md')]))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == ["[]", "1"]
