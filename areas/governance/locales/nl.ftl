# Menu
nav-reviews = Reviews
nav-actions = Acties
# De review als document
review-of = Kwartaalreview { $period }
review-quarter = Q{ $place } { $year }
review-from-to = { $from } tot en met { $to }
review-page = Pagina
review-page-of = van
review-hash = SHA-256 van de vastgelegde tekst
review-data = De gegevens achter deze grafiek
review-activity = Activiteit, geen effect
review-activity-words = Deze review vertelt wat er is gedaan en hoe het is ontvangen. Niets hierin laat zien wat mensen hebben geleerd, anders doen of hebben bereikt.
review-generated = Gegenereerde gegevens
review-generated-words = Mensen, antwoorden en metingen in deze review zijn voor de demo door een generator gemaakt.
review-fact-period = Periode
review-fact-charter = Charter
review-fact-since = Partnerschap sinds
review-fact-frozen = Vastgelegd op
review-charter-none = geen van kracht
review-charter-since = versie { $version }, van kracht sinds { $since }
review-findings = Wat het bewijs zegt
review-findings-activity = Nog geen studie zegt iets over een effect, en het bewijs reikt niet verder dan hoe de training is ontvangen. Of het programma werkt, valt uit deze review niet op te maken.
review-findings-described = Nog geen studie zegt iets over een effect. De cijfers hieronder beschrijven wat is waargenomen, niet waardoor het zo was.
review-findings-studies = { $count ->
    [one] Eén geregistreerde studie vraagt of het programma verschil heeft gemaakt. Dit zegt die studie nu.
   *[other] { $number } geregistreerde studies vragen of het programma verschil heeft gemaakt. Dit zeggen ze nu.
}
review-plain-waiting = De vraag en het plan zijn geregistreerd. Er zijn nog geen gegevens bekeken.
review-needed = Om meer te kunnen zeggen:
review-verdict-effect = effect
review-verdict-no-effect-detected = geen effect gevonden
review-verdict-not-yet-conclusive = nog niet te zeggen
review-verdict-not-identifiable = niet vast te stellen
review-verdict-waiting = nog geen schatting
review-plain-effect-better-higher = Het programma maakte verschil, ten goede: { $outcome } ligt er { $effect } { $unit } hoger door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-effect-better-lower = Het programma maakte verschil, ten goede: { $outcome } ligt er { $effect } { $unit } lager door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-effect-worse-higher = Het programma maakte verschil, ten kwade: { $outcome } ligt er { $effect } { $unit } hoger door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-effect-worse-lower = Het programma maakte verschil, ten kwade: { $outcome } ligt er { $effect } { $unit } lager door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-no-effect-detected = Er is geen effect gevonden, en een effect dat ertoe doet is uitgesloten: met { $level } zekerheid ligt het tussen { $low } en { $high } { $unit }, en tot { $margin } maakt het in de praktijk niet uit.
review-plain-not-yet-conclusive = Deze gegevens kunnen het nog niet zeggen. De schatting is { $estimate } { $unit }, maar met { $level } zekerheid kan het effect overal tussen { $low } en { $high } liggen.
review-plain-check-failed = Deze gegevens kunnen het nog niet zeggen. De schatting is { $estimate } { $unit } ({ $level }-interval { $low } tot { $high }), maar een controle is niet doorstaan. Het kan dus iets anders zijn dan het effect van het programma.
review-plain-not-identifiable = Deze gegevens kunnen wat het programma deed niet scheiden van wat er verder anders was. Er is dus geen effect te melden.
review-design-words-rct = Het lot bepaalde wie werd getraind; wie is getraind, wordt vergeleken met wie dat niet is.
review-design-words-did = De verandering in getrainde eenheden wordt vergeleken met die in wachtende eenheden over dezelfde perioden; wat voor allemaal gelijk veranderde, valt weg.
review-design-words-comparison = Twee groepen worden vergeleken zoals ze zijn; niemand vormde ze door loting.
review-design-words-event-study = Eenheden starten op verschillende momenten; elk wordt per periode vergeleken met eenheden die dan nog niet begonnen zijn.
review-design-words-its = Het verloop van voor de start wordt doorgetrokken alsof er niets gebeurd is; wat daarna te zien was, wordt langs die lijn gelegd.
review-design-words-synth = Uit eenheden die niet getraind zijn, wordt een mengsel gemaakt dat voor de start bewoog als de getrainde; hoe ver ze daarna uiteengaan, wordt vergeleken met hoe ver andere eenheden van hun eigen mengsel afwijken.
review-design-words-ipw = Mensen van wie je niet verwachtte dat ze in hun groep zaten, tellen zwaarder mee, zodat beide groepen op elkaar lijken in wat vooraf gemeten is; wat niet gemeten is, kan nog steeds verschillen.
review-design-words-aipw = Beide groepen worden zo gewogen dat ze op elkaar lijken in wat vooraf gemeten is, en een model van de uitkomst corrigeert wat overblijft; het is genoeg als een van de twee klopt, maar wat niet gemeten is, kan nog steeds verschillen.
review-design-words-auto = Als de gegevens opengaan, bepalen de toewijzing, de startmomenten en hoe lang er gemeten is de opzet, nooit wat eruit komt; de redenen staan erbij.
review-need-random-assignment = Laat het lot bepalen wie het eerst wordt getraind; een wachtlijstgroep volstaat.
review-need-before-and-after = Meet dezelfde eenheden voor en na de start, getraind en niet getraind.
review-need-untrained-units = Neem eenheden op die niet of later worden getraind.
review-need-more-periods-before = Neem minstens twee perioden voor de start op, liever vier of meer.
review-need-more-units = Met ongeveer { $times } keer zoveel eenheden wordt het interval smal genoeg voor een conclusie.
review-need-more-clusters = Neem meer locaties of teams op, vooral in de kleinste groep.
review-need-check-of-assignment = Ga na hoe de groepen zijn gevormd en of er mensen weg waren voordat er werd geteld.
review-need-staggered-design = Gebruik een opzet voor gespreide starts, die alleen vergelijkt met eenheden die nog niet zijn getraind.
review-conclusive = uitgemaakt
review-promises = Wat het charter belooft
review-promises-none = Aan het eind van deze periode was geen charter van kracht. Er is dus niets beloofd waaraan de cijfers te toetsen zijn.
review-promises-lead = Charter { $version }, van kracht sinds { $since }, door beide partijen ondertekend.
review-vision = Visie
review-goals = Doelen
review-measures = Hoe succes wordt gemeten
review-target-from = van { $baseline } naar { $target }
review-target-by = { $target }, uiterlijk { $due }
review-column-promise = Belofte
review-levels = Bewijs op vier niveaus
review-levels-lead = Van hoe de training is ontvangen tot wat de organisatie eraan heeft. Hoe hoger het niveau, hoe zwaarder het weegt.
review-level-1 = Reactie
review-level-2 = Leren
review-level-3 = Gedrag
review-level-4 = Resultaten
review-level-short = L{ $level }
review-figures = Elk cijfer met zijn onderbouwing
review-figures-none = In deze periode zijn geen cijfers gedeeld.
review-no-evidence = geen bewijs
review-withheld = minder dan { $smallest }
review-interval = { $level }-interval { $low } tot { $high }
review-interval-alone = { $level } { $low } tot { $high }
review-difference = Geschat verschil
review-estimate = { $value } ({ $low } tot { $high })
review-n = n = { $n }
review-under-charter = charter { $version }
review-row-trained = getraind
review-row-waiting = wachtlijst
review-row-difference = verschil tussen beide
review-picture = Schattingen met hun interval, in { $unit }
review-picture-bare = Schattingen met hun interval
review-unit-percentage-points = procentpunt
review-unit-of = van { $most }
review-unit-points = punten
review-unit-deviations = SD
review-column-level = Niveau
review-column-measure = Waar naar wordt gekeken
review-column-figure = Cijfer
review-column-value = Waarde
review-column-interval = Interval en stand
review-column-low = Ondergrens
review-column-high = Bovengrens
review-column-n = n
review-column-period = Periode
review-column-source = Bron
review-column-action = Actie
review-column-owner = Eigenaar
review-column-due = Uiterlijk
review-column-done = Klaar op
review-column-decision = Besluit
review-column-clause = Charter
review-changes = Wat er in deze periode veranderde
review-change-goal-shared = { $count ->
    [one] Eén doel is met de partner gedeeld.
   *[other] { $number } doelen zijn met de partner gedeeld.
}
review-change-goal-withdrawn = { $count ->
    [one] Eén doel wordt niet meer gedeeld.
   *[other] { $number } doelen worden niet meer gedeeld.
}
review-change-charter-offered = { $count ->
    [one] Er is een charterversie ter ondertekening aangeboden.
   *[other] { $number } charterversies zijn ter ondertekening aangeboden.
}
review-change-charter-in-force = { $count ->
    [one] Er is een charterversie van kracht geworden.
   *[other] { $number } charterversies zijn van kracht geworden.
}
review-change-agreement-accepted = { $count ->
    [one] Eén gegevensdelingsovereenkomst is van kracht geworden.
   *[other] { $number } gegevensdelingsovereenkomsten zijn van kracht geworden.
}
review-change-agreement-revoked = { $count ->
    [one] Eén gegevensdelingsovereenkomst is ingetrokken.
   *[other] { $number } gegevensdelingsovereenkomsten zijn ingetrokken.
}
review-change-programme-created = { $count ->
    [one] Er is één programma begonnen.
   *[other] { $number } programma’s zijn begonnen.
}
review-change-programme-approved = { $count ->
    [one] Eén programma is goedgekeurd.
   *[other] { $number } programma’s zijn goedgekeurd.
}
review-change-programme-ended = { $count ->
    [one] Eén programma is beëindigd.
   *[other] { $number } programma’s zijn beëindigd.
}
review-change-module-added = { $count ->
    [one] Eén module is toegevoegd.
   *[other] { $number } modules zijn toegevoegd.
}
review-change-module-changed = { $count ->
    [one] Er is één keer een module gewijzigd.
   *[other] { $number } keer is een module gewijzigd.
}
review-change-module-removed = { $count ->
    [one] Eén module is geschrapt.
   *[other] { $number } modules zijn geschrapt.
}
review-change-cohort-created = { $count ->
    [one] Eén cohort is gepland.
   *[other] { $number } cohorten zijn gepland.
}
review-change-session-planned = { $count ->
    [one] Eén sessie is gepland.
   *[other] { $number } sessies zijn gepland.
}
review-change-session-cancelled = { $count ->
    [one] Eén sessie is afgelast.
   *[other] { $number } sessies zijn afgelast.
}
review-change-feedback-opened = { $count ->
    [one] Over één module is feedback gevraagd.
   *[other] { $number } keer is feedback over een module gevraagd.
}
review-change-scores-imported = { $count ->
    [one] Er zijn één keer scores van een toets ingelezen.
   *[other] { $number } keer zijn scores van een toets ingelezen.
}
review-change-ratings-imported = { $count ->
    [one] Er zijn één keer gedragsbeoordelingen ingelezen.
   *[other] { $number } keer zijn gedragsbeoordelingen ingelezen.
}
review-change-observation-recorded = { $count ->
    [one] Eén observatie op de werkvloer is vastgelegd.
   *[other] { $number } observaties op de werkvloer zijn vastgelegd.
}
review-change-study-registered = { $count ->
    [one] Eén studie is geregistreerd voordat de gegevens werden geopend.
   *[other] { $number } studies zijn geregistreerd voordat de gegevens werden geopend.
}
review-change-study-estimated = { $count ->
    [one] Er is één schatting gemaakt.
   *[other] { $number } schattingen zijn gemaakt.
}
review-change-decision-taken = { $count ->
    [one] Eén besluit is vastgelegd.
   *[other] { $number } besluiten zijn vastgelegd.
}
review-change-action-agreed = { $count ->
    [one] Eén actie is afgesproken.
   *[other] { $number } acties zijn afgesproken.
}
review-change-action-finished = { $count ->
    [one] Eén actie is afgerond.
   *[other] { $number } acties zijn afgerond.
}
review-changes-none = In deze periode is niets veranderd.
review-actions = Openstaande acties
review-actions-none = Toen deze review werd vastgelegd, stond er geen actie open.
review-decisions = Besluiten
review-decisions-none = Toen deze review werd vastgelegd, was er nog geen besluit genomen.
review-space = Ruimte voor de besluiten van deze review
# Reviews
review-evidence = verder dan niveau 1
review-list = Kwartaalreviews
review-list-lead = Wat is beloofd, wat het bewijs zegt en wat beide partijen besluiten. Elke review wordt bij het maken vastgelegd en is voor beide partijen dezelfde.
review-all = Reviews
review-export = Exporteren (CSV)
review-list-period = Periode
review-list-number = Nummer
review-list-made = Gemaakt op
review-list-label = Bevat
review-list-hash = SHA-256 van de vastgelegde tekst
review-list-files = Als pdf
review-make = Maak de review van { $period }
review-make-other = Maak deze review
review-other = De review van een ander kwartaal maken
review-other-hint = Het kwartaal moet begonnen zijn. Is er al een review en is er sindsdien iets veranderd, dan wordt dit het volgende nummer.
review-empty = Nog geen review
review-empty-words = Een kwartaalreview zet de beloften van het charter naast de cijfers op vier niveaus, wat er veranderde en de openstaande acties. Eén klik volstaat, met wat er op dat moment is.
review-empty-who = De L&D-manager, de opdrachtgever uit de business of de partnermanager maakt hem.
review-none = Er is nog geen review van { $period }
review-back = Alle reviews
review-back-to = Terug naar de review
review-pdf = Download als pdf
review-pdf-nl = Pdf in het Nederlands
review-pdf-en = Pdf in het Engels
review-json = JSON
review-made = Vastgelegd { $at }
review-made-by = Vastgelegd { $at } door { $who }
review-number = nummer { $number }
review-numbers = Nummers van deze periode:
review-older = Nadat deze review was vastgelegd is er iets veranderd en is hij opnieuw gemaakt.
review-newest = Bekijk de nieuwste
review-again = Opnieuw maken
review-about = Over deze review
review-same-bytes = Beide partijen zien deze tekst, tot op de byte. Hij blijft zoals hij is vastgelegd; wat later verandert, komt erin wanneer hij opnieuw wordt gemaakt, onder het volgende nummer.
review-after = Besluiten over deze periode
review-after-none = Over deze periode is nog geen besluit vastgelegd.
review-open-now = Acties die nu openstaan
review-open-none = Er staat nu geen actie open.
review-said-made = De review is gemaakt en vastgelegd.
review-said-the-same = Sinds deze review is vastgelegd is er niets veranderd. Hij blijft zoals hij is.
fault-period-not-begun = Dit kwartaal is nog niet begonnen
fault-period-before-partnership = Het partnerschap begon na dit kwartaal
# Besluiten
decision-all = Besluiten
decision-all-link = Alle besluiten
decision-lead = Wat beide partijen besloten, over welke periode, en wie ervoor zorgt.
decision-taken = Alle besluiten
decision-empty = Nog geen besluit
decision-empty-words = Besluiten worden vastgelegd bij de review van het kwartaal waarop ze terugkijken.
decision-new = Besluit vastleggen
decision-new-for = Een besluit over { $period }
decision-new-lead = Beide partijen zien het meteen, en het staat in de review zodra die opnieuw wordt gemaakt.
decision-text = Wat er is besloten
decision-text-hint = Eén besluit, in hele zinnen
decision-owner-hint = Wie ervoor zorgt: een partij, of iemand die daar werkt
decision-clause = Plaats in het charter
decision-clause-hint = Niet verplicht, bijvoorbeeld 3.1
decision-due = Uiterlijk
decision-due-hint = Niet verplicht
decision-said-taken = Het besluit is vastgelegd.
# Acties
action-lead = Wat elke partij doet, en voor wanneer.
action-which = Welke acties
action-open = Open
action-done = Klaar
action-all = Alle acties
action-do = Wat je kunt doen
action-late = te laat
action-finish = Afronden
action-reopen = Weer openen
action-new = Actie afspreken
action-new-lead = Beide partijen zien de actie meteen. Ze staat in elke review tot ze klaar is.
action-text = Wat er wordt gedaan
action-text-hint = Eén ding, zodat het af kan
action-owner-hint = Een partij, of iemand die daar werkt
action-due = Uiterlijk
action-empty = Geen openstaande acties
action-empty-words = Acties zijn wat beide partijen afspreken te doen, elk met een eigenaar en een dag.
action-empty-done = Nog niets klaar
action-empty-done-words = Acties komen hier te staan zodra iemand zegt dat ze klaar zijn.
action-said-agreed = De actie is afgesproken.
action-said-finished = De actie is klaar.
action-said-reopened = De actie staat weer open.
fault-due-passed = Geef vandaag of een latere dag
# Geschiedenis
event-review-made = maakte de kwartaalreview van { $period } (nummer { $number })
event-decision-taken = legde een besluit vast: { $text }
event-action-agreed = sprak een actie af: { $text }
event-action-finished = rondde de actie af: { $text }
event-action-reopened = opende de actie opnieuw: { $text }
event-partnership-generated = is een demonstratie: de mensen en cijfers erin zijn gegenereerd
event-action-checked = noteerde wat de actie opleverde: { $text }
event-blameless-begun = begon een schuldvrije evaluatie: { $title }
event-blameless-evidence-added = voegde bewijs toe aan de schuldvrije evaluatie { $title }
event-blameless-contributed = vertelde in de schuldvrije evaluatie { $title } wat de eigen kant bijdroeg
event-blameless-condition-named = noemde een omstandigheid in de schuldvrije evaluatie { $title }
event-blameless-entry-removed = haalde iets uit de schuldvrije evaluatie { $title }: { $text }
event-blameless-closed = sloot de schuldvrije evaluatie { $title }
event-blameless-reopened = opende de schuldvrije evaluatie { $title } opnieuw
event-meeting-rhythm-begun = begon een ritme van overleg vanaf { $starts }
event-meeting-rhythm-ended = beëindigde een ritme van overleg
event-meeting-day-off-added = gaf { $day } op als vrije dag: { $name }
event-meeting-day-off-removed = haalde een vrije dag uit de lijst
event-meeting-prepared = bereidde het overleg van { $day } voor
event-meeting-presence-noted = noteerde wie er bij een overleg is
event-meeting-minutes-written = schreef in het verslag van { $day }
event-meeting-minutes-approved = keurde het verslag van { $day } goed
event-meeting-point-put = zette vanzelf een punt op de agenda
meeting-point-itself = Lustrum, uit de cijfers
event-meeting-point-raised = zette een punt op de agenda: { $text }
event-meeting-point-settled = handelde het punt af: { $text }
event-meeting-point-reopened = opende het punt opnieuw: { $text }
event-meeting-point-escalated = bracht het punt naar de stuurgroep: { $text }
event-calendar-link-made = maakte een geheime link naar de eigen agenda
event-calendar-link-revoked = trok de geheime link naar de eigen agenda in
# Menu, van overleg en schuldvrije evaluaties
nav-meetings = Overleg
nav-blameless = Schuldvrije evaluaties
# Effecten van acties
expected-heading = Wat dit naar verwachting verandert (niet verplicht)
expected-lead = De volgende kwartaalreviews zetten naast elkaar wat werd verwacht en wat er gebeurde. Een rapportcijfer is het niet: ook andere dingen bewegen een cijfer.
expected-none = Er is nog geen cijfer dat beide kanten zien. Zodra het er is, kan een actie het naar verwachting veranderen.
expected-measure = Cijfer
expected-measure-hint = Een cijfer dat beide kanten zien
expected-direction = Richting
expected-higher = omhoog
expected-lower = omlaag
expected-amount = Hoeveel
expected-amount-hint = In de eenheid van het cijfer
expected-by = Te zien op
expected-short = Verwacht:
expected-words = { $measure }: { $change } op { $by }
action-from-blameless = Deze actie komt uit de schuldvrije evaluatie “{ $title }”.
action-check = Kwam het effect?
action-check-save = Vastleggen wat te zien was
action-outcome = Wat het opleverde
action-outcome-hint = Bekijk het samen met de andere kant
action-outcome-seen = effect gezien
action-outcome-partly = deels gezien
action-outcome-not-seen = geen effect gezien
action-seen = Wat te zien was, en waar
action-seen-hint = Een cijfer met zijn bron, of wat is waargenomen
action-said-checked = Vastgelegd wat de actie opleverde.
fault-expected-amount = Geef een getal boven nul
fault-expected-by = Geef een dag na vandaag
refusal-action-own-work = Je hebt zelf gezegd dat deze actie klaar is. Iemand anders kijkt of het effect er kwam.
refusal-action-not-done = Of het effect kwam, kan worden vastgelegd als de actie klaar is.
review-expected = Wat acties zouden veranderen
review-expected-lead = Verwacht naast gebeurd, voor acties waarvan het effect te zien zou zijn. Het zegt wat er te zien was, niet waardoor; het is geen rapportcijfer.
review-expected-no-data = nog geen gegevens
review-expected-moved = { $figure } ({ $change })
review-column-expected = Verwacht
review-column-before = Ervoor
review-column-after = Erna
review-column-outcome = Wat het opleverde
review-column-seen = Wat te zien was
review-change-action-checked = { $count ->
    [one] Van één actie is vastgelegd of het effect kwam.
   *[other] Van { $number } acties is vastgelegd of het effect kwam.
}
review-change-blameless-begun = { $count ->
    [one] Eén schuldvrije evaluatie werd begonnen.
   *[other] { $number } schuldvrije evaluaties werden begonnen.
}
review-change-blameless-closed = { $count ->
    [one] Eén schuldvrije evaluatie werd gesloten.
   *[other] { $number } schuldvrije evaluaties werden gesloten.
}
review-change-meeting-minutes-approved = { $count ->
    [one] Eén kant keurde een verslag goed.
   *[other] { $number } keer keurde een van beide kanten een verslag goed.
}
decision-measure = Maat uit het charter
decision-measure-hint = Waaraan te zien is of het helpt
decision-measured = Te zien aan { $measure }
# Schuldvrije evaluaties
blameless-lead = Wat niet werkte, door beide kanten bekeken: welke omstandigheden er waren, wat elke kant bijdroeg en wat er verandert. Nooit wie.
blameless-new = Schuldvrije evaluatie beginnen
blameless-new-lead = Vertel wat er te zien was. Omstandigheden, bijdragen en acties volgen daarna, van beide kanten.
blameless-empty = Nog geen schuldvrije evaluatie
blameless-empty-words = Werkte iets niet, dan kijken beide kanten er hier naar: met gegevens, met wat elke kant bijdroeg, met de omstandigheden en met wat er verandert.
blameless-all = Alle schuldvrije evaluaties
blameless-column-title = Waar het over gaat
blameless-column-begun = Begonnen
blameless-column-closed = Gesloten
blameless-column-effect = Effect
blameless-open = open
blameless-title = Waar het over gaat
blameless-title-hint = In één regel, zonder namen van mensen
blameless-happened = Wat er gebeurde
blameless-happened-hint = Wat er te zien was, wanneer en waar, zonder namen van mensen
blameless-begin = Beginnen
blameless-back = Alle schuldvrije evaluaties
blameless-one = Schuldvrije evaluatie
blameless-begun-at = begonnen op { $at }
blameless-closed-at = gesloten op { $at }
blameless-rule = Geen schuldige.
blameless-rule-words = Iedereen deed wat op dat moment verstandig leek. Deze evaluatie zoekt de omstandigheden; voor een naam is geen plaats.
blameless-evidence = Gegevens
blameless-evidence-none = Nog niets bijgevoegd. Een evaluatie rust op minstens één cijfer, kwartaalreview of bevinding met bron.
blameless-evidence-link = open het bewijs
blameless-source-is = Bron: { $source }
blameless-evidence-add = Gegevens bijvoegen
blameless-figure = Cijfer of review
blameless-figure-hint = Zoals beide kanten het zien; het cijfer blijft staan zoals het nu is
blameless-statement = Wat het zegt
blameless-statement-hint = Nodig als je geen cijfer uit de lijst kiest
blameless-source = Bron
blameless-source-hint = Waar beide kanten het kunnen nalezen
blameless-contributions = Wat elke kant bijdroeg
blameless-contributions-lead = Elke kant vertelt alleen over zichzelf. Wat de andere kant had kunnen doen, vertelt die kant zelf.
blameless-contribution-none = Nog niets verteld.
blameless-contribution = Wat onze kant bijdroeg
blameless-contribution-hint = Plannen, keuzes, wat er ontbrak; zonder namen van mensen
blameless-contribution-add = Toevoegen
blameless-conditions = Omstandigheden
blameless-conditions-lead = De twaalf hefbomen van leertransfer (I. Weinbauer-Heidel, What Makes Training Really Work, 2018) als begin, en wat je zelf ziet.
blameless-conditions-none = Nog geen omstandigheid genoemd.
blameless-condition-add = Omstandigheid noemen
blameless-lever = Hefboom
blameless-lever-hint = Een van de twaalf, of een eigen
blameless-condition = Wat er aan de hand was
blameless-condition-hint = Beschrijf de omstandigheid, niet een persoon
blameless-light = Hoe het ervoor staat
blameless-light-red = rood: houdt tegen
blameless-light-amber = oranje: hindert
blameless-light-green = groen: draagt
blameless-lever-motivation = 1 Motivatie om toe te passen
blameless-lever-self-efficacy = 2 Vertrouwen in eigen kunnen
blameless-lever-volition = 3 Wilskracht om vol te houden
blameless-lever-clear-expectations = 4 Duidelijke verwachtingen
blameless-lever-relevance = 5 Relevantie van de inhoud
blameless-lever-practice = 6 Actief oefenen
blameless-lever-planning = 7 Plannen van de toepassing
blameless-lever-opportunities = 8 Gelegenheid om toe te passen
blameless-lever-capacity = 9 Ruimte om toe te passen
blameless-lever-supervisors = 10 Steun van leidinggevenden
blameless-lever-peers = 11 Steun van collega’s
blameless-lever-expected-by-organisation = 12 De organisatie verwacht toepassing
blameless-lever-own = Een andere omstandigheid
blameless-actions = Wat er verandert
blameless-actions-none = Nog geen actie afgesproken. Elke actie heeft een eigenaar en een dag, en wordt gevolgd tot het effect te zien is.
blameless-effect-not-done = nog niet klaar
blameless-effect-done = klaar op { $at }, nog niet bekeken
blameless-remove = Weghalen
blameless-close = Evaluatie sluiten
blameless-close-ready = Er zijn gegevens, bijdragen van beide kanten, een omstandigheid en een actie: de evaluatie kan dicht.
blameless-close-lacks = Voor ze dicht kan, zijn er gegevens nodig, een bijdrage van elke kant, een omstandigheid en een actie.
blameless-reopen = Weer openen
blameless-said-begun = De evaluatie is begonnen. Beide kanten zien haar.
blameless-said-added = Het is toegevoegd.
blameless-said-removed = Het is weggehaald. De geschiedenis bewaart wat er stond.
blameless-said-closed = De evaluatie is gesloten. De acties worden gevolgd tot hun effect te zien is.
blameless-said-reopened = De evaluatie is weer open.
fault-blameless-evidence = Voeg minstens één cijfer, review of bevinding bij
fault-blameless-contribution = { $side } heeft nog niet verteld wat die kant bijdroeg
fault-blameless-condition = Noem minstens één omstandigheid
fault-blameless-action = Spreek minstens één actie af, met een eigenaar en een dag
fault-blameless-name = “{ $name }” noemt een persoon. Beschrijf de omstandigheid: wat was er aan de hand, wie er ook was
fault-blameless-nothing = Kies hierboven een cijfer, of vertel hier wat er is gevonden
refusal-blameless-closed = Deze evaluatie is gesloten. Open haar weer om iets te veranderen.
refusal-blameless-other-side = De andere kant schreef dit. Alleen die kant haalt het weg.
# Overleg
meeting-lead = Het ritme waarin beide kanten praten: wat er komt, met een agenda die zichzelf vult, en wat er is afgesproken.
meeting-rhythm = Ritme en vrije dagen
meeting-rhythm-lead = Welk overleg terugkomt, en de dagen waarop een kant niet werkt.
meeting-rhythm-new = Ritme beginnen
meeting-rhythm-new-lead = Een ritme houdt zijn uur op de klok van zijn tijdzone, ook als de klok wordt verzet.
meeting-rhythm-begin = Ritme beginnen
meeting-rhythms = Ritmes
meeting-empty = Nog geen ritme
meeting-empty-words = Elke twee weken een overleg, elk kwartaal een review, elk half jaar een stuurgroep en elk jaar een dag voor de strategie houden een partnerschap levend.
meeting-coming = Wat er komt
meeting-coming-none = Er komt niets meer: elk ritme is beëindigd.
meeting-past = Wat er was
meeting-past-none = Er is nog geen overleg gehouden.
meeting-all = Alle overleg
meeting-do = Wat je kunt doen
meeting-open = Openen
meeting-missed = Gepland, en niet als gehouden vastgelegd
meeting-missed-words = Zolang er geen verslag is, tellen ze in het gezondheidscijfer als gemist.
meeting-note-late = Het vond plaats: vastleggen
meeting-prepare = Voorbereiden
meeting-end = Beëindigen
meeting-ended = beëindigd op { $at }
meeting-back = Terug naar het overleg
meeting-left-out = vervalt: { $why }
meeting-when-there = { $own } ({ $there } daar)
meeting-column-kind = Overleg
meeting-column-when = Wanneer
meeting-column-place = Plaats of link
meeting-column-day = Dag
meeting-column-time = Uur
meeting-column-minutes = Verslag
meeting-column-repeat = Hoe vaak
meeting-column-name = Aanleiding
meeting-column-side = Van
meeting-kind-talk = Operationeel overleg
meeting-kind-review = Kwartaalreview
meeting-kind-committee = Stuurgroep
meeting-kind-strategy = Strategiesessie
meeting-kind-hint = Elk heeft een eigen agenda
meeting-first = Eerste dag
meeting-time = Begint om
meeting-minutes = Duurt
meeting-minutes-unit = minuten
meeting-zone = Tijdzone
meeting-zone-hint = Bijvoorbeeld Europe/Amsterdam
meeting-place-hint = Een ruimte, of de link naar een gesprek
meeting-repeat-hint = Maanden houden de weekdag: de tweede dinsdag blijft de tweede dinsdag
meeting-repeat-weekly = elke week
meeting-repeat-biweekly = elke twee weken
meeting-repeat-quarterly = elk kwartaal
meeting-repeat-half-yearly = elk half jaar
meeting-repeat-yearly = elk jaar
meeting-repeat-own = volgens een eigen regel
meeting-rule = Eigen regel
meeting-rule-hint = Voor “volgens een eigen regel”, zoals agenda’s die schrijven (RFC 5545), bijvoorbeeld FREQ=MONTHLY;BYDAY=-1FR
meeting-repeats = { $every }, vanaf { $first } om { $time } ({ $zone }), { $minutes } minuten
meeting-every-weeks = { $count ->
    [one] elke week
   *[other] elke { $number } weken
}
meeting-every-months = { $count ->
    [one] elke maand
   *[other] elke { $number } maanden
}
meeting-every-years = { $count ->
    [one] elk jaar
   *[other] elke { $number } jaar
}
meeting-length = { $count ->
    [one] 1 minuut
   *[other] { $number } minuten
}
meeting-days-off = Vrije dagen
meeting-days-off-lead = Elke kant geeft de eigen dagen op. Op die dagen is er geen overleg.
meeting-days-off-none = Nog geen vrije dag opgegeven.
meeting-day-off-add = Vrije dag van { $side } opgeven
meeting-day-off-remove = Weghalen
meeting-points = Punten
meeting-points-none = Geen open punt. Voeg er hieronder een toe, of begin met wat volgt.
meeting-points-none-past = In dit overleg is geen punt afgehandeld.
meeting-points-settled = Afgehandeld in dit overleg
meeting-point-since = sinds { $at }
meeting-point-back = komt terug
meeting-point-escalated = uit het operationeel overleg
meeting-point-settle = Afhandelen
meeting-point-escalate = Naar de stuurgroep
meeting-point-reopen = Weer openen
meeting-point-new = Nieuw punt
meeting-point-hint = Het komt terug tot het is afgehandeld
meeting-point-target = Voor
meeting-point-here = dit overleg
meeting-point-committee = de volgende stuurgroep
meeting-point-add = Op de agenda zetten
meeting-present = Wie er is
meeting-present-nobody = nog niemand genoteerd
meeting-present-note = Noteren wie er is
meeting-present-own = Van onze kant
meeting-present-hint = De andere kant noteert de eigen mensen
meeting-present-save = Opslaan
meeting-decides = mag beslissen
meeting-decides-nobody = nog niemand die mag beslissen
meeting-quorum-words = De stuurgroep beslist, en keurt haar verslag goed, zodra er van elke kant iemand is die over een review mag beslissen.
meeting-decided-by = { $who } beslist hier. Wat buiten je mandaat valt, gaat als punt naar de stuurgroep.
meeting-decisions-none = In dit overleg is nog niets besloten.
meeting-decision-of = Een besluit van: { $kind }
meeting-decision-lead = Het heeft een eigenaar en een dag, en steunt op een plaats of een maat uit het charter.
meeting-decision-clause-hint = Bijvoorbeeld 3.1; of kies hieronder een maat
meeting-minutes-edit = In het verslag schrijven
meeting-minutes-begin = Verslag beginnen
meeting-minutes-empty = Nog geen verslag. Beide kanten schrijven erin; elke versie blijft bewaard.
meeting-minutes-of = Verslag van: { $kind }
meeting-minutes-lead = Beide kanten schrijven in één tekst. Slaat iemand anders eerder op, dan zie je beide teksten en gaat er niets verloren.
meeting-minutes-hint = Wat er is gezegd en afgesproken
meeting-minutes-save = Verslag opslaan
meeting-minutes-theirs = Wat { $who } intussen opsloeg
meeting-minutes-approved-edit = Deze tekst is goedgekeurd. Een wijziging maakt een nieuwe versie, die beide kanten opnieuw goedkeuren.
meeting-minutes-version = versie { $version }
meeting-minutes-written = { $who }, { $at }
meeting-minutes-none = geen verslag
meeting-minutes-draft = nog niet goedgekeurd
meeting-minutes-one = één kant akkoord
meeting-minutes-both = beide kanten akkoord
meeting-approval-waits = nog niet goedgekeurd
meeting-approve = Versie { $version } goedkeuren
meeting-said-rhythm = Het ritme is begonnen.
meeting-said-ended = Het ritme is beëindigd. Wat is gehouden, blijft.
meeting-said-day-off = De vrije dag staat erin. Overleg op die dag vervalt.
meeting-said-day-back = De vrije dag is weggehaald.
meeting-said-point = Het punt staat op de agenda.
meeting-said-settled = Het punt is afgehandeld.
meeting-said-reopened = Het punt is weer open.
meeting-said-escalated = Het punt gaat naar de volgende stuurgroep.
meeting-said-present = Genoteerd wie er is.
meeting-said-written = Het verslag is opgeslagen.
meeting-said-approved = Jullie kant heeft dit verslag goedgekeurd.
agenda-actions = Openstaande acties
agenda-late-actions = Acties die te laat zijn
agenda-decisions = Besluiten om uit te voeren
agenda-signals = Signalen die afgingen
agenda-sessions = Sessies die komen
agenda-evidence = Bewijs
agenda-blameless = Schuldvrije evaluaties die openstaan
agenda-charter = Charter
agenda-none-actions = Geen openstaande actie.
agenda-none-late-actions = Geen actie is te laat.
agenda-none-decisions = Er wacht geen besluit.
agenda-none-signals = Er wacht geen signaal op een besluit.
agenda-none-sessions = Geen sessie in de komende drie weken.
agenda-none-evidence = Nog geen kwartaalreview.
agenda-none-blameless = Er staat er geen open.
agenda-none-charter = Geen charter.
agenda-signal = { $module }, { $cohort }
agenda-review-missing = nog te maken
agenda-review-made = gemaakt op { $at }
agenda-charter-version = Charter { $version }
agenda-charter-since = van kracht sinds { $since }
agenda-charter-none = Er is geen charter van kracht
fault-meeting-not-planned = Op die dag is er geen overleg van dit ritme
fault-rule-freq = Begin de regel met FREQ=WEEKLY, FREQ=MONTHLY of FREQ=YEARLY
fault-rule-part = { $part } kan hier niet in een regel
fault-rule-value = { $part } heeft een waarde die hier niet kan
fault-rule-beside = Kies hierboven “volgens een eigen regel”, of laat dit leeg
fault-rule-never = Volgens deze regel zou er nooit overleg zijn
fault-day-off-known = Jullie kant heeft deze dag al opgegeven
fault-minutes-meanwhile = { $who } sloeg intussen op: die tekst staat hierboven, de jouwe staat er nog. Breng ze samen en sla nog eens op
fault-decision-ground = Noem een plaats in het charter, of kies een maat
refusal-day-off-other-side = Dit is een vrije dag van de andere kant. Alleen die kant haalt hem weg.
refusal-meeting-quorum = De stuurgroep is niet beslissingsbevoegd: van elke kant moet iemand zijn genoteerd die over een review mag beslissen.
refusal-minutes-none = Er is nog geen verslag om goed te keuren.
refusal-minutes-changed = Het verslag is niet meer het verslag dat je te zien kreeg. Lees het opnieuw voor je het goedkeurt.
refusal-minutes-approved = Jullie kant heeft deze versie al goedgekeurd.
refusal-minutes-meanwhile = Iemand schreef intussen versie { $version }. Lees die, breng beide teksten samen en stuur ze met dat nummer.
refusal-point-settled = Dit punt is al afgehandeld.
refusal-point-open = Dit punt is niet afgehandeld.
refusal-point-not-talk = Alleen een punt van een operationeel overleg gaat naar de stuurgroep.
# Agenda
calendar-own = Mijn agenda
calendar-name = Lustrum
calendar-lead = Een geheim adres voor je eigen agendaprogramma: het overleg van elk partnerschap waarin je werkt en de sessies die je geeft, plant of volgt, steeds bijgewerkt.
calendar-none = Je hebt nog geen adres.
calendar-made-at = Je hebt een adres sinds { $at }. Het wordt maar één keer getoond; maak een nieuw als je het kwijt bent.
calendar-make = Adres maken
calendar-again = Nieuw adres maken
calendar-revoke = Adres intrekken
calendar-made = Je agenda-adres
calendar-made-words = Abonneer je erop in je agendaprogramma. Het wordt alleen nu getoond. Wie het heeft, ziet wanneer jullie overleg hebben; je kunt het altijd intrekken.
calendar-copy = Adres kopiëren
calendar-said-revoked = Het adres is ingetrokken en leidt nergens meer heen.
# Besluiten onder het charter
decision-place = Plaats onder het charter
decision-place-lead = Onder welke delen van het charter valt dit besluit? Het charter toont het daar.
decision-place-version = Delen van charter { $version }
decision-said-placed = Het besluit staat onder deze delen van het charter.
refusal-decision-no-charter = Er is nog geen charter ondertekend, dus is er geen deel om het onder te plaatsen.
# Experimenten
nav-experiments = Experimenten
experiment-lead = Een deel van het budget is apart gehouden om dingen te proberen. Elke proef heeft een hypothese, een maatstaf, een plafond en een dag waarop hij stopt.
experiment-empty = Er is nog niets apart gehouden voor experimenten
experiment-empty-words = De ene kant stelt een deel van een afgesproken bedrag voor, de andere stemt in. Daarna stelt elke kant voor wat je probeert.
experiment-all = Wat beide kanten proberen
experiment-fence = Apart gehouden voor experimenten
experiment-fence-words = { $share } van { $base }: { $amount }
experiment-fence-open = Een voorstel wacht op antwoord
experiment-fence-agree = Stem in met dit deel
experiment-fence-propose = Stel een deel voor
experiment-fence-share = Deel
experiment-fence-base = Van welk bedrag
experiment-fence-base-hint = Wat beide kanten afspraken uit te geven, bijvoorbeeld in een jaar
experiment-free = vrij
experiment-reserved = opzij gezet voor wat is afgesproken of loopt
experiment-spent = uitgegeven
experiment-taken = Bezet
experiment-taken-of = { $taken } van { $amount }
experiment-new = Stel een experiment voor
experiment-change = Verander het plan
experiment-new-lead = De andere kant leest het en stemt in. Vanaf dan staat het plan vast, wat er ook uitkomt.
experiment-propose = Stel voor
experiment-back = Terug
experiment-title-hint = Een paar woorden die beide kanten gebruiken
experiment-hypothesis-hint = Wat verwacht je dat er gebeurt, en waarom?
experiment-measure-hint = Wat laat zien of het gebeurde
experiment-design-hint = Wie doet mee, wie niet, en hoe is dat bepaald. Zonder mensen die niet meedoen, of toeval, is het effect niet te zeggen.
experiment-stops-when-hint = Waardoor zou je voor die dag stoppen
experiment-column-title = Experiment
experiment-column-state = Stand
experiment-column-currency = Munt
experiment-column-cap = Plafond
experiment-column-spent = Uitgegeven
experiment-column-stops = Stopt op
experiment-column-stops-when = Stopt eerder als
experiment-column-outcome = Wat ervan kwam
experiment-column-effect = Effect
experiment-column-hypothesis = Hypothese
experiment-column-measure = Maatstaf
experiment-column-design = Hoe het gaat
experiment-state-proposed = voorgesteld
experiment-state-agreed = door beide afgesproken
experiment-state-running = loopt
experiment-state-stopped = gestopt
experiment-state-ended = afgelopen
experiment-state-withdrawn = teruggenomen
experiment-outcome-learned = Van geleerd
experiment-outcome-adopt = Overgenomen
experiment-outcome-drop = Losgelaten
experiment-due = zijn dag is gekomen
experiment-next = Wat nu
experiment-waits-other = De andere kant leest het en stemt in.
experiment-agree-words = De andere kant stelt dit voor. Zodra je instemt staat het plan vast en is het plafond opzij gezet.
experiment-agree = Stem in met dit plan
experiment-withdraw = Neem dit voorstel terug
experiment-start-words = Beide kanten stemden in. Het plan staat vast; er is nog niets begonnen.
experiment-start = Begin ermee
experiment-plan = Het plan
experiment-hash = Voor de start vastgelegd onder de hash
experiment-spend = Noteer wat het kostte
experiment-spent-of = { $spent } van { $cap }; over: { $left }
experiment-spent-what = Waarvoor
experiment-spent-on = Dag
experiment-spent-who = Genoteerd door
experiment-spent-amount = Bedrag
experiment-close = Beëindig het
experiment-close-words = Voor zijn dag stopt dit het volgens de stopregel; op zijn dag of later is het afgelopen. Wat opzij was gezet en niet is uitgegeven, komt weer vrij.
experiment-learned = Wat je leerde
experiment-learned-hint = Ook als het niet werkte; daar was het voor
experiment-study = Geregistreerde studie
experiment-study-hint = Mag leeg blijven. Zonder studie is het effect niet te zeggen.
experiment-effect = { $outcome }: { $estimate } { $unit } ({ $level }-interval { $low } tot { $high }, n = { $n }); { $verdict }
experiment-effect-none = { $verdict }
experiment-effect-untold = Het effect is niet te zeggen: er is geen studie gekoppeld.
experiment-effect-waiting = Het effect is nog niet te zeggen: de gekoppelde studie heeft geen schatting.
experiment-effect-hidden = De gekoppelde studie is niet met jouw kant gedeeld.
experiment-unit-points = procentpunt
experiment-said-fence = Het deel is voorgesteld. De andere kant antwoordt.
experiment-said-fence-agreed = Het deel is apart gehouden voor experimenten.
experiment-said-proposed = Het experiment is voorgesteld. De andere kant antwoordt.
experiment-said-changed = Het plan is veranderd.
experiment-said-withdrawn = Het voorstel is teruggenomen.
experiment-said-agreed = Beide kanten stemden in. Het plan staat vast.
experiment-said-started = Het experiment loopt.
experiment-said-spent = Het bedrag is genoteerd.
experiment-said-closed = Het experiment is voorbij, met wat ervan kwam.
fault-experiment-cap = Er is niet meer dan { $free } vrij
fault-experiment-cap-nothing = Geef een bedrag boven 0
fault-experiment-beyond-cap = Er is niet meer dan { $left } over onder het plafond
fault-experiment-past = Geef een dag na vandaag
fault-experiment-before-agreed = Deze dag ligt vóór de dag waarop beide kanten het met het experiment eens werden
fault-experiment-future = Deze dag moet nog komen
refusal-experiment-no-fence = Er is nog niets apart gehouden voor experimenten. Spreek eerst een deel van het budget af.
refusal-experiment-no-room = Het plafond is meer dan wat vrij is. Stel het voor met een lager plafond, of houd meer apart voor experimenten.
refusal-experiment-state = { $state ->
    [proposed] Dit wacht op instemming van de andere kant.
    [agreed] Beide kanten stemden in: het plan staat vast, en het is nog niet begonnen.
    [running] Dit loopt al.
    [withdrawn] Dit is teruggenomen.
   *[other] Dit is voorbij.
}
refusal-experiment-plan-changed = Het plan is niet wat je te zien kreeg. Lees het opnieuw.
refusal-experiment-other-side = De andere kant stelde dit voor. Alleen zij veranderen het of nemen het terug.
refusal-put-agreed = Beide kanten stemden hier al mee in.
refusal-put-nothing = Er is nog niets voorgelegd.
refusal-put-changed = Er is intussen iets anders voorgelegd. Lees het opnieuw.
refusal-put-own = Jouw kant legde dit voor. De andere kant stemt in.
refusal-put-same-person = Je deed dit al voor de andere kant. De twee kanten zijn twee mensen.
refusal-experiment-beyond-cap = Dit zou meer kosten dan het plafond.
event-experiment-fence-proposed = stelde een deel van het budget voor experimenten voor
event-experiment-fence-agreed = stemde in met een deel van het budget voor experimenten
event-experiment-proposed = stelde het experiment “{ $title }” voor
event-experiment-changed = veranderde het plan van het experiment “{ $title }”
event-experiment-withdrawn = nam het experiment “{ $title }” terug
event-experiment-agreed = stemde in met het experiment “{ $title }”
event-experiment-started = begon het experiment “{ $title }”
event-experiment-spent = noteerde wat het experiment “{ $title }” kostte: { $what }
event-experiment-closed = beëindigde het experiment “{ $title }”: { $learned }
experiment-freed = En { $amount } die vrijkwam doordat beide kanten modules stopten.
# Herijking halverwege een programma
nav-midway = Herijking
midway-lead = Als de helft van een programma voorbij is: van elke module wat er is gezien, en of hij blijft, verandert of stopt.
midway-empty = Nog geen programma
midway-to-programmes = Naar de programma's
midway-empty-words = Een programma kan worden herijkt als het is goedgekeurd en de helft van de modules is geweest.
midway-held = { $held } van { $all } modules zijn geweest
midway-see = Bekijk de herijking
midway-begin = Begin de herijking
midway-not-yet = Het kan worden herijkt als de helft van de modules is geweest.
midway-title = Herijking: { $programme }
midway-show-lead = Wat er op de vier niveaus is gezien, en wat beide kanten met elke module doen.
midway-whole = Van het programma als geheel
midway-modules = Module voor module
midway-modules-note = Reactie: hoeveel deelnemers hem relevant vonden (4 of 5 van 5). Leren: wat er in de eigen toetsen is gewonnen, van voor naar na, en hoeveel deelnemers het niveau haalden dat de eigen rubric vraagt, waar twee beoordelaars hen scoorden. Gedrag: de verandering van het gedrag waaraan hij werkt, tegenover wie wacht als dat er genoeg zijn; andere modules kunnen aan hetzelfde werken. Alles met het 95 %-interval. Resultaten zijn van het programma als geheel: wat één module eraan deed, is niet van de rest te scheiden.
midway-interval = ({ $low } tot { $high })
midway-learned = { $points } punten van 100{ $interval }, n = { $n }
midway-demonstrated = { $rubric }: { $share } % op of boven het gevraagde niveau ({ $low } % tot { $high } %), n = { $n }; beide beoordelaars zeiden hetzelfde van { $alike }{ $kappa }
midway-kappa = (kappa { $value }, { $low } tot { $high })
midway-asks-nothing = { $rubric }: deze rubric vraagt geen niveau
midway-behaved = { $behaviour }: { $change } punten van 5{ $interval }, n = { $n } getraind, niemand om mee te vergelijken
midway-behaved-more = { $behaviour }: { $change } punten van 5{ $interval }, { $n } getraind tegenover { $waiting } wachtend
midway-not-linked = niet gekoppeld
midway-no-figure = nog geen cijfer
midway-no-figure-then = geen cijfer toen beide instemden
midway-results-whole = van het programma als geheel
midway-link-test = Maak er een toets van
midway-link-behaviours = Zeg waaraan hij werkt
midway-column-module = Module
midway-column-verdict = Wat we doen
midway-no-data = geen gegevens
midway-relevant = { $share } % ({ $low } % tot { $high } %), n = { $n }
midway-open = open
midway-put = voorgesteld: { $verdict }
midway-waits = wacht op jou
midway-verdict-keep = blijft
midway-verdict-change = verandert
midway-verdict-stop = stopt
midway-reason = Waarom
midway-reason-hint = Wat er in de gegevens voor spreekt, en wat niet bekend is
midway-freed = Wat stoppen vrijmaakt
midway-freed-hint = Alleen als de kosten bekend zijn. Het gaat naar experimenten.
midway-carried-out = Uitgevoerd door
midway-proposal = het voorstel in het programma
midway-back = Terug naar de modules
midway-answer = Jouw antwoord
midway-agree-words = De andere kant stelt dit voor. Stem in, of stel hieronder iets anders voor.
midway-agree = Stem in
midway-put-it = Stel het voor
midway-said-begun = De herijking is begonnen.
midway-said-put = Het is voorgesteld. De andere kant antwoordt.
midway-said-agreed = Beide kanten stemden in.
midway-evidence-change = Herijking halverwege het programma: veranderen. { $share } % vond hem relevant (n = { $n }).
midway-evidence-change-bare = Herijking halverwege het programma: veranderen. Er zijn geen antwoorden om te tonen.
midway-evidence-stop = Herijking halverwege het programma: stoppen. { $share } % vond hem relevant (n = { $n }).
midway-evidence-stop-bare = Herijking halverwege het programma: stoppen. Er zijn geen antwoorden om te tonen.
fault-midway-freed = Alleen een module die stopt maakt geld vrij
fault-midway-no-fence = Spreek eerst een deel van het budget voor experimenten af
refusal-midway-early = Minder dan de helft van dit programma is geweest.
refusal-midway-known = Dit programma heeft zijn herijking al.
event-midway-begun = begon de herijking van “{ $title }”
event-midway-put = stelde voor de module “{ $module }” voor: { $verdict ->
    [keep] blijft
    [change] verandert
   *[stop] stopt
}
event-midway-agreed = stemde in over de module “{ $module }”: { $verdict ->
    [keep] blijft
    [change] verandert
   *[stop] stopt
}
review-cases = Succesverhalen
review-cases-words = Van de mensen met wie gesproken is, vertelden { $success } waar het goed ging en { $other } waar het niet lukte; elk verhaal is door een tweede persoon geverifieerd, en de persoon vindt het goed dat beide kanten het lezen. Het zijn uitersten; ze zeggen niet hoeveel anderen er zijn zoals zij.
# Gezondheid
nav-health = Gezondheid
event-health-settings-changed = wijzigde hoe naar de gezondheid van het partnerschap wordt gekeken
event-health-check-opened = opende een partnerschapsscan tot en met { $closes }
event-health-check-asked = vroeg mensen van de eigen kant in een partnerschapsscan: { $count }
event-health-check-closed = een partnerschapsscan die tot en met { $closes } liep, is voorbij
event-health-alarm-raised = het gezondheidscijfer van { $period } gaf alarm: { $value } van 100
health-lead = Blijft dit een partnerschap, of glijdt het terug naar kopen en verkopen? Een cijfer uit wat er gebeurt, en een scan van wat beide kanten ervaren.
health-of = Gezondheid van { $period }
health-so-far = { $period }, tot nu toe
health-figure = Gezondheidscijfer
health-of-hundred = van 100
health-none-yet = Te weinig gegevens voor een cijfer
health-basis = { $known } van { $all } onderdelen hebben gegevens · { $from } tot en met { $to } · geteld uit de geschiedenis, geen steekproef, dus zonder interval
health-alarm = Alarm.
health-alarm-agenda = Er staat een punt op de agenda van de volgende stuurgroep.
health-alarm-low = Het gezondheidscijfer van { $period } is { $value } van 100, onder de grens die beide kanten afspraken.
health-alarm-fell = Het gezondheidscijfer van { $period } is { $value } van 100; het kwartaal ervoor was het { $before }.
health-alarms = Alarmen
health-part-rhythm = Ritme gehouden
health-part-rhythm-rule = Overleggen met een verslag, van wat het ritme plande; een vrije dag telt niet. Alles gehouden is 100.
health-part-rhythm-counted = { $some } van { $n } geplande overleggen
health-part-actions = Acties op tijd
health-part-actions-rule = Acties die op hun dag klaar waren, van wat klaar moest zijn. Alles op tijd is 100.
health-part-actions-counted = { $some } van { $n } acties die klaar moesten zijn
health-part-evidence = Bewijs op niveau 3 en 4
health-part-evidence-rule = Cijfers over gedrag en resultaat, van alle cijfers met een waarde. De helft of meer is 100.
health-part-evidence-counted = { $some } van { $n } cijfers
health-part-cases = Eigen casussen
health-part-cases-rule = Minuten die modules aan casussen van de organisatie besteden. 60 % of meer is 100.
health-part-cases-counted = { $some } van { $n } minuten in modules
health-part-balance = Evenwicht in de bijdragen
health-part-balance-rule = Ingebrachte punten, geschreven verslagen, delen van schuldvrije evaluaties en afgeronde acties: wat de kant gaf die minder gaf. Van beide evenveel is 100.
health-part-balance-counted = { $some } van { $n } bijdragen komen van de kant die minder gaf
health-part-charter = Leeftijd van het charter
health-part-charter-rule = Tot een half jaar na de ondertekening 100, na twee jaar 0, daartussen naar verhouding.
health-part-charter-counted = { $some } dagen eerder ondertekend
health-no-data = geen gegevens
health-none = geen score
health-too-few = minder dan { $fewest }: geen score
health-too-few-parts = Minder dan { $fewest } onderdelen hebben gegevens
health-left-out = Geen gegevens is geen score. Buiten het gemiddelde gelaten: { $parts }.
health-formula-title = Hoe het wordt berekend
health-formula = Het cijfer is het gemiddelde van de onderdelen naar gewicht: ({ $sum }) ÷ { $all }. Een onderdeel zonder gegevens blijft boven en onder de streep weg; met minder dan { $fewest } onderdelen is er geen cijfer.
health-formula-words = Elk kwartaal is geteld per zijn laatste dag, met de gewichten die nu gelden, zodat kwartalen te vergelijken zijn. Het cijfer beschrijft hoe jullie samenwerken. Het zegt niet waar dat toe leidt.
health-history = Kwartaal na kwartaal
health-history-caption = Gezondheidscijfer per kwartaal, van 100; het laatste kwartaal tot nu toe
health-history-description = Het gezondheidscijfer van elk kwartaal naast de grens waaronder alarm wordt gegeven.
health-floor-at = grens { $floor }
health-parts = Onderdelen
health-csv-period = Kwartaal
health-csv-part = Onderdeel
health-csv-counted = Geteld
health-csv-value = Waarde (0 tot 100)
health-csv-weight = Gewicht
health-settings = Gewichten en grenzen
health-settings-lead = Beide kanten mogen dit wijzigen. Het geldt voor elk kwartaal dat te zien is; de geschiedenis bewaart wie het wijzigde.
health-settings-save = Opslaan
health-settings-theirs = gewichten { $weights }; grens { $floor }, daling { $fall }, verschil { $gap }, { $days } dagen
health-weights = Gewichten
health-weights-hint = Van 0, wat een onderdeel weglaat, tot 100
health-alarm-when = Wanneer het naar de stuurgroep gaat
health-floor = Grens van het gezondheidscijfer
health-floor-hint = Onder dit cijfer komt er alarm, één keer per kwartaal
health-fall = Daling tussen twee kwartalen
health-fall-hint = Een daling met meer dan dit geeft ook alarm
health-gap = Verschil tussen beide kanten
health-gap-hint = Gemiddelden die verder uiteen liggen dan dit, op een schaal van 1 tot 5, gaan naar de volgende stuurgroep
health-points = punten
health-days = werkdagen
health-contest-days = Tijd om te betwisten
health-contest-days-hint = Geteld vanaf de dag nadat een review werd gemaakt
health-back = Terug naar de gezondheid
health-said-settings = Het is opgeslagen en geldt voor beide kanten.
health-checks = Partnerschapsscans
health-checks-lead = Beide kanten krijgen dezelfde vragen. Er is niets te zien voordat een scan voorbij is, en niets van een kant voordat vijf mensen van die kant hebben geantwoord.
health-checks-empty = Nog geen partnerschapsscan
health-checks-empty-words = Een scan vraagt beide kanten hoe goed de samenwerking gaat, op de punten waarop de partner werd gekozen, en laat zien waar de blikken verschillen.
health-check-new = Een partnerschapsscan openen
health-check-lead = Dezelfde vragen voor beide kanten, beantwoord van 1 tot 5 via een persoonlijke link, zonder inloggen. Wie wat antwoordde, is niet te achterhalen.
health-check-of = Partnerschapsscan tot en met { $day }
health-column-check = Scan
health-column-asked = Gevraagd
health-column-state = Stand
health-asked-both = { $ours } en { $theirs } mensen
health-about = Waar het over gaat
health-own = Ook vragen naar (mag leeg blijven)
health-own-hint = Eén per regel, hoogstens { $most }; bijvoorbeeld: Besluitsnelheid
health-closes = Laatste dag
health-closes-hint = Iedereen krijgt één herinnering, drie dagen ervoor
health-people = Wie van { $own } wordt gevraagd
health-people-hint = E-mailadressen van { $own }, minstens { $fewest }. De andere kant vraagt haar eigen mensen.
health-language = Taal van de mail
health-language-hint = Voor wie hier geen account heeft. Wie er een heeft, krijgt de mail in de eigen taal.
health-open = De scan openen en de links versturen
health-ask = De links versturen
health-ask-more = Mensen van jouw kant vragen
health-said-opened = De scan is open en de links zijn verstuurd. De andere kant kan nu haar eigen mensen vragen.
health-said-asked = De links zijn verstuurd.
health-over = voorbij
health-asking = loopt
health-running = Zolang hij loopt is er niets te zien, ook niet hoeveel mensen hebben geantwoord.
health-result = Wat beide kanten zien
health-finding = Hier verschillen de blikken het meest. { $words }
health-finding-none = Van minstens één kant hebben minder dan { $fewest } mensen geantwoord. Er wordt niets getoond, zodat niemand te herkennen is.
health-check-point = { $dimension }: { $gap } punten verschil op een schaal van 1 tot 5 ({ $organisation } { $ours }, { $partner } { $theirs }).
health-gap-conclusive = Het interval van het verschil sluit nul uit: meer dan toeval tussen wie er gevraagd is.
health-gap-open = Nog niet uit te maken: het interval van het verschil bevat nul, dus het kan toeval zijn.
health-gap-wide = Dat is meer dan de { $limit } die jullie afspraken, dus het staat op de agenda van de volgende stuurgroep.
health-gap-narrow = Dat is binnen de { $limit } die jullie afspraken, dus er komt niets op de agenda.
health-radar = Hoe goed beide kanten de samenwerking vinden gaan
health-radar-caption = Gemiddelde van elke kant, van { $low } (slecht) in het midden tot { $high } (heel goed) aan de rand
health-column-about = Vraag
health-column-gap = Verschil
health-column-before = Verschil in de vorige scan
health-mean = { $value } (95 % { $low } tot { $high }), n = { $n }
health-mean-alone = { $value }, n = { $n }
health-few = minder dan { $fewest } antwoorden
health-gap-none = niet getoond
health-before-none = niet gevraagd of niet getoond
health-wide = groot
health-read = Gemiddelden met hun 95 %-interval en het aantal antwoorden (n). Het verschil is de organisatie min de partner.
health-words = In eigen woorden
health-words-lead = Te zien vanaf vijf antwoorden van een kant, in willekeurige volgorde.
health-words-none = Niemand schreef iets.
health-answers = { $count ->
    [one] Eén antwoord
   *[other] { $number } antwoorden
}
health-who = Wie er gevraagd is
health-fact-opened = Geopend
health-fact-closes = Laatste dag
health-fact-answers = { $answers } antwoorden van { $asked } gevraagden
health-fact-asked = { $asked } gevraagd
health-answer-title = Hoe goed gaat de samenwerking?
health-answer-lead = { $own } en { $other } krijgen dezelfde vragen. Antwoord zoals je het vandaag ziet, voor jezelf.
health-answer-seen = Niemand kan achterhalen wie wat antwoordde. Na { $day } zien beide kanten de gemiddelden, en wat { $own } schreef, zodra vijf mensen van jouw kant hebben geantwoord.
health-answer-none = weet niet
health-anchor-low = slecht
health-anchor-high = heel goed
health-answer-words = Wat zou het meest helpen? (mag leeg blijven)
health-answer-words-hint = Beide kanten lezen dit. Schrijf niets waaraan je te herkennen bent.
health-answer-send = Versturen
health-thanks-title = Dank je wel
health-thanks = Je antwoord is binnen en de link is gebruikt. Wat eruit kwam, is na { $day } te zien.
health-used-title = Deze link is al gebruikt
health-used-words = Met elke link kan één keer worden geantwoord, en een antwoord is niet meer te wijzigen: niemand weet welk het jouwe is. Na { $day } zien beide kanten wat eruit kwam.
health-late-title = Deze scan is voorbij
health-late-words = Antwoorden kon tot en met { $day }. Wat eruit kwam, zien beide kanten op de pagina van de partnerschapsscan. Kon je niet op tijd antwoorden, zeg het dan tegen wie aan jouw kant het partnerschap leidt: er komt een volgende.
health-unknown-title = Deze link is niet compleet
health-unknown-words = Met deze link is geen scan verstuurd. Open de link uit de mail nog eens, in zijn geheel: sommige mailprogramma's breken een lange link in twee regels. Opent hij dan nog niet, vraag het dan aan wie aan jouw kant het partnerschap leidt.
health-mail-subject = Hoe goed gaat de samenwerking van { $own } en { $other }?
health-mail-body =
    Hallo,

    { $own } en { $other } vragen hun mensen hoe goed de samenwerking gaat. Het kost twee minuten, tot en met { $day }:

    { $link }

    De link is van jou en werkt één keer. Hij is nergens met je naam opgeslagen: niemand kan achterhalen wie wat antwoordde, en van een kant is niets te zien voordat vijf mensen van die kant hebben geantwoord.
