# Het gebied en zijn banken
nav-assessment = Toetsen en items
assessment-title = Toetsen en items
assessment-lead = Wat mensen weten, beslissen en kunnen: vooraf, achteraf en later gevraagd, en telkens met dezelfde regels gescoord.
assessment-back = Terug
bank-all = Itembanken
bank-new = Nieuwe itembank
bank-none = Nog geen itembank
bank-none-words = Een bank bewaart vragen en opdrachten die beide kanten schrijven, met de goede antwoorden en elke versie ervan.
bank-items = { $count ->
    [one] Eén item dat gevraagd kan worden
   *[other] { $number } items die gevraagd kunnen worden
}
bank-lead = Beide kanten schrijven erin, en elk item bewaart wie het schreef.
bank-title = Titel
bank-title-hint = Waar de items over gaan
bank-language = Taal
bank-language-hint = Elk item heeft woorden in deze taal, en mag ze ook in andere talen hebben.
bank-programme = Programma
bank-programme-hint = Laat dit leeg voor een bank die meerdere programma’s gebruiken.
bank-make = Maak de bank
bank-said-made = De bank is er. Schrijf het eerste item, of haal items uit een bestand.
bank-export-rows = Exporteer (CSV)
bank-export-package = Exporteer (QTI 3.0)
# Items
item-new = Schrijf een item:
item-none = Nog geen items
item-none-words = Items schrijf je hier een voor een, of ze komen uit een bestand: CSV, Excel, of QTI 2.1 en 3.0.
item-all = Items
item-question = Vraag
item-question-in = Vraag ({ $language })
item-kind = Soort
item-kind-single = Eén keuze
item-kind-multiple = Meer keuzes
item-kind-numeric = Getal
item-kind-ordering = Volgorde
item-kind-short-text = Korte tekst
item-kind-matching = Paren
item-tier = Niveau (LTEM)
item-tier-hint = Wat een goed antwoord laat zien, in het learning-transfer evaluation model
item-tier-4 = 4: weet het
item-tier-5 = 5: beslist goed in een realistische situatie
item-tier-6 = 6: kan de taak uitvoeren
item-skill = Vaardigheid
item-skill-hint = Waar het een teken van is, in een paar woorden
item-module = Module
item-version = Versie
item-retired = vervallen
item-older = oudere versie
item-lines = Regels
item-lines-single = Eén keuze per regel, met een ster voor de goede: * Luisteren
item-lines-multiple = Eén keuze per regel, met een ster voor elke goede: * Luisteren
item-lines-ordering = Per regel één stap, in de goede volgorde. Mensen zien ze in een andere volgorde.
item-lines-short-text = Eén goedgekeurde vorm per regel. Hoofdletters en accenten maken niet uit.
item-lines-matching = Eén paar per regel: leidinggevende = gesprek. Een regel die met = begint, is een doel waar niets bij hoort.
item-answer = Goed antwoord
item-tolerance = Marge
item-tolerance-hint = Zo ver ernaast is nog goed
item-points = Punten
item-partial = Wat deels goed is, geeft een deel van de punten
item-partial-short = delen tellen mee
item-feedback = Terugkoppeling
item-feedback-hint = Te zien bij het resultaat, zodra resultaten zijn vrijgegeven
item-save = Bewaar het item
item-save-version = Bewaar als volgende versie
item-edit = Schrijf de volgende versie
item-edit-lead = Wat al gevraagd is, blijft zoals het was: dit wordt de volgende versie.
item-retire = Laat vervallen
item-as-learner = Zoals een deelnemer het ziet
item-right = Goed
item-languages = Talen
item-source = Naam in het bestand
item-versions = Versies
item-version-by = Versie { $version } van { $writer }
item-side-organisation = organisatie
item-side-partner = partner
item-said-written = Het item staat in de bank.
item-said-changed = De volgende versie staat in de bank.
item-said-retired = Het item is vervallen. Toetsen die het vragen, gaan door.
answer-number = Je antwoord, een getal
answer-words = Je antwoord, in een paar woorden
answer-order-hint = Geef elke regel een plaats: 1 komt eerst.
# Items uit een bestand
import-title = Haal items uit een bestand
import-lead = Je ziet elk item voordat er iets geschreven wordt.
import-file = Bestand
import-file-hint = QTI 2.1, 2.2 of 3.0 (XML of een pakket als ZIP), CSV of Excel; tot 5.000 items
import-look = Bekijk de items
import-how = Wat een bestand mag bevatten
import-how-rows = Rijen hebben de kolommen soort, vraag, opties, antwoord, punten, gedeeltelijk, tolerantie, terugkoppeling, vaardigheid en niveau; alleen de eerste twee zijn verplicht. Opties staan op eigen regels of met | ertussen, met een ster voor wat goed is.
import-how-qti = Van QTI komen deze over: keuze, invulveld, volgorde en koppelen, gescoord met match_correct of map_response. Wat niet over kan komen, wordt item voor item genoemd.
import-preview = Wat er in het bestand staat
import-preview-lead = Er is nog niets geschreven.
import-coming = Kan overkomen
import-refused = Kan niet overkomen
import-take = { $count ->
    [one] Neem één item over
   *[other] Neem { $number } items over
}
import-other-file = Kies een ander bestand
import-nothing = Geen item van dit bestand kan overkomen. De lijst zegt waarom.
import-found = Gevonden
import-remarks = Opmerkingen
import-not-taken = Komt niet over.
import-more = { $count ->
    [one] Eén meer is niet te zien.
   *[other] Nog { $number } zijn niet te zien.
}
import-said-taken = De items staan in de bank.
# Fouten
fault-item-prompt = Schrijf wat er gevraagd wordt
fault-item-long = Dit is te lang: hoogstens 4.000 tekens voor een vraag en 500 voor een regel
fault-item-few = Er zijn minstens twee regels om uit te kiezen
fault-item-many = Er zijn hoogstens 30 regels
fault-item-twice = Twee regels luiden hetzelfde
fault-item-one-right = Precies één keuze is goed: zet er een ster voor
fault-item-none-right = Minstens één keuze is goed: zet er een ster voor
fault-item-no-form = Schrijf minstens één goedgekeurde vorm
fault-item-no-number = Geef een getal, en een marge die niet onder 0 ligt
fault-item-languages = Elke taal heeft dezelfde regels in dezelfde volgorde, met dezelfde goede
fault-item-points = Punten liggen boven 0, tot en met 1.000
fault-item-target = Schrijf elk paar als “een = ander”
fault-item-changed = { $writer } schreef intussen de volgende versie. Bekijk die, en schrijf dan verder.
fault-answer-order = Geef elke regel een eigen plaats
fault-import-file = Dit bestand is niet te lezen: { $why }
fault-import-many = Een bestand bevat hoogstens { $most } items; splits het
fault-import-cells = Een paar rijen kloppen niet; er is niets overgenomen
fault-import-cell = Rij { $row }, kolom { $column }: { $why }
fault-import-carried = De items waren niet opnieuw te lezen. Kies het bestand nog eens
fault-qti-large = Het bestand is groter dan { $most } MB
fault-qti-item-large = Het document is groter dan { $most } MB: { $name }
fault-qti-inside = Wat in het bestand is ingepakt, is groter dan { $most } MB of heeft te veel delen
fault-qti-damaged = Het pakket is beschadigd
fault-qti-no-manifest = Het pakket heeft geen imsmanifest.xml
fault-qti-no-items = Het pakket noemt geen items
fault-qti-no-item = Dit is geen item maar { $kind }
fault-qti-missing-file = Het pakket bevat het bestand { $name } niet
fault-qti-encoding = De tekens zijn geen UTF-8 en geen UTF-16
fault-qti-dtd = Er staat een documenttypedefinitie (document type) in, en die wordt niet gelezen: entiteiten kunnen van alles bevatten
fault-qti-nodes = Het heeft meer dan { $most } elementen
fault-qti-xml = De XML breekt af of is fout op regel { $line }, kolom { $column }
fault-qti-no-body = Er is geen inhoud
fault-qti-template = Het is een sjabloon dat items maakt, geen item
fault-qti-shown = Het toont iets dat geen tekst is ({ $name })
fault-qti-nothing-asked = Het vraagt niets
fault-qti-several = Het vraagt meer dingen tegelijk
fault-qti-interaction = Deze manier van vragen is hier niet bekend ({ $name })
fault-qti-undeclared = Het zegt niet wat goed is ({ $name } is niet verklaard)
fault-qti-unknown-option = Wat goed is, staat niet tussen de keuzes ({ $name })
fault-qti-order = De goede volgorde noemt niet elke keuze één keer
fault-qti-match = De paren geven niet elke keuze precies één doel
fault-qti-base-type = Antwoorden van dit soort zijn hier niet bekend ({ $name })
fault-qti-processing = Deze manier van scoren is hier niet bekend ({ $name })
fault-qti-own-processing = Het wordt gescoord met eigen regels
remark-qti-language = De taal ({ $language }) is hier niet bekend; het is overgenomen in de taal van de bank
remark-qti-other-language = Het is geschreven in { $language }, niet in de taal van de bank
remark-qti-no-processing = Het zegt niet hoe het gescoord wordt: alles of niets, één punt
remark-qti-worths = De antwoorden hadden elk een eigen waarde; hier telt elk goed deel even zwaar
remark-qti-feedback = Het had { $count } terugkoppelingen, elk bij een ander antwoord; geen ervan is overgenomen
remark-qti-left-out = Weggelaten: { $names }
refusal-item-retired = Dit item is vervallen. Schrijf liever een nieuw item.
# Geschiedenis
event-bank-created = maakte de itembank “{ $title }”
event-item-written = schreef { $count } items in “{ $bank }”
event-item-changed = schreef versie { $version } van een item in “{ $bank }”
event-item-retired = liet een item van “{ $bank }” vervallen
