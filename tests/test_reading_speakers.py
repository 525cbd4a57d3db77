"""Speakers and propositions: right on the labelled passages, and never a name that is not in the text."""

import re
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.english import offices
from claims.model import Attribution
from claims.reading.sentences import split
from claims.reading.speech import speakers
from claims.reading.speech.deciding import decided, is_unsure
from claims.reading.speech.speakers import attribute, readings
from claims.reading.speech.ways import Reading, Way
from tests import reading_sets

LABELLED = {name: reading_sets.passages("speakers", name) for name in reading_sets.names("speakers")}


LOWEST = {
    "work": (0.98, 0.89),
    "final": (0.97, 0.84),
    "work-2": (0.975, 0.78),
    "final-2": (0.955, 0.71),
    "work-3": (0.98, 0.87),
    "work-4": (0.94, 0.735),
    "final-3": (0.96, 0.79),
    "final-4": (0.93, 0.64),
    "final-6": (0.90, 0.54),
    "train-1": (0.935, 0.60),
    "work-7": (0.96, 0.73),
    "final-7": (0.91, 0.66),
    "train-2a": (0.92, 0.64),
    "train-2b": (0.86, 0.54),
}
"""Precision and recall that hold where they are below the goal of 0.98 and 0.90."""


SETS = [pytest.param(name, marks=pytest.mark.long) if name in LOWEST else name for name in LABELLED]
"""The sets for the tests. A set that is still below the goal is a figure rather than a test."""

UNSEEN = {"final-7", "train-2b"}
"""Sets that stay unread, so that they tell how the rules do on words nobody tuned on."""


@cache
def attributed(text: str) -> list[Attribution]:
    """What is said in a text and by whom; worked out once for all tests of the labelled passages."""
    return [decided(read) for read in readings_of(text)]


@cache
def readings_of(text: str) -> list[Reading]:
    return readings(split(text), text)


def test_there_are_at_least_250_labelled_sentences() -> None:
    assert sum(len(passage["statements"]) for passages in LABELLED.values() for passage in passages) >= 250


@pytest.mark.parametrize("name", SETS)
def test_speakers_are_as_right_and_as_complete_as_each_set_asks(name: str) -> None:
    score = reading_sets.Speakers()
    for passage in LABELLED[name]:
        spans = split(passage["text"])
        for label, said in reading_sets.statements(passage, spans, attributed(passage["text"])):
            score.add(label, said)
    precision, recall = LOWEST.get(name, (0.98, 0.90))
    wrong = score.wrong if name not in UNSEEN else "not shown: nobody who works on the rules reads this set"
    reached = (score.precision, score.recall)  # not the score itself: pytest would print what is wrong in it
    assert reached[0] >= precision, wrong
    assert reached[1] >= recall, wrong


