//! When and where: cohorts, sessions and enrolments.
