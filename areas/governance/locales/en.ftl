# History
event-review-made = made the review of { $period } (number { $number })
event-decision-taken = wrote down a decision: { $text }
event-action-agreed = agreed on an action: { $text }
event-action-finished = finished the action: { $text }
event-action-reopened = opened the action again: { $text }