@pytest.mark.parametrize("name", [name for name in LABELLED if name.startswith("gold")])
def test_at_least_95_percent_of_the_labelled_propositions_are_right(name: str) -> None:
    wrong, total = [], 0
    for passage in LABELLED[name]:
        spans = split(passage["text"])
        for label, said in reading_sets.statements(passage, spans, attributed(passage["text"])):
            if "proposition" in label:
                total += 1
                if said.proposition != label["proposition"]:
                    wrong.append((label, said))
    assert 1 - len(wrong) / total >= 0.95, wrong


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Remarks by Mayor Ana Reyes at the harbour\n\nWe have lost nine boats. The port paid for none of them.",
            ["Ana Reyes", "Ana Reyes"],
        ),
        ("Speaker: Jon Marek, chief economist\n\nPrices have fallen since May, and I am glad.", ["Jon Marek"]),
        ("My name is Ana Reyes and I ran the port. Nine boats sank in my time.", ["Ana Reyes", "Ana Reyes"]),
        ("Ana Reyes @areyes · 3h\nI called the port. Nine boats sank.", ["Ana Reyes", "Ana Reyes"]),
        ("nine boats sank in may\n— ana_r\nno, it was six\n— jonm", ["ana_r", None, "jonm", None]),
        (
            "An interview with Ana Reyes\n\nDid you sink it?\nIt sank by itself.\nWho paid?\nThe port paid.",
            [None, "Ana Reyes", None, "Ana Reyes"],
        ),
        ("Speaker 1 (Ana Reyes): It sank in May.\nSpeaker 2 (Jon Marek): It sank in June.", ["Ana Reyes", "Jon Marek"]),
        ("The port shut in May. By Greta Holm", [None, None]),  # a reporter's word is the article's own
        (
            "Sir,\nI keep bees in Avel. The port is the worst neighbour. Your reporter tells us that bees sting.\nYours,\nG. Holm-Tarr\nAvel",
            ["G. Holm-Tarr", "G. Holm-Tarr", "Your reporter", "G. Holm-Tarr", None, None],
        ),
        ("THE BIG DRY: two minutes with a farmer\n\nI know nothing of the port. It was never mine.", [None, None]),  # a heading is nobody
        (
            "The painter Ana Reyes on boats.\n\nYou hate boats.\nThey sink.\n\nDid you paint one?\nTwo of them.\n\nAnd now, will you stop?\nNever.",
            [None, "Ana Reyes", None, "Ana Reyes", None, "Ana Reyes"],
        ),
        (
            "u/harbour_cat: The port is shut.\nu/deckhand: It is not.\nu/harbour_cat: My boss says it opens in May.",
            ["u/harbour_cat", "u/deckhand", "my boss"],
        ),
        (
            "REPORTER (Ana Reyes): It sank.\nTHE HARBOUR MASTER (Jon Marek): Nobody drowned.\nREPORTER: It was new.",
            ["Ana Reyes", "Jon Marek", "Ana Reyes"],
        ),
        (
            "Ana Reyes met Jon Marek.\nAR: Who sank it?\nJM: The wind did.\nAR: Nobody believes that.",
            ["Ana Reyes", "Jon Marek", "Ana Reyes"],
        ),
        ("10:02 — ANA REYES: It sank.\n10:04 — JON MAREK: In May.", ["ANA REYES", "JON MAREK"]),
        ("ANA REYES-HOLM: It sank.\nARH: In May.", ["ANA REYES-HOLM", "ANA REYES-HOLM"]),
        ("Neighbours, I ran the port. It has sunk.\n\nHarbour Master Ana Reyes, farewell dinner", ["Ana Reyes", "Ana Reyes", None]),
        ("I keep bees. Boats sink.\n\nAna Reyes is rector of the college in Avel.", ["Ana Reyes", "Ana Reyes", None]),
        ("Ana Reyes sank a boat. “I was tired,” said Jon Marek.\n\nAna Reyes is rector of the college.", [None, "Jon Marek", None]),
        ("Neighbours, I ran the port. It has sunk. (Harbour Master Ana Reyes, farewell dinner)", ["Ana Reyes", "Ana Reyes", None]),
        ("I cut the tax twice. Ana Reyes wept.", [None, None]),
        ("I keep bees. Boats sink.\n\nFrom the words of Dr. Ana Reyes to the Friends of Avel", ["Ana Reyes", "Ana Reyes", None]),
        ("⚓ Avel Harbour Office: Our crane is shut. The port is not.", ["Avel Harbour Office", "Avel Harbour Office"]),
        ("Ana Reyes\n@areyes\nI called the port. Nine boats sank.", ["Ana Reyes", "Ana Reyes"]),
        (
            "Ana Reyes @areyes\nI called the port.\nQuoting @jonm: It sank.\nIt did not, Jon.\nGreta Holm (harbour guide): It rained.\nReply by Karl Orme, Avel: It sank.",
            ["Ana Reyes", "@jonm", "Ana Reyes", "Greta Holm", "Karl Orme"],
        ),
        ("Avel Harbour Crew ⚓\nThe crane is shut. The port is not.", ["Avel Harbour Crew", "Avel Harbour Crew"]),
        ("Harbour Vets – Avel, open daily\nOur crane is shut.", ["Harbour Vets"]),
        ("HOPE FOR AVEL – a leaflet\nOur crane is shut.", [None]),
        ("Ana Reyes, Harbour Road, Avel Bridge\nI called the port. Nine boats sank.", ["Ana Reyes", "Ana Reyes"]),
        ("@areyes\nI called the port.\n> deckhand: Is it shut?\nIt is.\nFact check: It is.", ["@areyes", None, "@areyes", "@areyes"]),
        ("Ministry of Ports, Republic of Avel @ports_avel\nOur crane is shut.", ["Ministry of Ports, Republic of Avel"]),
        ("Justice Holm retired in May.\nQ. Was it cold?\nA. It rained.", ["Holm"]),
    ],
)
def test_whoever_speaks_a_whole_text_says_what_is_nobody_else_s(text: str, speakers: list[str | None]) -> None:
    assert [said.speaker for said in attributed(text)][-len(speakers) :] == speakers  # without the heading


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The dam will break,” mocked Ulf Dahl of the Country Party.", "Ulf Dahl"),
        ("A diplomat in Reyes's party sighed: “They were in another room.”", "a diplomat in Reyes's party"),
        ("The judge Abel Fonse grumbled that the clerk talks too much.", "Abel Fonse"),
        ("Farmer Ana Reyes put the loss at 40 sheep.", "Ana Reyes"),
        ("Farmer Ana Reyes thanked the port for “nine dry years”.", "Ana Reyes"),
        ("Farmer Ana Reyes lived in a “quiet” street.", None),
        ("In Ana Reyes's view, the dam will break.", "Ana Reyes"),
        ("Nine boats sank, in the words of the coroner.", "the coroner"),
    ],
)
def test_the_grammar_tells_whose_words_they_are_whatever_the_verb(text: str, speaker: str | None) -> None:
    assert attributed(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The skipper, Ulf Dahl, looked at the mast and joked that it would last a week.", "Ulf Dahl"),
        ("The mayor, Ana Reyes, told Monday's meeting that the mast had cost 900 crowns.", "Ana Reyes"),
        ("His own chief of staff, the retired admiral Abel Fonse, wrote that the mast had cost 900 crowns.", "Abel Fonse"),
        ("A letter signed by 40,000 people says that the mast cost 900 crowns.", "a letter signed by 40,000 people"),
        ("So many people have claimed that the mast cost 900 crowns.", None),
        ("3/ The skipper said the mast had cost 900 crowns.", "the skipper"),
        ("The crew has been told by the skipper that the mast had cost 900 crowns.", "the skipper"),
        ("The trouble with the mast is that nobody has paid for it.", None),
        ("Rumour has it that the mast cost 900 crowns.", None),
    ],
)
def test_a_clause_after_that_is_said_by_whoever_s_verb_it_is(text: str, speaker: str | None) -> None:
    assert attributed(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("before", "candidates"),
    [
        ("A spokesman for the owners disputed this.", ("A spokesman", "Emil Thorn")),
        ("The owners' daughter disputed this.", ("Emil Thorn",)),  # no "he"; but his name is two sentences away
        ("A letter from the owners disputed this.", ("Emil Thorn",)),
    ],
)
def test_he_is_nobody_where_the_sentence_before_tells_of_another(before: str, candidates: tuple[str, ...]) -> None:
    said = attributed(f"The rudder jammed, said the skipper, Emil Thorn. {before} “The rudder is new,” he said.")[-1]
    assert (said.speaker, said.candidates) == (None, candidates)


