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
fault-control-character = This holds a character that can't be shown
fault-too-long = Use { $longest } characters at most
fault-not-a-date = Give a date as year-month-day, for example 2026-10-08
fault-not-a-number = Give a number, for example 12.5
fault-out-of-range = Give a number from { $least } to { $most }
fault-not-whole = Give a whole number
fault-not-a-choice = Choose one of the list
fault-not-an-address = Give an e-mail address, for example name@example.org
fault-not-a-zone = Give a time zone such as Europe/Amsterdam
fault-no-file = Choose a file that is not empty
fault-too-large = This is larger than what is accepted here
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
problem-back = Go to the first page
