"""More invented passages, in many styles of news, labelled like ``reading_speaker_gold`` and frozen before the code was tried on them.

First try, before anything was tuned on them: 74 of 92 right; docs/reading.md has the table.
"""

from tests.reading_speaker_gold import parsed

_WIRE = """
KESTWICK, Norland (NPA) - A cargo ship ran aground off the Skerry Isles on Wednesday, the coast guard said, and all 17 crew were taken off by helicopter.
| 1 | the coast guard | A cargo ship ran aground off the Skerry Isles on Wednesday, and all 17 crew were taken off by helicopter.

The vessel was carrying 4,200 tons of cement, according to the harbor authority in Kestwick. Its owner, Belmar Shipping, did not answer calls seeking comment. “There is no leak at present,” coast guard spokesman Henrik Osk told reporters by phone. He said a tug would try to free the ship at high tide.
| 1 | the harbor authority in Kestwick | The vessel was carrying 4,200 tons of cement.
| 2 | - | *
| 3 | Henrik Osk | There is no leak at present.
| 4 | Henrik Osk | A tug would try to free the ship at high tide.

President Adela Munro on Thursday accused the neighboring state of Vardia of firing across the border. Vardia's defense ministry denied it and said its troops had come under fire first.
| 1 | - | *
| 2 | Vardia's defense ministry | Its troops had come under fire first.

At least 11 people were killed when a bus plunged into a ravine near Alto Brava, officials said Monday.
| 1 | officials | At least 11 people were killed when a bus plunged into a ravine near Alto Brava.

Oil output fell by 300,000 barrels a day in May, the energy agency said in its monthly report, citing repairs at two fields.
| 1 | the energy agency | Oil output fell by 300,000 barrels a day in May.

A senior official, who spoke on condition of anonymity because the talks are private, said the two sides were still far apart on prices.
| 1 | a senior official | The two sides were still far apart on prices.

The rebels said they had released 40 prisoners. The government put the number at 12.
| 1 | the rebels | They had released 40 prisoners.
| 2 | - | *
"""

_LOCAL = """
Plans to build 240 homes on the old brickworks at Lower Hatton have been refused, after councillors said the road could not take the traffic.
| 1 | * | *

Cllr Maureen Tibbs (Ind, Hatton East) told the planning committee: “We counted 900 cars an hour in the morning. That is before a single house is built.” Developer Crane & Lowe said it was disappointed and was considering an appeal.
| 1 | Maureen Tibbs | We counted 900 cars an hour in the morning.
| 2 | Maureen Tibbs | That is before a single house is built.
| 3 | * | It was disappointed and was considering an appeal.

Parish clerk Deborah Lyle said that the bus shelter had cost £7,400. “We got three quotes,” Mrs Lyle added.
| 1 | Deborah Lyle | The bus shelter had cost £7,400.
| 2 | Deborah Lyle | We got three quotes.

“It's been shut since Easter and nobody tells us anything,” said Pat Wilmot, who has run the newsagent's opposite the library for 31 years. “I've lost a third of my trade.”
| 1 | Pat Wilmot | It's been shut since Easter and nobody tells us anything.
| 2 | Pat Wilmot | I've lost a third of my trade.

A spokesperson for Hatton Borough Council said: “The library will reopen in the autumn. Repairs to the roof have taken longer than planned.”
| 1 | a spokesperson for Hatton Borough Council | The library will reopen in the autumn.
| 2 | a spokesperson for Hatton Borough Council | Repairs to the roof have taken longer than planned.

Firefighters were called to the mill at 2.15am. Station manager Colin Dray said the roof had collapsed by the time the first engine got there.
| 1 | - | Firefighters were called to the mill at 2.15am.
| 2 | Colin Dray | The roof had collapsed by the time the first engine got there.

Headteacher Olive Brand, 58, is to retire in July. Mrs Brand, who joined the school in 1994, said numbers had risen from 180 to 410 in that time.
| 1 | - | *
| 2 | Olive Brand | Numbers had risen from 180 to 410 in that time.

Shopkeepers in Mill Street say takings have halved since the road was dug up.
| 1 | * | Takings have halved since the road was dug up.
"""

