"""Given names that are nearly always a woman's or a man's: they tell which of two people "she" means, where the article does not."""

from claims.english.word_lists import words

WOMEN = words(
    """
    ada adele agatha agnes agnieszka aida aileen aino aisha aisling alba alejandra aleksandra alexandra alice alicia alina alma amalia amanda amelia amina amira
    ana anastasia andreea anette angela angelica anita anja anna annabel anne annelies annette annika antonia anya aoife asta astrid aurelia ayesha
    barbara beata beatrice beatriz belinda berit bernadette beth betty bianca birgit birgitta bojana brenda bridget britta brenna camila camilla carla
    carmen carol carolina caroline catalina catherine catriona cecilia celia celine charlotte chiara chiamaka chioma christina christine claire clara claudia
    colette concetta consuelo cordelia cynthia dagmar dagny daniela danuta daphne deborah deirdre delia denise diana dolores dominika dora doris
    dorota dorothea dorothy edith edna eileen eilis eira elaine eleanor elena eleni elin elisa elisabeth elise eliza elizabeth ella ellen elodie elsa elsie
    emilia emily emma enid erica erika esmeralda esperanza estelle esther eugenia eunice eva evelyn ewa fatima fatoumata felicity fenna filippa fiona flora florence
    frances francesca freya frida gabriela gabrielle galina gemma genevieve georgina gerda gertrude ghislaine gillian gina giovanna gisela giulia gloria grace
    greta gudrun gwen hadiza halina halima hanna hannah hanne harriet hedda hedwig heidi helen helena helene helga henrietta hermione hilda hildegard hortense
    ida ilse imelda imogen ines inga ingeborg ingrid ioana ioanna irena irene iris irina irma isabel isabella isabelle isla ivana jacqueline jadwiga
    jana jane janet janine jasmine jelena jelka jennifer jessica joanna johanna jolanta josefina josephine joyce juana judith julia juliana julie
    juliet justina karen karin karina karla karolina katarina katarzyna kate katerina katharina katherine kathleen katja katrin katrina kerstin kirsten klara
    konstantina kristina laila lara larisa latifa laura lavinia layla lea leah leila lena leocadia leonie leonora letizia leyla lidia lieselotte
    lillian lily lina linda linnea lisa lise liv livia lorena lorna lotte louisa louise lucia lucie lucinda lucy ludmila luisa lydia lynn mabel
    madeleine magda magdalena maeve maja malala malgorzata mara margaret margarita margarethe margery marguerite maria mariam mariana marianne marie
    marieke marija marina marisol marit marta martha martina mary matilda maud maureen mercy meredith merete mireille miriam mirela moira mona monica
    monika mwende myra nadezhda nadia nadine naomi natalia natalie natasha nell nicole nina nkechi nora norma odette odile olga olivia ophelia oriane
    ottilie paloma pamela patricia paula paulina pauline penelope perpetua petra petronella philippa philomena phoebe pilar polly priscilla priya rachel
    ragnhild raisa rania rebecca regina renata rhiannon rita roberta romana rosa rosalind rosalie rosamund rosanna rose rosemary rosie roswitha ruta ruth
    sabine sabrina sadia safiya saga salma samantha samira sandra sara sarah saskia selma senta serena shirin shreya sibylle siobhan signe sigrid silvia
    siri sofia solange solveig sonia sonja sophia sophie stella stephanie sunniva susan susanna susanne svetlana sylvia tabitha tamara tamsin tania tanja
    tatiana teresa tereza thandeka thandiwe thea theodora theresa therese thomasina tilda trudy ulla ulrike una ursula valentina valeria vanessa vera verena
    veronica vesna victoria vigdis viola violeta virginia wafa wanda wendy wiebke wilhelmina winifred xenia yasmin yolanda ylva yvonne zainab zara zofia zoe zora
    zsuzsanna zuzana
    """
)
MEN = words(
    """
    aaron abdul abdullah abel abelard abraham achille adam adolf adrian ahmed aidan alan alasdair albert alberto aldo alec alejandro aleksander alessandro alexander alfonso
    alfred alfredo alistair alois alvaro amadou ambrose amir anders andre andreas andrei andrew andrzej angus anselm ansgar anthony antoine anton antonio
    archibald arkady armand arne arnold arthur artur arvid asif augustin aurelio axel barnaby bartholomew basil bastian benedict benedikt benjamin bernard
    bernardo bernhard bertram bogdan boris bram brendan brian bruno bryn caleb calum carl carlos carsten caspar cedric celso charles christian christoph
    christopher clarence claus clement clive colin connor conrad constantin cormac cornelius cosmo craig cyril damian daniel dario darius dave david
    declan delroy denis dennis desmond dick didier diego dieter dietrich dimitri dirk dmitri dominic dominik donald douglas duncan eamon ebenezer
    eduard eduardo edgar edmund eduard edward edwin einar elias elliot emanuel emeka emil emilio emmanuel emmerich enrique enzo eric erich erik ernest ernst esteban
    eugene evan ezekiel fabian fabio felix ferdinand fergus fernando filip finn florian floyd francesco francis francisco frank frantisek franz fred frederick
    fredrik friedrich gareth gaspard gavin geoffrey georg george georges gerald gerard gerhard giacomo gilbert giles giorgio giovanni giuseppe     goran gordon graham gregor gregory guido guillaume gunnar gunther gustav guy hal hamish hans harald harold harry hassan hector heinrich helmut hendrik
    henri henrik henry herbert herman hermann horace horst howard hubert hugh hugo humphrey hussein ian ibrahim idris ignacio igor imre isaac isak ishmael
    ismail ivan ivar jack jacob jacques jaime jakob jakub james jamal jan-erik jaroslav jason javier jean-luc jeffrey jens jeremy jerome jerzy jim jiri joachim
    joao joel johan johann johannes john jonas jonathan jorge jose josef joseph joshua juan juergen julian julius karel karl kaspar keith kenneth kevin
    klaus knut konrad kurt kwame kwesi lachlan lars laszlo laurent lawrence leif leo leon leonard leonardo leopold lester lionel lorenzo louis luca lucas lucan ludo ludovic
    ludwig luigi luis lukas lutz maciej magnus mahmoud malachi malcolm malte manfred manuel marc marcel marcin marco marcus marek mario mark markus martin
    matej mateusz mathias matteo matthew matthias maurice mauricio max maximilian melchior michael michal miguel mihai miklos milan miles milos miroslav mohamed mohammed
    moritz morten moses muhammad murdo mustafa nathan nathaniel ned neil nicholas nicolas niels nigel nikolai nikolaus nils norbert norman oleg oliver olivier
    olof omar orlando oskar oscar osvaldo otto ottokar oumar owen pablo paolo pascal patrick paul pavel pavlo pedro percival percy peder peter petr philip philippe
    pierre piers pieter piet pio piotr quentin rafael raimund rainer ralf ralph ramon raoul rashid raul raymond reginald reinhard reuben rhys ricardo
    richard rob robert roberto roderick rodrigo roger roland rolf roman ronald rory rudolf rufus rupert russell ruben samir samuel sean sebastian sergei sergio
    seth sigmund silvestre simon slavko slobodan solomon spencer stanislav stanislaw stefan stellan stephen steven stuart sven tadeusz tariq terence terry theo theodor
    theodore thomas thorsten tibor tim timothy tobias tom tomas tomasz tony torsten torstein trevor tunde ulf ulrich umberto valentin victor viktor vincent
    vincenzo vitaly vittorio vladimir volker waldemar walid walter wayne werner wilfred wilhelm will willem william wim wolfgang xavier yannick yusuf yves
    zbigniew zdenek
    """
)
