# The area and its banks
nav-assessment = Tests and items
assessment-title = Tests and items
assessment-lead = What people know, decide and can do: asked before, after and later, and scored by the same rules each time.
assessment-back = Back
bank-all = Item banks
bank-new = New item bank
bank-none = No item bank yet
bank-none-words = A bank keeps questions and tasks that both sides write, with their right answers, and every version of them.
bank-items = { $count ->
    [one] One item that can be asked
   *[other] { $number } items that can be asked
}
bank-lead = Both sides write in it, and every item keeps who wrote it.
bank-title = Title
bank-title-hint = What its items are about
bank-language = Language
bank-language-hint = Every item has words in this language, and may have them in others.
bank-programme = Programme
bank-programme-hint = Leave it empty for a bank that several programmes use.
bank-make = Make the bank
bank-said-made = The bank is there. Write the first item, or take items from a file.
bank-export-rows = Export (CSV)
bank-export-package = Export (QTI 3.0)
# Items
item-new = Write an item:
item-none = No items yet
item-none-words = Items are written here one by one, or come from a file: CSV, Excel, or QTI 2.1 and 3.0.
item-all = Items
item-question = Question
item-question-in = Question ({ $language })
item-kind = Kind
item-kind-single = One choice
item-kind-multiple = Several choices
item-kind-numeric = Number
item-kind-ordering = Order
item-kind-short-text = Short text
item-kind-matching = Pairs
item-tier = Tier (LTEM)
item-tier-hint = What a right answer shows, in the learning-transfer evaluation model
item-tier-4 = 4: knows it
item-tier-5 = 5: decides well in a realistic situation
item-tier-6 = 6: can do the task
item-skill = Skill
item-skill-hint = What it is a sign of, in a few words
item-module = Module
item-version = Version
item-retired = retired
item-older = older version
item-lines = Lines
item-lines-single = One option a line, with a star before the right one: * Listen
item-lines-multiple = One option a line, with a star before each right one: * Listen
item-lines-ordering = One line each, in the right order. People see them in another order.
item-lines-short-text = One accepted form a line. Case and marks on letters make no difference.
item-lines-matching = One pair a line: manager = talks. A line that begins with = is a target that nothing belongs to.
item-answer = Right answer
item-tolerance = Tolerance
item-tolerance-hint = So far from it is still right
item-points = Points
item-partial = What is right in part gives part of the points
item-partial-short = parts count
item-feedback = Feedback
item-feedback-hint = Shown with the result, when results are released
item-save = Save the item
item-save-version = Save as the next version
item-edit = Write the next version
item-edit-lead = What was asked before stays as it was: this becomes the next version.
item-retire = Retire
item-as-learner = As a learner sees it
item-right = Right
item-languages = Languages
item-source = Name in its file
item-versions = Versions
item-version-by = Version { $version } by { $writer }
item-side-organisation = organisation
item-side-partner = partner
item-said-written = The item is in the bank.
item-said-changed = The next version is in the bank.
item-said-retired = The item is retired. Tests that ask it go on.
answer-number = Your answer, a number
answer-words = Your answer, in a few words
answer-order-hint = Give each line its place: 1 comes first.
# Items from a file
import-title = Take items from a file
import-lead = You see every item before anything is written.
import-file = File
import-file-hint = QTI 2.1, 2.2 or 3.0 (XML or a package as ZIP), CSV or Excel; up to 5,000 items
import-look = Look at the items
import-how = What a file may hold
import-how-rows = Rows have the columns kind, question, options, answer, points, partial, tolerance, feedback, skill and tier; only the first two are required. Options stand on lines of their own or with | between them, with a star before what is right.
import-how-qti = Of QTI these are taken: choice, text entry, order and match interactions with the scoring of match_correct or map_response. Whatever can’t be taken is named, item by item.
import-preview = What the file holds
import-preview-lead = Nothing is written yet.
import-coming = Can be taken
import-refused = Can’t be taken
import-take = { $count ->
    [one] Take one item
   *[other] Take { $number } items
}
import-other-file = Choose another file
import-nothing = No item of this file can be taken. The list says why.
import-found = Found
import-remarks = Remarks
import-not-taken = Not taken.
import-more = { $count ->
    [one] One more is not shown.
   *[other] { $number } more are not shown.
}
import-said-taken = The items are in the bank.
# Faults
fault-item-prompt = Write what is asked
fault-item-long = This is too long: at most 4,000 characters for a question and 500 for a line
fault-item-few = There are at least two lines to choose from
fault-item-many = There are at most 30 lines
fault-item-twice = Two lines read the same
fault-item-one-right = Exactly one option is right: put a star before it
fault-item-none-right = At least one option is right: put a star before it
fault-item-no-form = Write at least one accepted form
fault-item-no-number = Give a number, and a tolerance that is not below 0
fault-item-languages = Every language has the same lines in the same order, with the same ones right
fault-item-points = Points lie above 0, up to 1,000
fault-item-target = Write each pair as “one = other”
fault-item-changed = { $writer } wrote the next version meanwhile. Look at it, then write on.
fault-answer-order = Give each line a place of its own
fault-import-file = This file can’t be read: { $why }
fault-import-many = A file holds at most { $most } items; split it
fault-import-cells = Some rows need a look; nothing was taken
fault-import-cell = Row { $row }, column { $column }: { $why }
fault-import-carried = The items could not be read again. Choose the file once more
fault-qti-large = The file is larger than { $most } MB
fault-qti-item-large = The document is larger than { $most } MB: { $name }
fault-qti-inside = What is packed in the file is larger than { $most } MB or has too many parts
fault-qti-damaged = The package is damaged
fault-qti-no-manifest = The package has no imsmanifest.xml
fault-qti-no-items = The package names no items
fault-qti-no-item = This is no item but { $kind }
fault-qti-missing-file = The package does not hold the file { $name }
fault-qti-encoding = The characters are neither UTF-8 nor UTF-16
fault-qti-dtd = It has a document type definition, which is not read: entities could hold anything
fault-qti-nodes = It has more than { $most } elements
fault-qti-xml = The XML breaks off or is wrong at line { $line }, column { $column }
fault-qti-no-body = It has no body
fault-qti-template = It is a template that makes items, not an item
fault-qti-shown = It shows something that is not text ({ $name })
fault-qti-nothing-asked = It asks nothing
fault-qti-several = It asks several things at once
fault-qti-interaction = Its way of asking is not known here ({ $name })
fault-qti-undeclared = It does not say what is right ({ $name } is not declared)
fault-qti-unknown-option = What is right is not among the options ({ $name })
fault-qti-order = Its right order does not name every option once
fault-qti-match = Its pairs do not give each option exactly one target
fault-qti-base-type = Its answers are of a kind that is not known here ({ $name })
fault-qti-processing = It is scored in a way that is not known here ({ $name })
fault-qti-own-processing = It is scored by rules of its own
remark-qti-language = Its language ({ $language }) is not known here; it was taken for the language of the bank
remark-qti-other-language = It is written in { $language }, not in the language of the bank
remark-qti-no-processing = It does not say how it is scored: all or nothing, one point
remark-qti-worths = Its answers had worths of their own; here every right part counts the same
remark-qti-feedback = It had { $count } feedbacks, each for another answer; none was taken
remark-qti-left-out = Left out: { $names }
refusal-item-retired = This item is retired. Write a new one instead.
# History
event-bank-created = made the item bank “{ $title }”
event-item-written = wrote { $count } items in “{ $bank }”
event-item-changed = wrote version { $version } of an item in “{ $bank }”
event-item-retired = retired an item of “{ $bank }”
# Tests
nav-my-tests = My tests
exam-all = Tests
exam-new = New test
exam-none = No test yet
exam-none-words = A test asks items before the learning, after it, and at least a week later, so that you see what was gained and what stayed.
exam-sittings = { $count ->
    [0] not asked yet
    [one] asked once
   *[other] asked { $number } times
}
exam-lead = First how it is taken, then what it asks.
exam-title = Title
exam-subject = About
exam-subject-hint = A programme, or one of its modules: the days since the learning are counted from its sessions.
exam-minutes = Time
exam-minutes-hint = In minutes; leave it empty where time does not count
exam-minutes-count = { $count ->
    [one] one minute
   *[other] { $number } minutes
}
exam-untimed = time does not count
exam-attempts = Attempts
exam-attempts-hint = How often a person may take it; the first one counts
exam-shuffled = Each person gets the questions in an order of their own
exam-released = People see their result as soon as they hand in
exam-make = Make the test
exam-no-programme = There is no programme to test
exam-no-programme-words = A test is about a programme or one of its modules. Write the programme first.
exam-to-programmes = To the programmes
exam-items = Choose the questions
exam-items-lead = The newest version of each is asked. Once a cohort is asked, the questions stay as they are.
exam-choose = Take these questions
exam-no-items = There are no items to ask
exam-no-items-words = Items are kept in banks. Write some, or take them from a file.
exam-to-banks = To the banks
exam-empty = This test asks nothing yet
exam-empty-words = Choose what it asks from your item banks.
exam-said-made = The test is there. Choose what it asks.
exam-said-chosen = These questions are asked.
# Sittings
sitting-new = Ask a cohort
sitting-all = Asked of
sitting-none = Nobody was asked yet.
sitting-cohort = Cohort
sitting-occasion = Occasion
sitting-occasion-hint = Only what is still there a week after the learning counts as retained.
sitting-occasion-pre = before the learning
sitting-occasion-post = after the learning
sitting-occasion-delayed = retained, a week later or more
sitting-when = When
sitting-days = { $from } to { $to }
sitting-answered = Handed in
sitting-of = { $answered } of { $asked }
sitting-lead = Everyone in the cohort gets a link of their own by mail and takes the test on a phone, without signing in.
sitting-no-cohort = There is no cohort to ask
sitting-no-cohort-words = A cohort of this programme with people in it can be asked.
sitting-to-cohorts = To the cohorts
sitting-opens = Opens on
sitting-closes = Closes on
sitting-freezes = From now on the questions of this test stay as they are.
sitting-no-mail = No mail server is set up: nobody gets the link. People who sign in find the test under “My tests”.
sitting-open = Ask them
sitting-learned = Learned until
sitting-results = Results of people
sitting-released = each person sees their own
sitting-held = not released yet
sitting-release = Release the results
sitting-too-few = Figures of the group show once five people have handed in.
sitting-group = The group
sitting-people = People
sitting-people-note = Results of people stay in your organisation. They are for learning, not for judging.
sitting-export = Export (CSV)
sitting-name = Name
sitting-unit = Unit
sitting-share = Reached
sitting-days-since = Days since the learning
sitting-not-handed-in = not handed in
sitting-said-opened = Everyone gets a link.
sitting-said-released = Everyone who handed in sees their own result.
sitting-mail-subject = { $title }: your test
sitting-mail-body =
    Dear { $name },

    { $organisation } asks you to take the test “{ $title }”, from { $from } to { $to }. You can do it on your phone:

    { $link }

    The link is yours alone. Your result stays within { $organisation }; others see figures of five people or more.
