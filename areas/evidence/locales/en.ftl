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
evidence-figure-change = { $about }, against the baseline
# Tiers
evidence-tier-1 = LTEM 1, attendance
evidence-tier-2 = LTEM 2, activity
evidence-tier-3 = LTEM 3, learner perceptions
evidence-tier-4 = LTEM 4, knowledge
evidence-tier-5 = LTEM 5, decision-making competence
evidence-tier-6 = LTEM 6, task competence
evidence-tier-7 = LTEM 7, transfer
evidence-tier-8 = LTEM 8, effects of transfer
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
feedback-question-intent = Do you intend to apply it in the next two weeks?
feedback-intent-low = certainly not
feedback-intent-high = certainly
feedback-question-obstacles = What stands in the way at work?
feedback-obstacles-low = a great deal
feedback-obstacles-high = nothing
feedback-question-facilitator = How well did the facilitator help you learn?
feedback-facilitator-low = not at all
feedback-facilitator-high = very well
feedback-question-words = What should we keep or change? (optional)
feedback-words-hint = Name no people, yourself included.
feedback-answer = Answer
feedback-number = How many gave it
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
feedback-of-module-version = asked about version { $version } of the module
feedback-missing = Fewer than 60 % answered in these groups; groups of fewer than five are not named:
feedback-missing-group = { $group }: { $answers } of { $invited }
feedback-places = In the room and at a distance
feedback-place-room = room
feedback-place-remote = at a distance
feedback-place-difference = At a distance minus room
feedback-place-mean = { $value } (n = { $n })
feedback-places-note = Means on the scale of 5. Who joined at a distance may differ in more than the place; both groups are shown from five answers each.
feedback-fair-alert = Fair participation: { $topic } differs between the room and those at a distance by more than chance would.
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
signal-words-below = { $topic }: { $value } of 5 { $interval }, n = { $n }; agreed is to act under { $threshold }
signal-words-drop = { $topic }: { $value } of 5 { $interval }, n = { $n }, after { $before } (n = { $earlier }); agreed is to act on a drop of { $threshold }
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
observation-privacy = The person is kept as a hash, and shown are only figures of five people or more.
observation-others = Other programmes
observation-empty = There is nothing to observe yet
observation-empty-words = What is observed are the behaviours of a programme. Write them down first.
observation-fault-person = Nobody with this address is enrolled in this programme
observation-fault-nothing = Rate at least one behaviour
# Results
results-describes = The plain mean over the units of each period; an interval is over the units of the last. A change is described here; what caused it, a study may say.
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
