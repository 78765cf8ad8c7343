# Menu and the four levels
nav-evidence = Evidence
evidence-title = Evidence
evidence-lead = What was seen on four levels, from how the training was received to what it was for.
evidence-levels = The four levels
evidence-all-levels = All levels
evidence-figures = Figures
evidence-level-reaction = Reaction
evidence-level-learning = Learning
evidence-level-behaviour = Behaviour
evidence-level-results = Results
evidence-lead-reaction = How relevant participants find the modules, and what they intend to do with them.
evidence-lead-learning = What people know and can do, before and after.
evidence-lead-behaviour = What is seen at work, before and after, of those who were trained and of those who wait.
evidence-lead-results = How the KPIs moved that this is all for.
evidence-export = Export (CSV)
evidence-data-behind = The data behind this chart
evidence-describes = These figures describe what was seen. Whether the training caused it is for a study to say.
evidence-activity-only = Activity, not effect: so far there is only how the training was received.
evidence-back = Back
evidence-file = CSV or Excel file
evidence-preview = Look at the rows
evidence-rows = Rows
evidence-other-file = Choose another file
evidence-person = Person
evidence-people = People
evidence-mean = Mean
evidence-low = Lower end, 95 %
evidence-high = Upper end, 95 %
evidence-with-interval = { $value } ({ $low } to { $high })
evidence-to-kpis = KPIs and readings
evidence-to-shared = Shared data
evidence-to-programmes = To the programmes
evidence-no-cohort = No cohort yet
evidence-no-cohort-words = Scores belong to a cohort. Plan one first.
evidence-no-programme = No programme yet
evidence-no-programme-words = Ratings belong to the behaviours of a programme. Begin one first.
evidence-fault-order = The second day lies before the first
evidence-fault-row = To mend: { $count } cells, the first in row { $row }
evidence-source-reaction = feedback after modules
evidence-source-learning = assessments
evidence-source-behaviour = ratings at work
evidence-source-results = readings
# Empty pages
evidence-empty-reaction = No feedback yet
evidence-empty-reaction-words = After a module, everyone in the cohort gets a link to five questions. Answers show from the fifth on.
evidence-empty-learning = No scores yet
evidence-empty-learning-words = Take in a file with the scores of a cohort before and after; you see the gain with its interval.
evidence-empty-behaviour = Nothing observed yet
evidence-empty-behaviour-words = Line managers rate what they see at work, before and after. They do it on a phone, or it comes from a file.
evidence-empty-results = No readings to show yet
evidence-empty-results-words = Results come from the readings of the KPIs in charter and goals; a partner sees what agreements release.
# Figures
evidence-figure-relevance = find the module relevant to their work (4 or 5 of 5)
evidence-figure-intent = intend to apply it (4 or 5 of 5)
evidence-figure-response = of those invited answered
evidence-figure-gain = gain from before to after, standardised
evidence-figure-gain-points = gain from before to after, in points of 100
evidence-figure-trained = change among those who were trained, on a scale of 5
evidence-figure-waiting = change among those who wait, on a scale of 5
evidence-figure-difference = difference between the two changes
evidence-figure-kpi = { $about }, last period
evidence-figure-change = { $about }: everyone together, trained or not, against the baseline
# Tiers
evidence-tier-1 = LTEM 1, attendance
evidence-tier-2 = LTEM 2, activity
evidence-tier-3 = LTEM 3, learner perceptions
evidence-tier-4 = LTEM 4, knowledge
evidence-tier-5 = LTEM 5, decision-making competence
evidence-tier-6 = LTEM 6, task competence
evidence-tier-7 = LTEM 7, transfer
evidence-tier-8 = LTEM 8, effects of transfer
evidence-tier-aimed = not yet { $tier }: a study says that
evidence-tier-after = { $tier } · { $days }
evidence-days = { $count ->
    [0] on the day of the last session
    [one] 1 day after the last session
   *[other] { $number } days after the last session
}
evidence-certified = Highest certified tier: { $tier }. Knowledge and competence count from three days after the learning; effects, when a study says so.
# Reaction
feedback-question-relevance = How relevant was this module to your work?
feedback-relevance-low = not at all
feedback-relevance-high = entirely
feedback-question-intent = Will you use it in the next two weeks?
feedback-intent-low = certainly not
feedback-intent-high = certainly
feedback-question-obstacles = What stands in the way at work?
feedback-obstacles-low = very much
feedback-obstacles-high = nothing
feedback-question-facilitator = How well did the facilitator help you learn?
feedback-facilitator-low = not at all
feedback-facilitator-high = very well
feedback-question-words = What should we keep or change? (optional)
feedback-words-hint = Name no people, yourself included.
feedback-answer = Answer
feedback-number = How many gave it
feedback-finding-obstacles = { $share } say that little or nothing does (4 or 5; { $low } to { $high }), n = { $n }
feedback-finding = { $share } answered 4 or 5 ({ $low } to { $high }), n = { $n }
feedback-may-mislead = Fewer than 60 % answered: those who did may think otherwise than those who did not.
feedback-rounds = Rounds
feedback-module = Module
feedback-module-hint = A module that a cohort has done and was not asked about yet.
feedback-choice = { $module } · { $cohort } ({ $people })
feedback-people = { $count ->
    [one] 1 person
   *[other] { $number } people
}
feedback-opened = Asked on
feedback-closes = Open until
feedback-answered = Answered
feedback-relevant = Relevant (4 or 5)
feedback-response = { $answers } of { $invited } ({ $share })
feedback-words = In their words
feedback-waiting = Waiting for five answers
feedback-waiting-words = Answers are shown together, from the fifth on, so that nobody can be recognised.
feedback-open = Ask for feedback
feedback-open-lead = Everyone in the cohort gets a link of their own by mail, good for three weeks.
feedback-open-empty = There is nothing to ask about
feedback-open-empty-words = Feedback is asked on a module that a cohort with people in it has done. Every such module was asked about.
feedback-to-cohorts = To the cohorts
feedback-send-mails = Send the links
feedback-said-opened = The links are on their way.
feedback-no-mail = No mail goes out from this installation yet, so nobody would get a link. Have a mail server set up first.
feedback-anonymous = Answers are kept without a name and can't be traced back to anyone. They show from five answers on.
feedback-form-title = Five questions
feedback-form-lead = Five questions, less than a minute. Without a name.
feedback-send = Send
feedback-kept = Kept on this phone until it is sent
feedback-thanks-title = Thank you
feedback-thanks-words = Your answer is in, without your name. You can close this page.
feedback-gone-title = Nothing to answer here
feedback-gone-words = This link was used already, or its time is over. If you answered: thank you, it counted.
feedback-mail-subject = Five questions on “{ $module }”
feedback-mail-body =
    Hello { $name },

    you took part in “{ $module }”. Five questions help { $organisation } to make it better; they take less than a minute:

    { $link }

    Your answer is kept without your name and can't be traced back to you. The link works once, until { $day }.