_TABLOID = """
A furious mum has slammed a theme park after her son was left dangling for 40 minutes. Kelly Stroud, 34, from Barnet Cross, fumed: "They never even said sorry." She claims staff had gone for lunch.
| 1 | - | *
| 2 | Kelly Stroud | They never even said sorry.
| 3 | Kelly Stroud | Staff had gone for lunch.

Pop star Zia Lark has split from husband Dean Coyle after six years, a source close to the couple has revealed. "They've been living apart since March," the insider said.
| 1 | a source close to the couple | Pop star Zia Lark has split from husband Dean Coyle after six years.
| 2 | the insider | They've been living apart since March.

Speaking outside court, dad-of-two Wayne Pockett said: "Four months is a joke. He should have got ten years."
| 1 | Wayne Pockett | Four months is a joke.
| 2 | Wayne Pockett | He should have got ten years.
"""

_POLITICS = """
Prime Minister Torvald Eng said on Sunday his government had created 90,000 jobs since taking office. Opposition leader Signe Ravn dismissed the figure as fantasy, saying that 60,000 of them were part-time.
| 1 | Torvald Eng | His government had created 90,000 jobs since taking office.
| 2 | Signe Ravn | *

“We inherited a deficit of 6 percent,” Eng told the party congress. “Today it is 3.” His finance minister, Lars Thune, later conceded that the second figure left out the railways.
| 1 | * | We inherited a deficit of 6 percent.
| 2 | * | Today it is 3.
| 3 | Lars Thune | The second figure left out the railways.

Ms. Ravn, who was speaking in Holm, said that hospital waiting lists had grown for five years in a row. She said the prime minister “has never once visited a ward at night.”
| 1 | * | Hospital waiting lists had grown for five years in a row.
| 2 | * | The prime minister “has never once visited a ward at night.”

In an interview with Radio Norland, the interior minister, Berit Sund, argued that crime had fallen in every county but one. The police union disagreed: burglaries, it said, had risen in four.
| 1 | Berit Sund | Crime had fallen in every county but one.
| 2 | * | *

Lawmakers from both parties said they had not been told of the contract, which was signed in January.
| 1 | lawmakers from both parties | They had not been told of the contract, which was signed in January.

The bill passed by 88 votes to 81. “This is a bad law made in a hurry,” Greens co-leader Ines Falk said after the vote.
| 1 | - | The bill passed by 88 votes to 81.
| 2 | Ines Falk | This is a bad law made in a hurry.

Eng, the son of a miner, has said he will not raise the fuel tax. As recently as May he called it inevitable.
| 1 | Eng | He will not raise the fuel tax.
| 2 | - | *
"""

_SCIENCE = """
The team found that the bees flew up to 9 kilometres for food, twice as far as had been thought. “They remember the way for weeks,” says Aiko Tamm, a biologist at the University of Lund Bay who led the study.
| 1 | the team | The bees flew up to 9 kilometres for food, twice as far as had been thought.
| 2 | Aiko Tamm | They remember the way for weeks.

According to a paper published on Monday in the journal Marine Letters, the reef has lost 70 percent of its coral since 1998.
| 1 | * | The reef has lost 70 percent of its coral since 1998.

“The sample was small,” cautions Dr. Peter Vaux, an epidemiologist who was not involved in the work. “Only 48 patients were followed for a full year.”
| 1 | Peter Vaux | The sample was small.
| 2 | Peter Vaux | Only 48 patients were followed for a full year.

Vaccination cut hospital stays by 62 percent, the researchers write.
| 1 | the researchers | Vaccination cut hospital stays by 62 percent.

Astronomers have discovered a planet twice the mass of Earth. It circles its star in 11 days, said co-author Mei Okafor of the Harrow Observatory.
| 1 | - | Astronomers have discovered a planet twice the mass of Earth.
| 2 | Mei Okafor | It circles its star in 11 days.

The new analysis suggests that the glacier has thinned by 30 metres since 2000.
| 1 | the new analysis | The glacier has thinned by 30 metres since 2000.
"""

