event-challenge-created = recorded the challenge “{ $title }”
event-challenge-changed = changed the challenge “{ $title }”
event-goal-created = set the goal “{ $title }”
event-goal-shared = shared the goal “{ $title }” with the partnership
event-goal-withdrawn = withdrew the goal “{ $title }” from the partnership
event-kpi-created = defined the KPI “{ $title }”
event-kpi-revised = revised the definition of the KPI “{ $title }” (version { $number })
event-reading-recorded = recorded readings of “{ $title }”: { $new } new, { $corrected } corrected
