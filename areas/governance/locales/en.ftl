# Menu
nav-reviews = Reviews
nav-actions = Actions
# The review as a document
review-of = Quarterly review, { $period }
review-quarter = Q{ $place } { $year }
review-from-to = { $from } to { $to }
review-page = Page
review-page-of = of
review-hash = SHA-256 of the frozen text
review-data = The data behind this chart
review-activity = Activity, not effect
review-activity-words = This review tells what was done and how it was received. Nothing in it shows what people learned, do differently or achieved.
review-generated = Generated data
review-generated-words = People, answers and readings in this review were made by a generator for the demo.
review-fact-period = Period
review-fact-charter = Charter
review-fact-since = Partnership since
review-fact-frozen = Frozen on
review-charter-none = none in force
review-charter-since = version { $version }, in force since { $since }
review-findings = What the evidence says
review-findings-activity = No study says anything about an effect yet, and no evidence goes beyond how the training was received. Whether the programme works can't be told from this review.
review-findings-described = No study says anything about an effect yet. The figures below describe what was observed, not why it was so.
review-findings-studies = { $count ->
    [one] One registered study asks whether the programme made a difference. This is what it says now.
   *[other] { $number } registered studies ask whether the programme made a difference. This is what they say now.
}
review-plain-waiting = The question and the plan are registered. No data have been looked at yet.
review-needed = To be able to say more:
review-verdict-effect = effect
review-verdict-no-effect-detected = no effect detected
review-verdict-not-yet-conclusive = not yet conclusive
review-verdict-not-identifiable = not identifiable
review-verdict-waiting = no estimate yet
review-plain-effect-better-higher = The programme made a difference for the better: { $outcome } is { $effect } { $unit } higher because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-effect-better-lower = The programme made a difference for the better: { $outcome } is { $effect } { $unit } lower because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-effect-worse-higher = The programme made a difference for the worse: { $outcome } is { $effect } { $unit } higher because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-effect-worse-lower = The programme made a difference for the worse: { $outcome } is { $effect } { $unit } lower because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-no-effect-detected = No effect was found, and no effect that matters is left open: with { $level } confidence it lies between { $low } and { $high } { $unit }, and up to { $margin } makes no difference in practice.
review-plain-not-yet-conclusive = These data can't tell yet. The estimate is { $estimate } { $unit }, but with { $level } confidence the effect may lie anywhere from { $low } to { $high }.
review-plain-check-failed = These data can't tell yet. The estimate is { $estimate } { $unit } ({ $level } interval { $low } to { $high }), but a check failed, so it may be something else than the effect of the programme.
review-plain-not-identifiable = These data can't tell what the programme did from what else was different, so there is no effect to report.
review-design-words-rct = Chance decided who was trained; those who were are compared with those who were not.
review-design-words-did = The change in trained units is compared with the change in waiting units over the same periods; what moved all of them alike falls away.
review-design-words-comparison = Two groups are compared as they are; nobody formed them by chance.
review-design-words-event-study = Units start at different moments; each is compared, period by period, with units that have not started yet at that time.
review-design-words-its = The course from before the start is carried on as if nothing had happened; what was seen afterwards is held against that line.
review-design-words-synth = From units that were not trained a mixture is made that moved like the trained one before its start; how far they part afterwards is compared with how far other units part from their own mixture.
review-design-words-ipw = People who were unlikely to be in their group count for more, so that both groups look alike on what was measured before; what was not measured may still differ.
review-design-words-aipw = Both groups are weighted to look alike on what was measured before, and a model of the outcome corrects what is left; it is enough that one of the two is right, but what was not measured may still differ.
review-design-words-auto = When the data are opened, how units were assigned, when they start and how long they were seen decide the design, never what comes out; the reasons are shown.
review-need-random-assignment = Let chance decide who is trained first; a wait-list serves.
review-need-before-and-after = Measure the same units before and after the start, trained and untrained.
review-need-untrained-units = Include units that are not trained, or are trained later.
review-need-more-periods-before = Include at least two periods before the start, better four or more.
review-need-more-units = About { $times } times as many units would make the interval narrow enough to conclude.
review-need-more-clusters = Include more sites or teams, above all in the smaller group.
review-need-check-of-assignment = Check how the groups were formed and whether people left before they were counted.
review-need-staggered-design = Use a design for staggered starts, which compares with units that are not yet trained only.
review-conclusive = conclusive
review-promises = What the charter promises
review-promises-none = No charter was in force at the end of this period, so nothing was promised that the figures can be held against.
review-promises-lead = Charter { $version }, in force since { $since }, signed by both sides.
review-vision = Vision
review-goals = Goals
review-measures = How success is measured
review-target-from = from { $baseline } to { $target }
review-target-by = { $target } by { $due }
review-column-promise = Promised
review-levels = Evidence on four levels
review-levels-lead = From how the training was received to what the organisation gets out of it. The higher the level, the more it weighs.
review-level-1 = Reaction
review-level-2 = Learning
review-level-3 = Behaviour
review-level-4 = Results
review-level-short = L{ $level }
review-figures = Every figure with its basis
review-figures-none = No figures were shared in this period.
review-no-evidence = no evidence
review-withheld = fewer than { $smallest }
review-interval = { $level } interval { $low } to { $high }
review-interval-alone = { $level } { $low } to { $high }
review-difference = Estimated difference
review-estimate = { $value } ({ $low } to { $high })
review-n = n = { $n }
review-under-charter = charter { $version }
review-row-trained = trained
review-row-waiting = waiting
review-row-difference = difference between the two
review-picture = Estimates with their intervals, in { $unit }
review-picture-bare = Estimates with their intervals
review-unit-percentage-points = percentage points
review-unit-of = of { $most }
review-unit-points = points
review-unit-deviations = SD
review-column-level = Level
review-column-measure = What is looked at
review-column-figure = Figure
review-column-value = Value
review-column-interval = Interval and state
review-column-low = Lower end
review-column-high = Upper end
review-column-n = n
review-column-period = Period
review-column-source = Source
review-column-action = Action
review-column-owner = Owner
review-column-due = Due
review-column-done = Done on
review-column-decision = Decision
review-column-clause = Charter
review-changes = What changed in this period
review-change-goal-shared = { $count ->
    [one] One goal was shared with the partner.
   *[other] { $number } goals were shared with the partner.
}
review-change-goal-withdrawn = { $count ->
    [one] One goal is no longer shared.
   *[other] { $number } goals are no longer shared.
}
review-change-charter-offered = { $count ->
    [one] A charter version was offered for signature.
   *[other] { $number } charter versions were offered for signature.
}
review-change-charter-in-force = { $count ->
    [one] A charter version came into force.
   *[other] { $number } charter versions came into force.
}
review-change-agreement-accepted = { $count ->
    [one] One data-sharing agreement came into force.
   *[other] { $number } data-sharing agreements came into force.
}
review-change-agreement-revoked = { $count ->
    [one] One data-sharing agreement was revoked.
   *[other] { $number } data-sharing agreements were revoked.
}
review-change-programme-created = { $count ->
    [one] One programme was begun.
   *[other] { $number } programmes were begun.
}
review-change-programme-approved = { $count ->
    [one] One programme was approved.
   *[other] { $number } programmes were approved.
}
review-change-programme-ended = { $count ->
    [one] One programme was ended.
   *[other] { $number } programmes were ended.
}
review-change-module-added = { $count ->
    [one] One module was added.
   *[other] { $number } modules were added.
}
review-change-module-changed = { $count ->
    [one] A module was changed once.
   *[other] { $number } changes were made to modules.
}
review-change-module-removed = { $count ->
    [one] One module was removed.
   *[other] { $number } modules were removed.
}
review-change-cohort-created = { $count ->
    [one] One cohort was planned.
   *[other] { $number } cohorts were planned.
}
review-change-session-planned = { $count ->
    [one] One session was planned.
   *[other] { $number } sessions were planned.
}
review-change-session-cancelled = { $count ->
    [one] One session was cancelled.
   *[other] { $number } sessions were cancelled.
}
review-change-feedback-opened = { $count ->
    [one] One module was put to its participants for feedback.
   *[other] { $number } modules were put to their participants for feedback.
}
review-change-scores-imported = { $count ->
    [one] Scores of one assessment were taken in.
   *[other] { $number } times, scores of assessments were taken in.
}
review-change-ratings-imported = { $count ->
    [one] Ratings of behaviour were taken in once.
   *[other] { $number } times, ratings of behaviour were taken in.
}
review-change-observation-recorded = { $count ->
    [one] One observation at work was recorded.
   *[other] { $number } observations at work were recorded.
}
review-change-study-registered = { $count ->
    [one] One study was registered before its data were opened.
   *[other] { $number } studies were registered before their data were opened.
}
review-change-study-estimated = { $count ->
    [one] One estimate was made.
   *[other] { $number } estimates were made.
}
review-change-decision-taken = { $count ->
    [one] One decision was written down.
   *[other] { $number } decisions were written down.
}
review-change-action-agreed = { $count ->
    [one] One action was agreed.
   *[other] { $number } actions were agreed.
}
review-change-action-finished = { $count ->
    [one] One action was finished.
   *[other] { $number } actions were finished.
}
review-changes-none = Nothing was changed in this period.
review-actions = Open actions
review-actions-none = No action was open when this review was frozen.
review-decisions = Decisions
review-decisions-none = No decision had been taken when this review was frozen.
review-space = Room for the decisions of this review
# Reviews
review-evidence = beyond level 1
review-list = Quarterly reviews
review-list-lead = What was promised, what the evidence says, and what both sides decide. Each review is frozen when it is made and is the same for both sides.
review-all = Reviews
review-export = Export (CSV)
review-list-period = Period
review-list-number = Number
review-list-made = Made on
review-list-label = Holds
review-list-hash = SHA-256 of the frozen text
review-list-files = As PDF
review-make = Make the review of { $period }
review-make-other = Make this review
review-other = Make the review of another quarter
review-other-hint = The quarter has to have begun. Where a review exists and something has changed since, this makes the next number of it.
review-empty = No review yet
review-empty-words = A quarterly review puts the promises of the charter next to the figures on four levels, what changed, and the open actions. It takes one click and what is there at that moment.
review-empty-who = The L&D lead, the business sponsor or the partner lead makes it.
review-none = There is no review of { $period } yet
review-back = All reviews
review-back-to = Back to the review
review-pdf = Download as PDF
review-pdf-nl = PDF in Dutch
review-pdf-en = PDF in English
review-json = JSON
review-made = Frozen { $at }
review-made-by = Frozen { $at } by { $who }
review-number = number { $number }
review-numbers = Numbers of this period:
review-older = Something changed after this one was frozen and it was made again.
review-newest = See the newest
review-again = Make it again
review-about = About this review
review-same-bytes = Both sides see this text, to the byte. It stays as it was frozen; what changes later appears when it is made again, under the next number.
review-after = Decisions on this period
review-after-none = No decision on this period has been written down yet.
review-open-now = Actions that are open now
review-open-none = No action is open now.
review-said-made = The review is made and frozen.
review-said-the-same = Nothing has changed since this review was frozen, so it stays as it is.
fault-period-not-begun = This quarter has not begun yet
fault-period-before-partnership = The partnership began after this quarter
# Decisions
decision-all = Decisions
decision-all-link = All decisions
decision-lead = What both sides decided, on which period, and who sees to it.
decision-taken = All decisions
decision-empty = No decision yet
decision-empty-words = Decisions are written down at the review of the quarter that they look back on.
decision-new = Write down a decision
decision-new-for = A decision on { $period }
decision-new-lead = Both sides see it at once, and it stands in the review when that is made again.
decision-text = What was decided
decision-text-hint = One decision, in whole sentences
decision-owner-hint = Who sees to it: a side, or someone who works there
decision-clause = Place in the charter
decision-clause-hint = Optional, for example 3.1
decision-due = By when
decision-due-hint = Optional
decision-said-taken = The decision is written down.
# Actions
action-lead = What either side does, and by when.
action-which = Which actions
action-open = Open
action-done = Done
action-all = All actions
action-do = What you can do
action-late = late
action-finish = Mark as done
action-reopen = Open again
action-new = Agree on an action
action-new-lead = Both sides see it at once. It stands in each review until it is done.
action-text = What will be done
action-text-hint = One thing, so that it can be finished
action-owner-hint = A side, or someone who works there
action-due = By when
action-empty = No open actions
action-empty-words = Actions are what both sides agree to do, each with an owner and a day.
action-empty-done = Nothing finished yet
action-empty-done-words = Actions come here when someone says that they are done.
action-said-agreed = The action is agreed.
action-said-finished = The action is done.
action-said-reopened = The action is open again.
fault-due-passed = Give today or a later day
# History
event-review-made = made the review of { $period } (number { $number })
event-decision-taken = wrote down a decision: { $text }
event-action-agreed = agreed on an action: { $text }
event-action-finished = finished the action: { $text }
event-action-reopened = opened the action again: { $text }
event-partnership-generated = is a demonstration: its people and figures were generated
event-action-checked = noted what came of the action: { $text }
event-blameless-begun = began a blameless review: { $title }
event-blameless-evidence-added = attached evidence to the blameless review { $title }
event-blameless-contributed = told in the blameless review { $title } what its own side added
event-blameless-condition-named = named a condition in the blameless review { $title }
event-blameless-entry-removed = took something out of the blameless review { $title }: { $text }
event-blameless-closed = closed the blameless review { $title }
event-blameless-reopened = opened the blameless review { $title } again
event-meeting-rhythm-begun = began a rhythm of meetings from { $starts }
event-meeting-rhythm-ended = ended a rhythm of meetings
event-meeting-day-off-added = noted { $day } as a day off: { $name }
event-meeting-day-off-removed = took a day off out of the list
event-meeting-prepared = prepared the meeting of { $day }
event-meeting-presence-noted = noted who is in a meeting
event-meeting-minutes-written = wrote in the minutes of { $day }
event-meeting-minutes-approved = approved the minutes of { $day }
event-meeting-point-put = put a point on the agenda by itself
meeting-point-itself = Lustrum, from the figures
event-meeting-point-raised = put a point on the agenda: { $text }
event-meeting-point-settled = settled the point: { $text }
event-meeting-point-reopened = opened the point again: { $text }
event-meeting-point-escalated = took the point to the steering committee: { $text }
event-calendar-link-made = made a secret link to the own calendar
event-calendar-link-revoked = revoked the secret link to the own calendar
# Menu, of meetings and blameless reviews
nav-meetings = Meetings
nav-blameless = Blameless reviews
# Effects of actions
expected-heading = What it is expected to move (optional)
expected-lead = The next quarterly reviews show what was expected beside what happened. It is no score: other things move a figure too.
expected-none = There is no figure that both sides see yet. Once there is, an action can be expected to move it.
expected-measure = Figure
expected-measure-hint = One that both sides see
expected-direction = Direction
expected-higher = up
expected-lower = down
expected-amount = By how much
expected-amount-hint = In the unit of the figure
expected-by = To be seen by
expected-short = Expected:
expected-words = { $measure }: { $change } by { $by }
action-from-blameless = This action comes from the blameless review “{ $title }”.
action-check = Did the effect come?
action-check-save = Note what was seen
action-outcome = What came of it
action-outcome-hint = Look at it with the other side
action-outcome-seen = effect seen
action-outcome-partly = seen in part
action-outcome-not-seen = no effect seen
action-seen = What was seen, and where
action-seen-hint = A figure with its source, or what was observed
action-said-checked = What came of the action is noted.
fault-expected-amount = Give an amount above zero
fault-expected-by = Give a day after today
refusal-action-own-work = You said yourself that this action is done. Someone else looks whether its effect came.
refusal-action-not-done = Whether its effect came can be noted once the action is done.
review-expected = What actions were to move
review-expected-lead = Expected beside what happened, for actions whose effect is due. It tells what was seen, not why; it is no score.
review-expected-no-data = no data yet
review-expected-moved = { $figure } ({ $change })
review-column-expected = Expected
review-column-before = Before
review-column-after = After
review-column-outcome = What came of it
review-column-seen = What was seen
review-change-action-checked = { $count ->
    [one] Of one action it was noted whether its effect came.
   *[other] Of { $number } actions it was noted whether their effect came.
}
review-change-blameless-begun = { $count ->
    [one] One blameless review was begun.
   *[other] { $number } blameless reviews were begun.
}
review-change-blameless-closed = { $count ->
    [one] One blameless review was closed.
   *[other] { $number } blameless reviews were closed.
}
review-change-meeting-minutes-approved = { $count ->
    [one] Minutes were approved by one side.
   *[other] Minutes were approved { $number } times, by either side.
}
decision-measure = Measure of the charter
decision-measure-hint = What shows whether it helps
decision-measured = Held against { $measure }
# Blameless reviews
blameless-lead = What did not work, looked at by both sides: which conditions held, what each side added, and what changes. Never who.
blameless-new = Begin a blameless review
blameless-new-lead = Tell what was seen. Conditions, contributions and actions come next, from both sides.
blameless-empty = No blameless review yet
blameless-empty-words = When something did not work, both sides look at it here: with data, with what each side added, with the conditions that held, and with what changes.
blameless-all = All blameless reviews
blameless-column-title = What it is about
blameless-column-begun = Begun
blameless-column-closed = Closed
blameless-column-effect = Effect
blameless-open = open
blameless-title = What it is about
blameless-title-hint = In one line, without names of people
blameless-happened = What happened
blameless-happened-hint = What was seen, when and where, without names of people
blameless-begin = Begin
blameless-back = All blameless reviews
blameless-one = Blameless review
blameless-begun-at = begun { $at }
blameless-closed-at = closed { $at }
blameless-rule = No culprit.
blameless-rule-words = Everyone did what made sense to them at the time. This review looks for the conditions; it has no place for a name.
blameless-evidence = Data
blameless-evidence-none = Nothing attached yet. A review rests on at least one figure, quarterly review or finding with its source.
blameless-evidence-link = open the evidence
blameless-source-is = Source: { $source }
blameless-evidence-add = Attach data
blameless-figure = Figure or review
blameless-figure-hint = As both sides see it; the figure is kept as it is now
blameless-statement = What it says
blameless-statement-hint = Needed where no figure of the list is chosen
blameless-source = Source
blameless-source-hint = Where both sides can look it up
blameless-contributions = What each side added
blameless-contributions-lead = Each side tells of itself only. What the other side could have done is for the other side to tell.
blameless-contribution-none = Nothing told yet.
blameless-contribution = What our side added
blameless-contribution-hint = Plans, choices, what was missing; without names of people
blameless-contribution-add = Add
blameless-conditions = Conditions
blameless-conditions-lead = The twelve levers of learning transfer (I. Weinbauer-Heidel, What Makes Training Really Work, 2018) to start from, and your own.
blameless-conditions-none = No condition named yet.
blameless-condition-add = Name a condition
blameless-lever = Lever
blameless-lever-hint = One of the twelve, or one of your own
blameless-condition = What was the case
blameless-condition-hint = Describe the condition, not a person
blameless-light = How it stands
blameless-light-red = red: holds it back
blameless-light-amber = amber: hinders
blameless-light-green = green: carries
blameless-lever-motivation = 1 Transfer motivation
blameless-lever-self-efficacy = 2 Self-efficacy
blameless-lever-volition = 3 Transfer volition
blameless-lever-clear-expectations = 4 Clear expectations
blameless-lever-relevance = 5 Relevance of the content
blameless-lever-practice = 6 Active practice
blameless-lever-planning = 7 Transfer planning
blameless-lever-opportunities = 8 Application opportunities
blameless-lever-capacity = 9 Personal capacity for transfer
blameless-lever-supervisors = 10 Support of supervisors
blameless-lever-peers = 11 Support of peers
blameless-lever-expected-by-organisation = 12 Transfer expected by the organisation
blameless-lever-own = Another condition
blameless-actions = What changes
blameless-actions-none = No action agreed yet. Each has an owner and a day, and is followed until its effect is seen.
blameless-effect-not-done = not done yet
blameless-effect-done = done { $at }, not looked at yet
blameless-remove = Take away
blameless-close = Close the review
blameless-close-ready = There are data, contributions of both sides, a condition and an action: the review can be closed.
blameless-close-lacks = Before it can be closed, it needs data, a contribution of each side, a condition and an action.
blameless-reopen = Open it again
blameless-said-begun = The review is begun. Both sides see it.
blameless-said-added = It is added.
blameless-said-removed = It is taken away. The history keeps what it said.
blameless-said-closed = The review is closed. Its actions are followed until their effect is seen.
blameless-said-reopened = The review is open again.
fault-blameless-evidence = Attach at least one figure, review or finding
fault-blameless-contribution = { $side } has not told yet what it added
fault-blameless-condition = Name at least one condition
fault-blameless-action = Agree on at least one action, with an owner and a day
fault-blameless-name = “{ $name }” names a person. Describe the condition: what was the case, whoever was there
fault-blameless-nothing = Choose a figure above, or say here what was found
refusal-blameless-closed = This review is closed. Open it again to change it.
refusal-blameless-other-side = The other side wrote this. Only they take it away.
# Meetings
meeting-lead = The rhythm in which both sides talk: what comes, with an agenda that fills itself, and what was agreed.
meeting-rhythm = Rhythm and days off
meeting-rhythm-lead = Which meetings come round, and the days on which a side does not work.
meeting-rhythm-new = Begin a rhythm
meeting-rhythm-new-lead = A rhythm keeps its hour on the wall clock of its zone, also when the clocks change.
meeting-rhythm-begin = Begin the rhythm
meeting-rhythms = Rhythms
meeting-empty = No rhythm yet
meeting-empty-words = A talk every two weeks, a review every quarter, a committee every half year and a day for the strategy every year keep a partnership alive.
meeting-coming = What comes
meeting-coming-none = Nothing comes: every rhythm has ended.
meeting-past = What was
meeting-past-none = No meeting was held yet.
meeting-all = All meetings
meeting-do = What you can do
meeting-open = Open
meeting-missed = Planned, and not noted as held
meeting-missed-words = Until there are minutes they count as missed in the health figure.
meeting-note-late = It was held: note it
meeting-prepare = Prepare
meeting-end = End
meeting-ended = ended { $at }
meeting-back = Back to the meeting
meeting-left-out = left out: { $why }
meeting-when-there = { $own } ({ $there } there)
meeting-column-kind = Meeting
meeting-column-when = When
meeting-column-place = Place or link
meeting-column-day = Day
meeting-column-time = Hour
meeting-column-minutes = Minutes
meeting-column-repeat = How often
meeting-column-name = Occasion
meeting-column-side = Of
meeting-kind-talk = Operational talk
meeting-kind-review = Quarterly business review
meeting-kind-committee = Steering committee
meeting-kind-strategy = Strategy session
meeting-kind-hint = Each has an agenda of its own
meeting-first = First day
meeting-time = Begins at
meeting-minutes = Takes
meeting-minutes-unit = minutes
meeting-zone = Time zone
meeting-zone-hint = Such as Europe/Amsterdam
meeting-place-hint = A room, or the link to a call
meeting-repeat-hint = Months keep the weekday: the second Tuesday stays the second Tuesday
meeting-repeat-weekly = every week
meeting-repeat-biweekly = every two weeks
meeting-repeat-quarterly = every quarter
meeting-repeat-half-yearly = every half year
meeting-repeat-yearly = every year
meeting-repeat-own = by a rule of our own
meeting-rule = Rule of our own
meeting-rule-hint = For “by a rule of our own”, as calendars write it (RFC 5545), such as FREQ=MONTHLY;BYDAY=-1FR
meeting-repeats = { $every }, from { $first } at { $time } ({ $zone }), { $minutes } minutes
meeting-every-weeks = { $count ->
    [one] every week
   *[other] every { $number } weeks
}
meeting-every-months = { $count ->
    [one] every month
   *[other] every { $number } months
}
meeting-every-years = { $count ->
    [one] every year
   *[other] every { $number } years
}
meeting-length = { $count ->
    [one] 1 minute
   *[other] { $number } minutes
}
meeting-days-off = Days off
meeting-days-off-lead = Each side enters its own. On these days no meeting takes place.
meeting-days-off-none = No day off entered yet.
meeting-day-off-add = Add a day off of { $side }
meeting-day-off-remove = Remove
meeting-points = Points
meeting-points-none = No open point. Add one below, or begin with what follows.
meeting-points-none-past = No point was settled in this meeting.
meeting-points-settled = Settled in this meeting
meeting-point-since = since { $at }
meeting-point-back = comes back
meeting-point-escalated = from the operational talk
meeting-point-settle = Settle
meeting-point-escalate = To the steering committee
meeting-point-reopen = Open again
meeting-point-new = New point
meeting-point-hint = It comes back until it is settled
meeting-point-target = For
meeting-point-here = this talk
meeting-point-committee = the next steering committee
meeting-point-add = Put it on the agenda
meeting-present = Who is there
meeting-present-nobody = nobody noted yet
meeting-present-note = Note who is there
meeting-present-own = Of our side
meeting-present-hint = The other side notes its own
meeting-present-save = Save
meeting-decides = may decide
meeting-decides-nobody = nobody who may decide yet
meeting-quorum-words = The committee decides, and approves its minutes, once someone of each side is there who may decide on a review.
meeting-decided-by = { $who } decides here. What is beyond your mandate goes to the steering committee as a point.
meeting-decisions-none = Nothing decided in this meeting yet.
meeting-decision-of = A decision of the { $kind }
meeting-decision-lead = It has an owner and a day, and stands on a clause or a measure of the charter.
meeting-decision-clause-hint = For example 3.1; or choose a measure below
meeting-minutes-edit = Write in the minutes
meeting-minutes-begin = Begin the minutes
meeting-minutes-empty = No minutes yet. Both sides write in them; every version stays.
meeting-minutes-of = Minutes of the { $kind }
meeting-minutes-lead = Both sides write in one text. If someone else saves first, you see both texts and nothing is lost.
meeting-minutes-hint = What was said and agreed
meeting-minutes-save = Save the minutes
meeting-minutes-theirs = What { $who } saved meanwhile
meeting-minutes-approved-edit = This text was approved. A change makes a new version, which both sides approve again.
meeting-minutes-version = version { $version }
meeting-minutes-written = { $who }, { $at }
meeting-minutes-none = no minutes
meeting-minutes-draft = not approved yet
meeting-minutes-one = approved by one side
meeting-minutes-both = approved by both sides
meeting-approval-waits = not approved yet
meeting-approve = Approve version { $version }
meeting-said-rhythm = The rhythm has begun.
meeting-said-ended = The rhythm has ended. What was held stays.
meeting-said-day-off = The day off is entered. Meetings on it are left out.
meeting-said-day-back = The day off is removed.
meeting-said-point = The point is on the agenda.
meeting-said-settled = The point is settled.
meeting-said-reopened = The point is open again.
meeting-said-escalated = The point goes to the next steering committee.
meeting-said-present = It is noted who is there.
meeting-said-written = The minutes are saved.
meeting-said-approved = Your side has approved these minutes.
agenda-actions = Open actions
agenda-late-actions = Actions that are late
agenda-decisions = Decisions to be carried out
agenda-signals = Signals that fired
agenda-sessions = Sessions to come
agenda-evidence = Evidence
agenda-blameless = Blameless reviews that are open
agenda-charter = Charter
agenda-none-actions = No open action.
agenda-none-late-actions = No action is late.
agenda-none-decisions = No decision is waiting.
agenda-none-signals = No signal waits for a decision.
agenda-none-sessions = No session in the next three weeks.
agenda-none-evidence = No quarterly review yet.
agenda-none-blameless = None is open.
agenda-none-charter = No charter.
agenda-signal = { $module }, { $cohort }
agenda-review-missing = to be made
agenda-review-made = made { $at }
agenda-charter-version = Charter { $version }
agenda-charter-since = in force since { $since }
agenda-charter-none = No charter is in force
fault-meeting-not-planned = No meeting of this rhythm takes place on that day
fault-rule-freq = Begin the rule with FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY
fault-rule-part = { $part } can't be used in a rule here
fault-rule-value = { $part } has a value that can't be kept here
fault-rule-beside = Choose “by a rule of our own” above, or leave this empty
fault-rule-never = By this rule no meeting would ever take place
fault-day-off-known = Your side has entered this day already
fault-minutes-meanwhile = { $who } saved meanwhile: that text stands above, yours is still here. Bring them together and save once more
fault-decision-ground = Name a clause of the charter, or choose a measure
refusal-day-off-other-side = This is a day off of the other side. Only they remove it.
refusal-meeting-quorum = The committee has no quorum: of each side someone must be noted who may decide on a review.
refusal-minutes-none = There are no minutes to approve yet.
refusal-minutes-changed = The minutes are not the ones that you were shown. Read them again before you approve them.
refusal-minutes-approved = Your side has approved this version already.
refusal-minutes-meanwhile = Someone wrote version { $version } meanwhile. Read it, bring both texts together, and send them with that number.
refusal-point-settled = This point is settled already.
refusal-point-open = This point is not settled.
refusal-point-not-talk = Only a point of an operational talk goes to the steering committee.
# Calendar
calendar-own = My calendar
calendar-name = Lustrum
calendar-lead = A secret address for your own calendar program: the meetings of every partnership that you work in and the sessions that you give, plan or attend, kept up to date.
calendar-none = You have no address yet.
calendar-made-at = You have an address since { $at }. It is shown once only; make a new one if you lost it.
calendar-make = Make an address
calendar-again = Make a new address
calendar-revoke = Revoke the address
calendar-made = Your calendar address
calendar-made-words = Subscribe to it in your calendar program. It is shown this once. Whoever has it sees when you meet; you can revoke it at any time.
calendar-copy = Copy the address
calendar-said-revoked = The address is revoked and leads nowhere any more.
# Decisions under the charter
decision-place = Place under the charter
decision-place-lead = Under which sections of the charter does this decision stand? The charter shows it there.
decision-place-version = Sections of charter { $version }
decision-said-placed = The decision stands under these sections of the charter.
refusal-decision-no-charter = No charter has been signed yet, so there is no section to place it under.
# Experiments
nav-experiments = Experiments
experiment-lead = Part of the budget is kept apart to try things. Each try has a hypothesis, a measure, a cap and a day on which it stops.
experiment-empty = Nothing is kept for experiments yet
experiment-empty-words = One side proposes a share of an agreed amount, the other agrees. After that each side proposes what to try.
experiment-all = What both sides try
experiment-fence = Kept for experiments
experiment-fence-words = { $share } of { $base }: { $amount }
experiment-fence-open = A share waits for an answer
experiment-fence-agree = Agree to this share
experiment-fence-propose = Propose a share
experiment-fence-share = Share
experiment-fence-base = Of which amount
experiment-fence-base-hint = What both sides agreed to spend, for example in a year
experiment-free = free
experiment-reserved = set aside for what is agreed or runs
experiment-spent = spent
experiment-taken = Taken
experiment-taken-of = { $taken } of { $amount }
experiment-new = Propose an experiment
experiment-change = Change the plan
experiment-new-lead = The other side reads it and agrees. From then on the plan stands, whatever comes of it.
experiment-propose = Propose
experiment-back = Back
experiment-title-hint = A few words that both sides will use
experiment-hypothesis-hint = What do you expect to happen, and why?
experiment-measure-hint = What will show whether it did
experiment-design-hint = Who takes part, who does not, and how that was decided. Without people who do not take part, or chance, its effect can’t be told.
experiment-stops-when-hint = What would make you stop before that day
experiment-column-title = Experiment
experiment-column-state = State
experiment-column-currency = Currency
experiment-column-cap = Cap
experiment-column-spent = Spent
experiment-column-stops = Stops on
experiment-column-stops-when = Stops before, when
experiment-column-outcome = What came of it
experiment-column-effect = Effect
experiment-column-hypothesis = Hypothesis
experiment-column-measure = Measure
experiment-column-design = How it is done
experiment-state-proposed = proposed
experiment-state-agreed = agreed by both
experiment-state-running = running
experiment-state-stopped = stopped
experiment-state-ended = ended
experiment-state-withdrawn = taken back
experiment-outcome-learned = Learned from
experiment-outcome-adopt = Adopted
experiment-outcome-drop = Dropped
experiment-due = its day has come
experiment-next = What is next
experiment-waits-other = The other side reads it and agrees.
experiment-agree-words = The other side proposes this. Once you agree, the plan stands and its cap is set aside.
experiment-agree = Agree to this plan
experiment-withdraw = Take this proposal back
experiment-start-words = Both sides agreed. The plan is fixed; nothing was started yet.
experiment-start = Start it
experiment-plan = The plan
experiment-hash = Fixed before the start under the hash
experiment-spend = Note what it cost
experiment-spent-of = { $spent } of { $cap }; left: { $left }
experiment-spent-what = What for
experiment-spent-on = Day
experiment-spent-who = Noted by
experiment-spent-amount = Amount
experiment-close = End it
experiment-close-words = Before its day this stops it by its stop rule; on its day or after, it has ended. What was set aside and not spent is free again.
experiment-learned = What you learned
experiment-learned-hint = Also when it did not work; that is what it was for
experiment-study = Registered study
experiment-study-hint = Optional. Without one, its effect can’t be told.
experiment-effect = { $outcome }: { $estimate } { $unit } ({ $level } interval { $low } to { $high }, n = { $n }); { $verdict }
experiment-effect-none = { $verdict }
experiment-effect-untold = Its effect can’t be told: no study was linked.
experiment-effect-waiting = Its effect can’t be told yet: the linked study has no estimate.
experiment-effect-hidden = The linked study is not shared with your side.
experiment-unit-points = percentage points
experiment-said-fence = The share is proposed. The other side answers.
experiment-said-fence-agreed = The share is kept for experiments.
experiment-said-proposed = The experiment is proposed. The other side answers.
experiment-said-changed = The plan is changed.
experiment-said-withdrawn = The proposal is taken back.
experiment-said-agreed = Both sides agreed. The plan stands.
experiment-said-started = The experiment runs.
experiment-said-spent = The amount is noted.
experiment-said-closed = The experiment is over, with what came of it.
fault-experiment-cap = No more than { $free } is free
fault-experiment-cap-nothing = Give an amount above 0
fault-experiment-beyond-cap = No more than { $left } is left under its cap
fault-experiment-past = Give a day after today
fault-experiment-before-agreed = This day lies before both sides agreed to the experiment
fault-experiment-future = This day is still to come
refusal-experiment-no-fence = Nothing is kept for experiments yet. Agree on a share of the budget first.
refusal-experiment-no-room = Its cap is more than what is free. Propose it with a lower cap, or keep more for experiments.
refusal-experiment-state = { $state ->
    [proposed] This waits for the other side to agree.
    [agreed] Both sides agreed: the plan stands, and it has not started.
    [running] This runs already.
    [withdrawn] This was taken back.
   *[other] This is over.
}
refusal-experiment-plan-changed = The plan is not the one that you were shown. Read it again.
refusal-experiment-other-side = The other side proposed this. Only they change it or take it back.
refusal-put-agreed = Both sides agreed on this already.
refusal-put-nothing = Nothing was put forward yet.
refusal-put-changed = Something else is put forward by now. Read it again.
refusal-put-own = Your side put this forward. The other side agrees.
refusal-put-same-person = You did this for the other side already. The two sides are two people.
refusal-experiment-beyond-cap = This would cost more than its cap.
event-experiment-fence-proposed = proposed a share of the budget for experiments
event-experiment-fence-agreed = agreed to a share of the budget for experiments
event-experiment-proposed = proposed the experiment “{ $title }”
event-experiment-changed = changed the plan of the experiment “{ $title }”
event-experiment-withdrawn = took the experiment “{ $title }” back
event-experiment-agreed = agreed to the experiment “{ $title }”
event-experiment-started = started the experiment “{ $title }”
event-experiment-spent = noted what the experiment “{ $title }” cost: { $what }
event-experiment-closed = ended the experiment “{ $title }”: { $learned }
experiment-freed = And { $amount } that modules freed which both sides stopped.
# Mid-programme re-evaluation
nav-midway = Re-evaluation
midway-lead = When half of a programme is behind both sides: of each module what was seen, and whether it is kept, changed or stopped.
midway-empty = No programme yet
midway-to-programmes = To the programmes
midway-empty-words = A programme can be re-evaluated once it was approved and half of its modules took place.
midway-held = { $held } of { $all } modules took place
midway-see = See the re-evaluation
midway-begin = Begin the re-evaluation
midway-not-yet = It can be re-evaluated when half of its modules took place.
midway-title = Re-evaluation: { $programme }
midway-show-lead = What was seen on the four levels, and what both sides do with each module.
midway-whole = Of the programme as a whole
midway-modules = Module by module
midway-modules-note = Reaction: how many found it relevant (4 or 5 of 5). Learning: what was gained in its own tests, from before to after, and how many reached the level that its rubric asks, where two raters scored them. Behaviour: the change of the behaviours that it works on, against those who wait where there are enough; other modules may work on the same. All with the 95 % interval. Results are of the programme as a whole: what one module did to them can’t be told apart from the rest.
midway-interval = ({ $low } to { $high })
midway-learned = { $points } points of 100{ $interval }, n = { $n }
midway-demonstrated = { $rubric }: { $share } % at or above the level asked ({ $low } % to { $high } %), n = { $n }; both raters said the same of { $alike }{ $kappa }
midway-kappa = (kappa { $value }, { $low } to { $high })
midway-asks-nothing = { $rubric }: this rubric asks for no level
midway-behaved = { $behaviour }: { $change } points of 5{ $interval }, n = { $n } trained, nobody to compare with
midway-behaved-more = { $behaviour }: { $change } points of 5{ $interval }, { $n } trained against { $waiting } waiting
midway-not-linked = not linked
midway-no-figure = no figure yet
midway-no-figure-then = no figure when both agreed
midway-results-whole = of the programme as a whole
midway-link-test = Make a test of it
midway-link-behaviours = Say what it works on
midway-column-module = Module
midway-column-verdict = What we do
midway-no-data = no data
midway-relevant = { $share } % ({ $low } % to { $high } %), n = { $n }
midway-open = open
midway-put = proposed: { $verdict }
midway-waits = waits for you
midway-verdict-keep = keep
midway-verdict-change = change
midway-verdict-stop = stop
midway-reason = Why
midway-reason-hint = What of the evidence speaks for it, and what is not known
midway-freed = What stopping frees
midway-freed-hint = Only where its cost is known. It goes to experiments.
midway-carried-out = Carried out by
midway-proposal = the proposal in the programme
midway-back = Back to the modules
midway-answer = Your answer
midway-agree-words = The other side proposes this. Agree, or propose something else below.
midway-agree = Agree
midway-put-it = Propose it
midway-said-begun = The re-evaluation is begun.
midway-said-put = It is proposed. The other side answers.
midway-said-agreed = Both sides agreed.
midway-evidence-change = Re-evaluation in the middle of the programme: change. { $share } % found it relevant (n = { $n }).
midway-evidence-change-bare = Re-evaluation in the middle of the programme: change. There are no answers to show.
midway-evidence-stop = Re-evaluation in the middle of the programme: stop. { $share } % found it relevant (n = { $n }).
midway-evidence-stop-bare = Re-evaluation in the middle of the programme: stop. There are no answers to show.
fault-midway-freed = Only a module that is stopped frees money
fault-midway-no-fence = Agree first on a share of the budget for experiments
refusal-midway-early = Less than half of this programme took place.
refusal-midway-known = This programme has its re-evaluation already.
event-midway-begun = began the re-evaluation of “{ $title }”
event-midway-put = proposed for the module “{ $module }”: { $verdict ->
    [keep] keep
    [change] change
   *[stop] stop
}
event-midway-agreed = agreed on the module “{ $module }”: { $verdict ->
    [keep] keep
    [change] change
   *[stop] stop
}
review-cases = Success cases
review-cases-words = Of the people interviewed, { $success } told where it went well and { $other } where it did not; each case was verified by a second person, and the person agreed that both sides read it. They are extremes and say nothing about how many are like them.
# Health
nav-health = Health
event-health-settings-changed = changed how the health of the partnership is looked at
event-health-check-opened = opened a health check until { $closes }
event-health-check-asked = asked people of the own side in a health check: { $count }
event-health-check-closed = a health check that ran until { $closes } is over
event-health-alarm-raised = the health figure of { $period } raised an alarm: { $value } of 100
health-lead = Does this stay a partnership, or does it drift back to buying and selling? A figure from what happens, and a check of what both sides perceive.
health-of = Health of { $period }
health-so-far = { $period }, so far
health-figure = Health figure
health-of-hundred = of 100
health-none-yet = Not enough data for a figure
health-basis = { $known } of { $all } parts have data · { $from } to { $to } · counted from the history, not sampled, so without an interval
health-alarm = Alarm.
health-alarm-agenda = A point stands on the agenda of the next steering committee.
health-alarm-low = The health figure of { $period } is { $value } of 100, under the limit that both sides agreed on.
health-alarm-fell = The health figure of { $period } is { $value } of 100; in the quarter before it was { $before }.
health-alarms = Alarms
health-part-rhythm = Rhythm kept
health-part-rhythm-rule = Meetings with minutes, of those that the rhythm planned; a day off does not count. All held is 100.
health-part-rhythm-counted = { $some } of { $n } planned meetings
health-part-actions = Actions in time
health-part-actions-rule = Actions done by their day, of those that were due. All in time is 100.
health-part-actions-counted = { $some } of { $n } actions that were due
health-part-evidence = Evidence on levels 3 and 4
health-part-evidence-rule = Figures about behaviour and results, of all figures with a value. Half of them or more is 100.
health-part-evidence-counted = { $some } of { $n } figures
health-part-cases = Own cases
health-part-cases-rule = Minutes that modules spend on cases of the organisation. 60 % or more is 100.
health-part-cases-counted = { $some } of { $n } minutes in modules
health-part-balance = Balance of contributions
health-part-balance-rule = Points raised, minutes written, parts of blameless reviews and actions done: what the side that gave less gave. As much from both is 100.
health-part-balance-counted = { $some } of { $n } contributions are of the side that gave less
health-part-charter = Age of the charter
health-part-charter-rule = Until half a year after both sides signed it 100, after two years 0, in between in proportion.
health-part-charter-counted = signed { $some } days before
health-no-data = no data
health-none = no score
health-too-few = fewer than { $fewest }: no score
health-too-few-parts = Fewer than { $fewest } parts have data
health-left-out = No data is no score. Left out of the mean: { $parts }.
health-formula-title = How it is computed
health-formula = The figure is the mean of the parts by weight: ({ $sum }) ÷ { $all }. A part without data is left out above and below the line; with fewer than { $fewest } parts there is no figure.
health-formula-words = Each quarter is counted as of its last day, with the weights that hold now, so that quarters can be compared. The figure describes how you work together. It does not say what that leads to.
health-history = Quarter by quarter
health-history-caption = Health figure by quarter, of 100; the last quarter so far
health-history-description = The health figure of each quarter beside the limit under which an alarm is raised.
health-floor-at = limit { $floor }
health-parts = Parts
health-csv-period = Quarter
health-csv-part = Part
health-csv-counted = Counted
health-csv-value = Value (0 to 100)
health-csv-weight = Weight
health-settings = Weights and limits
health-settings-lead = Both sides may change these. They hold for every quarter that is shown; the history keeps who changed them.
health-settings-save = Save
health-settings-theirs = weights { $weights }; limit { $floor }, fall { $fall }, gap { $gap }, { $days } days
health-weights = Weights
health-weights-hint = From 0, which leaves a part out, to 100
health-alarm-when = When it comes before the committee
health-floor = Limit of the health figure
health-floor-hint = Under this figure an alarm is raised, once for each quarter
health-fall = Fall between two quarters
health-fall-hint = A fall by more than this raises an alarm as well
health-gap = Gap between both sides
health-gap-hint = Means further apart than this, on a scale of 1 to 5, come before the next committee
health-points = points
health-days = working days
health-contest-days = Time to contest
health-contest-days-hint = Counted from the day after a review was made
health-back = Back to the health
health-said-settings = It is saved and holds for both sides.
health-checks = Health checks
health-checks-lead = Both sides are asked the same. Nothing is shown before a check is over, and nothing of a side before five of it have answered.
health-checks-empty = No health check yet
health-checks-empty-words = A check asks both sides how well the work together goes, on what the partner was chosen for, and shows where the views differ.
health-check-new = Open a health check
health-check-lead = The same questions for both sides, answered from 1 to 5 through a personal link, without signing in. Who answered what can't be found out.
health-check-of = Health check until { $day }
health-column-check = Check
health-column-asked = Asked
health-column-state = State
health-asked-both = { $ours } and { $theirs } people
health-about = What it asks about
health-own = Also ask about (optional)
health-own-hint = One in each line, at most { $most }; for example: Decision speed
health-closes = Last day
health-closes-hint = Everyone is reminded once, three days before
health-people = Who is asked of { $own }
health-people-hint = E-mail addresses of { $own }, at least { $fewest }. The other side asks its own people.
health-language = Language of the mail
health-language-hint = For whoever has no account here. Whoever has one gets the mail in their own language.
health-open = Open the check and send the links
health-ask = Send the links
health-ask-more = Ask people of your side
health-said-opened = The check is open and the links are sent. The other side can ask its own people now.
health-said-asked = The links are sent.
health-over = over
health-asking = asking
health-running = As long as it runs nothing is shown, also not how many have answered.
health-result = What both sides see
health-finding = The views differ most here. { $words }
health-finding-none = Of at least one side fewer than { $fewest } people have answered. Nothing is shown, so that nobody can be recognised.
health-check-point = { $dimension }: { $gap } points apart on a scale of 1 to 5 ({ $organisation } { $ours }, { $partner } { $theirs }).
health-gap-conclusive = The interval of the difference leaves out zero: more than chance between those who were asked.
health-gap-open = Not yet conclusive: the interval of the difference includes zero, so it may be chance.
health-gap-wide = It is more than the { $limit } that you agreed on, so it stands on the agenda of the next committee.
health-gap-narrow = It is within the { $limit } that you agreed on, so nothing is put on the agenda.
health-radar = How well both sides find the work together goes
health-radar-caption = Mean of each side, from { $low } (badly) in the middle to { $high } (very well) at the rim
health-column-about = Question
health-column-gap = Difference
health-column-before = Difference in the check before
health-mean = { $value } (95 % { $low } to { $high }), n = { $n }
health-mean-alone = { $value }, n = { $n }
health-few = fewer than { $fewest } answers
health-gap-none = not shown
health-before-none = not asked or not shown
health-wide = wide
health-read = Means with their 95 % interval and the number of answers (n). The difference is the organisation minus the partner.
health-words = In their own words
health-words-lead = Shown from five answers of a side on, in no order of time.
health-words-none = Nobody wrote anything.
health-answers = { $count ->
    [one] One answer
   *[other] { $number } answers
}
health-who = Who was asked
health-fact-opened = Opened
health-fact-closes = Last day
health-fact-answers = { $answers } answers of { $asked } asked
health-fact-asked = { $asked } asked
health-answer-title = How well does the work together go?
health-answer-lead = { $own } and { $other } are asked the same. Answer as you see it today, on your own.
health-answer-seen = Nobody can find out who answered what. After { $day } both sides see the means, and what { $own } wrote, once five of your side have answered.
health-answer-none = can't say
health-anchor-low = badly
health-anchor-high = very well
health-answer-words = What would help most? (optional)
health-answer-words-hint = Both sides read this. Write nothing by which you can be recognised.
health-answer-send = Send
health-thanks-title = Thank you
health-thanks = Your answer is taken and the link is used up. What it came to is shown after { $day }.
health-used-title = This link was used already
health-used-words = Each link takes one answer, and an answer can't be changed: nobody knows which one is yours. What it came to is shown to both sides after { $day }.
health-late-title = This check is over
health-late-words = It took answers until { $day }. Both sides see what it came to on the page of the health check. If you could not answer in time, tell whoever leads the partnership on your side: there will be a next one.
health-unknown-title = This link is not complete
health-unknown-words = No check was sent out with it. Open the link of the mail once more, whole: some mail programs break a long link into two lines. If it still does not open, ask whoever leads the partnership on your side.
health-mail-subject = How well does the work of { $own } and { $other } go?
health-mail-body =
    Hello,

    { $own } and { $other } ask both their people how well the work together goes. It takes two minutes, until { $day }:

    { $link }

    The link is yours and works once. It is stored nowhere with your name: nobody can find out who answered what, and nothing of a side is shown before five of it have answered.
