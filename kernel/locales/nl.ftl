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
fault-control-character = Hierin staat een teken dat niet getoond kan worden
fault-too-long = Gebruik hoogstens { $longest } tekens
fault-not-a-date = Geef een datum als jaar-maand-dag, bijvoorbeeld 2026-10-08
fault-not-a-number = Geef een getal, bijvoorbeeld 12,5
fault-out-of-range = Geef een getal van { $least } tot en met { $most }
fault-not-whole = Geef een heel getal
fault-not-a-choice = Kies er een uit de lijst
fault-not-an-address = Geef een e-mailadres, bijvoorbeeld naam@example.org
fault-not-a-zone = Geef een tijdzone zoals Europe/Amsterdam
fault-no-file = Kies een bestand dat niet leeg is
fault-too-large = Dit is groter dan wat hier wordt aangenomen
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
problem-back = Naar de eerste pagina