_SPORT = """
Goalkeeper Iva Petrek saved two penalties as Dunmore Rovers beat Avel City 4-2. “I just guessed,” Petrek said. Coach Milo Hart said she had not trained all week because of a bruised hand.
| 1 | - | *
| 2 | Iva Petrek | I just guessed.
| 3 | Milo Hart | She had not trained all week because of a bruised hand.

“We ran 12 kilometres more than they did,” Hart said after the match. “That's the difference.”
| 1 | Hart | We ran 12 kilometres more than they did.
| 2 | Hart | That's the difference.

The club confirmed that striker Bo Lindahl would be out for six weeks with a torn hamstring. Lindahl has scored 14 goals this season.
| 1 | the club | Striker Bo Lindahl would be out for six weeks with a torn hamstring.
| 2 | - | Lindahl has scored 14 goals this season.

Asked whether he would resign, Hart replied: "I have two years left on my contract."
| 1 | Hart | I have two years left on my contract.
"""

_BUSINESS = """
Norbank reported a net profit of 310 million crowns for the second quarter, up 12% on a year earlier. Chief executive Ulla Brask said bad loans had fallen to their lowest level since 2007.
| 1 | - | *
| 2 | Ulla Brask | Bad loans had fallen to their lowest level since 2007.

Shares in Tellmar fell 9 percent after the company said it had lost its largest customer.
| 1 | * | *

“Demand in Asia has been weaker than we forecast,” Brask wrote in a letter to shareholders. Analysts at Pell & Co. estimate that the bank will cut 400 jobs.
| 1 | Brask | Demand in Asia has been weaker than we forecast.
| 2 | analysts at Pell & Co. | The bank will cut 400 jobs.

Inflation slowed to 2.9% in June, the statistics bureau said Friday, down from 3.4% in May.
| 1 | the statistics bureau | Inflation slowed to 2.9% in June, down from 3.4% in May.

The takeover was approved by 93 percent of shareholders, Tellmar's chairman, Gus Ahlm, told the annual meeting in Kestwick.
| 1 | Gus Ahlm | The takeover was approved by 93 percent of shareholders.

The airline carried 1.2 million passengers in July, it said in a statement.
| 1 | * | The airline carried 1.2 million passengers in July.
"""

_MORE = """
Neighbors told the Fenwick Courier the smell had been there for weeks. Resident Tomas Abel, 71, said he had called the city six times.
| 1 | neighbors | The smell had been there for weeks.
| 2 | Tomas Abel | He had called the city six times.

Detective Inspector Ruth Calloway, of Hatton Police, said: “We believe there were two vehicles. One was a white van.”
| 1 | Ruth Calloway | We believe there were two vehicles.
| 2 | Ruth Calloway | One was a white van.

Mr. Abel's daughter, Nina, said the family had moved out. The city's water department said tests found no lead.
| 1 | Nina | The family had moved out.
| 2 | * | Tests found no lead.

“There were,” the judge said, “no grounds for the search.” The prosecutor, Hal Greer, said he would appeal.
| 1 | the judge | There were no grounds for the search.
| 2 | Hal Greer | He would appeal.

More than half of the town's wells are dry, says a report by the Norland Water Council. The report says that 14 of them were drilled without a licence.
| 1 | a report by the Norland Water Council | More than half of the town's wells are dry.
| 2 | the report | 14 of them were drilled without a licence.

The two men deny murder. Their barrister, Joan Crewe KC, told the jury that neither had been in Hatton that night.
| 1 | - | *
| 2 | * | Neither had been in Hatton that night.

It was the third fire at the plant this year, fire chief Lou Marsh noted. No one was hurt.
| 1 | Lou Marsh | It was the third fire at the plant this year.
| 2 | - | No one was hurt.

The pilot reported engine trouble at 9:40 a.m., investigators said in a preliminary report released on Friday, and the plane disappeared from radar four minutes later.
| 1 | investigators | *

The mayor of Dunmore, Ana Reyes, and the head of the port, Karl Orme, signed the lease on Monday. Reyes said it would bring in $2 million a year. Orme put it at half that. “We have to be honest with people,” he said.
| 1 | - | *
| 2 | Ana Reyes | It would bring in $2 million a year.
| 3 | - | *
| 4 | Karl Orme | We have to be honest with people.
"""

PASSAGES = tuple(
    parsed(block)
    for style in (_WIRE, _LOCAL, _TABLOID, _POLITICS, _SCIENCE, _SPORT, _BUSINESS, _MORE)
    for block in style.strip().split("\n\n")
)
