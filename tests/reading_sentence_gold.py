"""Invented news prose with its sentence boundaries, written and frozen before the splitter was tuned on it.

``‖`` marks each boundary and is no part of the text. Sentences inside a quotation are sentences of their own; a verb of
speech after the quotation belongs to the quotation's last sentence.
"""

PASSAGES = (
    # plain
    "The council met on Monday.‖ It approved the harbour budget by nine votes to four.‖ Two members were absent.‖ The next session is in March.",
    "Rain fell for six days.‖ Three bridges closed!‖ Was the dam ever at risk?‖ Engineers say it was not.‖ The reservoir stands at 84.5 percent.",
    "Ferry fares rose 3.5 percent in July, to $12.40 from $11.98.‖ Passenger numbers fell by 1,200 a week.‖ The operator, Dunmore Lines, gave no reason.",
    # titles and initials
    "Lt. Gov. Mara Ellison signed the order.‖ Gov. Tom Aldane was abroad.‖ Sen. R. J. Kessel voted against it, and Rep. Ida Voss did not vote.‖ Dr. Nils Oort, who wrote the report, was pleased.",
    "Mr. Harl and Mrs. Denby own the mill.‖ Prof. A. B. Lund valued it at $2.3 million.‖ St. Brannoc's parish wants it as a school.‖ Fr. Colm Reade declined to comment.",
    "The award went to J. K. Marlow.‖ E. Pryce came second.‖ W. S. Tandy Jr. was third.‖ He is 19.",
    "Police named the driver as Karl T. Rossiter, 44, of Fenwick.‖ Sgt. Dana Wills said he was alone.‖ Det. Insp. Paul Orme leads the inquiry.",
    "Capt. Lew Harding retired in 2019.‖ His successor, Cmdr. Jo Ames, lasted a year.‖ Adm. Piet Vos now runs the port.",
    "The Rev. Martin Ashe led the service.‖ Hon. Lucy Farr spoke.‖ Maj. Gen. Otto Bern laid a wreath.‖ Gen. Bern left at noon.",
    "Pres. Helga Stromm met Amb. Li Dao.‖ Neither spoke to reporters.",
    # acronyms
    "Exports to the U.S. rose by a fifth.‖ The U.S. is the island's largest market.‖ Officials in the U.S. Department of Trade confirmed the figures.",
    "He moved to the U.S. in 1998.‖ She stayed in the U.K.‖ The two never met again.",
    "The company is based in Washington, D.C.‖ It employs 400 people.‖ It also has an office in Port Avel, B.C., and a plant in Mexico.",
    "The U.N. mission ended in May.‖ A U.N. envoy had called for more time.‖ The E.U. did not.",
    "The shop opens at 9 a.m. on weekdays.‖ It closes at 5 p.m.‖ Police were called at 11:40 p.m. Saturday.‖ They arrived before midnight.",
    "The vote began at 8 a.m. EST.‖ Counting stopped at 3 a.m.‖ Results came at dawn.",
    "She holds a Ph.D. in hydrology.‖ Her brother has an M.D. and a law degree.‖ Both teach.",
    # companies and places
    "Fenwick Mills Inc. sold its dye works.‖ Harlan Bros. bought it for $4 million.‖ Oster & Co. advised the seller.‖ The deal closes in June.",
    "He worked for Dray Corp. before the war.‖ Later he joined Tollund Ltd.‖ The firm failed in 1951.",
    "The fire began near Millbrook, Calif., on Tuesday.‖ It spread to 300 acres by evening.‖ Crews from Reno, Nev., joined on Thursday.",
    "They live at 14 Quay St. in Dunmore.‖ The house on Hill Ave. was sold.‖ Its price was not disclosed.",
    "Mt. Harrow erupted in 1886.‖ Ft. Dunley was built a year later.‖ Both draw visitors.",
    # months, numbers, abbreviations
    "The trial starts on Jan. 14 in Fenwick.‖ It was to begin on Nov. 3.‖ A judge delayed it in Sept. after a flood.",
    "Room No. 12 is closed.‖ Bus No. 7 goes to the harbour.‖ Is it on time?‖ No.‖ It is never on time.",
    "See Fig. 3 and Art. 12 of the code.‖ Sec. 4 bans night fishing.‖ Vol. 2 of the report lists the fines, e.g. $50 for a net.",
    "The plaintiff in Harl v. Denby won.‖ So did the union in Dock Workers vs. Avel Port Authority.‖ Both cases were heard in 2011.",
    "The trench is approx. 40 ft. deep.‖ It is 3.2 km. long.‖ Divers reached it in 2004.",
    "The dept. of roads spent $9.1 million.‖ Its est. cost was $6 million.‖ Nobody was fired.",
    "They grow maize, beans, squash, etc.‖ The harvest was poor.‖ Prices doubled.",
    "Version 2.0 of the app failed.‖ Version 2.1 works.‖ The site is www.avelport.example and its address is 10.0.0.1.",
    # ellipses
    'He paused... and then he left.‖ Nobody followed.‖ "I thought..." she began.‖ She did not finish.',
    "The list went on… Boats, nets, ropes.‖ It filled three pages.",
    '"We waited … and waited," Orme said.‖ The bus never came.',
    "First the lights went out...‖ Then the water rose.‖ By morning the street was gone.",
    # quotations
    '"We did it.‖ We really did," she said.‖ The crowd cheered.',
    "“The dam is safe,” Aldane said.‖ “It was built to last.‖ It will last.”‖ Residents disagree.",
    "“Who paid for this?” Kessel asked.‖ Nobody answered.‖ “You did!” shouted a man at the back.",
    "“Was it worth it?” she asked.‖ “I think so.”",
    "Voss called it “a gift.”‖ Kessel called it “a bribe.”‖ The court called it neither.",
    "He said, “We will appeal.‖ We have no choice.”‖ The deadline is Friday.",
    "“Not one cent was lost,” said Ida Voss, the treasurer.‖ “Not one.”",
    "‘It was a mistake,’ the mayor said.‖ ‘We have learned from it.’‖ She took no questions.",
    "“No,” he said.‖ “No, no, no.”",
    "“Stop!” cried the guard.‖ The boy ran.‖ “Why did he run?” his mother asked later.",
    "The sign reads “Closed.”‖ It has read that since May.",
    '"The numbers are wrong," Dr. Oort said.‖ "They were wrong in 2018.‖ They are wrong now."',
    "She asked, “Where is the money?”‖ The clerk shrugged.‖ “Gone,” he said.",
    "«El puente es seguro», dijo la alcaldesa.‖ «No hay peligro.»",
    # brackets
    "The fee is $40 (it was $25).‖ Children pay half.‖ (Those under five pay nothing.)‖ Dogs are banned.",
    "The ferry (built in 1962) sank.‖ No one drowned.‖ [The captain later lost his licence.]",
    "Turnout was 61 percent (up from 58 percent in 2016).‖ The count took two days.",
    # datelines
    "PORT AVEL (AP) — The harbour reopened on Friday.‖ Ships had waited for nine days.",
    "DUNMORE, Jan. 5 (Reuters) - Prices fell in December.‖ Food led the decline.‖ Fuel did not.",
    "FENWICK, Calif. -- A fire closed the school on Monday.‖ It reopens today.",
    # headings, lists, captions
    "Harbour budget passes\n\n‖The council passed the budget on Monday.‖ It is the largest since 2008.\n\n‖What it pays for\n\n‖Roads come first.‖ Schools come second.",
    "The plan has three parts:\n‖- a new pier\n‖- two ferries\n‖- a ticket hall\n\n‖Work starts in May.",
    "1. Close the old dock.\n‖2. Drain it.\n‖3. Build the hall.\n\n‖The order cannot change.",
    "By Ana Reyes\n\n‖Posted on March 3\n\n‖The mill closed in 2003.‖ Its 212 workers were not paid.",
    "The pier at Dunmore in 1950. (Photo: City archive)\n\n‖The pier was rebuilt twice.‖ It burned in 1962.",
    "Background\n‖The dam was finished in 1971.\n‖Who owns it?\n‖The state owns two thirds of it.",
    "• Rent rose 9 percent.\n‖• Wages rose 2 percent.\n‖• Food rose 6 percent.",
    "a) The tenant pays the rent.\n‖b) The owner pays the tax.",
    "Year | Ships | Tons\n‖2019 | 412 | 9,100\n‖2020 | 377 | 8,650",
    # wrapped lines
    "The harbour authority said on Friday that the new pier would be finished\nin the spring, two years later than planned and at three times the cost.‖ Its\nchairman, Jon Marek, blamed the weather, the war and the price of steel.‖\nNobody at the meeting blamed the chairman.",
    # colons, semicolons, dashes
    "The reason is simple: nobody paid.‖ The roof leaked; the walls cracked; the floor sank.‖ Then — in May — it fell.",
    "One thing is certain: The dam leaks.‖ Everything else is disputed.",
    # exclamations in names and marks together
    "The show, Oklahoma! by name, closed.‖ It lost money.",
    "You paid what?!‖ That was the first question.‖ The second was worse.",
    "Really??‖ Yes!!!‖ It is true.",
    # starts with digits, lower-case brands
    "The fire burned for a week.‖ 300 homes were lost.‖ 12 people were hurt.",
    "Sales fell in 2020.‖ In 2021.‖ And in 2022.",
    "It cost $5.‖ He paid $50.‖ She paid £3.50.",
    "The age limit is 18.‖ At 17 you need a letter.",
    # other scripts and languages
    "市议会星期一开会。‖预算以九票对四票通过。‖两名议员缺席！‖下次会议是什么时候？",
    "महापौर ने पुल खोला।‖ लागत तीन करोड़ थी।‖ कोई घायल नहीं हुआ।",
    "متى يفتح الجسر؟‖ قال الوزير إنه آمن.‖ لم يصب أحد.",
    "Der Rat tagte am Montag.‖ Die Brücke kostet 3,5 Mio. Euro.‖ Dr. Weiß war nicht dabei.",
    "Le pont coûte 3 millions d'euros.‖ M. Darc l'a dit lundi.‖ Personne n'a protesté !‖ Pourquoi ?",
    "¿Quién pagó el puente?‖ ¡Nadie lo sabe!‖ El alcalde calla.",
    "Мост открыли в мае.‖ Он стоил три миллиона.‖ Кто платил?",
    "Το γεφύρι άνοιξε τον Μάιο.‖ Κόστισε τρία εκατομμύρια.",
    # longer, mixed
    'Jon Marek, the education minister, told Parliament on Tuesday that 40 schools had closed since 2015.‖ The opposition says it is 52.‖ Ministry records, seen by this newspaper, show 47.‖ "Our figures are right," Marek said.‖ "Theirs include two kindergartens.‖ They also count St. Anne\'s twice."‖ Ms. Voss of the opposition called that "nonsense."',
    "The storm made landfall at 4 a.m. Sunday near Cape Dun, with winds of 185 km/h.‖ By 9 a.m. the power was out in 11 of 14 parishes.‖ Gov. Aldane declared an emergency.‖ It is the third since Aug. 2.‖ Schools reopen Monday, Dr. Ellen Frey of the health dept. said.‖ Shelters hold approx. 3,200 people.‖ More are on the way.",
    'Tollund Ltd. posted a loss of $1.4 billion on Thursday, its first since 1994.‖ Shares fell 6.2 percent to $18.05.‖ Chief executive H. M. Strand resigned.‖ "I am sorry," he said in a letter to staff.‖ The board named Vera Quist, head of its U.S. unit, to replace him.‖ She starts on Oct. 1.‖ Analysts at Oster & Co. had expected a loss of $1.1 billion.‖ The bank Harl Bros. cut its rating.',
    'Was the minister told?‖ She says not.‖ Two officials, both of whom asked not to be named, say she was: once in April, once in June.‖ The April note runs to 14 pages.‖ It warns of "grave risk."‖ It was marked "urgent" by Lt. Col. Bram Teel.‖ He has since left the army.‖ The June note is lost.‖ Or so the ministry says.',
    'Fewer babies were born in Avel in 2022 than in any year since records began.‖ The registry counted 8,114.‖ In 1990 it counted 15,020.‖ Young people leave.‖ Those who stay marry late, rent small flats and cite cost.‖ "A cot is $300," said Mina Dahl, 31.‖ "A crèche place is $900 a month.‖ Who can pay that?"‖ The government pays parents $50.',
    'The museum bought the painting for £2m. in 1987.‖ It is now thought to be a copy.‖ Tests by Dr. I. Moss found titanium white, a pigment not sold before 1916.‖ The artist died in 1902.‖ "That settles it," Moss said.‖ The museum does not agree.‖ Its director, Sir Alan Peake, points to a letter of 1899.‖ The letter may itself be a copy.',
    "Ana Reyes won the mayor's race by 312 votes.‖ Her rival, L. Brandt, asked for a recount.‖ State law allows one if the margin is under 0.5 percent.‖ It was 0.48.‖ The recount will take two weeks.‖ Until then Mayor Odd Lien stays in office.‖ He did not run.",
    'Scientists at Avel University counted 71 whales in the bay.‖ That is 12 more than last year.‖ "We are cautious," said Prof. Nina Sorel.‖ Whales move.‖ Ships scare them off.‖ In Feb. 2020, when shipping stopped, she counted 90.',
    "The line closed in 1964.‖ Its last train, the 6.15 to Fenwick, carried four passengers.‖ One was a dog.‖ Now the state wants it back.‖ The cost?‖ Some $700 million, says the Dept. of Transport.‖ Too much, says Rep. Voss.‖ Not enough, says the union.",
    "The court fined Dray Corp. $3 million on Wednesday.‖ It found that the firm had dumped dye in the river from 2011 to 2016.‖ Fish died.‖ Three children fell ill, according to St. Luke's Hospital.‖ The firm's lawyer, K. Bose, said it would appeal.‖ \"The science is weak,\" he said.‖ He gave no details.",
    'A school in Fenwick has banned phones.‖ Pupils lock them in a box at 8.30 a.m. and collect them at 3 p.m.‖ Marks have risen, the head says.‖ By how much?‖ She could not say.‖ Parents are split.‖ "It is the best thing since chalk," said one.‖ Another called it "a stunt."',
    "Water rates go up on April 1.‖ A family of four will pay $61 a month, up from $48.‖ The utility blames old pipes.‖ A third of the water it pumps is lost, i.e. 90,000 tons a day.‖ New pipes would cost $240 million.‖ It has $12 million.",
    "Gas rose to $4.10 a gal. on Friday.‖ Diesel did not move.‖ Drivers in Tenn. and Ky. pay least.",
    "The bill, H.R. 412, died in committee.‖ S. 88 replaced it.‖ Neither names a cost.‖ Sponsors blame Rep. J. Tull, D-Fenwick.",
    '"Leave now," the mayor said on the radio.‖ Most did.‖ "We had ten minutes," said Ola Brun, a nurse at St. Luke\'s.‖ "Ten!"',
    "Gov. Aldane's plan would cut the tax to 4.5% from 6%.‖ It passed 31-19.‖ It takes effect Jan. 1, 2027.‖ Critics call it reckless.",
)
