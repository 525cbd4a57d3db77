"""One sentence, several facts: each offered with its place and a wording that stands alone."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.reading.parts.parts import parts, parts_of_many
from tests import reading_sets


def wordings(text: str) -> list[str]:
    return [part.wording for part in parts(Span(0, len(text), text))]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("The Lerum storm killed 11 people and destroyed 300 homes.", ["The Lerum storm killed 11 people.", "The Lerum storm destroyed 300 homes."]),
        ("The Orm mill closed in 2003, but its workers were never paid.", ["The Orm mill closed in 2003.", "The Orm mill’s workers were never paid."]),
        ("Dray Corp., which owns 60 percent of Avel port, made a bid.", ["Dray Corp. owns 60 percent of Avel port.", "Dray Corp. made a bid."]),
        ("Avel sold Orm mill to Dray Corp., which owns Avel port.", ["Avel sold Orm mill to Dray Corp.", "Dray Corp. owns Avel port."]),
        ("Rents rose 9 percent while wages rose 2 percent.", ["Rents rose 9 percent.", "Wages rose 2 percent."]),
        ("The Lerum ferry sank in 1962, killing 40, and was never raised.", ["The Lerum ferry sank in 1962, killing 40.", "The Lerum ferry was never raised."]),
        ("Ana Reyes and Jon Marek signed the treaty.", ["Ana Reyes and Jon Marek signed the treaty."]),
        ("Avel council, which has 14 members, voted to close a school and sold its land.", ["Avel council has 14 members.", "Avel council voted to close a school.", "Avel council sold its land."]),
        ("Calder Rail, owned by Dray Corp., cancelled 90 trains and refunded 4 million crowns.", ["Calder Rail is owned by Dray Corp.", "Calder Rail cancelled 90 trains.", "Calder Rail refunded 4 million crowns."]),
        ("Having lost twice, the Orm Party replaced its leader and moved to Lerum.", ["The Orm Party had lost twice.", "The Orm Party replaced its leader.", "The Orm Party moved to Lerum."]),
        ("The Orm dam was built in 1971 and closed in 2004.", ["The Orm dam was built in 1971.", "The Orm dam was closed in 2004."]),
        ("Rolf Kessel was arrested in May and admitted a theft.", ["Rolf Kessel was arrested in May.", "Rolf Kessel admitted a theft."]),
        ("Orm Tools employs 600 people and made a profit of 9 million crowns.", ["Orm Tools employs 600 people.", "Orm Tools made a profit of 9 million crowns."]),
        ("Prices rose 4 percent; rents doubled.", ["Prices rose 4 percent.", "Rents doubled."]),
        ("Pellham has 41,300 inhabitants, and the town's debt is 9 million.", ["Pellham has 41,300 inhabitants.", "Pellham's debt is 9 million."]),
        ("Mayor Ana Roth said that the Avel pool opened in 1962 and closed in 2021, but that the Avel hall would stay open.", ["The Avel pool opened in 1962 and closed in 2021.", "The Avel hall would stay open."]),
        ("Ana Reyes said the Avel pier cost $3 million and that Lerum had paid for it.", ["The Avel pier cost $3 million.", "Lerum had paid for the Avel pier."]),
        ("Serbia borders Kosovo, which Serbia does not recognize.", ["Serbia borders Kosovo.", "Serbia does not recognize Kosovo."]),
        ("Ostria seeks membership, but the country has refused to join Varna.", ["Ostria seeks membership.", "Ostria has refused to join Varna."]),
        ("Dray Corp., whose owner lives in Malta, paid no tax and closed two plants.", ["Dray Corp.’s owner lives in Malta.", "Dray Corp. paid no tax.", "Dray Corp. closed two plants."]),
        ("Rask, the mayor of Avel, opened a bridge in 2019 and resigned a year later.", ["Rask was the mayor of Avel.", "Rask opened a bridge in 2019 and resigned a year later."]),
        ("In 2019 Avel built a school and closed its library.", ["In 2019 Avel built a school.", "In 2019 Avel closed its library."]),
        ("Although Ostria bans night flights, Orm Airport allowed 214 flights.", ["Ostria bans night flights.", "Orm Airport allowed 214 flights."]),
        ("If the dam breaks, the town floods and the road is lost.", ["If the dam breaks, the town floods and the road is lost."]),
        ("Founded in 1921, Orm Tools supplies 40 countries.", ["Orm Tools was founded in 1921.", "Orm Tools supplies 40 countries."]),
        ("We closed nine mills, we sold a mine, and we paid our debts.", ["We closed nine mills.", "We sold a mine.", "We paid our debts."]),
        ("The court fined the hospital because it had hidden two deaths.", ["The court fined the hospital because it had hidden two deaths."]),
        ("Did the mill close, and were its workers paid?", ["Did the mill close, and were its workers paid?"]),
        ("The bridge cost $3 million.", ["The bridge cost $3 million."]),
        ("Judge Ada Lind jailed the banker Ola Brun in May and ordered him to repay 2 million crowns.", ["Judge Ada Lind jailed the banker Ola Brun in May.", "Judge Ada Lind ordered the banker Ola Brun to repay 2 million crowns."]),
        ("The Orm plant sends heat to Avel and steam to Lerum.", ["The Orm plant sends heat to Avel.", "The Orm plant sends steam to Lerum."]),
        ("Rents rose by 9 percent, wages by 2 percent and fares by 5 percent.", ["Rents rose by 9 percent.", "Wages rose by 2 percent.", "Fares rose by 5 percent."]),
        ("The fee stayed between 38 and 41 crowns.", ["The fee stayed between 38 and 41 crowns."]),
        ("The Orm choir won prizes in Avel, Lerum and Tarrow.", ["The Orm choir won prizes in Avel.", "The Orm choir won prizes in Lerum.", "The Orm choir won prizes in Tarrow."]),
        ("The board consists of Rask, Orme and Lind.", ["The board consists of Rask, Orme and Lind."]),
        ("Orm island has no bank, no doctor and only one shop.", ["Orm island has no bank.", "Orm island has no doctor.", "Orm island has only one shop."]),
        ("The Orm mill, once the largest in Avel, was sold in 2013.", ["The Orm mill was once the largest in Avel.", "The Orm mill was sold in 2013."]),
        ("The Lerum flood burst a dam, drowning 40 sheep.", ["The Lerum flood burst a dam.", "The Lerum flood drowned 40 sheep."]),
        ("The board concluded that Ana Reyes was tired and that nobody in Avel tower had noticed.", ["Ana Reyes was tired.", "Nobody in Avel tower had noticed."]),
        ("The probe Sunbird reached its orbit and is expected to land in May.", ["The probe Sunbird reached its orbit.", "The probe Sunbird is expected to land in May."]),
        ("The painter Ana Reyes lived in Lund, where she shared a flat with her sister.", ["The painter Ana Reyes lived in Lund.", "The painter Ana Reyes shared a flat with her sister in Lund."]),
        ("The fee in Avel was raised to 6 crowns, and the opposition wants to lower it again.", ["The fee in Avel was raised to 6 crowns.", "The opposition wants to lower the fee in Avel again."]),
        ("A ticket to the Orm baths costs 6 crowns for adults and 2.50 for children.", ["A ticket to the Orm baths costs 6 crowns for adults.", "A ticket to the Orm baths costs 2.50 crowns for children."]),
        ("The bronze was cast in Avel, lost in May and reopened talks on theft.", ["The bronze was cast in Avel, lost in May and reopened talks on theft."]),
        ("Ana Reyes was born in Avel, studied in Lund and spent a year at sea.", ["Ana Reyes was born in Avel.", "Ana Reyes studied in Lund.", "Ana Reyes spent a year at sea."]),
        ("The treasurer of the Orm Choir, Ms Ada Lind, reported a loss and noted that 11 fees were unpaid.", ["The treasurer of the Orm Choir, Ms Ada Lind, reported a loss.", "The treasurer of the Orm Choir, Ms Ada Lind, noted that 11 fees were unpaid."]),
        ("A tooth found at Orm in 2015, dated to 1900 BC, shows two holes.", ["A tooth found at Orm in 2015 was dated to 1900 BC.", "A tooth found at Orm in 2015 shows two holes."]),
        ("Captain Ola Brun, who died in May, sailed the Avel for ten years and saved, by his own count, 209 lives.", ["Captain Ola Brun died in May.", "Captain Ola Brun sailed the Avel for ten years.", "Captain Ola Brun saved, by his own count, 209 lives."]),
        ("“The dam is safe,” said Ada Lind, head of the school in Lund.", ["“The dam is safe,” said Ada Lind.", "Ada Lind is head of the school in Lund."]),
        ("Ola Brun (1851–1919), the first governor of Orm, is buried in Lerum.", ["Ola Brun was the first governor of Orm.", "Ola Brun (1851–1919) is buried in Lerum."]),
        ("The Orm mill has doubled its output, halved its debt and built two halls.", ["The Orm mill has doubled its output.", "The Orm mill has halved its debt.", "The Orm mill has built two halls."]),
        ("Orm Tools has not paid its debts and lost 40 customers in May.", ["Orm Tools has not paid its debts.", "Orm Tools lost 40 customers in May."]),
        ("Ada Lind ran ahead of Ana Reyes, broke a record and gave her medal to her late coach, Rolf Kessel.", ["Ada Lind ran ahead of Ana Reyes.", "Ada Lind broke a record.", "Ada Lind gave her medal to her late coach, Rolf Kessel."]),
        ("Deputy Ola Brun of the Green Party, who had drafted a bill with two biologists, voted against a ban on trawling.", ["Deputy Ola Brun of the Green Party had drafted a bill with two biologists.", "Deputy Ola Brun of the Green Party voted against a ban on trawling."]),
        ("Ada Lind is backed by the Coast List, owns two mills and has promised to halve the town’s fees.", ["Ada Lind is backed by the Coast List.", "Ada Lind owns two mills."]),
        ("Dr Ada Lind, head of surgery at Orm Hospital since 2016, was suspended in May.", ["Dr Ada Lind has been head of surgery at Orm Hospital since 2016.", "Dr Ada Lind was suspended in May."]),
        ("She said “it was dark, and we were cold” on the radio.", ["She said “it was dark, and we were cold” on the radio."]),
    ],
)  # fmt: skip
def test_each_fact_of_a_sentence_is_worded_alone(sentence: str, facts: list[str]) -> None:
    assert wordings(sentence) == facts


@pytest.mark.parametrize(
    ("name", "right", "share"), [("work", 0.88, 0.28), ("work-2", 0.92, 0.18), ("work-3", 0.82, 0.2), ("work-4", 0.75, 0.5)]
)
def test_what_is_offered_of_the_labelled_sets_is_right(name: str, right: float, share: float) -> None:
    """By a machine's comparison, which is stricter than a reader’s; sentences about "the storm" get none."""
    facts = reading_sets.Parts()
    rows = reading_sets.passages("compound", name)
    offered = parts_of_many([(Span(0, len(row["text"]), row["text"]), row["context"] or "") for row in rows])
    for row, pieces in zip(rows, offered, strict=True):
        facts.add(row["text"], row["parts"], [part.wording for part in pieces])
    assert facts.right / facts.offered >= right, facts.wrong
    assert facts.parted / facts.compound >= share


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill closed in May, and they blamed the owner.",  # who?
        "Two of the six divers came up; the other four stayed below.",
        "The town bought 90 lamps, and some never worked.",
        "Lena Orm was arrested on 3 May and released two days later.",
        "The guest can neither swim nor ride.",
        "Anyone caught fishing is fined or jailed.",
        "The pipe leaks, the inspector knows it.",
        "Half of the nurses at Saint Ebba’s signed the letter, and the hospital has cancelled all visits.",
        "Residents claim that the quarry starts work before dawn and that the dust has ruined their gardens.",
        "The storm tore the roof off the Avel sports hall and sank four fishing boats.",
        "Avel is the oldest town in Orm and Lerum is the largest.",
        "The mill is moving to Lerum, where wages are half as high.",
        "The storm killed 11 people and destroyed 300 homes.",  # which?
        "The lamp was launched in May, recalled in June and quietly dropped in the autumn.",
        "Captain Ola Brun was booked for protesting and limped off with an injury.",  # not "was limped off"
        "Ola Brun led a rising in the autumn of 1641 and died in prison the following spring.",
        "Mayor Ada Lind ruled out higher fees and blamed the closures on a shortage of staff.",
        "Researchers tested 1,200 samples and found lead in 87 of them.",
        "The board found that Orm Water leaked 31 million litres and fined nobody.",  # who fined nobody?
        "Skips line the streets of Avel and the pavement, filled with sofas.",
        "Avel knew of the plan, as a spokesman confirmed.",
        "The depot lies in Lerum, an hour's drive away.",
        "Avel province digs most of the country's copper and receives 2 percent of its taxes.",  # whose?
        "Fewer people died in Avel than in any year since records began in 1954.",
        "The comet, known as Rho-9, is 4 kilometres wide and passes the Earth in May.",
        "Ada Lind visited and found a leak.",
        "Heard at the bakery: the king of Varland is moving here.",
        "“What scares you?” I ask.",
        "Mayor Ana Roth said the Avel pool cost 3 million euros while the Avel hall cost 9 million euros, and that the building has 40 rooms and was built in 1962.",
        "LUND (Corvus) – The president of Orm, Dr. Ada Lind, will visit Lerum in May.",
        "Remarks by Dr. Ada Lind, University of Avel",
        "Ana Reyes answered that he had been fishing in Orm, and he smiled.",
    ],
)
def test_nothing_is_offered_where_a_part_would_not_stand_alone(sentence: str) -> None:
    assert wordings(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("No passengers were hurt when the bus overturned near Orm, but the driver broke an arm.", "The bus overturned near Orm."),
        ("Unemployment in Avel fell to 4 percent, while wages rose by 3 percent.", "Unemployment in Avel fell to 4 percent."),
        ("While Avel gained 1,200 residents last year, Lerum lost 350.", "Avel gained 1,200 residents last year."),
        ("Avel completed 31,400 homes, fewer than in 2019, and started work on 26,900, a low number.", "Avel completed 31,400 homes, fewer than in 2019."),
        ("Ada Lind denied having met the contractor, but accepted two tickets.", "Ada Lind accepted two tickets."),
        ("Orm School was closed in May, but head teacher Ada Lind said pupils would be back in June.", "Orm School was closed in May."),
        ("The Orm board approved a new pump and agreed to sell the old one.", "The Orm board approved a new pump."),
    ],
)  # fmt: skip
def test_of_several_facts_only_what_stands_alone_is_offered(sentence: str, fact: str) -> None:
    assert wordings(sentence) == [fact]


