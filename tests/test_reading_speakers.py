"""Speakers and propositions: right on the labelled passages, whoever speaks a whole text, and whom a pronoun means."""

from collections import Counter
from functools import cache

import pytest

from claims.model import Attribution
from claims.reading.sentences import split
from claims.reading.speech.deciding import decided, is_unsure
from claims.reading.speech.speakers import attribute, readings
from claims.reading.speech.ways import Reading, Way
from tests import reading_sets

LABELLED = {name: reading_sets.passages("speakers", name) for name in reading_sets.names("speakers")}


LOWEST = {
    "gold-2": (0.965, 0.95),
    "work": (0.98, 0.91),
    "final": (0.97, 0.88),
    "work-2": (0.975, 0.79),
    "final-2": (0.96, 0.75),
    "work-3": (0.98, 0.90),
    "work-4": (0.94, 0.74),
    "final-3": (0.965, 0.86),
    "final-4": (0.93, 0.68),
    "final-6": (0.90, 0.57),
    "train-1": (0.935, 0.65),
    "work-7": (0.96, 0.735),
    "final-7": (0.94, 0.72),
    "train-2a": (0.935, 0.74),
    "train-2b": (0.875, 0.625),
    "final-8": (0.92, 0.68),
}
"""Precision and recall that hold where they are below the goal of 0.98 and 0.90."""


SETS = [pytest.param(name, marks=pytest.mark.long) if name in LOWEST else name for name in LABELLED]
"""The sets for the tests. A set that is still below the goal is a figure rather than a test."""

UNSEEN = {"final-7", "final-8", "train-2b"}
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
        ("**Ana R.** · 2h\nMy crane is shut.\n\n**deckhand** · yesterday at 9.15\nit is not", ["Ana R.", "deckhand"]),
        ("Ana Reyes writes: Your crane is shut. I saw it. It rained.", ["Ana Reyes", "Ana Reyes", "Ana Reyes"]),
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
        ("Ulf Dahl was quoted by the Courier as saying that the dam leaks.", "Ulf Dahl"),
        ("“The dam leaks,” Ulf Dahl is heard saying.", "Ulf Dahl"),
        ("The dam was reported to have sunk.", None),
        ("Ulf Dahl took to the radio to say that the dam leaks.", "Ulf Dahl"),
        ("Ulf Dahl refused to say that the dam leaks.", None),
        ("Ulf Dahl’s view is that the dam was built in May.", "Ulf Dahl"),
        ("The dam was built in May – or so the port says.", "the port"),
        ("The port accused Ulf Dahl of breaking the dam.", "the port"),
        ("Ulf Dahl is accused by prosecutors of breaking the dam.", "prosecutors"),
        ("The port rejected Ulf Dahl’s claim that the dam is old.", "the port"),
        ("The company, owned by Ulf Dahl, said the dam was old.", "the company"),
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


@pytest.mark.long
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


def words(text: str) -> str:
    return " ".join(text.split()).lower()


@pytest.mark.parametrize("name", SETS)
def test_every_speaker_stands_in_the_text(name: str) -> None:
    for passage in LABELLED[name]:
        text = words(passage["text"])
        names = {person for said in attributed(passage["text"]) for person in (said.speaker, *said.candidates) if person}
        assert all(words(person) in text for person in names), passage["id"] if name in UNSEEN else names


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