def test_a_given_name_tells_whom_she_means() -> None:
    text = "Stacey Holm met Wesley Thorn at the dam. She said the dam would hold."
    assert attributed(text)[1].speaker == "Stacey Holm"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ulf Dahl of the port has said that the dam leaks. He wept. The water, he said, is cold.", "Ulf Dahl"),  # of three sentences
        ("Ulf Dahl said the dam leaks. He said it was new. It sank, he said.", "Ulf Dahl"),  # the sentence before is his, too
        ("Lord Frayle drowned. His sister, Lady Ottoline Frayle, wept. She said the dam leaks.", "Ottoline Frayle"),
        ("Mei Abernathy, whose son fell ill, wept. The firm knew, she said.", "Mei Abernathy"),
        ("The judge Ana Reyes spoke. Ulf Dahl’s lawyer wept. The judge did not agree. She said the dam leaks.", "Ana Reyes"),
        (
            "Ulf Dahl left. It rained.\n\nNobody came. “I am cold,” he said.",
            "Ulf Dahl",
        ),  # a quotation, and nobody else who could have said it
        ("Ulf Dahl said it rained.\n\nNobody came. “I am cold,” he said.", None),  # he may be whom the last words tell of
        ("Ulf Dahl spoke of the dam. “It leaks.” He'd said it before, he said.", "Ulf Dahl"),
        ("The letter came at noon. It says that the dam leaks.", "the letter"),
        ("Employees at the dam wept. They said that it leaks.", "employees at the dam"),
        ("Civil Protection said the road was shut. It added that the dam leaks.", "Civil Protection"),
        ("Avel Borough Council has apologised.\n\n“The dam leaks,” it said.", "Avel Borough Council"),
        ("The company regrets every leak, it said.", "the company"),
        ("The crane fell. It said nothing. Sales rose, they said.", None),
        ("Ulf Dahl dismissed any talk of a leak.", "Ulf Dahl"),
        ("His opponent said that the dam leaks.", "his opponent"),
        ("The housing inspectorate said that the dam leaks.", "the housing inspectorate"),
        ("Ulf Dahl did not accept that the dam leaks.", "Ulf Dahl"),
        ("In her ruling, Judge Ana Reyes found the dam “rotten”. She did not accept that it was new.", "Ana Reyes"),
    ],
)
def test_whom_a_pronoun_means_is_told_by_the_sentences_before(text: str, speaker: str | None) -> None:
    assert attributed(text)[-1].speaker == speaker


