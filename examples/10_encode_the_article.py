"""
The article, in full
====================

A news article in which two sides of a war accuse each other of shelling, officials echo one another, and
a video is spoken of that nobody has seen; encoded statement by statement, checked, drawn, and turned into
the questions that a desk editor would ask.

Every allegation stands here as somebody's statement, in our words. Only words that the article itself
quotes from a speaker stand as that speaker's `quote`. Spans count the code points of the article's text,
which is somebody's property and not part of this project.
"""

# %%
# The file
# --------
# The article bears no date, and so none is given here: "since last week" and "in recent weeks" stay
# unresolved, and the end of this script says so. Its title is not known either. `digest` and `length` say
# which text the spans were counted in, so that another version of it is not taken for this one.

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from textwrap import fill, shorten

from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    Finding,
    Link,
    Rung,
    Span,
    Speaker,
    SpeakerId,
    Statement,
    UnresolvedDateError,
    When,
    assess,
    check,
    dump,
    flag_unsupported,
)
from attribution.report.text import claims_table, finding_lines, summary_line

sofrep = Speaker(id="sofrep", name="SOFREP", kind="organization", role="the outlet")
article = Document(
    id="article",
    publisher=sofrep,
    digest="74ae63e2e3d2f26328d746419c8921c36ae295f2df3a7cc501291d944b7c75ca",
    length=5371,
)

# %%
# Who speaks, and who is spoken of
# --------------------------------
# `member_of` says for whom somebody speaks; `aligned_with` says who backs whom, without a common voice. The
# article calls the separatists backed by Russia, and so they are aligned with it and not part of it. It
# does not call any government an ally of another, and neither do we.
#
# What is hard: names for bodies that may be one or may be several. "Pro-Russian forces" may be the
# separatists or others, so they are a speaker of their own. "Officials" are a class. Whoever staged attacks
# that nobody is named for is a speaker too, of kind `unknown`: somebody is accused, and the article does
# not say who.

ukraine = Speaker(id="ukraine", name="Government of Ukraine", kind="organization")
ukraine_officials = Speaker(
    id="ukraine-officials", name="Ukrainian officials", kind="class", member_of=[ukraine]
)
armed_forces = Speaker(
    id="ukraine-armed-forces", name="Ukrainian Armed Forces", kind="organization", member_of=[ukraine]
)
pavliuk = Speaker(
    id="pavliuk",
    name="Alexander Pavliuk",
    kind="individual",
    role="lieutenant general, commander of the Ukrainian military in the Donbas",
    member_of=[armed_forces],
)
zaluzhnyi = Speaker(
    id="zaluzhnyi",
    name="Valerii Zaluzhnyi",
    kind="individual",
    role="commander-in-chief of the Ukrainian military",
    member_of=[armed_forces],
)
zelensky = Speaker(
    id="zelensky",
    name="Volodymyr Zelensky",
    kind="individual",
    role="president of Ukraine",
    member_of=[ukraine],
)
danilov = Speaker(
    id="danilov",
    name="Oleksiy Danilov",
    kind="individual",
    role="secretary of Ukraine's National Security and Defense Council",
    member_of=[ukraine],
)

russia = Speaker(id="russia", name="Government of Russia", kind="organization")
putin = Speaker(
    id="putin", name="Vladimir Putin", kind="individual", role="president of Russia", member_of=[russia]
)
pro_russian_forces = Speaker(
    id="pro-russian-forces", name="pro-Russian forces", kind="group", aligned_with=[russia]
)
separatists = Speaker(
    id="separatists",
    name="separatists in Luhansk and Donetsk",
    kind="group",
    aligned_with=[russia],
)
donetsk = Speaker(
    id="donetsk-republic",
    name="Donetsk People's Republic",
    kind="organization",
    role="self-proclaimed",
    member_of=[separatists],
)
luhansk = Speaker(
    id="luhansk-republic", name="Luhansk People's Republic", kind="organization", member_of=[separatists]
)
pushilin = Speaker(
    id="pushilin", name="Denis Pushilin", kind="individual", role="head of state", member_of=[donetsk]
)
pasechnik = Speaker(
    id="pasechnik", name="Leonid Pasechnik", kind="individual", role="leader", member_of=[luhansk]
)
sinenkov = Speaker(
    id="sinenkov", name="Denis Sinenkov", kind="individual", role="military head", member_of=[donetsk]
)

united_states = Speaker(id="united-states", name="Government of the United States", kind="organization")
us_officials = Speaker(id="us-officials", name="US officials", kind="class", member_of=[united_states])
us_intelligence = Speaker(
    id="us-intelligence", name="US intelligence", kind="organization", member_of=[united_states]
)
biden = Speaker(
    id="biden",
    name="Joe Biden",
    kind="individual",
    role="president of the United States",
    member_of=[united_states],
)
biden_administration = Speaker(
    id="biden-administration",
    name="Biden administration",
    kind="organization",
    member_of=[united_states],
)
volker = Speaker(
    id="volker",
    name="Kurt Volker",
    kind="individual",
    role="former US ambassador to NATO",
)
united_kingdom = Speaker(id="united-kingdom", name="Government of the United Kingdom", kind="organization")
truss = Speaker(
    id="truss",
    name="Liz Truss",
    kind="individual",
    role="British foreign secretary",
    member_of=[united_kingdom],
)
al_jazeera = Speaker(id="al-jazeera", name="Al Jazeera", kind="organization")
stagers = Speaker(id="whoever-staged-attacks", name="whoever staged the attacks")

speakers = [
    sofrep,
    ukraine,
    ukraine_officials,
    armed_forces,
    pavliuk,
    zaluzhnyi,
    zelensky,
    danilov,
    russia,
    putin,
    pro_russian_forces,
    separatists,
    donetsk,
    luhansk,
    pushilin,
    pasechnik,
    sinenkov,
    united_states,
    us_officials,
    us_intelligence,
    biden,
    biden_administration,
    volker,
    united_kingdom,
    truss,
    al_jazeera,
    stagers,
]

# %%
# The paragraphs follow. Under each stands what it has come to: who takes which stance, on which claim.

names = {speaker.id: speaker.name for speaker in speakers}
texts: dict[str, str] = {}


def show(number: int, claims: Sequence[Claim], statements: Sequence[Statement]) -> None:
    texts.update((claim.id, claim.text) for claim in claims)
    print(f"paragraph {number}: {len(claims)} new claims, {len(statements)} statements")
    for each in statements:
        nobody = "the outlet itself" if each.mode == "narrated" else "nobody named"
        who = names[each.speaker] if each.speaker else nobody
        relays = "".join(f" by way of {names[relay]}" for relay in each.via)
        print(f"  {who}{relays} ({each.stance}): {texts[each.claim]}")