health-mail-again-subject = Until { $day }: how well does the work together go?
health-mail-again-body =
    Hello,

    { $organisation } and { $partner } asked you how well the work together goes. The check runs until { $day }; your link is in the first mail.

    This goes to everyone who was asked, as nobody knows who has answered. If you have, there is nothing left to do. This is the only reminder.
health-mail-alarm-subject = { $organisation } and { $partner }: the health figure needs a look
health-mail-alarm-body =
    Hello { $name },

    { $words }

    A point stands on the agenda of the next steering committee. What it is made of:

    { $link }
fault-health-weights = Give at least one part a weight
fault-health-meanwhile = Someone else saved meanwhile: { $theirs }. Yours is still here; save once more to put it in its place
fault-health-address = “{ $typed }” is no e-mail address
fault-health-few = Name at least { $fewest } people of your side: with fewer nothing would be shown
fault-health-many = At most { $most } people of a side are asked
fault-health-asked = All of them were asked already
fault-health-own-many = Ask about { $most } more things at most
fault-health-own-twice = This is asked already
fault-health-closes = Choose a day from tomorrow on, within { $days } days
fault-health-nothing = Answer at least one question
refusal-health-over = This check is over.
# Contest of a figure
event-review-contested = contested a figure of the review of { $period }
event-review-contest-answered = answered the contest of a figure of the review of { $period }
event-review-contest-settled = said what came of a contested figure of the review of { $period }
contest-title = Contested figures
contest-one = Contested figure
contest-new = Contest a figure
contest-lead = Say why a figure does not hold, with evidence. The other side answers; both views stay beside the figure.
contest-ask = A figure that does not hold?
contest-open-until = Until { $day } your side can contest a figure of this review, with evidence.
contest-was-until = Figures of this review could be contested until { $day }.
contest-until = Figures of the review of { $period } can be contested until { $day }.
contest-figure = Which figure
contest-figure-hint = As it stands in the newest review of the quarter
contest-view = Your view
contest-view-hint = What is wrong with it, and what you see instead
contest-source = What the evidence is
contest-source-hint = For example: attendance list of 12 June, study “First half year”
contest-link = Where it stands
contest-link-hint = A page of this partnership (it begins with /p/) or an address that begins with https://
contest-file = Or a file
contest-file-hint = PDF, PNG, JPEG, CSV or text, at most 10 MB; both sides can open it
contest-mark = contested
contest-evidence = Evidence:
contest-evidence-open = open the evidence
contest-file-open = open the file
contest-answer-none = No answer yet.
contest-answer = Answer of your side
contest-answer-hint = It stays beside the figure and can't be changed later
contest-answer-give = Give the answer
contest-outcome = What came of it
contest-outcome-which = What came of it?
contest-outcome-upheld = the figure stands
contest-outcome-corrected = corrected
contest-outcome-both = both views stand
contest-correction = Where the correction stands
contest-correction-hint = For example: number 2 of this review. Required where the figure was corrected
contest-settle = Write it down
contest-waits-answer = { $side } has not answered yet.
contest-waits-outcome = { $side } says whether it takes the figure, once it has read the answer.
contest-open = open
contest-stays = Both views stand beside the frozen review and are not part of its hash. They stay for good.
contest-said-begun = The figure is contested. The other side can answer.
contest-said-answered = The answer stands beside the figure.
contest-said-settled = It is written down.
fault-contest-link = Give a page of this partnership, or an address that begins with https://
fault-contest-evidence = Give a link or a file: a contest rests on evidence
fault-contest-twice = Your side contests this figure of this review already
fault-contest-correction = Say where the correction stands
refusal-contest-late = The time to contest a figure of this review ended on { $day }. Bring it to the next review.
refusal-contest-twice = Your side contests this figure already.
refusal-contest-own = The other side answers.
refusal-contest-answered = It is answered already.
refusal-contest-not-answered = The other side has not answered yet.
refusal-contest-not-yours = The side that contests the figure says whether it takes it. You can say that both views stand.
refusal-contest-settled = It is settled already.
# Weekly digest
digest-own = My weekly digest
digest-lead = One mail a week over all your partnerships: what is asked of you, what is due, what was decided and what comes up. In a week without news there is none.
digest-wanted = The digest by mail
digest-wanted-yes = Send it
digest-wanted-no = Do not send it
digest-weekday = Day
digest-hour = Hour
digest-hour-hint = In your own time zone, the one of your account
digest-save = Save
digest-next = The next one leaves on { $at }.
digest-none = You get none.
digest-said-changed = Your choice holds from now on.
digest-off = Switch the digest off
digest-off-words = You get one mail a week of your partnerships. Switch it off here; you need not sign in.
digest-off-done = The digest is switched off. You get no more of it.
digest-on-again = Sign in to switch it on again
digest-subject = Your partnerships in the week of { $day }
digest-hello = Good day { $name }, this is your week.
digest-asked = Asked of you
digest-due = Due this week
digest-decided = Decided last week
digest-coming = Coming up
digest-alerts = Alerts
digest-ask = { $name } asks for a decision: { $text }
digest-charter = Charter { $version } waits for your signature
digest-terms = The proposed terms { $number } wait for your answer
digest-action = { $text } (by { $day })
digest-action-late = { $text } (late: was due { $day })
digest-decision = { $text } ({ $owner })
digest-meeting = { $at }: { $kind }. { $place }
digest-session = { $at }: { $module }, { $cohort }
digest-session-cancelled = { $at }: { $module }, { $cohort } (cancelled)
digest-signal = { $about }: { $words }
digest-more =
    { $count ->
        [one] and 1 more
       *[other] and { $number } more
    }
