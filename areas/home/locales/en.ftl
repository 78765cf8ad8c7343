nav-overview = Overview
nav-home = First page
home-first = Where to?
home-with = { $client } with { $partner }
home-own = The organisation's own pages
home-no-partnership = No partnership yet
home-no-partnership-words = A partnership joins an organisation and a training partner in one workspace.
home-steps = On the way to a signed charter
home-steps-partner = To begin with
home-step-challenge = Record the challenge
home-step-challenge-words = What costs the business most in the next 3 to 5 years, and who owns it.
home-step-kpi = Define the KPI
home-step-kpi-words = Population, formula, unit and source, so that everyone reads the same figure.
home-step-goal = Set the goal
home-step-goal-words = From where to where the KPI should move, and by when.
home-step-share = Share the goal with the partner
home-step-share-words = The partner then sees this goal, and still no reading.
home-step-mandate = Give the mandates
home-step-mandate-words = Each side names who signs its charter, and who stands in.
home-step-charter = Write and sign the charter
home-step-charter-words = Both sides write it and sign the same text; it is in force once both have.
home-step-next = next
home-steps-lead = Lustrum follows one chain, from what costs the business most to what was learned of it. These steps begin it; each screen leads back here.
home-step-done = done
home-step-invited = { $count ->
    [one] 1 invited, waiting for an answer
   *[other] { $number } invited, waiting for an answer
}
home-step-people = Bring in your people
home-step-people-words = Invite colleagues by e-mail, one by one or from a list.
home-step-partner = Invite a training partner
home-step-partner-words = The partner accepts with an organisation of its own and sees nothing that no agreement allows.
overview-since = Partnership since { $month }
overview-in-force = charter { $version } in force
overview-quarter = Q{ $place } { $year }
overview-now = now
overview-no-challenge = no goal is shared yet
overview-no-goal = share a goal with this partnership
overview-no-goal-yet = the organisation has not shared one yet
overview-goal = { $baseline } → { $target } { $unit }, by { $year }
overview-charter = { $version }, signed by both
overview-charter-open = being written
overview-no-charter = not begun
overview-programme-draft = draft: { $title }
overview-no-programme = not designed yet
overview-no-delivery = no cohort planned
overview-delivery = { $started } of { $all } cohorts started
overview-no-evidence = none yet
overview-no-study = no study registered
overview-study-registered = registered, no data opened yet
overview-verdict-effect = an effect
overview-verdict-no-effect-detected = no effect detected
overview-verdict-not-yet-conclusive = not yet conclusive
overview-verdict-not-identifiable = can't be told from these data
overview-need-mandate = Name who signs the charter
overview-need-begin = Begin the charter: both sides write it
overview-need-programme = Design the first programme
overview-need-rhythm = Begin the rhythm of meetings
overview-need-agreement = Agree on which data are shared, and for what
overview-review-first = first due after { $quarter }
overview-review-due = { $quarter } is due
overview-make-review = Make the review of { $quarter }
overview-needs = What needs you
overview-all-actions = All actions
overview-needs-more = { $count ->
    [one] and 1 more
   *[other] and { $number } more
}
overview-nothing-needed = Nothing waits for anyone.
overview-action = Action
overview-owner-heading = Owner
overview-due = Due
overview-owner = { $side } · { $who }
overview-both = both sides
overview-need-sign = Sign charter { $version }
overview-need-write = Write charter { $version } and offer it for signature
overview-need-ask = { $name } asks for a decision: { $text }
overview-need-charter = Charter { $version }: { $near }
overview-need-terms = Answer the terms { $number } that are proposed
overview-need-signal = Act on the signal about “{ $module }” ({ $cohort })
overview-need-review = Make the review of { $quarter }
overview-need-health = Look at the health of { $quarter }: an alarm was raised
overview-recent = What happened
overview-evidence = { $levels } in this quarter
overview-levels = What was seen in { $quarter }
overview-all-evidence = All evidence
nav-trace = From challenge to session
trace-title = From challenge to session
trace-lead = What hangs on what: every programme back to the goal and the challenge that it serves, and on to the behaviours and the sessions.
trace-export = Export as CSV
trace-unlinked = { $count } unlinked
trace-all-linked =
    { $count ->
        [one] The one programme hangs together from challenge to session.
       *[other] All { $number } programmes hang together from challenge to session.
    }
trace-gap-goal = no goal behind it
trace-gap-behaviour = no behaviour named
trace-gap-module = no module
trace-gap-session = no session planned
trace-goal = { $kpi }: { $baseline } → { $target } by { $day }
trace-no-programme = no programme yet
trace-more = and { $count } more
trace-modules =
    { $count ->
        [one] 1 module
       *[other] { $number } modules
    }
trace-cohorts =
    { $count ->
        [one] 1 cohort
       *[other] { $number } cohorts
    }