# %%
# Paragraph 1: two accusations and a motive
# -----------------------------------------
# One clause holds two accusations, one each way: two claims, each with its own accused, that counter each
# other. They do not contradict: both can hold.
#
# What is hard: the second sentence gives a motive, and two groups of officials give it. That is one claim
# with two statements, and no more support than with one. That Russia backs the separatists is never
# asserted in a sentence of its own. It stands in an adjective, here and in four other places, and so it is
# one statement of the outlet with five spans. That tensions grow is the outlet's as well.

separatists_shell = Claim(
    id="c01-separatists-shell",
    text="The separatists shell the areas that Ukraine holds.",
    accused=[separatists],
    parties=[ukraine, separatists],
)
ukraine_shells = Claim(
    id="c01-ukraine-shells",
    text="Ukraine shells the areas that the separatists hold.",
    accused=[ukraine],
    parties=[ukraine, separatists],
    links=[Link("counters", separatists_shell)],
)
tensions_grow = Claim(
    id="c01-tensions-grow", text="The accusations raise tensions in Ukraine.", kind="background"
)
shelling_claims_a_pretext = Claim(
    id="c01-shelling-claims-a-pretext",
    text="The separatists accuse Ukraine of shelling as a pretext for an invasion of Ukraine.",
    kind="motive",
    accused=[separatists],
    parties=[ukraine, separatists, russia],
    links=[Link("explains", ukraine_shells)],
)
russia_backs_separatists = Claim(
    id="c01-russia-backs-separatists", text="Russia backs the separatists.", kind="background"
)

paragraph_1 = [
    Statement(
        id="p01-1",
        speaker=ukraine,
        stance="asserts",
        claim=separatists_shell,
        document=article,
        spans=[Span(0, 139)],
        cue="trading accusations",
    ),
    Statement(
        id="p01-2",
        speaker=separatists,
        stance="asserts",
        claim=ukraine_shells,
        document=article,
        spans=[Span(0, 139)],
        cue="trading accusations",
    ),
    Statement(
        id="p01-3",
        stance="asserts",
        claim=tensions_grow,
        document=article,
        spans=[Span(141, 196)],
        mode="narrated",
    ),
    Statement(
        id="p01-4",
        speaker=ukraine_officials,
        stance="asserts",
        claim=shelling_claims_a_pretext,
        document=article,
        spans=[Span(198, 356)],
        cue="say",
    ),
    Statement(
        id="p01-5",
        speaker=us_officials,
        stance="asserts",
        claim=shelling_claims_a_pretext,
        document=article,
        spans=[Span(198, 356)],
        cue="say",
    ),
    Statement(
        id="p01-6",
        stance="asserts",
        claim=russia_backs_separatists,
        document=article,
        spans=[
            Span(29, 78),
            Span(251, 277),
            Span(1147, 1173),
            Span(2168, 2201),
            Span(2647, 2673),
        ],
        mode="narrated",
    ),
]

claims_1 = [
    separatists_shell,
    ukraine_shells,
    tensions_grow,
    shelling_claims_a_pretext,
    russia_backs_separatists,
]
show(1, claims_1, paragraph_1)

# %%
# Paragraph 2: where does the source end?
# ---------------------------------------
# The Armed Forces are named for the shelling of the village and the hit on the kindergarten. What the
# attack did comes without a source, and so it is the outlet's own voice.
#
# What is hard: a reader hears one source throughout, and the grammar gives it for one sentence only. We
# follow the grammar. "It was reported" names nobody: speaker `None`. The last sentence is the outlet's
# voice again. Neither of these two says whose shells they were, so they accuse nobody; the sentence on the
# wounded does, because it speaks of the attack of which the separatists have just been accused.

village_shelled = Claim(
    id="c02-village-shelled",
    text="The separatists fired heavy artillery at Stanytsia Luhanska.",
    accused=[separatists],
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
    links=[Link("narrows", separatists_shell)],
)
kindergarten_hit = Claim(
    id="c02-kindergarten-hit",
    text="Shells of the separatists hit the Fairy Tale kindergarten.",
    accused=[separatists],
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
    links=[Link("narrows", village_shelled)],
)
civilians_wounded = Claim(
    id="c02-civilians-wounded",
    text="The attack on the village wounded several civilians.",
    accused=[separatists],
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
    links=[Link("narrows", village_shelled)],
)
infrastructure_damaged = Claim(
    id="c02-infrastructure-damaged",
    text="The attack on the village damaged public infrastructure.",
    accused=[separatists],
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
    links=[Link("narrows", village_shelled)],
)
power_cut = Claim(
    id="c02-power-cut",
    text="The attack cut the electricity in parts of the village.",
    accused=[separatists],
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
    links=[Link("narrows", village_shelled)],
)
children_inside = Claim(
    id="c02-children-inside",
    text="24 children were in the kindergarten when it was hit.",
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
)
sports_room_hit = Claim(
    id="c02-sports-room-hit",
    text="An artillery round hit the kindergarten's sports room.",
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
)
playground_hit = Claim(
    id="c02-playground-hit",
    text="Seconds after that round, a mortar landed on the playground.",
    parties=[ukraine, separatists],
    place="Stanytsia Luhanska",
)

paragraph_2 = [
    Statement(
        id="p02-1",
        speaker=armed_forces,
        stance="asserts",
        claim=village_shelled,
        document=article,
        spans=[Span(359, 467)],
        cue="according to",
    ),
    Statement(
        id="p02-2",
        speaker=armed_forces,
        stance="asserts",
        claim=kindergarten_hit,
        document=article,
        spans=[
            Span(359, 398),
            Span(474, 515),
        ],
        cue="according to",
    ),
    Statement(
        id="p02-3",
        stance="asserts",
        claim=civilians_wounded,
        document=article,
        spans=[Span(517, 564)],
        mode="narrated",
    ),
    Statement(
        id="p02-4",
        stance="asserts",
        claim=infrastructure_damaged,
        document=article,
        spans=[Span(517, 537), Span(566, 595)],
        mode="narrated",
    ),
    Statement(
        id="p02-5",
        stance="asserts",
        claim=power_cut,
        document=article,
        spans=[Span(517, 537), Span(601, 650)],
        mode="narrated",
    ),
    Statement(
        id="p02-6",
        stance="asserts",
        claim=children_inside,
        document=article,
        spans=[Span(652, 717)],
        cue="it was reported",
    ),
    Statement(
        id="p02-7",
        stance="asserts",
        claim=sports_room_hit,
        document=article,
        spans=[Span(652, 667), Span(723, 763)],
        cue="it was reported",
    ),
    Statement(
        id="p02-8",
        stance="asserts",
        claim=playground_hit,
        document=article,
        spans=[Span(765, 812)],
        mode="narrated",
    ),
]

