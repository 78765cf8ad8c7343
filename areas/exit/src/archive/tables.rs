//! The list itself: every table of the product, with what the organisation gets of it and what the partner.

use super::plan::Take::{All, No, Own, Special, Through, Where};
use super::plan::Why::{Derived, Installation, People, Promised as OnPromise, Released, Secret, Theirs};
use super::plan::{Home, Table, table};

pub(super) const ACTED: &str = "SELECT person_id FROM event WHERE organisation_id = {t} AND partnership_id = {p} AND person_id IS NOT NULL AND {visible}";
const OTHERS: &str = "id IN (SELECT person_id FROM membership WHERE organisation_id = {other}) AND id NOT IN (SELECT person_id FROM membership WHERE organisation_id = {own}) AND id IN ({acted})";
const OTHERS_ROLES: &str = "organisation_id = {other} AND person_id NOT IN (SELECT person_id FROM membership WHERE organisation_id = {own}) AND person_id IN ({acted})";
const MEMBERS: &str = "id IN (SELECT person_id FROM membership WHERE organisation_id = {own})";
pub(super) const SHARED_KPIS: &str = "(SELECT kpi_id FROM agreement WHERE organisation_id = {t} AND partnership_id = {p} AND accepted_at IS NOT NULL AND revoked_at IS NULL UNION SELECT kpi_id FROM goal WHERE organisation_id = {t} AND id IN (SELECT goal_id FROM goal_share WHERE organisation_id = {t} AND partnership_id = {p}))";