fault-sitting-learned = This cohort began on { $day }: what is asked now is not what it knew before
fault-sitting-not-learned = The last session is on { $day }: after the learning begins on that day
fault-sitting-waits = This cohort waits: it can be asked before the learning only
fault-sitting-too-soon = Retained is what is still there a week later: from { $day } on
fault-sitting-reversed = Give a closing day that is not over and not before the opening day
fault-sitting-twice = This cohort was asked this test on this occasion already
fault-test-many = A test asks at most { $most } questions
refusal-test-asked = This test was asked already: its questions stay as they are. Make a new test instead.
refusal-test-empty = This test asks nothing yet. Choose its questions first.
# Taking a test
attempt-mine = My tests
attempt-mine-lead = What you are asked in this partnership, and what you have handed in.
attempt-none = Nothing is asked of you
attempt-none-words = When your cohort is asked to take a test, it stands here.
attempt-to-do = to do
attempt-done = handed in
attempt-questions = Questions
attempt-time = Time
attempt-until = Open until
attempt-how = What you answer is kept as you go. If the connection drops, open the link again and go on where you were.
attempt-privacy = Your result stays within your organisation; others see figures of five people or more.
attempt-start = Start
attempt-start-again = Take it once more
attempt-not-yet = This test opens on { $day }.
attempt-over = This test is over.
attempt-until-time = Until
attempt-handed-in = You handed it in. Thank you.
attempt-points = { $points } of { $most } points
attempt-result-later = You see your result here as soon as results are released.
attempt-hand-in = Hand in
attempt-save = Save and go on later
attempt-saved = Saved
attempt-unsaved = Not saved yet: kept on this phone
attempt-kept = Kept on this phone until it is saved.
attempt-unanswered = Some questions have no answer
attempt-anyway = Hand it in like this
attempt-gone-title = This link leads nowhere
attempt-gone-words = It may be incomplete, or you are no longer in this cohort. Ask whoever sent it.
fault-unanswered = { $count } without an answer
refusal-attempt-over = It was handed in or its time is over. Open the page again to see how it stands.
refusal-sitting-not-open = This test is not open now.
refusal-no-attempt-left = You have no attempt left.
refusal-not-asked = You are not among those who are asked.
# Figures
assessment-source = tests
assessment-figure-score = mean share of the points
assessment-figure-gain = gain from before to after the learning, in tests
assessment-figure-gain-points = learning gain in tests, before to after, of 100 points
assessment-figure-retained = gain that is still there a week later or more
assessment-figure-faded = change since the test after the learning
statistics-basis = Answers of { $n } people { $occasion }
statistics-with-interval = { $value } ({ $low } to { $high })
statistics-alpha = Reliability (Cronbach’s alpha)
statistics-omega = Reliability (McDonald’s omega)
statistics-difficulty = Got right
statistics-discrimination = Discrimination
statistics-look = Worth a look
statistics-distractors = What was chosen
statistics-choice = { $option }: { $share }
statistics-choice-right = { $option } (right): { $share }
statistics-look-negative = those who know the rest get it wrong: check what is right
statistics-look-easy = nearly everyone gets it right: it says little
statistics-look-hard = hardly anyone gets it right
statistics-look-weak = hardly related to the rest of the test
statistics-too-few = How good the items are shows once five people have handed in.
statistics-how = How it is computed
statistics-how-words = Got right is the mean share of the points, with its 95 % interval. Discrimination is the correlation of an item with the sum of the others: how well it tells who knows the subject. Reliability says how far the test would put people in the same order again; both coefficients come with 95 % intervals. Only first attempts count, and an item without an answer counts as wrong.
# History of tests
event-test-created = made the test “{ $title }”
event-test-composed = chose { $count } questions for “{ $title }”
event-sitting-opened = asked { $count } people of “{ $cohort }” to take “{ $title }” from { $opens } on
event-sitting-released = released the results of “{ $title }” to the people of “{ $cohort }”
event-attempt-submitted = someone of “{ $cohort }” handed in “{ $title }”
# Boosters
booster-title = Boosters
booster-lead = A few questions of this test, recalled at growing gaps for as long as it is needed. They are practice: only the person sees how it went.
booster-none = No boosters yet.
booster-new = Plan boosters
booster-no-cohort = Every cohort that learned this has its boosters, or none has learned it yet.
booster-until = Needed until
booster-until-hint = The gaps are computed from how long it must be known.
booster-plan = Plan
booster-end = Stop
booster-ended = stopped
booster-span = Learned on { $learned }, needed until { $until }
booster-day = Day
booster-answered = Answered
booster-days-since = Days since learning
booster-known = Of the points asked, still right
booster-to-come = to come
booster-source = boosters
booster-no-mail = No mail goes out from here: nobody gets their link.
booster-how = How the days are computed
booster-how-words = The first gap is the share of the time for which it is needed that leaves most: 30 % of a week, falling to 7.5 % of a year, the middles of the ranges that Cepeda and others found in 2008. Each next gap is twice as long. Whoever plans them after the first day has passed begins at once. People are asked first what they were asked least and knew least. “Of the points asked, still right” is the mean share of the points of those who answered, with its 95 % interval; whoever forgot may answer less often.
booster-said-planned = The boosters are planned
booster-said-ended = Nobody is asked any more
booster-own-lead = On these days you get a few questions by mail, so that you keep what you learned.
booster-of = Booster: { $title }
booster-questions = { $count ->
    [one] One question, without looking it up. You see at once what was right.
   *[other] { $count } questions, without looking it up. You see at once what was right.
 }
