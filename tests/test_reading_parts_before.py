"""Facts of a sentence that the sentences before complete: what a pronoun, "the country" or "the vessel" means, or that nothing is offered."""

import pytest

from claims.model import Span
from claims.reading.parts.parts import parts


@pytest.mark.parametrize(
    ("before", "sentence", "first"),
    [
        (
            "Tidewell Energy told of changes. The sale needs a licence.",
            "Tidewell Energy has agreed to sell its gas network in Orm to Dray Corp. and keeps its 26 wind farms.",
            "Tidewell Energy has agreed to sell its gas network in Orm to Dray Corp.",
        ),
        (
            "The Weir Bridge in Orm was closed in 2019.",
            "The bridge carries 8,700 cars a day and was painted in 1988.",
            "The Weir Bridge in Orm carries 8,700 cars a day.",
        ),
        ("Ostria has no army.", "The country borders Varna and exports 4 million tonnes of salt.", "Ostria borders Varna."),
        ("The island of Tarn had a hard winter.", "The island has no port and sells salt to Avel.", "The island of Tarn has no port."),
        (
            "The Harbour Choir of Lund sang on Monday.",
            "It has 64 members and takes in newcomers twice a year.",
            "The Harbour Choir of Lund has 64 members.",
        ),
        (
            "Orm sacked a trainer. His assistant, Ola Brun, took over.",
            "Brun, who is 44, speaks Dutch and lives in Lund.",
            "Ola Brun is 44.",
        ),
        (
            "The Tolm Bridge was shut on Monday. Engineers were there within the hour.",
            "The bridge, which opened in 1958, carries 19,000 cars a day and has two lanes.",
            "The Tolm Bridge opened in 1958.",
        ),
        (
            "Fire broke out in a paper depot on the edge of Avel.",
            "The depot belongs to Lund Paper and was insured for 14 million crowns.",
            "The paper depot on the edge of Avel belongs to Lund Paper.",
        ),
        (
            "",
            "Orm Tanker lost 52 million crowns in May, and its chairman, Ola Brun, is stepping down.",
            "Orm Tanker lost 52 million crowns in May.",
        ),
        (
            "",
            "The council of Avel passed the budget of Avel by six votes to two and sold a mill in Orm.",
            "The council of Avel passed the budget of Avel by six votes to two.",
        ),
        ("", "Ada Lind, 29, who lives in Orm, won the Lund prize in May.", "Ada Lind lives in Orm."),
        (
            "",
            "Lund Paper earned 27 million crowns, up from 19 million a year earlier, and opened a mill in Orm in May.",
            "Lund Paper earned 27 million crowns, up from 19 million a year earlier.",
        ),
        (
            "",
            "Orm Rail said that its operator, Dray Rail, had sold nine trains and that the operator, Calder Rail, had bought them.",
            "Orm Rail’s operator, Dray Rail, had sold nine trains.",
        ),
        (
            "Orm Rovers sacked a trainer.",
            "Ada Lind played 203 times for the club and speaks Dutch.",
            "Ada Lind played 203 times for Orm Rovers.",
        ),
        ("Hargrove Seeds celebrates its centenary.", "The company owns 900 hectares and sells wheat.", "Hargrove Seeds owns 900 hectares."),
    ],
)
def test_the_sentence_before_says_what_the_country_is(before: str, sentence: str, first: str) -> None:
    assert parts(Span(0, len(sentence), sentence), before)[0].wording == first


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The island of Tarn has 1,900 people.", "It has no doctor, and patients who are ill are flown to Port Avel, 280 kilometres away."),
        (
            "",
            "On Friday the Green League withdrew its support over the budget, leaving her dependent on Orm, and the Green League left Avel.",
        ),
        ("", "Designed by the architect Ada Lind, the new library occupies four floors of a mill and opens on Saturday."),
        ("Inspector Ola Brun led the inquiry.", "He was Leo Skye, a baker from Avel, whose wife had reported him missing in May."),
        ("", "The trial of former official Ola Brun, accused of taking gold, opened in Orm on Wednesday."),
        ("", "Ada Lind has found a hall near Orm that covers a hectare and may have housed 500 people."),
        ("Holloway resigned in May.", "The firm employs 60 people and owns a mill in Orm."),  # a person's name
        ("The photographer Ana Reyes came back with 40,000 pictures.", "The pictures were shown in Dorn and now belong to the archive."),
        ("Dray Paper had a good year.", "Our plant in Orm employs 600 people and recycles all its water."),
        ("The company said a boat would come at five.", "It carries 12 passengers and takes no cars to Orm."),
        ("Ola Brun sat beside him.", "He opened a shop in Lund and sold boats."),
        ("The Tolm Bridge was shut, and so was a second bridge.", "The bridge carries 19,000 cars a day and has two lanes."),
        ("Ada Lind wrote a novel about her youth in Orm.", "It sold 600,000 copies and was translated into 19 languages."),
        ("Roswall admitted it.", "The mud in the streets has dried, and the smell is gone."),
    ],
)
def test_nothing_is_offered_where_only_the_sentence_before_says_which(before: str, sentence: str) -> None:
    assert len(parts(Span(0, len(sentence), sentence), before)) == 1


