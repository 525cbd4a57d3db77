"""More sentence boundaries, one passage a line, ``‖`` where a sentence ends within it.

First try, before tuning: F1 0.972. Tuned on since: "b." and "d." before a year.
"""

_GOLD = r"""
Lt. Gov. Ana Reyes met Sen. J. R. Kessel (R-Tenn.) at 5 p.m. Monday.‖ The talks lasted two hours.
The U.S. has sent 31 tanks.‖ The U.K. will follow.‖ “It’s late,” said Col. Brandt.‖ “Very late.”
He lives at 12 St. James St. in Dunmore.‖ He moved there in Jan. 2019.
“Are you sure?” she asked.‖ “Yes!” he said.‖ “Then go.”
Shares of Acme Inc. fell 3.5 percent.‖ Apple Inc. rose.
The price is $3.50.‖ It was $2.75 in Sept. 2020.
WASHINGTON (AP) — The bill passed.‖ It goes to the Senate next.
Well... I don't know.‖ Maybe…‖ We'll see.
The suspect, John Q. Public Jr., was held.‖ He is 34.
See Fig. 3 and pp. 12-14 for details.‖ No. 7 is missing.
Dr. Smith, Ph.D., teaches at M.I.T. in Boston.‖ She is from Washington, D.C.‖ Her book sold 1.2m copies.
He asked, “Why?”‖ Nobody knew.
The company (formerly Dray Corp.) closed.‖ It owed $4 m.
"Stop!" he cried.‖ "You can't."‖ The door shut.
The train left at 9 a.m.‖ It arrived at 11 a.m. on Tuesday.
Prices rose 4 pct. in May vs. 3 pct. in April.‖ That was a surprise.
He works for the U.N. and the E.U.‖ In June he retires.
“The dam is safe.‖ It was checked,” said Maj. Gen. Tom Aldane.‖ “Twice.”
Visit www.example.com for more.‖ Or call.
The score was 2-1.‖ 40,000 watched.
Mr. and Mrs. Lind live in Ft. Worth.‖ They have a dog.
It happened on Oct. 3.‖ Police came.
Is it true?!‖ Yes.
The law (Art. 5, para. 2) bans it.‖ Fines reach €500.
“I saw it.”‖ “So did I.”
He said “no.”‖ She said “yes.”
Ms. Voss et al. found it.‖ They published it in Nature vol. 12.
The U.S. Supreme Court ruled.‖ Its nine justices agreed.
Born c. 1850, d. 1901, he wrote 12 books.‖ None sold.
J.K. Orme wrote it.‖ J. K. Orme denied it.
The fee is approx. 30 crowns.‖ Max. 40 people may enter.
He got an A.‖ She got a B.
Vitamin C.‖ Plan B.‖ What next?
The firm, based in St. Louis, Mo., hired 30.‖ It has 400.
Rain fell (about 30 mm.) overnight.‖ The river rose.
“We won!” Hart said.‖ “Finally!”
He is 6 ft. 2 in. tall.‖ He plays for Avel F.C.‖ The club is old.
The show starts at 7 p.m.‖ Tickets cost $12.
Gov. Aldane said Sgt. Kemp, of Co. B, was hurt.‖ Two others died.
The plane, a Boeing 737-800, left at 6.40am.‖ It never arrived.
Version 2.0.1 came out.‖ Version 3.0 followed.
Yahoo! bought it in 2013.‖ It was sold.
The ship (IMO no. 9123456) sank.‖ 12 died.
“‘Go home,’ he told us,” she said.‖ “We did.”
Oil fell to $71.20 a barrel, from $73.‖ Gold rose.
"""

PASSAGES = tuple(_GOLD.strip().split("\n"))