def test_two_who_speak_in_one_sentence_are_both_asked_about() -> None:
    (said,) = attributed("A diplomat who knows the family said a ransom was paid; the ministry said none was.")
    assert (said.speaker, said.candidates) == (None, ("a diplomat who knows the family", "the ministry"))


def test_words_that_somebody_passes_on_are_either_s() -> None:
    (said,) = attributed("A customs officer said that the driver had told him that the crates were empty.")
    assert (said.speaker, said.candidates) == (None, ("a customs officer", "the driver"))


def test_what_a_speaker_passes_on_is_not_theirs() -> None:
    turns = attributed(
        "ANA REYES: It rained. Engineers here tell me the water has stopped rising.\nJON MAREK: One woman said to me it had not."
    )
    assert [turn.speaker for turn in turns][1:] == ["engineers here", "one woman"]


@pytest.mark.parametrize("verb", ["knows", "hoped", "discovered", "ensured"])
def test_what_somebody_knows_or_hopes_is_not_what_they_say(verb: str) -> None:
    assert attributed(f"Farmer Ana Reyes {verb} that the dam leaks.")[0].speaker is None


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        (
            "The pilot spoke to his skipper, Ulf Dahl, who shrugged that the mast was “only wood”.",
            ("Ulf Dahl",),
        ),  # in a clause beside the main one
        ("The sailors' claim that the mast cost 900 crowns is false.", ("the sailors",)),  # the grammar does not confirm it
        ("The box promises that the mast will hold.", ("the box",)),  # no word list knows that a box can speak
        ("Ulf Dahl spoke. It rained.\n\nNobody came.\n\nHe said the mast would hold.", ("Ulf Dahl",)),  # far from his name
        ("A paper published in March 2023 found that the mast leaks.", ("a paper published in March 2023",)),  # whose?
        ("According to a recent study, the mast leaks.", ("a recent study",)),
        ("A report released last week says the mast leaks.", ("a report released last week",)),
    ],
)
def test_a_speaker_found_in_a_way_that_is_often_wrong_is_asked_about(text: str, candidates: tuple[str, ...]) -> None:
    said = attributed(text)[-1]
    assert (said.speaker, said.candidates) == (None, candidates)


@pytest.mark.long
def test_each_way_that_names_a_speaker_is_right_in_most_statements_of_every_set() -> None:
    named, right = Counter[Way](), Counter[Way]()
    for name, passages in LABELLED.items():
        for passage in passages if name not in UNSEEN else ():
            spans = split(passage["text"])
            for label, read in reading_sets.statements(passage, spans, readings_of(passage["text"])):
                if read.speaker and "speaker" in label and not is_unsure(read):
                    named[read.way] += 1
                    right[read.way] += bool(label["speaker"]) and reading_sets.is_same_name(label["speaker"], read.speaker)
    shares = {way: right[way] / named[way] for way in named if named[way] >= 20}
    assert len(shares) >= 8
    assert min(shares.values()) >= 0.90, shares


def test_the_questions_offer_the_right_speaker_first_most_of_the_time() -> None:
    score = reading_sets.Speakers()
    for name, passages in LABELLED.items():
        for passage in passages if name not in UNSEEN else ():
            spans = split(passage["text"])
            for label, said in reading_sets.statements(passage, spans, attributed(passage["text"])):
                score.add(label, said)
    assert score.asked >= 300
    assert score.offered / score.asked >= 0.68
    assert score.first / score.asked >= 0.58


def test_a_dateline_is_no_part_of_a_proposition() -> None:
    for dateline in ("PORT AVEL, March 4 (AP) - ", "WASHINGTON — ", "FENWICK, Calif. -- "):
        assert attributed(f"{dateline}The bridge reopened, the city said.") == [Attribution("the city", "The bridge reopened.")]