@pytest.mark.parametrize(
    "sentence",
    [
        "Had the alarm worked, the warehouse in Orm would not have burned down, and Avel would have kept its mill.",
        "The mill lost money, and two people died.",  # a single fact must name something
    ],
)
def test_what_did_not_happen_and_what_names_nothing_is_not_offered(sentence: str) -> None:
    assert not any("would" in wording or wording == "Two people died." for wording in wordings(sentence) if wording != sentence)


def test_a_part_that_the_sentence_reports_names_who_says_it() -> None:
    text = "Minister Ola Brun said that the Orm clinic had run out of insulin and that it had lost two patients."
    assert [(part.wording, part.speaker) for part in parts(Span(0, len(text), text))] == [
        ("The Orm clinic had run out of insulin.", "Minister Ola Brun"),
        ("The Orm clinic had lost two patients.", "Minister Ola Brun"),
    ]


def test_what_somebody_unnamed_says_is_not_taken_out_of_their_mouth() -> None:
    text = "She said that the Avel clinic had run out of insulin and that it had lost two patients."
    assert len(parts(Span(0, len(text), text))) == 1
    assert parts(Span(0, len(text), text), "Minister Ola Brun spoke on Monday.")[0].speaker == "Minister Ola Brun"


JOINTS = [
    "The ferry",
    "which",
    ",",
    ", and",
    " but ",
    "was",
    "raised",
    "who",
    ";",
    "“",
    "”",
    "killing 40",
    "—",
    "Dray Corp.",
    "in 1962",
    "the",
    "\n",
    ".",
]


