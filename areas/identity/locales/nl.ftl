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
