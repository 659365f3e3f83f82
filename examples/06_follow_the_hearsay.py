"""
Chains of hearsay
=================

How words came to the reader: through whom, from whom, and from which text; and how many origins there are.

A story that comes from three mouths may have one beginning. The library counts what the records declare:
the relays of a statement (`via`), the statements that it is taken from (`repeats`), and the text that a
document is a copy of (`derived_from`).
"""

# %%
# By way of others
# ----------------
# "The levee at Reed Bay leaks, a fisher told Coast Radio, the agency Coastline reports." The fisher speaks,
# and two others carry her words. `via` names them in order, from the speaker towards the reader; the
# Gazette, whose text this is, is the document's publisher and not named again. She saw the leak: her
# `basis` is `observed`. Yet nobody at the Gazette has heard her say so, and the report says this.

from itertools import pairwise

from attribution import Claim, Document, Dossier, Speaker, Statement, StatementId, assess, check

north = Speaker(id="north", name="North", kind="organization")
south = Speaker(id="south", name="South", kind="organization")
brook = Speaker(id="brook", name="Ana Brook", kind="individual", role="mayor", member_of=[north])
dee = Speaker(id="dee", name="Karl Dee", kind="individual", role="minister", member_of=[south])
holm = Speaker(id="holm", name="Mira Holm", kind="individual", role="fisher")
radio = Speaker(id="radio", name="Coast Radio", kind="organization")
coastline = Speaker(id="coastline", name="Coastline", kind="organization", role="news agency")
gazette = Speaker(id="gazette", name="The Gazette", kind="organization")
speakers = [north, south, brook, dee, holm, radio, coastline, gazette]

leak = Claim(id="leak", text="The levee at Reed Bay leaks.", parties=[north, south])
page = Document(id="page", title="Water at Reed Bay", publisher=gazette, published="2031-05-04")
heard = Statement(
    id="heard",
    speaker=holm,
    stance="asserts",
    claim=leak,
    basis="observed",
    via=[radio, coastline],
    document=page,
)


def look(dossier: Dossier, claim: Claim) -> None:
    voices = ", ".join(dossier[speaker].name for speaker in assess(dossier, claim).voices.speakers)
    print(f"\n{claim.id}, voices: {voices}")
    for finding in check(dossier, select=["I301", "I302", "I303", "P801", "P804"]):
        print(f"    {finding.code} {finding.name}: {finding.message}")
        print(f"    remedy: {finding.remedy}")


dossier = Dossier.of(*speakers, page, leak, heard)
look(dossier, leak)

# %%
# Taken from one another
# ----------------------
# A mayor of North and a minister of South say the same, and both have it from the fisher. Two sides that
# agree look like corroboration. `repeats` tells where each has it from, and shows that there is one origin.
# I303 is gone, since these two told the Gazette themselves; what weighs more has come in its place.

echoes = [
    Statement(speaker=speaker, stance="asserts", claim=leak, cue="said", repeats=[heard], document=page)
    for speaker in (brook, dee)
]
dossier = dossier.add(*echoes)
look(dossier, leak)

# %%
# One chain, drawn
# ----------------
# Three lines reach the Gazette. Followed back, they meet in one person.

try:
    import matplotlib.pyplot as plt
except ImportError:
    print("no picture without matplotlib: pip install 'attribution-statements[plot]'")
else:
    places: dict[str, tuple[int, int]] = {}
    hops: list[tuple[str, str]] = []
    for row, each in enumerate(dossier.statements_on(leak)):
        sources = [dossier[source].speaker for source in each.repeats]
        chain = [dossier[who].name for who in (*sources, each.speaker, *each.via, page.publisher) if who]
        hops += pairwise(chain)
        for step, name in enumerate(chain):
            places.setdefault(name, (step, -row))
    figure, axes = plt.subplots(figsize=(8, 3))
    boxes = {
        name: axes.text(*place, name, ha="center", va="center", bbox={"boxstyle": "round", "fc": "white"})
        for name, place in places.items()
    }
    for one, other in hops:
        ends = {"patchA": boxes[one].get_bbox_patch(), "patchB": boxes[other].get_bbox_patch()}
        axes.annotate("", places[other], places[one], arrowprops={"arrowstyle": "-|>", "fc": "black", **ends})
    axes.set(xlim=(-0.5, 3.5), ylim=(-2.4, 0.4))
    axes.axis("off")
    plt.show()

# %%
# A copy of a text
# ----------------
# Coastline's own reporter saw a pump stand still; the Courier prints the agency's text as its own. Without
# `derived_from` there are two papers and no finding: copying that nobody declares cannot be seen.

courier = Speaker(id="courier", name="The Courier", kind="organization")
still = Claim(id="still", text="The pump at Mill Lane stands still.", parties=[north, south])
wire = Document(id="wire", title="Pump stands still", publisher=coastline)
for source in (None, wire):
    reprint = Document(id="reprint", title="Pump idle", publisher=courier, derived_from=source)
    narrated = [
        Statement(stance="asserts", claim=still, mode="narrated", basis="observed", document=text)
        for text in (wire, reprint)
    ]
    look(Dossier.of(*speakers, courier, still, wire, reprint, *narrated), still)

# %%
# Round in a circle, and out of order
# -----------------------------------
# Each of two papers names the other as its source. That happens, so it is recorded; the circle holds up
# nothing. Here the dates give it away as well: one took on 2 May what the other printed on 3 May.

old = Claim(id="old", text="The levee was built in 1911.", parties=[north, south])
dates = (("s1", gazette, "2031-05-02", "s2"), ("s2", courier, "2031-05-03", "s1"))
circle = [
    Statement(id=name, speaker=paper, stance="asserts", claim=old, said=said, repeats=[StatementId(source)])
    for name, paper, said, source in dates
]
look(Dossier.of(*speakers, courier, old, *circle), old)

# %%
# The end of the chain
# --------------------
# A reporter of the Gazette rings the fisher: a statement without `via`. Her words are quoted, so a reader
# must be able to look them up; `locator` says where. Still no evidence is on record: it is her word.

rung = Statement(speaker=holm, stance="asserts", claim=leak, mode="direct", quote="It leaks", document=page)
look(Dossier.of(*speakers, page, leak, heard, rung), leak)