# Forms
form-list = What is asked
form-list-lead = Every module asks the good default until you change it. Each change is a new version; a round keeps its own.
form-empty = No module to ask about
form-empty-words = Forms belong to the modules of a programme. Design one first.
form-programme = Programme
form-form = Form
form-default = default
form-version = version { $version }
form-version-by = version { $version }, { $who }, { $day }
form-lead = What learners are asked after this module: at most five questions, on one screen of a phone.
form-edit = Change the questions
form-edit-title = Questions after “{ $module }”
form-edit-lead = At most five, at most one of them in their own words. Who keeps relevance keeps the signals.
form-preview = Look as a learner
form-preview-words = This is what learners see. Nothing is sent from here.
form-old-version = This is an earlier version; rounds that asked it keep it.
form-to-newest = To the newest
form-questions = Questions
form-question = Question
form-question-number = Question { $number }
form-kind = Kind
form-kind-scale = scale of 1 to 5
form-kind-choice = one of several
form-kind-open = in their own words
form-topic = About
form-topic-relevance = relevance
form-topic-intent = intent to apply
form-topic-obstacles = obstacles
form-topic-facilitator = facilitator
form-topic-own = something of your own
form-answers = Answers
form-low = What a 1 means
form-high = What a 5 means
form-options = Answers to choose from
form-options-hint = One a line, two to six
form-optional = May be left open
form-own-language = Written in
form-own-language-hint = Languages in which a question is not worded fall back to this one
form-languages = Languages
form-languages-words = A cohort is asked in its own language as far as the questions are worded in it; learners can switch.
form-language = Language
form-language-state = Worded
form-language-own = the form's own
form-language-none = not yet
form-language-some = { $some } of { $all } questions
form-look = See and translate
form-translate = Translate
form-translation-change = Change
form-translate-title = “{ $module }” in { $language }
form-translate-lead = Beside each question its words in the form's own language. What you leave open falls back to those.
form-write = Save as a new version
form-versions = Versions
form-said-written = The new version is saved. The next round asks it.
form-said-translated = The words are saved. The next round asks them.
fault-form-many = At most { $most } questions fit on a phone
fault-form-none = Ask at least one question
fault-form-one-open = One question in their own words is enough
fault-form-topic-twice = Another question asks about this already
fault-form-options = Give { $least } to { $most } answers
fault-form-as-many = Give as many answers as the original has: { $count }
fault-form-changed = Someone else saved version { $version } meanwhile. Compare and save again.
feedback-optional = optional; name no people
feedback-anonymous-short = Kept without a name, traced to nobody, shown from five answers on.
feedback-later = No connection. Your answer is kept on this phone and sent as soon as it is back. Leave this page open, or open the link again later.
feedback-forms = What is asked
event-feedback-form-written = changed what is asked after “{ $module }” (version { $version })
fault-feedback-nobody = Nobody took part in this module, by its roster
feedback-way = How the links get to people
feedback-way-mail = by mail, to each a link of their own
feedback-way-slips = on slips with a QR code for those in the room, by mail to those at a distance
feedback-slips = Slips for the room
feedback-slips-lead = Print, cut, and give everyone one. Each works once and is nobody's: you do not know who took which. This sheet is shown only now; a new one replaces the slips that were not used.
feedback-slip-words = Five questions, one minute, without your name. Scan, tap, send.
feedback-make-slips = Make the slips
refusal-feedback-over = This round is over.
refusal-feedback-no-slips = There is no slip left to make: everyone answered, or is asked by mail.
event-feedback-slips-made = made { $count } slips for feedback on “{ $module }” in “{ $cohort }”
feedback-by-language = By language
feedback-by-region = By region
feedback-missing-groups = Fewer than 60 % answered of: { $groups }.
# Signals
feedback-n = n = { $n }
feedback-share = Share
feedback-of-module-version = version { $version } of the module
feedback-missing = Fewer than 60 % answered in these groups; groups of fewer than five are not named:
feedback-missing-group = { $group }: { $answers } of { $invited }
feedback-places = In the room and at a distance
feedback-place-room = room
feedback-place-remote = at a distance
feedback-place-difference = At a distance minus room
feedback-place-mean = { $value } (n = { $n })
feedback-places-note = Means on the scale of 5, where 5 is best (of obstacles: nothing in the way); intervals of 95 %. Who joined at a distance may differ in more than the place; both groups are shown from five answers each.
feedback-fair-alert = Fair participation: { $topic } differs between the room and those at a distance by more than chance would. The table says where it was lower; ask there what was different.
feedback-fair-response = Fair participation: clearly fewer answered from { $place } than from { $other }.
signal-list = Signals
signal-lead = What both sides agreed to act on, what fired, and what came of it.
signal-open = To be acted on
signal-open-none = No signal waits for a decision.
signal-done = Decided
signal-done-none = No signal was decided on yet.
signal-pace = From signal to decision: { $days } days, the median of { $n }.
signal-module = Module
signal-what = What was seen
signal-fired = Fired
signal-decided = Decided
signal-before = Before the change
signal-after = After the change
signal-changed = changed on { $day }, after { $days } days
signal-left = left as it is on { $day }, after { $days } days
signal-describes = This is what was answered before and after. Other cohorts answered later; whether the change made the difference, it does not say.
signal-mean = { $value } of 5 ({ $low } to { $high }), n = { $n }
signal-mean-plain = { $value } of 5, n = { $n }
signal-interval = ({ $low } to { $high })
signal-words-below = { $topic }: { $value } of 5 { $interval }, n = { $n }; agreed: act below { $threshold }
signal-words-drop = { $topic }: { $value } of 5 { $interval }, n = { $n }, after { $before } (n = { $earlier }); agreed: act on a drop of { $threshold }
signal-evidence-below-relevance = Relevance in { $cohort } was { $value } of 5 (n = { $n }), under the agreed { $threshold }.
signal-evidence-below-intent = Intent to apply in { $cohort } was { $value } of 5 (n = { $n }), under the agreed { $threshold }.
signal-evidence-below-obstacles = Obstacles in { $cohort } were { $value } of 5 (n = { $n }), under the agreed { $threshold }.
signal-evidence-below-facilitator = The facilitator in { $cohort } got { $value } of 5 (n = { $n }), under the agreed { $threshold }.
signal-evidence-drop-relevance = Relevance in { $cohort } was { $value } of 5 (n = { $n }), after { $before } in earlier rounds.
signal-evidence-drop-intent = Intent to apply in { $cohort } was { $value } of 5 (n = { $n }), after { $before } in earlier rounds.
signal-evidence-drop-obstacles = Obstacles in { $cohort } were { $value } of 5 (n = { $n }), after { $before } in earlier rounds.
signal-evidence-drop-facilitator = The facilitator in { $cohort } got { $value } of 5 (n = { $n }), after { $before } in earlier rounds.
signal-title = Signal on “{ $module }”
signal-cohort = Cohort
signal-to-proposal = To the proposed change
signal-to-round = To the round
signal-chart-before = { $topic } before the change
signal-chart-after = { $topic } after the change
signal-triggers = What is agreed
signal-triggers-none = Nothing agreed yet
signal-triggers-none-words = Agree beforehand what both sides act on, for example relevance under 3.5 from the fifth answer on.
signal-trigger = Agreed
signal-terms-below = { $topic } under { $threshold } of 5, from { $answers } answers on
signal-terms-drop = { $topic } down by { $threshold } or more against the earlier rounds of the module, from { $answers } answers on
signal-agreed = By
signal-agreed-by = { $side }, { $day }
signal-state = State
signal-state-offered = waits for the other side
signal-state-in-force = in force
signal-state-ended = ended
signal-agree = Agree
signal-end = End it
signal-offer = Propose a trigger
signal-offer-lead = It fires once the other side agrees. You agree to it by proposing it.
signal-no-programme-words = A trigger looks at the feedback of a programme.
signal-offer-button = Propose the trigger
signal-when = When
signal-kind-below = the mean of a round is under the threshold
signal-kind-drop = the mean is so much under the earlier rounds of the module
signal-threshold = Threshold
signal-threshold-hint = On the scale of 5: 3.5, or a drop of 0.5
signal-answers = From so many answers on
signal-answers-hint = Five or more
signal-said-offered = The trigger is proposed. It waits for the other side.
signal-said-agreed = The trigger is in force.
signal-said-ended = The trigger is ended.
refusal-trigger-settled = This trigger was agreed or ended already.
event-trigger-offered = proposed a trigger on feedback
event-trigger-agreed = agreed to a trigger on feedback
event-trigger-ended = ended a trigger on feedback
event-signal-fired = A signal fired on “{ $module }” ({ $cohort })
signal-mail-subject = Signal on “{ $module }”
signal-mail-body =
    Hello { $name },

    the feedback on “{ $module }” in { $cohort } gave the signal that both sides agreed to act on:

    { $words }.

    A proposal for a change is open, with this evidence. See what was answered, and write what would be different:

    { $link }
