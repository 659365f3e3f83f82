"""
A paragraph, encoded by hand
============================

A short news text becomes records: who speaks, what is claimed, in which words, and where in the text.
Two sides accuse each other, an official echoes another, and nobody has seen the video that is spoken of.
"""

from functools import partial

from attribution import Claim, Document, Dossier, Evidence, Link, Options, Span, Speaker, Statement, check
from attribution.report.text import finding_lines
from attribution.text import verify

TEXT = (
    "North “rained shells” on the market in Ferry Street, Lena Ost, who speaks for South, told the agency "
    "Coastline. Karl Dee, a minister of South, echoed her: North was probably to blame. Ana Brook, a mayor "
    "of North, denied it and said that South had fired the shells itself. A drone video shows the guns of "
    "South firing at the market, she said; North has not released it. Two people were reportedly hurt when "
    "the shells fell. The Gazette could not verify the account of either side."
)

# %%
# First the speakers: all who speak, pass on or are accused, and the bodies that they speak for.

gazette = Speaker(id="gazette", name="The Gazette", kind="organization")
coastline = Speaker(id="coastline", name="Coastline", kind="organization", role="news agency")
north = Speaker(id="north", name="North", kind="organization")
south = Speaker(id="south", name="South", kind="organization")
ost = Speaker(id="ost", name="Lena Ost", kind="individual", member_of=[south])
dee = Speaker(id="dee", name="Karl Dee", kind="individual", role="minister", member_of=[south])
brook = Speaker(id="brook", name="Ana Brook", kind="individual", role="mayor", member_of=[north])

# %%
# Then the claims. Ask of each sentence: what would be so, if it were so? "Denied it" and "could not verify"
# add no claim. "Two people were hurt" accuses nobody. Common ground would be a claim of kind `background`.

north_fired = Claim(id="north-fired", text="North shelled the market.", accused=[north], parties=[south])
links = [Link("counters", north_fired), Link("contradicts", north_fired)]
south_fired = Claim(
    id="south-fired", text="South shelled the market.", accused=[south], parties=[north], links=links
)
hurt = Claim(id="hurt", text="Two people were hurt at the market.", parties=[north, south])

# %%
# The video is neither statement nor claim but **evidence**, a thing that bears on a claim. That North has
# not released it is the item's `availability`. Brook points to it, so her statement `cites` it below.

video = Evidence(
    description="drone video", kind="video", availability="withheld", supports=[south_fired], provider=north
)

# %%
# Then the statements, sentence by sentence
# -----------------------------------------
# A **span** counts code points from the start of the text. It is looked up and never counted by hand. It
# covers what is said and who says it; where these stand apart, there are two spans.
#
# - `mode` says how the text gives the words: `indirect`, in its own words (the default); `direct`, all of
#   them verbatim, in `quote`; `mixed`, some of them; `narrated`, the outlet's own voice, nobody else's word.
# - `via` names who passed it on, but not the Gazette, whose text it is. `repeats` names the statement that
#   this one was taken from, where the text says so; "echoed her" does.
# - "Probably" is Dee's `hedge`, and no part of the claim. "Reportedly" is a hedge that names nobody: there is
#   no `speaker`. Narration names none either; there it means the publisher.

paper = Document(id="paper", title="Shells on Ferry Street", publisher=gazette, length=len(TEXT))
here = partial(Statement, document=paper)


def at(first: str, last: str) -> list[Span]:
    start = TEXT.find(first)
    return [Span(start, TEXT.find(last, start) + len(last))]


echo = at("Karl", "to blame")
charge = at("Ana", "of North") + at("said that", "itself") + at("A drone", "said")
s1 = here(
    speaker=ost,
    stance="asserts",
    claim=north_fired,
    mode="mixed",
    quote="rained shells",
    cue="told",
    via=[coastline],
    spans=at("North", "Coastline"),
)
s2 = here(
    speaker=dee, stance="asserts", claim=north_fired, cue="echoed", hedge="probably", repeats=[s1], spans=echo
)
statements = [
    s1,
    s2,
    here(speaker=brook, stance="denies", claim=north_fired, cue="denied", spans=at("Ana", "denied it")),
    here(speaker=brook, stance="asserts", claim=south_fired, cue="said", cites=[video], spans=charge),
    here(stance="asserts", claim=hurt, hedge="reportedly", spans=at("Two people", "fell")),
    here(stance="questions", claim=north_fired, mode="narrated", spans=at("The Gazette", "side")),
    here(stance="questions", claim=south_fired, mode="narrated", spans=at("The Gazette", "side")),
]

# %%
# Together, and held against the text
# -----------------------------------
# Read every span once: a wrong one shows. `verify` finds quotations and spans that do not fit the text.

people = [gazette, coastline, north, south, ost, dee, brook]
dossier = Dossier.of(*people, paper, north_fired, south_fired, hurt, video, *statements)
for each in statements:
    print(dossier.voice(each) or "nobody named", each.stance, each.claim)
    print("\n".join(f"    {TEXT[span.start : span.end]}" for span in each.spans))
print("mismatches:", len(verify(dossier, {"paper": TEXT})))

# %%
# What an editor would ask: the first line says that Ost and Dee are one voice and not two. The charges
# weigh little here, since the Gazette tells its readers that it could not verify them.

print()
print("\n".join(finding_lines(check(dossier, options=Options(texts={"paper": TEXT})))))

# %%
# Exercises
# ---------
# What would these be, at the end of the paragraph?
#
# 1. “We did not fire,” Ana Brook told the Gazette.
# 2. According to Coastline, the army of South claims that North probably has a second video.

# %%
# Answers
# -------
# 1. A denial of the claim that is there, `direct`, with the quotation and no `via`.
# 2. The army speaks, Coastline is `via`, "probably" is no part of the claim. To have a video is no wrong: it
#    accuses nobody.

army = Speaker(id="army", name="Army of South", kind="organization", member_of=[south])
second = Claim(id="second", text="North has a second video.", parties=[north, south])
answers = [
    here(speaker=brook, stance="denies", claim=north_fired, mode="direct", quote="We did not fire"),
    here(speaker=army, stance="asserts", claim=second, cue="claims", hedge="probably", via=[coastline]),
]
print(f"\n{len(dossier.add(army, second, *answers).statements)} statements")
