nav-overview = Overzicht
nav-home = Beginpagina
home-first = Waarheen?
home-with = { $client } met { $partner }
home-own = De eigen pagina's van de organisatie
home-no-partnership = Nog geen partnerschap
home-no-partnership-words = Een partnerschap brengt een organisatie en een opleidingspartner samen in één werkruimte.
home-steps = Op weg naar een ondertekend charter
home-steps-partner = Om te beginnen
home-step-challenge = Leg het vraagstuk vast
home-step-challenge-words = Wat kost de organisatie de komende 3 tot 5 jaar het meest, en van wie is het?
home-step-kpi = Definieer de KPI
home-step-kpi-words = Populatie, formule, eenheid en bron, zodat iedereen hetzelfde cijfer leest.
home-step-goal = Stel het doel
home-step-goal-words = Van waar naar waar moet de KPI bewegen, en wanneer?
home-step-share = Deel het doel met de partner
home-step-share-words = De partner ziet dan dit doel, en nog steeds geen enkele meting.
home-step-mandate = Geef de mandaten
home-step-mandate-words = Elke kant zegt wie haar charter tekent, en wie daarvoor invalt.
home-step-charter = Schrijf en onderteken het charter
home-step-charter-words = Beide kanten schrijven het en tekenen dezelfde tekst; het geldt zodra beide dat deden.
home-step-next = volgende stap
home-steps-lead = Lustrum volgt één keten, van wat de business het meest kost tot wat ervan is geleerd. Met deze stappen begin je; elk scherm leidt hierheen terug.
home-step-done = klaar
home-step-invited = { $count ->
    [one] 1 uitgenodigd, wacht op antwoord
   *[other] { $number } uitgenodigd, wachten op antwoord
}
home-step-people = Haal je mensen erbij
home-step-people-words = Nodig collega's uit per e-mail, één voor één of vanuit een lijst.
home-step-partner = Nodig een opleidingspartner uit
home-step-partner-words = De partner aanvaardt met een eigen organisatie en ziet niets wat geen overeenkomst toestaat.
overview-since = Partnerschap sinds { $month }
overview-in-force = charter { $version } van kracht
overview-quarter = Q{ $place } { $year }
overview-now = nu
overview-no-challenge = er is nog geen doel gedeeld
overview-no-goal = deel een doel met dit partnerschap
overview-no-goal-yet = de organisatie heeft er nog geen gedeeld
overview-goal = { $baseline } → { $target } { $unit }, uiterlijk { $year }
overview-charter = { $version }, door beide ondertekend
overview-charter-open = in voorbereiding
overview-no-charter = nog niet begonnen
overview-programme-draft = concept: { $title }
overview-no-programme = nog niet ontworpen
overview-no-delivery = geen cohort gepland
overview-delivery = { $started } van { $all } cohorten gestart
overview-no-evidence = nog geen
overview-no-study = geen studie geregistreerd
overview-study-registered = geregistreerd, gegevens nog niet geopend
overview-verdict-effect = een effect
overview-verdict-no-effect-detected = geen effect aangetoond
overview-verdict-not-yet-conclusive = nog niet te zeggen
overview-verdict-not-identifiable = niet vast te stellen
overview-need-mandate = Noem wie het charter ondertekent
overview-need-begin = Het charter beginnen: beide kanten schrijven het
overview-need-programme = Ontwerp het eerste programma
overview-need-rhythm = Begin het ritme van overleg
overview-need-agreement = Spreek af welke gegevens worden gedeeld, en waarvoor
overview-review-first = voor het eerst na { $quarter }
overview-review-due = { $quarter } moet nog
overview-make-review = Maak de review van { $quarter }
overview-needs = Wat op je wacht
overview-all-actions = Alle acties
overview-needs-more = { $count ->
    [one] en nog 1
   *[other] en nog { $number }
}
overview-nothing-needed = Er wacht niets op iemand.
overview-action = Actie
overview-owner-heading = Eigenaar
overview-due = Uiterlijk
overview-owner = { $side } · { $who }
overview-both = beide kanten
overview-need-sign = Onderteken charter { $version }
overview-need-write = Schrijf charter { $version } en bied het ter ondertekening aan
overview-need-ask = { $name } vraagt om een besluit: { $text }
overview-need-charter = Charter { $version }: { $near }
overview-need-terms = Antwoord op de voorgestelde afspraken { $number } over vergoeding
overview-need-signal = Handel op het signaal over “{ $module }” ({ $cohort })
overview-need-review = Maak de review van { $quarter }
overview-need-health = Kijk naar de gezondheid van { $quarter }: er is alarm gegeven
overview-recent = Wat er gebeurde
overview-evidence = { $levels } in dit kwartaal
overview-levels = Wat er in { $quarter } gezien is
overview-all-evidence = Al het bewijs
nav-trace = Van vraagstuk tot sessie
trace-title = Van vraagstuk tot sessie
trace-lead = Wat waaraan hangt: elk programma terug naar het doel en het vraagstuk dat het dient, en verder naar het gedrag en de sessies.
trace-export = Exporteren als CSV
trace-unlinked = { $count } zonder volledige keten
trace-all-linked =
    { $count ->
        [one] Het ene programma hangt aaneen van vraagstuk tot sessie.
       *[other] Alle { $number } programma's hangen aaneen van vraagstuk tot sessie.
    }
