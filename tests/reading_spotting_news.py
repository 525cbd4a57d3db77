"""Invented news sentences, labelled by whether a fact-checker could check them: ``+`` yes, ``-`` no.

``SENTENCES`` fit the weights together with debate sentences; ``ARTICLES`` only measure: nothing is fitted on them.
Checkable means: it states something about the world, past or present, that records or witnesses could show true or false.
Framing, opinion, prediction, question, instruction, feeling and page furniture are not, however many figures stand in them; a
prediction with a figure that somebody answers for is (see ``reading_spotting_forecasts``).
"""

_SENTENCES = """
+ The council approved the harbour budget by nine votes to four on Monday.
+ Unemployment in Avel fell to 4.2 percent in March, down from 5.1 percent a year earlier.
+ The bridge cost $3.1 million, twice the sum that was first approved.
+ Mayor Ana Reyes signed the contract with Dunmore Lines in June 2019.
+ Tollund Ltd. closed its dye works in Fenwick last year and laid off 212 workers.
+ The ministry said 40 schools had closed since 2015.
+ Avel imports 90 percent of its wheat.
+ The storm killed 11 people and destroyed about 300 homes in Cape Dun.
+ No member of the board voted against the merger.
+ The court fined the company $2 million for dumping dye in the river.
+ Dunmore has more bridges than any other town in the province.
+ It is the third flood in five years.
+ The reservoir supplies water to 1.4 million people.
+ Police arrested two men at the ferry terminal on Friday night.
+ The law bans fishing within two miles of the reef.
+ Turnout was 61 percent, the lowest since 1978.
+ The airport handled 2.3 million passengers in 2023.
+ Jon Marek was the minister of education from 2011 to 2016.
+ The vaccine was given to 8 in 10 children under five.
+ Rents in the old town have doubled since 2014.
+ The dam was finished in 1971 and has never been inspected.
+ A fire at the mill injured three firefighters.
+ The company paid no corporate tax in 2020 or 2021.
+ Residents of Millbrook have had no running water for six weeks.
+ The treaty was signed by 14 countries.
+ Dray Corp. owns 60 percent of the port.
+ The governor vetoed the bill twice.
+ Ida Voss was elected with 52 percent of the vote.
+ The new line cut the journey to Fenwick from two hours to 50 minutes.
+ The hospital has 12 intensive care beds.
+ Nurses in Avel earn less than bus drivers.
+ Fewer babies were born in 2022 than in any year since records began.
+ The river rose three metres overnight.
+ The audit found that $14 million was missing from the pension fund.
+ The union represents 9,000 dock workers.
+ The last wolf in the province was shot in 1894.
+ The mine employs about 400 people, most of them from outside the valley.
+ The museum bought the painting for £2 million in 1987.
+ Exports of cocoa rose by a third after the tariff was lifted.
+ The plane left Port Avel at 6:40 a.m. and lost contact 22 minutes later.
+ The city spent $700,000 on consultants last year, records show.
+ The judge ruled that the search was illegal.
+ Kessel did not attend the meeting.
+ The factory has broken emission limits 17 times since January.
+ Two thirds of the island's electricity comes from diesel.
+ The school was built on a former landfill.
+ Marek has never held elected office.
+ The ferry had passed a safety inspection two weeks before it sank.
+ The charity received $450,000 from the arms maker.
+ The drug was withdrawn in 2009 after 30 deaths.
+ There are 1,200 fewer police officers than ten years ago.
+ Wages in the garment industry have not risen since 2017.
+ The president owns shares in the company that won the contract.
+ Half of the town's wells contain arsenic above the legal limit.
+ According to the census, 31,400 people live in Dunmore.
+ The army shot down two drones near the border on Sunday, the defence ministry said.
+ Crime in the capital fell 8 percent in the first half of the year.
+ The bank raised its main rate to 5.25 percent.
+ The minister met the contractor four times before the tender.
+ The pier burned down in 1962 and was rebuilt in 1965.
+ A third of the students failed the mathematics exam.
+ The tax applies to anyone earning more than $40,000 a year.
+ More than 200 flights were cancelled because of the strike.
+ The glacier has lost 40 percent of its volume since 1980.
+ The trial of the new drug had 48 participants.
+ The town has one doctor for every 3,500 people.
+ The senator voted for the pipeline in 2014.
+ Avel's debt stands at 71 percent of its gross domestic product.
+ Fishing boats from Harlan entered Avel's waters on at least 30 occasions.
+ The contract was awarded without a tender.
+ The suspect had been released on bail three days earlier.
+ The region received 14 millimetres of rain in all of July.
+ The cathedral is the oldest building in the city.
+ The report was published on the ministry's website on 4 May.
+ The company's shares fell 6.2 percent to $18.05.
+ Smoking is the leading cause of death among men in the province.
+ The law requires landlords to repair heating within 48 hours.
+ Ana Reyes grew up in Fenwick and studied law in Dunmore.
+ The state owns two thirds of the airline.
+ The tower is 212 metres high.
+ Nine of the ten largest donors work in mining.
+ The committee rejected the amendment in a tied vote.
+ Petrol is cheaper in Harlan than in Avel.
+ The earthquake was felt as far away as Fenwick.
+ Women hold 11 of the 45 seats in parliament.
+ The contractor used steel that was not certified.
+ The minister's brother is a director of the firm.
+ The number of asylum applications rose from 3,100 to 4,800.
+ The ministry denied the permit in 2018.
+ The archive was moved to Port Avel during the war.
+ Salmon have returned to the river for the first time in 80 years.
+ Marek told parliament that his department had spent $9 million on the app.
+ "We spent $9 million on the app," Marek told parliament.
+ "There were 14 guards on duty that night," the prison's director said.
+ "Not one school in the valley has a library," said Mina Dahl, who leads the teachers' union.
+ "I was in Harlan on the day of the vote," Kessel said.
+ The opposition claims that unemployment has doubled under Aldane.
+ Witnesses said the police fired without warning.
+ The company said it had tested the water every week since April.
+ Scientists at Avel University counted 71 whales in the bay.
+ Doctors at St. Luke's Hospital treated 34 people for burns.
+ The price of bread has gone up four times this year.
+ Lead was found in the water of three schools.
+ Dunmore was founded in 1642 by fishermen from Harlan.
+ The island has no deep-water port.
+ The orchestra lost its state funding in 2020.
+ Six of the eight turbines are out of order.
+ The highway passes within 200 metres of the nature reserve.
+ She became the first woman to lead the navy.
+ The mayor's office spent more on flowers than on street lighting.
+ Homes in Cape Dun are insured for less than half their value.
+ The satellite was launched from Fenwick on 3 March.
+ The committee met in secret.
+ The footage was filmed in 2017, not this week.
+ Police say the driver was not drunk.
+ The photograph shows a protest in another country.
+ The bakery on Quay Street has been sold to a hotel chain.
+ The vaccine does not contain mercury.
+ The ministry stopped publishing the figures in 2021.
+ Ships had waited outside the harbour for nine days.
+ The province has lost a fifth of its forest since 1990.
+ Farmers in the valley were paid $120 a hectare to leave their fields fallow.
+ Nobody has been charged over the collapse of the stand.
+ The bus service to Millbrook ended in 2016.
+ The refinery produces 90,000 barrels a day.
+ The chief executive earned 140 times as much as the average worker.
+ All 12 jurors found him guilty.
+ The election was postponed three times.
+ The bill passed the lower house on Wednesday.
+ The drought is the longest since 1921.
+ The rail operator cancelled one train in six in October.
+ Avel and Harlan have had no diplomatic relations since 1983.
+ Teachers went on strike on 9 September over unpaid wages.
+ The fund lost a quarter of its value in three months.
+ The old prison now houses the city archive.
+ Immigrants make up 14 percent of the workforce.
+ The charity's director resigned after an audit.
+ The pesticide has been banned in Harlan since 2005.
+ The ambulance took 47 minutes to arrive.
+ The chemical leaked into the groundwater for at least four years.
+ Dog bites sent 60 people to hospital last summer.
+ The operator of the dam ignored two warnings from its own engineers.
+ The winner received a cheque for $10,000.
+ The bank has closed 31 of its 90 branches.
+ A lorry hit the railway bridge shortly after 5 p.m. on Tuesday.
+ The disease was first found in pigs in 1998.
+ The parliament has 120 seats.
+ The village lies below sea level.
+ The club has debts of €40 million.
+ The previous government sold the land for a tenth of its value.
+ The editor of the Dunmore Herald was detained at the airport.
+ Children in Avel start school at seven.
+ The warship ran aground off Cape Dun in fog.
+ The survey asked 1,004 adults by telephone in May.
+ He pleaded guilty to two counts of fraud.
- The vote marks a significant shift in how the city sees its harbour.
- The decision highlights the importance of regional cooperation.
- The report underscores the need for action.
- Will the bridge ever be finished?
- Who will pay for it all?
- How did it come to this?
- The pier will open in May.
- The ministry plans to build 20 schools by 2032.
- Prices are expected to rise by 5 percent next year.
- Experts predict that the drought will last until autumn.
- The new line should cut the journey to 40 minutes.
- Construction is set to begin in the spring.
- The city hopes to attract a million visitors.
- Officials say the work could be finished by June.
- If the dam breaks, 30,000 people would have to leave.
- The company may sell its stake.
- It might be years before the water is clean.
- The move could cost the governor his majority.
- She is likely to win a second term.
- "I think the mayor is wrong," Kessel said.
- "We are proud of what we have built," said Reyes.
- "It was a beautiful day for Dunmore," she said.
- "This is a disgrace," Voss told reporters.
- "We will not give up," said Marek.
- "I love this town," he said.
- "They should be ashamed of themselves."
- "It breaks my heart to see it go."
- "I have never been so happy."
- "We must act now, before it is too late."
- "Enough is enough," said one resident.
- "What were they thinking?" asked Orme.
- In my view, the tax is unfair.
- The council should think again.
- The government must do more for the valley.
- It is time for a new approach.
- The plan makes no sense.
- The old market is a wonderful place to spend a morning.
- The concert was magnificent.
- The mayor gave a moving speech.
- It is a sad end to a proud history.
- The view from the tower is breathtaking.
- The debate is far from over.
- The stakes could not be higher.
- The coming weeks will be decisive.
- It remains to be seen whether the promise holds.
- Only time will tell.
- All eyes are now on the governor.
- The story is a reminder of how fragile democracy is.
- The scandal casts a long shadow over the ministry.
- The case raises serious questions about oversight.
- The news comes at a difficult time for the company.
- Tensions are running high.
- The mood in the town is one of quiet defiance.
- The harbour lies at the heart of the city's identity.
- For many, the mill is more than just a building.
- The road ahead is long.
- It is a story of courage and loss.
- The announcement sent shock waves through the industry.
- The project represents a bold vision for the future.
- The result is a wake-up call for the party.
- The move signals a new era in relations between the two countries.
- The festival showcases the best of what the region has to offer.
- His victory reflects a growing mood of frustration.
- The crisis has exposed deep divisions.
- Critics see it as a betrayal.
- Supporters call it a triumph.
- The controversy shows no sign of going away.
- The debate over the bridge goes to the very soul of the city.
- Change is in the air.
- The past still haunts the village.
- The future of the port hangs in the balance.
- The partnership paves the way for further growth.
- The findings shed light on a hidden world.
- It was a night to remember.
- Life in the valley has its own rhythm.
- Not everyone is convinced.
- Opinions are divided.
- There are no easy answers.
- The question is what comes next.
- That is easier said than done.
- This is where things get complicated.
- And that is just the beginning.
- But there is a catch.
- So what went wrong?
- Here is what you need to know.
- Read on to find out more.
- Sign up for our newsletter.
- Share this article with your friends.
- Subscribe to read the full story.
- Click here to see the pictures.
- Follow us on social media for updates.
- Read more
- Advertisement
- Exit mobile version
- Share.
- Photo: City archive
- All rights reserved.
- By Ana Reyes
- Related articles
- Also read: Ten things to do in Dunmore
- This story has been updated.
- Check your local listings for times.
- Bring the water to the boil and add the salt.
- Never swim alone after dark.
- Please arrive 15 minutes early.
- Vote for your favourite picture.
- Keep your receipts for five years.
- Remember to bring a warm coat.
- Do not drink the water.
- Thank you all for coming.
- Good morning, and welcome to the show.
- Congratulations to all the winners.
- I am delighted to be here tonight.
- We are deeply sorry for your loss.
- We wish him well in his retirement.
- Our thoughts are with the families.
- I was nervous before the match.
- We feel forgotten.
- I hope that we can all move on.
- You never know what tomorrow brings.
- You can feel the history in every stone.
- Imagine a city without cars.
- The governor's promise is unlikely to be kept.
- Perhaps the truth lies somewhere in between.
- It seems that nobody knows.
- It is hard to say who was right.
- Rumours are swirling about a merger.
- The company appears to be in trouble.
- The two sides may yet find common ground.
- The ministry would not comment.
- The mayor did not respond to a request for comment.
- A spokesman declined to say more.
- He could face up to ten years in prison.
- The bill would ban plastic bags.
- The proposal would raise the fee to $40.
- The talks will resume on Thursday.
- The verdict is expected on 12 June.
- Voters go to the polls next Sunday.
- The governor has promised to cut taxes by 10 percent.
- Marek vowed to rebuild every school.
- The club intends to appeal.
- The plan aims to halve emissions by 2040.
- Analysts forecast growth of 2.1 percent in 2031.
- The town is bracing for another hard winter.
- The army is ready for anything, the general said.
- The best soup in town is served at the harbour.
- The film is a delight from start to finish.
- Nobody makes bread like old Harl.
- It is the most beautiful coast in the world.
- The team deserved to win.
- The referee had a bad day.
- It was an unforgettable evening.
- The new stadium is an eyesore.
- The minister is out of touch.
- The policy is a failure.
- The law is unjust and cruel.
- The president is a man of principle.
- Hope is not a strategy.
- Nothing good will come of it.
- Sometimes the old ways are best.
- Freedom comes with responsibility.
- Every cloud has a silver lining.
- Children are our future.
- Democracy needs a free press.
- Trust must be earned.
- The people of Dunmore deserve better.
- It is a question of fairness.
- The real problem is greed.
- The region stands at a crossroads.
- The deal is a milestone on the way to peace.
- The initiative underlines the city's commitment to culture.
- The exhibition invites visitors to reflect on memory and place.
- The row has overshadowed the party's conference.
- The pandemic changed everything.
- The strike has once again put the spotlight on working conditions.
- The industry faces an uncertain future.
- Calls for reform are growing louder.
- The pressure on the minister is mounting.
- The sector plays a vital role in the economy.
- The rise of the suburbs tells a larger story about the country.
- The affair is a textbook example of bad planning.
- It is a delicate balance.
- The silence is telling.
- What happened in Fenwick matters to all of us.
- A new chapter begins.
- The harbour is more than a place of work; it is a way of life.
- Progress has been slow but steady.
- The community has come together like never before.
- The journey has not been easy.
- The dream lives on.
- The governor struck a defiant tone.
- The speech was met with mixed reactions.
- The idea has its charms.
- This is not the first time that hopes have been raised.
- The picture is more complicated than it looks.
- There is much at stake.
- The clock is ticking.
- For now, the residents wait.
"""