claims_2 = [
    village_shelled,
    kindergarten_hit,
    civilians_wounded,
    infrastructure_damaged,
    power_cut,
    children_inside,
    sports_room_hit,
    playground_hit,
]
show(2, claims_2, paragraph_2)

# %%
# Paragraph 3: two figures
# ------------------------
# The second is told as a part of the first, and nothing says how they were counted: two claims, and the
# second narrows the first.
#
# What is hard: a figure looks like evidence. It is not: nothing is shown, so it stays a statement by the
# officer who gives it. "Since last week" is relative to a day that the article does not name, so the
# statement has no date.

incidents_49 = Claim(
    id="c03-49-incidents",
    text="There were 49 incidents of fire by the separatists along the front line.",
    accused=[separatists],
    parties=[ukraine, separatists],
    links=[Link("narrows", separatists_shell)],
)
attacks_39 = Claim(
    id="c03-39-artillery-attacks",
    text="The separatists made more than 39 attacks with artillery since the week before.",
    accused=[separatists],
    parties=[ukraine, separatists],
    links=[Link("narrows", incidents_49)],
)

paragraph_3 = [
    Statement(
        id="p03-1",
        speaker=pavliuk,
        stance="asserts",
        claim=incidents_49,
        document=article,
        spans=[Span(815, 984)],
        cue="reported",
    ),
    Statement(
        id="p03-2",
        speaker=pavliuk,
        stance="asserts",
        claim=attacks_39,
        document=article,
        spans=[
            Span(815, 916),
            Span(991, 1032),
        ],
        cue="reported",
    ),
]

claims_3 = [incidents_49, attacks_39]
show(3, claims_3, paragraph_3)

# %%
# Paragraph 4: a car
# ------------------
# That the car blew up, and where, is told without a source. The accusation has one, though a vague one.
#
# What is hard: "it was later revealed" has a verb that takes what follows for granted, and no subject.
# Whose car it was is a claim of its own, with nobody named for it; it accuses nobody.

car_blew_up = Claim(
    id="c04-car-blew-up",
    text="A car blew up outside a government building in Donetsk.",
    parties=[ukraine, separatists],
    place="Donetsk",
)
ukraine_blew_up_car = Claim(
    id="c04-ukraine-blew-up-car",
    text="The Ukrainian government attacked the car in Donetsk.",
    accused=[ukraine],
    parties=[ukraine, separatists],
    place="Donetsk",
)
car_was_sinenkovs = Claim(
    id="c04-car-was-sinenkovs", text="The car belonged to Denis Sinenkov.", parties=[separatists, sinenkov]
)

paragraph_4 = [
    Statement(
        id="p04-1",
        stance="asserts",
        claim=car_blew_up,
        document=article,
        spans=[Span(1048, 1139)],
        mode="narrated",
    ),
    Statement(
        id="p04-2",
        speaker=separatists,
        stance="asserts",
        claim=ukraine_blew_up_car,
        document=article,
        spans=[Span(1048, 1219)],
        cue="accused",
    ),
    Statement(
        id="p04-3",
        stance="asserts",
        claim=car_was_sinenkovs,
        document=article,
        spans=[Span(1221, 1314)],
        cue="it was later revealed",
    ),
]

claims_4 = [car_blew_up, ukraine_blew_up_car, car_was_sinenkovs]
show(4, claims_4, paragraph_4)

# %%
# Paragraph 5: whose attack it was
# --------------------------------
# The president's words name other culprits. That is a counter-accusation, which cannot hold together with
# the accusation; the article does not say that it was given as a reply, so `answers` stays empty.
#
# What is hard: "the attack" can be any of those told before. It is read as the last one, the car's. The
# president gives the act and its aim in one breath: a fact, and a motive that explains it. In the last
# sentence the fears are nobody's in particular, so they are the outlet's, with a hedge.

attack_was_provocation = Claim(
    id="c05-attack-was-provocation",
    text="The attack was a provocation by Russia and pro-Russian forces.",
    accused=[russia, pro_russian_forces],
    parties=[ukraine, russia, pro_russian_forces],
    links=[Link("counters", ukraine_blew_up_car), Link("contradicts", ukraine_blew_up_car)],
)
to_draw_retaliation = Claim(
    id="c05-to-draw-retaliation",
    text="The provocation was meant to draw Ukraine into retaliating.",
    kind="motive",
    accused=[russia, pro_russian_forces],
    parties=[ukraine, russia, pro_russian_forces],
    links=[Link("explains", attack_was_provocation)],
)
escalations_a_pretext = Claim(
    id="c05-escalations-a-pretext",
    text="The Kremlin uses small escalations as a pretext to invade Ukraine.",
    kind="motive",
    accused=[russia],
    parties=[ukraine, russia],
)

paragraph_5 = [
    Statement(
        id="p05-1",
        speaker=zelensky,
        stance="asserts",
        claim=attack_was_provocation,
        document=article,
        spans=[Span(1317, 1427)],
        cue="attributed",
    ),
    Statement(
        id="p05-2",
        speaker=zelensky,
        stance="asserts",
        claim=to_draw_retaliation,
        document=article,
        spans=[Span(1317, 1457)],
        cue="attributed",
    ),
    Statement(
        id="p05-3",
        stance="asserts",
        claim=escalations_a_pretext,
        document=article,
        spans=[Span(1459, 1556)],
        mode="narrated",
        hedge="fears",
        certainty="possible",
    ),
]

claims_5 = [attack_was_provocation, to_draw_retaliation, escalations_a_pretext]
show(5, claims_5, paragraph_5)

# %%
# Paragraph 6: an accusation that the outlet itself calls unsupported
# -------------------------------------------------------------------
# Two leaders say the same; the second adds a voice and no support. The outlet says that neither offered
# evidence: a claim of kind `sourcing` that `faults` theirs. This is what a reader needs, and the finding on
# their claim weighs less for it.
#
# What is hard: Ukraine's answer takes no stance on the plan. It is no denial: it `answers` the accusation,
# and makes accusations of its own in a subordinate clause. What it believes is a conclusion, so the basis
# is `inferred`.