def test_a_pronoun_is_not_filled_in_from_before_where_the_subject_may_own_it() -> None:
    text = "Sand, an estate agent, had made the tram the main subject of his campaign."
    assert not any(
        "Roswall" in part.wording for part in parts(Span(0, len(text), text), "“I would have liked it clearer,” Roswall admitted.")
    )


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("Mayor Jonna Lind spoke on Monday.", "Mayor Jonna Lind closed two schools."),
        ("The rain fell on Monday.", "She closed two schools and sold a library."),
    ],
)
def test_a_pronoun_is_filled_in_only_from_a_sentence_whose_subject_can_be_meant(before: str, first: str) -> None:
    text = "She closed two schools and sold a library."
    assert parts(Span(0, len(text), text), before)[0].wording == first


@pytest.mark.parametrize(
    ("before", "sentence", "facts"),
    [
        (
            "A tanker ran aground off Cape Orm on Monday.",
            "It lost its anchor and has leaked 300 tonnes of oil.",
            [
                "The tanker that ran aground off Cape Orm on Monday lost its anchor.",
                "The tanker that ran aground off Cape Orm on Monday has leaked 300 tonnes of oil.",
            ],
        ),
        (
            "The observatory on Orm Hill was bombed in 1944.",
            "Its telescope was destroyed and never replaced.",
            [
                "The telescope of the observatory on Orm Hill was destroyed.",
                "The telescope of the observatory on Orm Hill was never replaced.",
            ],
        ),
        (
            "The clinic at Bumbwe opened in March.",
            "It has 24 beds and treats patients free of charge.",
            ["The clinic at Bumbwe has 24 beds.", "The clinic at Bumbwe treats patients free of charge."],
        ),
        (
            "Ada Lind and Ola Brun have skated together for six years.",
            "They finished third in Orm and now live in Avel.",
            ["Ada Lind and Ola Brun finished third in Orm.", "Ada Lind and Ola Brun now live in Avel."],
        ),
        (
            "Orm Air gave up its routes to the islands.",
            "The airline, founded in 1968 and still owned by the Brun family, said that it would retire six planes.",
            ["Orm Air was founded in 1968.", "Orm Air is still owned by the Brun family.", "Orm Air would retire six planes."],
        ),
        (
            "Orm Ferries has run the crossing since the war.",
            "The company ordered two vessels last spring and will retire the Queen Ottilie, its oldest ship, in 2027.",
            [
                "Orm Ferries ordered two vessels last spring.",
                "Orm Ferries will retire the Queen Ottilie.",
                "The Queen Ottilie is Orm Ferries’ oldest ship.",
            ],
        ),
        (
            "Ada Lind grew up in Orm.",
            "She left school at 15 and published her first novel, The Salt Room, in 1974.",
            ["Ada Lind left school at 15.", "Ada Lind published her first novel, The Salt Room, in 1974."],
        ),
    ],
)
def test_longer_descriptions_from_the_text_before_say_which(before: str, sentence: str, facts: list[str]) -> None:
    assert [part.wording for part in parts(Span(0, len(sentence), sentence), before)] == facts


@pytest.mark.parametrize(
    ("before", "sentence", "wrong"),
    [
        (
            "The museum in Avel bought the painting in 1931.",
            "It was thought to be a copy, but Orm scans show that it is by Ada Lind.",
            "museum",
        ),
        ("The Sisters of Orm gave up their convent in 2009.", "The building stood empty until 2015, and it now has 42 rooms.", "Sisters"),
        (
            "",
            "Researchers found shrimp in a lake 400 metres below the Orm plateau, where no life had been seen in Avel.",
            "in the Orm plateau",
        ),
        ("", "Minister Ola Brun sacked Ada Lind on Monday and appointed Rhys Orme in her place.", "place"),
        ("", "The bank of Orm left its rate at 4 percent in May but told Avel that it might cut it.", "cut it"),
        (
            "The head, Raúl Brun, steps down.",
            "He will be succeeded by Yun Seo-ha, 34, who won the Orm prize in 2017 and leads Avel opera.",
            "Brun won",
        ),
        ("", "The village of Orm has 312 inhabitants, no shop and a bus a day, which leaves at 6.40 for Avel.", "inhabitants leaves"),
        ("", "Ola Brun, chairman of Orm Mines, and his brother Leo were placed under sanctions in Avel.", "Brun were"),
        ("", "Orm rice output is put at 4.1 million tonnes this year, and Avel maize output at 2.6 million.", "is Avel"),
        (
            "The Orm prize was awarded on Saturday.",
            "It went to Ada Lind for her third book and to Ola Brun, whose novel is set in Avel.",
            "Lind to",
        ),
        ("", "Ada Lind won the marathon in Orm in two hours, 22 minutes and 8 seconds.", "in 8 seconds"),
    ],
)
def test_nothing_is_told_of_the_wrong_thing(before: str, sentence: str, wrong: str) -> None:
    offered = parts(Span(0, len(sentence), sentence), before)
    assert len(offered) == 1 or not any(wrong in part.wording for part in offered)
