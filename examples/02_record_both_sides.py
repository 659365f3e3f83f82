"""
Claims, denials and counter-accusations
=======================================

One claim, and many who speak about it: they assert, deny, question it, decline to answer, accuse in turn.

Every voice is recorded, and no number of voices carries a claim any further. This script adds them one by
one and looks, after each, at what a reader has been shown.
"""

# %%
# One accusation
# --------------
# Ana Brook is mayor for North, Lena Ost speaks for South. The text says: "South cut the water main at Mill
# Lane, Ana Brook said." What is printed has a line a claim: the verdict, how far the claim is carried for and
# against, and how many speakers vouch for it, of how many sides.

from attribution import Claim, Dossier, Link, Speaker, Statement, assess, check

north = Speaker(id="north", name="Government of North", kind="organization")
south = Speaker(id="south", name="Government of South", kind="organization")
brook = Speaker(id="brook", name="Ana Brook", kind="individual", role="mayor", member_of=[north])
ost = Speaker(id="ost", name="Lena Ost", kind="individual", role="spokeswoman", member_of=[south])

south_cut = Claim(
    id="south-cut", text="South cut the water main at Mill Lane.", accused=[south], parties=[north]
)
accusation = Statement(speaker=brook, stance="asserts", claim=south_cut, cue="said")


def show(dossier: Dossier) -> None:
    print()
    for claim in dossier.claims:
        found = assess(dossier, claim)
        voices, sides = len(found.voices.speakers), len(found.voices.sides)
        print(f"{claim.id}: {found.verdict}; for {found.pro}, against {found.con}; {voices=}, {sides=}")


dossier = Dossier.of(north, south, brook, ost, south_cut, accusation)
show(dossier)

# %%
# A denial is no second claim
# ---------------------------
# "South did not cut the main, Lena Ost said." It is tempting to write a claim with a "not" in it. Then two
# claims would stand side by side, nobody would seem to deny either, and a reader could not see that the two
# people speak about one thing. The claim stays positive, and the denial is a **stance** on it.

denial = Statement(speaker=ost, stance="denies", claim=south_cut, cue="said")
dossier = dossier.add(denial)
show(dossier)

# %%
# Repetition never lifts
# ----------------------
# Officials, a minister and a foreign government say the same as the mayor. "Officials" is a speaker too, of
# kind `class`: people of one sort, and nobody in particular. West is an ally of North: an interest in
# common and no common voice, so it is `aligned_with` North and not a member of it.
#
# Four voices of two sides are counted. The verdict is what it was: nothing has been shown yet.

dee = Speaker(id="dee", name="Karl Dee", kind="individual", role="minister", member_of=[north])
officials = Speaker(id="officials", name="officials of North", kind="class", member_of=[north])
west = Speaker(id="west", name="Government of West", kind="organization", aligned_with=[north])
chorus = [
    Statement(speaker=speaker, stance="asserts", claim=south_cut, cue="said")
    for speaker in (dee, officials, west)
]
dossier = dossier.add(dee, officials, west, *chorus)
show(dossier)

# %%
# Doubt, and no comment
# ---------------------
# "The water board could not verify the account" **questions** the claim: neither a yes nor a no. "South's
# chief engineer did not want to comment" **declines**. Neither moves the claim. But where somebody with no
# stake doubts it, the reader has been told that support is lacking: the claim is `acknowledged`.

board = Speaker(id="board", name="Water Board of Mill Lane", kind="organization")
engineer = Speaker(id="engineer", name="chief engineer of South", kind="individual", member_of=[south])
dossier = dossier.add(
    board,
    engineer,
    Statement(speaker=board, stance="questions", claim=south_cut, cue="could not verify"),
    Statement(speaker=engineer, stance="declines", claim=south_cut, cue="did not want to comment"),
)
found = assess(dossier, south_cut)
print()
print(f"{found.verdict}; denied: {found.denied}; acknowledged: {found.acknowledged}")

# %%
# The counter-accusation
# ----------------------
# "North cut the main itself, Ost said." This is about another culprit, so it is a second claim, and its
# **links** say how it stands to the first. It `counters` it: an accusation in return. It also `contradicts`
# it, because both cannot hold of one cut. An accusation in return about another matter would only counter.

north_cut = Claim(
    id="north-cut",
    text="North cut the water main at Mill Lane.",
    accused=[north],
    parties=[south],
    links=[Link("counters", south_cut), Link("contradicts", south_cut)],
)
dossier = dossier.add(
    north_cut,
    Statement(speaker=ost, stance="asserts", claim=north_cut, cue="said"),
    Statement(speaker=brook, stance="denies", claim=north_cut, cue="denied"),
)
show(dossier)
print()
for finding in check(dossier, select=["mutual-accusation"]):
    print(finding.code, finding.message)
    print("remedy:", finding.remedy)

# %%
# Exercises
# ---------
# Which claim, new or old, and which stance?
#
# 1. "Dee rejected what Ost had said about North."
# 2. "Asked whether North had cut the main, the officials refused to answer."
# 3. "South has also closed the bridge at Eastbank, Brook said."

# %%
# Answers
# -------
# 1. The old claim `north-cut`, and the stance is `denies`.
# 2. The same claim, `declines`. To refuse an answer is not to deny.
# 3. A new claim, asserted. It accuses South of another thing, so it contradicts nothing. It returns no
#    accusation of South's either: no link is due.

closed = Claim(id="closed", text="South closed the bridge at Eastbank.", accused=[south], parties=[north])
dossier = dossier.add(
    closed,
    Statement(speaker=dee, stance="denies", claim=north_cut, cue="rejected"),
    Statement(speaker=officials, stance="declines", claim=north_cut, cue="refused to answer"),
    Statement(speaker=brook, stance="asserts", claim=closed, cue="said"),
)
show(dossier)