trace-sessions =
    { $count ->
        [one] 1 session
       *[other] { $number } sessions
    }
trace-empty = No goal is shared with this partnership yet
trace-empty-words = The chain begins with a goal under a challenge of the organisation, shared with the partner.
asks = What you come to know
ask-kpi = Where does the KPI stand?
ask-kpi-partner = Where does the KPI stand that is released to us?
ask-effect = Did the programme make the difference?
ask-waits = What waits for us?
ask-used = Is it used at work?
ask-received = How is the training received?
ask-shared = What may the partner see?
ask-next = When is the next session?
ask-next-own = When is my next session?
ask-serves = What is it for?
ask-practise = What is practised at work?
ask-no-reading = no reading in this quarter yet
ask-nothing-released = no agreement releases a KPI yet
ask-no-session = no session is planned
ask-no-behaviour = no behaviour is named yet
ask-shared-count =
    { $count ->
        [0] nothing: no agreement is in force
        [one] one KPI, under an agreement in force
       *[other] { $number } KPIs, each under an agreement in force
    }
ask-shared-until = the first ends on { $day }
ask-effect-figure = { $value } { $unit } ({ $level } { $low } to { $high }) · { $counted }
ask-effect-other = Another study, { $title }: { $verdict }
ask-waits-more =
    { $count ->
        [one] and 1 more
       *[other] and { $number } more
    }
nav-metrics = Register of metrics
metric-register = Register of metrics
metric-register-lead = What each figure is for: its type, who uses it and why, and an example worked out by what makes the figure. In the shape of ISO/TS 30437:2023.
metric-export = Export as CSV
metric-filter = Show
metric-all = all
metric-none = No metric answers this.
metric-count =
    { $count ->
        [one] 1 metric
       *[other] { $number } metrics
    }
metric-name = Metric
metric-how = How it is made
metric-unit = Unit
metric-change = Change
metric-example-kpi = { $part } of { $whole }: { $value } { $unit }
metric-name-response = Response
metric-how-response = Of those invited to give feedback, the share that answered
metric-unit-response = %
metric-example-response = 24 of 40 invited answered
metric-name-own-cases = Own cases
metric-how-own-cases = Minutes on cases of the organisation itself, of all minutes of a programme
metric-unit-own-cases = %
metric-example-own-cases = 60 of 240 minutes
metric-name-decision-time = Time to decision
metric-how-decision-time = Median of the days from when a decision is asked until it is taken, per mandate and side
metric-unit-decision-time = days
metric-example-decision-time = 1, 3 and 8 days
metric-name-relevance = Relevance (L1)
metric-how-relevance = Share that finds the module relevant: 4 or 5 of 5; interval of Wilson
metric-unit-relevance = %
metric-example-relevance = 6 of 8 answered 4 or 5
metric-name-intent = Intention to apply (L1)
metric-how-intent = Share that intends to apply it: 4 or 5 of 5; interval of Wilson
metric-unit-intent = %
metric-example-intent = 6 of 10 answered 4 or 5
metric-name-gain-points = Gain (L2)
metric-how-gain-points = Mean of after minus before, scores out of 100; interval of Student
metric-unit-gain-points = points
metric-example-gain-points = 40→60, 50→60 and 60→90
metric-name-gain = Standardised gain (L2)
metric-how-gain = Mean gain in standard deviations, corrected for small samples (Hedges’ g)
metric-unit-gain = standard deviations
metric-example-gain = gain 3.0, deviation 7.1005, correlation 0.7, 50 people (Borenstein et al. 2009, p. 29)
metric-name-behaviour = Change of behaviour (L3)
metric-how-behaviour = Mean of after minus before per person who was trained, ratings of 1 to 5
metric-unit-behaviour = points
metric-example-behaviour = 2→3, 2→3, 3→4, 3→3 and 3→4
metric-name-behaviour-difference = Difference in change (L3)
metric-how-behaviour-difference = Change of those who were trained minus change of those who wait; interval with unequal variances
metric-unit-behaviour-difference = points
metric-example-behaviour-difference = trained +0.8, waiting +0.2
metric-name-effect = Effect on a KPI (L4)
metric-how-effect = Difference that an identified design finds, with its interval and verdict; no figure without a design
metric-unit-effect = in the unit of the KPI
metric-example-effect = means of 32 with the programme and 38 without, assigned by chance
overview-for-others = for those who answer for it
# Which partner covers what, where
nav-ecosystem = Partners and skills
ecosystem-lead = Which partner covers which skill in which country, when it was last given, and where nobody does.
ecosystem-lead-partner = Which skills you cover for each client, in which country, and when you last gave them. Each client is counted by itself.
ecosystem-export = Export (CSV)
ecosystem-of = Skills of { $client } by country
ecosystem-figure = { $some } of { $all }
ecosystem-figure-label = skills in countries that are covered: given in the last twelve months
ecosystem-basis = { $skills } × { $countries } · { $partners } · counted from cohorts and sessions until { $day }, not sampled, so without an interval
ecosystem-skills = { $count ->
    [one] 1 skill
   *[other] { $count } skills
  }
