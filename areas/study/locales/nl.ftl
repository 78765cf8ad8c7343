# Wat er gebeurde
event-study-registered = registreerde de studie “{ $title }” voordat de gegevens werden geopend
event-study-estimated =
    schatte “{ $title }”: { $verdict ->
        [effect] een effect
        [no-effect-detected] geen effect gevonden
        [not-yet-conclusive] nog niet te zeggen
       *[other] niet vast te stellen
    }
event-study-released = gaf de studie “{ $title }” vrij voor de partner
event-study-withdrawn = trok de vrijgave van de studie “{ $title }” in
