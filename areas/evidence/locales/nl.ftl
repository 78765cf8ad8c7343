# Menu en de vier niveaus
nav-evidence = Bewijs
evidence-title = Bewijs
evidence-lead = Wat op vier niveaus is gezien, van hoe de training werd ontvangen tot waar zij voor is.
evidence-levels = De vier niveaus
evidence-all-levels = Alle niveaus
evidence-figures = Cijfers
evidence-level-reaction = Reactie
evidence-level-learning = Leren
evidence-level-behaviour = Gedrag
evidence-level-results = Resultaten
evidence-lead-reaction = Hoe relevant deelnemers de modules vinden, en wat zij ermee van plan zijn.
evidence-lead-learning = Wat mensen weten en kunnen, voor en na.
evidence-lead-behaviour = Wat op het werk te zien is, voor en na, bij wie getraind is en bij wie wacht.
evidence-lead-results = Hoe de KPI’s bewogen waar het allemaal om gaat.
evidence-export = Exporteren (CSV)
evidence-data-behind = De gegevens achter deze grafiek
evidence-describes = Deze cijfers beschrijven wat is gezien. Of de training het veroorzaakte, moet een studie zeggen.
evidence-activity-only = Activiteit, geen effect: tot nu toe is alleen bekend hoe de training werd ontvangen.
evidence-back = Terug
evidence-file = CSV- of Excel-bestand
evidence-preview = Rijen bekijken
evidence-rows = Rijen
evidence-other-file = Ander bestand kiezen
evidence-person = Persoon
evidence-people = Personen
evidence-mean = Gemiddelde
evidence-low = Ondergrens, 95 %
evidence-high = Bovengrens, 95 %
evidence-with-interval = { $value } ({ $low } tot { $high })
evidence-to-kpis = KPI’s en metingen
evidence-to-shared = Gedeelde gegevens
evidence-to-programmes = Naar de programma’s
evidence-no-cohort = Nog geen cohort
evidence-no-cohort-words = Scores horen bij een cohort. Plan er eerst een.
evidence-no-programme = Nog geen programma
evidence-no-programme-words = Beoordelingen horen bij het kritisch gedrag van een programma. Begin er eerst een.
evidence-fault-order = De tweede dag ligt voor de eerste
evidence-fault-row = Te herstellen: { $count } cellen, de eerste in rij { $row }
evidence-source-reaction = feedback na modules
evidence-source-learning = toetsen
evidence-source-behaviour = beoordelingen op het werk
evidence-source-results = metingen
# Lege pagina's
evidence-empty-reaction = Nog geen feedback
evidence-empty-reaction-words = Na een module krijgt iedereen in het cohort een link naar vijf vragen. Antwoorden zijn te zien vanaf het vijfde.
evidence-empty-learning = Nog geen scores
evidence-empty-learning-words = Neem een bestand op met de scores van een cohort voor en na; je ziet de leerwinst met haar interval.
evidence-empty-behaviour = Nog niets geobserveerd
evidence-empty-behaviour-words = Leidinggevenden beoordelen wat zij op het werk zien, voor en na. Dat doen zij op een telefoon, of het komt uit een bestand.
evidence-empty-results = Nog geen metingen om te laten zien
evidence-empty-results-words = Resultaten komen uit de metingen van de KPI’s in charter en doelen; een partner ziet wat overeenkomsten vrijgeven.
# Cijfers
evidence-figure-relevance = vinden de module relevant voor hun werk (4 of 5 van 5)
evidence-figure-intent = zijn van plan het toe te passen (4 of 5 van 5)
evidence-figure-response = van de uitgenodigden antwoordde
evidence-figure-gain = leerwinst van voor naar na, gestandaardiseerd
evidence-figure-gain-points = leerwinst van voor naar na, in punten van 100
evidence-figure-trained = verandering bij wie getraind is, op een schaal van 5
evidence-figure-waiting = verandering bij wie wacht, op een schaal van 5
evidence-figure-difference = verschil tussen beide veranderingen
evidence-figure-kpi = { $about }, laatste periode
evidence-figure-change = { $about }: iedereen samen, getraind of niet, ten opzichte van de nulmeting
# Niveaus van LTEM
evidence-tier-1 = LTEM 1, aanwezigheid
evidence-tier-2 = LTEM 2, activiteit
evidence-tier-3 = LTEM 3, beleving van deelnemers
evidence-tier-4 = LTEM 4, kennis
evidence-tier-5 = LTEM 5, beslisvaardigheid
evidence-tier-6 = LTEM 6, taakvaardigheid
evidence-tier-7 = LTEM 7, transfer
evidence-tier-8 = LTEM 8, effecten van transfer
evidence-tier-aimed = nog niet { $tier }: dat zegt een studie
evidence-tier-after = { $tier } · { $days }
evidence-days = { $count ->
    [0] op de dag van de laatste sessie
    [one] 1 dag na de laatste sessie
   *[other] { $number } dagen na de laatste sessie
}
evidence-certified = Hoogste aangetoonde trede: { $tier }. Kennis en vaardigheid tellen vanaf drie dagen na het leren; effecten wanneer een studie het zegt.
# Reactie
feedback-question-relevance = Hoe relevant was deze module voor je werk?
feedback-relevance-low = helemaal niet
feedback-relevance-high = volledig
feedback-question-intent = Ga je het de komende twee weken toepassen?
feedback-intent-low = zeker niet
feedback-intent-high = zeker wel
feedback-question-obstacles = Wat staat op het werk in de weg?
feedback-obstacles-low = heel veel
feedback-obstacles-high = niets
feedback-question-facilitator = Hoe goed hielp de trainer je bij het leren?
feedback-facilitator-low = helemaal niet
feedback-facilitator-high = heel goed
feedback-question-words = Wat moeten we houden of veranderen? (niet verplicht)
feedback-words-hint = Noem geen mensen, ook jezelf niet.
feedback-answer = Antwoord
feedback-number = Hoe vaak gegeven
feedback-finding-obstacles = { $share } zegt dat weinig of niets in de weg staat (4 of 5; { $low } tot { $high }), n = { $n }
feedback-finding = { $share } antwoordde 4 of 5 ({ $low } tot { $high }), n = { $n }
feedback-may-mislead = Minder dan 60 % antwoordde: wie dat deed, denkt misschien anders dan wie het niet deed.
feedback-rounds = Rondes
feedback-module = Module
feedback-module-hint = Een module die een cohort heeft gedaan en waarover nog niet is gevraagd.
feedback-choice = { $module } · { $cohort } ({ $people })
feedback-people = { $count ->
    [one] 1 persoon
   *[other] { $number } personen
}
feedback-opened = Gevraagd op
feedback-closes = Open tot en met
feedback-answered = Geantwoord
feedback-relevant = Relevant (4 of 5)
feedback-response = { $answers } van { $invited } ({ $share })
feedback-words = In hun woorden
feedback-waiting = Wacht op vijf antwoorden
feedback-waiting-words = Antwoorden zijn samen te zien, vanaf het vijfde, zodat niemand te herkennen is.
feedback-open = Feedback vragen
feedback-open-lead = Iedereen in het cohort krijgt per mail een eigen link, drie weken geldig.
feedback-open-empty = Er is niets om over te vragen
feedback-open-empty-words = Feedback wordt gevraagd over een module die een cohort met deelnemers heeft gedaan. Over al die modules is al gevraagd.
feedback-to-cohorts = Naar de cohorten
feedback-send-mails = Links versturen
feedback-said-opened = De links zijn onderweg.
feedback-no-mail = Deze installatie verstuurt nog geen mail; niemand zou een link krijgen. Laat eerst een mailserver instellen.
feedback-anonymous = Antwoorden worden zonder naam bewaard en zijn tot niemand te herleiden. Ze zijn te zien vanaf vijf antwoorden.
feedback-form-title = Vijf vragen
feedback-form-lead = Vijf vragen, minder dan een minuut. Zonder naam.
feedback-send = Versturen
feedback-kept = Op deze telefoon bewaard tot het is verstuurd
feedback-thanks-title = Dank je wel
feedback-thanks-words = Je antwoord is binnen, zonder je naam. Je kunt deze pagina sluiten.
feedback-gone-title = Hier is niets te beantwoorden
feedback-gone-words = Deze link is al gebruikt, of de tijd is voorbij. Heb je geantwoord? Dank je wel, het telde mee.
feedback-mail-subject = Vijf vragen over “{ $module }”
feedback-mail-body =
    Dag { $name },

    je deed mee aan “{ $module }”. Met vijf vragen help je { $organisation } het beter te maken; ze kosten minder dan een minuut:

    { $link }

    Je antwoord wordt zonder je naam bewaard en is niet tot jou te herleiden. De link werkt één keer, tot en met { $day }.