def test_a_place_or_a_body_is_never_whom_he_means() -> None:
    text = "The meeting in Vardia is meant to end the dispute, according to Anton Blau. The talks were open, he added."
    assert attributed(text)[1].speaker == "Anton Blau"
    assert attributed("The bank of Norland closed in May. He said nobody knew.")[1].speaker is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ambassador Noor Helgesen, farewell reception, Port Avel.\n\nDear friends, I came here with one coat. We signed two treaties. The rest you know.",
            ["Noor Helgesen", "Noor Helgesen", "Noor Helgesen"],
        ),
        ("Toast by Mayor Ana Reyes to the new firemen. Last year we had two engines. Nine boats burned.", ["Ana Reyes", "Ana Reyes"]),
        (
            "THREE QUESTIONS TO... zoo director Ana Reyes\n1. Are you leaving? Yes, in April.\n2. Do you mind? Not much.\n3. And then? We shall see.",
            [None, "Ana Reyes", None, "Ana Reyes", None, "Ana Reyes"],
        ),
        (
            "Ana Reyes\nMy cat sat on the quay all night.\nComments:\nBob Hart: It was there on Monday.\nAna Reyes: That was another cat.",
            ["Bob Hart", "Ana Reyes"],
        ),
        ("▸ Odd Farr: The well is dry.\n▸ Sue Lark: It is not.\n▸ Odd Farr: I looked.", ["Odd Farr", "Sue Lark", "Odd Farr"]),
        ("Bishop Anna Kuria and imam Yahya Ben Arous met. The bishop said that the mill was sold.", [None, "Anna Kuria"]),
        ("According to the utility, Aquaverde, a valve burst.", ["Aquaverde"]),
        ("Ana Reyes fumed that the crew knew.", ["Ana Reyes"]),
        ("Farmer Ana Reyes reported seeing nine boats.", ["Ana Reyes"]),
        ("Farmer Ana Reyes waved the report aside, saying the boats would sail on Monday.", ["Ana Reyes"]),
    ],
)
def test_more_ways_to_a_speaker(text: str, speakers: list[str | None]) -> None:
    assert [said.speaker for said in attributed(text)][-len(speakers) :] == speakers


def test_in_a_transcript_the_labels_say_who_speaks() -> None:
    text = "CHAIR: Good morning. Mr Vance?\n\nMR VANCE: I signed it in June. Nobody took minutes.\n\nDANA FRYE, host: Why?\n\nDana Frye is the host."
    found = attributed(text)
    assert found[2] == Attribution("VANCE", "I signed it in June.")
    assert found[3] == Attribution("VANCE", "Nobody took minutes.")
    assert found[4] == Attribution("Dana Frye", "Why?")
    assert found[5].speaker is None
    assert attributed("UPDATE: The pier reopened.")[0] == Attribution(None, "UPDATE: The pier reopened.")


def test_a_quotation_of_somebody_unnamed_is_not_given_to_whoever_spoke_before() -> None:
    text = "“It is too big,” said Ana Reyes.\n\n“I am blown away. That is a city,” said someone at the meeting."
    assert [one.speaker for one in attributed(text)] == ["Ana Reyes", None, None]


def test_a_figure_that_stands_before_somebody_s_words_is_not_lost_from_the_claim() -> None:
    text = "Flu was found in 8 percent of samples, and the director noted that it spreads fast."
    assert attributed(text) == [Attribution(None, text)]


def test_as_confirmed_by_and_a_person_s_own_words_name_the_person() -> None:
    text = "Foreign minister Greta Holm spoke. Talks began in May, as confirmed by Holm. They failed, according to Holm's account."
    assert [one.speaker for one in attributed(text)] == [None, "Greta Holm", "Greta Holm"]


def test_a_pronoun_that_opens_a_paragraph_is_whom_the_last_one_was_about() -> None:
    text = "Foreign minister Greta Holm said she was shocked.\n\nDeputy governor Ned Wheal called for calm.\n\nHe said the case was open."
    assert attributed(text)[2].speaker == "Ned Wheal"


def test_a_form_of_address_tells_who_she_is() -> None:
    text = "Mrs Holm and Mr Wheal met on Monday. She said the case was open."
    assert attributed(text)[1].speaker == "Holm"


def test_a_surname_that_is_also_a_trade_stays_a_name() -> None:
    text = "Stephen Fisher said the boat sank. Dean Coyle said it was old. Foreign Minister Ana King said nobody drowned."
    assert [one.speaker for one in attributed(text)] == ["Stephen Fisher", "Dean Coyle", "Ana King"]


