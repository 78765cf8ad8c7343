# Het gebied en zijn banken
nav-assessment = Toetsen en items
assessment-title = Toetsen en items
assessment-lead = Wat mensen weten, beslissen en kunnen: vooraf, achteraf en later gevraagd, en telkens met dezelfde regels gescoord.
assessment-back = Terug
bank-all = Itembanken
bank-new = Nieuwe itembank
bank-none = Nog geen itembank
bank-none-words = Een bank bewaart vragen en opdrachten die beide kanten schrijven, met de goede antwoorden en elke versie ervan.
bank-items = { $count ->
    [one] Eén item dat gevraagd kan worden
   *[other] { $number } items die gevraagd kunnen worden
}
bank-lead = Beide kanten schrijven erin, en elk item bewaart wie het schreef.
bank-title = Titel
bank-title-hint = Waar de items over gaan
bank-language = Taal
bank-language-hint = Elk item heeft woorden in deze taal, en mag ze ook in andere talen hebben.
bank-programme = Programma
bank-programme-hint = Laat dit leeg voor een bank die meerdere programma’s gebruiken.
bank-make = Maak de bank
bank-said-made = De bank is er. Schrijf het eerste item, of haal items uit een bestand.
bank-export-rows = Exporteer (CSV)
bank-export-package = Exporteer (QTI 3.0)
# Items
item-new = Schrijf een item:
item-none = Nog geen items
item-none-words = Items schrijf je hier een voor een, of ze komen uit een bestand: CSV, Excel, of QTI 2.1 en 3.0.
item-all = Items
item-question = Vraag
item-question-in = Vraag ({ $language })
item-kind = Soort
item-kind-single = Eén keuze
item-kind-multiple = Meer keuzes
item-kind-numeric = Getal
item-kind-ordering = Volgorde
item-kind-short-text = Korte tekst
item-kind-matching = Paren
item-tier = Niveau (LTEM)
item-tier-hint = Wat een goed antwoord laat zien, in het learning-transfer evaluation model
item-tier-4 = 4: weet het
item-tier-5 = 5: beslist goed in een realistische situatie
item-tier-6 = 6: kan de taak uitvoeren
item-skill = Vaardigheid
item-skill-hint = Waar het een teken van is, in een paar woorden
item-module = Module
item-version = Versie
item-retired = vervallen
item-older = oudere versie
item-lines = Regels
item-lines-single = Eén keuze per regel, met een ster voor de goede: * Luisteren
item-lines-multiple = Eén keuze per regel, met een ster voor elke goede: * Luisteren
item-lines-ordering = Per regel één stap, in de goede volgorde. Mensen zien ze in een andere volgorde.
item-lines-short-text = Eén goedgekeurde vorm per regel. Hoofdletters en accenten maken niet uit.
item-lines-matching = Eén paar per regel: leidinggevende = gesprek. Een regel die met = begint, is een doel waar niets bij hoort.
item-answer = Goed antwoord
item-tolerance = Marge
item-tolerance-hint = Zo ver ernaast is nog goed
item-points = Punten
item-partial = Wat deels goed is, geeft een deel van de punten
item-partial-short = delen tellen mee
item-feedback = Terugkoppeling
item-feedback-hint = Te zien bij het resultaat, zodra resultaten zijn vrijgegeven
item-save = Bewaar het item
item-save-version = Bewaar als volgende versie
item-edit = Schrijf de volgende versie
item-edit-lead = Wat al gevraagd is, blijft zoals het was: dit wordt de volgende versie.
item-retire = Laat vervallen
item-as-learner = Zoals een deelnemer het ziet
item-right = Goed
item-languages = Talen
item-source = Naam in het bestand
item-versions = Versies
item-version-by = Versie { $version } van { $writer }
item-side-organisation = organisatie
item-side-partner = partner
item-said-written = Het item staat in de bank.
item-said-changed = De volgende versie staat in de bank.
item-said-retired = Het item is vervallen. Toetsen die het vragen, gaan door.
answer-number = Je antwoord, een getal
answer-words = Je antwoord, in een paar woorden
answer-order-hint = Geef elke regel een plaats: 1 komt eerst.
# Items uit een bestand
import-title = Haal items uit een bestand
import-lead = Je ziet elk item voordat er iets geschreven wordt.
import-file = Bestand
import-file-hint = QTI 2.1, 2.2 of 3.0 (XML of een pakket als ZIP), CSV of Excel; tot 5.000 items
import-look = Bekijk de items
import-how = Wat een bestand mag bevatten
import-how-rows = Rijen hebben de kolommen soort, vraag, opties, antwoord, punten, gedeeltelijk, tolerantie, terugkoppeling, vaardigheid en niveau; alleen de eerste twee zijn verplicht. Opties staan op eigen regels of met | ertussen, met een ster voor wat goed is.
import-how-qti = Van QTI komen deze over: keuze, invulveld, volgorde en koppelen, gescoord met match_correct of map_response. Wat niet over kan komen, wordt item voor item genoemd.
import-preview = Wat er in het bestand staat
import-preview-lead = Er is nog niets geschreven.
import-coming = Kan overkomen
import-refused = Kan niet overkomen
import-take = { $count ->
    [one] Neem één item over
   *[other] Neem { $number } items over
}
import-other-file = Kies een ander bestand
import-nothing = Geen item van dit bestand kan overkomen. De lijst zegt waarom.
import-found = Gevonden
import-remarks = Opmerkingen
import-not-taken = Komt niet over.
import-more = { $count ->
    [one] Eén meer is niet te zien.
   *[other] Nog { $number } zijn niet te zien.
}
import-said-taken = De items staan in de bank.
# Fouten
fault-item-prompt = Schrijf wat er gevraagd wordt
fault-item-long = Dit is te lang: hoogstens 4.000 tekens voor een vraag en 500 voor een regel
fault-item-few = Er zijn minstens twee regels om uit te kiezen
fault-item-many = Er zijn hoogstens 30 regels
fault-item-twice = Twee regels luiden hetzelfde
fault-item-one-right = Precies één keuze is goed: zet er een ster voor
fault-item-none-right = Minstens één keuze is goed: zet er een ster voor
fault-item-no-form = Schrijf minstens één goedgekeurde vorm
fault-item-no-number = Geef een getal, en een marge die niet onder 0 ligt
fault-item-languages = Elke taal heeft dezelfde regels in dezelfde volgorde, met dezelfde goede
fault-item-points = Punten liggen boven 0, tot en met 1.000
fault-item-target = Schrijf elk paar als “een = ander”
fault-item-changed = { $writer } schreef intussen de volgende versie. Bekijk die, en schrijf dan verder.
fault-answer-order = Geef elke regel een eigen plaats
fault-import-file = Dit bestand is niet te lezen: { $why }
fault-import-many = Een bestand bevat hoogstens { $most } items; splits het
fault-import-cells = Een paar rijen kloppen niet; er is niets overgenomen
fault-import-cell = Rij { $row }, kolom { $column }: { $why }
fault-import-carried = De items waren niet opnieuw te lezen. Kies het bestand nog eens
fault-qti-large = Het bestand is groter dan { $most } MB
fault-qti-item-large = Het document is groter dan { $most } MB: { $name }
fault-qti-inside = Wat in het bestand is ingepakt, is groter dan { $most } MB of heeft te veel delen
fault-qti-damaged = Het pakket is beschadigd
fault-qti-no-manifest = Het pakket heeft geen imsmanifest.xml
fault-qti-no-items = Het pakket noemt geen items
fault-qti-no-item = Dit is geen item maar { $kind }
fault-qti-missing-file = Het pakket bevat het bestand { $name } niet
fault-qti-encoding = De tekens zijn geen UTF-8 en geen UTF-16
fault-qti-dtd = Er staat een documenttypedefinitie (document type) in, en die wordt niet gelezen: entiteiten kunnen van alles bevatten
fault-qti-nodes = Het heeft meer dan { $most } elementen
fault-qti-xml = De XML breekt af of is fout op regel { $line }, kolom { $column }
fault-qti-no-body = Er is geen inhoud
fault-qti-template = Het is een sjabloon dat items maakt, geen item
fault-qti-shown = Het toont iets dat geen tekst is ({ $name })
fault-qti-nothing-asked = Het vraagt niets
fault-qti-several = Het vraagt meer dingen tegelijk
fault-qti-interaction = Deze manier van vragen is hier niet bekend ({ $name })
fault-qti-undeclared = Het zegt niet wat goed is ({ $name } is niet verklaard)
fault-qti-unknown-option = Wat goed is, staat niet tussen de keuzes ({ $name })
fault-qti-order = De goede volgorde noemt niet elke keuze één keer
fault-qti-match = De paren geven niet elke keuze precies één doel
fault-qti-base-type = Antwoorden van dit soort zijn hier niet bekend ({ $name })
fault-qti-processing = Deze manier van scoren is hier niet bekend ({ $name })
fault-qti-own-processing = Het wordt gescoord met eigen regels
remark-qti-language = De taal ({ $language }) is hier niet bekend; het is overgenomen in de taal van de bank
remark-qti-other-language = Het is geschreven in { $language }, niet in de taal van de bank
remark-qti-no-processing = Het zegt niet hoe het gescoord wordt: alles of niets, één punt
remark-qti-worths = De antwoorden hadden elk een eigen waarde; hier telt elk goed deel even zwaar
remark-qti-feedback = Het had { $count } terugkoppelingen, elk bij een ander antwoord; geen ervan is overgenomen
remark-qti-left-out = Weggelaten: { $names }
refusal-item-retired = Dit item is vervallen. Schrijf liever een nieuw item.
# Geschiedenis
event-bank-created = maakte de itembank “{ $title }”
event-item-written = schreef { $count } items in “{ $bank }”
event-item-changed = schreef versie { $version } van een item in “{ $bank }”
event-item-retired = liet een item van “{ $bank }” vervallen
# Toetsen
nav-my-tests = Mijn toetsen
exam-all = Toetsen
exam-new = Nieuwe toets
exam-none = Nog geen toets
exam-none-words = Een toets vraagt items vóór het leren, erna, en minstens een week later, zodat je ziet wat erbij kwam en wat bleef.
exam-sittings = { $count ->
    [0] nog niet gevraagd
    [one] één keer gevraagd
   *[other] { $number } keer gevraagd
}
exam-lead = Eerst hoe hij gemaakt wordt, dan wat hij vraagt.
exam-title = Titel
exam-subject = Onderwerp
exam-subject-hint = Een programma, of een van zijn modules: de dagen sinds het leren tellen vanaf de sessies ervan.
exam-minutes = Tijd
exam-minutes-hint = In minuten; laat dit leeg als tijd niet telt
exam-minutes-count = { $count ->
    [one] één minuut
   *[other] { $number } minuten
}
exam-untimed = tijd telt niet
exam-attempts = Pogingen
exam-attempts-hint = Hoe vaak iemand hem mag maken; de eerste telt
exam-shuffled = Ieder krijgt de vragen in een eigen volgorde
exam-released = Mensen zien hun resultaat zodra ze inleveren
exam-make = Maak de toets
exam-no-programme = Er is geen programma om te toetsen
exam-no-programme-words = Een toets gaat over een programma of een van zijn modules. Schrijf eerst het programma.
exam-to-programmes = Naar de programma’s
exam-items = Kies de vragen
exam-items-lead = Van elk item wordt de nieuwste versie gevraagd. Zodra een cohort gevraagd is, blijven de vragen zoals ze zijn.
exam-choose = Neem deze vragen
exam-no-items = Er zijn geen items om te vragen
exam-no-items-words = Items staan in banken. Schrijf er een paar, of haal ze uit een bestand.
exam-to-banks = Naar de banken
exam-empty = Deze toets vraagt nog niets
exam-empty-words = Kies uit je itembanken wat hij vraagt.
exam-said-made = De toets is er. Kies wat hij vraagt.
exam-said-chosen = Deze vragen worden gesteld.
# Afnames
sitting-new = Vraag een cohort
sitting-all = Gevraagd aan
sitting-none = Er is nog niemand gevraagd.
sitting-cohort = Cohort
sitting-occasion = Moment
sitting-occasion-hint = Alleen wat er een week na het leren nog is, telt als onthouden.
sitting-occasion-pre = vóór het leren
sitting-occasion-post = na het leren
sitting-occasion-delayed = onthouden, een week later of meer
sitting-when = Wanneer
sitting-days = { $from } tot en met { $to }
sitting-answered = Ingeleverd
sitting-of = { $answered } van { $asked }
sitting-lead = Iedereen in het cohort krijgt per mail een eigen link en maakt de toets op een telefoon, zonder in te loggen.
sitting-no-cohort = Er is geen cohort om te vragen
sitting-no-cohort-words = Een cohort van dit programma met mensen erin kun je vragen.
sitting-to-cohorts = Naar de cohorten
sitting-opens = Opent op
sitting-closes = Sluit op
sitting-freezes = Vanaf nu blijven de vragen van deze toets zoals ze zijn.
sitting-no-mail = Er is geen mailserver ingesteld: niemand krijgt de link. Wie inlogt, vindt de toets onder “Mijn toetsen”.
sitting-open = Vraag hen
sitting-learned = Geleerd tot
sitting-results = Resultaten van mensen
sitting-released = ieder ziet het eigen resultaat
sitting-held = nog niet vrijgegeven
sitting-release = Geef de resultaten vrij
sitting-too-few = Cijfers van de groep verschijnen zodra vijf mensen hebben ingeleverd.
sitting-group = De groep
sitting-people = Mensen
sitting-people-note = Resultaten van mensen blijven in je organisatie. Ze zijn om van te leren, niet om op af te rekenen.
sitting-export = Exporteer (CSV)
sitting-name = Naam
sitting-unit = Eenheid
sitting-share = Behaald
sitting-days-since = Dagen sinds het leren
sitting-not-handed-in = niet ingeleverd
sitting-said-opened = Iedereen krijgt een link.
sitting-said-released = Wie inleverde, ziet het eigen resultaat.
sitting-mail-subject = { $title }: je toets
sitting-mail-body =
    Beste { $name },

    { $organisation } vraagt je de toets “{ $title }” te maken, van { $from } tot en met { $to }. Dat kan op je telefoon:

    { $link }

    De link is alleen van jou. Je resultaat blijft binnen { $organisation }; anderen zien cijfers van vijf mensen of meer.
