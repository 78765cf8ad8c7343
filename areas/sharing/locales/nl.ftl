# Overeenkomsten
nav-shared = Gedeelde gegevens
agreements-title = Gedeelde gegevens
agreements-lead = Wat de partner mag zien, waarvoor en tot wanneer, en wie het las.
agreements-all = Gegevensdelingsovereenkomsten
agreements-export = Exporteren (CSV)
agreements-empty = Er worden nog geen cijfers gedeeld
agreements-empty-words = Een overeenkomst noemt één KPI, hoe fijn die te zien is, vanaf welke groepsgrootte, met welk doel en tot wanneer. Verder gaat er niets naar buiten.
agreements-empty-wait = Biedt de organisatie een overeenkomst aan, dan staat die hier en kan de partnermanager haar aanvaarden.
agreement-kpi = KPI
agreement-released = Vrijgegeven
agreement-purpose = Doel
agreement-purpose-hint = Waarvoor de partner de cijfers gebruikt. Door te aanvaarden bindt de partner zich hieraan.
agreement-term = Looptijd
agreement-standing = Stand
agreement-class = Gegevensklasse
agreement-class-public = openbaar
agreement-class-internal = intern
agreement-class-confidential = vertrouwelijk
agreement-class-personal = persoonsgegevens
agreement-grain = Hoe fijn
agreement-grain-total = Eén cijfer voor alle eenheden samen, per periode
agreement-grain-unit = Een cijfer per eenheid en periode
agreement-smallest-group = Kleinste groep
agreement-smallest-group-hint = Een cijfer over minder mensen blijft achterwege, en ook wat het zou verraden.
agreement-people = mensen
agreement-from = Eerste dag
agreement-until = Laatste dag
agreement-terms-total = Totaal per periode, groepen vanaf { $smallest }
agreement-terms-unit = Per eenheid en periode, groepen vanaf { $smallest }
agreement-days = { $from } tot en met { $until }
agreement-act = { $name }, { $day }
agreement-was-offered = Aangeboden door
agreement-was-accepted = Aanvaard door
agreement-was-revoked = Ingetrokken door
agreement-definition = Definitie
agreement-offered = wacht op de partner
agreement-upcoming = aanvaard, nog niet ingegaan
agreement-in-force = van kracht
agreement-expired = afgelopen
agreement-revoked = ingetrokken
agreement-offer = Overeenkomst aanbieden
agreement-accept = Deze overeenkomst aanvaarden
agreement-revoke = Deze overeenkomst intrekken
agreement-revoke-words = De partner ziet er vanaf het volgende verzoek niets meer van. Wat al gelezen is, blijft in het logboek staan. Dit kan niet ongedaan worden gemaakt; bied dan een nieuwe overeenkomst aan.
agreement-new-title = Overeenkomst aanbieden
agreement-new-lead = De partner ziet niets voordat de partnermanager heeft aanvaard, en daarna precies dit.
agreement-no-kpi = Er is nog geen KPI om te delen
agreement-no-kpi-words = Een overeenkomst gaat over een KPI met een definitie. Leg die eerst vast.
agreement-define = Naar de KPI's
agreement-back = Terug naar gedeelde gegevens
agreement-said-offered = De overeenkomst is aangeboden. De partnermanager kan haar nu aanvaarden.
agreement-said-accepted = De overeenkomst is aanvaard.
agreement-said-revoked = De overeenkomst is ingetrokken. De partner ziet er niets meer van.
fault-agreement-overlaps = Voor deze dagen is er al een overeenkomst over deze KPI: trek die eerst in
fault-agreement-reversed = De laatste dag ligt voor de eerste
refusal-agreement-accepted = Deze overeenkomst is al aanvaard.
refusal-agreement-revoked = Deze overeenkomst is ingetrokken.
refusal-agreement-expired = De laatste dag van deze overeenkomst is voorbij.
# Cijfers zoals ze zijn vrijgegeven
release-title = De cijfers zoals ze zijn vrijgegeven
release-would = De cijfers die deze overeenkomst zou vrijgeven
release-not-yet = Hier staan cijfers zodra de overeenkomst is aanvaard en de eerste dag is aangebroken.
release-export = Cijfers (CSV)
release-empty = Er zijn nog geen metingen
release-empty-words = Vanaf de eerste meting van deze KPI staan hier cijfers.
release-readings = Naar de metingen
release-chart = Het totaal per periode zoals vrijgegeven; een gat waar het achterwege blijft
release-chart-caption = Totaal per periode, in { $unit }
release-unit = Waarden in { $unit }, met het aantal mensen waar elk cijfer over gaat.
release-shortened = De 12 nieuwste periodes; het bestand bevat alles.
release-of = Eenheid
release-total = Totaal
release-cell = { $value } (n = { $n })
release-quarter = K{ $quarter } { $year }
release-withheld = achterwege
release-size-unknown = omvang onbekend
release-withheld-words = Achterwege: de groep is kleiner dan { $smallest }, of het cijfer zou zo'n groep verraden.
release-size-unknown-words = Omvang onbekend: de meting zegt niet over hoeveel mensen ze gaat. Ze is daarom niet te zien en telt in geen totaal mee.
# Logboek
ledger-title = Logboek van gedeelde gegevens
ledger-lead = Elke overeenkomst en elke keer dat de partner cijfers bekeek, voor beide kanten.
ledger-latest = Laatste regels van het logboek
ledger-all = Het hele logboek
ledger-entries = Regels
ledger-of-agreement = Logboek van deze overeenkomst
ledger-empty = Het logboek is nog leeg
ledger-empty-words = De eerste overeenkomst opent het.
# Wat er gebeurde
event-agreement-offered =
    bood de partner “{ $title }” aan ({ $grain ->
        [unit] per eenheid
       *[other] alleen totaal
    }, groepen vanaf { $smallest }, { $from } tot en met { $until })
event-agreement-accepted = aanvaardde de overeenkomst over “{ $title }”
event-agreement-revoked = trok de overeenkomst over “{ $title }” in
event-release-read = las de cijfers van “{ $title }”
