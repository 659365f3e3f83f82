"""
Findings, and how to read one
=============================

What `check` finds in a short story, what each part of a finding says, and what would make it go away.
"""

from attrs import evolve

from attribution import (
    Claim,
    Dossier,
    Evidence,
    Link,
    Severity,
    Speaker,
    Statement,
    check,
    explain,
    flag_unsupported,
    what_would_clear,
)

north = Speaker(id="north", name="North", kind="organization")
south = Speaker(id="south", name="South", kind="organization")
agency = Speaker(id="coastline", name="Coastline", kind="organization", role="news agency")
ost = Speaker(id="ost", name="Lena Ost", kind="individual", member_of=[south])
brook = Speaker(id="brook", name="Ana Brook", kind="individual", member_of=[north])

jammed = Claim(id="jammed", text="North jammed the harbour radio.", accused=[north], parties=[south])
links = [Link("counters", jammed)]
cut = Claim(id="cut", text="South cut the harbour cable.", accused=[south], parties=[north], links=links)

film = Evidence(
    id="film", description="film", kind="video", availability="withheld", supports=[cut], provider=north
)
dossier = Dossier.of(
    *(north, south, agency, ost, brook, jammed, cut, film),
    Statement(id="s1", speaker=ost, stance="asserts", claim=jammed, cue="revealed", via=[agency]),
    Statement(id="s2", speaker=brook, stance="declines", claim=jammed, cue="would not say"),
    Statement(id="s3", speaker=brook, stance="asserts", claim=cut, cue="said", cites=[film]),
)

# %%
# All findings
# ------------
# A **rule** looks for one thing that can be wrong with the sourcing. Each place at which it finds that is a
# **finding**. None says that a claim is false, and a claim without a finding is not thereby true.

report = check(dossier)
for finding in report:
    print(finding.code, finding.severity, finding.message)

# %%
# How much each weighs
# --------------------
# An `error` should not go out as it stands; a `warning` is a question that an editor would ask; an `info` is
# good to know. It goes by the sourcing, whoever speaks. `at_least` keeps those that weigh as much or more.

print("errors:", [finding.name for finding in report.at_least(Severity.ERROR)])

# %%
# What folds
# ----------
# Rules overlap on bad copy. In `Report.entries`, the heaviest first, what says the same again stands under
# the finding that says most: the charge that nothing supports was also heard at second hand only, and told
# with a verb that takes it for granted.

print()
for entry in report.entries:
    print(entry.finding.code, entry.finding.name, "<-", [finding.code for finding in entry.folded])

# %%
# One finding, part by part
# -------------------------
# `flag_unsupported` is the shortest use: the allegations for which a reader has been shown nothing. The
# letter of a code is its family, S for support. `subjects` holds the ids of what a finding is about,
# `because` those of the records that show it; the dossier gives the record for an id.

unsupported, unseen = flag_unsupported(dossier)
for finding in (unsupported, unseen):
    print()
    print(finding.code, finding.name, finding.severity)
    print("what is wrong:  ", finding.message)
    print("what would help:", finding.remedy)
    print("subjects:", finding.subjects)
    print("because: ", [(each, type(dossier[each]).__name__) for each in finding.because])

# %%
# Why there is such a rule
# ------------------------
# `explain` is the rule's page, in Markdown: its reason, the standard it follows, an example that is flagged
# and one that is mended, and what the rule does not catch. Here are two of its lines.

print()
print("\n".join(line for line in explain("S203").splitlines() if line.startswith(("**Why", "**Standard"))))

# %%
# What would clear it
# -------------------
# `what_would_clear` gives a few records with which the finding goes away and no new error comes. They are
# hypothetical, and tell what would have to be found. `put` tries them out: S201 goes, and the next question
# is that of S206, whether there is a second source.

records = what_would_clear(dossier, unsupported)
print()
print([f"{type(record).__name__} {record.id}" for record in records])
for finding in check(dossier.put(*records), select=["S"]):
    print("left:", finding.code, finding.name, finding.subjects)

# %%
# Where nothing can be found
# --------------------------
# Often there is no evidence to be had. Then the honest way is to tell the reader: a line in the outlet's own
# voice that the charge could not be verified. The finding stays, and weighs less.

told = Statement(stance="questions", claim=jammed, mode="narrated", cue="could not be verified")
print()
for finding in flag_unsupported(dossier.add(told)):
    print(finding.code, finding.severity, finding.message)

# %%
# Exercises
# ---------
# 1. South is asked and denies having cut the cable. Which finding goes?
# 2. North publishes the film. Is S203 cleared, and what takes its place?

# %%
# Answers
# -------
# 1. D401, no reply. S203 stays: a denial is no evidence either.
# 2. Yes; S205 takes its place, since only the accuser's own side has provided the film. S208 goes too: one of
#    the two charges now has something to show.

denial = Statement(speaker=south, stance="denies", claim=cut, cue="denied")
published = evolve(film, availability="published")
print()
print([finding.code for finding in check(dossier.add(denial))])
print([finding.code for finding in check(dossier.put(published))])
