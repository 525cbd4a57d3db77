"""More invented news sentences to fit on, chosen to be hard: figures in predictions and opinions, facts without any figure.

Labelled like ``reading_spotting_news``: ``+`` a fact-checker could check it, ``-`` not. First try on the sentences, before
they were fitted on: AUC 0.908; of those proposed 90 in 100 are checkable, 93 in 100 of the checkable are proposed.
"""

from tests.reading_spotting_news import articles, labelled

_SENTENCES = """
- The new line would carry 12 million passengers a year once it is finished.
+ This would be a $95 million investment by the developer, according to county officials.
- Analysts expect profits to rise 8 percent to 310 million crowns next year.
- The ministry plans to hire 600 teachers by 2031.
- Inflation is projected to slow to 2.4 percent in 2029.
- The company aims to cut emissions by 40 percent before the end of the decade.
- The bridge is set to open in May 2028 at a cost of 48 million crowns.
- The party promises 90,000 new jobs and a tax cut of 3 percent.
- Ticket prices will go up by 7 percent on 1 January.
- Another 300 homes could be built on the site if the council agrees.
- The storm is expected to bring gusts of 120 kilometres an hour.
- Up to 2,000 people may lose their jobs, the union fears.
- The club hopes to attract 20,000 spectators a match.
- The government will spend 4 billion crowns on roads over the next five years.
- The festival, now in its 20th year, promises to be bigger than ever.
- Officials say the project could bring 400 jobs to the valley.
- If nothing changes, the pension fund would be empty by 2040.
- The vote is scheduled for 14 June.
- The airline intends to add six routes next summer.
- The mayor vowed to plant 10,000 trees.
- The trial is due to start on 3 March and is expected to last eight weeks.
- The region needs at least 500 more nurses.
- Voters deserve better than four more years of this.
- Nobody should have to wait 11 hours in a corridor.
- I think 48 million crowns is far too much for one bridge.
- For 30 crowns you get the best soup in town.
- A 2-0 defeat was the least they deserved.
- It was a night that nobody in the stadium will ever forget.
- There is no end in sight for rising prices, the store's president said.
- The figures paint a worrying picture of a town in trouble.
- The decision sent shock waves through the industry.
- Critics have called it the most shameless deal in the town's history.
- The match was a thriller from the first minute to the last.
- Few towns have as much charm as Fenwick.
- The team showed heart, courage and a great deal of patience.
- His speech was long on promises and short on detail.
- It is a story of greed, pride and bad luck.
- The question is whether the other 13 states will follow.
- What happens next will depend on the courts.
- Much will depend on how the other members vote.
- All eyes are now on the central bank.
- Only time will tell whether the 40 million was well spent.
- The report is a wake-up call for every one of the 27 members.
- The minister struck a defiant tone.
- It remains unclear who gave the order.
- The two sides are still far apart, and the mood is grim.
- Experts are divided on what the numbers mean.
- The new coach faces a daunting task.
- The reform has sparked a heated debate.
- Their relationship has long been the subject of rumours.
- It was not immediately clear how many people were inside.
- The company could not be reached for comment.
- The ministry did not immediately respond to a request for comment.
- Calls to the number listed on the website went unanswered.
- "We will fight this to the end," the union leader said.
- "It's a disgrace, and I'm ashamed of this council," said one resident.
- "We are thrilled with the result and can't wait for next season," the coach said.
- "I feel sorry for the families," she said.
- "Something has to change," he told the crowd of 300.
- "This is the greatest day of my life," the winner of the 5-million-crown prize said.
- "You have to ask who benefits," he added.
- "We believe the new rules will save lives," the minister said.
- "The city must come first," Reyes told supporters.
- "Let's see what they do in the next six months," Orme said.
- "That is simply not good enough," said the opposition's spokesman.
- "We want answers," said Lena Hart, 17.
- "It could have been any of us," a neighbour said.
- "I hope they find the people who did this," said her brother.
- "Prices might fall by a fifth, or they might not," the broker said.
- "My message to the other 40 percent is: give us a chance," he said.
- Picture: The harbour in 1972.
- Doors open at 7 p.m.; tickets from 12 crowns at the box office.
- Serves four; preparation takes 25 minutes.
- The writer is a former minister of finance.
- This article was amended on 4 May to correct a name.
- Additional reporting by Odd Lien in Avel.
- More on this: Five things to know about the harbour vote
- Here are five things to know about the vote.
- Here's what we know so far.
- Readers have until 12 June to send in their photographs.
- Have you been affected by the closure of the 14 schools?
- How did a town of 9,000 people lose its only doctor?
- So what does a 3 percent rise mean for your bill?
- Subscribe for 4 crowns a week and read every story.
- Call 116 000 if you have seen anything.
- Imagine waking up in a house without water for six weeks.
- Don't pay more than 200 crowns for a used model.
- Check the tyre pressure once a month.
- Perhaps as many as 300 people were on board.
- The thieves may have used a stolen key.
- It seems that the director knew about it.
- Freedom is worth more than any number in a budget.
- In the end, it all comes down to trust.
- Winter is coming, and with it the question of heating.
- And yet there was something sad about the empty stands.
- For many, the harbour is the soul of the town.
- It doesn't get much better than that.
- The irony is lost on nobody.
- He looked tired but pleased.
- The scenery alone is worth the trip.
- The result speaks volumes about the state of the party.
- The proposal, if adopted, would double the fee to 60 crowns.
- Under the plan, 14 schools would close and 300 teachers would be moved.
- By 2035, half of all new cars should be electric.
+ The bank forecasts growth of 1.4 percent for the coming year.
- The council is considering a fee of 5 crowns for every visitor.
- Negotiators are hopeful of a deal before Friday.
- The singer is rumoured to be planning a tour of 40 cities.
- A spokesman said the firm was committed to the highest standards.
- The company takes the safety of its customers very seriously.
- We take all complaints seriously and are looking into the matter.
- The 34-year-old has a bright future ahead of her.
- It is one of those rare places where time stands still.
+ Customers were turned away because the tills did not work.
+ The minister resigned after the audit was published.
+ The suspect had worked at the school as a caretaker.
+ The two companies have the same owner.
+ Her brother runs the firm that made the estimate.
+ The mayor abstained from the vote.
+ The contract was never put out to tender.
+ The old hospital was torn down to make room for a car park.
+ Marek was not in the country on the day of the vote.
+ The senator voted against the bill and later praised it.
+ The village has no doctor.
+ The law does not apply to farms.
+ Foreigners are not allowed to buy land on the island.
+ The paper is owned by the governor's cousin.
+ The witness changed her statement twice.
+ The drug is banned in most of Europe.
+ The river was diverted to feed the power station.
+ The dam's owner had been told of the cracks.
+ The pilot did not have a licence for that type of aircraft.
+ The water came from the same well as the hospital's.
+ The statue was cast in Avel and shipped to Fenwick.
+ The team played the second half with ten men.
+ Petrek saved two penalties.
+ Rovers beat City 4-2 and moved up to third place.
+ Lindahl has scored 14 goals this season.
+ She ran the marathon in two hours and 24 minutes, a national record.
+ The striker joined from Avel City in 2023 for 12 million crowns.
+ Hart has won only three of her last 15 matches in charge.
+ The race was stopped after a rider fell in the second lap.
+ Shares in Tellmar fell 9 percent after it lost its largest customer.
+ Norbank earned 310 million crowns in the second quarter, 12 percent more than a year earlier.
+ The airline carried 1.2 million passengers in July.
+ The central bank left its main rate at 3.5 percent.
+ The merger was approved by 93 percent of shareholders.
+ Wheat prices have climbed to their highest level since 2012.
+ The company is based in Kestwick and employs 4,000 people in nine countries.
+ The bees flew up to nine kilometres for food.
+ The glacier has thinned by 30 metres since 2000.
+ The planet circles its star in 11 days.
+ The study followed 48 patients for a year.
+ Smokers in the group were twice as likely to fall ill.
+ Coral covered less than a third of the reef in the last survey.
+ The virus was first found in bats in 1998.
+ Whales have returned to the bay for the first time in 60 years.
+ A cargo ship ran aground off the Skerry Isles on Wednesday.
+ All 17 crew members were taken off by helicopter.
+ A bus plunged into a ravine near Alto Brava, killing at least 11 people.
+ The quake struck at 4:12 a.m. and was felt in three provinces.
+ Police found the truck in a ditch off Route 9.
+ Two teenagers have been charged with arson.
+ The brothers were sentenced to four years in prison.
+ The judge threw out two of the seven charges.
+ The jury took 40 minutes to reach its verdict.
+ Prosecutors dropped the case in March for lack of evidence.
+ Firefighters were called to the mill at 2.15 a.m.
+ The governor declared a state of emergency in four counties.
+ Rebels released 40 prisoners on Sunday.
+ The ambassador was called home after the shooting.
+ Vardia closed its border with Norland in 2021.
+ The treaty was signed in Holm in 1976 and has been broken twice.
+ The bill passed by 88 votes to 81.
+ Eng's government lost its majority in the by-election.
+ Nine of the 13 councillors belong to the same party.
+ Ravn was finance minister when the banks were sold.
+ Turnout fell below 40 percent for the first time.
+ The party received 2 million crowns from a mining company.
+ "We lose 40,000 litres a day," the engineer told the meeting.
+ "I called the city six times and nobody came," said Tomas Abel.
+ "He was never on our payroll," the club's chairman said.
+ "They hit the post three times," the manager said.
+ "Ridership is up 8 percent," the transport secretary said.
+ "We counted 900 cars an hour," the councillor told the committee.
+ "My son waited 11 hours in a corridor," one mother said.
+ "There was no lead in the water," Orme said.
+ "We got three quotes," the clerk added.
+ "Crime has fallen in every county but one," the minister argued.
+ "You pay more tax here than anywhere else in the country," she said.
+ "Not one school has a library," he said.
+ "Our members have not had a pay rise since 2017," the union's head said.
+ The ministry denied that it had known of the report.
+ The company admitted that it had stored the waste in open pits.
+ Neighbours said the smell had been there for weeks.
+ The airline blamed the delay on a strike in Avel.
+ According to the land register, the house belongs to the senator's wife.
+ The minister told Parliament that no money had been paid.
+ The governor claimed that nobody had died of the heat.
+ Prosecutors allege that the brothers stole 2.4 million crowns.
+ Reuters reported that the ship had turned off its transponder.
+ The letter states that the licence expired in 2020.
+ The union says 9,000 workers have left.
+ Bus fares have gone up three times since 2022.
+ The library has been shut since Easter.
+ The lifts in the building have been broken since March.
+ The school's roll rose from 180 to 410.
+ A quarter of the town's shops stand empty.
+ It is the only pool within 60 kilometres.
+ The pool was built in 1968.
+ About 300 people protested outside the town hall.
+ The county paid the rest.
+ Heller wrote 14 novels, none of them on a typewriter.
+ The island has lost a fifth of its people since 2001.
+ The king has not set foot in the province since 1990.
+ The film was shot in Fenwick in the winter of 1983.
+ Her second book was translated into 31 languages.
+ The band sold more records in 1979 than in the ten years after.
+ Foreign investors own most of the hotels on the coast.
+ The fishery was closed after the oil spill.
+ More than half of the wells are dry.
+ The children were given the wrong dose.
+ The inspector never visited the site.
+ The plane was 31 years old.
+ Sea levels along the coast have risen by 20 centimetres since 1900.
"""