booster-privacy = Practice for you: only you see how it went. Others see figures of five people or more.
booster-answer = Look
booster-thanks = You see the next one in a while. Recalling it was what counts, right or wrong.
booster-score = of the points
booster-right = Right.
booster-partly = Right in part.
booster-wrong = Not right.
booster-right-is = Right is:
booster-answered-title = You answered this one
booster-answered-words = The next one comes by mail.
booster-over-title = This booster is over
booster-over-words = It was open for two weeks, or nobody is asked any more. The next one comes by mail.
booster-mail-subject = { $title }: what do you still know?
booster-mail-body =
    Dear { $name },

    Recalling is how it stays. { $count } questions of “{ $title }”, two minutes on your phone:

    { $link }

    Only you see how it went.
fault-booster-needed = Needed until a day from { $from } to { $to }
fault-booster-passed = A day still to come
event-booster-planned = planned boosters of “{ $title }” for “{ $cohort }” until { $until }
event-booster-ended = stopped the boosters of “{ $title }” for “{ $cohort }”
event-booster-answered = someone of “{ $cohort }” answered a booster
# Rubrics and demonstrations
rubric-all = Rubrics
rubric-new = New rubric
rubric-none = No rubric yet
rubric-none-words = A rubric says what is looked at when someone shows a skill, and what each level of it looks like.
rubric-demonstrations = { $count ->
    [0] nothing scored yet
    [one] one demonstration
   *[other] { $number } demonstrations
}
rubric-lead = What is looked at, and what each level looks like, so that two raters see the same.
rubric-title = Title
rubric-criterion = Looked at
rubric-criteria = What is looked at
rubric-criterion-number = Criterion { $number }
rubric-anchors = Levels of criterion { $number }
rubric-anchors-hint = One level a line, the lowest first, in words that can be seen. Every criterion has the same number of levels.
rubric-more = More criteria
rubric-asked = Level that is asked
rubric-asked-hint = The number of the level, the lowest being 1, that someone has to reach on every criterion. Then the re-evaluation of the module says how many did. It can’t be set later.
rubric-asks = Asked: level { $level } or above on every criterion.
rubric-asks-none = No level is asked, so it can’t be said how many reach it.
rubric-stays = A rubric stays as it is: scores of different words can’t be compared. For other words, make another rubric.
rubric-make = Make the rubric
rubric-levels = Levels
rubric-agreement = Agreement of two raters
rubric-kappa = weighted kappa { $value } ({ $low } to { $high }), { $n } demonstrations
rubric-all-alike = every score is the same
rubric-how-words = Agreement is Cohen’s kappa with quadratic weights over the two raters’ own scores, before they agreed on one, with its 95 % interval: 1 is full agreement, 0 what chance would give. What was reached is the share of the levels above the lowest, of what both agreed on or else of the mean of both.
rubric-said-made = The rubric is there.
demonstration-new = Score a demonstration
demonstration-choose-cohort = Who shows it? Choose the cohort:
demonstration-all = Demonstrations
demonstration-person = Person
demonstration-day = Day
demonstration-words = What you saw
demonstration-words-hint = A few words that help the person; optional
demonstration-record = Record the score
demonstration-blind = The other rater does not see your score before theirs is in, and you do not see theirs.
demonstration-waits = waits for a second rater
demonstration-differs = raters differ
demonstration-settled = scored by two
demonstration-yours = you scored it
demonstration-waits-words = Your score is in. Someone else scores it now, without seeing yours.
demonstration-second = Score it as the second rater
demonstration-agree = Agree on one score
demonstration-agree-words = Talk about where you differ, then record what you both stand behind. Your own scores stay.
demonstration-reason = Why
demonstration-settle = Record what we agree on
demonstration-agreed = agreed
demonstration-scores = Scores
demonstration-nameless = someone who left the cohort
demonstration-said-scored = The score is in.
demonstration-said-agreed = What you agree on is recorded.
fault-rubric-none = Write at least one criterion
fault-rubric-many = A rubric has at most 8 criteria
fault-rubric-levels = Give two to six levels, one a line
fault-rubric-asked = Name a level that the criteria have, above the lowest
fault-rubric-levels-differ = Give as many levels as the first criterion has
fault-demonstration-ahead = This day is still ahead
fault-demonstration-twice = This person has a demonstration on this day already
refusal-no-cohort = No cohort of this programme has people in it.
refusal-demonstration-of-others = Two others scored this demonstration. Who reached what stays with them and in the organisation.
refusal-scored-twice = You scored this already.
refusal-scored-by-two = Two have scored this already.
refusal-nothing-to-agree = There is nothing left to agree on.
assessment-source-rubric = demonstrations
assessment-figure-demonstrated = mean share of the levels that was reached
event-rubric-created = made the rubric “{ $title }”
event-demonstration-scored = scored a demonstration on “{ $title }”
event-demonstration-agreed = recorded what two raters agree on for “{ $title }”
event-sitting-answered = { $count } people of “{ $cohort }” handed in “{ $title }”