@given(st.one_of(st.lists(st.sampled_from(JOINTS), max_size=20).map(" ".join), st.text()), st.integers(0, 5))
@settings(max_examples=100, deadline=None)  # the longest of them take half a second
def test_parts_of_any_text_lie_in_it(text: str, start: int) -> None:
    found = parts(Span(start, start + len(text), text))
    assert all(text[part.span.start - start : part.span.end - start] == part.span.text for part in found)
    assert len(found) == 1 or all(part.wording.strip() for part in found)


@pytest.mark.parametrize("hostile", ["and was ", ", which ", ", which is", " and a was b", "“", "A ", "the ", ", killing 4", "; "])
def test_a_hostile_sentence_is_taken_apart_in_time(hostile: str) -> None:
    for length in (3000, 50_000):
        text = (hostile * length)[:length]
        begun = time.process_time()
        parts(Span(0, length, text))
        assert time.process_time() - begun < 1.0


def test_a_report_may_follow_what_it_tells() -> None:
    text = "Orm Software has 2.3 million customers and expects to grow, its head Ada Lind said."
    assert [(part.wording, part.speaker) for part in parts(Span(0, len(text), text))] == [
        ("Orm Software has 2.3 million customers.", "Orm Software’s head Ada Lind"),
        ("Orm Software expects to grow.", "Orm Software’s head Ada Lind"),
    ]
    text = "The Orm railway, which closed in 1961, will reopen as a cycle path, the county said."
    assert [(part.wording, part.speaker) for part in parts(Span(0, len(text), text))] == [
        ("The Orm railway closed in 1961.", None),
        ("The Orm railway will reopen as a cycle path.", "the county"),
    ]


