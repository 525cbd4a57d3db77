"""Invented news sentences about what is to come, and other doubtful ones, labelled before anything was changed for them.

Labelled like ``reading_spotting_news``. A figure to come is checkable when a body or a named person answers for it, as an estimate of
what a decision costs, saves or brings, or as a document's projection: the estimate exists or not, and rests on something or
not. It is not when nobody answers for it, when it is only possible, or when it is a plan, a promise, a hope or a target. What
something "would have" cost, "was expected" to cost or "will have" cost by the end is told of the past, and checkable.

First try: AUC 0.96, but only 5 of the 40 checkable figures to come were proposed, and 2 of the 40 others; four sentences that the
other sets have, too, were then taken out.
"""

from tests.reading_spotting_news import labelled

_SENTENCES = """
+ The council said the closures would save 1.2 million crowns a year.
+ The audit office estimates that the deficit will reach 3.1 percent of output by 2029.
+ The report projects that the town will lose 4,000 residents by 2040.
+ By the time it opens, the bridge will have cost taxpayers 61 million crowns.
+ The tunnel would have cost 300 million crowns less on the southern route, the study found.
+ The stadium was expected to cost 40 million crowns; it cost 71 million.
+ Norland's central bank forecasts inflation of 2.4 percent next year, down from 6.
+ Transport minister Jon Marek told parliament that the toll would raise 90 million crowns annually.
+ The Treasury puts the cost of the subsidy at 2 billion crowns over four years.
+ Scrapping the fee will cost the county 14 million crowns a year, according to its budget office.
+ The airline said the strike would ground 140 flights on Friday.
+ The fiscal council calculated that the tax cut would benefit only the richest tenth of households.
+ According to the ministry's impact assessment, the dam will flood 1,900 homes.
+ Verrin Foods said that closing the plant would affect 212 workers.
+ The International Energy Forum expects demand for oil to fall by 3 percent this decade.
+ Mayor Ana Reyes said the merger would reduce the number of departments from 14 to nine.
+ The health service's own model predicts 900 extra deaths each winter.
+ The law, passed on Tuesday, will cut the speed limit in towns to 30 kilometres an hour.
+ The pension fund will run out of money in 2036, its trustees warned in March.
+ Engineers hired by the city said the wall would last no more than ten years.
+ The new tariff will add 9 crowns to the average monthly bill, the regulator said.
+ The opposition claims the reform will leave 60,000 pensioners worse off.
+ Economists at Lowland Bank estimate that the drought will shave 0.4 percentage points off growth.
+ Had the vote gone the other way, 12 schools would have closed.
+ The commission's 2021 forecast said traffic would double within five years.
+ The developer told residents the towers would be no taller than 40 metres.
+ The line was due to open in 2019 and is still not finished.
+ Calder Rail had promised to run 18 trains an hour and runs 11.
+ The county's climate plan says that sea level will rise by 60 centimetres by the end of the century.
+ The power station will burn 2 million tonnes of wood a year, its permit shows.
+ The agency said sanctions would hit a fifth of the country's exports.
+ Union leader Dana Frye said the deal would raise wages by 11 percent over two years.
+ Insurers estimate that the storm's damage will come to 800 million crowns.
+ The committee heard that the software would be 30 months late.
+ The government's figures assume that 70 percent of drivers will switch to buses.
+ The census bureau projects the population will peak at 8.2 million in 2051.
+ Each month of delay will cost 4 million crowns, the contractor's letter says.
+ The judge said the sentence would be cut to six years because of the plea.
+ The bank's merger would create the largest lender in the country, with 9 million customers.
+ Under the contract, the city will pay 3.2 million crowns a month whether or not the plant runs.
- Prices will rise by 5 percent next year.
- The museum hopes to draw 200,000 visitors in its first year.
- The party has pledged to build 50,000 homes a year.
- The project could create up to 400 jobs, its backers say.
- Traffic may double within a decade.
- The company plans to open 30 shops by 2030.
- The council aims to plant 20,000 trees before the end of its term.
- The team will play its next match on Saturday at 3 p.m.
- The trial will resume on 14 June.
- The festival will feature 40 bands on three stages.
- Doors will open at 7 p.m. and tickets cost 12 crowns at the gate.
- Snow is expected above 600 metres on Thursday night.
- House prices will keep climbing, says everybody who sells them.
- In ten years nobody will own a car.
- Artificial intelligence will change everything.
- The new stadium will be a source of pride for generations.
- We will win at least 20 seats.
- I promise you that taxes will fall.
- If the river rises another metre, the lower town will be under water.
- The next government will have to find 4 billion crowns somewhere.
- The reform will make life better for ordinary families.
- The minister said she would think about it over the summer.
- He said he would never give up.
- The mayor said she would run again.
- The company said it would cooperate fully with the inquiry.
- The ministry said it would look into the matter.
- The bank said it would provide an update in due course.
- Analysts think the shares could fall by a fifth.
- The city might sell the land for 40 million crowns.
- A decision is expected within two weeks.
- The report will be published in the spring.
- Voters will decide on 9 May.
- Organisers expect a crowd of 15,000.
- The storm is likely to weaken before it reaches the coast.
- The prime minister will travel to Avel on Monday for talks.
- The deal would be good for both countries.
- The pool will reopen once the repairs are done.
- There will be winners and losers.
- The airport wants to grow to 10 million passengers.
- What would 90 million crowns buy?
+ The hospital is the only one on the island with a scanner.
+ Both pilots had slept less than four hours.
+ The suspect is a former employee of the bank.
+ Kessel and the contractor went to the same school.
+ The river is the border between the two provinces.
+ The video was filmed in another country.
+ The photograph shows a flood that happened in 2011.
+ He did not vote for the bill.
+ The chemical is banned in the Union.
+ Her company supplied the cement.
+ The ship had no valid certificate when it left port.
+ Foreign nationals cannot buy farmland in Morvania.
+ The treaty does not mention fishing.
+ Smoking is the leading cause of lung cancer.
+ The vaccine contains no mercury.
+ Teachers in the province are paid less than in any neighbouring one.
+ The minister's brother sits on the board.
+ The bridge carries more lorries than the motorway.
+ The newspaper corrected the article two days later.
- The mood in the hall was sombre.
- It is a question of trust.
- The town has always had a special charm.
- Her story is a familiar one.
- Opinions differ.
- The government is playing with fire.
- There is no easy answer.
- A walk along the harbour is the best way to end the day.
- The council deserves credit for listening.
- He is the finest goalkeeper of his generation.
- The budget is a gamble.
- The film is at its best when nobody speaks.
- This is what democracy looks like.
- The two sides remain far apart.
- Few people saw it coming.
- It was a bruising week for the prime minister.
- The silence from the ministry is deafening.
"""

SENTENCES = labelled(_SENTENCES)