# Formulieren
form-list = Wat er wordt gevraagd
form-list-lead = Elke module gebruikt het standaardformulier tot je het wijzigt. Elke wijziging is een nieuwe versie; een ronde houdt haar versie.
form-empty = Geen module om over te vragen
form-empty-words = Formulieren horen bij de modules van een programma. Ontwerp er eerst een.
form-programme = Programma
form-form = Formulier
form-default = standaard
form-version = versie { $version }
form-version-by = versie { $version }, { $who }, { $day }
form-lead = Wat deelnemers na deze module wordt gevraagd: hoogstens vijf vragen, op één scherm van een telefoon.
form-edit = Vragen wijzigen
form-edit-title = Vragen na “{ $module }”
form-edit-lead = Hoogstens vijf, waarvan hoogstens één in eigen woorden. Wie relevantie laat staan, houdt de signalen.
form-preview = Bekijken als deelnemer
form-preview-words = Zo ziet een deelnemer het. Van hier wordt niets verstuurd.
form-old-version = Dit is een eerdere versie; rondes die haar vroegen, houden haar.
form-to-newest = Naar de nieuwste
form-questions = Vragen
form-question = Vraag
form-question-number = Vraag { $number }
form-kind = Soort
form-kind-scale = schaal van 1 tot 5
form-kind-choice = een van enkele
form-kind-open = in eigen woorden
form-topic = Waarover
form-topic-relevance = relevantie
form-topic-intent = voornemen om toe te passen
form-topic-obstacles = belemmeringen
form-topic-facilitator = trainer
form-topic-own = iets van jezelf
form-answers = Antwoorden
form-low = Wat een 1 betekent
form-high = Wat een 5 betekent
form-options = Antwoorden om uit te kiezen
form-options-hint = Een per regel, twee tot zes
form-optional = Mag open blijven
form-own-language = Geschreven in
form-own-language-hint = In talen waarin een vraag niet is verwoord, staat zij in deze taal
form-languages = Talen
form-languages-words = Een cohort krijgt de vragen in de eigen taal, voor zover ze erin zijn verwoord; deelnemers kunnen wisselen.
form-language = Taal
form-language-state = Verwoord
form-language-own = de taal van het formulier
form-language-none = nog niet
form-language-some = { $some } van { $all } vragen
form-look = Bekijken en vertalen
form-translate = Vertalen
form-translation-change = Wijzigen
form-translate-title = “{ $module }” in het { $language }
form-translate-lead = Bij elke vraag staan de woorden in de taal van het formulier. Wat je open laat, valt daarop terug.
form-write = Als nieuwe versie bewaren
form-versions = Versies
form-said-written = De nieuwe versie is bewaard. De volgende ronde vraagt haar.
form-said-translated = De woorden zijn bewaard. De volgende ronde vraagt ze.
fault-form-many = Hoogstens { $most } vragen passen op een telefoon
fault-form-none = Stel ten minste één vraag
fault-form-one-open = Eén vraag in eigen woorden is genoeg
fault-form-topic-twice = Een andere vraag gaat hier al over
fault-form-options = Geef { $least } tot { $most } antwoorden
fault-form-as-many = Geef zoveel antwoorden als het origineel heeft: { $count }
fault-form-changed = Iemand anders bewaarde intussen versie { $version }. Vergelijk en bewaar opnieuw.
feedback-optional = niet verplicht; noem geen mensen
feedback-anonymous-short = Zonder naam bewaard, tot niemand te herleiden, te zien vanaf vijf antwoorden.
feedback-later = Geen verbinding. Je antwoord is op deze telefoon bewaard en wordt verstuurd zodra er weer een is. Laat deze pagina open, of open de link later opnieuw.
feedback-forms = Wat er wordt gevraagd
event-feedback-form-written = wijzigde wat er na “{ $module }” wordt gevraagd (versie { $version })
fault-feedback-nobody = Niemand deed aan deze module mee, zegt de presentielijst
feedback-way = Hoe de links bij mensen komen
feedback-way-mail = per mail, ieder een eigen link
feedback-way-slips = op briefjes met een QR-code voor wie in de zaal was, per mail aan wie op afstand meedeed
feedback-slips = Briefjes voor de zaal
feedback-slips-lead = Print, knip, en geef ieder er een. Elk werkt één keer en is van niemand: je weet niet wie welk nam. Dit vel is alleen nu te zien; een nieuw vel vervangt de briefjes die niet zijn gebruikt.
feedback-slip-words = Vijf vragen, één minuut, zonder je naam. Scan, tik, verstuur.
feedback-make-slips = Briefjes maken
refusal-feedback-over = Deze ronde is voorbij.
refusal-feedback-no-slips = Er is geen briefje meer te maken: iedereen antwoordde, of krijgt de vraag per mail.
event-feedback-slips-made = maakte { $count } briefjes voor feedback op “{ $module }” in “{ $cohort }”
feedback-by-language = Per taal
feedback-by-region = Per regio
feedback-missing-groups = Minder dan 60 % antwoordde van: { $groups }.
# Signalen
feedback-n = n = { $n }
feedback-share = Aandeel
feedback-of-module-version = gevraagd over versie { $version } van de module
feedback-missing = In deze groepen antwoordde minder dan 60 %; groepen van minder dan vijf worden niet genoemd:
feedback-missing-group = { $group }: { $answers } van { $invited }
feedback-places = In de zaal en op afstand
feedback-place-room = zaal
feedback-place-remote = op afstand
feedback-place-difference = Op afstand min zaal
feedback-place-mean = { $value } (n = { $n })
feedback-places-note = Gemiddelden op de schaal van 5, waarbij 5 het beste is (bij belemmeringen: niets in de weg); intervallen van 95 %. Wie op afstand meedeed, kan in meer verschillen dan de plaats; beide groepen zijn te zien vanaf vijf antwoorden elk.
feedback-fair-alert = Eerlijk meedoen: { $topic } verschilt tussen de zaal en wie op afstand meedeed, meer dan toeval zou doen. De tabel zegt waar het lager was; vraag daar wat er anders was.
feedback-fair-response = Eerlijk meedoen: { $place } antwoordden duidelijk minder mensen dan { $other }.
signal-list = Signalen
signal-lead = Waarop beide kanten afspraken te handelen, wat er afging, en wat ervan kwam.
signal-open = Om op te handelen
signal-open-none = Geen signaal wacht op een besluit.
signal-done = Besloten
signal-done-none = Over nog geen signaal is besloten.
signal-pace = Van signaal tot besluit: { $days } dagen, de mediaan van { $n }.
signal-module = Module
signal-what = Wat is gezien
signal-fired = Afgegaan
signal-decided = Besloten
signal-before = Voor de wijziging
signal-after = Na de wijziging
signal-changed = gewijzigd op { $day }, na { $days } dagen
signal-left = gelaten zoals het is op { $day }, na { $days } dagen
signal-describes = Dit is wat ervoor en erna is geantwoord. Later antwoordden andere cohorten; of de wijziging het verschil maakte, zegt het niet.
signal-mean = { $value } van 5 ({ $low } tot { $high }), n = { $n }
signal-mean-plain = { $value } van 5, n = { $n }
signal-interval = ({ $low } tot { $high })
signal-words-below = { $topic }: { $value } van 5 { $interval }, n = { $n }; afgesproken is te handelen onder { $threshold }
signal-words-drop = { $topic }: { $value } van 5 { $interval }, n = { $n }, na { $before } (n = { $earlier }); afgesproken is te handelen bij een daling van { $threshold }
signal-evidence-below-relevance = De relevantie in { $cohort } was { $value } van 5 (n = { $n }), onder de afgesproken { $threshold }.
signal-evidence-below-intent = Het voornemen om toe te passen in { $cohort } was { $value } van 5 (n = { $n }), onder de afgesproken { $threshold }.
signal-evidence-below-obstacles = De belemmeringen in { $cohort } waren { $value } van 5 (n = { $n }), onder de afgesproken { $threshold }.
signal-evidence-below-facilitator = De trainer in { $cohort } kreeg { $value } van 5 (n = { $n }), onder de afgesproken { $threshold }.
signal-evidence-drop-relevance = De relevantie in { $cohort } was { $value } van 5 (n = { $n }), na { $before } in eerdere rondes.
signal-evidence-drop-intent = Het voornemen om toe te passen in { $cohort } was { $value } van 5 (n = { $n }), na { $before } in eerdere rondes.
signal-evidence-drop-obstacles = De belemmeringen in { $cohort } waren { $value } van 5 (n = { $n }), na { $before } in eerdere rondes.
signal-evidence-drop-facilitator = De trainer in { $cohort } kreeg { $value } van 5 (n = { $n }), na { $before } in eerdere rondes.
signal-title = Signaal over “{ $module }”
signal-cohort = Cohort
signal-to-proposal = Naar de voorgestelde wijziging
signal-to-round = Naar de ronde
signal-chart-before = { $topic } voor de wijziging
signal-chart-after = { $topic } na de wijziging
signal-triggers = Wat is afgesproken
signal-triggers-none = Nog niets afgesproken
signal-triggers-none-words = Spreek vooraf af waarop beide kanten handelen, bijvoorbeeld relevantie onder 3,5 vanaf het vijfde antwoord.
signal-trigger = Afgesproken
signal-terms-below = { $topic } onder { $threshold } van 5, vanaf { $answers } antwoorden
signal-terms-drop = { $topic } met { $threshold } of meer gedaald ten opzichte van de eerdere rondes van de module, vanaf { $answers } antwoorden
signal-agreed = Door
signal-agreed-by = { $side }, { $day }
signal-state = Stand
signal-state-offered = wacht op de andere kant
signal-state-in-force = van kracht
signal-state-ended = beëindigd
signal-agree = Instemmen
signal-end = Beëindigen
signal-offer = Signaal voorstellen
signal-offer-lead = Het gaat af zodra de andere kant instemt. Door het voor te stellen stem je zelf in.
signal-no-programme-words = Een signaal kijkt naar de feedback van een programma.
signal-offer-button = Signaal voorstellen
signal-when = Wanneer
signal-kind-below = het gemiddelde van een ronde is onder de grens
signal-kind-drop = het gemiddelde is zoveel onder de eerdere rondes van de module
signal-threshold = Grens
signal-threshold-hint = Op de schaal van 5: 3,5, of een daling van 0,5
signal-answers = Vanaf zoveel antwoorden
signal-answers-hint = Vijf of meer
signal-said-offered = Het signaal is voorgesteld. Het wacht op de andere kant.
signal-said-agreed = De afspraak is van kracht.
signal-said-ended = De afspraak is beëindigd.
refusal-trigger-settled = Over dit signaal is al ingestemd, of het is beëindigd.
event-trigger-offered = stelde een signaal op feedback voor
event-trigger-agreed = stemde in met een signaal op feedback
event-trigger-ended = beëindigde een signaal op feedback
event-signal-fired = Er ging een signaal af over “{ $module }” ({ $cohort })
signal-mail-subject = Signaal over “{ $module }”
signal-mail-body =
    Dag { $name },

    de feedback op “{ $module }” in { $cohort } gaf het signaal waarop beide kanten afspraken te handelen:

    { $words }.

    Er staat een voorstel voor een wijziging open, met dit bewijs. Bekijk wat is geantwoord, en schrijf wat er anders zou worden:

    { $link }
