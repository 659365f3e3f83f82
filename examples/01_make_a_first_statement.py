"""
A first statement
=================

A mayor accuses a neighbour of shelling, the neighbour denies it, and a video is kept back.

The block below is the whole use of the library: records go in, a verdict and findings come out.
The cells after it go through it once more, record by record, and end in three exercises.
"""

from attribution import Claim, Dossier, Evidence, Speaker, Statement, assess, check

north = Speaker(id="north", name="Government of North", kind="organization")
south = Speaker(id="south", name="Government of South", kind="organization")
mayor = Speaker(id="mayor", name="Mayor Ana Brook", kind="individual", member_of=[north])

shelling = Claim(id="c1", text="South shelled Ferry Street.", accused=[south], parties=[north])

dossier = Dossier.of(
    north,
    south,
    mayor,
    shelling,
    Statement(speaker=mayor, stance="asserts", claim=shelling, cue="said"),
    Statement(speaker=south, stance="denies", claim=shelling, cue="denied"),
    Evidence(
        description="drone video", kind="video", availability="withheld", supports=[shelling], provider=north
    ),
)

print("verdict:", assess(dossier, shelling).verdict)
for finding in check(dossier):
    print(finding.code, finding.severity, finding.message)
    print("remedy:", finding.remedy)

# %%
# Who speaks
# ----------
# A **speaker** is anyone or anything that can say things: a person, a government, a newspaper, a machine.
# `kind` says which of these; people of one sort with nobody in particular, such as "officials", are a
# `class`. `member_of` names the bodies that a speaker speaks for. The mayor speaks for North, and so
# she and North are two voices of one **side**.

print()
print("the mayor's side:", ", ".join(sorted(dossier.side(mayor))))

# %%
# What is said
# ------------
# A **claim** is what is said, apart from who says it: one positive sentence, with no attribution and no
# hedge. Take the sentence of the text, and strike out the words that tell who says so ("the mayor said"),
# the words that weaken it ("probably", "reportedly") and the "not" of a denial. What is left is the claim.
#
# `accused` names whom the claim says to have done wrong; with it the claim is an **allegation**.
# `parties` names all with a stake in it: usually the accused and those harmed, with the bodies they
# belong to. The accused need not be named twice. A stake is declared here and never read from who speaks: a
# monitor who tells what it saw does not become a party.

print()
print("an allegation:", shelling.is_allegation)
print("parties:", ", ".join(shelling.parties))

# %%
# Who says it
# -----------
# A **statement** joins the two: this speaker takes this **stance** on this claim. The words that were
# struck out have their places in it. The words of attribution go to `cue`, the weakening words to
# `hedge`, and how sure they make it to `certainty`. A denial is the stance `denies` on the same claim.
#
# The text: "South has probably shelled Ferry Street, according to Ana Brook."


def show(statement: Statement) -> None:
    claim = dossier[statement.claim]
    print(f"{statement.speaker} {statement.stance}: {claim.text}")
    print(f"   cue {statement.cue!r}, hedge {statement.hedge!r}, certainty {statement.certainty}")


print()
show(
    Statement(
        speaker=mayor,
        stance="asserts",
        claim=shelling,
        cue="according to",
        hedge="probably",
        certainty="probable",
    )
)

# %%
# What the reader has been shown
# ------------------------------
# `Dossier.of` takes the records in any order and refuses those that do not fit together. `assess` says
# what a reader has been shown for a claim and against it; it never says whether the claim is true. Here the
# claim has a voice and an **evidence** item that nobody may see, hence `evidence_unseen`. `check` runs
# the rules; each **finding** says what is weak and what would help.

found = assess(dossier, shelling)
print()
print("for:", found.pro, "| against:", found.con, "| denied:", found.denied)
print("to go further:", found.pro_missing)

# %%
# Exercises
# ---------
# What are the speaker, the claim, the stance, the cue and the hedge?
#
# 1. "North has reportedly blocked the ferry, said Lena Ost, a spokeswoman for South." Who is accused?
# 2. "No shell of South's fell on Ferry Street, the Government of South said."
# 3. "The shelling of Ferry Street was shameful, the mayor said."

# %%
# Answers
# -------
# 1. The speaker is Lena Ost, who speaks for South. "Reportedly" is the hedge, "said" the cue, and neither is
#    left in the claim. North is accused; South, which is harmed, is the other party.
# 2. No new claim: without its "no" the sentence is the claim that is there, and the stance is `denies`.
# 3. A judgement. It is a claim of kind `opinion`, and accuses nobody.

ost = Speaker(id="ost", name="Lena Ost", kind="individual", role="spokeswoman", member_of=[south])
blocking = Claim(id="c2", text="North blocked the ferry.", accused=[north], parties=[south])
shame = Claim(id="c3", text="The shelling of Ferry Street was shameful.", kind="opinion")
answers = [
    Statement(speaker=ost, stance="asserts", claim=blocking, cue="said", hedge="reportedly"),
    Statement(speaker=south, stance="denies", claim=shelling, cue="said"),
    Statement(speaker=mayor, stance="asserts", claim=shame, cue="said"),
]
dossier = dossier.add(ost, blocking, shame, *answers)
print()
for answer in answers:
    show(answer)