# Learning
scores-before = Before
scores-after = After
scores-when = When
scores-chart = Mean score before and after, out of 100
scores-finding = Change: { $change } points of 100
scores-describes = Scores are shown out of 100. The standardised gain (Hedges’ g) counts in standard deviations, so that different tests compare.
scores-assessment = Assessment
scores-assessments = Assessments
scores-days = Days
scores-gain = Gain, points of 100
scores-gain-raw = Gain, in points of the test
scores-gain-deviations = Gain, SD
scores-import = Take in scores
scores-import-lead = A file with everyone’s score before and after. You see the rows before anything is taken in.
scores-cohort = Cohort
scores-title = What was tested
scores-title-hint = The same title for the same cohort replaces the scores that are there.
scores-most = Highest score that can be reached
scores-before-day = First measurement on
scores-after-day = Second measurement on
scores-file-hint = Columns: person, before, after. A pseudonym is as good as a name.
scores-preview = Before the scores are taken in
scores-not-kept = The persons are needed to find doubles and are not kept.
scores-take = { $count ->
    [one] Take in the scores of one person
   *[other] Take in the scores of { $number } people
}
scores-said-imported = The scores are in.
scores-fault-range = This has to lie between 0 and { $most }
scores-fault-twice = This person stands in the file twice
scores-fault-most = The highest score is more than 0
# Behaviour
ratings-trained = Trained
ratings-waiting = Wait-list
ratings-difference = Difference
ratings-chart = Change of behaviour, points on a scale of 5
ratings-describes = Of each person the newest rating before and after counts. A difference between both groups is not yet an effect: the groups may differ in more than the training.
ratings-by-behaviour = By behaviour
ratings-behaviour = Behaviour
ratings-group = Group
ratings-change = Change
ratings-programme = Programme
ratings-import = Take in ratings
ratings-import-lead = A file with ratings of 1 to 5, before and after. You see the rows before anything is taken in.
ratings-file-hint = Columns: person, behaviour (its text or number), before, after; group (trained, wait-list) where the person is not enrolled.
ratings-preview = Before the ratings are taken in
ratings-not-kept = A person is kept as a hash that pairs before and after, not by name or address.
ratings-take = { $count ->
    [one] Take in one row
   *[other] Take in { $number } rows
}
ratings-said-imported = The ratings are in.
ratings-fault-range = This has to be 1, 2, 3, 4 or 5
ratings-fault-behaviour = The programme has no such behaviour
ratings-fault-group = Nobody with this address is enrolled: give the group, trained or wait-list
ratings-fault-twice = This person was rated on this behaviour in a row above
observation-new = Record an observation
observation-lead = What do you see this person do at work? Leave open what you did not see.
observation-person = E-mail address of the person
observation-person-hint = As they are enrolled.
observation-occasion = When
observation-before = Before the training (for those who wait: the first time)
observation-after = After the training (for those who wait: the second time)
observation-record = Record
observation-said-recorded = The observation is in. Here is the form for the next person.
observation-privacy = Only you see by name whom you observed. Others see figures of five people or more.
observation-others = Other programmes
observation-empty = There is nothing to observe yet
observation-empty-words = What is observed are the behaviours of a programme. Write them down first.
observation-fault-person = Nobody with this address is enrolled in this programme
observation-fault-nothing = Rate at least one behaviour
# Results
results-describes = The plain mean over the units of each period; an interval is over the units of the last, and n counts those. Where an agreement shows totals only, there is no interval and n counts people. A change is described here; what caused it, a study may say.
results-mean = Mean
results-baseline = Baseline
results-target = Target
results-period = Period
results-units = Units
results-unit = In
results-kpi = KPI
results-kpis = KPIs
results-last = Last
results-change = Change
results-withheld = withheld
results-finding = Against the baseline: { $change }
results-finding-plain = The mean by period
# History
event-feedback-opened = asked { $count } people of “{ $cohort }” for feedback on “{ $module }”
event-scores-imported = took in the scores of { $count } people of “{ $cohort }”: { $title }
event-ratings-imported = took in { $count } ratings of behaviour for “{ $title }”
event-observation-recorded = recorded an observation for “{ $title }”
# Measured by tests
measured-title = Tests, before, after and later
measured-test = Test
measured-gain = Gained, of 100
measured-gain-deviations = In standard deviations
measured-retained = Still there later, of 100
measured-days = Days since the learning
measured-tier = Tier (LTEM)
# Observation, teams and coverage
observation-member = Whom did you see at work?
observation-member-hint = Longest not seen first.
observation-never = not observed yet
observation-now = seen just now
observation-last = seen on { $day }
observation-scale = 1 and 5 look as written below each row; 3 is about half of the time. Leave open what you did not look at.
observation-not-seen = not seen
observation-example = An example, in your words (optional)
observation-example-hint = What did you see or hear? It stays with you: nobody else reads it.
observation-waiting = Waits to be sent
observation-waiting-words = Kept on this device until there is a network. Signing out clears it.
observation-send-now = Send now
observation-said-sent = The observation is in.
observation-said-kept = Kept on this device; it is being sent.
observation-said-offline = No network: kept on this device, and sent as soon as there is one.
observation-said-sign-in = Your session is over. Sign in again and it will be sent.
observation-said-refused = The server did not take it yet. It is kept on this device.
observation-mend = Back into the form
observation-leave = Some observations have not been sent yet. Sign out and lose them?
observation-own = What you recorded last
observation-someone = Someone
observation-rated = { $count ->
    [one] 1 behaviour rated
   *[other] { $number } behaviours rated
}
observation-fault-nobody = Say whom you saw
observation-fault-day = The day has to lie within the last { $days } days
refusal-observation-of-another = This observation was written down by someone else. It is sent when they sign in again.
team-title = Teams
team-lead = Who leads which unit. Line managers see the names of their own people, and are asked about them.
team-unit = Unit
team-manager = Line manager
team-name = Name
team-email = E-mail address
team-email-hint = The address with which they sign in, or get mail.
team-assign = Add a line manager
team-remove = Remove
team-without = { $count ->
    [one] One unit has no line manager yet.
   *[other] { $number } units have no line manager yet.
}
team-fault-known = This line manager leads the unit already
team-said-assigned = The line manager leads the unit now.
team-said-removed = The line manager does not lead the unit any more.
coverage-title = Who was observed
coverage-lead = By unit and behaviour, with whoever was never seen.
coverage-people = People
coverage-never = Never observed
coverage-due = Due
coverage-oldest = Oldest observation
coverage-last = Last observed
coverage-by-unit = By unit: how many were observed
coverage-no-unit = Without a unit
coverage-explained = Due is whoever was never observed, or not in the last 90 days. Oldest is, of everyone’s newest observation, the one that lies furthest back.
coverage-whom = { $count ->
    [one] One person is due
   *[other] { $number } people are due
}
coverage-more = { $count ->
    [one] and one more
   *[other] and { $number } more
}
coverage-empty = Nobody is enrolled yet
coverage-empty-words = Once a cohort has people, you see here whose behaviour was observed and whose was not.
coverage-no-team = You lead no unit yet
coverage-no-team-words = The L&D lead says who leads which unit. Until then you can record an observation by address.
event-team-assigned = gave “{ $unit }” a line manager
event-team-removed = took a line manager from “{ $unit }”
# 360 feedback
round360-title = 360 feedback
round360-lead = A person is rated by themselves, their line manager, peers and reports, before the programme and after it.
round360-new = Open a round
round360-new-lead = Everyone of the programme is rated. Line managers come from the teams:
round360-programme-hint = Everyone who is enrolled in it takes part.
round360-round = Round
round360-title-hint = For example: before the programme, spring 2026
round360-wave = When
round360-wave-before = Before the programme
round360-wave-after = After the programme
round360-closes = Open until
round360-closes-hint = Reports are made the day after.
round360-fault-closes = Give a day after today, within { $days } days
round360-fault-nobody = Nobody is enrolled in this programme yet
round360-open = Open the round
round360-stage = Stage
round360-stage-nominating = raters are named
round360-stage-asking = links are out
round360-stage-over = over
round360-empty = No round yet
round360-empty-words = A round asks the people around someone how they see them at work. The L&D lead opens one.
round360-for-own = Your own raters
round360-none-named = Nobody yet; three or more are needed.
round360-withdraw = Take back
round360-name-rater = Name a rater
round360-group = Sees the person as
round360-group-self = Self
round360-group-manager = Line manager
round360-group-peers = Peers
round360-group-reports = Reports
round360-fault-own = Nobody is their own peer or report
round360-fault-twice = This rater was named already
round360-fault-full = A group has { $most } raters at most
round360-fault-late = The links are out, so raters can’t be changed any more
round360-fault-left = This person is not in the programme any more
round360-said-named = The rater is named.
round360-said-withdrawn = The rater was taken back.
round360-said-opened = The round is open: raters can be named.
round360-said-invited = The links are on their way.
round360-blind = Who is asked is known, who answered what is not: an answer can’t be joined with a rater, not even from a copy of the database. Of peers and reports nothing is shown before three have answered. What the person and their line manager answer is named by nature.
round360-invite = Send the links
round360-to-ask = { $count ->
    [one] One rater gets a link of their own.
   *[other] { $number } raters get a link of their own.
}
round360-left-out = { $count ->
    [one] One is not asked: their group has fewer than three, or the person left.
   *[other] { $number } are not asked: their group has fewer than three, or the person left.
}
round360-send = Send the links now
refusal-round360-out = The links of this round are out already, or it is over.
round360-later = Nothing is shown before the round is over, on { $day }: who watches figures grow could tell who answered.
round360-few = Too few people
round360-few-words = A round of fewer than five people shows nothing beyond each one’s own report.
round360-by-group = By group
round360-raters = Raters
round360-leniency = Milder than the other groups
round360-describes = Means on a scale of 5, each person counting once, peers and reports where three or more answered. A difference between groups is not yet an effect of the training.
round360-figure-trained = change as others see it, of those who were trained
round360-figure-waiting = change as others see it, of those who wait
round360-figure-difference = difference between the two changes, as others see it
round360-figure-gap = own view minus that of the others
round360-rate-own = How do you see yourself at work?
round360-as-self = themselves
round360-as-manager = You are asked as their line manager.
round360-as-peers = You are asked as a peer.
round360-as-reports = You are asked as someone who reports to them.
round360-words = What should they keep doing, what try? (optional)
round360-words-hint = Write so that it can be read by the person.
round360-seen-own = You see this beside what the others say.
round360-seen-manager = What you say is shown to { $person } as that of their line manager.
round360-seen-anonymous = Kept without your name and shown after { $day }, together with others of your group and only where three or more answered.
round360-thanks = Your answer is in. You can close this page.
round360-own = Your own reports
round360-own-lead = How others see you at work, beside how you see yourself. Only you open this page.
round360-own-empty = No report yet
round360-own-empty-words = When a round is over in which you were rated, your report stands here.
round360-own-note = Means on a scale of 5. Of peers and reports a figure shows where three or more gave one.
round360-coming = “{ $title }” is open until { $day }; your report comes after that.
round360-answers = Answers
round360-too-few = fewer than 3
round360-none = did not answer
round360-mail-own-subject = How do you see yourself at work?
round360-mail-own-body =
    Hello { $name },

    { $organisation } asks how you see yourself at work. It takes a few minutes, until { $day }:

    { $link }

    You see your answers beside those of others once the round is over.
