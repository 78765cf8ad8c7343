# What happened
event-agreement-offered =
    offered the partner “{ $title }” ({ $grain ->
        [unit] by unit
       *[other] total only
    }, groups of { $smallest } or more, { $from } to { $until })
event-agreement-accepted = accepted the agreement on “{ $title }”
event-agreement-revoked = revoked the agreement on “{ $title }”
event-release-read = read the figures of “{ $title }”
