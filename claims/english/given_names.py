"""Given names that are nearly always a woman's or a man's: they tell which of two people "she" means, where the article does not.

European ones, and the common ones of the United States' census of 1990 (public domain, as the package names 0.3.0 carries it) that fifteen times as many bear of one sex.
"""

from claims.english.word_lists import words

WOMEN = words(
    """
    abbey abbie abby abigail ada addie adela adelaida adelaide adele adelia adelina adeline adell adella adelle adina adria adriana adriane adrianna adrianne
    adrienne afton agatha agathe agnes agnieszka agustina aida aileen aimee aino aisha aisling aja alaina alana alanna alba alberta albertha albertine albina
    alda alecia alejandra alejandrina aleksandra alena alene alesha alesia aleta aletha alethea alexa alexandra alexandria alexia alfreda alice alicia alida
    alina aline alisa alisha alison alissa allene allie allison allyson alma almeda alpha alta altagracia althea alvina alyce alycia alysia alyson alyssa amada
    amalia amanda amara amber amelia america ami amie amina amira amparo amy ana anabel anastacia anastasia andra andreea andria anette angela angelia angelica
    angelina angeline angelique angelita angella angie anglea anika anissa anita anitra anja ann anna annabel annabelle annamarie anne anneke annelies
    anneliese annemarie annetta annette annie annika annmarie antionette antoinette antonette antonia antonina anya aoife araceli aracely arcelia ardis ardith
    aretha ariana arielle arleen arlene arlette arline armida artie asha ashely ashlee ashleigh ashlie ashly ashton asia asta astrid athena audra audrey audry
    augusta aura aurea aurelia aurora autumn ava avis awilda ayesha ayse bailey bambi barb barbara barbie barbra bea beata beatrice beatriz becky belen belinda
    bella belle belva benita berenice berit bernadett bernadette bernadine bernice berniece bernita berta bertha bertie beryl bess bessie beth bethany betsy
    bette bettie bettina betty bettye beulah beverley bianca billye birdie birgit birgitta blanca blanch blanche bobbi bobbye bojana bonita bonnie bonny
    brandee brandi brandie brandy breanna breanne bree brenda brenna briana brianna brianne bridget bridgett bridgette brigette brigitte britney britta
    brittani brittany brittney bronagh brook brooke buffy caitlin caitlyn callie camelia cami camila camilla candace candance candelaria candi candice candida
    candis candy cara caren cari caridad carie carin carina carissa carla carleen carlene carlota carlotta carly carlyn carma carman carmel carmela carmelita
    carmella carmen carol carolann carole carolee carolina caroline carolyn carolynn caron carri carrie caryl caryn casandra cassandra cassidy cassie catalina
    catharine catherine cathi cathie cathleen cathrine cathryn cathy catina catrina catriona cecelia cecile cecilia cecily celeste celestine celia celina
    celine chana chanda chandra chanel chantal chantel chantelle charissa charisse charity charla charleen charlene charlette charline charlotte charmaine
    charolette chasity chastity chaya chelsea chelsey chelsie cheri cherie cherise cherly cherri cherrie cherry cheryl cheryle cheyenne chiamaka chiara chioma
    chiquita chloe chrissy christa christal christel christen christene christi christiana christiane christie christin christina christine christy chrystal
    chun ciara cierra cinda cindi cindy cinthia claire clara clare claribel clarice clarissa claudette claudia claudine clementina clementine cleta coleen
    colette colleen collette concepcion concetta connie constance consuelo cora coral corazon cordelia corene cori corina corine corinna corinne cornelia
    corrie corrina corrine cortney cristal cristi cristin cristina cristine cristy crystal cyndi cynthia cythia dagmar dagny daisy dalia damaris danelle
    danette dani dania danica daniela daniella danielle danita danna dannielle danuta danyelle daphne dara darci darcie darcy daria darla darleen darlene
    darline davida davina dawn dawna dayna deana deann deanna deanne deb debbie debbra debby debi debora deborah debra debrah dedra deena deidra deidre deirdre
    delfina delia delilah della delma delois delora delores deloris delphia delphine delta demetra demetria dena deneen denice denise denita denna dennise
    desirae desiree dessie destiny dian diana diane diann dianna dianne dilys dina dinah dionne dixie dollie dolly dolores domenica dominga dominika dona
    donita donna dora dorcas doreen dorene doretha dori dorinda doris dorota dorotha dorothea dorothy dorris dortha dorthea dorthy dottie dovie dulce earlene
    earline earnestine eartha easter eboni ebony eda edelmira eden edie edith edna edwina edythe effie efua eileen eilis eira elaina elaine elana elba elda
    eldora eleanor eleanora eleanore elena eleni elenor elenora elfriede elia elida elin elinor elisa elisabeth elise elissa eliza elizabeth elizebeth ella
    ellen ellie elma elmira elna elnora elodie eloisa eloise elouise elsa elsie elspeth elva elvera elvia elvira elyse emelia emilee emilia emilie emily emma
    emogene ena enedina enid enriqueta era erica ericka erika erin erlinda erma erna ernestina ernestine esmeralda esperanza essie esta estela estella estelle
    ester esther estrella ethel ethelyn etta eugenia eugenie eula eulalia eun eunice eva evalyn evangelina evangeline eve evelia evelina evelyn evelyne evette
    evie evon evonne ewa fabiola faith fallon fannie fanny farrah fatima fatou fatoumata fawn fay faye felecia felica felice felicia felicita felicitas
    felicity felipa felisa felisha femke fenna ferelith fern ferne filippa filomena fiona flor flora florence florencia florene florida florine flossie floy
    fonda fran frances francesca francine francisca freda freida freya frida frieda gabriela gabriella gabrielle galina garnet gay gaye gayla gaynell gemma
    gena geneva genevieve genoveva georgetta georgette georgia georgiana georgianna georgie georgina geraldine geralyn gerda geri germaine gerri gertie
    gertrude ghislaine gigi gilda gillian gina ginger ginny giovanna gisela gisele giselle giulia gladis gladys glenda glenna gloria glory golda goldie grace
    gracie graciela gregoria greta gretchen grete gretta griselda gudrun guillermina gunhild gussie gwen gwendolyn hadiza hailey haley halima halina hallie
    hanna hannah hanne hanneke harriet harriett harriette hattie haydee hayley hazel heather hedda hedwig heidi helen helena helene helga hellen henrietta
    herlinda hermelinda herminia hermione hester hettie hilda hildegard hilma holli hollie holly hortencia hortense hortensia hui hulda huong hyacinth ida
    idalia idell idella ila ileana ilene iliana ilona ilse ima imelda imogen imogene ina india ines inez inga inge ingeborg ingrid ioana ioanna iola iolanthe
    iona ione irena irene irina iris irma irmgard isabel isabell isabella isabelle isela isla iva ivana ivette ivonne ivy jacalyn jacinta jackeline jacklyn
    jaclyn jacque jacquelin jacqueline jacquelyn jacquline jada jade jadwiga jaimie jami jamila jammie jana janae jane janeen janel janell janelle janene janet
    janette janey janice janie janina janine janis janna jannette jannie jaqueline jasmin jasmine jaunita jayme jayne jazmin jeana jeane jeanetta jeanette
    jeanie jeanine jeanna jeanne jeannette jeannie jeannine jelena jelka jemima jena jenelle jenette jenifer jeniffer jenna jennette jenni jennie jennifer
    jenniffer jenny jeraldine jeri jerilyn jerri jerrie jesica jessica jettie jill jillian joana joanie joann joanna joanne jocasta jocelyn jodi jodie joelle
    joellen joetta johanna johnetta johnna joi jolanta joleen jolene jolien jolynn jonell joni jonna jonnie josefa josefina josephina josephine josette josie
    jovita joy joyce joycelyn juana juanita judi judie judith judy juli julia juliana juliann julianna julianne julie juliet julieta juliette julissa jung
    justina justine kacey kaci kacie kaitlin kaitlyn kala kali kami kandace kandi kandice kandy kara karan karen kari karie karin karina karissa karla karlene
    karolina karolyn karon karri karrie karyn kasandra kassandra katarina katarzyna kate katelyn katerina katharina katharine katherine katheryn kathi kathie
    kathleen kathlene kathlyn kathrine kathryn kathryne kathy kathyrn katie katina katja katrin katrina katy kay kaye kayla kaylee kecia keely keiko keisha
    keli kelli kellie kelsey kelsie kendra kenna kenya kenyatta keri kerri kerrie kerstin kesha keshia keziah kia kiara kimberely kimberlee kimberley kimberli
    kimberly kira kirsten kirstin kisha kitty kizzy klara konstantina kori krista kristal kristan kristen kristi kristian kristie kristin kristina kristine
    kristy kristyn krystal krystle krystyna kyla kylee kylie kyong kyra kyung lacey laci lacie ladonna lai laila lakeisha lakesha lakeshia lakisha lan lana
    lanette lani lanita laquita lara larisa larissa larue lashanda lashawn lashonda latanya latasha latifa latisha latonia latonya latosha latoya latrice
    latricia laura laureen laurel lauren laurene lauretta laurette lauri laurie lavada lavina lavinia lavon lavonda lavonne lawanda layla lea leah leandra
    leann leanna leanne leatha leatrice leda leeann leesa leila leilani leisa lela lelia lena lennie lenora lenore leocadia leola leona leone leonie leonor
    leonora leora leota lesa leslee lesli lessie leta letha leticia letitia letizia lettie leyla lia liana liane libby lida lidia lieke lien lieselotte lila
    lilia lilian liliana lillian lillie lilly lily lina linda lindy linette linh linnea linnie linsey lisa lise lisette lissa lissette lita liv livia liz liza
    lizabeth lizbeth lizette lizzie lois lola lolita lona loni lora loraine loree loreen lorelei lorena lorene lorenza loretta lori lorie lorinda lorine lorna
    lorraine lorretta lorri lorrie lotte lottie louann louella louisa louise lourdes lovie luana luann luanne lucia luciana lucie lucienne lucila lucile
    lucille lucina lucinda lucretia lucy ludmila lue luella luisa lula lulu lupita lura luvenia luz lyda lydia lyla lyn lynda lyndsay lyndsey lynette lynn
    lynne lynnette mabel mable machelle mackenzie madalyn madeleine madeline madelyn madge madison madonna mae maegan maeve magda magdalena magdalene maggie
    magnolia mai maira maja majorie malala malgorzata malia malinda malissa mallory mamie mandi mandy manuela mara maranda marcela marcelina marcella marcelle
    marci marcia marcie marcy margaret margarete margarethe margarett margarette margarita margarite marge margery margie margo margot margret marguerite mari
    maria mariah mariam marian mariana mariann marianna marianne maribel maribeth maricela marie marieke mariela marietta marija marilee marilou marilyn
    marilynn marina marisa marisela marisol marissa marit marita maritza marjorie marjory marla marlena marlene marlo marlyn marlys marnie marquerite marquita
    marry marsha marta martha marti martina martine marva marvel mary maryann maryanne marybeth maryellen maryjane maryjo marylee marylin marylou marylyn
    masako mathilda matilda matilde mattie maud maude maudie maura maureen maurine mavis maxie maxine maya maybelle mayme mayra mazie meagan meaghan mechelle
    mee meg megan meghan mei melanie melba melina melinda melisa melissa mellisa mellissa melodie melody melonie melony melva melvina mercedes mercy meredith
    merete merry merryn meryl meta mia micaela michaela michell michelle mickie migdalia milagros mildred milissa millicent millie mimi mina mindi mindy
    minerva minnie mira miranda mireille mirela mireya miriam mirian mirna mirta missy misti misty mittie mitzi modesta moira mollie molly mona monica monika
    monique morag mozell mozelle mui muriel mwende myong myra myriam myrna myrtice myrtis myrtle nada nadezhda nadia nadine nakia nakisha nan nanci nancy nandi
    nanette nannette nannie naomi natalia natalie natasha nathalie natividad nedra nelda nelida nell nella nelle nellie nelly nena neoma nereida nettie neva
    nia niamh nichelle nichol nichole nicki nickie nicolasa nicole nicolette nidia niki nikki nikole nila nilda nilsa nina ninfa nita nkechi noelia noella
    noelle noemi nola nona noor nora noreen norene norine norma nova novella nydia ocie octavia odessa odette odile ofelia oleta olga oliva olive olivia oma
    ona oonagh opal ophelia ora oralia oriane orpha otilia ottilie ouida oyin paige palma paloma pam pamala pamela pansy paola particia patience patrica
    patrice patricia patsy patti pattie patty paula paulette paulina pauline pearl pearlie pearline peggie peggy penelope pennie penny perla perpetua petra
    petronella philippa phillis philomena phoebe phuong phylis phyliss phyllis pia pilar pinkie polly portia precious pricilla princess priscilla priya
    prudence prue queen queenie rachael racheal rachel rachelle racquel rae rafaela ragnhild raisa ramona rana randa randi rania raquel rashida raven reba
    rebeca rebecca rebekah regan regina reina rena renae renata renate renea renee renita reta retha retta reva reyna rhea rhiannon rhoda rhonda richelle rikki
    rina risa rita robbin roberta robyn rochelle rocio roisin rolanda roma romana romona rona ronda roni ronna rosa rosalba rosalee rosalia rosalie rosalina
    rosalind rosalinda rosaline rosalva rosalyn rosamund rosanna rosanne rosaria rosaura rose roseann roseanna roseanne rosella roselyn rosemarie rosemary
    rosetta rosie rosina rosita roslyn roswitha rowena roxana roxane roxann roxanna roxanne roxie rubie ruby rubye rufina ruta ruth ruthann ruthie sabina
    sabine sabra sabrina sade sadia sadie safiya saga salina sallie sally salma samantha samatha samira sandi sandra sanjuana sanjuanita santa saoirse sara
    sarah sarita saskia saundra savannah scarlett selena selina selma senta serena shaina shalonda shameka shamika shana shanda shandra shanell shani shanika
    shanita shanna shannan shanon shanta shante shantel shantell shara sharee sharen shari sharita sharla sharlene sharon sharonda sharron sharyn shasta shauna
    shawanda shawna shayla shayna sheena sheila shelia shelley shelli shellie shelly shena sheree sheri sherie sherilyn sherita sheron sherri sherrie sherrill
    sherron sherry sherryl sheryl shiela shirin shirlee shirlene shirley shirly shonda shreya sibyl sibylle sierra signe sigrid silvia simona siobhan sioned
    siri socorro sofia solange soledad solveig sondra sonia sonja sonya soon sophia sophie staci stacia stacie star starla starr stefani stefanie stella
    stephaine stephani stephanie stephany stephenie stephine stormy sue summer sunniva sunshine susan susana susann susanna susannah susanne susie suzan
    suzanna suzanne suzette suzie suzy svetlana sybil syble sylvia tabatha tabitha talia tamar tamara tamatha tameka tamela tamera tami tamie tamika tamiko
    tammi tammie tammy tamra tamsin tana tanesha tangela tania tanika tanisha tanja tanya tara tarsha taryn tasha tatiana tawana tawanda tawanna tawnya teena
    tena tenisha teodora tera teresa terese teresita teressa tereza teri terra terri terrie tess tessa tessie thandeka thandiwe thea theda thelma theodora
    theresa therese thersa thomasina thresa thuy tia tiana tiara tierra tiffani tiffanie tiffany tiffiny tilda tillie tina tisha tomasa tomeka tomika tonia
    tonja tonya tori tosha tove toya tracee traci tracie trena tresa tressa tressie treva tricia trina trish trisha trista trudy twila twyla tyra ulla ulrike
    una ursula vada valarie valencia valentina valeria valerie valorie vanessa vannessa veda velda velia velma velva venessa venita venus vera verda verena
    vergie verla verna vernell vernice vernie vernita verona veronica vesna vesta vicenta vickey vicki vickie vicky victoria vida vigdis vikki vilma vina
    vincenza viola violet violeta violette virgie virgina virginia vita viva viviana vonda vonnie wafa wai wanda wanita wendi wendy wiebke wilda wilhelmina
    willa willene wilma windy winifred winnie winnifred winona wynona xanthe xenia ximena xiomara yadira yara yasmin yesenia yetta ying ylva yoko yolanda
    yolonda yoshiko yvette yvonne zaida zainab zandra zara zelda zella zelma zena zenaida zenobia zhuldyz zina zoe zofia zoila zola zona zora zoraida zsuzsanna
    zula zulema zulma zuzana
    """
)
MEN = words(
    """
    aaron abdul abdullah abe abel abelard abraham abram achille adalberto adam adan adolf adolfo adolph adrian agustin ahmad ahmed aidan aki alan alasdair
    albert alberto alden aldo alec alejandro aleksander alessandro alexander alfonso alfonzo alfred alfredo alistair allan allen alois alonso alonzo alphonse
    alphonso alton alvaro alvin amado amadou ambrose amir amos anders anderson andre andreas andrei andres andrew andrzej angelo angus anibal anselm ansgar
    anthony antione antoine anton antone antonio antony antwan archibald archie arden arkady arlen arlie armand armando arne arnold arnoldo arnulfo aron arron
    art arthur artur arturo arvid asa asif augustin augustus aurelio austin axel barnaby barney barrett barry bart bartholomew barton basil bastian beau ben
    benedict benedikt benito benjamin bennett benny benton bernard bernardo bernhard bert bertram bill billy blaine blake bob bobby bogdan bohumil booker boris
    boyce boyd brad bradford bradley bradly brady brain bram branden brandon brant brendan brendon brent brenton bret brett brian brice brock broderick brooks
    bruce bruno bryan bryant bryce bryn bryon buck bud buddy buford burl burt burton buster byron caleb callum calum calvin carl carlo carlos carlton carmelo
    carmine carson carsten carter casimir caspar cecil cedric cedrick celso cesar chad chadwick charles charley chas chase chauncey chester chet christian
    christoper christoph christopher chuck clarence clark claud claude claudio claus clay clayton clement clemente cletus cleveland cliff clifford clifton
    clint clinton clive clyde cody cole coleman colin collin colton columbus connor conrad constantin cordell corey cormac cornelius cornell cortez cory cosmo
    coy craig cristobal cristopher curt curtis cyril cyrus dafydd dalton damian damien damion damon dan dane danial daniel danilo danny dante darell daren
    darin dario darius daron darragh darrel darrell darren darrick darrin darron darryl darwin daryl dave david davis dean deandre deangelo declan del delbert
    delmar delmer delroy demarcus demetrius denis dennis denver derek derick derrick deshawn desmond dewayne dewey dewitt dexter dick didier diego dieter
    dietrich dillon dimitri dino dirk dmitri domenic domingo dominic dominick dominik don donald donn donnell donny donovan donte dorsey doug douglas douglass
    doyle drew duane dudley duncan dustin dwain dwayne dwight dylan eamon earle earnest ebenezer eddy edgar edgardo edison edmond edmund edmundo eduard eduardo
    edward edwardo edwin efrain efren einar elbert elden eldon eldridge eli elias elijah eliseo elliot elliott ellis ellsworth elmer elmo eloy elroy elton
    elvin elvis elwood emanuel emeka emerson emery emil emile emilio emmanuel emmerich emmett emmitt emory emyr enoch enrique enzo erasmo eric erich erick erik
    ernest ernesto ernie ernst errol ervin erwin esteban ethan eugene eugenio eusebio evan everett everette ewan ezekiel ezequiel ezra fabian fabio faustino
    fausto federico felipe felix felton ferdinand fergus fermin fernando fidel filiberto filip finn fletcher florencio florentino florian floyd forest forrest
    foster francesco francis francisco frank franklin franklyn frantisek franz fred freddy frederic frederick fredric fredrick fredrik freeman friedrich fritz
    gabriel galen gareth garfield garland garret garrett garry garth gary gaspard gaston gavin gaylord genaro gene geoffrey georg george georges gerald geraldo
    gerard gerardo gerhard german gethin giacomo gil gilbert gilberto giles gino giorgio giovanni giuseppe glen glenn gonzalo goran gordon grady graham graig
    grant granville greg gregg gregor gregorio gregory grover guido guillaume guillermo gunnar gunther gus gustav gustavo guy gwil hai hal hamish hamza hank
    hans harald harlan harland harley harold harris harrison harry harvey hassan hayden haywood heath hector heinrich helmut hendrik henri henrik henry herb
    herbert heriberto herman hermann herschel hershel hilario hilton hipolito hiram hobert homer horace horacio horst hosea houston howard hoyt hubert huey
    hugh hugo humberto humphrey hunter hussein hyman ian ibrahim idris idwal iestyn ignacio igor ike ilmari imre irvin irving irwin isaac isaiah isaias isak
    ishmael isiah isidore isidro ismael ismail israel isreal issac ivan ivar jacinto jack jackson jacob jacques jaime jake jakob jakub jamaal jamal jamar jamel
    james jamison jan-erik jared jarkko jarod jaroslav jarred jarrett jarrod jarvis jason jasper javier jay jayson jean-luc jed jeff jefferey jefferson jeffery
    jeffrey jeffry jens jerald jeramy jere jeremiah jeremy jermaine jerold jerome jeromy jerrell jerrod jerrold jerry jerzy jesse jesus jim jimmy jiri joachim
    joao joaquin joe joel joesph johan johann johannes john johnathan johnathon johnny johnson jon jonah jonas jonathan jonathon jordon jorge jose josef joseph
    josh joshua josiah jospeh josue juan jude judson juergen julian julio julius junior justin kaito kareem karel karl kaspar keenan keith kelechi kelvin ken
    kendrick keneth kenneth kennith kenny kent kenton kermit keven kevin kieth kip kirk klaus knut konrad korey kory kraig kristofer kristopher kurt kurtis
    kwame kwesi kyle lachlan lamar lamont lance landon lanny larry lars laszlo laurent lawerence lawrence lazaro leandro leif leland lemuel len lenard lenny
    leo leon leonard leonardo leonel leopold leopoldo leroy les lester levi lewis lincoln lino linwood lionel lloyd logan lon lonny lorcan lorenzo louis lowell
    loyd luca lucan lucas luciano lucien lucio lucius ludo ludovic ludvik ludwig luigi luis lukas luke luther lutz lyle lyman lyndon lynwood mac maciej mack
    magnus mahmoud malachi malcolm malcom malik malte manfred manual manuel marc marcel marcelino marcellus marcelo marcin marco marcos marcus marek margarito
    mariano mario mark markus marlon marquis marshall martin marvin mason matej mateusz mathew mathias matt matteo matthew matthias matthijs maurice mauricio
    mauro max maximilian maximo maxwell maynard mckinley mel melchior melvin merlin mervin mervyn michael michal michale micheal miguel mihai mike mikel miklos
    milan miles milford millard milo milos milton miquel miroslav mitch mitchel mitchell modesto mohamed mohammad mohammed moises monroe monte monty moritz
    morris morten morton mose moses moshe muhammad murdo murray mustafa myles myron napoleon nathan nathanael nathanial nathaniel neal ned neil nelson nestor
    neville newton nicholas nick nickolas nicolas niels nigel nikolai nikolaus nils noah noble noe nolan norbert norberto norman normand norris octavio odis
    oisin oleg olen olin oliver olivier olof olu oluwaseun omar omer oren orlando orval orville oscar oskar osvaldo oswaldo otis otto ottokar oumar owen ozan
    pablo palmer paolo parker parviz pascal pasquale patrick paul pavel pavlo peder pedro percival percy perry pete peter petr phil philip philippe phillip
    pierre piers piet pieter pio piotr porfirio porter preston quentin quillon quincy quintin quinton rafael raimund rainer raleigh ralf ralph ramiro ramon
    randal randall randell randolph randy raoul raphael rashad rashid rauf raul ray rayford raymon raymond raymundo reed reggie reginald reid reinaldo reinhard
    renaldo renato reuben rewi rex rey reyes reynaldo rhett rhys ricardo rich richard richie rick rickey ricky rico rigoberto rob robby robert roberto robt
    rocco rocky rod roderick rodger rodney rodolfo rodrick rodrigo rogelio roger roland rolando rolf rolland roman romeo ron ronald ronnie ronny roosevelt rory
    roscoe rosendo ross roy royce ruaridh ruben rubin rudolf rudolph rudy rueben rufus rupert russ russel russell rusty ryan sal salvador salvatore samir sammy
    samual samuel sanford santiago santo saul scot scott scotty sean sebastian sergei sergio seth seymour shad shane shaun sheldon shelton sherman sherwood
    shon sid sigmund silas silvestre simon slavko slobodan solomon sonny spencer stan stanford stanislav stanislaw stanley stanton stefan stellan stephan
    stephen sterling steve steven stewart stuart sven sylvester tad tadeusz tanner tariq tarquin ted teddy teodoro terence terrance terrell terrence terry thad
    thaddeus theo theodor theodore theron thomas thorsten thurman tiberiu tibor tim timmy timothy titus tobiah tobias tod todd tom tomas tomasz tommaso tommy
    toney tony torstein torsten torvald travis trent trenton trevor trey troy truman tuan tunde tyler tyree tyrell tyron tyrone tyson ulf ulrich ulysses
    umberto urs valentin vance vasile vaughn vern vernon vicente victor viktor vince vincent vincenzo virgil virgilio vitaly vito vittorio vladimir volker von
    wade waldemar waldo walid walker wallace wally walter walton ward warner warren waylon wayne weldon wendell werner wes wesley weston wilber wilbert wilbur
    wilburn wiley wilf wilford wilfred wilfredo wilhelm will willard willem william williams willian willis willy wilmer wilson wilton wim winford winfred
    winston wolfgang woodrow wyatt xavier yannick yorick yusuf yves zachariah zachary zachery zack zackary zane zbigniew zdenek zoran
    """
)
