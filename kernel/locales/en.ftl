# Months
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
# Shell
shell-way = What is next
shell-skip = Skip to the content
shell-menu = Menu
shell-main = Main
shell-chain = From challenge to review
shell-account = Your account
shell-outbox = Mail that was sent
shell-sign-out = Sign out
shell-partnerships = Partnerships
shell-organisations = Organisations
shell-generated = Demo. Everything in it that is about people was generated, unless its page names a source.
# The chain
step-challenge = Challenge
step-goal = Goal
step-charter = Charter
step-programme = Programme
step-delivery = Delivery
step-evidence = Evidence
step-impact = Impact
step-review = Review
# Roles
role-ld-lead = L&D lead
role-business-sponsor = business sponsor
role-regional-ld-manager = regional L&D manager
role-data-steward = data steward
role-partner-lead = partner lead
role-learning-designer = learning designer
role-facilitator = facilitator
role-learner = learner
role-line-manager = line manager
# Faults at a field
form-faults = { $count ->
    [one] One thing needs a look
   *[other] { $number } things need a look
}
fault-required = Fill this in
fault-changed-meanwhile = Meanwhile someone changed this to: { $now }. Save once more to put yours in its place
fault-emptied-meanwhile = Meanwhile someone emptied this. Save once more to put yours in its place
fault-control-character = This holds a character that can't be shown
fault-too-long = Use { $longest } characters at most
fault-not-a-date = Give a date as year-month-day, for example 2026-10-08
fault-date-out-of-range = Give a date from 1900 to 2200
fault-two-meanings = “{ $text }” may mean two numbers; write it without a mark for thousands, for example 80000 or 80 000
fault-not-a-number = Give a number, for example 12.5
fault-amount-digits = Give at most two digits behind the mark
fault-out-of-range = Give a number from { $least } to { $most }
fault-not-whole = Give a whole number
fault-not-a-choice = Choose one of the list
fault-not-an-address = Give an e-mail address, for example name@example.org
fault-not-a-zone = Give a time zone such as Europe/Amsterdam
fault-no-file = Choose a file that is not empty
fault-too-large = This is larger than what is accepted here
fault-file-name = The name of the file holds characters that are not seen, or is too long. Give it a plain name
fault-file-kind = This kind of file is not taken. Choose a PDF, PNG, JPEG, or a text (.txt, .md, .csv)
fault-file-too-large = The file is larger than { $most } MB
fault-file-long-text = A text has at most { $most } kB. Hand it in as PDF
fault-file-archive = Archives and Office files are not taken, as nobody sees beforehand what is in them. Save it as PDF
fault-file-other-content = The name says { $said }, the content is something else
fault-file-not-text = The text is not in UTF-8, or holds characters that are not seen. Save it again as UTF-8
fault-file-bomb = Unpacked, this file is far larger than it looks, so it is not taken
fault-file-unreadable = The file can't be read: it is damaged or protected with a password
fault-unreadable = What was sent can't be read
fault-not-json = This is not JSON: line { $line }, column { $column }
fault-not-an-object = Send a JSON object
# Problems
problem-sign-in-first = Sign in first
problem-sign-in-first-words = This needs to know who you are. Sign in, or send a token.
problem-forbidden = Not for your role
problem-forbidden-words = Your role does not cover this. The people page says who can.
problem-not-found = Not found
problem-not-found-words = There is nothing here, or nothing that you have access to.
problem-malformed = This address can't be read
problem-malformed-words = Something in it is not what belongs there. Go back and follow the link again.
problem-refused = Not possible as things stand
refusal-changed-meanwhile = Someone else was first: look at the current state and try again.
problem-invalid = Some fields need a look
problem-invalid-words = Nothing was changed. Mend the fields that are named and send it again.
problem-too-many = Too many tries
problem-too-many-words = { $count ->
    [one] Wait a second and try again.
   *[other] Wait { $number } seconds and try again.
}
problem-other-site = Sent from another site
problem-other-site-words = For safety, forms are accepted from this site's own pages only. Open the page here and try again.
problem-unavailable = Not available right now
problem-unavailable-words = Try again in a moment. Nothing was changed.
problem-broken = Something went wrong on our side
problem-broken-words = Nothing was changed. It was recorded, so that it can be mended.
refusal-sealed-no-key = The key that seals documents is missing on this installation. Ask whoever runs it; nothing is lost.
refusal-sealed-other-key = This document was sealed with another key than the one of this installation. Ask whoever runs it to put that key back.
refusal-sealed-damaged = The stored bytes of this document were altered, so it is not shown. This is recorded; ask whoever gave it to add it again.
problem-back = Go to the first page
# Tables that are imported
table-fault-missing = Something is missing here
table-fault-not-a-number = This is not a number
table-fault-ambiguous-number = This can be read as { $one } or as { $other }; write it without a separator of thousands
table-fault-percent-sign = Leave out the percent sign and write the figure in the unit of the KPI
table-fault-not-whole = This has to be a whole number
table-fault-not-a-date = This is not a date; write 2026-09-17
table-fault-ambiguous-date = This can be read as { $one } or as { $other }; write it as 2026-09-17
table-fault-not-a-month = This is not a month; write 2026-09
table-fault-failed-formula = The formula in this cell failed
table-fault-missing-column = This column is missing from the first row
table-fault-heading-twice = This heading stands there twice
table-fault-beyond-headings = This cell stands under no heading
table-error-empty = The file holds no rows
table-error-too-large = The file is larger than { $most } MB
table-error-too-large-inside = What is packed in the file is larger than { $most } MB
table-error-too-many-rows = The file has more than { $most } rows
table-error-too-many-columns = Row { $row } has more than { $most } columns
table-error-cell-too-long = A cell in row { $row } has more than { $most } characters
table-error-not-a-table = This is neither a CSV file nor an Excel workbook (.xlsx)
table-error-old-or-locked-excel = This is a workbook of Excel 97-2003, or one that is locked with a password; save it as .xlsx without a password
table-error-damaged = The workbook is damaged
table-error-no-such-sheet = The workbook has no sheet named { $name }; it has { $there }
table-error-unknown-encoding = The characters of row { $row } can't be read; save the file as CSV UTF-8
table-error-open-quote = A quotation mark opened in row { $row } is never closed
table-faults = { $count ->
    [one] Nothing was taken over: one cell needs a look
   *[other] Nothing was taken over: { $number } cells need a look
}
table-faults-row = Row
table-faults-column = Column
table-faults-value = Value
table-faults-reason = What is wrong
table-faults-more = Only the first { $count } are shown.
# Figures
figure-withheld = Withheld: fewer than { $smallest }
figure-no-evidence = No evidence yet
figure-interval = { $level } interval { $low } to { $high }
figure-n = n = { $number }
figure-not-yet-conclusive = not yet conclusive
figure-not-identifiable = can't be told from these data
figure-conclusive = conclusive
figure-unit-percentage-points = percentage points
figure-unit-of = of { $most }
figure-unit-points = points
figure-unit-deviations = SD
figure-from-to = { $from } to { $to }
# Outside
outside-no-source = This source is not named in the configuration of the server
outside-bad-path = This path leads out of the source
outside-not-found = There is nothing at this path
outside-answered = The other server answered { $detail }
outside-too-large = This is larger than { $detail } MB
outside-private = The server stands at a private address, which the configuration does not allow
outside-redirected = The server leads on to another one, or in circles
outside-still-written = The file is still being written
outside-no-credential = The environment variable { $detail } holds no credential
outside-certificate-expired = The certificate of the server is no longer valid, or not yet; whoever runs the server renews it
outside-certificate-name = The certificate of the server is for another name than the one in the address
outside-certificate-issuer = Nobody who is trusted stands behind the certificate of the server; the operator can name the authority in the configuration
outside-certificate-otherwise = The certificate of the server is not to be trusted
outside-too-slow = No answer came in time
outside-broken = The source can't be reached: { $detail }