# Leren
scores-before = Voor
scores-after = Na
scores-when = Wanneer
scores-chart = Gemiddelde score voor en na, van 100
scores-finding = Verandering: { $change } punten van 100
scores-describes = Scores staan op een schaal van 100. De gestandaardiseerde leerwinst (Hedges’ g) telt in standaarddeviaties, zodat verschillende toetsen te vergelijken zijn.
scores-assessment = Toets
scores-assessments = Toetsen
scores-days = Dagen
scores-gain = Leerwinst, punten van 100
scores-gain-raw = Leerwinst, in punten van de toets
scores-gain-deviations = Leerwinst, SD
scores-import = Scores opnemen
scores-import-lead = Een bestand met ieders score voor en na. Je ziet de rijen voordat er iets wordt opgenomen.
scores-cohort = Cohort
scores-title = Wat is getoetst
scores-title-hint = Dezelfde titel bij hetzelfde cohort vervangt de scores die er zijn.
scores-most = Hoogste haalbare score
scores-before-day = Eerste meting op
scores-after-day = Tweede meting op
scores-file-hint = Kolommen: persoon, voor, na. Een pseudoniem is even goed als een naam.
scores-preview = Voordat de scores worden opgenomen
scores-not-kept = De personen zijn nodig om dubbelen te vinden en worden niet bewaard.
scores-take = { $count ->
    [one] Scores van één persoon opnemen
   *[other] Scores van { $number } personen opnemen
}
scores-said-imported = De scores zijn opgenomen.
scores-fault-range = Dit moet tussen 0 en { $most } liggen
scores-fault-twice = Deze persoon staat twee keer in het bestand
scores-fault-most = De hoogste score is meer dan 0
# Gedrag
ratings-trained = Getraind
ratings-waiting = Wachtlijstgroep
ratings-difference = Verschil
ratings-chart = Verandering van gedrag, punten op een schaal van 5
ratings-describes = Van ieder telt de nieuwste beoordeling voor en na. Een verschil tussen beide groepen is nog geen effect: ze kunnen in meer verschillen dan de training.
ratings-by-behaviour = Per gedrag
ratings-behaviour = Gedrag
ratings-group = Groep
ratings-change = Verandering
ratings-programme = Programma
ratings-import = Beoordelingen opnemen
ratings-import-lead = Een bestand met beoordelingen van 1 tot 5, voor en na. Je ziet de rijen voordat er iets wordt opgenomen.
ratings-file-hint = Kolommen: persoon, gedrag (tekst of nummer), voor, na; groep (getraind, wachtlijst) waar de persoon niet is ingeschreven.
ratings-preview = Voordat de beoordelingen worden opgenomen
ratings-not-kept = Een persoon wordt bewaard als een hash die voor en na koppelt, niet met naam of adres.
ratings-take = { $count ->
    [one] Eén rij opnemen
   *[other] { $number } rijen opnemen
}
ratings-said-imported = De beoordelingen zijn opgenomen.
ratings-fault-range = Dit moet 1, 2, 3, 4 of 5 zijn
ratings-fault-behaviour = Het programma kent dit gedrag niet
ratings-fault-group = Niemand met dit adres is ingeschreven: geef de groep, getraind of wachtlijst
ratings-fault-twice = Deze persoon is in een rij hierboven al op dit gedrag beoordeeld
observation-new = Observatie vastleggen
observation-lead = Wat zie je deze persoon op het werk doen? Laat open wat je niet hebt gezien.
observation-person = E-mailadres van de persoon
observation-person-hint = Zoals de persoon is ingeschreven.
observation-occasion = Wanneer
observation-before = Voor de training (wie wacht: de eerste keer)
observation-after = Na de training (wie wacht: de tweede keer)
observation-record = Vastleggen
observation-said-recorded = De observatie is vastgelegd. Hier is het formulier voor de volgende persoon.
observation-privacy = Alleen jij ziet bij naam wie je observeerde. Anderen zien cijfers van vijf personen of meer.
observation-others = Andere programma’s
observation-empty = Er is nog niets te observeren
observation-empty-words = Geobserveerd wordt het kritisch gedrag van een programma. Leg dat eerst vast.
observation-fault-person = Niemand met dit adres is in dit programma ingeschreven
observation-fault-nothing = Beoordeel ten minste één gedrag
# Resultaten
results-describes = Het gewone gemiddelde over de eenheden van elke periode; een interval gaat over de eenheden van de laatste, en n telt die. Waar een overeenkomst alleen totalen toont, is er geen interval en telt n mensen. Een verandering wordt hier beschreven; wat haar veroorzaakte, kan een studie zeggen.
results-mean = Gemiddelde
results-baseline = Nulmeting
results-target = Streefwaarde
results-period = Periode
results-units = Eenheden
results-unit = In
results-kpi = KPI
results-kpis = KPI’s
results-last = Laatste
results-change = Verandering
results-withheld = niet getoond
results-finding = Ten opzichte van de nulmeting: { $change }
results-finding-plain = Het gemiddelde per periode
# Geschiedenis
event-feedback-opened = vroeg { $count } deelnemers van “{ $cohort }” om feedback op “{ $module }”
event-scores-imported = nam de scores van { $count } deelnemers van “{ $cohort }” op: { $title }
event-ratings-imported = nam { $count } beoordelingen van gedrag op voor “{ $title }”
event-observation-recorded = legde een observatie vast voor “{ $title }”
# Gemeten met toetsen
measured-title = Toetsen, vooraf, achteraf en later
measured-test = Toets
measured-gain = Erbij gekomen, van 100
measured-gain-deviations = In standaarddeviaties
measured-retained = Later nog over, van 100
measured-days = Dagen sinds het leren
measured-tier = Niveau (LTEM)
# Observatie, teams en dekking
observation-member = Wie heb je aan het werk gezien?
observation-member-hint = Bovenaan wie het langst niet is gezien.
observation-never = nog niet geobserveerd
observation-now = net gezien
observation-last = gezien op { $day }
observation-scale = Bij 1 en 5 hoort wat onder elke rij staat; 3 is ongeveer de helft van de tijd. Laat open waar je niet op hebt gelet.
observation-not-seen = niet gezien
observation-example = Een voorbeeld, in je eigen woorden (mag leeg blijven)
observation-example-hint = Wat heb je gezien of gehoord? Het blijft bij jou: niemand anders leest het.
observation-waiting = Wacht op verzending
observation-waiting-words = Bewaard op dit toestel tot er een netwerk is. Wie zich afmeldt, wist het.
observation-send-now = Nu verzenden
observation-said-sent = De observatie is binnen.
observation-said-kept = Bewaard op dit toestel; ze wordt verzonden.
observation-said-offline = Geen netwerk: bewaard op dit toestel, en verzonden zodra het er weer is.
observation-said-sign-in = Je sessie is voorbij. Meld je weer aan, dan wordt ze verzonden.
observation-said-refused = De server heeft ze nog niet aangenomen. Ze is op dit toestel bewaard.
observation-mend = Terug in het formulier
observation-leave = Er zijn observaties nog niet verzonden. Afmelden en ze verliezen?
observation-own = Wat je het laatst hebt vastgelegd
observation-someone = Iemand
observation-rated = { $count ->
    [one] 1 gedrag beoordeeld
   *[other] { $number } gedragingen beoordeeld
}
observation-fault-nobody = Zeg wie je hebt gezien
observation-fault-day = De dag moet in de laatste { $days } dagen liggen
refusal-observation-of-another = Deze observatie is door iemand anders vastgelegd. Ze wordt verzonden als die zich weer aanmeldt.
team-title = Teams
team-lead = Wie welke afdeling leidt. Leidinggevenden zien de namen van hun eigen mensen en krijgen vragen over hen.
team-unit = Afdeling
team-manager = Leidinggevende
team-name = Naam
team-email = E-mailadres
team-email-hint = Het adres waarmee iemand zich aanmeldt, of post krijgt.
team-assign = Leidinggevende toevoegen
team-remove = Weghalen
team-without = { $count ->
    [one] Eén afdeling heeft nog geen leidinggevende.
   *[other] { $number } afdelingen hebben nog geen leidinggevende.
}
team-fault-known = Deze leidinggevende leidt de afdeling al
team-said-assigned = De leidinggevende leidt de afdeling nu.
team-said-removed = De leidinggevende leidt de afdeling niet meer.
coverage-title = Wie is geobserveerd
coverage-lead = Per afdeling en gedrag, met wie nog nooit is gezien.
coverage-people = Personen
coverage-never = Nooit geobserveerd
coverage-due = Aan de beurt
coverage-oldest = Oudste observatie
coverage-last = Laatst geobserveerd
coverage-by-unit = Per afdeling: hoeveel zijn er geobserveerd
coverage-no-unit = Zonder afdeling
coverage-explained = Aan de beurt is wie nooit is geobserveerd, of niet in de laatste 90 dagen. De oudste is, van ieders nieuwste observatie, die het verst terug ligt.
coverage-whom = { $count ->
    [one] Eén persoon is aan de beurt
   *[other] { $number } personen zijn aan de beurt
}
coverage-more = { $count ->
    [one] en nog één
   *[other] en nog { $number }
}
coverage-empty = Nog niemand is ingeschreven
coverage-empty-words = Zodra een groep mensen heeft, zie je hier wiens gedrag is geobserveerd en wiens gedrag niet.
coverage-no-team = Je leidt nog geen afdeling
coverage-no-team-words = De L&D-manager zegt wie welke afdeling leidt. Tot dan leg je een observatie vast op adres.
event-team-assigned = gaf “{ $unit }” een leidinggevende
event-team-removed = haalde een leidinggevende weg bij “{ $unit }”
# 360-gradenfeedback
round360-title = 360-gradenfeedback
round360-lead = Iemand wordt beoordeeld door zichzelf, de leidinggevende, collega’s en medewerkers, voor het programma en erna.
round360-new = Ronde openen
round360-new-lead = Iedereen van het programma wordt beoordeeld. Leidinggevenden komen uit de teams:
round360-programme-hint = Iedereen die erin is ingeschreven doet mee.
round360-round = Ronde
round360-title-hint = Bijvoorbeeld: voor het programma, voorjaar 2026
round360-wave = Wanneer
round360-wave-before = Voor het programma
round360-wave-after = Na het programma
round360-closes = Open tot en met
round360-closes-hint = De rapporten komen de dag erna.
round360-fault-closes = Geef een dag na vandaag, binnen { $days } dagen
round360-fault-nobody = Nog niemand is in dit programma ingeschreven
round360-open = De ronde openen
round360-stage = Stand
round360-stage-nominating = beoordelaars worden genoemd
round360-stage-asking = links zijn verstuurd
round360-stage-over = voorbij
round360-empty = Nog geen ronde
round360-empty-words = Een ronde vraagt de mensen om iemand heen hoe zij die persoon op het werk zien. De L&D-manager opent er een.
round360-for-own = Je eigen beoordelaars
round360-none-named = Nog niemand; er zijn er drie of meer nodig.
round360-withdraw = Terugnemen
round360-name-rater = Beoordelaar noemen
round360-group = Ziet de persoon als
round360-group-self = Zelf
round360-group-manager = Leidinggevende
round360-group-peers = Collega’s
round360-group-reports = Medewerkers
round360-fault-own = Niemand is collega of medewerker van zichzelf
round360-fault-twice = Deze beoordelaar is al genoemd
round360-fault-full = Een groep heeft hooguit { $most } beoordelaars
round360-fault-late = De links zijn verstuurd, dus beoordelaars liggen vast
round360-fault-left = Deze persoon zit niet meer in het programma
round360-said-named = De beoordelaar is genoemd.
round360-said-withdrawn = De beoordelaar is teruggenomen.
round360-said-opened = De ronde is open: beoordelaars kunnen worden genoemd.
round360-said-invited = De links zijn onderweg.
round360-blind = Wie wordt gevraagd is bekend, wie wat antwoordt niet: een antwoord is niet aan een beoordelaar te koppelen, ook niet met een kopie van de database. Van collega’s en medewerkers is niets te zien voordat er drie hebben geantwoord. Wat iemand zelf en de leidinggevende antwoorden, is vanzelfsprekend op naam.
round360-invite = De links versturen
round360-to-ask = { $count ->
    [one] Eén beoordelaar krijgt een eigen link.
   *[other] { $number } beoordelaars krijgen een eigen link.
}
round360-left-out = { $count ->
    [one] Eén wordt niet gevraagd: de groep telt er minder dan drie, of de persoon is weg.
   *[other] { $number } worden niet gevraagd: de groep telt er minder dan drie, of de persoon is weg.
}
round360-send = De links nu versturen
refusal-round360-out = De links van deze ronde zijn al verstuurd, of ze is voorbij.
round360-later = Er is niets te zien voordat de ronde voorbij is, op { $day }: wie cijfers ziet groeien, zou kunnen zien wie antwoordt.
round360-few = Te weinig personen
round360-few-words = Een ronde met minder dan vijf personen toont niets behalve ieders eigen rapport.
round360-by-group = Per groep
round360-raters = Beoordelaars
round360-leniency = Milder dan de andere groepen
round360-describes = Gemiddelden op een schaal van 5, waarbij elke persoon één keer telt; collega’s en medewerkers waar er drie of meer antwoordden. Een verschil tussen groepen is nog geen effect van de training.
round360-figure-trained = verandering zoals anderen die zien, van wie is getraind
round360-figure-waiting = verandering zoals anderen die zien, van wie wacht
round360-figure-difference = verschil tussen de twee veranderingen, zoals anderen ze zien
round360-figure-gap = eigen beeld min dat van de anderen
round360-rate-own = Hoe zie je jezelf op het werk?
round360-as-self = zichzelf
round360-as-manager = Je wordt gevraagd als leidinggevende.
round360-as-peers = Je wordt gevraagd als collega.
round360-as-reports = Je wordt gevraagd als medewerker.
round360-words = Wat moet deze persoon blijven doen, wat proberen? (mag leeg blijven)
round360-words-hint = Schrijf zo dat de persoon het kan lezen.
round360-seen-own = Je ziet dit naast wat de anderen zeggen.
round360-seen-manager = Wat je zegt, ziet { $person } als antwoord van de leidinggevende.
round360-seen-anonymous = Zonder je naam bewaard en na { $day } getoond, samen met anderen van je groep en alleen als er drie of meer antwoordden.
round360-thanks = Je antwoord is binnen. Je kunt deze pagina sluiten.
round360-own = Je eigen rapporten
round360-own-lead = Hoe anderen je op het werk zien, naast hoe je jezelf ziet. Alleen jij opent deze pagina.
round360-own-empty = Nog geen rapport
round360-own-empty-words = Als een ronde waarin je bent beoordeeld voorbij is, staat je rapport hier.
round360-own-note = Gemiddelden op een schaal van 5. Van collega’s en medewerkers staat er een cijfer waar drie of meer er een gaven.
round360-coming = “{ $title }” is open tot en met { $day }; je rapport komt daarna.
round360-answers = Antwoorden
round360-too-few = minder dan 3
round360-none = niet geantwoord
round360-mail-own-subject = Hoe zie je jezelf op het werk?
round360-mail-own-body =
    Hallo { $name },

    { $organisation } vraagt hoe je jezelf op het werk ziet. Het kost een paar minuten, tot en met { $day }:

    { $link }

    Je ziet je antwoorden naast die van anderen zodra de ronde voorbij is.