round360-mail-subject = How do you see { $person } at work?
round360-mail-body =
    Hello { $name },

    { $organisation } asks you about { $person }. { $group } It takes a few minutes, until { $day }:

    { $link }

    The link is yours alone and works once.
event-round-360-opened = opened the 360 round “{ $title }” for { $count } people
event-round-360-invited = sent { $count } links for the 360 round “{ $title }”
event-round-360-nominated = named a rater for a 360 round
event-round-360-withdrawn = took a rater of a 360 round back
# Follow-ups
follow-up-title = Follow-ups
follow-up-lead = 30, 60 and 90 days after the learning, people and their line managers say whether it is used, and what stands in the way.
follow-up-empty = Nobody was asked yet
follow-up-empty-words = Once a cohort’s follow-ups are planned, they go out by themselves, and the answers stand here from the fifth on.
follow-up-by-moment = Is it used?
follow-up-when = When and who
follow-up-moment = after { $days } days, { $source }
follow-up-source-self = people themselves
follow-up-source-manager = line managers
follow-up-applies = How often is it used at work?
follow-up-applies-heading = How often used, 1 to 5 (95 %)
follow-up-invited = Invitations
follow-up-applies-low = not at all
follow-up-applies-high = whenever there is occasion
follow-up-levers = What stands in the way, of { $n } answers
follow-up-lever = What
follow-up-named = Named by
follow-up-share = Share
follow-up-lever-opportunity = there is no occasion for it
follow-up-lever-time = there is no time for it
follow-up-lever-manager = the manager does not ask for it
follow-up-lever-peers = colleagues do it otherwise
follow-up-lever-content = what was learned does not fit the work
follow-up-lever-confidence = it is not yet mastered
follow-up-lever-resources = tools or people are lacking
follow-up-lever-motivation = it does not pay off for the person
follow-up-response = Who answers
follow-up-small = Smaller groups together
follow-up-cohort = Cohort
follow-up-seen = At work, observers rated those who answered { $answered } and those who did not { $silent } on a scale of 5; difference { $difference }, n = { $n }. Where both differ, the answers may not stand for everyone.
follow-up-describes = What people and line managers say, not what was seen. It describes; whether the training caused it is for a study to say.
follow-up-plan = Plan follow-ups
follow-up-plans = Plans
follow-up-moments-heading = When it is asked
follow-up-end = End
follow-up-ended = ended
follow-up-anchor = Counted from
follow-up-anchor-hint = Left open: the day of the last session.
follow-up-reminders = Reminders
follow-up-reminders-hint = 0 to 3, a week apart; 2 where left open.
follow-up-fault-planned = This cohort has a plan already
follow-up-fault-past = All three moments lie in the past: give a later day
follow-up-said-planned = The follow-ups are planned and go out by themselves.
follow-up-said-ended = Nobody of this cohort is asked any more.
refusal-follow-up-ended = This plan has ended already.
follow-up-form-title = After { $days } days
follow-up-question-own = You took part in “{ $programme }”. Three questions, less than a minute.
follow-up-question-manager = { $person } took part in “{ $programme }”. Three questions, less than a minute.
follow-up-obstacles = What stands in the way?
follow-up-obstacles-hint = All that apply; none if nothing does.
follow-up-example = An example (optional)
follow-up-seen-own = Your organisation knows that this is your answer. The training partner sees groups of five or more only.
follow-up-seen-manager = Your organisation knows that this is your answer about this person. The training partner sees groups of five or more only.
follow-up-opt-out = Do not ask me again
follow-up-left-alone = We leave you alone
follow-up-left-alone-words = You get no more of these questions.
follow-up-thanks = Your answer is in. You can close this page.
follow-up-mail-subject = After { $days } days: is it used?
follow-up-reminder-subject = Reminder: after { $days } days, is it used?
follow-up-mail-self-body =
    Hello { $name },

    { $days } days ago you finished a training. Do you use it at work? Three questions, less than a minute:

    { $links }

    On that page you can also say that you do not want to be asked again.
