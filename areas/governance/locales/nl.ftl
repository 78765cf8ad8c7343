# Geschiedenis
event-review-made = maakte de kwartaalreview van { $period } (nummer { $number })
event-decision-taken = legde een besluit vast: { $text }
event-action-agreed = sprak een actie af: { $text }
event-action-finished = rondde de actie af: { $text }
event-action-reopened = opende de actie opnieuw: { $text }