assault_planned = Claim(
    id="c06-assault-planned",
    text="Kyiv has been planning an assault on the Donbas.",
    accused=[ukraine],
    parties=[ukraine, separatists],
)
donbas_contested = Claim(
    id="c06-donbas-contested",
    text="Separatists hold a part of Ukraine, the Donbas, which has seen fighting since 2014.",
    kind="background",
    occurred="2014/..",
)
assault_claims_unsupported = Claim(
    id="c06-assault-claims-unsupported",
    text="The claims of a planned assault came without substantive evidence.",
    kind="sourcing",
    links=[Link("faults", assault_planned)],
)
forces_restrained = Claim(
    id="c06-forces-restrained", text="Ukraine's forces have shown restraint.", parties=[ukraine, separatists]
)
violence_increased = Claim(
    id="c06-violence-increased",
    text="The separatists have increased their violence.",
    accused=[separatists],
    parties=[ukraine, separatists],
)
shelling_a_provocation = Claim(
    id="c06-shelling-a-provocation",
    text="The shelling and the violence are a provocation by Russia.",
    accused=[russia],
    parties=[ukraine, russia],
    links=[Link("explains", separatists_shell), Link("explains", violence_increased)],
)

paragraph_6 = [
    Statement(
        id="p06-1",
        speaker=pushilin,
        stance="asserts",
        claim=assault_planned,
        document=article,
        spans=[Span(1589, 1731)],
        cue="claimed",
    ),
    Statement(
        id="p06-2",
        stance="asserts",
        claim=donbas_contested,
        document=article,
        spans=[Span(1733, 1849)],
        mode="narrated",
    ),
    Statement(
        id="p06-3",
        speaker=pasechnik,
        stance="asserts",
        claim=assault_planned,
        document=article,
        spans=[Span(1851, 1954)],
        cue="claimed",
        hedge="alleged",
    ),
    Statement(
        id="p06-4",
        stance="asserts",
        claim=assault_claims_unsupported,
        document=article,
        spans=[Span(1956, 2027)],
        mode="narrated",
    ),
    Statement(
        id="p06-5",
        speaker=ukraine,
        stance="asserts",
        claim=forces_restrained,
        document=article,
        spans=[Span(2029, 2116)],
        cue="stated",
        answers=[assault_planned],
    ),
    Statement(
        id="p06-6",
        speaker=ukraine,
        stance="asserts",
        claim=separatists_shell,
        document=article,
        spans=[Span(2061, 2079), Span(2125, 2137), Span(2161, 2201)],
        cue="stated",
    ),
    Statement(
        id="p06-7",
        speaker=ukraine,
        stance="asserts",
        claim=violence_increased,
        document=article,
        spans=[Span(2061, 2079), Span(2142, 2201)],
        cue="stated",
    ),
    Statement(
        id="p06-8",
        speaker=ukraine,
        stance="asserts",
        claim=shelling_a_provocation,
        document=article,
        spans=[Span(2202, 2247)],
        cue="believe",
        basis="inferred",
    ),
]

claims_6 = [
    assault_planned,
    donbas_contested,
    assault_claims_unsupported,
    forces_restrained,
    violence_increased,
    shelling_a_provocation,
]
show(6, claims_6, paragraph_6)

# %%
# Paragraph 7: a denial inside an accusation
# ------------------------------------------
# To call the allegations a campaign of disinformation is to deny them: one quotation carries a denial of
# the plan and five accusations.
#
# What is hard: a quotation is cut up by its claims, and each claim takes just the words that carry it, with
# several spans where they do not stand together. The allegations that he speaks of are read as those of the
# paragraph before. Whether the banned weapons are said to be in use or to be meant for use is not clear;
# they are given as the commander gives them, as a part of the shelling.

russia_disinforms = Claim(
    id="c07-russia-disinforms",
    text="Russia is behind campaigns of disinformation.",
    accused=[russia],
    parties=[ukraine, russia],
)
allegations_a_campaign = Claim(
    id="c07-allegations-a-campaign",
    text="The allegations against Ukraine are a campaign to spread disinformation.",
    kind="motive",
    accused=[russia],
    parties=[ukraine, russia],
    links=[
        Link("narrows", russia_disinforms),
        Link("explains", assault_planned),
        Link("counters", assault_planned),
    ],
)
campaign_for_shelling = Claim(
    id="c07-campaign-for-shelling",
    text="The campaign is meant to increase the shelling of Ukrainian positions and civilian infrastructure.",
    kind="motive",
    accused=[russia],
    parties=[ukraine, russia],
    links=[Link("explains", allegations_a_campaign)],
)
banned_weapons = Claim(
    id="c07-banned-weapons",
    text="Weapons that the Minsk agreements ban are used in the shelling.",
    accused=[russia],
    parties=[ukraine, russia],
)
campaign_to_escalate = Claim(
    id="c07-campaign-to-escalate",
    text="The campaign is meant to worsen the security situation.",
    kind="motive",
    accused=[russia],
    parties=[ukraine, russia],
    links=[Link("explains", allegations_a_campaign)],
)

paragraph_7 = [
    Statement(
        id="p07-1",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=russia_disinforms,
        document=article,
        spans=[Span(2250, 2374)],
        cue="according to",
    ),
    Statement(
        id="p07-2",
        speaker=zaluzhnyi,
        stance="denies",
        claim=assault_planned,
        document=article,
        spans=[
            Span(2250, 2330),
            Span(2375, 2446),
        ],
        mode="mixed",
        cue="saying",
        quote="a campaign to spread mass disinformation",
    ),
    Statement(
        id="p07-3",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=allegations_a_campaign,
        document=article,
        spans=[
            Span(2250, 2330),
            Span(2375, 2446),
        ],
        mode="mixed",
        cue="saying",
        quote="a campaign to spread mass disinformation",
    ),
    Statement(
        id="p07-4",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=campaign_for_shelling,
        document=article,
        spans=[
            Span(2250, 2330),
            Span(2375, 2419),
            Span(2448, 2516),
        ],
        mode="mixed",
        cue="saying",
        quote="increase shelling of Ukrainian positions and civilian infrastructure",
    ),
    Statement(
        id="p07-5",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=banned_weapons,
        document=article,
        spans=[
            Span(2250, 2330),
            Span(2375, 2381),
            Span(2522, 2560),
        ],
        mode="mixed",
        cue="saying",
        quote="weapons banned by the Minsk agreements",
    ),
    Statement(
        id="p07-6",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=campaign_to_escalate,
        document=article,
        spans=[
            Span(2250, 2330),
            Span(2375, 2419),
            Span(2566, 2597),
        ],
        mode="mixed",
        cue="saying",
        quote="escalate the security situation",
    ),
]

claims_7 = [
    russia_disinforms,
    allegations_a_campaign,
    campaign_for_shelling,
    banned_weapons,
    campaign_to_escalate,
]
show(7, claims_7, paragraph_7)

# %%
# Paragraph 8: the outlet takes a side in passing
# -----------------------------------------------
# That Ukraine is the one under attack is said by no source: the outlet makes one party's case its own. It
# is recorded as what it is, a statement of the outlet that the separatists shell.
#
# What is hard: it stands in a participle and is easily read over. "In self-defense" takes no stance on
# whether Ukraine shelled anybody, and answers the accusation of paragraph 1.