trace-gap-goal = geen doel erachter
trace-gap-behaviour = geen gedrag benoemd
trace-gap-module = geen module
trace-gap-session = geen sessie gepland
trace-goal = { $kpi }: { $baseline } → { $target } op { $day }
trace-no-programme = nog geen programma
trace-more = en nog { $count }
trace-modules =
    { $count ->
        [one] 1 module
       *[other] { $number } modules
    }
trace-cohorts =
    { $count ->
        [one] 1 cohort
       *[other] { $number } cohorten
    }
trace-sessions =
    { $count ->
        [one] 1 sessie
       *[other] { $number } sessies
    }
trace-empty = Met dit partnerschap is nog geen doel gedeeld
trace-empty-words = De keten begint met een doel onder een vraagstuk van de organisatie, gedeeld met de partner.
asks = Wat je wilt weten
ask-kpi = Waar staat de KPI?
ask-kpi-partner = Waar staat de KPI die voor ons is vrijgegeven?
ask-effect = Maakte het programma het verschil?
ask-waits = Wat wacht op ons?
ask-used = Wordt het op het werk gebruikt?
ask-received = Hoe wordt de training ontvangen?
ask-shared = Wat mag de partner zien?
ask-next = Wanneer is de volgende sessie?
ask-next-own = Wanneer is mijn volgende sessie?
ask-serves = Waar is het voor?
ask-practise = Wat wordt op het werk geoefend?
ask-no-reading = nog geen meting in dit kwartaal
ask-nothing-released = nog geen overeenkomst geeft een KPI vrij
ask-no-session = er is geen sessie gepland
ask-no-behaviour = nog geen gedrag benoemd
ask-shared-count =
    { $count ->
        [0] niets: er is geen overeenkomst van kracht
        [one] één KPI, onder een overeenkomst die van kracht is
       *[other] { $number } KPI's, elk onder een overeenkomst die van kracht is
    }
ask-shared-until = de eerste eindigt op { $day }
ask-effect-figure = { $value } { $unit } ({ $level } { $low } tot { $high }) · { $counted }
ask-effect-other = Een andere studie, { $title }: { $verdict }
ask-waits-more =
    { $count ->
        [one] en nog 1
       *[other] en nog { $number }
    }
nav-metrics = Register van maatstaven
metric-register = Register van maatstaven
metric-register-lead = Waar elk cijfer voor is: de soort, wie het gebruikt en waarom, en een voorbeeld dat is uitgerekend door wat het cijfer maakt. In de vorm van ISO/TS 30437:2023.
metric-export = Exporteren als CSV
metric-filter = Tonen
metric-all = alle
metric-none = Geen maatstaf beantwoordt dit.
metric-count =
    { $count ->
        [one] 1 maatstaf
       *[other] { $number } maatstaven
    }
