# Agreements
nav-shared = Shared data
agreements-title = Shared data
agreements-lead = What the partner may see, why and until when, and who read it.
agreements-all = Agreements
agreements-export = Export (CSV)
agreements-empty = No figures are shared yet
agreements-empty-words = An agreement names one KPI, how finely it is shown, from which size of group on, for what purpose and until when. Nothing else leaves.
agreements-empty-wait = When the organisation offers an agreement, it stands here for the partner lead to accept.
agreement-kpi = KPI
agreement-released = Released
agreement-purpose = Purpose
agreement-purpose-hint = What the partner uses the figures for. It binds itself to this by accepting.
agreement-term = Term
agreement-standing = State
agreement-class = Data class
agreement-class-public = public
agreement-class-internal = internal
agreement-class-confidential = confidential
agreement-class-personal = personal
agreement-grain = How finely
agreement-grain-total = One figure for all units together, by period
agreement-grain-unit = A figure for each unit, by period
agreement-smallest-group = Smallest group
agreement-smallest-group-hint = A figure about fewer people is withheld, and with it what would give it away.
agreement-people = people
agreement-from = First day
agreement-until = Last day
agreement-terms-total = Total by period, groups of { $smallest } or more
agreement-terms-unit = By unit and period, groups of { $smallest } or more
agreement-days = { $from } to { $until }
agreement-act = { $name }, { $day }
agreement-was-offered = Offered by
agreement-was-accepted = Accepted by
agreement-was-revoked = Revoked by
agreement-definition = Definition
agreement-offered = waits for the partner
agreement-upcoming = accepted, not begun
agreement-in-force = in force
agreement-expired = over
agreement-revoked = revoked
agreement-offer = Offer an agreement
agreement-accept = Accept this agreement
agreement-revoke = Revoke this agreement
agreement-revoke-words = The partner sees nothing of it from its next request on. What it read until now stays in the log. This can't be undone; offer another agreement instead.
agreement-new-title = Offer an agreement
agreement-new-lead = The partner sees nothing before its lead has accepted, and then exactly this.
agreement-no-kpi = There is no KPI to share yet
agreement-no-kpi-words = An agreement is about a KPI with a definition. Define one first.
agreement-define = Go to the KPIs
agreement-back = Back to shared data
agreement-said-offered = The agreement is offered. The partner lead can accept it now.
agreement-said-accepted = The agreement is accepted.
agreement-said-revoked = The agreement is revoked. The partner sees nothing of it any more.
fault-agreement-overlaps = There is an agreement on this KPI for these days already: revoke it first
fault-agreement-reversed = The last day lies before the first
refusal-agreement-accepted = This agreement was accepted already.
refusal-agreement-revoked = This agreement was revoked.
refusal-agreement-expired = The last day of this agreement is over.
# Figures as they are released
release-title = The figures, as released
release-would = The figures that this agreement would release
release-not-yet = Figures stand here as soon as the agreement is accepted and its first day has come.
release-export = Figures (CSV)
release-empty = There are no readings yet
release-empty-words = Figures stand here from the first reading of this KPI on.
release-readings = Go to the readings
release-chart = The total by period, as released; a gap where it is withheld
release-chart-caption = Total by period, in { $unit }
release-unit = Values in { $unit }, with the number of people behind each.
release-shortened = The newest 12 periods; the file holds all.
release-of = Unit
release-total = Total
release-cell = { $value } (n = { $n })
release-quarter = Q{ $quarter } { $year }
release-withheld = withheld
release-size-unknown = size unknown
release-withheld-words = Withheld: the group is smaller than { $smallest }, or its figure would give such a group away.
release-size-unknown-words = Size unknown: the reading does not say about how many people it is, so it is not shown and in no total.
# Ledger
ledger-title = Log of shared data
ledger-lead = Every agreement and every look of the partner at figures, for both sides.
ledger-latest = Latest entries of the log
ledger-all = The whole log
ledger-entries = Entries
ledger-of-agreement = Log of this agreement
ledger-empty = Nothing in the log yet
ledger-empty-words = The first agreement begins it.
# What happened
event-agreement-offered =
    offered the partner “{ $title }” ({ $grain ->
        [unit] by unit
       *[other] total only
    }, groups of { $smallest } or more, { $from } to { $until })
event-agreement-accepted = accepted the agreement on “{ $title }”
event-agreement-revoked = revoked the agreement on “{ $title }”
event-release-read = read the figures of “{ $title }”