artillery_near_homes = Claim(
    id="c08-artillery-near-homes",
    text="The separatists place artillery near homes.",
    accused=[separatists],
    parties=[ukraine, separatists],
)
civilians_at_risk = Claim(
    id="c08-civilians-at-risk",
    text="Artillery near homes puts civilians at risk when it is attacked.",
    parties=[ukraine, separatists],
)
only_self_defence = Claim(
    id="c08-only-self-defence",
    text="Ukraine has acted only in self-defence.",
    parties=[ukraine, separatists],
)

paragraph_8 = [
    Statement(
        id="p08-1",
        speaker=ukraine,
        stance="asserts",
        claim=artillery_near_homes,
        document=article,
        spans=[Span(2601, 2730)],
        cue="accused",
    ),
    Statement(
        id="p08-2",
        stance="asserts",
        claim=civilians_at_risk,
        document=article,
        spans=[Span(2732, 2772)],
        mode="narrated",
    ),
    Statement(
        id="p08-3",
        stance="asserts",
        claim=separatists_shell,
        document=article,
        spans=[Span(2774, 2824)],
        mode="narrated",
    ),
    Statement(
        id="p08-4",
        speaker=zaluzhnyi,
        stance="asserts",
        claim=only_self_defence,
        document=article,
        spans=[Span(2826, 2901)],
        cue="saying",
        answers=[ukraine_shells],
    ),
]

claims_8 = [artillery_near_homes, civilians_at_risk, only_self_defence]
show(8, claims_8, paragraph_8)

# %%
# Paragraph 9: a video that nobody has seen
# -----------------------------------------
# The longest chain: intelligence services, by way of the administration, to the outlet. The video is the
# only thing in the article that could be looked at, and it is withheld; the outlet says so.
#
# What is hard: "uncovering" takes the plot for granted, and the sentences after it change to "was said to",
# by nobody. Who staged the attacks that are "reported" is not said. The video would bear on four claims,
# and the sentence that it was not released faults all four.

false_flags = Claim(
    id="c09-false-flags",
    text="Attacks under a false flag have taken place in recent weeks.",
    accused=[stagers],
    parties=[stagers],
)
video_plot = Claim(
    id="c09-video-plot",
    text="Russia plotted to make a fake video.",
    accused=[russia],
    parties=[united_states, russia],
)
video_a_pretext = Claim(
    id="c09-video-a-pretext",
    text="The fake video was to be a pretext for an invasion.",
    kind="motive",
    accused=[russia],
    parties=[united_states, ukraine, russia],
    links=[Link("explains", video_plot)],
)
video_shows_killings = Claim(
    id="c09-video-shows-killings",
    text="The fake video was to show Ukrainians killing Russian speakers with Western-made weapons.",
    accused=[russia],
    parties=[united_states, ukraine, russia],
    links=[Link("narrows", video_plot)],
)
video_shows_destruction = Claim(
    id="c09-video-shows-destruction",
    text="The fake video was to show the destruction of villages and infrastructure.",
    accused=[russia],
    parties=[united_states, ukraine, russia],
    links=[Link("narrows", video_plot)],
)
video_not_released = Claim(
    id="c09-video-not-released",
    text="The video has not been shown to the public.",
    kind="sourcing",
    links=[
        Link("faults", video_plot),
        Link("faults", video_a_pretext),
        Link("faults", video_shows_killings),
        Link("faults", video_shows_destruction),
    ],
)
video = Evidence(
    id="video",
    description="the video that is said to have been made up",
    kind="video",
    availability="withheld",
    supports=[video_plot, video_a_pretext, video_shows_killings, video_shows_destruction],
    provider=biden_administration,
    document=article,
)

paragraph_9 = [
    Statement(
        id="p09-1",
        stance="asserts",
        claim=false_flags,
        document=article,
        spans=[Span(2904, 2968)],
        cue="reports",
    ),
    Statement(
        id="p09-2",
        speaker=us_intelligence,
        stance="asserts",
        claim=video_plot,
        document=article,
        spans=[Span(2975, 3046)],
        cue="uncovering",
        via=[biden_administration],
        cites=[video],
    ),
    Statement(
        id="p09-3",
        speaker=us_intelligence,
        stance="asserts",
        claim=video_a_pretext,
        document=article,
        spans=[Span(2975, 3075)],
        cue="uncovering",
        via=[biden_administration],
        cites=[video],
    ),
    Statement(
        id="p09-4",
        stance="asserts",
        claim=video_shows_killings,
        document=article,
        spans=[Span(3077, 3225)],
        cue="was said to",
        cites=[video],
    ),
    Statement(
        id="p09-5",
        stance="asserts",
        claim=video_shows_destruction,
        document=article,
        spans=[Span(3077, 3113), Span(3227, 3289)],
        cue="was said to",
        cites=[video],
    ),
    Statement(
        id="p09-6",
        stance="asserts",
        claim=video_not_released,
        document=article,
        spans=[Span(3291, 3391)],
        mode="narrated",
    ),
]

claims_9 = [
    false_flags,
    video_plot,
    video_a_pretext,
    video_shows_killings,
    video_shows_destruction,
    video_not_released,
]
show(9, claims_9, paragraph_9)

# %%
# Paragraph 10: a tweet about reports
# -----------------------------------
# The reports of Ukrainian activity reach us through the minister who rejects them: nobody is named for
# them, she passes them on, and she denies them in the same breath.
#
# What is hard: one sentence is three statements with one quotation. That she means to deny the reports and
# not only to explain them is a reading, and the words "alleged" and "fabricate" are the grounds for it.
# "Straight out of the playbook" is an opinion.

fabricated_before = Claim(
    id="c10-fabricated-before",
    text="Russia has fabricated events before, to invade countries or to raise tension.",
    accused=[russia],
    parties=[ukraine, russia],
)
abnormal_activity = Claim(
    id="c10-abnormal-activity",
    text="Ukraine's military is unusually active in the Donbas.",
    accused=[ukraine],
    parties=[ukraine, russia, separatists],
)
reports_fabricated = Claim(
    id="c10-reports-fabricated",
    text="The Russian government uses reports of Ukrainian activity to fabricate pretexts for invasion.",
    kind="motive",
    accused=[russia],
    parties=[ukraine, russia],
    links=[
        Link("explains", abnormal_activity),
        Link("contradicts", abnormal_activity),
        Link("counters", abnormal_activity),
    ],
)
kremlin_playbook = Claim(
    id="c10-kremlin-playbook",
    text="This is what the Kremlin usually does.",
    kind="opinion",
    parties=[ukraine, russia],
)