fault-sitting-learned = Dit cohort begon op { $day }: wat je nu vraagt, is niet wat het daarvoor wist
fault-sitting-not-learned = De laatste sessie is op { $day }: na het leren begint op die dag
fault-sitting-waits = Dit cohort wacht: het kan alleen vóór het leren gevraagd worden
fault-sitting-too-soon = Onthouden is wat er een week later nog is: vanaf { $day }
fault-sitting-reversed = Geef een sluitdag die niet voorbij is en niet vóór de openingsdag ligt
fault-sitting-twice = Dit cohort is deze toets op dit moment al gevraagd
fault-test-many = Een toets vraagt hoogstens { $most } vragen
refusal-test-asked = Deze toets is al gevraagd: de vragen blijven zoals ze zijn. Maak liever een nieuwe toets.
refusal-test-empty = Deze toets vraagt nog niets. Kies eerst de vragen.
# Een toets maken
attempt-mine = Mijn toetsen
attempt-mine-lead = Wat je in dit partnerschap gevraagd wordt, en wat je hebt ingeleverd.
attempt-none = Er wordt je niets gevraagd
attempt-none-words = Wordt je cohort gevraagd een toets te maken, dan staat hij hier.
attempt-to-do = te doen
attempt-done = ingeleverd
attempt-questions = Vragen
attempt-time = Tijd
attempt-until = Open tot en met
attempt-how = Wat je antwoordt, wordt onderweg bewaard. Valt de verbinding weg, open dan de link opnieuw en ga verder waar je was.
attempt-privacy = Je resultaat blijft binnen je organisatie; anderen zien cijfers van vijf mensen of meer.
attempt-start = Begin
attempt-start-again = Maak hem nog een keer
attempt-not-yet = Deze toets opent op { $day }.
attempt-over = Deze toets is voorbij.
attempt-until-time = Tot
attempt-handed-in = Je hebt ingeleverd. Dank je wel.
attempt-points = { $points } van { $most } punten
attempt-result-later = Je ziet je resultaat hier zodra resultaten zijn vrijgegeven.
attempt-hand-in = Lever in
attempt-save = Bewaar en ga later verder
attempt-saved = Bewaard
attempt-unsaved = Nog niet bewaard: staat op deze telefoon
attempt-kept = Staat op deze telefoon tot het bewaard is.
attempt-unanswered = Een paar vragen hebben geen antwoord
attempt-anyway = Lever het zo in
attempt-gone-title = Deze link leidt nergens heen
attempt-gone-words = Misschien is hij niet compleet, of zit je niet meer in dit cohort. Vraag het aan wie hem stuurde.
fault-unanswered = { $count } zonder antwoord
refusal-attempt-over = Het is ingeleverd of de tijd is voorbij. Open de pagina opnieuw om te zien hoe het staat.
refusal-sitting-not-open = Deze toets is nu niet open.
refusal-no-attempt-left = Je hebt geen poging over.
refusal-not-asked = Je hoort niet bij de mensen die gevraagd zijn.
# Cijfers
assessment-source = toetsen
assessment-figure-score = gemiddeld deel van de punten
assessment-figure-gain = winst van vóór naar na het leren, in toetsen
assessment-figure-gain-points = leerwinst in toetsen, van vóór naar na, van 100 punten
assessment-figure-retained = winst die er een week later of meer nog is
assessment-figure-faded = verschil met de toets na het leren
statistics-basis = Antwoorden van { $n } mensen { $occasion }
statistics-with-interval = { $value } ({ $low } tot { $high })
statistics-alpha = Betrouwbaarheid (Cronbachs alfa)
statistics-omega = Betrouwbaarheid (McDonalds omega)
statistics-difficulty = Goed beantwoord
statistics-discrimination = Onderscheidt
statistics-look = Kijk hiernaar
statistics-distractors = Wat gekozen werd
statistics-choice = { $option }: { $share }
statistics-choice-right = { $option } (goed): { $share }
statistics-look-negative = wie de rest weet, heeft dit fout: kijk na wat goed is
statistics-look-easy = bijna iedereen heeft dit goed: het zegt weinig
statistics-look-hard = bijna niemand heeft dit goed
statistics-look-weak = onderscheidt nauwelijks wie de rest weet
statistics-too-few = Hoe goed de items zijn, verschijnt zodra vijf mensen hebben ingeleverd.
statistics-how = Hoe het berekend is
statistics-how-words = Goed beantwoord is het gemiddelde deel van de punten, met het 95 %-interval. Onderscheidt is de samenhang van een item met de som van de andere. Betrouwbaarheid zegt in hoeverre de toets mensen opnieuw in dezelfde volgorde zou zetten; beide maten hebben een 95 %-interval. Alleen eerste pogingen tellen, en een item zonder antwoord telt als fout.
# Geschiedenis van toetsen
event-test-created = maakte de toets “{ $title }”
event-test-composed = koos { $count } vragen voor “{ $title }”
event-sitting-opened = vroeg { $count } mensen van “{ $cohort }” om “{ $title }” te maken vanaf { $opens }
event-sitting-released = gaf de resultaten van “{ $title }” vrij aan de mensen van “{ $cohort }”
event-attempt-submitted = iemand van “{ $cohort }” leverde “{ $title }” in
# Opfrissers
booster-title = Opfrissers
booster-lead = Een paar vragen van deze toets, opgehaald met steeds meer tijd ertussen zolang het nodig is. Het is oefening: alleen de persoon zelf ziet hoe het ging.
booster-none = Nog geen opfrissers.
booster-new = Opfrissers plannen
booster-no-cohort = Elk cohort dat dit leerde heeft zijn opfrissers, of nog geen cohort leerde het.
booster-until = Nodig tot
booster-until-hint = De tussenpozen worden berekend uit hoe lang het gekend moet zijn.
booster-plan = Plan
booster-end = Stop
booster-ended = gestopt
booster-span = Geleerd op { $learned }, nodig tot { $until }
booster-day = Dag
booster-answered = Beantwoord
booster-days-since = Dagen na het leren
booster-known = Van de gevraagde punten nog goed
booster-to-come = komt nog
booster-source = opfrissers
booster-no-mail = Hier gaat geen mail uit: niemand krijgt een link.
booster-how = Hoe de dagen worden berekend
booster-how-words = De eerste tussenpoos is het deel van de tijd waarin het nodig is dat het meeste overlaat: 30 % van een week, dalend tot 7,5 % van een jaar, het midden van wat Cepeda en anderen in 2008 vonden. Elke volgende is twee keer zo lang. Wie ze plant na die eerste dag, begint meteen. Mensen krijgen eerst wat hun het minst gevraagd is en wat zij het minst wisten. “Van de gevraagde punten nog goed” is het gemiddelde deel van de punten van wie antwoordde, met zijn 95 %-interval; wie het vergat, antwoordt misschien minder vaak.
booster-said-planned = De opfrissers zijn gepland
booster-said-ended = Er wordt niemand meer gevraagd
booster-own-lead = Op deze dagen krijg je een paar vragen per mail, zodat je houdt wat je leerde.
booster-of = Opfrisser: { $title }
booster-questions = { $count ->
    [one] Eén vraag, zonder op te zoeken. Je ziet meteen wat goed was.
   *[other] { $count } vragen, zonder op te zoeken. Je ziet meteen wat goed was.
 }