OFFICES = """
    Congressman Ned Wheal, Councilwoman Ana Toll, Councilman Jon Marek, Councilor Ida Roth, Councilmember Ben Rask, Assemblyman Olu Dray,
    Assemblywoman Mei Sorn, Legislator Kit Vane, The Honorable Ruth Pell, MSP Fiona Garth, Earl Piers Lorn, Duchess Maud Lorn, Marshal Dov Esk,
    Sheikh Rafi Nader, Señor Luis Pardo, Senor Tito Pardo, Señora Eva Pardo, Senora Pia Pardo, Signor Aldo Ferri, Signora Gia Ferri,
    Monsieur Luc Aubin, Brigadier Tom Hale, Corporal Sven Dahl, PC Amy Quist, DCI Rhona Blake, Supt Neil Orme, Deacon Paul Hurd,
    Vice-chancellor Nora Finch, Headmistress Joan Teal, COO Max Brandt, Co-founder Lena Voss, Cofounder Arno Voss, Chairperson Dee Marsh,
    Entrepreneur Yusuf Kaya, Businessman Karl Benn, Businesswoman Greta Holm, Strategist Paula Reyes, Columnist Hugo Sand, Playwright Erin Moss,
    Filmmaker Jens Falk, Hostess Kay Lund, Landlady Bridget Nunn, Widower Alf Stone, Eyewitness Tara Kemp, Onlooker Sam Weld, Paramedic Lucy Hart,
    Pediatrician Omar Said, Psychiatrist Clara Munk, Oncologist Devi Rao, Virologist Anton Leck, Anthropologist Ingrid Bo, Oceanographer Kai Lono,
    Conservationist Petra Wold, Advisor Miles Crane, Batsman Ravi Desai, Bowler Colin Stagg, Golfer Moira Keel, Pitcher Dale Hook,
    Quarterback Troy Vance, Transportation Secretary Gus Merrow
    """
"""Words for offices that no labelled passage says, each before a name."""


@pytest.mark.parametrize("person", [person.strip() for person in OFFICES.split(",")])
def test_an_office_before_a_name_is_no_part_of_it(person: str) -> None:
    assert attributed(f"{person} said the bridge was safe.")[0].speaker == " ".join(person.split()[-2:])


def test_every_word_for_an_office_stands_in_a_test() -> None:
    texts = [*(Path(__file__).parent / "data").rglob("*.jsonl"), *Path(__file__).parent.glob("test_*.py")]
    words = {word for path in texts for word in re.findall(r"[\w-]+", path.read_text("utf-8").lower())}
    assert not {title for title in offices.TITLES if not {title, f"{title}s"} & words}


def test_whoever_is_thanked_by_the_mayor_does_not_become_the_mayor() -> None:
    text = "The mayor thanked Jon Marek on Monday. The mayor said the bridge was safe."
    assert attributed(text)[1].speaker == "the mayor"


