# Velden
field-email = E-mailadres
field-password = Wachtwoord
field-new-password = Wachtwoord
field-new-password-hint = Minstens 12 tekens. Een zin die alleen jij bedenkt, werkt goed.
field-name = Je naam
field-language = Taal
field-zone = Tijdzone
field-zone-hint = Zoals Europe/Amsterdam. Elk tijdstip staat op deze klok.
fault-password-short = Gebruik minstens { $least } tekens
fault-password-common = Veel mensen gebruiken dit wachtwoord of iets wat er sterk op lijkt: kies er een van jezelf
fault-password-sequence = Dit herhaalt zich of volgt het toetsenbord: kies iets minder regelmatigs
fault-password-context = Zonder namen die anderen kennen blijft er weinig van over: kies andere woorden
fault-sign-in = E-mailadres en wachtwoord horen niet bij elkaar
# Aanmelden
sign-in-title = Aanmelden
sign-in-with-password = Aanmelden
sign-in-with-link = Mail mij een link
sign-in-no-mail-hint = Deze installatie verstuurt geen mail. Een link om in te loggen kan dus niet gemaild worden.
sign-in-link-hint = Zonder wachtwoord: laat het leeg en laat een link naar je mailen.
sign-in-back = Naar de aanmeldpagina
sign-in-mailed-title = Kijk in je mail
sign-in-mailed-words = Hoort { $email } bij een account hier, dan is er een link onderweg. Die werkt één keer, 15 minuten lang.
sign-in-mail-subject = Je link naar Lustrum
sign-in-mail-body =
    Hallo { $name },

    met deze link meld je je aan bij Lustrum. Hij werkt één keer, 15 minuten lang:

    { $link }

    Heb je hier niet om gevraagd? Doe dan niets; zonder de link kan niemand zich aanmelden.
sign-in-link-title = Aanmelden met deze link
sign-in-link-words = De link werkt één keer. Druk op de knop om je aan te melden.
sign-in-link-button = Aanmelden
sign-in-link-gone-title = Deze link werkt niet meer
sign-in-link-gone-words = Hij is al gebruikt of de tijd is om. Vraag een nieuwe aan.
sign-out-said = Je bent afgemeld.
# Uitnodigingen
invitation-title = Meedoen bij { $organisation }
invitation-lead = { $organisation } nodigt je uit als { $roles }.
invitation-partner-title = Een partnerschap met { $organisation }
invitation-partner-lead = { $organisation } nodigt je uit als partner in “{ $title }”. Je ziet dit partnerschap en verder niets van { $organisation }.
invitation-home = Je organisatie in dit partnerschap
invitation-home-new = Een nieuwe organisatie
invitation-organisation = Naam van je organisatie
invitation-organisation-hint = Als die hier nieuw is. Je wordt er partnermanager van.
invitation-account = Er wordt een account voor { $email } gemaakt.
invitation-known = Er is een account voor { $email }. Meld je daarmee aan en neem de uitnodiging dan hier aan.
invitation-other = Deze uitnodiging is voor { $email } en je bent aangemeld met een ander adres. Meld je eerst af.
invitation-accept = Aannemen
invitation-gone-title = Deze uitnodiging werkt niet meer
invitation-gone-words = Ze is gebruikt, ingetrokken of ouder dan twee weken. Vraag wie je uitnodigde om een nieuwe.
invitation-mail-subject = { $host } nodigt je uit voor { $organisation } in Lustrum
invitation-mail-body =
    Hallo,

    { $host } nodigt je uit om met { $organisation } te werken in Lustrum. Neem de uitnodiging binnen twee weken aan:

    { $link }
invitation-partner-mail-subject = { $organisation } nodigt je uit voor een partnerschap
invitation-partner-mail-body =
    Hallo,

    { $host } van { $organisation } nodigt je organisatie uit voor het partnerschap “{ $title }” in Lustrum. Neem de uitnodiging binnen twee weken aan:

    { $link }
