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
review-plain-effect-better = The programme made a difference for the better: { $outcome } differs by { $effect } { $unit } because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-effect-worse = The programme made a difference for the worse: { $outcome } differs by { $effect } { $unit } because of it. With { $level } confidence the effect lies between { $low } and { $high }.
review-plain-no-effect-detected = No effect was found, and no effect that matters is left open: with { $level } confidence it lies between { $low } and { $high } { $unit }, and up to { $margin } makes no difference in practice.
review-plain-not-yet-conclusive = These data can't tell yet. The estimate is { $estimate } { $unit }, but with { $level } confidence the effect may lie anywhere from { $low } to { $high }.
review-plain-check-failed = These data can't tell yet. The estimate is { $estimate } { $unit } ({ $level } interval { $low } to { $high }), but a check failed, so it may be something else than the effect of the programme.
review-plain-not-identifiable = These data can't tell what the programme did from what else was different, so there is no effect to report.
review-design-words-rct = Chance decided who was trained; those who were are compared with those who were not.
review-design-words-did = The change in trained units is compared with the change in waiting units over the same periods; what moved all of them alike falls away.
review-design-words-comparison = Two groups are compared as they are; nobody formed them by chance.
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
