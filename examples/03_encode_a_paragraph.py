"""
A paragraph, encoded by hand
============================

A short news text becomes records: two sides accuse each other, and nobody has seen the video they speak of.
"""

from functools import partial

from attribution import Claim, Document, Dossier, Evidence, Link, Options, Span, Speaker, Statement, check
from attribution.report.text import finding_lines
from attribution.text import verify

TEXT = (
    "South “rained shells” on the market in Ferry Street, Mara Vane, who speaks for North, told the agency "
    "Coastline. Karl Dee, a minister of North, echoed her: South was probably to blame. Ida Holm, a mayor "
    "of South, denied it and said that North had fired the shells itself. A drone video shows the guns of "
    "North firing at the market, she said; South has not released it. Two people were reportedly hurt when "
    "the shells fell. The Gazette could not verify the account of either side."
)

# %%
# First the speakers: all who speak, pass on or are accused, and the bodies that they speak for.

gazette = Speaker(id="gazette", name="The Gazette", kind="organization")
coastline = Speaker(id="coastline", name="Coastline", kind="organization", role="news agency")
south = Speaker(id="south", name="South", kind="organization")
north = Speaker(id="north", name="North", kind="organization")
vane = Speaker(id="vane", name="Mara Vane", kind="individual", member_of=[north])
dee = Speaker(id="dee", name="Karl Dee", kind="individual", role="minister", member_of=[north])
holm = Speaker(id="holm", name="Ida Holm", kind="individual", role="mayor", member_of=[south])

# %%
# Then the claims. Ask of each sentence: what would be so, if it were so? "Denied it" and "could not verify"
# add no claim; where they mean several, each gets a statement over the same span. "Two people were hurt"
# accuses nobody. Common ground would be a claim of kind `background`, a reason why one of kind `motive`.

south_fired = Claim(id="south-fired", text="South shelled the market.", accused=[south], parties=[north])
links = [Link("counters", south_fired), Link("contradicts", south_fired)]
north_fired = Claim(
    id="north-fired", text="North shelled the market.", accused=[north], parties=[south], links=links
)
hurt = Claim(id="hurt", text="Two people were hurt at the market.", parties=[south, north])

# %%
# The video is neither statement nor claim but **evidence**, a thing that bears on a claim. That South has
# not released it is the item's `availability`. Holm points to it, so her statement `cites` it below. It
# supports only what it would show: a film of a cut cable shows the cutting, and not the fire that came of it.

video = Evidence(
    description="drone video", kind="video", availability="withheld", supports=[north_fired], provider=south
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
# - "Probably" is Dee's `hedge`, and no part of the claim. "Reportedly" stands beside nobody here, and
#   so there is no `speaker`. Narration names none either; there it means the publisher.
# - Who asks not to be named is a speaker with `anonymous=True` and, in `anonymity_reason`, the text's reason.
#   `basis` is set only where the text says how somebody knows, `member_of` where it says for whom they speak.

paper = Document(id="paper", title="Shells on Ferry Street", publisher=gazette, length=len(TEXT))
here = partial(Statement, document=paper)


def at(first: str, last: str) -> list[Span]:
    start = TEXT.index(first)
    return [Span(start, TEXT.index(last, start) + len(last))]


echo = at("Karl", "to blame")
charge = at("Ida", "of South") + at("said that", "itself") + at("A drone", "said")
s1 = here(
    speaker=vane,
    stance="asserts",
    claim=south_fired,
    mode="mixed",
    quote="rained shells",
    cue="told",
    via=[coastline],
    spans=at("South", "Coastline"),
)
s2 = here(
    speaker=dee, stance="asserts", claim=south_fired, cue="echoed", hedge="probably", repeats=[s1], spans=echo
)
statements = [
    s1,
    s2,
    here(speaker=holm, stance="denies", claim=south_fired, cue="denied", spans=at("Ida", "denied it")),
    here(speaker=holm, stance="asserts", claim=north_fired, cue="said", cites=[video], spans=charge),
    here(stance="asserts", claim=hurt, hedge="reportedly", spans=at("Two people", "fell")),
    here(stance="questions", claim=south_fired, mode="narrated", spans=at("The Gazette", "side")),
    here(stance="questions", claim=north_fired, mode="narrated", spans=at("The Gazette", "side")),
]

# %%
# Held against the text: read every span once, a wrong one shows, and `verify` finds what does not fit.

people = [gazette, coastline, south, north, vane, dee, holm]
dossier = Dossier.of(*people, paper, south_fired, north_fired, hurt, video, *statements)
for each in statements:
    print(dossier.voice(each) or "nobody named", each.stance, each.claim)
    print("\n".join(f"    {TEXT[span.start : span.end]}" for span in each.spans))
print("mismatches:", len(verify(dossier, {"paper": TEXT})))

# %%
# What an editor would ask. I301: Vane and Dee are one voice and not two. S201 and S203 are no more than
# "info", since the Gazette tells its readers that it could not verify them. P801 asks for a `locator`, such
# as a paragraph or a minute, at which the words can be looked up; a span does not replace it.

print("\n" + "\n".join(finding_lines(check(dossier, options=Options(texts={"paper": TEXT})))))

# %%
# Exercises
# ---------
# What would these be, at the end of the paragraph?
#
# 1. “We did not fire,” Ida Holm told the Gazette.
# 2. According to Coastline, the army of North claims that South probably has a second video.

# %%
# Answers
# -------
# 1. A denial of the claim that is there, `direct`, with the quotation and no `via`.
# 2. The army speaks, Coastline is `via`, "probably" is no part of the claim, and the claim accuses nobody.

army = Speaker(id="army", name="Army of North", kind="organization", member_of=[north])
second = Claim(id="second", text="South has a second video.", parties=[south, north])
answers = [
    here(speaker=holm, stance="denies", claim=south_fired, mode="direct", quote="We did not fire"),
    here(speaker=army, stance="asserts", claim=second, cue="claims", hedge="probably", via=[coastline]),
]
print(f"\n{len(dossier.add(army, second, *answers).statements)} statements")