ecosystem-countries = { $count ->
    [one] 1 country
   *[other] { $count } countries
  }
ecosystem-partners = { $count ->
    [one] 1 partner
   *[other] { $count } partners
  }
ecosystem-cohorts = { $count ->
    [one] 1 cohort
   *[other] { $count } cohorts
  }
ecosystem-waiting = { $count ->
    [one] 1 cohort waits
   *[other] { $count } cohorts wait
  }
ecosystem-alone = Covered by one partner alone: { $alone }. Covered by several: { $several }.
ecosystem-given = { $cohorts }, last on { $day }
ecosystem-planned-from = { $cohorts } planned from { $day }
ecosystem-standing-covered = covered
ecosystem-standing-planned = planned
ecosystem-standing-lapsed = over a year ago
ecosystem-standing-waits = wait-list only
ecosystem-standing-gap = gap
ecosystem-gaps = Gaps
ecosystem-gap-gap = no cohort in { $country }
ecosystem-gap-waits = only people who wait in { $country }
ecosystem-gap-lapsed = not given for over a year in { $country }
ecosystem-more = and { $count } more, in the map below and in the export
ecosystem-skill = Skill
ecosystem-draft = draft only
ecosystem-nowhere = No cohort has a place yet, so there is no country to hold the skills against.
ecosystem-empty = No skill is named yet
ecosystem-empty-words = A programme names the critical behaviours that it is about. They are the skills of this map.
ecosystem-empty-do = To the programmes
ecosystem-read = A skill is a critical behaviour of a programme; the same words are the same skill, whoever teaches it. A country is where people are in any cohort, by the region of the cohort. Given means that a session has begun. What is covered says nothing about whether it worked: that stands with the evidence.
ecosystem-and = and
ecosystem-people = { $count ->
    [one] { $number } person
   *[other] { $number } people
}
ecosystem-closing-all = Closing the gaps would cost about { $sums }.
ecosystem-closing-all-untold = What closing the gaps would cost can't be told: no costs are entered for the programmes that teach these skills, or nobody is enrolled there.
ecosystem-overlap-all = Overlap of partners: { $sums }.
ecosystem-overlap-all-untold = What the overlap of partners costs can't be told: not every ledger has costs of these programmes.
ecosystem-cost-rest = For { $count } more it can't be told.
ecosystem-cost-none = There is no gap and no overlap, so neither costs anything.
ecosystem-closing = closing it: about { $sum } ({ $people }, { $each } per learner)
ecosystem-closing-untold = what closing it costs can't be told: no costs are entered yet
ecosystem-overlap = overlap { $sum }
ecosystem-overlap-untold = what overlaps can't be told: not every ledger has costs of it
ecosystem-overlaps = Overlaps
ecosystem-cost-read = Closing a gap is reckoned at what a learner cost so far, in the programme that teaches the skill for the least, for everyone enrolled in that country; the programme teaches its other skills at the same price, and each is counted once. An overlap is what all partners but the largest spend on the same skill there, with the costs of a programme shared out evenly over its skills. Neither says what a gap costs the business.
ecosystem-csv-client = Client
ecosystem-csv-skill = Skill
ecosystem-csv-country = Country
ecosystem-csv-standing = Standing
ecosystem-csv-partner = Partner
ecosystem-csv-cohorts = Cohorts given
ecosystem-csv-last = Last given
ecosystem-csv-planned = Cohorts planned
ecosystem-csv-from = Planned from
ecosystem-csv-waiting = Cohorts that wait
ecosystem-csv-closing = Cost of closing the gap
ecosystem-csv-overlap = Overlap
ecosystem-csv-currency = Currency
country-at = Austria
country-be = Belgium
country-bg = Bulgaria
country-ca = Canada
country-ch = Switzerland
country-cy = Cyprus
country-cz = Czechia
country-de = Germany
country-dk = Denmark
country-ee = Estonia
country-es = Spain
country-fi = Finland
country-fr = France
country-gb = United Kingdom
country-gr = Greece
country-hr = Croatia
country-hu = Hungary
country-ie = Ireland
country-it = Italy
country-lt = Lithuania
country-lu = Luxembourg
country-lv = Latvia
country-mt = Malta
country-nl = Netherlands
country-no = Norway
country-pl = Poland
country-pt = Portugal
country-ro = Romania
country-se = Sweden
country-si = Slovenia
country-sk = Slovakia
country-tr = Türkiye
country-ua = Ukraine
country-us = United States
