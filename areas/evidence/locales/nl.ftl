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
evidence-figure-change = { $about }, ten opzichte van de nulmeting
# Niveaus van LTEM
evidence-tier-1 = LTEM 1, aanwezigheid
evidence-tier-2 = LTEM 2, activiteit
evidence-tier-3 = LTEM 3, beleving van deelnemers
evidence-tier-4 = LTEM 4, kennis
evidence-tier-5 = LTEM 5, beslisvaardigheid
evidence-tier-6 = LTEM 6, taakvaardigheid
evidence-tier-7 = LTEM 7, transfer
evidence-tier-8 = LTEM 8, effecten van transfer
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
feedback-question-intent = Ben je van plan het de komende twee weken toe te passen?
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
form-list-lead = Elke module vraagt het goede standaardformulier tot je het wijzigt. Elke wijziging is een nieuwe versie; een ronde houdt de hare.
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
feedback-places-note = Gemiddelden op de schaal van 5. Wie op afstand meedeed, kan in meer verschillen dan de plaats; beide groepen zijn te zien vanaf vijf antwoorden elk.
feedback-fair-alert = Eerlijk meedoen: { $topic } verschilt tussen de zaal en wie op afstand meedeed, meer dan toeval zou doen.
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
observation-privacy = De persoon wordt als hash bewaard, en te zien zijn alleen cijfers van vijf personen of meer.
observation-others = Andere programma’s
observation-empty = Er is nog niets te observeren
observation-empty-words = Geobserveerd wordt het kritisch gedrag van een programma. Leg dat eerst vast.
observation-fault-person = Niemand met dit adres is in dit programma ingeschreven
observation-fault-nothing = Beoordeel ten minste één gedrag
# Resultaten
results-describes = Het gewone gemiddelde over de eenheden van elke periode; een interval gaat over de eenheden van de laatste. Een verandering wordt hier beschreven; wat haar veroorzaakte, kan een studie zeggen.
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