metric-name = Maatstaf
metric-how = Hoe het cijfer ontstaat
metric-unit = Eenheid
metric-change = Wijzigen
metric-example-kpi = { $part } van { $whole }: { $value } { $unit }
metric-name-response = Respons
metric-how-response = Van wie om feedback is gevraagd het deel dat antwoordde
metric-unit-response = %
metric-example-response = 24 van 40 uitgenodigden antwoordden
metric-name-own-cases = Eigen casussen
metric-how-own-cases = Minuten over casussen van de organisatie zelf, van alle minuten van een programma
metric-unit-own-cases = %
metric-example-own-cases = 60 van 240 minuten
metric-name-decision-time = Beslistijd
metric-how-decision-time = Mediaan van de dagen vanaf de vraag om een besluit tot het besluit, per mandaat en kant
metric-unit-decision-time = dagen
metric-example-decision-time = 1, 3 en 8 dagen
metric-name-relevance = Relevantie (L1)
metric-how-relevance = Deel dat de module relevant vindt: 4 of 5 van 5; interval van Wilson
metric-unit-relevance = %
metric-example-relevance = 6 van 8 antwoordden 4 of 5
metric-name-intent = Voornemen om toe te passen (L1)
metric-how-intent = Deel dat het van plan is toe te passen: 4 of 5 van 5; interval van Wilson
metric-unit-intent = %
metric-example-intent = 6 van 10 antwoordden 4 of 5
metric-name-gain-points = Leerwinst (L2)
metric-how-gain-points = Gemiddelde van na min voor, scores van 100; interval van Student
metric-unit-gain-points = punten
metric-example-gain-points = 40→60, 50→60 en 60→90
metric-name-gain = Gestandaardiseerde leerwinst (L2)
metric-how-gain = Gemiddelde leerwinst in standaarddeviaties, gecorrigeerd voor kleine groepen (g van Hedges)
metric-unit-gain = standaarddeviaties
metric-example-gain = winst 3,0, deviatie 7,1005, correlatie 0,7, 50 mensen (Borenstein e.a. 2009, p. 29)
metric-name-behaviour = Gedragsverandering (L3)
metric-how-behaviour = Gemiddelde van na min voor per getraind persoon, beoordelingen van 1 tot 5
metric-unit-behaviour = punten
metric-example-behaviour = 2→3, 2→3, 3→4, 3→3 en 3→4
metric-name-behaviour-difference = Verschil in verandering (L3)
metric-how-behaviour-difference = Verandering van wie getraind is min die van wie wacht; interval met ongelijke varianties
metric-unit-behaviour-difference = punten
metric-example-behaviour-difference = getraind +0,8, wachtend +0,2
metric-name-effect = Effect op een KPI (L4)
metric-how-effect = Verschil dat een geïdentificeerde opzet vindt, met interval en oordeel; zonder opzet geen cijfer
metric-unit-effect = in de eenheid van de KPI
metric-example-effect = gemiddelden van 32 met en 38 zonder het programma, door het lot toegewezen
overview-for-others = voor wie ervoor verantwoordelijk is
# Welke partner wat dekt, en waar
nav-ecosystem = Partners en vaardigheden
ecosystem-lead = Welke partner welke vaardigheid in welk land dekt, wanneer die voor het laatst is gegeven, en waar niemand dat doet.
ecosystem-lead-partner = Welke vaardigheden je voor elke opdrachtgever dekt, in welk land, en wanneer je ze voor het laatst gaf. Elke opdrachtgever is apart geteld.
ecosystem-export = Exporteren (CSV)
ecosystem-of = Vaardigheden van { $client } per land
ecosystem-figure = { $some } van { $all }
ecosystem-figure-label = vaardigheden in landen die gedekt zijn: gegeven in de laatste twaalf maanden
ecosystem-basis = { $skills } × { $countries } · { $partners } · geteld uit cohorten en sessies tot en met { $day }, geen steekproef, dus zonder interval
ecosystem-skills = { $count ->
    [one] 1 vaardigheid
   *[other] { $count } vaardigheden
  }
ecosystem-countries = { $count ->
    [one] 1 land
   *[other] { $count } landen
  }
ecosystem-partners = { $count ->
    [one] 1 partner
   *[other] { $count } partners
  }
ecosystem-cohorts = { $count ->
    [one] 1 cohort
   *[other] { $count } cohorten
  }
ecosystem-waiting = { $count ->
    [one] 1 cohort wacht
   *[other] { $count } cohorten wachten
  }
