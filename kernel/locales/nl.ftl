# Maanden
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
month-short-1 = jan.
month-short-2 = feb.
month-short-3 = mrt.
month-short-4 = apr.
month-short-5 = mei
month-short-6 = juni
month-short-7 = juli
month-short-8 = aug.
month-short-9 = sep.
month-short-10 = okt.
month-short-11 = nov.
month-short-12 = dec.
# Schil
shell-way = Wat nu volgt
shell-skip = Naar de inhoud
shell-menu = Menu
shell-main = Hoofdmenu
shell-chain = Van vraagstuk tot review
shell-account = Je account
shell-outbox = Verstuurde mail
shell-sign-out = Afmelden
shell-partnerships = Partnerschappen
shell-organisations = Organisaties
shell-generated = Demo. Alles wat over mensen gaat is gegenereerd, tenzij de pagina een bron noemt.
# De keten
step-challenge = Vraagstuk
step-goal = Doel
step-charter = Charter
step-programme = Programma
step-delivery = Uitvoering
step-evidence = Bewijs
step-impact = Effect
step-review = Review
# Rollen
role-ld-lead = L&D-manager
role-business-sponsor = opdrachtgever uit de business
role-regional-ld-manager = regionale L&D-manager
role-data-steward = gegevensbeheerder
role-partner-lead = partnermanager
role-learning-designer = leerontwerper
role-facilitator = trainer
role-learner = deelnemer
role-line-manager = leidinggevende
# Fouten bij een veld
form-faults = { $count ->
    [one] Eén punt vraagt aandacht
   *[other] { $number } punten vragen aandacht
}
fault-required = Vul dit in
fault-changed-meanwhile = Intussen veranderde iemand dit in: { $now }. Sla nog eens op om jouw tekst ervoor in de plaats te zetten
fault-emptied-meanwhile = Intussen maakte iemand dit leeg. Sla nog eens op om jouw tekst in te vullen
fault-control-character = Hierin staat een teken dat niet getoond kan worden
fault-too-long = Gebruik hoogstens { $longest } tekens
fault-not-a-date = Geef een datum als jaar-maand-dag, bijvoorbeeld 2026-10-08
fault-date-out-of-range = Geef een datum van 1900 tot en met 2200
fault-two-meanings = “{ $text }” kan twee getallen betekenen; schrijf het zonder teken voor duizendtallen, bijvoorbeeld 80000 of 80 000
fault-not-a-number = Geef een getal, bijvoorbeeld 12,5
fault-amount-digits = Geef hoogstens twee cijfers achter de komma
fault-out-of-range = Geef een getal van { $least } tot en met { $most }
fault-not-whole = Geef een heel getal
fault-not-a-choice = Kies er een uit de lijst
fault-not-an-address = Geef een e-mailadres, bijvoorbeeld naam@example.org
fault-not-a-zone = Geef een tijdzone zoals Europe/Amsterdam
fault-no-file = Kies een bestand dat niet leeg is
fault-too-large = Dit is groter dan wat hier wordt aangenomen
fault-file-name = De naam van het bestand bevat onzichtbare tekens of is te lang. Geef het een gewone naam
fault-file-kind = Dit soort bestand kan hier niet. Kies een PDF, PNG, JPEG, of een tekst (.txt, .md, .csv)
fault-file-too-large = Het bestand is groter dan { $most } MB
fault-file-long-text = Een tekst is hoogstens { $most } kB. Lever haar aan als PDF
fault-file-archive = Archieven en Office-bestanden kunnen hier niet, omdat niemand vooraf ziet wat erin zit. Sla het op als PDF
fault-file-other-content = De naam zegt { $said }, de inhoud is iets anders
fault-file-not-text = De tekst is geen UTF-8 of bevat onzichtbare tekens. Sla haar opnieuw op als UTF-8
fault-file-bomb = Uitgepakt is dit bestand veel groter dan het lijkt; daarom kan het hier niet
fault-file-unreadable = Het bestand is niet te lezen: het is beschadigd of beveiligd met een wachtwoord
fault-unreadable = Wat is verstuurd, is niet te lezen
fault-not-json = Dit is geen JSON: regel { $line }, kolom { $column }
fault-not-an-object = Stuur een JSON-object
# Problemen
problem-sign-in-first = Meld je eerst aan
problem-sign-in-first-words = Hiervoor moet bekend zijn wie je bent. Meld je aan of stuur een token mee.
problem-forbidden = Niet voor jouw rol
problem-forbidden-words = Dit valt buiten jouw rol. Op de pagina Mensen staat wie het wel kan.
problem-not-found = Niet gevonden
problem-not-found-words = Hier is niets, of niets waar je toegang toe hebt.
problem-malformed = Dit adres is niet te lezen
problem-malformed-words = Er staat iets in dat er niet hoort. Ga terug en volg de link opnieuw.
problem-refused = Kan nu niet
refusal-changed-meanwhile = Iemand anders was eerder: bekijk hoe het nu staat en probeer het opnieuw.
problem-invalid = Enkele velden vragen aandacht
problem-invalid-words = Er is niets veranderd. Herstel de genoemde velden en verstuur opnieuw.
problem-too-many = Te veel pogingen
problem-too-many-words = { $count ->
    [one] Wacht een seconde en probeer het opnieuw.
   *[other] Wacht { $number } seconden en probeer het opnieuw.
}
problem-other-site = Verstuurd vanaf een andere site
problem-other-site-words = Voor de veiligheid worden formulieren alleen vanaf de eigen pagina's aangenomen. Open de pagina hier en probeer het opnieuw.
problem-unavailable = Nu niet beschikbaar
problem-unavailable-words = Probeer het zo weer. Er is niets veranderd.
problem-broken = Er ging bij ons iets mis
problem-broken-words = Er is niets veranderd. Het is vastgelegd, zodat het hersteld kan worden.
refusal-sealed-no-key = De sleutel waarmee documenten worden versleuteld ontbreekt op deze installatie. Vraag wie haar beheert; er is niets verloren.
refusal-sealed-other-key = Dit document is versleuteld met een andere sleutel dan die van deze installatie. Vraag wie haar beheert om die sleutel terug te zetten.
refusal-sealed-damaged = De opgeslagen inhoud van dit document is veranderd en wordt daarom niet getoond. Dit is vastgelegd; vraag wie het gaf om het opnieuw toe te voegen.
problem-back = Naar de eerste pagina
# Tabellen die worden ingelezen
table-fault-missing = Hier ontbreekt iets
table-fault-not-a-number = Dit is geen getal
table-fault-ambiguous-number = Dit kan { $one } of { $other } zijn; schrijf het zonder scheidingsteken voor duizendtallen
table-fault-percent-sign = Laat het procentteken weg en schrijf het getal in de eenheid van de KPI
table-fault-not-whole = Dit moet een geheel getal zijn
table-fault-not-a-date = Dit is geen datum; schrijf 2026-09-17
table-fault-ambiguous-date = Dit kan { $one } of { $other } zijn; schrijf het als 2026-09-17
table-fault-not-a-month = Dit is geen maand; schrijf 2026-09
table-fault-failed-formula = De formule in deze cel geeft een fout
table-fault-missing-column = Deze kolom ontbreekt in de eerste rij
table-fault-heading-twice = Deze kop staat er twee keer
table-fault-beyond-headings = Deze cel staat onder geen enkele kop
table-error-empty = Het bestand bevat geen rijen
table-error-too-large = Het bestand is groter dan { $most } MB
table-error-too-large-inside = Uitgepakt is het bestand groter dan { $most } MB
table-error-too-many-rows = Het bestand heeft meer dan { $most } rijen
table-error-too-many-columns = Rij { $row } heeft meer dan { $most } kolommen
table-error-cell-too-long = Een cel in rij { $row } heeft meer dan { $most } tekens
table-error-not-a-table = Dit is geen CSV-bestand en geen Excel-werkmap (.xlsx)
table-error-old-or-locked-excel = Dit is een werkmap van Excel 97-2003, of een met een wachtwoord; bewaar haar als .xlsx zonder wachtwoord
table-error-damaged = De werkmap is beschadigd
table-error-no-such-sheet = De werkmap heeft geen blad met de naam { $name }; wel { $there }
table-error-unknown-encoding = De tekens van rij { $row } zijn niet te lezen; bewaar het bestand als CSV UTF-8
table-error-open-quote = Een aanhalingsteken in rij { $row } wordt nergens gesloten
table-faults = { $count ->
    [one] Er is niets overgenomen: naar één cel moet je nog kijken
   *[other] Er is niets overgenomen: naar { $number } cellen moet je nog kijken
}
table-faults-row = Rij
table-faults-column = Kolom
table-faults-value = Waarde
table-faults-reason = Wat er mis is
table-faults-more = Alleen de eerste { $count } staan hier.
# Cijfers
figure-withheld = Niet getoond: minder dan { $smallest }
figure-no-evidence = Nog geen bewijs
figure-interval = { $level }-interval { $low } tot { $high }
figure-n = n = { $number }
figure-not-yet-conclusive = nog niet te zeggen
figure-not-identifiable = niet vast te stellen
figure-conclusive = uitgemaakt
figure-unit-percentage-points = procentpunt
figure-unit-of = van { $most }
figure-unit-points = punten
figure-unit-deviations = SD
figure-from-to = { $from } tot en met { $to }
# Outside
outside-no-source = Deze bron staat niet in de configuratie van de server
outside-bad-path = Dit pad leidt buiten de bron
outside-not-found = Op dit pad staat niets
outside-answered = De andere server antwoordde { $detail }
outside-too-large = Dit is groter dan { $detail } MB
outside-private = De server staat op een intern adres, wat de configuratie niet toestaat
outside-redirected = De server verwijst naar een andere server, of in een kring
outside-still-written = Het bestand wordt nog geschreven
outside-no-credential = In de omgevingsvariabele { $detail } staan geen inloggegevens
outside-certificate-expired = Het certificaat van de server is niet meer of nog niet geldig; wie de server beheert vernieuwt het
outside-certificate-name = Het certificaat van de server is voor een andere naam dan die in het adres
outside-certificate-issuer = Niemand die wordt vertrouwd staat achter het certificaat van de server; de beheerder kan de instantie in de configuratie noemen
outside-certificate-otherwise = Het certificaat van de server is niet te vertrouwen
outside-too-slow = Er kwam niet op tijd antwoord
outside-broken = De bron is niet te bereiken: { $detail }
