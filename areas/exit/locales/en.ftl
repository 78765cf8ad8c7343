exit-lead = x