_ARTICLES = """
# The harbour
+ Dunmore's council voted 9 to 4 on Monday to sell the east pier to Dray Corp. for $12 million.
+ The pier has stood empty since the ferry line closed in 2016.
- The sale marks a turning point for a town that has long lived from the sea.
+ Dray Corp., which already owns 60 percent of the port, made the only bid.
+ Two other companies withdrew in April, according to council records.
- "This is a great day for Dunmore," said Mayor Ana Reyes.
+ "The pier cost us $400,000 a year to maintain," she said.
+ The figure in the town's own accounts is $260,000.
- Reyes believes that the company will create hundreds of jobs.
+ Dray Corp. promised 300 jobs when it bought the west pier in 2009.
+ It employed 85 people there last year.
- Will it be different this time?
- "I doubt it," said Ida Voss, who leads the opposition.
+ Voss voted for the sale of the west pier.
+ The company was fined $2 million in 2018 for dumping waste in the bay.
- Residents are divided.
- "We feel sold out," said one fisherman.
+ About 140 fishing boats use the east pier, down from 410 in 1995.
- The fishermen fear that the new owner will raise their fees.
+ Their mooring fee rose from $90 to $240 a month after the west pier was sold.
- The row highlights the growing tension between growth and tradition.
+ An audit in 2021 found that the town had undervalued three properties.
- Work on a new terminal is expected to begin next spring.
- It would bring cruise ships to the town for the first time.
+ The bay is four metres too shallow for most cruise ships, the port authority said in March.
- What happens next is anyone's guess.
- Share this article
# The schools
+ The education ministry has closed 47 schools since 2015, figures published on Tuesday show.
+ The minister, Jon Marek, had told parliament in March that the number was 40.
- The gap raises questions about how the ministry counts.
+ Most of the closed schools had fewer than 60 pupils.
+ The average bus ride to school has grown from 14 to 31 minutes.
- "No child should sit on a bus for an hour," said Mina Dahl of the teachers' union.
- "It is simply wrong."
+ Dahl's union lost a lawsuit against the closures in 2019.
- Marek defended the policy.
+ "We have hired 600 teachers," he said.
+ The ministry's payroll lists 212 more teachers than in 2015.
- The minister is confident that results will improve.
+ In the last national test, a third of pupils failed mathematics.
+ Pupils in Millbrook, where the school closed in 2017, scored lowest.
- Parents in Millbrook have not given up hope.
- "We will fight until it reopens," said Ola Brun, a mother of three.
+ Brun collected 2,300 signatures last autumn.
+ The ministry rejected the petition in January without a hearing.
- A new law could change that.
- It would let towns run their own schools.
+ Harlan passed such a law in 2012, and 30 schools reopened there.
- Whether Avel follows is an open question.
- The coming months will be crucial.
+ The budget for rural schools was cut by $18 million this year.
- Education is the key to the future.
- Read more
# The water
+ Tests by Avel University found lead above the legal limit in 62 of 180 homes in Cape Dun.
+ The samples were taken in June and July by students.
+ The water company said its own tests in May found no lead.
- "Our water is safe," said its director, Karl Orme.
+ The company tested 12 homes, all of them built after 1990.
+ Lead pipes were banned in 1986.
+ More than half of the houses in Cape Dun were built before that year.
- For the residents, the news is a shock.
- "I feel betrayed," said Lena Farr, who is expecting her second child.
- "Who can we trust now?"
+ St. Luke's Hospital has treated nine children for lead poisoning since August.
+ None had been treated there in the five years before.
- Doctors warn that the damage may last a lifetime.
+ The mayor was told of the first results on 3 July, emails seen by this newspaper show.
+ She informed the public seven weeks later.
- The delay is inexcusable.
- Critics say that heads must roll.
+ Replacing the pipes would cost $240 million, a study in 2019 estimated.
+ The company paid its owners $31 million in dividends last year.
- The scandal is a stark reminder of what neglect can do.
- The province has promised bottled water for all.
+ By Friday, 1,100 of 4,000 households had received it.
- Boil your water before you drink it, officials advise.
+ Boiling does not remove lead.
- It could take ten years to replace every pipe.
- The people of Cape Dun deserve answers.
- Sign up for our newsletter
"""


def labelled(block: str) -> tuple[tuple[bool, str], ...]:
    return tuple((line[0] == "+", line[2:]) for line in block.strip().split("\n") if line[0] in "+-")


def articles(text: str) -> dict[str, tuple[tuple[bool, str], ...]]:
    return {part.split("\n", 1)[0].strip(): labelled(part.split("\n", 1)[1]) for part in text.split("# ") if part.strip()}


SENTENCES = labelled(_SENTENCES)
ARTICLES = articles(_ARTICLES)
