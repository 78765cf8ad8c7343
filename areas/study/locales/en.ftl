# What happened
event-study-registered = registered the study “{ $title }” before its data were opened
event-study-estimated =
    estimated “{ $title }”: { $verdict ->
        [effect] an effect
        [no-effect-detected] no effect detected
        [not-yet-conclusive] not yet conclusive
       *[other] not identifiable
    }
event-study-released = released the study “{ $title }” to the partner
event-study-withdrawn = withdrew the study “{ $title }” from the partner
