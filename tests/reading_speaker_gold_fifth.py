"""A fifth set of invented passages, labelled after the fourth was tuned on and before this one was read.

First try: 47 of 57 right (82 in 100). Two of its labels were then mended: the full name, and a "the" that the others keep.
"""

from tests.reading_speaker_gold import parsed

_GOLD = """
GRENVALE (Northern Wire) — The army has withdrawn from all four border posts, Defence Ministry spokesman Col. Idris Tamm told a briefing on Friday.
| 1 | Idris Tamm | The army has withdrawn from all four border posts.

“Our members have had enough,” said the general secretary of the Bus Workers' Union, Leona Strickland. She said drivers had worked 14-hour shifts in August.
| 1 | Leona Strickland | Our members have had enough.
| 2 | Leona Strickland | Drivers had worked 14-hour shifts in August.

Sea levels at Port Harrow have risen 19 centimetres since 1950, according to the tide gauge operated by the Hydrographic Institute.
| 1 | * | Sea levels at Port Harrow have risen 19 centimetres since 1950.

The landlord of the Plough, Ken Astley, reckons the smoking ban cost him a third of his trade.
| 1 | Ken Astley | The smoking ban cost him a third of his trade.

Detectives believe the painting left the country in a horse box. Det Insp Fiona Mather said it had been insured for £400,000.
| 1 | detectives | The painting left the country in a horse box.
| 2 | Fiona Mather | It had been insured for £400,000.

“Not a single student was consulted,” complained Yara Benitez, president of the student council.
| 1 | Yara Benitez | Not a single student was consulted.

In 2019 the firm paid no tax at all, its accounts show.
| 1 | its accounts | In 2019 the firm paid no tax at all.

The ombudsman, Henrike Waal, concluded that the city had broken its own rules on 12 occasions. The city's lawyers said Waal had misread them.
| 1 | Henrike Waal | The city had broken its own rules on 12 occasions.
| 2 | the city's lawyers | Waal had misread them.

Parliament's budget office says the reform would have saved nothing.
| 1 | Parliament's budget office | The reform would have saved nothing.

“There were maybe 200 people,” one witness, a taxi driver, said. Another put it at 500.
| 1 | * | There were maybe 200 people.
| 2 | - | *

Dr. Solveig Marchetti of the Lowland Veterinary College, who examined the horses, said that six of the nine had been drugged.
| 1 | Solveig Marchetti | Six of the nine had been drugged.

The company's chief financial officer, Renata Dufour, said in a call with analysts that sales in the quarter were flat.
| 1 | Renata Dufour | Sales in the quarter were flat.

Hundreds of jobs were lost, the mayor of Eastling, Corin Bradshaw, said, when the sugar factory closed in 2004.
| 1 | Corin Bradshaw | *

“I paid 700 crowns for this,” she said, holding up a rusty pipe. Vilma Oxley has lived in the block since it was built.
| 1 | * | I paid 700 crowns for this.
| 2 | - | Vilma Oxley has lived in the block since it was built.

The World Orchid Society lists 28,000 species. Its president, Dag Almgren, says a third are in danger.
| 1 | - | *
| 2 | Dag Almgren | A third are in danger.

Residents were told to boil their water. Thames Vale Water said in an update at 9 p.m. that the supply was safe again.
| 1 | - | *
| 2 | Thames Vale Water | The supply was safe again.

An audit commissioned by the city and carried out by the firm Pell & Rowe found that 14 invoices had been paid twice.
| 1 | * | 14 invoices had been paid twice.

Minister for Fisheries Eoghan Daly has repeatedly said that the quota was set by scientists.
| 1 | Eoghan Daly | The quota was set by scientists.

Former world champion Lech Barta, 38, announced that he had signed a two-year contract with Team Aurel.
| 1 | Lech Barta | He had signed a two-year contract with Team Aurel.

“You can't eat promises,” reads a banner outside the town hall.
| 1 | * | *

Kuznets told the Morning Post that the first bribe was paid in 2011. “It was in a shoebox,” he recalled. “I still have it.”
| 1 | Kuznets | The first bribe was paid in 2011.
| 2 | Kuznets | It was in a shoebox.
| 3 | Kuznets | I still have it.

Amnesty researchers documented 41 cases of torture in the camp, the group said in a report published on Wednesday.
| 1 | the group | Amnesty researchers documented 41 cases of torture in the camp.

The plant emitted 90 tonnes of benzene in 2022, the state environmental regulator said. The operator says the true figure is 60.
| 1 | the state environmental regulator | The plant emitted 90 tonnes of benzene in 2022.
| 2 | the operator | The true figure is 60.

“That is simply not true,” said Henshaw's campaign manager, Dolly Prewitt, when asked about the loan.
| 1 | Dolly Prewitt | That is simply not true.

Anya Kowal, who runs a nursery in the suburb of Linden, says half of her places are empty.
| 1 | Anya Kowal | Half of her places are empty.

The inspector general's report, released late on Friday, said agents had lost track of 1,400 weapons.
| 1 | the inspector general's report | Agents had lost track of 1,400 weapons.

Most of the damage was done by the second wave, geologist Mateo Irarra explains.
| 1 | Mateo Irarra | Most of the damage was done by the second wave.

Bishop Gerald Tench, in a sermon on Sunday, called the law “an offence against the poor” and said 3,000 families had lost their homes.
| 1 | Gerald Tench | *

The U.N. refugee agency said 70,000 people had crossed the river since Sunday.
| 1 | the U.N. refugee agency | 70,000 people had crossed the river since Sunday.

Nobody at the ministry had read the contract, a person with knowledge of the matter said.
| 1 | a person with knowledge of the matter | Nobody at the ministry had read the contract.

Sgt. Bo Lindley testified Tuesday that the door was open when officers arrived. Under cross-examination, Lindley said he could not remember who had opened it.
| 1 | Bo Lindley | The door was open when officers arrived.
| 2 | Bo Lindley | *

“Since 2018,” the auditor-general wrote, “no minister has published a diary.”
| 1 | the auditor-general | Since 2018 no minister has published a diary.

Both the Liberals and the Greens say they were not invited.
| 1 | * | They were not invited.

The teacher's family said through a lawyer that she had never been to Morvania.
| 1 | the teacher's family | She had never been to Morvania.

MARTA QUILL, host: How long did it take? OSWIN DREW: Eleven years.
| 1 | * | *

Trade unions put turnout at the march at 300,000. Police counted 85,000, Interior Minister Rafaela Conti said.
| 1 | - | *
| 2 | Rafaela Conti | Police counted 85,000.

A court in Zell has ruled that the bank must repay 22,000 customers.
| 1 | a court in Zell | The bank must repay 22,000 customers.

“It is the law,” Deputy Commissioner Arturo Maes said of the curfew. “We arrested nine people last night.”
| 1 | Arturo Maes | It is the law.
| 2 | Arturo Maes | We arrested nine people last night.

The National Weather Service in Dunning confirmed that an EF2 tornado touched down near Millers Creek at 4:17 p.m.
| 1 | * | An EF2 tornado touched down near Millers Creek at 4:17 p.m.

Gunnar Sand — the party's spokesman on energy — said two of the reactors had been shut since May.
| 1 | Gunnar Sand | Two of the reactors had been shut since May.

Her husband, who survived, said the rescuers took three hours. The coastguard says it took 70 minutes.
| 1 | her husband | The rescuers took three hours.
| 2 | the coastguard | It took 70 minutes.

The museum attracted 1.1 million visitors last year, director Beatriz Salgado said proudly.
| 1 | Beatriz Salgado | The museum attracted 1.1 million visitors last year.

Some parents say the school knew. Head teacher Alun Prys says it did not.
| 1 | * | The school knew.
| 2 | Alun Prys | It did not.

A leaked email from the chief executive's secretary suggests that the meeting took place on 2 June.
| 1 | * | The meeting took place on 2 June.
"""

PASSAGES = tuple(parsed(block) for block in _GOLD.strip().split("\n\n"))
