# Fields
field-email = E-mail address
field-password = Password
field-new-password = Password
field-new-password-hint = At least 12 characters. A sentence that only you would think of works well.
field-name = Your name
field-language = Language
field-zone = Time zone
field-zone-hint = As in Europe/Amsterdam. Every time is shown on this clock.
fault-password-short = Use at least { $least } characters
fault-password-common = Many people use this password or one much like it: choose one of your own
fault-password-sequence = This repeats itself or follows the keyboard: choose something less regular
fault-password-context = Little is left of this without names that others know: choose other words
fault-sign-in = E-mail address and password don't fit together
# Signing in
sign-in-title = Sign in
sign-in-with-password = Sign in
sign-in-with-link = Mail me a link
sign-in-no-mail-hint = No mail goes out from this installation. A link to sign in can't be mailed to you.
sign-in-link-hint = Without a password: leave it empty and have a link mailed to you.
sign-in-back = To the sign-in page
sign-in-mailed-title = Look in your mail
sign-in-mailed-words = If { $email } belongs to an account here, a link is on its way. It works once, for 15 minutes.
sign-in-mail-subject = Your link to Lustrum
sign-in-mail-body =
    Hello { $name },

    with this link you sign in to Lustrum. It works once, for 15 minutes:

    { $link }

    Did you not ask for it? Then leave it; nobody can sign in without it.
sign-in-link-title = Sign in with this link
sign-in-link-words = The link works once. Press the button to sign in.
sign-in-link-button = Sign in
sign-in-link-gone-title = This link no longer works
sign-in-link-gone-words = It was used already or its time is over. Ask for a new one.
sign-out-said = You are signed out.
# Invitations
invitation-title = Join { $organisation }
invitation-lead = { $organisation } invites you as { $roles }.
invitation-partner-title = A partnership with { $organisation }
invitation-partner-lead = { $organisation } invites you as its partner in “{ $title }”. You will see this partnership and nothing else of { $organisation }.
invitation-home = Your organisation in this partnership
invitation-home-new = A new organisation
invitation-organisation = Name of your organisation
invitation-organisation-hint = Where it is new here. You become its partner lead.
invitation-account = An account for { $email } is made.
invitation-known = There is an account for { $email }. Sign in with it, then accept here.
invitation-other = This invitation is for { $email }, and you are signed in under another address. Sign out first.
invitation-accept = Accept
invitation-gone-title = This invitation no longer works
invitation-gone-words = It was used, withdrawn, or is more than two weeks old. Ask whoever invited you for a new one.
invitation-mail-subject = { $host } invites you to { $organisation } in Lustrum
invitation-mail-body =
    Hello,

    { $host } invites you to work with { $organisation } in Lustrum. Accept within two weeks:

    { $link }
invitation-partner-mail-subject = { $organisation } invites you to a partnership
invitation-partner-mail-body =
    Hello,

    { $host } of { $organisation } invites your organisation to the partnership “{ $title }” in Lustrum. Accept within two weeks:

    { $link }
