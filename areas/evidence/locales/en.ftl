event-feedback-opened = asked { $count } people of “{ $cohort }” for feedback on “{ $module }”
event-scores-imported = took in the scores of { $count } people of “{ $cohort }”: { $title }
event-ratings-imported = took in { $count } ratings of behaviour for “{ $title }”
event-observation-recorded = recorded an observation for “{ $title }”