health-mail-again-subject = Tot en met { $day }: hoe goed gaat de samenwerking?
health-mail-again-body =
    Hallo,

    { $organisation } en { $partner } vroegen je hoe goed de samenwerking gaat. De scan loopt tot en met { $day }; je link staat in de eerste mail.

    Dit gaat naar iedereen die gevraagd is, want niemand weet wie heeft geantwoord. Heb je dat al gedaan, dan hoef je niets meer te doen. Dit is de enige herinnering.
health-mail-alarm-subject = { $organisation } en { $partner }: het gezondheidscijfer vraagt een blik
health-mail-alarm-body =
    Hallo { $name },

    { $words }

    Er staat een punt op de agenda van de volgende stuurgroep. Waar het uit bestaat:

    { $link }
fault-health-weights = Geef minstens één onderdeel een gewicht
fault-health-meanwhile = Iemand anders sloeg intussen op: { $theirs }. Wat jij invulde staat er nog; sla nog eens op om het ervoor in de plaats te zetten
fault-health-address = “{ $typed }” is geen e-mailadres
fault-health-few = Noem minstens { $fewest } mensen van jouw kant: met minder zou er niets te zien zijn
fault-health-many = Van een kant worden hoogstens { $most } mensen gevraagd
fault-health-asked = Zij zijn allemaal al gevraagd
fault-health-own-many = Vraag naar hoogstens { $most } dingen meer
fault-health-own-twice = Hier wordt al naar gevraagd
fault-health-closes = Kies een dag vanaf morgen, binnen { $days } dagen
fault-health-nothing = Beantwoord minstens één vraag
refusal-health-over = Deze scan is voorbij.
# Betwisting van een cijfer
event-review-contested = betwistte een cijfer van de review van { $period }
event-review-contest-answered = antwoordde op de betwisting van een cijfer van de review van { $period }
event-review-contest-settled = zei wat er van een betwist cijfer van de review van { $period } kwam
contest-title = Betwiste cijfers
contest-one = Betwist cijfer
contest-new = Een cijfer betwisten
contest-lead = Zeg waarom een cijfer niet klopt, met bewijs. De andere kant antwoordt; beide blikken blijven naast het cijfer staan.
contest-ask = Klopt een cijfer niet?
contest-open-until = Tot en met { $day } kan jouw kant een cijfer van deze review betwisten, met bewijs.
contest-was-until = Cijfers van deze review konden worden betwist tot en met { $day }.
contest-until = Cijfers van de review van { $period } kunnen worden betwist tot en met { $day }.
contest-figure = Welk cijfer
contest-figure-hint = Zoals het in de nieuwste review van het kwartaal staat
contest-view = Jouw blik
contest-view-hint = Wat er niet klopt, en wat je in plaats daarvan ziet
contest-source = Wat het bewijs is
contest-source-hint = Bijvoorbeeld: presentielijst van 12 juni, studie “Eerste half jaar”
contest-link = Waar het staat
contest-link-hint = Een pagina van dit partnerschap (begint met /p/) of een adres dat met https:// begint
contest-file = Of een bestand
contest-file-hint = PDF, PNG, JPEG, CSV of tekst, hoogstens 10 MB; beide kanten kunnen het openen
contest-mark = betwist
contest-evidence = Bewijs:
contest-evidence-open = het bewijs openen
contest-file-open = het bestand openen
contest-answer-none = Nog geen antwoord.
contest-answer = Antwoord van jouw kant
contest-answer-hint = Het blijft naast het cijfer staan en is later niet te wijzigen
contest-answer-give = Het antwoord geven
contest-outcome = Wat ervan kwam
contest-outcome-which = Wat kwam ervan?
contest-outcome-upheld = het cijfer blijft staan
contest-outcome-corrected = verbeterd
contest-outcome-both = beide blikken blijven staan
contest-correction = Waar de verbetering staat
contest-correction-hint = Bijvoorbeeld: nummer 2 van deze review. Verplicht als het cijfer is verbeterd
contest-settle = Vastleggen
contest-waits-answer = { $side } heeft nog niet geantwoord.
contest-waits-outcome = { $side } zegt of zij het cijfer aanvaardt, als zij het antwoord heeft gelezen.
contest-open = open
contest-stays = Beide blikken staan naast de bevroren review en horen niet bij de hash. Ze blijven voorgoed staan.
contest-said-begun = Het cijfer is betwist. De andere kant kan antwoorden.
contest-said-answered = Het antwoord staat naast het cijfer.
contest-said-settled = Het is vastgelegd.
fault-contest-link = Geef een pagina van dit partnerschap, of een adres dat met https:// begint
fault-contest-evidence = Geef een link of een bestand: een betwisting rust op bewijs
fault-contest-twice = Jouw kant betwist dit cijfer van deze review al
fault-contest-correction = Zeg waar de verbetering staat
refusal-contest-late = De tijd om een cijfer van deze review te betwisten eindigde op { $day }. Breng het in bij de volgende review.
refusal-contest-twice = Jouw kant betwist dit cijfer al.
refusal-contest-own = De andere kant antwoordt.
refusal-contest-answered = Er is al op geantwoord.
refusal-contest-not-answered = De andere kant heeft nog niet geantwoord.
refusal-contest-not-yours = De kant die het cijfer betwist, zegt of zij het aanvaardt. Je kunt zeggen dat beide blikken blijven staan.
refusal-contest-settled = Het is al vastgelegd.
# Weekoverzicht
digest-own = Mijn weekoverzicht
digest-lead = Eén mail per week over al je partnerschappen: wat je is gevraagd, wat af moet, wat is besloten en wat eraan komt. In een week zonder nieuws komt er geen.
digest-wanted = Het overzicht per mail
digest-wanted-yes = Stuur het
digest-wanted-no = Stuur het niet
digest-weekday = Dag
digest-hour = Uur
digest-hour-hint = In je eigen tijdzone, die van je account
digest-save = Opslaan
digest-next = Het volgende gaat weg op { $at }.
digest-none = Je krijgt er geen.
digest-said-changed = Je keuze geldt vanaf nu.
digest-off = Zet het overzicht uit
digest-off-words = Je krijgt één mail per week over je partnerschappen. Zet die hier uit; inloggen hoeft niet.
digest-off-done = Het overzicht staat uit. Je krijgt er geen meer.
digest-on-again = Log in om het weer aan te zetten
digest-subject = Je partnerschappen in de week van { $day }
digest-hello = Goedendag { $name }, dit is je week.
digest-asked = Aan jou gevraagd
digest-due = Deze week af
digest-decided = Vorige week besloten
digest-coming = Op komst
digest-alerts = Signalen
digest-ask = { $name } vraagt om een besluit: { $text }
digest-charter = Charter { $version } wacht op je handtekening
digest-terms = De voorgestelde voorwaarden { $number } wachten op je antwoord
digest-action = { $text } (uiterlijk { $day })
digest-action-late = { $text } (te laat: moest af op { $day })
digest-decision = { $text } ({ $owner })
digest-meeting = { $at }: { $kind }. { $place }
digest-session = { $at }: { $module }, { $cohort }
digest-session-cancelled = { $at }: { $module }, { $cohort } (gaat niet door)
digest-signal = { $about }: { $words }
digest-more =
    { $count ->
        [one] en nog 1
       *[other] en nog { $number }
    }