paragraph_10 = [
    Statement(
        id="p10-1",
        speaker=truss,
        stance="asserts",
        claim=fabricated_before,
        document=article,
        spans=[Span(3394, 3532)],
        cue="stated",
    ),
    Statement(
        id="p10-2",
        stance="asserts",
        claim=abnormal_activity,
        document=article,
        spans=[Span(3549, 3615)],
        cue="reports",
        hedge="alleged",
        via=[truss],
    ),
    Statement(
        id="p10-3",
        speaker=truss,
        stance="denies",
        claim=abnormal_activity,
        document=article,
        spans=[Span(3534, 3699)],
        mode="direct",
        cue="tweeting",
        channel="Twitter",
        quote=(
            "Reports of alleged abnormal military activity by Ukraine in Donbas are a blatant attempt by the "
            "Russian government to fabricate pretexts for invasion."
        ),
    ),
    Statement(
        id="p10-4",
        speaker=truss,
        stance="asserts",
        claim=reports_fabricated,
        document=article,
        spans=[Span(3534, 3699)],
        mode="direct",
        cue="tweeting",
        channel="Twitter",
        quote=(
            "Reports of alleged abnormal military activity by Ukraine in Donbas are a blatant attempt by the "
            "Russian government to fabricate pretexts for invasion."
        ),
    ),
    Statement(
        id="p10-5",
        speaker=truss,
        stance="asserts",
        claim=kremlin_playbook,
        document=article,
        spans=[Span(3534, 3542), Span(3700, 3745)],
        mode="direct",
        cue="tweeting",
        channel="Twitter",
        quote="This is straight out of the Kremlin playbook.",
    ),
]

claims_10 = [fabricated_before, abnormal_activity, reports_fabricated, kremlin_playbook]
show(10, claims_10, paragraph_10)

# %%
# Paragraph 11: at second hand, in another outlet
# -----------------------------------------------
# The quotation comes by way of Al Jazeera. A former ambassador speaks for no government, and so he is a
# member of none.
#
# What is hard: "this" at the start of the quotation has its meaning in the outlet's sentence before it, so
# the first statement is `mixed`, partly in his words and partly in the outlet's. That Russia occupies parts
# of the Donbas is said in passing, inside another claim, and is an accusation all the same. "It is
# apparent" is how he knows: `inferred`.

concerns_serious = Claim(
    id="c11-concerns-serious",
    text="The concerns about attacks under a false flag deserve to be taken seriously.",
    kind="opinion",
)
russia_occupies = Claim(
    id="c11-russia-occupies",
    text="Russia has occupied parts of the Donbas for eight years.",
    accused=[russia],
    parties=[ukraine, russia],
)
russia_cries_fire = Claim(
    id="c11-russia-cries-fire",
    text="Russia regularly says that Ukraine fired on its troops, to raise tension or to press Ukraine.",
    accused=[russia],
    parties=[ukraine, russia],
    links=[Link("narrows", fabricated_before)],
)
happening_now = Claim(
    id="c11-happening-now",
    text="Russia is doing so now.",
    accused=[russia],
    parties=[ukraine, russia],
    links=[Link("explains", ukraine_shells)],
)

paragraph_11 = [
    Statement(
        id="p11-1",
        speaker=volker,
        stance="asserts",
        claim=concerns_serious,
        document=article,
        spans=[Span(3748, 3904)],
        cue="stating",
    ),
    Statement(
        id="p11-2",
        speaker=volker,
        stance="asserts",
        claim=fabricated_before,
        document=article,
        spans=[
            Span(3851, 3858),
            Span(3908, 3943),
            Span(3945, 4045),
            Span(4245, 4286),
        ],
        mode="mixed",
        cue="stating",
        channel="interview",
        via=[al_jazeera],
        quote=(
            "This is something Russia has done consistently during its eight-year occupation of parts of "
            "Donbas."
        ),
    ),
    Statement(
        id="p11-3",
        speaker=volker,
        stance="asserts",
        claim=russia_occupies,
        document=article,
        spans=[Span(4000, 4044), Span(4245, 4286)],
        mode="direct",
        cue="stated",
        channel="interview",
        via=[al_jazeera],
        quote="its eight-year occupation of parts of Donbas",
    ),
    Statement(
        id="p11-4",
        speaker=volker,
        stance="asserts",
        claim=russia_cries_fire,
        document=article,
        spans=[Span(4046, 4205), Span(4245, 4286)],
        mode="direct",
        cue="stated",
        channel="interview",
        via=[al_jazeera],
        quote=(
            "Whenever it wants to raise tension or put pressure on Ukraine, it claims that Ukraine has fired "
            "on its troops. It’s something that Russia does with regularity."
        ),
    ),
    Statement(
        id="p11-5",
        speaker=volker,
        stance="asserts",
        claim=happening_now,
        document=article,
        spans=[Span(4206, 4242), Span(4245, 4286)],
        mode="direct",
        cue="stated",
        channel="interview",
        via=[al_jazeera],
        certainty="certain",
        basis="inferred",
        quote="It is apparent that is happening now",
    ),
]

claims_11 = [concerns_serious, russia_occupies, russia_cries_fire, happening_now]
show(11, claims_11, paragraph_11)

# %%
# Paragraph 12: an echo
# ---------------------
# The secretary echoes what others said: his statement repeats theirs and has no root of its own. Three
# voices of three sides agree, and nothing is shown.
#
# What is hard: the article says that he echoed officials, and not which. The statements that he is taken to
# repeat are the two that the article gave before. "Reportedly" names nobody.

tactics_known = Claim(
    id="c12-tactics-known",
    text="Ukraine knows these tactics well.",
    parties=[ukraine, russia],
)
peaceful_response = Claim(
    id="c12-peaceful-response",
    text="Kyiv will respond to the crisis by peaceful and diplomatic means.",
    kind="prediction",
    parties=[ukraine, russia],
)

paragraph_12 = [
    Statement(
        id="p12-1",
        speaker=danilov,
        stance="asserts",
        claim=fabricated_before,
        document=article,
        spans=[Span(4289, 4482)],
        cue="echoed",
        repeats=[paragraph_10[0], paragraph_11[1]],
    ),
    Statement(
        id="p12-2",
        speaker=danilov,
        stance="asserts",
        claim=tactics_known,
        document=article,
        spans=[Span(4484, 4545)],
        cue="said",
    ),
    Statement(
        id="p12-3",
        stance="asserts",
        claim=peaceful_response,
        document=article,
        spans=[Span(4556, 4636)],
        hedge="reportedly",
    ),
]

claims_12 = [tactics_known, peaceful_response]
show(12, claims_12, paragraph_12)