round360-mail-subject = Hoe zie je { $person } op het werk?
round360-mail-body =
    Hallo { $name },

    { $organisation } vraagt je naar { $person }. { $group } Het kost een paar minuten, tot en met { $day }:

    { $link }

    De link is alleen van jou en werkt één keer.
event-round-360-opened = opende de 360-ronde “{ $title }” voor { $count } personen
event-round-360-invited = verstuurde { $count } links voor de 360-ronde “{ $title }”
event-round-360-nominated = noemde een beoordelaar voor een 360-ronde
event-round-360-withdrawn = nam een beoordelaar van een 360-ronde terug
# Opvolging
follow-up-title = Opvolging
follow-up-lead = 30, 60 en 90 dagen na het leren zeggen mensen en hun leidinggevenden of het wordt gebruikt, en wat in de weg staat.
follow-up-empty = Er is nog niemand gevraagd
follow-up-empty-words = Zodra de opvolging van een groep is gepland, gaat die vanzelf uit, en staan de antwoorden hier vanaf het vijfde.
follow-up-by-moment = Wordt het gebruikt?
follow-up-when = Wanneer en wie
follow-up-moment = na { $days } dagen, { $source }
follow-up-source-self = de mensen zelf
follow-up-source-manager = leidinggevenden
follow-up-applies = Hoe vaak wordt het op het werk gebruikt?
follow-up-applies-heading = Hoe vaak gebruikt, 1 tot 5 (95 %)
follow-up-invited = Uitnodigingen
follow-up-applies-low = helemaal niet
follow-up-applies-high = zodra de gelegenheid er is
follow-up-levers = Wat in de weg staat, van { $n } antwoorden
follow-up-lever = Wat
follow-up-named = Genoemd door
follow-up-share = Aandeel
follow-up-lever-opportunity = er is geen gelegenheid
follow-up-lever-time = er is geen tijd voor
follow-up-lever-manager = de leidinggevende vraagt er niet om
follow-up-lever-peers = collega’s doen het anders
follow-up-lever-content = het geleerde past niet bij het werk
follow-up-lever-confidence = men beheerst het nog niet
follow-up-lever-resources = middelen of mensen ontbreken
follow-up-lever-motivation = het levert de persoon niets op
follow-up-response = Wie antwoordt
follow-up-small = Kleinere groepen samen
follow-up-cohort = Groep
follow-up-seen = Op het werk gaven observatoren wie antwoordde { $answered } en wie niet antwoordde { $silent } op een schaal van 5; verschil { $difference }, n = { $n }. Waar beide verschillen, staan de antwoorden misschien niet voor iedereen.
follow-up-describes = Wat mensen en leidinggevenden zeggen, niet wat is gezien. Het beschrijft; of de training de oorzaak is, zegt een studie.
follow-up-plan = Opvolging plannen
follow-up-plans = Plannen
follow-up-moments-heading = Wanneer er wordt gevraagd
follow-up-end = Beëindigen
follow-up-ended = beëindigd
follow-up-anchor = Geteld vanaf
follow-up-anchor-hint = Leeg: de dag van de laatste sessie.
follow-up-reminders = Herinneringen
follow-up-reminders-hint = 0 tot 3, met een week ertussen; leeg is 2.
follow-up-fault-planned = Deze groep heeft al een plan
follow-up-fault-past = Alle drie de momenten liggen in het verleden: geef een latere dag
follow-up-said-planned = De opvolging is gepland en gaat vanzelf uit.
follow-up-said-ended = Niemand van deze groep wordt nog gevraagd.
refusal-follow-up-ended = Dit plan is al beëindigd.
follow-up-form-title = Na { $days } dagen
follow-up-question-own = Je deed mee aan “{ $programme }”. Drie vragen, minder dan een minuut.
follow-up-question-manager = { $person } deed mee aan “{ $programme }”. Drie vragen, minder dan een minuut.
follow-up-obstacles = Wat staat in de weg?
follow-up-obstacles-hint = Alles wat geldt; niets als er niets is.
follow-up-example = Een voorbeeld (mag leeg blijven)
follow-up-seen-own = Je organisatie weet dat dit jouw antwoord is. De opleidingspartner ziet alleen groepen van vijf of meer.
follow-up-seen-manager = Je organisatie weet dat dit jouw antwoord over deze persoon is. De opleidingspartner ziet alleen groepen van vijf of meer.
follow-up-opt-out = Vraag me dit niet meer
follow-up-left-alone = We laten je met rust
follow-up-left-alone-words = Je krijgt deze vragen niet meer.
follow-up-thanks = Je antwoord is binnen. Je kunt deze pagina sluiten.
follow-up-mail-subject = Na { $days } dagen: wordt het gebruikt?
follow-up-reminder-subject = Herinnering: na { $days } dagen, wordt het gebruikt?
follow-up-mail-self-body =
    Hallo { $name },

    { $days } dagen geleden rondde je een training af. Gebruik je die op het werk? Drie vragen, minder dan een minuut:

    { $links }

    Op die pagina kun je ook zeggen dat je dit niet meer gevraagd wilt krijgen.