booster-privacy = Oefening voor jou: alleen jij ziet hoe het ging. Anderen zien cijfers van vijf mensen of meer.
booster-answer = Kijk
booster-thanks = De volgende komt over een tijd. Dat je het ophaalde telt, goed of fout.
booster-score = van de punten
booster-right = Goed.
booster-partly = Deels goed.
booster-wrong = Niet goed.
booster-right-is = Goed is:
booster-answered-title = Deze heb je beantwoord
booster-answered-words = De volgende komt per mail.
booster-over-title = Deze opfrisser is voorbij
booster-over-words = Hij stond twee weken open, of er wordt niemand meer gevraagd. De volgende komt per mail.
booster-mail-subject = { $title }: wat weet je nog?
booster-mail-body =
    Beste { $name },

    Wat je ophaalt, blijft. { $count } vragen van “{ $title }”, twee minuten op je telefoon:

    { $link }

    Alleen jij ziet hoe het ging.
fault-booster-needed = Nodig tot een dag van { $from } tot en met { $to }
fault-booster-passed = Een dag die nog komt
event-booster-planned = plande opfrissers van “{ $title }” voor “{ $cohort }” tot { $until }
event-booster-ended = stopte de opfrissers van “{ $title }” voor “{ $cohort }”
event-booster-answered = iemand van “{ $cohort }” beantwoordde een opfrisser
# Rubrics en demonstraties
rubric-all = Rubrics
rubric-new = Nieuwe rubric
rubric-none = Nog geen rubric
rubric-none-words = Een rubric zegt waar je naar kijkt als iemand een vaardigheid laat zien, en hoe elk niveau eruitziet.
rubric-demonstrations = { $count ->
    [0] nog niets gescoord
    [one] één demonstratie
   *[other] { $number } demonstraties
}
rubric-lead = Waar je naar kijkt, en hoe elk niveau eruitziet, zodat twee beoordelaars hetzelfde zien.
rubric-title = Titel
rubric-criterion = Waar je naar kijkt
rubric-criteria = Waar je naar kijkt
rubric-criterion-number = Criterium { $number }
rubric-anchors = Niveaus van criterium { $number }
rubric-anchors-hint = Eén niveau per regel, het laagste eerst, in woorden die je kunt zien. Elk criterium heeft evenveel niveaus.
rubric-more = Meer criteria
rubric-asked = Niveau dat wordt gevraagd
rubric-asked-hint = Het nummer van het niveau, met 1 als laagste, dat iemand op elk criterium moet halen. Dan zegt de herijking van de module hoeveel deelnemers dat deden. Het kan later niet meer worden gezet.
rubric-asks = Gevraagd: niveau { $level } of hoger op elk criterium.
rubric-asks-none = Er wordt geen niveau gevraagd, dus is niet te zeggen hoeveel deelnemers het halen.
rubric-stays = Een rubric blijft zoals hij is: scores op andere woorden zijn niet te vergelijken. Wil je andere woorden, maak dan een andere rubric.
rubric-make = Maak de rubric
rubric-levels = Niveaus
rubric-agreement = Overeenstemming van twee beoordelaars
rubric-kappa = gewogen kappa { $value } ({ $low } tot { $high }), { $n } demonstraties
rubric-all-alike = elke score is gelijk
rubric-how-words = Overeenstemming is Cohens kappa met kwadratische gewichten over de eigen scores van de twee beoordelaars, van vóór ze het eens werden, met het 95 %-interval: 1 is volledig eens, 0 is wat toeval zou geven. Wat behaald is, is het deel van de niveaus boven het laagste, van wat beiden overeenkwamen of anders van het gemiddelde van beiden.
rubric-said-made = De rubric is er.
demonstration-new = Scoor een demonstratie
demonstration-choose-cohort = Wie laat het zien? Kies het cohort:
demonstration-all = Demonstraties
demonstration-person = Persoon
demonstration-day = Dag
demonstration-words = Wat je zag
demonstration-words-hint = Een paar woorden waar de persoon iets aan heeft; mag leeg blijven
demonstration-record = Leg de score vast
demonstration-blind = De andere beoordelaar ziet jouw score pas als die van hen binnen is, en jij ziet die van hen niet eerder.
demonstration-waits = wacht op een tweede beoordelaar
demonstration-differs = beoordelaars verschillen
demonstration-settled = door twee gescoord
demonstration-yours = door jou gescoord
demonstration-waits-words = Je score is binnen. Nu scoort iemand anders, zonder die van jou te zien.
demonstration-second = Scoor als tweede beoordelaar
demonstration-agree = Kom tot één score
demonstration-agree-words = Bespreek waar jullie verschillen, en leg dan vast waar jullie allebei achter staan. Je eigen scores blijven.
demonstration-reason = Waarom
demonstration-settle = Leg vast wat we overeenkomen
demonstration-agreed = overeengekomen
demonstration-scores = Scores
demonstration-nameless = iemand die het cohort verliet
demonstration-said-scored = De score is binnen.
demonstration-said-agreed = Wat jullie overeenkomen, ligt vast.
fault-rubric-none = Schrijf minstens één criterium
fault-rubric-many = Een rubric heeft hoogstens 8 criteria
fault-rubric-levels = Geef twee tot zes niveaus, één per regel
fault-rubric-asked = Noem een niveau dat de criteria hebben, boven het laagste
fault-rubric-levels-differ = Geef evenveel niveaus als het eerste criterium heeft
fault-demonstration-ahead = Deze dag ligt nog voor je
fault-demonstration-twice = Deze persoon heeft op deze dag al een demonstratie
refusal-no-cohort = Geen cohort van dit programma heeft mensen.
refusal-demonstration-of-others = Twee anderen scoorden deze demonstratie. Wie wat behaalde, blijft bij hen en in de organisatie.
refusal-scored-twice = Je hebt dit al gescoord.
refusal-scored-by-two = Twee hebben dit al gescoord.
refusal-nothing-to-agree = Er valt niets meer overeen te komen.
assessment-source-rubric = demonstraties
assessment-figure-demonstrated = gemiddeld deel van de niveaus dat behaald is
event-rubric-created = maakte de rubric “{ $title }”
event-demonstration-scored = scoorde een demonstratie met “{ $title }”
event-demonstration-agreed = legde vast waar twee beoordelaars het over eens zijn voor “{ $title }”
event-sitting-answered = { $count } mensen van “{ $cohort }” leverden “{ $title }” in
