"""
Evidence, and who may see it
============================

One photo, from a thing kept back to one of two items of separate origin, and what each step changes.

A **rung** says how far a claim is carried, for or against. Voices carry it to the first and no further; this
script climbs the others, and ends with a table of them.
"""

# %%
# A word, and nothing shown
# -------------------------
# Each step puts a record into the dossier, or a changed one in the place of the old. `assess` then tells the
# rung, the verdict, and what is missing for the next rung.

from attrs import evolve

from attribution import Claim, Dossier, Evidence, Speaker, Statement, assess

north = Speaker(id="north", name="Government of North", kind="organization")
south = Speaker(id="south", name="Government of South", kind="organization")
west = Speaker(id="west", name="Government of West", kind="organization", aligned_with=[north])
lab = Speaker(id="lab", name="Harbour Laboratory", kind="organization")
pilot = Speaker(id="pilot", name="Mira Holm", kind="individual", role="ferry pilot")

spill = Claim(id="spill", text="South let oil into the ferry canal.", accused=[south], parties=[north])
said = Statement(speaker=north, stance="asserts", claim=spill, cue="said")
table: list[tuple[str, Dossier]] = []


def step(name: str, dossier: Dossier) -> Dossier:
    found = assess(dossier, spill)
    table.append((name, dossier))
    print(f"{name}: {found.pro}, {found.verdict}")
    print(f"    missing: {found.pro_missing}")
    return dossier


dossier = step("a word", Dossier.of(north, south, west, lab, pilot, spill, said))

# %%
# A photo that nobody may see
# --------------------------------
# `provider` is who put the item forward, and `availability` who may see it: nobody where it is `withheld`,
# nor where somebody only tells what it shows (`described`). Such an item is a reason to believe the speaker.
# Up to this rung the claim is **unsupported**: a reader has been shown nothing for it.

photo = Evidence(
    id="photo", description="photo", kind="image", availability="withheld", supports=[spill], provider=north
)
dossier = step("withheld", dossier.add(photo))
photo = evolve(photo, availability="described")
dossier = step("described", dossier.put(photo))

# %%
# Anybody may look, but it is North's
# -----------------------------------
# An item that is `published`, or `inspected` by somebody other than its holder, is **usable**. But North has
# a stake: it is a party, and not the accused one. A check by West changes nothing, since West is its ally.

photo = evolve(photo, availability="published")
dossier = step("published", dossier.put(photo))
photo = evolve(photo, verified_by=[west])
dossier = step("verified by an ally", dossier.put(photo))

# %%
# Somebody without a stake stands by it
# -------------------------------------
# `verified_by` names those who have examined the item and stand by it. One of them without a stake is enough.

photo = evolve(photo, verified_by=[west, lab])
dossier = step("verified by the laboratory", dossier.put(photo))

# %%
# A copy is not a second item
# ---------------------------
# The pilot publishes an enlargement of the same photo. It comes from another hand, but `derived_from`
# says what it was made of, so both go back to one origin. What nobody declares, the library cannot see.

copy = evolve(
    photo, id="copy", description="enlargement", provider=pilot, verified_by=[], derived_from=[photo]
)
dossier = step("and a copy of it", dossier.add(copy))

# %%
# A second origin
# ---------------
# Now the pilot has a film of her own. Nothing says whether it derives from the photo: independence is
# presumed, and the assessment says so. `original` declares that an item is known to derive from nothing.

film = Evidence(
    id="film", description="film", kind="video", availability="published", supports=[spill], provider=pilot
)
dossier = step("and a film", dossier.add(film))
print("    presumed:", assess(dossier, spill).presumed_independence)
dossier = dossier.put(evolve(film, original=True), evolve(photo, original=True))
print("    presumed, once both are original:", assess(dossier, spill).presumed_independence)

# %%
# The other direction
# -------------------
# `undermines` is for what speaks against the claim, on the same rungs. There the accused have the stake. The
# verdict is read off both rungs, and it never says who is right.

log = Evidence(
    description="tank log", kind="data", availability="published", undermines=[spill], provider=south
)
step("and South's log against it", dossier.add(log))
step("the log alone", Dossier.of(north, south, spill, said, log))
step("the log, verified", Dossier.of(north, south, lab, spill, said, evolve(log, verified_by=[lab])))

# %%
# The table
# ---------

print()
print(f"{'step':<28} {'for':<14} {'against':<14} verdict")
for name, each in table:
    found = assess(each, spill)
    print(f"{name:<28} {found.pro!s:<14} {found.con!s:<14} {found.verdict}")

# %%
# Exercises
# ---------
# On which rung is the claim, if this is all that there is?
#
# 1. North's photo, printed by two newspapers.
# 2. A photo of the canal that South itself has published.

# %%
# Answers
# -------
# 1. On the third: it is one item, and in print twice is still North's. If the prints are recorded as items,
#    they are `derived_from` the photo.
# 2. On the fourth. What somebody gives out against their own side comes from outside the stake.

own = evolve(photo, id="own", provider=south, verified_by=[])
print()
step("South's own photo", Dossier.of(north, south, spill, said, own))