@pytest.mark.parametrize(
    ("before", "sentence", "facts"),
    [
        (
            "President Ioane Brun is not standing again.",
            "The 67-year-old has led Orm since 2012 and has survived two plots in Avel.",
            ["President Ioane Brun has led Orm since 2012.", "President Ioane Brun has survived two plots in Avel."],
        ),
        (
            "Crown Prince Aldric of Orm turns 40.",
            "The prince studied law in Avel and served four years in the navy of Lerum.",
            ["Crown Prince Aldric of Orm studied law in Avel.", "Crown Prince Aldric of Orm served four years in the navy of Lerum."],
        ),
        (
            "Rosalind Brun has been cleared of all charges.",
            "The accountant spent 14 months in prison and lost her flat in Avel.",
            ["Rosalind Brun spent 14 months in prison.", "Rosalind Brun lost her flat in Avel."],
        ),
        (
            "A ferry ran aground near Cape Orm on Sunday.",
            "The vessel was freed at noon and is now in Avel.",
            [
                "The ferry that ran aground near Cape Orm on Sunday was freed at noon.",
                "The ferry that ran aground near Cape Orm on Sunday is now in Avel.",
            ],
        ),
        (
            "",
            "By Sunday 18,400 children had been vaccinated in Orm, 9,700 in Avel and 3,150 in Lerum, the group Aid Lund reported.",
            [
                "By Sunday 18,400 children had been vaccinated in Orm.",
                "By Sunday 9,700 children had been vaccinated in Avel.",
                "By Sunday 3,150 children had been vaccinated in Lerum.",
            ],
        ),
        (
            "",
            "Sorrel County did not raise its taxes this year; instead it closed two fire stations and sold a mill.",
            [
                "Sorrel County did not raise its taxes this year.",
                "Sorrel County closed two fire stations.",
                "Sorrel County sold a mill.",
            ],
        ),
    ],
)
def test_ages_titles_and_classes_point_back_to_what_the_text_names(before: str, sentence: str, facts: list[str]) -> None:
    offered = parts(Span(0, len(sentence), sentence), before)
    assert [part.wording for part in offered] == facts
    assert all(sentence[part.span.start : part.span.end] == part.span.text for part in offered)