follow-up-mail-manager-body =
    Hallo { $name },

    { $days } dagen geleden rondden mensen van je team een training af. Zie je het op het werk? Drie vragen per persoon, minder dan een minuut:

    { $links }

    Op die pagina kun je ook zeggen dat je dit niet meer gevraagd wilt krijgen.
event-follow-up-planned = plande de opvolging van “{ $cohort }”
event-follow-up-ended = beëindigde de opvolging van “{ $cohort }”
# Gedrag van verschillende kanten
ratings-spread = Hoe het nu wordt gezien, van wie is getraind
ratings-observers = Observatoren
ratings-agreement = Overeenstemming van twee observatoren
ratings-agreement-note = Twee observatoren van dezelfde persoon binnen twee weken stemmen boven toeval overeen: { $kappa } (gewogen kappa, 1 is volmaakt), in { $n } paren.
ratings-sources = Bronnen naast elkaar
ratings-source = Bron
ratings-n = n
ratings-mean = Gemiddelde, van 5
ratings-tier = Trede en tijd erna
ratings-source-observed = Op het werk geobserveerd
ratings-source-round360 = Anderen, in de 360-ronde
ratings-source-self = De mensen zelf: hoe vaak het wordt gebruikt
ratings-source-manager = Leidinggevenden: hoe vaak het wordt gebruikt
round360-agreement = Beoordelaars van dezelfde persoon komen overeen met { $value } ({ $low } tot { $high }; Krippendorffs alfa, 1 is volmaakt, 0 is toeval), n = { $n }.
round360-cohort-hint = Leeg: iedereen van het programma.
# Functioneringsgesprekken
review-title = Functioneringsgesprekken
review-lead = Beoordelingen uit het HR-systeem. Hoe de kolommen en de schaal worden gelezen, blijft bewaard voor het volgende bestand; bij elke beoordeling blijven bestand en rij. De opleidingspartner ziet ze nooit, alleen een gemiddelde van vijf personen of meer.
review-source = Bron
review-source-hint = Dezelfde bron voor dezelfde dag is een correctie: een nieuwe versie, en de vorige blijft.
review-day = Gesprekken van
review-day-hint = De dag waarop ze zijn gehouden of afgesloten.
review-file = Bestand
review-file-hint = Een rij per persoon, een kolom per gedrag. Opmerkingen worden niet opgenomen.
review-ratings = Beoordelingen
review-version = Versie
review-superseded = vervangen
review-standing = geldt
review-new = Bestand opnemen
review-to-mapping = Zeggen hoe het wordt gelezen
review-mapping = Hoe het bestand wordt gelezen
review-mapping-lead = Welke kolom wat bevat, en wat de schaal betekent. Het blijft bewaard voor het volgende bestand van deze bron.
review-person = Kolom met het e-mailadres
review-person-hint = Wie niet in het programma zit, wordt weggelaten.
review-low = Een 1 is daar
review-high = Een 5 is daar
review-high-hint = Lager dan de andere waar laag goed is.
review-words = Woorden die voor een waarde staan (mag leeg blijven)
review-words-hint = Een per regel, bijvoorbeeld: voldoet = 3
review-preview = Voordat de gesprekken worden opgenomen
review-others = { $count ->
    [one] Eén rij gaat over iemand die niet in het programma zit, en wordt weggelaten.
   *[other] { $number } rijen gaan over mensen die niet in het programma zitten, en worden weggelaten.
}
review-kept = Een persoon wordt als hash bewaard. Van elke beoordeling blijven de rij en wat er stond naast de waarde bewaard.
review-take = { $count ->
    [one] Eén beoordeling opnemen
   *[other] { $number } beoordelingen opnemen
}
review-raw = In het bestand
review-value = Van 5
review-said-imported = De gesprekken zijn opgenomen.
review-fault-scale = Dit ligt niet op de schaal, en is geen van de woorden
review-fault-no-column = Zeg bij ten minste één gedrag welke kolom het bevat
review-fault-ends = Beide einden van de schaal zijn gelijk
review-fault-words = Schrijf elk als: woord = getal van 1 tot 5
ratings-source-reviewed = Functioneringsgesprekken
event-reviews-imported = nam { $count } beoordelingen op uit “{ $title }”, versie { $version }
nav-360 = 360-gradenfeedback

