"""
Waivers, own rules, and two versions of a story
===============================================

A file on a story lives for days: findings are accepted on purpose, evidence comes out, words are taken back.

This script keeps one file from Monday to Saturday, and asks at each step what has changed, and by what.
"""

# %%
# Monday
# ------
# North says that South opened a sluice at Mill Lane, South denies it, and North keeps its fault log back.

from collections.abc import Iterator

from attrs import evolve

from attribution import (
    RULES,
    Case,
    Claim,
    Dossier,
    Evidence,
    Hit,
    InvalidRecordError,
    Rule,
    Speaker,
    Statement,
    Waiver,
    When,
    assess,
    check,
    diff,
)

north = Speaker(id="north", name="North", kind="organization")
south = Speaker(id="south", name="South", kind="organization")
sluice = Claim(id="sluice", text="South opened the sluice.", accused=[south], parties=[north])
charge = Statement(
    id="charge", speaker=north, stance="asserts", claim=sluice, said="2031-05-05", locator="letter"
)
denial = evolve(charge, id="denial", speaker=south, stance="denies")
log = Evidence(
    id="log", description="fault log", kind="data", availability="withheld", supports=[sluice], provider=north
)
monday = Dossier.of(north, south, sluice, charge, denial, log, title="The sluice")
for finding in check(monday):
    print(finding.code, finding.message)

# %%
# Silenced on purpose
# -------------------
# The copy itself says that the log is kept back, so the editor accepts the finding. A **waiver** names the
# rule and the exact subjects, and gives the reason. The finding leaves the list and stays in the report.

monday = monday.add(Waiver(rule="S203", subjects=[sluice], reason="the copy says that it is kept back"))
report = check(monday)
print()
print("findings:", report.findings)
for waived in report.waived:
    print("waived:", waived.finding.code, "because", waived.waiver.reason)

# %%
# A rule of one's own
# -------------------
# The Gazette wants the day of every alleged deed. A **rule** is a function that yields a `Hit` for what it
# flags, and a row that says what it is. It is given to `check` beside the others; nothing is registered.


def undated(case: Case) -> Iterator[Hit]:
    for claim in case.claims():
        if claim.is_allegation and claim.occurred is None:
            yield Hit(subjects=[claim], message=f"{case.quoted(claim)} does not say when")


house_rule = Rule(
    code="Z901",
    name="undated-allegation",
    severity="warning",
    find=undated,
    summary="An allegation does not say when.",
    rationale="Who was elsewhere that day cannot answer.",
    standard="The Gazette, style book",
    remedy="ask for the day",
)
rules = (*RULES, house_rule)
print()
print([finding.code for finding in check(monday, rules=rules)])

# %%
# Thursday
# --------
# North publishes the log, and now gives a day. `Dossier.diff` compares the records, `diff` the findings,
# with the records that made the difference. The waiver silences nothing any more, and the report says so.

dated = evolve(sluice, occurred="2031-05-03")
shown = evolve(log, availability="published", released="2031-05-08")
thursday = monday.put(dated, shown)
print()
print("changed:", [new.id for old, new in monday.diff(thursday).changed])
changes = diff(monday, thursday, rules=rules)
print("cleared:", [(change.finding.code, change.records) for change in changes.cleared])
print("appeared:", [(change.finding.code, change.records) for change in changes.appeared])
print("unused:", [waiver.rule for waiver in check(thursday).unused])

# %%
# A colleague's file
# ------------------
# `merge` puts two files together. Where one id stands for different content, it refuses and names each
# clash: nobody's version wins by coming last. Mended, the colleague's file brings a gauge reading by the
# water board.

board = Speaker(id="board", name="Water Board", kind="organization")
gauge = evolve(shown, id="gauge", description="gauge reading", provider=board, released="2031-05-09")
print()
try:
    thursday.merge(Dossier.of(north, south, board, dated, evolve(shown, description="log"), gauge))
except InvalidRecordError as error:
    print(error)
friday = thursday.merge(Dossier.of(north, south, board, dated, shown, gauge))
print(assess(thursday, sluice).verdict, "->", assess(friday, sluice).verdict)

# %%
# Saturday
# --------
# Log and gauge hung on one meter, and it was stuck. Both holders **retract** their items, and North
# **withdraws** the charge. All stays on record, with dates: a retracted item bears on nothing, a withdrawn
# statement vouches for nothing, and `as_of` gives the file as it stood on any day before. It goes by dates
# alone: a log that was released on Thursday is not yet in Monday's file, not even as withheld.

taken_back = evolve(charge, id="taken back", stance="withdraws", replaces=[charge], said="2031-05-10")
retracted = [evolve(item, retracted="2031-05-10") for item in (shown, gauge)]
saturday = friday.put(taken_back, *retracted)
print()
for day in ("2031-05-05", "2031-05-08", "2031-05-09", "2031-05-10"):
    found = assess(saturday.as_of(When(day)), sluice)
    print(f"{day}: {found.verdict}; for {found.pro}, against {found.con}")