@pytest.mark.parametrize(
    ("before", "sentence", "facts"),
    [
        (
            "The pianist Sora Brun-Ueda gave her first concert at the age of six.",
            "At eleven she won the Orm Prize, and at fifteen she moved to Avel.",
            ["At eleven the pianist Sora Brun-Ueda won the Orm Prize.", "At fifteen the pianist Sora Brun-Ueda moved to Avel."],
        ),
        (
            "",
            "Orm Foods, the largest grower in Avel, said on Friday that it would stop using Clorazin, which was banned in Lerum in 2021.",
            ["Orm Foods is the largest grower in Avel.", "Orm Foods would stop using Clorazin.", "Clorazin was banned in Lerum in 2021."],
        ),
        (
            "",
            "Ada Lind won the women's marathon in Orm in two hours, and Ola Brun of Orm won the men's marathon in Avel.",
            ["Ada Lind won the women's marathon in Orm in two hours.", "Ola Brun of Orm won the men's marathon in Avel."],
        ),
        (
            "The annual meeting of the Orm Society was held on 8 March.",
            "Mr Ola Brun was re-elected chairman, and Mrs Ada Lind took over as treasurer from Mr Orme.",
            ["Mr Ola Brun was re-elected chairman, and Mrs Ada Lind took over as treasurer from Mr Orme."],
        ),
    ],
)
def test_ages_and_offices_say_enough_or_are_left_out(before: str, sentence: str, facts: list[str]) -> None:
    assert [part.wording for part in parts(Span(0, len(sentence), sentence), before)] == facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Today the Orm dairy processes 90 million litres of milk a year, exports cheese to 14 countries and is run by Ola Brun.",
        "Visitor numbers fell from 48,000 in 2015 to 19,000 last year, while the costs doubled.",
        "The storm came late, and two people died at Easter.",
    ],
)
def test_a_misread_verb_and_a_single_fact_without_a_name_are_not_offered(sentence: str) -> None:
    assert not {"Exports cheese to 14 countries and is run by Ola Brun.", "Two people died at Easter."} & set(wordings(sentence))