digest-foot =
    Deze mail komt eens per week. Een andere dag of een ander uur: { $account }
    Uitzetten zonder in te loggen: { $off }
event-digest-chosen = koos wanneer het weekoverzicht komt
# Wat beide kanten meebrengen naar een review
prepare-title = Bereid de review van { $period } voor
prepare-lead = Wat elke kant meebrengt: wat er om jullie heen veranderde, wat werkte, wat niet werkte en wat jullie voorstellen. De review bevat het in jullie woorden, met de kant die het schreef.
prepare-not-made = De review van dit kwartaal is nog niet gemaakt. Zodra dat gebeurt, bevat hij de notities op deze pagina, en blijven die zoals ze zijn.
prepare-made = De review is gemaakt: nummer { $number }, op { $at }. Notities die erin staan, blijven zoals ze zijn. Wat je nu schrijft, komt erin als hij opnieuw wordt gemaakt.
prepare-earlier = Voorstellen van { $period }, en wat ervan kwam
prepare-earlier-heading = Voorstellen van de vorige review
prepare-earlier-none = Er is geen eerdere review.
prepare-earlier-empty = Er staat geen voorstel in.
prepare-earlier-open = Bekijk die review
prepare-notes = Notities van beide kanten
prepare-back = Terug naar de notities
prepare-ready = Klaar voor de review?
prepare-ready-words = De review zet jullie notities naast de cijfers en legt ze vast.
note-kind = Wat het is
note-kind-surroundings = Wat er om ons heen veranderde
note-kind-worked = Wat werkte
note-kind-did-not = Wat niet werkte
note-kind-proposal = Voorstellen
note-lead-surroundings = In de markt, in de organisatie, bij de partner: wat dit kwartaal anders maakte dan het vorige.
note-lead-worked = Wat je zag werken, en waaraan dat te zien is.
note-lead-did-not = Wat je niet zag werken, en waaraan dat te zien is. Wat er aan de hand was, en niet wie.
note-lead-proposal = Eén ding dat volgend kwartaal anders zou zijn. In de review zeggen beide kanten wat ze ermee doen.
note-none = Er is geen notitie geschreven.
note-write = Schrijf een notitie
note-text = Jouw notitie
note-text-hint = In hele zinnen, zoals het in de review moet staan
note-evidence = Waar het op steunt
note-evidence-hint = Niet verplicht: een cijfer van het kwartaal of een module; bij een voorstel de module die het zou veranderen
note-module = module “{ $title }”
note-leans-on = Steunt op
note-figure-absent = geen cijfer in deze review
note-stands-in = staat in review nummer { $number }
note-side = Kant
note-day = Dag
note-put-down = Bewaar de notitie
note-change = Wijzig de notitie
note-take-back = Trek de notitie in
note-said-written = De notitie is geschreven en voor beide kanten te zien.
note-said-changed = De notitie is gewijzigd.
note-said-taken-back = De notitie is ingetrokken.
fault-note-proposal-leaning = Een voorstel noemt de module die het zou veranderen, en geen cijfer
fault-note-surroundings-leaning = Wat er om jullie heen veranderde, steunt niet op een cijfer of module van het programma: laat dit leeg
fault-note-many = Jouw kant schreef al { $most } notities voor deze review. Trek er een in, of zet dit in een ervan
fault-note-gone = Iemand trok deze notitie intussen in. Schrijf een nieuwe
fault-note-frozen = Nummer { $number } van de review is intussen gemaakt en bevat deze notitie zoals ze was. Schrijf wat hier staat als nieuwe
refusal-note-other-side = De andere kant schreef deze notitie. Je kunt er zelf een schrijven.
refusal-note-frozen = Deze notitie staat in een review en blijft dus zoals ze is. Schrijf een nieuwe.
refusal-note-many = Jouw kant schreef zo veel notities als deze review kan bevatten.
review-notes = Wat beide kanten meebrengen
review-notes-lead = Woorden van beide kanten van voordat deze review werd gemaakt, met de kant die ze schreef. Ze zijn geen score.
review-notes-none = Geen van beide kanten schreef notities voor deze review.
verdict-title = Voorstel van de review
verdict-heading = Voorstellen, en wat ervan komt
verdict-none = In deze review staat geen voorstel.
verdict-column-proposal = Voorstel
verdict-column-side = Voorgesteld door
verdict-column-both = Wat beide kanten doen
verdict-column-programme = In het programma
verdict-open = niet besloten
verdict-put = voorgelegd: { $verdict }
verdict-taken = overgenomen
verdict-declined = niet overgenomen
verdict-do-taken = We nemen het over
verdict-do-declined = We nemen het niet over
verdict-outcome-hint = Beide kanten moeten instemmen. Wordt het overgenomen, dan wordt het als besluit vastgelegd.
verdict-put-by = voorgelegd door { $side }, { $at }
verdict-module = Module die het verandert
verdict-module-hint = Daarmee opent een wijzigingsvoorstel in het programma. Laat het leeg als er geen module verandert: dan staat het besluit op zichzelf.
verdict-owner-hint = Wie ervoor zorgt; nodig als jullie het overnemen
verdict-reason-hint = Nodig als jullie het niet overnemen
verdict-put-heading = Wat zou jouw kant ermee doen?
verdict-agree-words = De andere kant legt dit voor. Stem in, of leg hieronder iets anders voor.
verdict-decided = Vastgelegd als
verdict-decision = een besluit
verdict-change = Wijzigingsvoorstel: { $module }
verdict-check = opnieuw bekeken op { $day }
verdict-no-module = Er verandert geen module door.
verdict-nothing-yet = nog niets
verdict-from-review = Kwartaalreview van Q{ $place } { $year }: voorgesteld door { $side }, door beide kanten overgenomen.
verdict-said-put = Het is voorgelegd. De andere kant antwoordt.
verdict-said-agreed = Beide kanten stemden in.
fault-verdict-reason = Zeg waarom jullie het niet overnemen: wie het voorstelde, leest dit
refusal-verdict-no-proposal = Dit is een notitie en geen voorstel.
refusal-verdict-not-in-review = Dit voorstel staat nog niet in een review. Maak eerst de review.
refusal-verdict-module-gone = De module is er niet meer, of het programma is beëindigd. Leg het voorstel opnieuw voor met een andere module of zonder.
event-review-note-written = schreef een notitie voor de review van { $period }: { $text }
event-review-note-changed = wijzigde een notitie voor de review van { $period }: { $text }
event-review-note-taken-back = trok een notitie voor de review van { $period } in: { $text }
event-review-proposal-put = legde voor over een voorstel van de review van { $period }: { $verdict ->
    [taken] overnemen
   *[declined] niet overnemen
} ({ $text })
event-review-proposal-agreed = stemde in over een voorstel van de review van { $period }: { $verdict ->
    [taken] het wordt overgenomen
   *[declined] het wordt niet overgenomen
} ({ $text })
agenda-notes = Wat beide kanten meebrengen
agenda-none-notes = Nog geen notitie voor deze review.
# Wat de ene kant voorlegde en de andere moet beantwoorden
waiting-statement = Bevestig de afrekening per { $what }
waiting-rule = Spreek af wat een resultaat waard is: { $what }
waiting-programme = Keur het programma “{ $what }” goed
waiting-change = Beslis over de voorgestelde wijziging van de module “{ $what }”
waiting-agreement = Aanvaard de overeenkomst over { $what }, of wijs die af
waiting-nda = Onderteken de geheimhoudingsverklaring die geldt tot en met { $what }
waiting-asset = Bevestig van wie “{ $what }” is en wat elke kant ermee mag
waiting-insight = Beantwoord inzicht { $what } uit de onderdompeling
waiting-trigger = Stem in met een signaal op feedback
waiting-words = Geef woorden voor de loting van “{ $what }”
waiting-proposal = Beantwoord het voorstel uit een review: { $what }
waiting-contest = Beantwoord de andere kant, die een cijfer betwist: { $what }
waiting-contest-outcome = Zeg wat er van het betwiste cijfer is gekomen: { $what }
waiting-minutes = Keur het verslag goed: { $what }
waiting-fence = Stem ermee in om { $what } % van het budget voor experimenten te houden
waiting-experiment = Beantwoord het plan voor het experiment “{ $what }”
waiting-midway-keep = Beantwoord de herijking: de module “{ $what }” blijft
waiting-midway-change = Beantwoord de herijking: de module “{ $what }” verandert
waiting-midway-stop = Beantwoord de herijking: de module “{ $what }” stopt