# %%
# Paragraph 13: a denial and two forecasts
# ----------------------------------------
# The secretary denies the plan of which paragraph 6 tells, and he doubts the invasion that the American
# president expects; the article leaves the two forecasts side by side.
#
# What is hard: "unlikely" is a weak denial: the stance is `denies`, and the certainty `probable`. What
# somebody "is convinced" of is told with certainty, and is still about the future or about another man's
# mind. The rest of the paragraph accuses nobody.

russia_invades = Claim(
    id="c13-russia-invades",
    text="Russia will invade Ukraine.",
    kind="prediction",
    accused=[russia],
    parties=[ukraine, russia],
)
putin_decided = Claim(
    id="c13-putin-decided",
    text="Vladimir Putin has decided to invade Ukraine.",
    accused=[putin],
    parties=[ukraine, putin],
    links=[Link("narrows", russia_invades)],
)
war_catastrophic = Claim(
    id="c13-war-catastrophic", text="A war of choice would be a catastrophe.", kind="opinion"
)
diplomacy_first = Claim(
    id="c13-diplomacy-first", text="Diplomacy comes first in every crisis.", kind="opinion"
)
talks_open = Claim(
    id="c13-talks-open",
    text="Talks with Russia are open until it invades.",
    parties=[united_states, russia],
)
invasion_ends_diplomacy = Claim(
    id="c13-invasion-ends-diplomacy",
    text="An invasion would end the diplomatic way out of the crisis.",
    kind="prediction",
    parties=[united_states, russia],
)

paragraph_13 = [
    Statement(
        id="p13-1",
        speaker=danilov,
        stance="denies",
        claim=assault_planned,
        document=article,
        spans=[Span(4639, 4728)],
        cue="according to",
    ),
    Statement(
        id="p13-2",
        speaker=danilov,
        stance="denies",
        claim=russia_invades,
        document=article,
        spans=[Span(4639, 4655), Span(4734, 4782)],
        cue="according to",
        hedge="unlikely",
        certainty="probable",
    ),
    Statement(
        id="p13-3",
        speaker=biden,
        stance="asserts",
        claim=putin_decided,
        document=article,
        spans=[Span(4798, 4901)],
        cue="is convinced",
        certainty="certain",
        basis="inferred",
    ),
    Statement(
        id="p13-4",
        speaker=biden,
        stance="asserts",
        claim=russia_invades,
        document=article,
        spans=[Span(4798, 4901)],
        cue="is convinced",
        certainty="certain",
        basis="inferred",
    ),
    Statement(
        id="p13-5",
        speaker=biden,
        stance="asserts",
        claim=war_catastrophic,
        document=article,
        spans=[Span(4903, 4963)],
        cue="stating",
    ),
    Statement(
        id="p13-6",
        speaker=biden,
        stance="asserts",
        claim=diplomacy_first,
        document=article,
        spans=[Span(4974, 5045)],
        cue="expressed",
    ),
    Statement(
        id="p13-7",
        speaker=biden,
        stance="asserts",
        claim=talks_open,
        document=article,
        spans=[Span(4974, 4986), Span(5055, 5122)],
        cue="expressed",
    ),
    Statement(
        id="p13-8",
        speaker=biden,
        stance="asserts",
        claim=invasion_ends_diplomacy,
        document=article,
        spans=[Span(4974, 4986), Span(5123, 5186)],
        cue="expressed",
    ),
]

claims_13 = [
    russia_invades,
    putin_decided,
    war_catastrophic,
    diplomacy_first,
    talks_open,
    invasion_ends_diplomacy,
]
show(13, claims_13, paragraph_13)

# %%
# The dossier, and its JSON
# -------------------------
# Whoever prefers another language reads the same dossier as JSON.

dossier = Dossier.of(
    *speakers,
    article,
    *claims_1,
    *claims_2,
    *claims_3,
    *claims_4,
    *claims_5,
    *claims_6,
    *claims_7,
    *claims_8,
    *claims_9,
    *claims_10,
    *claims_11,
    *claims_12,
    *claims_13,
    *paragraph_1,
    *paragraph_2,
    *paragraph_3,
    *paragraph_4,
    *paragraph_5,
    *paragraph_6,
    *paragraph_7,
    *paragraph_8,
    *paragraph_9,
    *paragraph_10,
    *paragraph_11,
    *paragraph_12,
    *paragraph_13,
    video,
    title="Accusations of shelling in the Donbas",
)
target = Path(__file__).with_name("article.json")
dump(dossier, target)
print(f"{len(dossier.statements)} statements, {len(dossier.claims)} claims, written to {target.name}")

# %%
# What was found
# --------------
# Heaviest first; a finding that says the same as another in other words stands behind it as "also".

report = check(dossier)
print()
for line in finding_lines(report):
    print(line)
print(summary_line([report]))

# %%
# Every claim, and what a reader has been shown
# ---------------------------------------------

print()
for line in claims_table(dossier):
    print(line)

# %%
# Who accuses whom
# ----------------
# To count by sides, each speaker is taken for the body above it: a minister for the government, a leader
# for the separatists. What is counted is claims, so that what one body says twice counts once. Bodies stand
# in the order in which the article first gives them an accusation, or an accused.
#
# A large number says that an outlet gave much room to one side's accusations, and nothing about who is
# right.

CAN_DRAW = find_spec("matplotlib") is not None
if not CAN_DRAW:
    print("no pictures without matplotlib: pip install 'attribution-statements[plot]'")


def body(speaker: SpeakerId | None) -> str:
    if speaker is None:
        return "nobody named"
    [top] = [each for each in dossier.side(speaker) if not dossier[each].member_of]
    return dossier[top].name


in_order = sorted(dossier.statements, key=lambda each: each.spans[0].start)
pairs: dict[tuple[str, str], set[str]] = {}
for each in in_order:
    if each.stance == "asserts":
        for culprit in dossier[each.claim].accused:
            pairs.setdefault((body(dossier.voice(each)), body(culprit)), set()).add(each.claim)
accusers = list(dict.fromkeys(who for who, _ in pairs))
accused = list(dict.fromkeys(whom for _, whom in pairs))
print()
print("claims, who makes them, and who is accused")
for (who, whom), claims in pairs.items():
    print(f"{len(claims):>6}  {who} -> {whom}")


def draw_matrix() -> None:
    import matplotlib.pyplot as plt

    counts = [[len(pairs.get((who, whom), ())) for whom in accused] for who in accusers]
    _, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    axes.imshow(counts, cmap="Greys", vmin=0, vmax=25, aspect="auto")
    for row, column in product(range(len(accusers)), range(len(accused))):
        axes.text(column, row, str(counts[row][column] or ""), ha="center", va="center", fontsize=12)
    axes.set_xticks(range(len(accused)), [fill(name, 14) for name in accused])
    axes.set_yticks(range(len(accusers)), accusers)
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set(xlabel="how many things are said to have been done by", ylabel="as told by")
    plt.show()


