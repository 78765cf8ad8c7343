event-cohort-created = plande het cohort “{ $title }”, dat start op { $starts }
event-session-planned = plande een sessie van “{ $cohort }”
event-session-cancelled = annuleerde een sessie van “{ $cohort }”
event-enrolment-imported = schreef { $count } mensen in voor “{ $cohort }”
event-enrolment-removed = haalde iemand uit “{ $cohort }”
