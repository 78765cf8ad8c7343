# Contactpersonen en mandaten
nav-contacts = Contactpersonen
contacts-title = Contactpersonen en mandaten
contacts-lead = Wie wat mag beslissen, aan beide kanten. Een besluit buiten het mandaat wordt geweigerd; hier staat wie het wel kan nemen.
contacts-mandates = Wie beslist
contacts-mandate = Mandaat
contacts-nobody = nog niemand
contacts-people = Contactpersonen
contacts-name = Naam
contacts-name-hint = Iemand van je eigen organisatie. De andere kant wijst de eigen mensen aan.
contacts-email = E-mailadres
contacts-side = Organisatie
contacts-standing = Als
contacts-none = niets
contacts-holder = houder
contacts-deputy = plaatsvervanger
contacts-holds = Beslist
contacts-holds-hint = Wat deze persoon voor je organisatie beslist.
contacts-deputises = Vervangt
contacts-deputises-hint = Waar deze persoon beslist als de houder dat niet kan.
contacts-export = Exporteren (CSV)
contacts-give = Een mandaat geven
contacts-give-title = Een mandaat geven
contacts-of-title = Mandaten van { $name }
contacts-give-lead = Een mandaat zegt wat iemand in dit partnerschap namens jullie kant beslist.
contacts-save = Mandaten bewaren
contacts-back = Terug naar contactpersonen
contacts-empty = Nog niemand heeft een mandaat
contacts-empty-words = Wijs aan wie namens je organisatie het charter ondertekent en wie vervangt. De andere kant doet hetzelfde.
contacts-empty-await = De L&D-manager en de partnermanager wijzen aan wie mag beslissen, ieder voor de eigen kant.
contacts-said-given = De mandaten zijn bewaard.
contacts-fault-role = { $name } kan “{ $mandate }” hier niet krijgen: daar hoort de rol { $roles } bij
contacts-fault-both = Niemand vervangt zichzelf: kies een van de twee
contacts-fault-none = Kies minstens één mandaat
mandate-sign-charter = het charter ondertekenen
mandate-approve-programme = een programma goedkeuren
mandate-release-data = gegevens vrijgeven
mandate-decide-review = besluiten in een review
mandate-decide-change = besluiten over een wijziging
# Het charter
nav-charter = Charter
charter-title = Partnerschapscharter
charter-title-version = Charter { $version }
charter-between = { $organisation } met { $partner }
charter-lead = Wat beide kanten elkaar beloven: visie, doelen, rollen, hoe succes wordt gemeten, ritme en afscheid.
charter-empty = Nog geen charter
charter-language = Taal van het charter
charter-language-hint = De koppen en labels van de ondertekende tekst zijn in deze taal. De rest schrijven jullie zelf.
charter-begin = Aan het charter beginnen
charter-next = Wat nu komt
charter-next-begin = Begin eraan: beide kanten schrijven samen, deel voor deel. Het geldt zodra beide hebben ondertekend.
charter-next-await-beginning = De L&D-manager of de partnermanager begint aan het charter. Je vindt het dan hier.
charter-next-complete = Er ontbreekt nog iets voordat beide kanten om een handtekening kan worden gevraagd.
charter-next-offer = Alles staat erin. Bied het ter ondertekening aan: de tekst ligt dan vast.
charter-next-await-offer = Beide kanten schrijven nog. Is het compleet, dan wordt het ter ondertekening aangeboden.
charter-next-give-mandate = Bij { $side } heeft niemand het mandaat om het charter te ondertekenen. Geef het aan iemand of aan jezelf.
charter-next-await-mandate = Bij { $side } heeft nog niemand het mandaat om het charter te ondertekenen. Wie daar leidt, geeft het.
charter-next-sign = Jij hebt het mandaat om voor { $side } te ondertekenen. Lees de tekst en onderteken.
charter-next-await-signature = De handtekening voor { $side } moet nog komen. Die kan worden gezet door { $names }.
charter-next-in-force = Beide kanten hebben ondertekend. Programma's, overeenkomsten en reviews verwijzen naar deze versie.
charter-next-superseded = Er geldt een latere versie. Deze telt nog voor de tijd waarin zij gold.
charter-do-offer = Ter ondertekening aanbieden
charter-do-give-mandate = Het mandaat geven
charter-do-await-mandate = Naar de contactpersonen
charter-do-sign = Het charter ondertekenen
charter-do-await-signature = Naar de contactpersonen
charter-other = Er is ook charter { $version }: { $state }
charter-begin-next = Aan de volgende versie beginnen
charter-begin-next-words = Begin aan de volgende versie om te wijzigen wat is afgesproken. Deze blijft gelden tot beide kanten de nieuwe hebben ondertekend.
charter-edit = Bewerken
charter-edited-by = { $name }, { $at }
charter-section-empty = Hier staat nog niets.
charter-measures-empty = Nog geen maatstaf. Minstens één laat gedrag (3) of resultaten (4) zien.
charter-section-vision = Visie
charter-section-goals = Langetermijndoelen
charter-section-roles = Rollen
charter-section-measures = Hoe succes wordt gemeten
charter-section-rhythm = Ritme
charter-section-exit = Afscheid en overdracht
charter-hint-vision = Waarom deze twee organisaties jarenlang samenwerken, en wat er anders wordt voor de mensen op de werkvloer.
charter-hint-goals = Voor welke bedrijfsdoelen het partnerschap werkt, over drie tot vijf jaar.
charter-hint-roles = Wie wat doet aan beide kanten, van ontwerp tot besluit.
charter-hint-measures = Een paar woorden over hoe beide kanten naar de maatstaven kijken. De maatstaven zelf staan onder deze tekst.
charter-hint-rhythm = Hoe vaak beide kanten elkaar spreken en waarover: operationeel, per kwartaal, per halfjaar, per jaar.
charter-hint-exit = Hoe beide kanten ordelijk uit elkaar gaan: opzegging, overdracht, wie wat houdt.
charter-level-1 = Reactie
charter-level-2 = Leren
charter-level-3 = Gedrag
charter-level-4 = Resultaten
charter-measure-new = Een maatstaf voor succes
charter-measure-lead = Eén zin waaraan beide kanten worden gehouden. Met een KPI, een streefwaarde en een datum is hij te berekenen.
charter-measure-level = Niveau
charter-measure-level-hint = Een charter heeft er minstens één van niveau 3 of 4 nodig.
charter-measure-text = Wat wordt beloofd
charter-measure-text-hint = Bijvoorbeeld: minder leidinggevenden vertrekken binnen twee jaar.
charter-measure-kpi = KPI
charter-measure-kpi-hint = De definitie zoals die nu is, komt in de tekst te staan. Laat leeg als er geen is.
charter-measure-kpi-version = { $title } (versie { $number })
charter-measure-population = Populatie
charter-measure-formula = Formule
charter-measure-direction = Richting
charter-measure-grain = Eén meting per
charter-measure-source = Bron
charter-measure-baseline = Nulmeting
charter-measure-target = Streefwaarde
charter-measure-due = Uiterlijk
charter-measure-add = Een maatstaf toevoegen
charter-measure-remove = Deze maatstaf verwijderen
charter-direction-higher = hoger is beter
charter-direction-lower = lager is beter
charter-text = Tekst
charter-text-hint = Na een lege regel begint een nieuw lid.
charter-save = Bewaren
charter-back = Terug naar het charter
charter-theirs = Wat { $name } bewaarde op { $at }
charter-from-theirs = Van die tekst naar de jouwe
charter-removed = verwijderd:
charter-added = toegevoegd:
charter-signed-for = ondertekende voor { $side }
charter-as-deputy = als plaatsvervanger
charter-not-signed = nog niet ondertekend
charter-who-signs = Wie mag ondertekenen
charter-about = Over deze versie
charter-withdraw = Het aanbod terugnemen
charter-withdraw-words = De versie wordt weer een concept en is te bewerken. Een handtekening die is gezet, vervalt.
charter-sign-title = Charter { $version } ondertekenen
charter-sign-lead = Dit is de precieze tekst die beide kanten ondertekenen. Die kan tussen lezen en ondertekenen niet veranderen: de handtekening zit vast aan de hash ervan.
charter-sign-agree = Ik heb de tekst gelezen en onderteken die voor { $side }
charter-exact = De precieze tekst
charter-hash = Hash van de tekst
charter-hash-words = SHA-256 van de tekst hiernaast, tot en met het laatste teken. Een andere tekst heeft een andere hash.
charter-key = Sleutel van de zegels
charter-key-words = Elke handtekening is verzegeld. Een geverifieerd bestand noemt deze sleutel; een andere sleutel betekent een andere herkomst.
charter-export = Het ondertekende bestand downloaden
charter-versions = Versies
charter-versions-all = Alle versies
charter-versions-lead = Elke versie die er was, met de tijd waarin zij gold.
charter-versions-newest = Nieuwste eerst
charter-version = Versie
charter-state = Stand
charter-offered = Aangeboden op
charter-since = Geldt vanaf
charter-until = Tot
charter-more = Meer
charter-no-day = nog niet
charter-state-draft = concept
charter-state-offered = ter ondertekening aangeboden
charter-state-in-force = van kracht
charter-state-superseded = vervangen
charter-compare = Versies vergelijken
charter-compare-with = Vergelijken met { $version }
charter-compare-from = Van
charter-compare-to = Naar
charter-compare-same = Dit is een en dezelfde versie. Kies een andere om mee te vergelijken.
charter-compare-changed = { $count ->
    [0] Er verschilt geen woord tussen de twee.
    [one] Er verschilt één deel.
   *[other] Er verschillen { $number } delen.
}
charter-unchanged = In beide versies hetzelfde.
charter-lack-section = { $section ->
    [vision] De visie is leeg: zeg waarom jullie samenwerken
    [goals] De langetermijndoelen zijn leeg: zeg waarvoor jullie werken
    [roles] De rollen zijn leeg: zeg wie wat doet
    [rhythm] Het ritme is leeg: zeg wanneer jullie elkaar spreken
    [exit] Het afscheid is leeg: zeg hoe jullie ordelijk uit elkaar zouden gaan
   *[other] Er is een deel leeg
}
charter-lack-measure = Er is geen maatstaf: voeg er een toe van niveau 3 (gedrag) of 4 (resultaten)
charter-lack-level = Geen enkele maatstaf laat gedrag (3) of resultaten (4) zien: voeg er een toe
charter-fault-changed-meanwhile = { $name } heeft dit deel bewaard terwijl jij schreef. Je tekst staat er nog: voeg de twee samen en bewaar opnieuw
charter-fault-agree = Zeg dat je de tekst hebt gelezen
charter-said-begun = De versie is begonnen. Beide kanten kunnen nu schrijven.
charter-said-saved = Het deel is bewaard.
charter-said-measure-added = De maatstaf is toegevoegd.
charter-said-measure-removed = De maatstaf is verwijderd.
charter-said-offered = Het charter is ter ondertekening aangeboden. De tekst ligt nu vast.
charter-said-withdrawn = Het aanbod is teruggenomen. Het charter is weer te bewerken.
charter-said-signed = Je hebt ondertekend. De handtekening van de andere kant moet nog komen.
charter-said-in-force = Beide kanten hebben ondertekend: het charter is van kracht.
refusal-charter-open-already = Er wordt al aan een versie geschreven of er wacht er een op handtekeningen. Rond die eerst af.
refusal-charter-not-a-draft = Deze versie is geen concept meer: de tekst ligt vast.
refusal-charter-section-changed = Iemand anders heeft dit deel bewaard nadat je het las. Het is nu revisie { $revision }: lees die en stuur je tekst opnieuw.
refusal-charter-not-offered = Deze versie wacht niet op handtekeningen.
refusal-charter-text-changed = De tekst is niet de tekst die je is getoond. Lees hem opnieuw voordat je ondertekent.
refusal-charter-signed-already = Jullie kant heeft deze versie al ondertekend.
refusal-charter-same-person = Je hebt deze versie al voor de andere kant ondertekend. De twee handtekeningen komen van twee mensen.
refusal-charter-not-signed = Van deze versie is er een bestand als beide kanten hebben ondertekend.
refusal-outside-mandate-sign-charter = Het charter ondertekenen valt buiten je mandaat. Bij de contactpersonen staat wie het wel kan en wie het mandaat geeft.
# Geschiedenis
event-contact-mandates-given = gaf { $name } mandaten in het partnerschap
event-charter-begun = begon aan charter { $version }
event-charter-section-edited = bewerkte { $section ->
    [vision] de visie
    [goals] de langetermijndoelen
    [roles] de rollen
    [measures] hoe succes wordt gemeten
    [rhythm] het ritme
    [exit] het afscheid
   *[other] een deel
} van charter { $version }
event-charter-measure-added = voegde aan charter { $version } een maatstaf van niveau { $level } toe: “{ $measure }”
event-charter-measure-removed = haalde uit charter { $version } een maatstaf van niveau { $level } weg: “{ $measure }”
event-charter-offered = bood charter { $version } ter ondertekening aan
event-charter-offer-withdrawn = nam het aanbod van charter { $version } terug
event-charter-signed = ondertekende charter { $version } voor { $organisation }
event-charter-in-force = bracht charter { $version } van kracht met de tweede handtekening
refusal-outside-mandate = Dit valt buiten je mandaat. Over “{ $mandate }” beslist { $who }.
contacts-pace = beslist in { $median } dagen (mediaan van { $n }, langst { $longest })
contacts-pace-note = De tijd loopt vanaf het moment waarop om een besluit werd gevraagd: een charter of overeenkomst aangeboden, een programma voor het laatst bewerkt, een review gemaakt.
mandate-decided-by = { $who } beslist hierover.