if CAN_DRAW:
    draw_matrix()

# %%
# How far each allegation is carried
# ----------------------------------
# What speaks for an allegation goes to the right, what speaks against it to the left; each step is a rung.
# Shape, pattern and colour say who is accused (the first, where two are), in the order of the picture
# above. Beyond the second rung there is nothing, on either side: for none of them is anything given that a
# reader could look at.

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")
SHAPES, PATTERNS = "osD^v", ("////", "....", "xxxx", "----", "++++")


def draw_ladder() -> None:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(10, 12), layout="constrained")
    for row, claim in enumerate(dossier.allegations):
        found = assess(dossier, claim)
        look = accused.index(body(claim.accused[0]))
        colour, shape = COLOURS[look], SHAPES[look]
        for reach in (found.pro.value, -found.con.value):
            axes.barh(row, reach, 0.6, color="white", edgecolor=colour, hatch=PATTERNS[look])
            if reach or not (found.pro or found.con):
                axes.plot(reach, row, shape, color=colour, markeredgecolor="black")
    for look in sorted({accused.index(body(claim.accused[0])) for claim in dossier.allegations}):
        [mark] = axes.plot([], [], SHAPES[look], color=COLOURS[look], markeredgecolor="black")
        mark.set_label(accused[look])
    steps = range(-5, 6)
    axes.set_xticks(steps, [str(Rung(abs(step))) for step in steps], rotation=40, ha="right")
    axes.set_yticks(range(len(dossier.allegations)), [shorten(c.text, 64) for c in dossier.allegations])
    axes.set(xlim=(-5.3, 5.3), ylim=(len(dossier.allegations) - 0.4, -0.6))
    axes.set_title("against   |   for")
    axes.axvline(0, color="black")
    axes.grid(axis="x", linestyle=":")
    figure.legend(title="accused", loc="outside lower center", ncols=2)
    plt.show()


if CAN_DRAW:
    draw_ladder()

# %%
# Dates that cannot be given
# --------------------------
# The phrases are relative to a day that the article does not name; nothing is made up for it.

print()
for phrase in ("since last week", "in recent weeks"):
    try:
        print(phrase, When.resolve(phrase, published=article.published))
    except UnresolvedDateError as error:
        print(error)

# %%
# A calendar is therefore out of the question. What can be drawn is a line that ends on the day of
# publication, whichever it was; each lane is a body, with the words of its statement. "Since last week"
# begins some day of the week before, and seven days of publication, one for each weekday, tell how long
# before that is at least and at most.

spans_of_days = []
for date in (When(f"2031-05-{number:02}") for number in range(5, 12)):
    begun = When.resolve("since last week", published=date).earliest
    if begun and date.earliest:
        spans_of_days.append((date.earliest - begun).days)
print()
print(f"'since last week' begins {min(spans_of_days)} to {max(spans_of_days)} days before the publication")


def draw_times() -> None:
    import matplotlib.pyplot as plt

    far = 28
    # What is told, the days that it surely covers, and those that it may; beyond the edge it goes on.
    lanes = (
        (paragraph_3[1], "since last week", min(spans_of_days), max(spans_of_days)),
        (paragraph_6[1], "since 2014", far, far),
        (paragraph_9[0], "in recent weeks", 0, far),
        (paragraph_11[2], "for eight years", far, far),
    )
    _, axes = plt.subplots(figsize=(10, 3.5), layout="constrained")
    for row, (_, _, surely, perhaps) in enumerate(lanes):
        axes.barh(row, -surely, 0.5, color="dimgrey", edgecolor="black")
        axes.barh(row, surely - perhaps, 0.5, -surely, color="white", edgecolor="black", hatch="////")
        if perhaps == far:
            axes.annotate("", (-far - 2, row), (-far, row), arrowprops={"arrowstyle": "-|>", "fc": "black"})
    labels = [f"{body(dossier.voice(said))}: {words}" for said, words, _, _ in lanes]
    axes.set_yticks(range(len(lanes)), labels)
    axes.set_xticks(range(-far, 1, 7), [str(-days) for days in range(-far, 1, 7)])
    axes.set(xlim=(-far - 2, 1), ylim=(3.5, -0.5))
    axes.set_xlabel("days before the publication; full: what the words surely mean, hatched: what they may")
    plt.show()


if CAN_DRAW:
    draw_times()

# %%
# What a desk editor would ask for
# --------------------------------
# Each finding has a remedy, and a remedy is something to ask of somebody: of those who accuse what they
# have to show, of whoever holds a thing to let it be seen, of the accused an answer, of the outlet the
# rest. Put together by who should answer, the findings come to a page of questions. The ones on top weigh
# most.


def asked(finding: Finding) -> str:
    subjects = [dossier[each] for each in finding.subjects]
    holders = [dossier[each] for each in finding.because]
    found = [subject.id for subject in subjects if isinstance(subject, Speaker)]
    found += [item.provider for item in holders if isinstance(item, Evidence) and item.provider]
    if not found and finding.code.startswith(("S", "I")):
        claims = [subject for subject in subjects if isinstance(subject, Claim)]
        found = [voice for claim in claims for voice in assess(dossier, claim).voices.speakers]
    return ", ".join(dossier[each].name for each in dict.fromkeys(found)) or sofrep.name


def about(finding: Finding) -> list[str]:
    subjects = [dossier[each] for each in finding.subjects]
    told = [dossier[each.claim] if isinstance(each, Statement) else each for each in subjects]
    return [each.text for each in told if isinstance(each, Claim)] or [finding.message]


page: dict[tuple[str, str, str], list[str]] = {}
for entry in report.entries:
    question = (asked(entry.finding), entry.finding.remedy, entry.finding.code)
    page.setdefault(question, []).extend(about(entry.finding))
print()
for number, ((who, remedy, code), things) in enumerate(page.items(), start=1):
    print(f"{number}. {who}: {remedy} ({code})")
    for thing in dict.fromkeys(things):
        print(f"   - {thing}")

# %%
# In short
# --------

unsupported = flag_unsupported(dossier)
allegations = [assess(dossier, claim) for claim in dossier.allegations]
seen = sum(not found.unsupported for found in allegations)
told = [dossier[found.claim].text for found in allegations if found.acknowledged]
print()
print(f"{len(allegations)} allegations, {seen or 'none'} of them supported by evidence that anyone can see;")
print(f"{len(unsupported)} are asserted all the same. For {len(told)} the article says so itself:")
for text in told:
    print(f"- {text}")
