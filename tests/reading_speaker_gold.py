"""Invented passages with who says each labelled sentence, and its bare proposition.

A passage's lines before ``|`` are its text (an empty ``~`` line parts paragraphs). ``| n | speaker | proposition`` labels its
n-th sentence; speaker ``-`` is the article's own word, proposition ``*`` is not judged.
"""

_GOLD = """
The minister stated that the bridge is safe.
| 1 | the minister | The bridge is safe.

Transport minister Jon Marek opened the bridge on Monday. The minister stated that the bridge is safe.
| 1 | - | Transport minister Jon Marek opened the bridge on Monday.
| 2 | Jon Marek | The bridge is safe.

Mayor Ana Reyes said the pier cost $3 million. "Nobody paid more," she said. "It was a fair price."
| 1 | Ana Reyes | The pier cost $3 million.
| 2 | Ana Reyes | Nobody paid more.
| 3 | Ana Reyes | It was a fair price.

"The dam is safe," said Tom Aldane, the governor. Aldane told reporters that two engineers had checked it.
| 1 | Tom Aldane | The dam is safe.
| 2 | Tom Aldane | Two engineers had checked it.

According to the Ministry of Health, 40 people fell ill. Nobody died, according to Dr. Ellen Frey.
| 1 | Ministry of Health | 40 people fell ill.
| 2 | Ellen Frey | Nobody died.

The bridge, Reyes said, will open in May. Ana Reyes is the mayor of Dunmore.
| 1 | Ana Reyes | The bridge will open in May.
| 2 | - | Ana Reyes is the mayor of Dunmore.

Prices rose 4 percent in March, the central bank said. It blamed the cost of fuel.
| 1 | the central bank | Prices rose 4 percent in March.
| 2 | - | *

Jon Marek, the education minister, told Parliament on Tuesday that 40 schools had closed since 2015. The opposition says it is 52.
| 1 | Jon Marek | 40 schools had closed since 2015.
| 2 | the opposition | It is 52.

"We will appeal," Kessel said. Rolf Kessel leads the union. The court had no right to rule, he added.
| 1 | Rolf Kessel | We will appeal.
| 2 | - | *
| 3 | Rolf Kessel | The court had no right to rule.

Police said two men were arrested at the ferry terminal. Officials confirmed that both had been released.
| 1 | police | Two men were arrested at the ferry terminal.
| 2 | officials | Both had been released.

A spokeswoman for Dray Corp. said the leak was found in April. The company said in a statement that it had told the authorities.
| 1 | a spokeswoman for Dray Corp. | The leak was found in April.
| 2 | the company | It had told the authorities.

"The water is clean," said a spokesman for the utility.
| 1 | a spokesman for the utility | The water is clean.

Ida Voss, who leads the opposition, said that the contract was never published. Her party voted against it.
| 1 | Ida Voss | The contract was never published.
| 2 | - | *

In a statement on Friday, Tollund Ltd. said it would close the dye works.
| 1 | Tollund Ltd. | It would close the dye works.

The union claims that 9,000 workers lost their jobs. The ministry insists the figure is 6,500.
| 1 | the union | 9,000 workers lost their jobs.
| 2 | the ministry | The figure is 6,500.

Prof. Nina Sorel of Avel University said she counted 71 whales. “That is 12 more than last year,” she said.
| 1 | Nina Sorel | She counted 71 whales.
| 2 | Nina Sorel | That is 12 more than last year.

“I saw the plane go down,” said Ola Brun, 54, a fisherman from Cape Dun. “It hit the water and broke in two.”
| 1 | Ola Brun | I saw the plane go down.
| 2 | Ola Brun | It hit the water and broke in two.

Lena Farr denied that she had met the contractor. She refused to say who paid.
| 1 | - | *
| 2 | - | *

The mayor did not say how much it cost. He was told of the leak in June.
| 1 | - | *
| 2 | - | *

"The numbers are wrong," Dr. Nils Oort said. "They were wrong in 2018. They are wrong now."
| 1 | Nils Oort | The numbers are wrong.
| 2 | Nils Oort | They were wrong in 2018.
| 3 | Nils Oort | They are wrong now.

Marek said, “We hired 600 teachers. We will hire more.”
| 1 | Marek | We hired 600 teachers.
| 2 | Marek | We will hire more.

“We were never warned. The siren did not work,” said Mina Dahl, a teacher.
| 1 | Mina Dahl | We were never warned.
| 2 | Mina Dahl | The siren did not work.

The report found that 14 guards were on duty. A survey by Avel University showed that half of the wells are dry.
| 1 | the report | 14 guards were on duty.
| 2 | * | Half of the wells are dry.

The council announced a new budget on Monday. It was announced that the pier would close.
| 1 | - | *
| 2 | - | *

Gov. Tom Aldane met Sen. Ida Voss on Monday. Aldane said the talks had failed. Voss said they had not begun.
| 1 | - | *
| 2 | Tom Aldane | The talks had failed.
| 3 | Ida Voss | They had not begun.

Rain fell for six days. "It has never been this bad," said Harl.
| 1 | - | Rain fell for six days.
| 2 | Harl | It has never been this bad.

“The plan,” Reyes said, “is simple.”
| 1 | Reyes | The plan is simple.

“It cost us everything,” Voss told the council, “and nobody asked why.”
| 1 | Voss | It cost us everything, and nobody asked why.

“We tested the water in May,” the company’s director, Karl Orme, said. “There was no lead in it.”
| 1 | Karl Orme | We tested the water in May.
| 2 | Karl Orme | There was no lead in it.

Karl Orme, director of the water company, said on Thursday that no lead was found. He said that 12 homes were tested.
| 1 | Karl Orme | No lead was found.
| 2 | Karl Orme | 12 homes were tested.

However, Orme acknowledged that all 12 homes were built after 1990.
| 1 | Orme | All 12 homes were built after 1990.

Asked about the delay, Reyes said the results had to be checked first.
| 1 | Reyes | The results had to be checked first.

The law bans fishing near the reef. It has been in force since 1986.
| 1 | - | The law bans fishing near the reef.
| 2 | - | It has been in force since 1986.

Finance Minister Vera Quist said growth reached 2.1 percent. The finance minister added that debt had fallen.
| 1 | Vera Quist | Growth reached 2.1 percent.
| 2 | Vera Quist | Debt had fallen.

Minister of Education Kay Lund said 30 schools reopened. Chief Education Officer Dr. Ramona Pell said attendance was 93 percent.
| 1 | Kay Lund | 30 schools reopened.
| 2 | Ramona Pell | Attendance was 93 percent.

The editor, Sam Doyle, wrote that the paper had lost half of its readers.
| 1 | Sam Doyle | The paper had lost half of its readers.

Researchers at the Dunmore Institute reported that the glacier had lost 40 percent of its volume. “We were shocked,” said the lead author, Piet Vos.
| 1 | researchers at the Dunmore Institute | The glacier had lost 40 percent of its volume.
| 2 | Piet Vos | We were shocked.

Critics say the tax is unfair. Supporters argue that it pays for schools.
| 1 | critics | The tax is unfair.
| 2 | supporters | It pays for schools.

The fire began in the kitchen, firefighters said. Three people were hurt, said Capt. Lew Harding.
| 1 | firefighters | The fire began in the kitchen.
| 2 | Lew Harding | Three people were hurt.

"Who paid for this?" Kessel asked. Nobody answered.
| 1 | Kessel | Who paid for this?
| 2 | - | Nobody answered.

Witnesses told police that the driver had run a red light.
| 1 | witnesses | The driver had run a red light.

Ana Reyes won by 312 votes. Her rival, Lars Brandt, asked for a recount. Brandt said the count was flawed.
| 1 | - | Ana Reyes won by 312 votes.
| 2 | - | *
| 3 | Lars Brandt | The count was flawed.

The ferry had passed inspection, its owner said, two weeks before it sank.
| 1 | its owner | The ferry had passed inspection two weeks before it sank.

Harlan Bros. owns the mill, documents show. The deal was signed in secret, Voss alleged.
| 2 | Voss | The deal was signed in secret.

“We have no money,” he said.
| 1 | - | *

Mina Dahl has taught in Millbrook for 20 years. “Not one school has a library,” she said.
| 1 | - | Mina Dahl has taught in Millbrook for 20 years.
| 2 | Mina Dahl | Not one school has a library.

The governor's office said Aldane had not seen the report. Aldane himself said last week that he had.
| 1 | the governor's office | Aldane had not seen the report.

The defence ministry said on Sunday that two drones were shot down. Harlan's foreign minister, Greta Holm, called it a lie. Holm said the drones were civilian.
| 1 | the defence ministry | Two drones were shot down.
| 2 | - | *
| 3 | Greta Holm | The drones were civilian.

~
"My house is gone," said Rosa Lind.
~
"I have nothing left. The insurance paid $400."
| 1 | Rosa Lind | My house is gone.
| 2 | Rosa Lind | I have nothing left.
| 3 | Rosa Lind | The insurance paid $400.

Bank of Avel chief economist Tova Grant said inflation had peaked.
| 1 | Tova Grant | Inflation had peaked.

“There is no danger,” the mayor told residents at a meeting on Tuesday night.
| 1 | the mayor | There is no danger.

The U.N. envoy, Li Dao, warned that food would run out in two weeks.
| 1 | Li Dao | Food would run out in two weeks.

Sen. R. J. Kessel said the bill had no votes. Kessel, a farmer, added that he would not support it.
| 1 | R. J. Kessel | The bill had no votes.
| 2 | R. J. Kessel | He would not support it.

Unemployment fell to 4.2 percent, according to figures from the statistics office.
| 1 | figures from the statistics office | Unemployment fell to 4.2 percent.

The suspect told the court that he had acted alone. His lawyer, Kim Bose, argued that the police had lied.
| 1 | the suspect | He had acted alone.
| 2 | Kim Bose | The police had lied.

“The bus never came,” one passenger said. Another said she waited three hours.
| 1 | one passenger | The bus never came.

St. Luke's Hospital said nine children were treated for lead poisoning.
| 1 | St. Luke's Hospital | Nine children were treated for lead poisoning.

Judge Alma Reid ruled that the search was illegal. “The warrant had expired,” she wrote.
| 1 | - | *
| 2 | Alma Reid | The warrant had expired.

Both Marek and Voss said the vote was fair.
| 1 | * | The vote was fair.

Reuters reported that the ship had turned off its transponder.
| 1 | Reuters | The ship had turned off its transponder.

It is not true that the bridge is closed, Reyes said.
| 1 | Reyes | It is not true that the bridge is closed.

The film opens on Friday. Tickets cost $12. The theatre seats 300.
| 1 | - | The film opens on Friday.
| 2 | - | Tickets cost $12.
| 3 | - | The theatre seats 300.

Opposition Leader Ida Voss said: “The contract was signed before the tender.”
| 1 | Ida Voss | The contract was signed before the tender.

The airport, which says it is the busiest in the region, handled 2.3 million passengers.
| 1 | - | *

“No,” Orme said. He left the room.
| 1 | Orme | No.
| 2 | - | He left the room.

A 2019 study estimated that new pipes would cost $240 million.
| 1 | a 2019 study | New pipes would cost $240 million.

Speaking to the Dunmore Herald, Reyes admitted she knew of the lead in July.
| 1 | Reyes | She knew of the lead in July.

Hundreds of people marched through Fenwick on Sunday. Organisers said 5,000 took part; police put the number at 1,800.
| 1 | - | Hundreds of people marched through Fenwick on Sunday.
| 2 | organisers | *

“I am not a crook,” said President Otto Bern. Bern resigned a week later.
| 1 | Otto Bern | I am not a crook.
| 2 | - | Bern resigned a week later.
"""


def parsed(block: str) -> tuple[str, tuple[tuple[int, str, str], ...]]:
    text: list[str] = []
    labels = []
    for line in block.strip().split("\n"):
        if line.startswith("|"):
            number, speaker, proposition = (part.strip() for part in line.strip("| ").split(" | "))
            labels.append((int(number), speaker, proposition))
        else:
            text.append("" if line == "~" else line)
    return "\n\n".join(part for part in text if part), tuple(labels)


PASSAGES = tuple(parsed(block) for block in _GOLD.strip().split("\n\n"))
