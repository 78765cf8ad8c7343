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
review-plain-effect-better = Het programma maakte verschil, ten goede: { $outcome } verschilt er { $effect } { $unit } door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-effect-worse = Het programma maakte verschil, ten kwade: { $outcome } verschilt er { $effect } { $unit } door. Met { $level } zekerheid ligt het effect tussen { $low } en { $high }.
review-plain-no-effect-detected = Er is geen effect gevonden, en een effect dat ertoe doet is uitgesloten: met { $level } zekerheid ligt het tussen { $low } en { $high } { $unit }, en tot { $margin } maakt het in de praktijk niet uit.
review-plain-not-yet-conclusive = Deze gegevens kunnen het nog niet zeggen. De schatting is { $estimate } { $unit }, maar met { $level } zekerheid kan het effect overal tussen { $low } en { $high } liggen.
review-plain-check-failed = Deze gegevens kunnen het nog niet zeggen. De schatting is { $estimate } { $unit } ({ $level }-interval { $low } tot { $high }), maar een controle is niet doorstaan. Het kan dus iets anders zijn dan het effect van het programma.
review-plain-not-identifiable = Deze gegevens kunnen wat het programma deed niet scheiden van wat er verder anders was. Er is dus geen effect te melden.
review-design-words-rct = Het lot bepaalde wie werd getraind; wie is getraind, wordt vergeleken met wie dat niet is.
review-design-words-did = De verandering in getrainde eenheden wordt vergeleken met die in wachtende eenheden over dezelfde perioden; wat voor allemaal gelijk veranderde, valt weg.
review-design-words-comparison = Twee groepen worden vergeleken zoals ze zijn; niemand vormde ze door loting.
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
review-unit-points = punt
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