fault-partnered-already = De twee organisaties hebben al een partnerschap
# Mensen
nav-people = Mensen
people-title = Mensen
people-lead = Wie hier werkt, in welke rollen.
people-members = Leden
people-invite = Uitnodigen
people-import = Uitnodigen uit een bestand
people-export = Exporteren (CSV)
people-name = Naam
people-email = E-mailadres
people-roles = Rollen
people-since = Sinds
people-until = Geldig tot
people-language = Taal
people-back = Terug naar mensen
people-waiting = Uitnodigingen zonder antwoord
people-withdraw = Intrekken
people-invite-title = Iemand uitnodigen
people-invite-lead = Er gaat een link per mail uit. Die is twee weken geldig.
people-save = Rollen bewaren
people-end = Lidmaatschap beëindigen
people-end-words = { $name } heeft vanaf het volgende verzoek geen toegang meer. Wat ondertekend of besloten is, blijft staan, met de naam.
people-import-title = Mensen uitnodigen uit een bestand
people-import-lead = Je ziet eerst elke rij; er wordt niemand uitgenodigd voordat jij het zegt.
people-file = CSV-bestand
people-file-hint = Kolommen: e-mail, rollen, taal. Meer rollen met | ertussen, bijvoorbeeld { $roles }.
people-preview = De rijen bekijken
people-preview-title = Voordat iemand wordt uitgenodigd
people-preview-good = { $count ->
    [one] Er wordt één persoon uitgenodigd.
   *[other] Er worden { $number } mensen uitgenodigd.
}
people-preview-faulty = { $count ->
    [one] Eerst moet één cel worden hersteld. Er is niemand uitgenodigd.
   *[other] Eerst moeten { $number } cellen worden hersteld. Er is niemand uitgenodigd.
}
people-preview-invite = { $count ->
    [one] Eén persoon uitnodigen
   *[other] { $number } mensen uitnodigen
}
people-preview-other = Een ander bestand kiezen
people-fault-row = Rij
people-fault-column = Kolom
people-fault-value = Waarde
people-fault-reason = Wat er mis is
invitation-handed-title = { $count ->
    [one] Geef de link door
   *[other] Geef { $number } links door
}
invitation-handed-words = Deze installatie verstuurt geen mail. Geef de link daarom zelf door, alleen aan wie is uitgenodigd. Hij is alleen nu te zien en werkt één keer, binnen { $number } dagen.
invitation-handed-done = Klaar
people-said-invited = De uitnodiging is onderweg.
people-said-imported = De uitnodigingen zijn onderweg.
people-said-withdrawn = De uitnodiging is ingetrokken.
people-said-changed = De rollen zijn gewijzigd.
people-said-ended = Het lidmaatschap is beëindigd.
fault-member-already = Deze persoon is al lid
fault-last-lead = Iemand moet leiden: geef deze rol eerst aan een ander
refusal-last-lead = Dit is de laatste die hier leidt. Geef de rol eerst aan iemand anders.
fault-people-column = Het bestand heeft geen kolom { $column }
fault-people-not-text = Dit is geen CSV-bestand in UTF-8
fault-people-not-a-table = De rijen zijn niet als tabel te lezen
fault-people-too-many = Gebruik hoogstens { $most } rijen; verdeel een groter bestand
fault-people-empty = Onder de koppen staat geen rij
fault-people-twice = Dit adres staat twee keer in het bestand
fault-people-role = Er is geen rol { $role }
fault-people-role-elsewhere = { $role } is geen rol in dit soort organisatie
fault-people-language = Geef en of nl
fault-people-changed = Er is iets veranderd sinds het voorbeeld: bekijk de rijen opnieuw
list-pages = Pagina's
list-next = Volgende pagina
# Partnerschappen
nav-partnerships = Partnerschappen
partnerships-title = Partnerschappen
partnerships-all = Alle partnerschappen
partnerships-name = Waar het over gaat
partnerships-name-hint = De relatie in een paar woorden, bijvoorbeeld: Onze leidinggevenden behouden
partnerships-client = Opdrachtgever
partnerships-partner = Opleidingspartner
partnerships-since = Sinds
partnerships-contact = E-mailadres van de contactpersoon bij de partner
partnerships-invite = Een partner uitnodigen
partnerships-invite-title = Een partner uitnodigen
partnerships-invite-lead = De partner ziet alleen dit partnerschap en verder niets van je organisatie.
partnerships-back = Terug naar partnerschappen
partnerships-empty = Nog geen partnerschap
partnerships-empty-words = Een partnerschap begint als een opleidingspartner de uitnodiging van een opdrachtgever aanneemt.
refusal-partner-invites = Een partnerschap begint met een uitnodiging van de opdrachtgever.
# Eerste keer
setup-title = Lustrum inrichten
setup-lead = Maak je organisatie en het account van de L&D-manager. Alle anderen nodig je daarna uit.
setup-code = Inrichtingscode
setup-code-hint = De server zette die bij het starten op de console.
setup-organisation = Organisatie
setup-organisation-hint = De organisatie waarvan de mensen leren.
setup-name-hint = Je wordt er L&D-manager van.
setup-button = Inrichten
fault-setup-code = Dit is niet de code op de console
refusal-set-up-already = Lustrum is al ingericht.
# Geschiedenis
nav-history = Geschiedenis
history-title = Geschiedenis
history-lead = Alles wat veranderde, door wie en wanneer. Niemand kan er ongemerkt iets aan wijzigen.
history-all = Nieuwste eerst
history-older = Ouder
history-number = Nummer
history-at = Wanneer
history-who = Wie
history-what = Wat
history-nobody = Lustrum
history-unknown = deed: { $kind }
history-erased = deed: { $kind } (de bijzonderheden zijn gewist)
event-organisation-created = maakte de organisatie { $name }
event-membership-began = maakte { $name } lid: { $roles }
event-membership-changed = wijzigde de rollen van { $name } in { $roles }
event-membership-ended = beëindigde het lidmaatschap van { $name }
event-partnership-began = begon het partnerschap “{ $title }”
event-person-signed-in = meldde zich aan
event-person-signed-out = meldde zich af
event-person-link-mailed = vroeg een link om zich aan te melden
event-person-changed = wijzigde het account
event-person-password-changed = koos een ander wachtwoord
event-person-session-ended = beëindigde een sessie
event-person-invited = nodigde { $email } uit als { $roles }
event-people-invited = nodigde { $count } mensen uit een bestand uit
event-partner-invited = nodigde { $email } uit voor het partnerschap “{ $title }”
event-invitation-accepted = nam de uitnodiging aan { $email } aan
event-invitation-withdrawn = trok de uitnodiging aan { $email } in
event-token-created = maakte het API-token { $title }
event-token-withdrawn = trok het API-token { $title } in
# Verstuurde mail
outbox-title = Verstuurde mail
outbox-lead = De demo heeft geen mailserver. Wat zou zijn verstuurd, staat hier, het nieuwste eerst.
outbox-empty = Nog geen mail
outbox-empty-words = Nodig iemand uit of vraag een aanmeldlink aan: de mail verschijnt hier.
outbox-to = Aan { $recipient }
# Account
account-title = Je account
account-save = Bewaren
account-current-password = Huidig wachtwoord
account-new-password = Nieuw wachtwoord
account-save-password = Wachtwoord wijzigen
account-rhythm = Mail en agenda
account-digest = Weekoverzicht per mail
account-calendar = Eigen agenda-adres
account-sessions = Waar je bent aangemeld
account-browser = Browser
account-browser-unknown = Een browser die zijn naam niet noemt
account-began = Sinds
account-seen = Laatst gebruikt
account-end-session = Daar afmelden
account-here = deze
account-tokens = API-tokens
account-tokens-words = Met een token handelt een programma namens jou, binnen wat je rollen toestaan.
account-said-changed = Je account is gewijzigd.
account-said-password = Je wachtwoord is gewijzigd. Elke andere sessie is beëindigd.
account-said-session = Die sessie is beëindigd.
account-said-token = Het token werkt niet meer.
fault-current-password = Dit is niet je huidige wachtwoord
token-title = Waarvoor het is
token-title-hint = Bijvoorbeeld: metingen uit het HR-systeem
token-scope = Wat het mag
token-scope-read = lezen
token-scope-write = lezen en schrijven
token-term = Hoelang het werkt
token-days = { $count ->
    [one] één dag
   *[other] { $number } dagen
}
token-expires = Werkt tot
token-make = Een token maken
token-new-title = Je nieuwe token
token-new-words = Dit is de enige keer dat het wordt getoond. Bewaar het waar het programma het vindt en niemand anders.
token-copy = Kopiëren
token-copied = Gekopieerd
token-back = Terug naar je account
