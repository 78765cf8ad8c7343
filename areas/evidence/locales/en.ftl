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
feedback-finding = { $share } answered 4 or 5, n = { $n }
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
