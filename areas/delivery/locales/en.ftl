event-cohort-created = planned the cohort “{ $title }”, starting { $starts }
event-session-planned = planned a session of “{ $cohort }”
event-session-cancelled = cancelled a session of “{ $cohort }”
event-enrolment-imported = enrolled { $count } people in “{ $cohort }”
event-enrolment-removed = took someone out of “{ $cohort }”