def test_what_is_told_of_somebody_lately_is_in_the_present() -> None:
    assert (
        wordings("Ada Lind, a 34-year-old nurse from Orm, was elected on Saturday and thanked Avel.")[0]
        == "Ada Lind is a 34-year-old nurse from Orm."
    )
    assert wordings("Ada Lind, a nurse from Orm, founded a school in 1921 and died in Avel.")[0] == "Ada Lind was a nurse from Orm."


@pytest.mark.parametrize(
    ("before", "sentence", "facts"),
    [
        (
            "",
            "Rents rose 4 percent in Avel, agents said, while those in Lerum were unchanged.",
            ["Rents rose 4 percent in Avel, agents said.", "Rents in Lerum were unchanged."],
        ),
        (
            "The two clubs want to merge. Members of Orm Rowing agreed on Monday.",
            "Those of Avel Sailing will vote in June, and the county has yet to answer.",
            ["Members of Avel Sailing will vote in June."],
        ),
        (
            "The shops of Avel and the mills of Lerum closed in May.",
            "Those of Tarrow stayed open, and Ada Lind sold 40 lamps in Orm.",
            ["Those of Tarrow stayed open, and Ada Lind sold 40 lamps in Orm."],  # mills or shops?
        ),
    ],
)
def test_those_of_another_place_are_named_or_left_out(before: str, sentence: str, facts: list[str]) -> None:
    assert [part.wording for part in parts(Span(0, len(sentence), sentence), before)] == facts