follow-up-mail-manager-body =
    Hello { $name },

    { $days } days ago people of your team finished a training. Do you see it at work? Three questions for each, less than a minute:

    { $links }

    On that page you can also say that you do not want to be asked again.
event-follow-up-planned = planned the follow-ups of “{ $cohort }”
event-follow-up-ended = ended the follow-ups of “{ $cohort }”
# Behaviour from several sides
ratings-spread = How it is seen now, of those who were trained
ratings-observers = Observers
ratings-agreement = Agreement of two observers
ratings-agreement-note = Two observers of the same person within two weeks agree beyond chance by { $kappa } (weighted kappa, 1 is perfect), in { $n } pairs.
ratings-sources = Sources side by side
ratings-source = Source
ratings-n = n
ratings-mean = Mean, of 5
ratings-tier = Tier and delay
ratings-source-observed = Observed at work
ratings-source-round360 = Others, in the 360 round
ratings-source-self = People themselves: how often it is used
ratings-source-manager = Line managers: how often it is used
round360-agreement = Raters of the same person agree by { $value } ({ $low } to { $high }; Krippendorff’s alpha, 1 is perfect, 0 is chance), n = { $n }.
round360-cohort-hint = Left open: everyone of the programme.
# Performance reviews
review-title = Performance reviews
review-lead = Ratings from the HR system. How its columns and its scale are read is kept for the next file; each rating keeps its file and row. The training partner never sees them, only a mean of five people or more.
review-source = Source
review-source-hint = The same source for the same day is a correction: a new version, and the one before stays.
review-day = Reviews of
review-day-hint = The day on which they were held or closed.
review-file = File
review-file-hint = One row for each person, one column for each behaviour. Comments are not taken in.
review-ratings = Ratings
review-version = Version
review-superseded = superseded
review-standing = stands
review-new = Take in a file
review-to-mapping = Say how it is read
review-mapping = How the file is read
review-mapping-lead = Which column holds what, and what the scale means. It is kept for the next file of this source.
review-person = Column with the e-mail address
review-person-hint = Whoever is not in the programme is left out.
review-low = A 1 is there
review-high = A 5 is there
review-high-hint = Lower than the other where low is good.
review-words = Words that stand for a value (optional)
review-words-hint = One a line, for example: meets expectations = 3
review-preview = Before the reviews are taken in
review-others = { $count ->
    [one] One row is about someone who is not in the programme, and is left out.
   *[other] { $number } rows are about people who are not in the programme, and are left out.
}
review-kept = A person is kept as a hash. Of each rating its row and what stood there are kept beside the value.
review-take = { $count ->
    [one] Take in one rating
   *[other] Take in { $number } ratings
}
review-raw = In the file
review-value = Of 5
review-said-imported = The reviews are in.
review-fault-scale = This is not on the scale, nor one of the words
review-fault-no-column = Say for at least one behaviour which column holds it
review-fault-ends = Both ends of the scale are the same
review-fault-words = Write each as: word = number from 1 to 5
ratings-source-reviewed = Performance reviews
event-reviews-imported = took in { $count } ratings from “{ $title }”, version { $version }
nav-360 = 360 feedback

