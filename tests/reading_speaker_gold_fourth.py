"""A fourth set of invented passages, labelled like the others before anything was tuned on it.

First try: 67 of 86 right (78 in 100). Three of its labels were then mended: they kept a "the" or "the charity" that the others drop.
"""

from tests.reading_speaker_gold import parsed

_GOLD = """
Bread prices in Oskerry rose 14 percent over the past year, figures from the county statistics office showed on Thursday. Milk was up 6 percent.
| 1 | the county statistics office | Bread prices in Oskerry rose 14 percent over the past year.
| 2 | - | Milk was up 6 percent.

The senior vice president for network operations at Calder Rail, Philippa Tranmer, told the transport select committee on Wednesday that 17 signal boxes had not been inspected since 2012.
| 1 | Philippa Tranmer | 17 signal boxes had not been inspected since 2012.

“We lost,” said Corrigan, the coach, “because we stopped running after an hour.” His captain, Davit Melikyan, was kinder. “Nobody gave up,” Melikyan said.
| 1 | Corrigan | We lost because we stopped running after an hour.
| 2 | - | *
| 3 | Davit Melikyan | Nobody gave up.

A spokesperson for the Brannock Water Authority said the leak had been repaired within nine hours.
| 1 | a spokesperson for the Brannock Water Authority | The leak had been repaired within nine hours.

The report says that inspectors visited the home only once between 2016 and 2021. It adds that no minutes were kept.
| 1 | the report | Inspectors visited the home only once between 2016 and 2021.
| 2 | the report | No minutes were kept.

HOLLOWAY: You signed the order in April, did you not? VANCE: I signed it in June.
| 1 | * | *

Eleven of the 14 lifeboats were unusable, according to an internal memo seen by the Saltmarsh Gazette.
| 1 | an internal memo seen by the Saltmarsh Gazette | Eleven of the 14 lifeboats were unusable.

In a statement, Verrin Foods said it had recalled 30,000 jars as a precaution and that nobody had fallen ill.
| 1 | Verrin Foods | It had recalled 30,000 jars as a precaution and that nobody had fallen ill.

Deputy Prime Minister Ilona Farkas, who is also the minister for regional development, said on state radio that the fund had paid out 212 million crowns by the end of September.
| 1 | Ilona Farkas | The fund had paid out 212 million crowns by the end of September.

“It's the third time this winter,” says Moyra Pell, 71, who has lived on Quay Street since 1980. Her neighbour Tam Orde says the council was told in October.
| 1 | Moyra Pell | It's the third time this winter.
| 2 | Tam Orde | The council was told in October.

Councillor Brid Hanlon accused the developer of felling 200 trees without permission. The developer, Larkhill Homes, said it had felled 12.
| 1 | * | *
| 2 | Larkhill Homes | It had felled 12.

Health officials in Port Severin reported 31 new cases of measles on Friday, bringing the total to 208.
| 1 | - | *

According to Dr Nuala Tighe, a marine biologist at the University of Carrow, the reef has lost two thirds of its coral since 1998.
| 1 | Nuala Tighe | The reef has lost two thirds of its coral since 1998.

The mine, which employs 600 people, will not reopen, its owner told workers on Monday. “The seam is exhausted,” chief executive Bertil Krog said in a letter to staff.
| 1 | its owner | The mine, which employs 600 people, will not reopen.
| 2 | Bertil Krog | The seam is exhausted.

Police say the 34-year-old was driving at 140 kilometres an hour. His lawyer, Amadou Keller, denies that, saying the car's own recorder shows 90.
| 1 | police | The 34-year-old was driving at 140 kilometres an hour.
| 2 | Amadou Keller | *

Asked whether the tunnel was safe, Transport Secretary Wendel Achterberg replied: “It was inspected in May, and no fault was found.”
| 1 | Wendel Achterberg | It was inspected in May, and no fault was found.

The International Federation of Seafarers estimates that 4,300 crew members were stranded at sea last year.
| 1 | International Federation of Seafarers | 4,300 crew members were stranded at sea last year.

Speaking to Channel Nine News, the victim's brother, Rafe Dillard, said he had warned the landlord twice.
| 1 | Rafe Dillard | He had warned the landlord twice.

“The tests were done by an independent laboratory,” a company spokeswoman said. She declined to name it.
| 1 | a company spokeswoman | The tests were done by an independent laboratory.
| 2 | - | *

Senator Lucille Abrego, a Democrat from Westmark, and Senator Hal Trimble, a Republican, said in a joint letter that the agency had ignored three subpoenas.
| 1 | * | The agency had ignored three subpoenas.

Nine in ten teachers buy supplies with their own money, a survey by the National Union of Educators has found.
| 1 | a survey by the National Union of Educators | Nine in ten teachers buy supplies with their own money.

Prosecutor Agnes Thule told the court the defendant had moved 8 million crowns through his sister's account. “He was not careful,” she said. The defendant's barrister, Niall Roche QC, said the money was a gift.
| 1 | Agnes Thule | The defendant had moved 8 million crowns through his sister's account.
| 2 | Agnes Thule | He was not careful.
| 3 | Niall Roche | The money was a gift.

The bakery opened in 1911, the family says, and has closed on only four working days since.
| 1 | the family | The bakery opened in 1911, and has closed on only four working days since.

Data published by the fisheries agency on Tuesday show the herring catch fell by 40 percent in five years.
| 1 | the fisheries agency | The herring catch fell by 40 percent in five years.

Mr Okonjo, who chairs the board, insists the bonus was approved by shareholders. Ms Lindqvist, his predecessor, says it was not.
| 1 | Okonjo | The bonus was approved by shareholders.
| 2 | Lindqvist | It was not.

“Ninety percent of what we grow,” the farmer explained, “goes to one supermarket.”
| 1 | the farmer | Ninety percent of what we grow goes to one supermarket.

Tullow County Council has confirmed that the swimming pool at Ashgrove will close for 18 months.
| 1 | Tullow County Council | The swimming pool at Ashgrove will close for 18 months.

In its annual review, the Prisons Inspectorate found that 26 inmates had died in custody, twice as many as the year before.
| 1 | Prisons Inspectorate | 26 inmates had died in custody, twice as many as the year before.

The former head of the navy, Admiral Corneliu Voss, wrote in the Daily Courier that the frigates were “rusting at the quay”.
| 1 | Corneliu Voss | The frigates were “rusting at the quay”.

Three passengers were treated for smoke inhalation, the fire service said in a post on social media.
| 1 | the fire service | Three passengers were treated for smoke inhalation.

“I never met him,” Castellan told the inquiry. Counsel for the inquiry, Ruth Abney KC, then showed her a photograph of the two of them. Castellan said she had forgotten.
| 1 | Castellan | I never met him.
| 2 | - | *
| 3 | Castellan | She had forgotten.

It was the wettest July since 1956, the Met Office says.
| 1 | Met Office | It was the wettest July since 1956.

The ministry's own forecast, drawn up in 2019 and never published, put the cost at 900 million crowns.
| 1 | * | *

The union's regional secretary for the north-east, Padraig Molloy, claimed that managers had tampered with time sheets.
| 1 | Padraig Molloy | Managers had tampered with time sheets.

She was 19 when she joined the orchestra. “They paid me in soup,” Ottilie Marr recalls. Marr, now 84, still practises daily.
| 1 | - | She was 19 when she joined the orchestra.
| 2 | Ottilie Marr | They paid me in soup.
| 3 | - | *

Neither the bank nor its auditors noticed, the tribunal ruled.
| 1 | the tribunal | Neither the bank nor its auditors noticed.

Two sources familiar with the talks said the offer was 3.1 billion crowns, all in cash.
| 1 | two sources familiar with the talks | The offer was 3.1 billion crowns, all in cash.

“Out of 5,000 samples,” she went on, “we found four with any trace of lead.” The laboratory's director, Sunniva Brekke, has run it since 2008.
| 2 | - | The laboratory's director, Sunniva Brekke, has run it since 2008.

Premier Joost Adema's office said the trip had cost 48,000 crowns.
| 1 | Premier Joost Adema's office | The trip had cost 48,000 crowns.

“This is the largest seizure in the history of the port,” customs chief Marisol Quintero said at a news conference in Vellano, flanked by two officers. The cocaine, she said, had been hidden in frozen squid.
| 1 | Marisol Quintero | This is the largest seizure in the history of the port.
| 2 | Marisol Quintero | The cocaine had been hidden in frozen squid.

Campaigners argue the incinerator emits more dioxin than the law allows; the operator, Envirel, says its filters are the best in the country.
| 1 | campaigners | *

Emergency crews arrived within six minutes, Fire Chief Duane Ostrander said, but the roof had already come down.
| 1 | Duane Ostrander | Emergency crews arrived within six minutes, but the roof had already come down.

The study, published in the Journal of Coastal Research, found that the dunes had retreated 80 metres in a decade. Its lead author, Hyacinth Obuya, called the pace “without precedent”.
| 1 | the study | The dunes had retreated 80 metres in a decade.
| 2 | * | *

President Amara Diallo said on Sunday her government had freed 76 prisoners, a figure that rights groups dispute. Lawyers Without Chains said it knew of 40.
| 1 | Amara Diallo | *
| 2 | Lawyers Without Chains | It knew of 40.

“There was no warning,” said a man who gave his name only as Idris. “The water just came.”
| 1 | * | There was no warning.
| 2 | * | The water just came.

A government source told Reuters the minister had been informed on 4 May.
| 1 | a government source | The minister had been informed on 4 May.

The bishop's letter states: “No complaint was ever received by this diocese.”
| 1 | the bishop's letter | No complaint was ever received by this diocese.

The club has debts of 19 million crowns, chairman Fergal Noone conceded at the annual meeting. Noone said half of it was owed to his own company.
| 1 | Fergal Noone | The club has debts of 19 million crowns.
| 2 | Fergal Noone | Half of it was owed to his own company.

As mayor, Tobias Renn says, he cut the town's debt by a third.
| 1 | Tobias Renn | *

The airline's shares fell 11 percent after it said that bookings had slowed.
| 1 | - | *

“We have 42 beds and 61 patients,” Dr. Lemuel Achebe, who heads the emergency department at St. Brendan's Hospital, told The Courier.
| 1 | Lemuel Achebe | We have 42 beds and 61 patients.

Local historian Enid Garrow believes the tower dates from 1340. The National Trust puts it a century later.
| 1 | Enid Garrow | The tower dates from 1340.
| 2 | - | *

Opponents of the scheme, led by the Residents' Alliance, say the traffic count was taken during the school holidays.
| 1 | * | The traffic count was taken during the school holidays.

“Read the contract,” Energy Minister Pavlos Drakos shot back. “The price is fixed until 2031.”
| 1 | Pavlos Drakos | Read the contract.
| 2 | Pavlos Drakos | The price is fixed until 2031.

The charity Shelter North says one in 50 children in the city has no permanent home.
| 1 | Shelter North | One in 50 children in the city has no permanent home.

Ms. Grady's employer, the Tidewater Hotel, told the tribunal that she had been late on 31 occasions.
| 1 | * | She had been late on 31 occasions.

Asked about the figures, a Treasury spokesman said they were “provisional”. Shadow chancellor Mirren Boyd said they were wrong.
| 1 | a Treasury spokesman | They were “provisional”.
| 2 | Mirren Boyd | They were wrong.

“More than 300 houses have no power,” the county executive, Dolores Wray, said Saturday evening. Crews from two neighboring states have arrived, Wray added.
| 1 | Dolores Wray | More than 300 houses have no power.
| 2 | Dolores Wray | Crews from two neighboring states have arrived.

Statistics Norland reported on Monday that consumer prices rose 0.4 percent in October, more than economists had expected.
| 1 | Statistics Norland | Consumer prices rose 0.4 percent in October, more than economists had expected.

The tenants never signed, their lawyer, Cosmo Vane, contends; the landlord's lawyer, Greta Sund, contends they did.
| 1 | Cosmo Vane | *

According to court documents, the payments began in March 2018 and continued for 26 months.
| 1 | court documents | The payments began in March 2018 and continued for 26 months.

One of the engineers, who asked not to be identified, said the valve had failed its test twice.
| 1 | one of the engineers | The valve had failed its test twice.

Records kept by the harbour master show that the Mary Louisa left port 11 times without a pilot.
| 1 | * | The Mary Louisa left port 11 times without a pilot.

“I have repaid every crown,” said Belgrave in a video posted on Tuesday, adding that the investigation was politically motivated.
| 1 | Belgrave | I have repaid every crown.

Governor Teresa Nuñez-Pratt's chief of staff, Aldous Finch, said the jet was used four times for private trips.
| 1 | Aldous Finch | The jet was used four times for private trips.
"""

PASSAGES = tuple(parsed(block) for block in _GOLD.strip().split("\n\n"))
