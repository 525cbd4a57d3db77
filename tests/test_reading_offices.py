"""Offices before a name are no part of it, and whoever only meets an office does not get it."""

import re
from pathlib import Path

import pytest

from claims.english import offices
from tests.test_reading_speakers import attributed

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