# Mapping rules
mapping-title = From statements to evidence
mapping-lead = Which activities of other systems are evidence of which module, test or behaviour.
mapping-way = Statements of other systems
mapping-new = Map an activity
mapping-new-lead = Look first at what the rule takes from what is stored. A changed rule is a new version; what the one before took stays as history.
mapping-read-on = Read new statements
mapping-rules = Rules
mapping-rules-none = No rules yet. Choose an activity below, or read what is stored.
mapping-unknown = Activities that no rule leads anywhere
mapping-unknown-none = None that was read so far.
mapping-map-this = Map this
mapping-waiting = Who waits
mapping-waiting-none = Nobody waits.
mapping-waiting-words = Nothing is lost: what is here counts as soon as the person is enrolled.
mapping-who = Who
mapping-what = What
mapping-why = Why
mapping-when = When
mapping-end = End
mapping-statements = Statements
mapping-activity = Activity
mapping-activity-hint = Its address. With * at the end: every activity that begins so.
mapping-verb = Verb
mapping-verb-hint = Its address; empty for any.
mapping-target = Evidence of
mapping-least = Lowest scaled score
mapping-least-hint = Between -1 and 1; empty for any.
mapping-domain = Domain of accounts
mapping-domain-hint = What follows the @ in the e-mail of people whose account is named by what stands before it; empty otherwise.
mapping-preview = Look at what it takes
mapping-preview-title = What the rule takes
mapping-preview-words = { $statements ->
    [one] { $statements } statement matches
   *[other] { $statements } statements match
}; { $waiting } of them wait for a person.
mapping-preview-cut = Only the first 50,000 statements were looked at; the rule reads all of them.
mapping-save = Save the rule
mapping-kind-module = Module
mapping-kind-assessment = Test
mapping-kind-behaviour = Behaviour
mapping-reason-unmatched = not enrolled
mapping-reason-group = a group, not a person
mapping-reason-looked-at = only looked at, without an outcome
mapping-score = Score of 100
mapping-table = Reported by other systems
mapping-source = statements of other systems
mapping-version = Version of the rule
mapping-grade = Tier and delay
mapped-lead = Which statements of other systems this figure came from, and how long after the learning they were made.
mapped-rule = Look at the rule
mapped-none = No statement counts by this rule.
mapped-people-only = Single statements name people: they are open to those who answer for learning and for data.
mapping-figure = best score in { $about }, of 100
mapping-fault-iri = Give the whole address, such as https://lms.example.org/units/1.
mapping-said-written = The rule is written; what is stored is being read.
mapping-said-ended = The rule has ended.
mapping-said-reading = New statements are being read.