# Articles in other styles than the first three; nothing is fitted on them.
_ARTICLES = """
# The match
- Rovers refuse to lie down
+ Dunmore Rovers came from two goals behind to beat Avel City 4-2 on Saturday.
- It was a night that will live long in the memory.
+ City led after 11 minutes through Bo Lindahl, whose shot went in off the post.
+ Lindahl has scored in each of the last five matches.
- The visitors looked like a team without a care in the world.
+ The second goal came from a corner that should not have been given: replays showed that the ball had touched no one in red.
- Then everything changed.
+ Iva Petrek saved two penalties in the space of six minutes.
- "I just guessed," Petrek said with a smile.
+ It was the first time a goalkeeper in the league had saved two in one half since 1997.
+ Rovers drew level before the break with goals by Hale and Sorensen.
- The second half was one-way traffic.
+ Sorensen added a third after an hour and Hale made it four from 30 metres.
+ The crowd of 21,400 was the largest at the ground this season.
+ "We ran 12 kilometres more than they did," coach Milo Hart said.
- "That's the kind of spirit you cannot buy."
+ Rovers have now won six in a row and are third, four points behind Holm.
- City must find a way to defend set pieces.
+ They have let in nine goals from corners since August.
- Can anyone stop this team?
- Rovers visit Holm on Wednesday and will be without Hale, who is suspended.
- Hart refuses to talk about the title.
+ The club last won it in 1974.
- Follow us on Facebook for all the latest.
# The bank
- Norbank beats forecasts as bad loans fall
+ Norbank reported a net profit of 310 million crowns for the second quarter, 12 percent more than a year earlier.
+ Revenue rose to 1.1 billion crowns, the bank said in a statement on Thursday.
+ Loans that are not being repaid fell to 1.8 percent of the total, the lowest share since 2007.
- Chief executive Ulla Brask called the result "a testament to the hard work of our people".
- The bank expects lending to grow by 4 percent next year.
- It also plans to open 12 branches in Vardia by 2030.
+ Norbank closed 31 branches at home last year and cut 400 jobs.
- The figures come at a time of growing concern about house prices.
+ Prices in Kestwick have risen 22 percent in two years, according to the statistics bureau.
+ Three of every four mortgages in the city have a variable rate.
- "We are comfortable with our exposure," Brask said.
+ The central bank raised its main rate to 3.5 percent in May.
- Another rise cannot be ruled out.
+ Shares in Norbank closed 2.4 percent higher at 88 crowns.
+ The state still owns 19 percent of the bank, which it rescued in 2009 with 2 billion crowns of public money.
+ It has been repaid 1.4 billion so far.
- The finance minister wants to sell the rest within two years.
- Analysts are divided on whether that is wise.
+ In 2022 a sale was called off after the shares lost a third of their value.
- Whatever happens, the road ahead will not be easy.
+ Norbank was founded in 1871 and has 1.2 million customers.
- Reporting by Odd Lien; editing by Ana Brun
# The trial
- Brothers 'lived like kings' on pensioners' money
+ Two brothers took 2.4 million crowns from a pension fund for dock workers and spent it on cars and horses, a court in Kestwick heard on Monday.
+ Anders and Nils Hobb were arrested at the airport in March with 60,000 crowns in a shoe box.
+ Both deny fraud.
- Anders, in a grey suit, stared at the floor.
+ Prosecutor Hal Greer told the jury that the fund's auditor had signed the accounts for four years without seeing a single bank statement.
- "You may ask yourselves how that was possible," he said.
- It is a question that many in the port have been asking.
+ The fund had 5,100 members when it collapsed.
+ About 900 of them have died since.
- "It makes you sick to your stomach," said Rolf Kessel, who leads the union.
+ Kessel himself sat on the fund's board until 2021.
+ The defence says the money was lost on bad investments and that nobody was deceived.
+ "Not one crown went into my client's pocket," said Joan Crewe, who represents Nils Hobb.
+ Records shown to the court list payments of 310,000 crowns to a horse dealer in Vardia.
- The case has shaken faith in the way such funds are run.
+ The government changed the law in June so that every fund must have two auditors.
- Ministers should have acted sooner.
+ A report had warned of the danger in 2016.
- The trial is expected to last eight weeks.
- If found guilty, the brothers could face up to ten years in prison.
+ A third man, the fund's accountant, left the country a week before the arrests and has not been found.
- What did he know?
"""

SENTENCES = labelled(_SENTENCES)
ARTICLES = articles(_ARTICLES)