@pytest.mark.parametrize(
    ("sentence", "unclear"),
    [
        ("The night school in Orm has room for 40 adults and turned away 61 in 2022.", "turned away 61"),  # 61 what?
        ("This season's play, a comedy by Ola Brun, opens in Avel and costs nothing to see.", "season's play is"),
        ("Orm recalled its ambassador and closed two ports in Avel.", "ambassador"),  # to where?
        ("Ada Lind left Orm to open a bakery, while Ola Brun stayed on as gardener and bought a mill in Avel.", "gardener"),  # of what?
        ("Orm Foods is moving to Avel, where wages are a third lower.", "lower"),  # than where?
    ],
)
def test_a_part_is_left_out_where_its_figure_owner_or_place_is_missing(sentence: str, unclear: str) -> None:
    assert not any(unclear in wording for wording in wordings(sentence) if wording != sentence)


def test_bare_ages_and_what_is_compared_within_a_part_are_clear() -> None:
    sentence = "Ada Lind turned 90 in May and has been ambassador to Orm since 2019."
    assert wordings(sentence) == ["Ada Lind turned 90 in May.", "Ada Lind has been ambassador to Orm since 2019."]
    sentence = "Teachers in Avel earn 2,100 crowns and those in Lerum 2,400, while the figure in Orm is 3,000 crowns."
    assert wordings(sentence)[0] == "Teachers in Avel earn 2,100 crowns and those in Lerum 2,400."


def test_two_clauses_are_not_run_together() -> None:
    facts = wordings("A boathouse was searched in Orm on Monday, 2.4 million in false bills was found, and the tenant was arrested.")
    assert facts == ["A boathouse was searched in Orm on Monday."]
    sentence = "The Orm talks are led by the envoy Ada Lind and have been shunned by the rebels, whose head, Ola Brun, seeks the release of 90 men."
    assert not any("Lind seeks" in wording for wording in wordings(sentence))


def test_a_clause_without_its_verb_and_a_subject_without_its_verb_are_no_facts() -> None:
    sentence = "Its school closed in 2003, its post office in 2011, and the bus comes only on Sundays and Mondays."
    assert not any(
        "2003, its" in part.wording
        for part in parts(Span(0, len(sentence), sentence), "The village of Alt Orm has 90 inhabitants and no shop.")
        if part.wording != sentence
    )
    sentence = "The boat he steers on Lake Orm was painted in 1959, can be seen from Avel and is to be sold next year."
    offered = parts(Span(0, len(sentence), sentence), "Ola Brun has been a ferryman for half his life.")
    assert not any(part.wording.startswith("The boat Ola Brun can") for part in offered)


def test_a_description_is_put_into_the_past_only_where_something_says_so() -> None:
    assert "Ada Lind founded Nuvia, a maker of pumps, in 2016." in wordings(
        "Ada Lind studied in Avel and founded Nuvia, a maker of pumps, in 2016."
    )
    assert "Nuvia was a maker of pumps." in wordings("Ada Lind studied in Avel and founded Nuvia, a maker of pumps, in 1898.")