ecosystem-alone = Gedekt door één partner alleen: { $alone }. Gedekt door meer dan één: { $several }.
ecosystem-given = { $cohorts }, laatst op { $day }
ecosystem-planned-from = { $cohorts } gepland vanaf { $day }
ecosystem-standing-covered = gedekt
ecosystem-standing-planned = gepland
ecosystem-standing-lapsed = meer dan een jaar geleden
ecosystem-standing-waits = alleen wachtlijst
ecosystem-standing-gap = gat
ecosystem-gaps = Gaten
ecosystem-gap-gap = geen cohort in { $country }
ecosystem-gap-waits = alleen mensen die wachten in { $country }
ecosystem-gap-lapsed = meer dan een jaar niet gegeven in { $country }
ecosystem-more = en nog { $count }, in de kaart hieronder en in de export
ecosystem-skill = Vaardigheid
ecosystem-draft = alleen in concept
ecosystem-nowhere = Nog geen cohort heeft een plaats, dus er is geen land om de vaardigheden naast te leggen.
ecosystem-empty = Nog geen vaardigheid genoemd
ecosystem-empty-words = Een programma noemt het kritisch gedrag waar het om gaat. Dat zijn de vaardigheden van deze kaart.
ecosystem-empty-do = Naar de programma's
ecosystem-read = Een vaardigheid is kritisch gedrag van een programma; dezelfde woorden zijn dezelfde vaardigheid, wie die ook leert. Een land is waar mensen in een cohort zitten, naar de regio van het cohort. Gegeven betekent dat een sessie is begonnen. Dat iets gedekt is, zegt niets over of het werkte: dat staat bij het bewijs.
ecosystem-and = en
ecosystem-people = { $count ->
    [one] { $number } persoon
   *[other] { $number } mensen
}
ecosystem-closing-all = De gaten dichten kost ongeveer { $sums }.
ecosystem-closing-all-untold = Wat het kost om de gaten te dichten, is niet te zeggen: voor de programma's die deze vaardigheden leren zijn geen kosten geboekt, of er is daar niemand ingeschreven.
ecosystem-overlap-all = Overlap van partners: { $sums }.
ecosystem-overlap-all-untold = Wat de overlap van partners kost, is niet te zeggen: niet elk kostenboek heeft kosten van deze programma's.
ecosystem-cost-rest = Voor nog { $count } is het niet te zeggen.
ecosystem-cost-none = Er is geen gat en geen overlap, dus geen van beide kost iets.
ecosystem-closing = dichten: ongeveer { $sum } ({ $people }, { $each } per deelnemer)
ecosystem-closing-untold = wat dichten kost, is niet te zeggen: er zijn nog geen kosten geboekt
ecosystem-overlap = overlap { $sum }
ecosystem-overlap-untold = wat er overlapt, is niet te zeggen: niet elk kostenboek heeft er kosten van
ecosystem-overlaps = Overlap
ecosystem-cost-read = Een gat dichten is gerekend tegen wat een deelnemer tot nu toe kostte, in het programma dat de vaardigheid voor het minste leert, voor iedereen die in dat land is ingeschreven; het programma leert zijn andere vaardigheden voor dezelfde prijs, en elk telt één keer. Overlap is wat alle partners behalve de grootste daar aan dezelfde vaardigheid besteden; de kosten van een programma zijn gelijk over zijn vaardigheden verdeeld. Wat een gat de business kost, zegt geen van beide.
ecosystem-csv-client = Opdrachtgever
ecosystem-csv-skill = Vaardigheid
ecosystem-csv-country = Land
ecosystem-csv-standing = Stand
ecosystem-csv-partner = Partner
ecosystem-csv-cohorts = Cohorten gegeven
ecosystem-csv-last = Laatst gegeven
ecosystem-csv-planned = Cohorten gepland
ecosystem-csv-from = Gepland vanaf
ecosystem-csv-waiting = Cohorten die wachten
ecosystem-csv-closing = Kosten om het gat te dichten
ecosystem-csv-overlap = Overlap
ecosystem-csv-currency = Munt
country-at = Oostenrijk
country-be = België
country-bg = Bulgarije
country-ca = Canada
country-ch = Zwitserland
country-cy = Cyprus
country-cz = Tsjechië
country-de = Duitsland
country-dk = Denemarken
country-ee = Estland
country-es = Spanje
country-fi = Finland
country-fr = Frankrijk
country-gb = Verenigd Koninkrijk
country-gr = Griekenland
country-hr = Kroatië
country-hu = Hongarije
country-ie = Ierland
country-it = Italië
country-lt = Litouwen
country-lu = Luxemburg
country-lv = Letland
country-mt = Malta
country-nl = Nederland
country-no = Noorwegen
country-pl = Polen
country-pt = Portugal
country-ro = Roemenië
country-se = Zweden
country-si = Slovenië
country-sk = Slowakije
country-tr = Turkije
country-ua = Oekraïne
country-us = Verenigde Staten