digest-foot =
    This mail comes once a week. Another day or hour: { $account }
    Switch it off without signing in: { $off }
event-digest-chosen = chose when to get the weekly digest
# What both sides bring to a review
prepare-title = Prepare the review of { $period }
prepare-lead = What each side brings: what changed around you, what worked, what did not, and what you propose. The review holds it in your words, with the side that wrote it.
prepare-not-made = The review of this quarter is not made yet. When it is, it holds the notes on this page, and they stay as they are.
prepare-made = The review is made: number { $number }, on { $at }. Notes that it holds stay as they are. What you write now enters when it is made again.
prepare-earlier = Proposals of { $period }, and what became of them
prepare-earlier-heading = Proposals of the review before
prepare-earlier-none = There is no review before this one.
prepare-earlier-empty = It holds no proposal.
prepare-earlier-open = See that review
prepare-notes = Notes of both sides
prepare-back = Back to the notes
prepare-ready = Ready for the review?
prepare-ready-words = The review puts your notes beside the figures and freezes them.
note-kind = What it is
note-kind-surroundings = What changed around us
note-kind-worked = What worked
note-kind-did-not = What did not work
note-kind-proposal = Proposals
note-lead-surroundings = In the market, in the organisation, at the partner: what made this quarter another one than the last.
note-lead-worked = What you saw work, and where that can be seen.
note-lead-did-not = What you saw not work, and where that can be seen. What was the matter, and not who.
note-lead-proposal = One thing that would be different next quarter. In the review both sides say what they do with it.
note-none = No note was written.
note-write = Write a note
note-text = Your note
note-text-hint = In whole sentences, as it is to stand in the review
note-evidence = What it leans on
note-evidence-hint = Optional: a figure of the quarter or a module; for a proposal the module that it would change
note-module = module “{ $title }”
note-leans-on = Leans on
note-figure-absent = no figure in this review
note-stands-in = stands in review number { $number }
note-side = Side
note-day = Day
note-put-down = Save the note
note-change = Change the note
note-take-back = Take the note back
note-said-written = The note is written. Both sides see it.
note-said-changed = The note is changed.
note-said-taken-back = The note is taken back.
fault-note-proposal-leaning = A proposal names the module that it would change, and no figure
fault-note-surroundings-leaning = What changed around you leans on no figure or module of the programme: leave this empty
fault-note-many = Your side wrote { $most } notes for this review already. Take one back, or put this into one of them
fault-note-gone = Someone took this note back meanwhile. Write it as a new one
fault-note-frozen = Number { $number } of the review was made meanwhile and holds this note as it was. Write what you have here as a new one
refusal-note-other-side = The other side wrote this note. You can write one of your own.
refusal-note-frozen = A review holds this note, so it stays as it is. Write a new one.
refusal-note-many = Your side wrote as many notes for this review as it can hold.
review-notes = What both sides bring
review-notes-lead = Words of both sides from before this review was made, with the side that wrote each. They are no score.
review-notes-none = Neither side wrote notes for this review.
verdict-title = Proposal of the review
verdict-heading = Proposals, and what becomes of them
verdict-none = This review holds no proposal.
verdict-column-proposal = Proposal
verdict-column-side = Proposed by
verdict-column-both = What both sides do
verdict-column-programme = In the programme
verdict-open = not decided
verdict-put = put forward: { $verdict }
verdict-taken = taken
verdict-declined = not taken
verdict-do-taken = We take it
verdict-do-declined = We do not take it
verdict-outcome-hint = Both sides have to agree. Taken, it is written down as a decision.
verdict-put-by = put forward by { $side }, { $at }
verdict-module = Module that it changes
verdict-module-hint = It opens a proposal for change in the programme. Leave it empty where no module changes: then the decision stands alone.
verdict-owner-hint = Who sees to it; needed where you take it
verdict-reason-hint = Needed where you do not take it
verdict-put-heading = What would your side do with it?
verdict-agree-words = The other side puts this forward. Agree, or put something else forward below.
verdict-decided = Written down as
verdict-decision = a decision
verdict-change = Proposal for change: { $module }
verdict-check = looked at again on { $day }
verdict-no-module = It changes no module.
verdict-nothing-yet = nothing yet
verdict-from-review = Quarterly review of Q{ $place } { $year }: proposed by { $side }, taken by both sides.
verdict-said-put = It is put forward. The other side answers.
verdict-said-agreed = Both sides agreed.
fault-verdict-reason = Say why it is not taken: whoever proposed it reads this
refusal-verdict-no-proposal = This is a note and no proposal.
refusal-verdict-not-in-review = No review holds this proposal yet. Make the review first.
refusal-verdict-module-gone = The module is not there any more, or its programme has ended. Put the proposal forward again with another module or with none.
event-review-note-written = wrote a note for the review of { $period }: { $text }
event-review-note-changed = changed a note for the review of { $period }: { $text }
event-review-note-taken-back = took a note for the review of { $period } back: { $text }
event-review-proposal-put = put forward for a proposal of the review of { $period }: { $verdict ->
    [taken] take it
   *[declined] do not take it
} ({ $text })
event-review-proposal-agreed = agreed on a proposal of the review of { $period }: { $verdict ->
    [taken] it is taken
   *[declined] it is not taken
} ({ $text })
agenda-notes = What both sides bring
agenda-none-notes = No note for this review yet.
# What one side put and the other is to answer
waiting-statement = Confirm the fee statement of { $what }
waiting-rule = Agree what a result is worth: { $what }
waiting-programme = Approve the programme “{ $what }”
waiting-change = Decide on the proposed change of the module “{ $what }”
waiting-agreement = Accept or decline the agreement on { $what }
waiting-nda = Sign the NDA that holds until { $what }
waiting-asset = Confirm who owns “{ $what }” and what each side may do with it
waiting-insight = Answer insight { $what } of the immersion
waiting-trigger = Agree to a trigger on feedback
waiting-words = Give words for the draw of “{ $what }”
waiting-proposal = Answer the proposal of a review: { $what }
waiting-contest = Answer the other side, which contests a figure: { $what }
waiting-contest-outcome = Say what came of the contested figure: { $what }
waiting-minutes = Approve the minutes: { $what }
waiting-fence = Agree to keep { $what } % of the budget for experiments
waiting-experiment = Answer the plan of the experiment “{ $what }”
waiting-midway-keep = Answer the re-evaluation: keep the module “{ $what }”
waiting-midway-change = Answer the re-evaluation: change the module “{ $what }”
waiting-midway-stop = Answer the re-evaluation: stop the module “{ $what }”