@pytest.mark.parametrize(
    ("before", "sentence", "facts"),
    [
        (
            "",
            "The share of forest is 40 percent in Orm, 22 in Avel and only 9 in Lerum.",
            ["The share of forest is 40 percent in Orm.", "The share of forest is 22 percent in Avel.", "The share of forest is only 9 percent in Lerum."],
        ),
        (
            "The Port of Orm lost a third of its ships. Its operator, Calder Freight, blamed the weather.",
            "The company moved 90,000 boxes in 2022 and dismissed 41 dockers in May.",
            ["Calder Freight moved 90,000 boxes in 2022.", "Calder Freight dismissed 41 dockers in May."],
        ),
        (
            "The museum in Avel closed in 2012.",
            "The building was sold to a baker in May, and its 900 lamps went to Lerum.",
            ["The building of the museum in Avel was sold to a baker in May."],
        ),
        (
            "The Agency for Coastal Roads was founded in 1998.",
            "In twenty years it has paved 900 kilometres and spent 2.4 billion, but the Court of Audit says a third was lost.",
            ["In twenty years the Agency for Coastal Roads has paved 900 kilometres.", "In twenty years the Agency for Coastal Roads has spent 2.4 billion."],
        ),
        (
            "",
            "The Orm Guild, led by the baker Ola Brun, has collected 900 names and threatens to sue Avel.",
            ["The Orm Guild is led by the baker Ola Brun.", "The Orm Guild has collected 900 names.", "The Orm Guild threatens to sue Avel."],
        ),
        (
            "",
            "The Orm Guild, led by the baker Ola Brun, collected 900 names in 1904 and sued Avel.",
            ["The Orm Guild was led by the baker Ola Brun.", "The Orm Guild collected 900 names in 1904.", "The Orm Guild sued Avel."],
        ),
        (
            "",
            "Born in Orm, the poet Ada Lind studied law in Avel, never practised, and died in Lerum in 1961.",
            ["The poet Ada Lind was born in Orm.", "The poet Ada Lind studied law in Avel.", "The poet Ada Lind died in Lerum in 1961."],
        ),
        (
            "",
            "Orm Aid, a charity set up by Ada Lind, spent 3.2 million crowns on clinics last year and received 2.1 million in gifts.",
            ["Orm Aid is a charity set up by Ada Lind.", "Orm Aid spent 3.2 million crowns on clinics last year."],  # gifts in which year?
        ),
        ("She took over the shelter at Orm.", "Ada Lind added a school and a clinic, and was elected mayor of Avel in 2013.", ["Ada Lind was elected mayor of Avel in 2013."]),
    ],
)  # fmt: skip
def test_units_names_and_times_come_along_or_the_part_is_left_out(before: str, sentence: str, facts: list[str]) -> None:
    assert [part.wording for part in parts(Span(0, len(sentence), sentence), before)] == facts


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Two mills in Orm make paper.", "The one in Avel has 40 workers, while the one in Tarrow has only a guard who lives in Lerum."),
        ("The Agency for Coastal Roads was founded in 1998 by Ola Brun.", "The Agency closed two offices in Orm and sold a mill in Avel."),
        ("The new law on rents was meant to help tenants.", "Rents in Avel went up by 6 percent in its first year, and 900 flats in Orm were sold."),
        ("Both sides were to leave the hills.", "The Orm forces complied a day early, while the rebels fired on Avel twice."),
        ("", "Once the pride of Orm, the Avel glassworks shut in 2009, and its site was sold to a baker who never built there."),
        ("The tax on salt took effect.", "Since then sales have gone down by 8 percent, said the Treasury of Orm, which puts annual receipts at 12 million crowns."),
        ("Traders in Orm are against the plan.", "Their union, led by the baker Ola Brun, has collected 900 names and plans to sue."),
    ],
)  # fmt: skip
def test_what_only_the_text_before_explains_is_not_offered(before: str, sentence: str) -> None:
    assert [part.wording for part in parts(Span(0, len(sentence), sentence), before)] == [sentence]


def test_a_sentence_may_end_with_a_bare_figure() -> None:
    assert wordings("Unemployment was 9 percent in Orm, 14")
    assert wordings("Unemployment was 9 percent in Orm, 14 in Avel and 11")