/// Parents stand before their children, so that an import can keep to this order.
pub const TABLES: &[Table] = &[
    // Who.
    table("people", "organisation", Where("id IN ({t}, {o})"), Where("id IN ({t}, {o})")).across(),
    Table { without: &["password"], ..table("people", "person", Where(MEMBERS), Where(MEMBERS)).across() },
    Table {
        without: &["password"],
        masks_address: true,
        file: "person-other-side",
        ..table("people", "person", Where(OTHERS), Where(OTHERS)).across()
    },
    table("people", "membership", Where("organisation_id = {own}"), Where("organisation_id = {own}")).across(),
    Table {
        file: "membership-other-side",
        ..table("people", "membership", Where(OTHERS_ROLES), Where(OTHERS_ROLES)).across()
    },
    table("people", "partnership", Where("id = {p}"), Where("id = {p}")).across(),
    table("people", "sign_in_session", No(Secret), No(Secret)).across(),
    table("people", "sign_in_link", No(Secret), No(Secret)).across(),
    table("people", "api_token", No(Secret), No(Secret)).across(),
    table("people", "invitation", No(Secret), No(Secret)),
    table("people", "calendar_feed", No(Secret), No(Secret)).across(),
    table("people", "digest", No(Installation), No(Installation)).across(),
    table("people", "digest_key", No(Secret), No(Secret)).across(),
    table("people", "first_setup", No(Installation), No(Installation)),
    table("people", "migration", No(Installation), No(Installation)).across(),
    // What happened. The partner's part of it stands by itself and is chained anew.
    table("history", "event_head", All, Special),
    table("history", "event", All, Special),
    table(
        "history",
        "event_content",
        Where(
            "number IN (SELECT number FROM event WHERE organisation_id = {t} AND (partnership_id = {p} OR partnership_id IS NULL))",
        ),
        Special,
    ),
    Table { home: Home::Partner, file: "event_head-own", ..table("history", "event_head", No(Theirs), All) },
    Table { home: Home::Partner, file: "event-own", ..table("history", "event", No(Theirs), All) },
    Table { home: Home::Partner, file: "event_content-own", ..table("history", "event_content", No(Theirs), All) },
    table(
        "history",
        "job",
        Where("state = 'waiting' AND kind NOT IN ('mail', 'mails') AND kind <> 'exit.rehearsal'"),
        No(Installation),
    ),
    table("history", "mail", No(Secret), No(Secret)),
    Table {
        files: true,
        ..table(
            "history",
            "blob",
            Where(
                "id NOT IN (SELECT blob_id FROM room_document WHERE organisation_id = {t} UNION SELECT blob_id FROM selection_file WHERE organisation_id = {t})",
            ),
            No(Theirs),
        )
    },
    // Why.
    table("strategy", "challenge", All, No(Theirs)),
    table("strategy", "kpi", All, Where("id IN {kpis}")),
    table("strategy", "kpi_version", All, Where("kpi_id IN {kpis}")),
    table("strategy", "kpi_metric", All, No(Theirs)),
    table(
        "strategy",
        "goal",
        All,
        Where("id IN (SELECT goal_id FROM goal_share WHERE organisation_id = {t} AND partnership_id = {p})"),
    ),
    table("strategy", "goal_share", Own, Own),
    table("strategy", "reading", All, No(Released)),
    table("strategy", "connector", All, No(Theirs)),
    table("strategy", "connector_run", All, No(Theirs)),
    table("strategy", "reading_batch", All, No(Theirs)),
    // With whom. What the partner said of itself is its own.
    Table {
        emptied: &["price_cap", "price_weight", "seed", "reason"],
        ..table(
            "selection",
            "selection_round",
            All,
            Where(
                "id IN (SELECT round_id FROM selection_decision WHERE organisation_id = {t} AND partnership_id = {p})",
            ),
        )
    },
    table("selection", "selection_challenge", All, No(Theirs)),
    table("selection", "selection_criterion", All, No(Theirs)),
    table("selection", "selection_comparison", All, No(Theirs)),
    table("selection", "selection_candidate", All, No(Theirs)),
    table("selection", "selection_link", All, No(Secret)),
    table(
        "selection",
        "transparency_profile",
        All,
        Where(
            "candidate_id IN (SELECT candidate_id FROM selection_decision WHERE organisation_id = {t} AND partnership_id = {p})",
        ),
    ),
    table("selection", "selection_assessor", All, No(Theirs)),
    table("selection", "selection_score", All, No(Theirs)),
    table("selection", "selection_file", Special, No(Theirs)),
    Table {
        emptied: &["reasons", "exception", "first", "stable", "share"],
        ..table("selection", "selection_decision", All, Own)
    },
    table("selection", "selection_letter", All, No(Theirs)),
    // What was promised.
    table("partnership", "mandate", Own, Own),
    table("partnership", "charter_version", Own, Own),
    table(
        "partnership",
        "charter_text",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_level",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_offer",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_comment",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    // Who is writing just now.
    table("partnership", "charter_writer", No(Installation), No(Installation)),
    table(
        "partnership",
        "charter_measure",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_measure_text",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_clause_measure",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table("partnership", "charter_clause_use", Own, Own),
    table(
        "partnership",
        "charter_signature",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table("partnership", "charter_key", All, No(Secret)),
    table("partnership", "terms", Own, Own),
    table("partnership", "fee_statement", Own, Own),
    table("partnership", "ask", Own, Own),
    table("partnership", "immersion_item", Own, Own),
    table("partnership", "insight", Own, Own),
    table("partnership", "insight_use", Through("insight_id", "insight", "id"), Through("insight_id", "insight", "id"))
        .hides("module", "target_id", &["title"]),
    // What may be seen.
    table("sharing", "agreement", Own, Own),
    table("sharing", "nda", Own, Where("partnership_id = {p} AND force_at IS NOT NULL")),
    table("sharing", "nda_signature", Through("nda_id", "nda", "id"), Through("nda_id", "nda", "id")),
    table("sharing", "works_council", Own, Own),
    table("sharing", "room_document", Special, Special),
    table("sharing", "asset", Own, Own),
    table("sharing", "asset_terms", Through("asset_id", "asset", "id"), Through("asset_id", "asset", "id")),
    // What was made.
    table("programme", "programme", Own, Own),
    table(
        "programme",
        "programme_measure",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table(
        "programme",
        "behaviour",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table(
        "programme",
        "module",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    )
    .hides("module", "id", &["title", "mode", "minutes", "own_case_minutes"]),
    table(
        "programme",
        "module_behaviour",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table("programme", "module_version", Through("module_id", "module", "id"), Through("module_id", "module", "id"))
        .asset("module", "module_id"),
    table("programme", "change_proposal", Own, Own).hides(
        "module",
        "module_id",
        &["module_title", "reason", "evidence", "title", "mode", "minutes", "own_case_minutes", "what", "decision"],
    ),
    // What took place.
    table("delivery", "cohort", Own, Own),
    table("delivery", "session", Through("cohort_id", "cohort", "id"), Through("cohort_id", "cohort", "id")),
    table("delivery", "session_cancelled", Through("cohort_id", "cohort", "id"), Through("cohort_id", "cohort", "id")),
    table("delivery", "enrolment", Through("cohort_id", "cohort", "id"), No(People)),
    table("delivery", "attendance", Through("session_id", "session", "id"), No(People)),
    // What other systems reported.
    table("records", "record_credential", All, No(Theirs)),
    Table { without: &["unnamed"], ..table("records", "record_head", All, No(Theirs)) },
    Table { without: &["body"], ..table("records", "statement", Special, No(People)) },
    table("records", "statement_segment", No(Derived), No(People)),
    table("records", "statement_key", No(Derived), No(People)),
    table("records", "statement_reference", No(Derived), No(People)),
    table("records", "statement_id_block", No(Derived), No(People)),
    table("records", "statement_id_log", No(Derived), No(People)),
    table("records", "statement_attachment", All, No(People)),
    table("records", "record_document", All, No(People)),
    table("records", "record_use", All, No(Theirs)),
    table("records", "record_exchange", All, No(Theirs)),
    table("records", "record_set_aside", All, No(Theirs)),
    // What people know.
    table("assessment", "item_bank", Own, Own).hides("item-bank", "id", &["title"]),
    table("assessment", "item", Through("bank_id", "item_bank", "id"), Through("bank_id", "item_bank", "id"))
        .asset("item-bank", "bank_id"),
    table("assessment", "item_version", Through("item_id", "item", "id"), Through("item_id", "item", "id")),
    table("assessment", "test", Own, Own),
    table("assessment", "test_item", Through("test_id", "test", "id"), Through("test_id", "test", "id")),
    table("assessment", "sitting", Own, Own),
    table("assessment", "sitting_seat", Through("sitting_id", "sitting", "id"), No(People)).promised(),
    table("assessment", "attempt", Through("sitting_id", "sitting", "id"), No(People)).promised(),
    table("assessment", "attempt_answer", Through("attempt_id", "attempt", "id"), No(People)).promised(),
    table("assessment", "rubric", Own, Own).asset("rubric", "id"),
    table("assessment", "demonstration", Own, No(People)),
    table("assessment", "demonstration_score", Through("demonstration_id", "demonstration", "id"), No(People)),
    table("assessment", "booster_plan", Own, Own),
    table("assessment", "booster", Through("plan_id", "booster_plan", "id"), No(People)).promised(),
    // What was seen.
    table("evidence", "feedback_round", Own, Own).hides("module", "module_id", &["module_title"]),
    table("evidence", "feedback_invitation", Through("round_id", "feedback_round", "id"), No(People)).promised(),
    table("evidence", "feedback_answer", Through("round_id", "feedback_round", "id"), No(OnPromise)).promised(),
    table("evidence", "feedback_form", Own, Own).asset("form", "module_id"),
    table("evidence", "feedback_group", Through("round_id", "feedback_round", "id"), No(People)),
    table("evidence", "assessment", Own, Own),
    table("evidence", "score", Through("assessment_id", "assessment", "id"), No(People)).promised(),
    table("evidence", "rating", Own, No(People)).promised(),
    table("evidence", "team_lead", Own, No(People)),
    table("evidence", "observation", Own, No(People)).promised(),
    table("evidence", "feedback_trigger", Own, Own),
    table("evidence", "feedback_signal", Own, Own).hides("module", "module_id", &["module_title"]),
    table("evidence", "round_360", Own, Own),
    table("evidence", "subject_360", Through("round_id", "round_360", "id"), No(People)),
    table("evidence", "nomination_360", Through("round_id", "round_360", "id"), No(People)),
    table("evidence", "invitation_360", Through("round_id", "round_360", "id"), No(People)).promised(),
    table("evidence", "answer_360", Through("round_id", "round_360", "id"), No(OnPromise)).promised(),
    table("evidence", "rating_360", Through("answer_id", "answer_360", "id"), No(OnPromise)).promised(),
    table("evidence", "follow_up_plan", Own, Own),
    table("evidence", "follow_up", Own, No(People)),
    table("evidence", "follow_up_link", Through("follow_up_id", "follow_up", "id"), No(People)).promised(),
    table("evidence", "follow_up_answer", Through("follow_up_id", "follow_up", "id"), No(OnPromise)).promised(),
    table("evidence", "follow_up_opt_out", Own, No(People)),
    table("evidence", "review_source", Own, No(Theirs)),
    table("evidence", "review_import", Own, No(Theirs)),
    table("evidence", "review_rating", Through("import_id", "review_import", "id"), No(People)).promised(),
    table("evidence", "mapping_rule", Own, No(Theirs)).hides("module", "target_id", &["title"]),
    table("evidence", "mapped_statement", Own, No(People)).promised(),
    table("evidence", "reported_activity", All, No(Theirs)),
    table("evidence", "mapping_cursor", All, No(Theirs)),
    // Whether it worked.
    table("study", "study", Own, Where("partnership_id = {p} AND released_at IS NOT NULL")),
    table("study", "study_estimate", Through("study_id", "study", "id"), Through("study_id", "study", "id")),
    // Words that are still sealed are not taken along: the draw hangs on nobody knowing them.
    table(
        "study",
        "study_seal",
        Where(
            "opened_at IS NOT NULL AND study_id IN (SELECT id FROM study WHERE organisation_id = {t} AND partnership_id = {p})",
        ),
        Where(
            "opened_at IS NOT NULL AND study_id IN (SELECT id FROM study WHERE organisation_id = {t} AND partnership_id = {p} AND released_at IS NOT NULL)",
        ),
    ),
    // What it was worth.
    // A rule names what it is about: the partner gets those that its pages show.
    table(
        "study",
        "conversion_rule",
        Own,
        Where(
            "partnership_id = {p} AND (side = 'partner' OR measure_id IN {kpis} OR measure_id IN (SELECT id FROM study WHERE organisation_id = {t} AND partnership_id = {p} AND released_at IS NOT NULL))",
        ),
    ),
    table("study", "cost_line", Own, Own),
    table("study", "success_willing", Through("programme_id", "programme", "id"), No(People)),
    table("study", "success_case", Own, No(People)),
    // How both keep in step.
    table("governance", "review", Own, Own),
    table("governance", "decision", Own, Own),
    table("governance", "agreed_action", Own, Own),
    table("governance", "blameless_review", Own, Own),
    table(
        "governance",
        "blameless_entry",
        Through("review_id", "blameless_review", "id"),
        Through("review_id", "blameless_review", "id"),
    ),
    table("governance", "meeting_series", Own, Own),
    table("governance", "day_off", Own, Own),
    table("governance", "meeting", Own, Own),
    table(
        "governance",
        "meeting_presence",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table(
        "governance",
        "meeting_minutes",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table(
        "governance",
        "meeting_approval",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table("governance", "meeting_point", Own, Own),
    table("governance", "experiment_fence", Own, Own),
    table("governance", "experiment", Own, Own),
    table(
        "governance",
        "experiment_spending",
        Through("experiment_id", "experiment", "id"),
        Through("experiment_id", "experiment", "id"),
    ),
    table("governance", "midway", Own, Own),
    table("governance", "midway_verdict", Through("midway_id", "midway", "id"), Through("midway_id", "midway", "id")),
    table("governance", "review_contest", Own, Own),
    table("governance", "review_note", Own, Own).hides("module", "module_id", &["module_title"]),
    table("governance", "review_verdict", Own, Own),
    table("governance", "health_setting", Own, Own),
    table("governance", "health_check", Own, Own),
    table(
        "governance",
        "health_dimension",
        Through("check_id", "health_check", "id"),
        Through("check_id", "health_check", "id"),
    ),
    // Each side gets the addresses of its own people.
    table(
        "governance",
        "health_asked",
        Where(
            "side = 'organisation' AND check_id IN (SELECT id FROM health_check WHERE organisation_id = {t} AND partnership_id = {p})",
        ),
        Where(
            "side = 'partner' AND check_id IN (SELECT id FROM health_check WHERE organisation_id = {t} AND partnership_id = {p})",
        ),
    ),
    table("governance", "health_invitation", Through("check_id", "health_check", "id"), No(Secret)).promised(),
    table("governance", "health_answer", Through("check_id", "health_check", "id"), No(OnPromise)).promised(),
    table("governance", "health_rating", Through("answer_id", "health_answer", "id"), No(OnPromise)).promised(),
    table("governance", "health_watch", Own, No(Installation)),
    table("governance", "health_alarm", Own, Own),
    // How both part.
    table("exit", "exit_plan", Own, Own),
    table(
        "exit",
        "exit_rehearsal",
        Where("partnership_id = {p} AND side = 'organisation'"),
        Where("partnership_id = {p} AND side = 'partner'"),
    ),
];

/// Kinds of events that the partner's part of the history has: those that its pages show. A word stands for all kinds of a
/// noun.
pub const VISIBLE: &[&str] = &[
    "partnership.",
    "contact.",
    "charter.",
    "terms.",
    "ask.",
    "immersion.",
    "insight.",
    "agreement.",
    "council.",
    "release.read",
    "nda.in-force",
    "nda.signed",
    "nda.ended",
    "document.",
    "asset.",
    "goal.shared",
    "goal.withdrawn",
    "programme.",
    "module.",
    "behaviour.",
    "proposal.",
    "experiment.",
    "midway.",
    "cohort.created",
    "session.",
    "bank.",
    "item.",
    "test.",
    "rubric.",
    "sitting.opened",
    "booster.planned",
    "booster.ended",
    "feedback.opened",
    "feedback-form.",
    "trigger.",
    "signal.",
    "round-360.opened",
    "follow-up.planned",
    "follow-up.ended",
    "study.released",
    "cost.",
    "review.",
    "decision.",
    "action.",
    "blameless.",
    "meeting.",
    "health.",
    "contest.",
    "exit.",
];
