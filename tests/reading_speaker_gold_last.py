"""A third set of invented passages, labelled like the others. First try, before anything was tuned on it: 43 of 48 right."""

from tests.reading_speaker_gold import parsed

_GOLD = """
Rain has damaged a third of the grain harvest, farmers' leader Jens Pohl said at a press conference in Aldhafen on Tuesday. He put the loss at 90 million crowns.
| 1 | Jens Pohl | Rain has damaged a third of the grain harvest.
| 2 | - | *

The hospital trust apologised on Friday to the families of nine patients. Its chief executive, Dr Moira Ansell, said the wrong dose had been given in every case. “We checked 4,000 records,” she told BBC Radio Hatton.
| 1 | - | *
| 2 | Moira Ansell | The wrong dose had been given in every case.
| 3 | Moira Ansell | We checked 4,000 records.

A man has been charged with arson after a fire at a primary school, police have said. Three classrooms were destroyed.
| 1 | police | A man has been charged with arson after a fire at a primary school.
| 2 | - | Three classrooms were destroyed.

In an email seen by the Aldhafen Post, the shipyard's lawyers wrote that 60 welders were owed back pay.
| 1 | the shipyard's lawyers | 60 welders were owed back pay.

“I don't recognise those figures,” the transport secretary, Hugo Lamm, told MPs. “Ridership is up 8 percent.” Labour's Dana Frye said he was “living in a fantasy.”
| 1 | Hugo Lamm | I don't recognise those figures.
| 2 | Hugo Lamm | Ridership is up 8 percent.
| 3 | Dana Frye | He was “living in a fantasy.”

Storm Edda brought gusts of 146 km/h to the west coast, the weather service said, the strongest since 1992. Ferries stayed in port.
| 1 | the weather service | Storm Edda brought gusts of 146 km/h to the west coast, the strongest since 1992.
| 2 | - | Ferries stayed in port.

Born in Kestwick in 1931, Marta Heller wrote 14 novels. “She never owned a typewriter,” her publisher, Leo Brandt, recalled. Her daughter says she wrote every page by hand.
| 1 | - | Born in Kestwick in 1931, Marta Heller wrote 14 novels.
| 2 | Leo Brandt | She never owned a typewriter.
| 3 | her daughter | She wrote every page by hand.

Prosecutors allege that the brothers stole 2.4 million crowns from the pension fund. Defence lawyer Ian Moss said there was no proof that the money ever existed.
| 1 | prosecutors | The brothers stole 2.4 million crowns from the pension fund.
| 2 | Ian Moss | There was no proof that the money ever existed.

Tenants of the Garland Estate say the lifts have been broken since March. The landlord, Homefirst, blames vandals.
| 1 | tenants of the Garland Estate | The lifts have been broken since March.
| 2 | - | *

Quantum chips made by Lattiq can run for 40 minutes without an error, the company claimed in a blog post on Wednesday. Independent experts were cautious. “Nobody outside has measured it,” said Prof Yusuf Aydin of Aldhafen Technical University.
| 1 | the company | Quantum chips made by Lattiq can run for 40 minutes without an error.
| 2 | - | Independent experts were cautious.
| 3 | Yusuf Aydin | Nobody outside has measured it.

The U.S. has sent 31 tanks, Defense Secretary Carl Whitby said. Sen. Joan Tully, R-Mo., said only 12 had arrived.
| 1 | Carl Whitby | The U.S. has sent 31 tanks.
| 2 | Joan Tully | Only 12 had arrived.

Two of the three candidates have withdrawn, election officials confirmed late Thursday.
| 1 | election officials | Two of the three candidates have withdrawn.

“My son waited 11 hours in a corridor,” said one mother, who asked not to be named. “A nurse cried.”
| 1 | one mother | My son waited 11 hours in a corridor.
| 2 | one mother | A nurse cried.

The minister, he said, had known since April. Mr Pohl has led the farmers' union for nine years.
| 2 | - | Mr Pohl has led the farmers' union for nine years.

Census figures released on Monday show that the island has lost a fifth of its people since 2001.
| 1 | * | The island has lost a fifth of its people since 2001.

“If it rains, we flood; it's that simple,” said Abe Ferris, owner of Ferris Hardware on Canal Street. He's cleaned up four times since 2019, he said.
| 1 | Abe Ferris | If it rains, we flood; it's that simple.
| 2 | Abe Ferris | He's cleaned up four times since 2019.

Sheriff's deputies found the truck in a ditch off Route 9, Sgt. Paula Kemp said in a news release. Kemp said the driver was not hurt.
| 1 | Paula Kemp | Sheriff's deputies found the truck in a ditch off Route 9.
| 2 | Paula Kemp | The driver was not hurt.

Turnout fell below 40 percent for the first time, the electoral commission's head, Omar Szabo, announced. It had been 58 percent in 2018.
| 1 | Omar Szabo | Turnout fell below 40 percent for the first time.
| 2 | - | It had been 58 percent in 2018.

Both companies said the merger would not cost jobs. Union leaders disagree.
| 1 | both companies | The merger would not cost jobs.
| 2 | - | Union leaders disagree.

“The wolves,” wildlife officer Tess Arnold explained, “came over the pass in 2016, and there are about 30 of them now.”
| 1 | Tess Arnold | The wolves came over the pass in 2016, and there are about 30 of them now.

Hatton Town manager Rick Dole admitted his side had been lucky. “They hit the post three times,” Dole said.
| 1 | Rick Dole | His side had been lucky.
| 2 | Rick Dole | They hit the post three times.

A letter from the ministry, dated 3 March, states that the licence expired in 2020.
| 1 | * | The licence expired in 2020.

Norbank's chief economist, Ada Lind, expects growth of 1.4 percent. She warned, however, that exports had fallen for three months in a row.
| 1 | - | *
| 2 | Ada Lind | Exports had fallen for three months in a row.

Police Commissioner Rana Sethi says burglary is down 14 percent this year, to the lowest level in a decade.
| 1 | Rana Sethi | Burglary is down 14 percent this year, to the lowest level in a decade.

Activists from Clean Bay blocked the gate on Saturday, demanding to see the permit. “They have none,” one of them, Tilda Roos, shouted through a loudspeaker.
| 1 | - | *
| 2 | Tilda Roos | They have none.

Of the 212 wells tested, 87 contained arsenic, according to Dr. Ken Obi, who led the survey for the health department.
| 1 | Ken Obi | Of the 212 wells tested, 87 contained arsenic.
"""

PASSAGES = tuple(parsed(block) for block in _GOLD.strip().split("\n\n"))
