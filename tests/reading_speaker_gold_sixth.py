"""A sixth set of invented passages, labelled after the fifth was tuned on and before this one was read. First try: 41 of 48 right (85 in 100)."""

from tests.reading_speaker_gold import parsed

_GOLD = """
The fund's manager, Ottokar Prinz, told investors in a letter that it had lost 18 percent since January. “We were wrong about wheat,” he wrote.
| 1 | Ottokar Prinz | It had lost 18 percent since January.
| 2 | Ottokar Prinz | We were wrong about wheat.

Housing starts fell for a fourth month, the Builders' Federation reported.
| 1 | Builders' Federation | Housing starts fell for a fourth month.

Mayor Inga Solheim, asked by a resident why the lights were out, said the city had not paid its bill since March.
| 1 | Inga Solheim | The city had not paid its bill since March.

“He was not on the list,” says Clement Okafor, 58, a retired docker who now volunteers as a steward.
| 1 | Clement Okafor | He was not on the list.

According to figures from the transport ministry, 41 people died on the road last year.
| 1 | the transport ministry | 41 people died on the road last year.

The plane had only one working engine when it took off, investigators said Friday.
| 1 | investigators | The plane had only one working engine when it took off.

A spokeswoman for the king, Dame Petra Oslin, said the palace had paid for the flight.
| 1 | Petra Oslin | The palace had paid for the flight.

Wages in the sector have not risen since 2016, says the Institute for Labour Research in a paper published on Monday.
| 1 | Institute for Labour Research | Wages in the sector have not risen since 2016.

Hugh Lantry, Labour's candidate in Carrow East, claimed that his opponent had missed 140 votes; she says it was 32.
| 1 | Hugh Lantry | *

“The water was up to here,” said the shop's owner, pointing to a line on the wall. Magda Wirth has run it since 1997.
| 1 | the shop's owner | The water was up to here.
| 2 | - | Magda Wirth has run it since 1997.

Both pilots were asleep, the final report concluded.
| 1 | the final report | Both pilots were asleep.

The governor's office did not say how many had been hurt. A hospital in Belmar said it had treated nine.
| 1 | - | *
| 2 | a hospital in Belmar | It had treated nine.

Dr. Amos Field, the county's medical examiner, ruled the death an accident. The family's own pathologist, Dr. June Harrow, says he was strangled.
| 1 | - | *
| 2 | June Harrow | He was strangled.

Bus fares have doubled in six years, the Passengers' Union points out.
| 1 | Passengers' Union | Bus fares have doubled in six years.

“When I arrived,” Lt. Carla Voss testified, “the safe was open and the money was gone.”
| 1 | Carla Voss | When I arrived the safe was open and the money was gone.

Eyewitnesses told Radio Seven that the driver had fled on foot.
| 1 | eyewitnesses | The driver had fled on foot.

The president's spokesman, Tariq Bellamy, confirmed on Sunday that the two leaders had spoken by telephone for 40 minutes.
| 1 | Tariq Bellamy | The two leaders had spoken by telephone for 40 minutes.

Nordlys Energy, the state-owned utility, said it had restored power to 90 percent of homes by midnight.
| 1 | Nordlys Energy | It had restored power to 90 percent of homes by midnight.

Critics including former minister Paul Redding say the tunnel was never needed.
| 1 | * | The tunnel was never needed.

“There are 60 of us in two rooms,” wrote one prisoner in a letter smuggled out of the jail.
| 1 | one prisoner | There are 60 of us in two rooms.

The bank, Garner said, had known about the account since 2014. “They did nothing,” she added.
| 1 | Garner | The bank had known about the account since 2014.
| 2 | Garner | They did nothing.

The Interior Ministry put the number of arrests at 314. Lawyers for the protesters say more than 500 people are being held.
| 1 | - | *
| 2 | lawyers for the protesters | More than 500 people are being held.

Zoologist Prof. Mina Adeyemi, speaking at the conference in Port Avel, said the frog had last been seen in 1987.
| 1 | Mina Adeyemi | The frog had last been seen in 1987.

The school had been warned three times, a former caretaker told this newspaper.
| 1 | a former caretaker | The school had been warned three times.

In an open letter, 48 doctors said the ward had been without hot water for a month.
| 1 | 48 doctors | The ward had been without hot water for a month.

Oliver Stant's mother, Joy, said he had been paid in cash.
| 1 | * | He had been paid in cash.

“It was us who called the police,” insisted Marlon Deitch, who manages the club. Police say the call came from a neighbour.
| 1 | Marlon Deitch | It was us who called the police.
| 2 | police | The call came from a neighbour.

The army chief, General Sefu Mbeki, said his troops now held the airport. State television later showed him there.
| 1 | Sefu Mbeki | His troops now held the airport.
| 2 | - | State television later showed him there.

Sales of diesel cars fell by half, according to the Motor Traders' Association, whose members sell nine in ten new vehicles.
| 1 | Motor Traders' Association | Sales of diesel cars fell by half.

An email from the finance department, obtained by the Herald, says the invoice was paid twice.
| 1 | * | The invoice was paid twice.

Leader of the opposition Rosalind Achebe said Wednesday that the budget had a hole of 3 billion crowns.
| 1 | Rosalind Achebe | The budget had a hole of 3 billion crowns.

They had never been told, the tenants say.
| 1 | the tenants | They had never been told.

“Our records show that she left at 4,” a manager at the hotel, who did not want to be named, said.
| 1 | a manager at the hotel | Our records show that she left at 4.

Stefan Koll, of the Alpine Club, said three of the huts would not reopen. He blamed melting ice.
| 1 | Stefan Koll | Three of the huts would not reopen.
| 2 | - | *

WHO said on Thursday that 12 countries had reported cases.
| 1 | WHO | 12 countries had reported cases.

The foreign ministry in Morvania denied that its ship had entered the zone.
| 1 | - | *

Goalkeeper Ruud Janssen, whose contract ends in June, told De Avond he had turned down two offers.
| 1 | Ruud Janssen | He had turned down two offers.

The judge, Marianne Foss, noted that the company had been fined twice before. Foss said it had learned nothing.
| 1 | Marianne Foss | The company had been fined twice before.
| 2 | Marianne Foss | It had learned nothing.
"""

PASSAGES = tuple(parsed(block) for block in _GOLD.strip().split("\n\n"))
