event-challenge-created = legde de uitdaging “{ $title }” vast
event-challenge-changed = wijzigde de uitdaging “{ $title }”
event-goal-created = stelde het doel “{ $title }”
event-goal-shared = deelde het doel “{ $title }” met het partnerschap
event-goal-withdrawn = trok het doel “{ $title }” terug uit het partnerschap
event-kpi-created = definieerde de KPI “{ $title }”
event-kpi-revised = herzag de definitie van de KPI “{ $title }” (versie { $number })
event-reading-recorded = legde metingen van “{ $title }” vast: { $new } nieuw, { $corrected } gecorrigeerd