# Koppelregels
mapping-title = Van meldingen naar bewijs
mapping-lead = Welke activiteiten van andere systemen bewijs zijn van welke module, toets of welk gedrag.
mapping-way = Meldingen van andere systemen
mapping-new = Activiteit koppelen
mapping-new-lead = Bekijk eerst wat de regel haalt uit wat is opgeslagen. Een gewijzigde regel is een nieuwe versie; wat de vorige vond blijft als geschiedenis staan.
mapping-read-on = Nieuwe meldingen lezen
mapping-rules = Regels
mapping-rules-none = Nog geen regels. Kies hieronder een activiteit, of lees wat is opgeslagen.
mapping-unknown = Activiteiten waar geen regel voor is
mapping-unknown-none = Geen enkele tot nu toe gelezen.
mapping-map-this = Deze koppelen
mapping-waiting = Wie wacht
mapping-waiting-none = Niemand wacht.
mapping-waiting-words = Er gaat niets verloren: wat hier staat telt mee zodra de persoon is ingeschreven.
mapping-who = Wie
mapping-what = Wat
mapping-why = Waarom
mapping-when = Wanneer
mapping-end = Beëindigen
mapping-statements = Meldingen
mapping-activity = Activiteit
mapping-activity-hint = Het adres. Met * aan het eind: elke activiteit die zo begint.
mapping-verb = Werkwoord
mapping-verb-hint = Het adres; leeg voor elk werkwoord.
mapping-target = Bewijs van
mapping-least = Laagste geschaalde score
mapping-least-hint = Tussen -1 en 1; leeg voor elke score.
mapping-domain = Domein van accounts
mapping-domain-hint = Wat na de @ staat in het e-mailadres van mensen van wie het account heet naar wat ervoor staat; anders leeg.
mapping-preview = Bekijken wat de regel vindt
mapping-preview-title = Wat de regel vindt
mapping-preview-words = { $statements ->
    [one] { $statements } melding past
   *[other] { $statements } meldingen passen
}; { $waiting } daarvan wachten op een persoon.
mapping-preview-cut = Alleen de eerste 50.000 meldingen zijn bekeken; de regel leest ze allemaal.
mapping-save = Regel opslaan
mapping-kind-module = Module
mapping-kind-assessment = Toets
mapping-kind-behaviour = Gedrag
mapping-reason-unmatched = niet ingeschreven
mapping-reason-group = een groep, geen persoon
mapping-reason-looked-at = alleen bekeken, zonder uitkomst
mapping-score = Score van 100
mapping-table = Gemeld door andere systemen
mapping-source = meldingen van andere systemen
mapping-version = Versie van de regel
mapping-grade = Niveau en tijd erna
mapped-lead = Uit welke meldingen van andere systemen dit cijfer komt, en hoe lang na het leren ze zijn gedaan.
mapped-rule = De regel bekijken
mapped-none = Er telt geen melding mee door deze regel.
mapped-people-only = Afzonderlijke meldingen noemen mensen: ze staan open voor wie over leren en over gegevens gaat.
mapping-figure = beste score in { $about }, van 100
mapping-fault-iri = Geef het hele adres, zoals https://lms.example.org/units/1.
mapping-said-written = De regel is opgeslagen; wat er staat wordt gelezen.
mapping-said-ended = De regel is beëindigd.
mapping-said-reading = Nieuwe meldingen worden gelezen.