fault-partnered-already = The two organisations have a partnership already
# People
nav-people = People
people-title = People
people-lead = Who works here, in which roles.
people-members = Members
people-invite = Invite
people-import = Invite from a file
people-export = Export (CSV)
people-name = Name
people-email = E-mail address
people-roles = Roles
people-since = Since
people-until = Good until
people-language = Language
people-back = Back to people
people-waiting = Invitations without an answer
people-withdraw = Withdraw
people-invite-title = Invite someone
people-invite-lead = A link goes out by mail. It is good for two weeks.
people-save = Save roles
people-end = End membership
people-end-words = { $name } has no access from the next request on. What was signed or decided stays, with the name.
people-import-title = Invite people from a file
people-import-lead = You see every row first; nobody is invited before you say so.
people-file = CSV file
people-file-hint = Columns: email, roles, language. Several roles with | between them, for example { $roles }.
people-preview = Look at the rows
people-preview-title = Before anyone is invited
people-preview-good = { $count ->
    [one] One person will be invited.
   *[other] { $number } people will be invited.
}
people-preview-faulty = { $count ->
    [one] One cell has to be mended first. Nobody was invited.
   *[other] { $number } cells have to be mended first. Nobody was invited.
}
people-preview-invite = { $count ->
    [one] Invite one person
   *[other] Invite { $number } people
}
people-preview-other = Choose another file
people-fault-row = Row
people-fault-column = Column
people-fault-value = Value
people-fault-reason = What is wrong
invitation-handed-title = { $count ->
    [one] Hand the link over
   *[other] Hand { $number } links over
}
invitation-handed-words = No mail goes out from this installation, so the link is yours to hand over, to nobody but the person invited. It is shown only now and works once, within { $number } days.
invitation-handed-done = Done
people-said-invited = The invitation is on its way.
people-said-imported = The invitations are on their way.
people-said-withdrawn = The invitation is withdrawn.
people-said-changed = The roles are changed.
people-said-ended = The membership has ended.
fault-member-already = This person is a member already
fault-last-lead = Someone has to lead: give this role to another person first
refusal-last-lead = This is the last person who leads here. Give the role to someone else first.
fault-people-column = The file has no column { $column }
fault-people-not-text = This is not a CSV file in UTF-8
fault-people-not-a-table = The rows can't be read as a table
fault-people-too-many = Use { $most } rows at most; divide a larger file
fault-people-empty = There is no row under the headings
fault-people-twice = This address stands in the file twice
fault-people-role = There is no role { $role }
fault-people-role-elsewhere = { $role } is not a role in this kind of organisation
fault-people-language = Give en or nl
fault-people-changed = Something changed since the preview: look at the rows again
list-pages = Pages
list-next = Next page
# Partnerships
nav-partnerships = Partnerships
partnerships-title = Partnerships
partnerships-all = All partnerships
partnerships-name = What it is about
partnerships-name-hint = The relation in a few words, for example: Keep our frontline managers
partnerships-client = Client organisation
partnerships-partner = Training partner
partnerships-since = Since
partnerships-contact = E-mail address of the partner's contact
partnerships-invite = Invite a partner
partnerships-invite-title = Invite a partner
partnerships-invite-lead = The partner sees this partnership only, and nothing else of your organisation.
partnerships-back = Back to partnerships
partnerships-empty = No partnership yet
partnerships-empty-words = A partnership begins when a training partner accepts the invitation of a client organisation.
refusal-partner-invites = A partnership begins with an invitation by the client organisation.
# First run
setup-title = Set up Lustrum
setup-lead = Make your organisation and the account of its L&D lead. Everyone else is invited afterwards.
setup-code = Set-up code
setup-code-hint = The server printed it on its console when it started.
setup-organisation = Organisation
setup-organisation-hint = The organisation whose people learn.
setup-name-hint = You become its L&D lead.
setup-button = Set up
fault-setup-code = This is not the code on the console
refusal-set-up-already = Lustrum was set up already.
# History
nav-history = History
history-title = History
history-lead = Everything that changed, by whom and when. It can't be altered unnoticed.
history-all = Newest first
history-older = Older
history-number = Number
history-at = When
history-who = Who
history-what = What
history-nobody = Lustrum
history-unknown = did: { $kind }
history-erased = did: { $kind } (the details were erased)
event-organisation-created = made the organisation { $name }
event-membership-began = made { $name } a member: { $roles }
event-membership-changed = changed the roles of { $name } to { $roles }
event-membership-ended = ended the membership of { $name }
event-partnership-began = began the partnership “{ $title }”
event-person-signed-in = signed in
event-person-signed-out = signed out
event-person-link-mailed = asked for a link to sign in
event-person-changed = changed the account
event-person-password-changed = chose another password
event-person-session-ended = ended a session
event-person-invited = invited { $email } as { $roles }
event-people-invited = invited { $count } people from a file
event-partner-invited = invited { $email } to the partnership “{ $title }”
event-invitation-accepted = accepted the invitation to { $email }
event-invitation-withdrawn = withdrew the invitation to { $email }
event-token-created = made the API token { $title }
event-token-withdrawn = withdrew the API token { $title }
# Outbox
outbox-title = Mail that was sent
outbox-lead = The demo has no mail server. What would have gone out stands here, the newest first.
outbox-empty = No mail yet
outbox-empty-words = Invite someone, or ask for a sign-in link: the mail appears here.
outbox-to = To { $recipient }
# Account
account-title = Your account
account-save = Save
account-current-password = Current password
account-new-password = New password
account-save-password = Change password
account-rhythm = Mail and calendar
account-digest = Weekly digest by mail
account-calendar = Own calendar address
account-sessions = Where you are signed in
account-browser = Browser
account-browser-unknown = A browser that does not say its name
account-began = Since
account-seen = Last used
account-end-session = Sign out there
account-here = this one
account-tokens = API tokens
account-tokens-words = With a token a program acts for you, within what your roles allow.
account-said-changed = Your account is changed.
account-said-password = Your password is changed. Every other session has ended.
account-said-session = That session has ended.
account-said-token = The token no longer works.
fault-current-password = This is not your current password
token-title = What it is for
token-title-hint = For example: readings from the HR system
token-scope = What it may do
token-scope-read = read
token-scope-write = read and write
token-term = How long it works
token-days = { $count ->
    [one] one day
   *[other] { $number } days
}
token-expires = Works until
token-make = Make a token
token-new-title = Your new token
token-new-words = This is the only time that it is shown. Keep it where the program finds it and nobody else.
token-copy = Copy
token-copied = Copied
token-back = Back to your account
