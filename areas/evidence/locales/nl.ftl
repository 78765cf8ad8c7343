event-feedback-opened = vroeg { $count } deelnemers van “{ $cohort }” om feedback op “{ $module }”
event-scores-imported = nam de scores van { $count } deelnemers van “{ $cohort }” op: { $title }
event-ratings-imported = nam { $count } beoordelingen van gedrag op voor “{ $title }”
event-observation-recorded = legde een observatie vast voor “{ $title }”