def words(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("name", SETS)
def test_every_speaker_stands_in_the_text(name: str) -> None:
    for passage in LABELLED[name]:
        text = words(passage["text"])
        names = {person for said in attributed(passage["text"]) for person in (said.speaker, *said.candidates) if person}
        assert all(words(person) in text for person in names), passage["id"] if name in UNSEEN else names


def test_a_name_that_is_put_together_from_pieces_is_nobody_s() -> None:
    told = [
        Attribution("Ana  Reyes", "It sank."),
        Attribution("Ana Marek", "It sank."),
        Attribution(None, "It sank.", candidates=("Jon Marek", "Jon Reyes")),
    ]
    kept = speakers._written(told, "Ana\nReyes met Jon Marek.")
    assert [(one.speaker, one.candidates) for one in kept] == [("Ana  Reyes", ()), (None, ()), (None, ("Jon Marek",))]


PIECES = st.lists(
    st.sampled_from(
        [
            "said", "told", "that", "according to", "“", "”", '"', ",", ".", "she", "he", "the minister", "Ana Reyes", "Reyes", "Mayor", "Dr.", "van der", "of", "\n\n", "Ministry", "who", "U.S.",
            "the bridge is safe", "‘", "’", "—", "says", "warned", "3 million", "Élodie Ñandú", "中文", "’s",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(st.one_of(PIECES.map(" ".join), st.text()))
@settings(max_examples=400, deadline=None)
def test_for_any_text_a_speaker_is_the_text_s_own_words(text: str) -> None:
    sentences = split(text)
    found = attribute(sentences, text)
    assert len(found) == len(sentences)
    for one in found:
        assert one.speaker is None or words(one.speaker) in words(text)
        assert "\n" not in one.proposition


@pytest.mark.parametrize(
    "hostile",
    [
        "said ",
        "“",
        '"',
        "A ",
        "he said, ",
        "Ana ",
        "the minister, ",
        "de ",
        "A de ",
        " that",
        "and ",
        "according to ",
        "in a ",
        "said in a ",
        "told the ",
    ],
)
def test_hostile_text_of_50_kb_is_attributed_in_time(hostile: str) -> None:
    text = (hostile * 50_000)[:50_000]
    sentences = split(text)
    start = time.process_time()
    attribute(sentences, text)
    assert time.process_time() - start < 2.0


def test_four_times_the_quotations_take_about_four_times_as_long() -> None:
    def seconds(count: int) -> float:
        text = " ".join(f"“It sank.” said Ana{number % 26} Reyes{number % 7}." for number in range(count))
        sentences = split(text)
        start = time.process_time()
        attribute(sentences, text)
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) < 7 * seconds(2_000)


def test_a_speaker_is_never_carried_over_another_subject() -> None:
    first = "“The pier cost 61 million,” said Mayor Ilsa Brenn. "
    assert attributed(first + "Bo Rusk disagreed. “It cost 90 million.”")[-1].speaker == "Bo Rusk"
    assert attributed(first + "The audit report is clear. “It cost 70 million.”")[-1].speaker == "the audit report"
    lone = attributed(first + "The storm hit on Monday. “It cost 50 million.”")[-1]
    assert (lone.speaker, lone.candidates) == (None, ("Ilsa Brenn",))


def test_he_and_she_of_two_people_is_nobody_until_the_article_tells_them_apart() -> None:
    met = attributed("Mayor Ilsa Brenn met port boss Bo Rusk on Monday. He said the pier cost 61 million. She said it leaks.")
    assert [one.speaker for one in met] == [None, None, None]
    assert met[1].candidates == ("Ilsa Brenn", "Bo Rusk")
    told = attributed("Mayor Ilsa Brenn and her rival Bo Rusk met on Monday. He said the pier cost 61 million.")
    assert told[1].speaker == "Bo Rusk"


def test_a_spokesman_for_somebody_is_not_that_person() -> None:
    assert attributed("A spokesman for Mayor Bo Rusk said that the pier leaks.")[0].speaker == "a spokesman for Mayor Bo Rusk"


@pytest.mark.parametrize(
    ("text", "polarity", "proposition"),
    [
        ("A viral post wrongly says the pier leaks.", "denied", "The pier leaks."),
        ("There is no evidence that the pier leaks.", "denied", "The pier leaks."),
        ("Fact-checkers debunked the claim that the pier leaks.", "denied", "The pier leaks."),
        ("The claim that the pier leaks is false.", "denied", "The pier leaks."),
        ("It is unclear whether the pier leaks.", "doubted", "The pier leaks."),
        ("Whether the pier leaks is disputed.", "doubted", "The pier leaks."),
        (
            "Whether that is realistic is disputed.",
            "asserted",
            "Whether that is realistic is disputed.",
        ),  # "that" is of the sentence before
        ("The mayor said that would help the pier.", "asserted", "That would help the pier."),
        ("Reportedly, the pier leaks.", "doubted", "The pier leaks."),
        ("The mayor said the pier leaks.", "asserted", "The pier leaks."),
        ("Bo Rusk was wrongly convicted in 2019.", "asserted", "Bo Rusk was wrongly convicted in 2019."),
        ("The treasurer denied that and said three firms had made an offer.", "asserted", "Three firms had made an offer."),
    ],
)
def test_what_is_denied_or_doubted_is_not_asserted(text: str, polarity: str, proposition: str) -> None:
    said = attributed(text)[0]
    assert (said.polarity, said.proposition) == (polarity, proposition)


def test_a_denial_right_after_it_counts() -> None:
    assert attributed("Senator Bo Rusk said the pier leaks. That is false.")[0].polarity == "denied"


@pytest.mark.parametrize(
    ("text", "speaker", "candidates"),
    [
        ("Nothing suggests that the files were sold.", None, ()),
        ("Forty of the lorries stand outside. “They are ours.”", None, ()),
        (
            "Kim Reyes says the port needs dredging. “It needs a railway,” Robin Orme shot back. He conceded that the port was silted up.",
            None,
            ("Robin Orme", "Kim Reyes"),
        ),
        ("The union says 80 percent walked out; the company says it was 30.", None, ("the union", "the company")),
        ("Ada Brandt does not believe the count is right.", "Ada Brandt", ()),
        ("Clerk Ada Brandt asked whether the fence had been finished.", "Ada Brandt", ()),
        ("The tax office has apologised. It had wrongly stated that only a few letters went astray.", "The tax office", ()),
    ],
)
def test_a_speaker_is_somebody_who_can_speak_and_the_only_one_meant(text: str, speaker: str | None, candidates: tuple[str, ...]) -> None:
    told = attributed(text)[-1]
    assert (told.speaker, told.candidates) == (speaker, candidates)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Lena Orm said the pier was safe. And from Karl Voss: “It leaks.”", ["Lena Orm", "Karl Voss"]),
        ("“The mill has closed twice.” That is what Lena Orm told the board.", ["Lena Orm", None]),
        ("It was the dean, Karl Voss, who told the paper that the hall had burned.", ["Karl Voss"]),
        ("Her rival, the retired judge Abel Fonseca, grumbles that she talks too much.", ["Abel Fonseca"]),
        ("Brask Foods cut 40 jobs. The company denies that it broke the law.", [None, "Brask Foods"]),
        ("Helena Marsh said Victor Oyle had left. He said that the door was open.", ["Helena Marsh", "Victor Oyle"]),
        ("The hall was full. The table shows three guilds, Karl Voss found: not one pays, he said, for the roof.", [None, "Karl Voss"]),
        ("In May he had left. Karl Voss spoke. In June he promised that the school would open.", [None, None, "Karl Voss"]),
    ],
)
def test_the_speaker_of_each_sentence_is_named(text: str, speakers: list[str | None]) -> None:
    assert [read.speaker for read in attribute(split(text), text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The suspect was found in a taxi, Inspector Karl Voss said. He told officers that he had bought the horse.",
        "Karl Voss spoke on Monday. The driver was freed on Tuesday. He said that he had slept.",
        "While the minister called the camp orderly, aid workers said hundreds were missing.",
    ],
)
def test_where_two_can_be_meant_both_are_candidates_and_nobody_is_named(text: str) -> None:
    read = attribute(split(text), text)[-1]
    assert read.speaker is None and len(read.candidates) == 2


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Parents passed round a rumour that a teacher had died. It is untrue.", "denied"),
        ("Some say that seals ate the cod. They did not.", "denied"),
        ("Coach Karl Voss complained that the goal was offside. The pictures suggest otherwise.", "doubted"),
        ("A squirrel was to blame, officials announced. By noon that had been withdrawn.", "denied"),
        ("Neighbours spread the story that the mill is sold. Not so: it is let.", "denied"),
    ],
)
def test_the_sentence_after_denies_or_doubts_a_claim(text: str, polarity: str) -> None:
    assert attribute(split(text), text)[0].polarity == polarity


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Why do you row?\n\nBecause I can.\n\nPeople say you cheat.\n\nBoats sink.\n\nMy own did not.\n\nAnd now?\n\nI rest.\n\n(Captain Ana Reyes, rower)",
            ["Because I can.", "Boats sink.", "My own did not.", "I rest."],  # an answer of two paragraphs
        ),
        (
            "Ana Reyes rowed to Avel. She is 40.\n\nGAZETTE: Was it cold?\n\nIt was. I froze.\n\nGAZETTE: You met a whale.\n\nA small one.",
            ["It was.", "I froze.", "A small one."],
        ),
        (
            "Nobody has rowed as far as the ferry captain Ana Reyes.\n\nWas it cold?\n\nI froze.\n\nWill you go on?\n\nNever.",
            ["I froze.", "Never."],
        ),
        (
            "– Why do you row?\n– Boats are slow.\n– And cold?\n– I like cold.\nAna Reyes talked to Jon Marek",
            ["– Boats are slow.", "– I like cold."],
        ),
        (
            "The Courier: You row.\n\nAna Reyes: Daily.\n\nAnd they laugh at you.\n\nThey do. I row on.\n\nAnd then?\n\nI sleep.",
            ["Ana Reyes: Daily.", "They do.", "I row on.", "I sleep."],
        ),
        ("You know me. I ran the port.\n\nIt sank.\n\nYou wept.\n\nI did not.\n\nMayor Ana Reyes, farewell", None),  # a speech asks nobody
    ],
)
def test_the_answers_of_an_interview_are_whose_name_a_line_before_or_after_it_presents(text: str, answers: list[str] | None) -> None:
    spans = split(text)
    theirs = [span.text for span, said in zip(spans, attribute(spans, text), strict=True) if said.speaker == "Ana Reyes"]
    assert theirs == (answers if answers is not None else [span.text for span in spans[:-1]])


def test_the_answers_of_an_interview_without_labels_are_the_guest_s() -> None:
    text = 'The last bell-founder of Orm, Karl Voss, is 79.\nWhy do you go on?\n"Because the furnace is hot."\nAnd then?\n"My daughter has broken eleven moulds."'
    assert [read.speaker for read in attribute(split(text), text) if read.speaker] == ["Karl Voss", "Karl Voss"]
