# Contacts and mandates
nav-contacts = Contacts
contacts-title = Contacts and mandates
contacts-lead = Who may decide what, on either side. A decision outside a mandate is refused, and this page says who can take it.
contacts-mandates = Who decides
contacts-mandate = Mandate
contacts-nobody = nobody yet
contacts-people = Contacts
contacts-name = Name
contacts-name-hint = Someone of your own organisation. The other side names its own people.
contacts-email = E-mail
contacts-side = Organisation
contacts-standing = Standing
contacts-none = nothing
contacts-holder = holder
contacts-deputy = deputy
contacts-holds = Decides
contacts-holds-hint = What this person decides for your organisation.
contacts-deputises = Stands in
contacts-deputises-hint = Where this person decides when the holder can't.
contacts-export = Export (CSV)
contacts-give = Give a mandate
contacts-give-title = Give a mandate
contacts-of-title = Mandates of { $name }
contacts-give-lead = A mandate says what someone decides in this partnership, for your side of it.
contacts-save = Save mandates
contacts-back = Back to contacts
contacts-empty = Nobody holds a mandate yet
contacts-empty-words = Name who signs the charter for your organisation, and who stands in. The other side does the same.
contacts-empty-await = The L&D lead and the partner lead name who may decide, each for their own side.
contacts-said-given = The mandates are saved.
contacts-fault-role = { $name } can't hold “{ $mandate }” here: it needs the role of { $roles }
contacts-fault-both = Nobody stands in for themselves: choose one of the two
contacts-fault-none = Choose at least one mandate
mandate-sign-charter = sign the charter
mandate-approve-programme = approve a programme
mandate-release-data = release data
mandate-decide-review = decide in a review
mandate-decide-change = decide on a change
# The charter
nav-charter = Charter
charter-title = Partnership charter
charter-title-version = Charter { $version }
charter-between = { $organisation } with { $partner }
charter-lead = What both sides promise each other: vision, goals, roles, how success is measured, rhythm and exit.
charter-empty = No charter yet
charter-language = Language of the charter
charter-language-hint = Headings and labels of the signed text are in this language. You write the rest.
charter-begin = Begin the charter
charter-next = What is next
charter-next-begin = Begin it: both sides write together, section by section. It comes into force when both have signed.
charter-next-await-beginning = The leads of both sides begin the charter. You will find it here.
charter-next-complete = Some things are missing before both sides can be asked to sign.
charter-next-offer = Everything is there. Offer it for signature: the text then stands still.
charter-next-await-offer = Both sides are writing. The leads offer it for signature when it is complete.
charter-next-give-mandate = Nobody at { $side } holds the mandate to sign the charter. Give it to someone, or to yourself.
charter-next-await-mandate = Nobody at { $side } holds the mandate to sign the charter yet. The lead there gives it.
charter-next-sign = You hold the mandate to sign for { $side }. Read the text and sign.
charter-next-await-signature = The signature for { $side } is still to come. It can be given by { $names }.
charter-next-in-force = Both sides have signed. Programmes, agreements and reviews refer to this version.
charter-next-superseded = A later version is in force. This one still counts for the time in which it was.
charter-do-offer = Offer for signature
charter-do-give-mandate = Give the mandate
charter-do-await-mandate = See the contacts
charter-do-sign = Sign the charter
charter-do-await-signature = See the contacts
charter-other = Charter { $version } is there too: { $state }
charter-begin-next = Begin the next version
charter-begin-next-words = To change what was agreed, begin the next version. This one stays in force until both sides have signed the new one.
charter-edit = Edit
charter-edited-by = { $name }, { $at }
charter-section-empty = Nothing here yet.
charter-measures-empty = No measure yet. At least one shows behaviour (3) or results (4).
charter-section-vision = Vision
charter-section-goals = Long-term goals
charter-section-roles = Roles
charter-section-measures = How success is measured
charter-section-rhythm = Rhythm
charter-section-exit = Exit and hand-over
charter-hint-vision = Why these two organisations work together for years, and what will be different for the people on the floor.
charter-hint-goals = Which business goals the partnership works for, in three to five years.
charter-hint-roles = Who does what on either side, from design to decision.
charter-hint-measures = A few words on how both sides look at the measures. The measures themselves stand below this text.
charter-hint-rhythm = How often both sides meet, about what: operational, quarterly, half-yearly, yearly.
charter-hint-exit = How both sides part in good order: notice, hand-over, who keeps what.
charter-level-1 = Reaction
charter-level-2 = Learning
charter-level-3 = Behaviour
charter-level-4 = Results
charter-measure-new = A measure of success
charter-measure-lead = One sentence that both sides will be held to. With a KPI, a target and a day it can be computed.
charter-measure-level = Level
charter-measure-level-hint = A charter needs at least one of level 3 or 4.
charter-measure-text = What is promised
charter-measure-text-hint = For example: fewer frontline managers leave within two years.
charter-measure-kpi = KPI
charter-measure-kpi-hint = Its definition, as it is now, becomes part of the text. Leave it empty where there is none.
charter-measure-kpi-version = { $title } (version { $number })
charter-measure-population = Population
charter-measure-formula = Formula
charter-measure-direction = Direction
charter-measure-grain = One reading per
charter-measure-source = Source
charter-measure-baseline = Baseline
charter-measure-target = Target
charter-measure-due = By
charter-measure-add = Add a measure
charter-measure-remove = Remove this measure
charter-direction-higher = higher is better
charter-direction-lower = lower is better
charter-text = Text
charter-text-hint = An empty line begins a new clause.
charter-save = Save
charter-back = Back to the charter
charter-theirs = What { $name } saved on { $at }
charter-from-theirs = From that text to yours
charter-removed = removed:
charter-added = added:
charter-signed-for = signed for { $side }
charter-as-deputy = as deputy
charter-not-signed = not signed yet
charter-who-signs = Who may sign
charter-about = About this version
charter-withdraw = Take the offer back
charter-withdraw-words = The version becomes a draft again and can be edited. A signature that was given lapses.
charter-sign-title = Sign charter { $version }
charter-sign-lead = This is the exact text that both sides sign. It can't change between reading and signing: the signature is bound to its hash.
charter-sign-agree = I have read the text and sign it for { $side }
charter-exact = The exact text
charter-hash = Hash of the text
charter-hash-words = SHA-256 of the text beside it, to the last mark. Another text has another hash.
charter-key = Key of the seals
charter-key-words = Each signature is sealed. A verified file names this key; another key means another origin.
charter-export = Download the signed file
charter-versions = Versions
charter-versions-all = All versions
charter-versions-lead = Every version that there was, with the time in which it was in force.
charter-versions-newest = Newest first
charter-version = Version
charter-state = State
charter-offered = Offered on
charter-since = In force from
charter-until = Until
charter-more = More
charter-no-day = not yet
charter-state-draft = draft
charter-state-offered = offered for signature
charter-state-in-force = in force
charter-state-superseded = superseded
charter-compare = Compare versions
charter-compare-with = Compare with { $version }
charter-compare-from = From
charter-compare-to = To
charter-compare-same = This is one and the same version. Choose another one to compare it with.
charter-compare-changed = { $count ->
    [0] Not a word differs between the two.
    [one] One section differs.
   *[other] { $number } sections differ.
}
charter-unchanged = The same in both versions.
charter-lack-section = { $section ->
    [vision] The vision is empty: say why you work together
    [goals] The long-term goals are empty: say what you work for
    [roles] The roles are empty: say who does what
    [rhythm] The rhythm is empty: say when you meet
    [exit] The exit is empty: say how you would part in good order
   *[other] A section is empty
}
charter-lack-measure = There is no measure: add one of level 3 (behaviour) or 4 (results)
charter-lack-level = No measure shows behaviour (3) or results (4): add one
charter-fault-changed-meanwhile = { $name } saved this section while you were writing. Your text is still here: put the two together and save again
charter-fault-agree = Say that you have read the text
charter-said-begun = The version is begun. Both sides can write now.
charter-said-saved = The section is saved.
charter-said-measure-added = The measure is added.
charter-said-measure-removed = The measure is removed.
charter-said-offered = The charter is offered for signature. Its text stands still now.
charter-said-withdrawn = The offer is taken back. The charter can be edited again.
charter-said-signed = You have signed. The other side's signature is still to come.
charter-said-in-force = Both sides have signed: the charter is in force.
refusal-charter-open-already = A version is being written or waits for signatures. Finish that one first.
refusal-charter-not-a-draft = This version is not a draft any more: its text stands still.
refusal-charter-section-changed = Someone else saved this section after you read it. Its revision is { $revision } now: read it and send your text again.
refusal-charter-not-offered = This version does not wait for signatures.
refusal-charter-text-changed = The text is not the one that you were shown. Read it again before you sign.
refusal-charter-signed-already = Your side has signed this version already.
refusal-charter-same-person = You have signed this version for the other side. The two signatures come from two people.
refusal-charter-not-signed = There is a file of this version when both sides have signed it.
refusal-outside-mandate-sign-charter = Signing the charter is outside your mandate. The page of contacts says who can, and who gives the mandate.
# History
event-contact-mandates-given = gave { $name } mandates in the partnership
event-charter-begun = began charter { $version }
event-charter-section-edited = edited { $section ->
    [vision] the vision
    [goals] the long-term goals
    [roles] the roles
    [measures] how success is measured
    [rhythm] the rhythm
    [exit] the exit
   *[other] a section
} of charter { $version }
event-charter-measure-added = added a measure of level { $level } to charter { $version }: “{ $measure }”
event-charter-measure-removed = removed a measure of level { $level } from charter { $version }: “{ $measure }”
event-charter-offered = offered charter { $version } for signature
event-charter-offer-withdrawn = took the offer of charter { $version } back
event-charter-signed = signed charter { $version } for { $organisation }
event-charter-in-force = put charter { $version } in force with the second signature
refusal-outside-mandate = This is outside your mandate. “{ $mandate }” is decided by { $who }.
contacts-pace = decided in { $median } days (median of { $n }, longest { $longest })
contacts-pace-note = The time runs from when a decision was asked for: a charter or an agreement offered, a programme last written to, a review made.
mandate-decided-by = { $who } decides this.
