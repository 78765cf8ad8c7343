# Wat er gebeurde
event-agreement-offered =
    bood de partner “{ $title }” aan ({ $grain ->
        [unit] per eenheid
       *[other] alleen totaal
    }, groepen vanaf { $smallest }, { $from } tot en met { $until })
event-agreement-accepted = aanvaardde de overeenkomst over “{ $title }”
event-agreement-revoked = trok de overeenkomst over “{ $title }” in
event-release-read = las de cijfers van “{ $title }”
