//! The area's routes, each with its row of the access matrix, its entries of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post, put};
use utoipa::OpenApi;

use crate::blameless::{api as blameless_api, change_pages as changes, pages as blameless};
use crate::digest::{api as digest_api, pages as digest};
use crate::experiment::{
    api as experiment_api, change_pages as experiments, fence_pages as fences, pages as experiment,
};
use crate::feed::{api as feed_api, pages as feed};
use crate::health::check::{answer_pages as health_answers, api as check_api, pages as checks};
use crate::health::drift::api as health_api;
use crate::health::pages as health;
use crate::health::setting::{api as setting_api, pages as settings};
use crate::meeting::{
    api as meeting_api, minutes_pages as minutes, one_pages as meeting, pages as meetings, rhythm_pages as rhythm,
};
use crate::midway::{api as midway_api, pages as midway};
use crate::owner::{WORKING_AT_ORGANISATION, WORKING_AT_PARTNER};
use crate::review::contest::{api as contest_api, pages as contests};
use crate::review::note::{api as note_api, pages as notes};
use crate::review::verdict::{api as verdict_api, pages as verdicts};
use crate::{action, decision, review};

/// Whoever works in the partnership.
const WORKERS: Access = Access::Partnership { organisation: WORKING_AT_ORGANISATION, partner: WORKING_AT_PARTNER };
/// Who answers for the partnership on each side.
const LEADS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::BusinessSponsor], partner: &[Role::PartnerLead] };

pub fn all() -> Vec<Route> {
    let mut routes = agreed();
    routes.extend(prepared());
    routes.extend(experiments());
    routes.extend(midways());
    routes.extend(personal());
    routes
}

/// What is a person's own, over all partnerships.
fn personal() -> Vec<Route> {
    vec![
        get("/account/calendar", Access::SignedIn, feed::show_own),
        post("/account/calendar", Access::SignedIn, feed::make_own),
        post("/account/calendar/withdrawal", Access::SignedIn, feed::revoke_own),
        get("/calendar/{token}", Access::Public, feed::show_feed),
        post("/api/v1/me/calendar", Access::SignedIn, feed_api::post_link),
        delete("/api/v1/me/calendar", Access::SignedIn, feed_api::delete_link),
        get("/account/digest", Access::SignedIn, digest::show_own),
        post("/account/digest", Access::SignedIn, digest::change_own),
        get("/digest/{token}", Access::Public, digest::show_off),
        post("/digest/{token}", Access::Public, digest::make_off),
        get("/api/v1/me/digest", Access::SignedIn, digest_api::get_wish),
        put("/api/v1/me/digest", Access::SignedIn, digest_api::put_wish),
    ]
}

fn midways() -> Vec<Route> {
    vec![
        get("/p/{partnership}/midway", LEADS, midway::show_list),
        post("/p/{partnership}/midway", LEADS, midway::make_midway),
        get("/p/{partnership}/midway/{midway}", LEADS, midway::show_one),
        get("/p/{partnership}/midway/{midway}/modules/{module}", LEADS, midway::show_module),
        post("/p/{partnership}/midway/{midway}/modules/{module}", LEADS, midway::put_verdict),
        post("/p/{partnership}/midway/{midway}/modules/{module}/agreement", LEADS, midway::make_agreement),
        get("/api/v1/p/{partnership}/midway", LEADS, midway_api::get_midways),
        post("/api/v1/p/{partnership}/midway", LEADS, midway_api::post_midway),
        get("/api/v1/p/{partnership}/midway/{midway}", LEADS, midway_api::get_midway),
        put("/api/v1/p/{partnership}/midway/{midway}/modules/{module}", LEADS, midway_api::put_module),
        post("/api/v1/p/{partnership}/midway/{midway}/modules/{module}/agreement", LEADS, midway_api::post_agreement),
    ]
}

fn experiments() -> Vec<Route> {
    vec![
        get("/p/{partnership}/experiments", LEADS, experiment::show_list),
        get("/p/{partnership}/experiments.csv", LEADS, experiment::export_list),
        post("/p/{partnership}/experiments/fences", LEADS, fences::make_fence),
        post("/p/{partnership}/experiments/fences/{fence}/agreement", LEADS, fences::make_agreement),
        get("/p/{partnership}/experiments/new", LEADS, experiments::show_new),
        post("/p/{partnership}/experiments", LEADS, experiments::make_experiment),
        get("/p/{partnership}/experiments/{experiment}", LEADS, experiment::show_one),
        get("/p/{partnership}/experiments/{experiment}/edit", LEADS, experiments::show_edit),
        post("/p/{partnership}/experiments/{experiment}", LEADS, experiments::change_experiment),
        post("/p/{partnership}/experiments/{experiment}/withdrawal", LEADS, experiments::make_withdrawal),
        post("/p/{partnership}/experiments/{experiment}/agreement", LEADS, experiments::make_agreement),
        post("/p/{partnership}/experiments/{experiment}/start", LEADS, experiments::make_start),
        post("/p/{partnership}/experiments/{experiment}/spendings", LEADS, experiments::make_spending),
        post("/p/{partnership}/experiments/{experiment}/closure", LEADS, experiments::make_closure),
        get("/api/v1/p/{partnership}/experiments", LEADS, experiment_api::get_experiments),
        post("/api/v1/p/{partnership}/experiments", LEADS, experiment_api::post_experiment),
        post("/api/v1/p/{partnership}/experiments/fences", LEADS, experiment_api::post_fence),
        post(
            "/api/v1/p/{partnership}/experiments/fences/{fence}/agreement",
            LEADS,
            experiment_api::post_fence_agreement,
        ),
        get("/api/v1/p/{partnership}/experiments/{experiment}", LEADS, experiment_api::get_experiment),
        put("/api/v1/p/{partnership}/experiments/{experiment}", LEADS, experiment_api::put_experiment),
        delete("/api/v1/p/{partnership}/experiments/{experiment}", LEADS, experiment_api::delete_experiment),
        post("/api/v1/p/{partnership}/experiments/{experiment}/agreement", LEADS, experiment_api::post_agreement),
        post("/api/v1/p/{partnership}/experiments/{experiment}/start", LEADS, experiment_api::post_start),
        post("/api/v1/p/{partnership}/experiments/{experiment}/spendings", LEADS, experiment_api::post_spending),
        post("/api/v1/p/{partnership}/experiments/{experiment}/closure", LEADS, experiment_api::post_closure),
    ]
}

/// What both sides bring to a review, and what they do with its proposals.
fn prepared() -> Vec<Route> {
    vec![
        get("/p/{partnership}/reviews/{period}/prepare", WORKERS, notes::show_prepare),
        get("/p/{partnership}/reviews/{period}/notes.csv", WORKERS, notes::export_notes),
        post("/p/{partnership}/reviews/{period}/notes", WORKERS, notes::make_note),
        get("/p/{partnership}/reviews/{period}/notes/{note}/edit", WORKERS, notes::show_edit),
        post("/p/{partnership}/reviews/{period}/notes/{note}", WORKERS, notes::change_note),
        post("/p/{partnership}/reviews/{period}/notes/{note}/removal", WORKERS, notes::remove_note),
        get("/p/{partnership}/reviews/{period}/proposals/{note}", WORKERS, verdicts::show_one),
        post("/p/{partnership}/reviews/{period}/proposals/{note}", LEADS, verdicts::put_verdict),
        post("/p/{partnership}/reviews/{period}/proposals/{note}/agreement", LEADS, verdicts::make_agreement),
        get("/api/v1/p/{partnership}/reviews/{period}/notes", WORKERS, note_api::get_notes),
        post("/api/v1/p/{partnership}/reviews/{period}/notes", WORKERS, note_api::post_note),
        put("/api/v1/p/{partnership}/reviews/{period}/notes/{note}", WORKERS, note_api::put_note),
        delete("/api/v1/p/{partnership}/reviews/{period}/notes/{note}", WORKERS, note_api::delete_note),
        get("/api/v1/p/{partnership}/reviews/{period}/proposals", WORKERS, verdict_api::get_proposals),
        put("/api/v1/p/{partnership}/reviews/{period}/proposals/{note}", LEADS, verdict_api::put_proposal),
        post("/api/v1/p/{partnership}/reviews/{period}/proposals/{note}/agreement", LEADS, verdict_api::post_agreement),
    ]
}

fn agreed() -> Vec<Route> {
    vec![
        get("/p/{partnership}/reviews", WORKERS, review::pages::show_list),
        get("/p/{partnership}/reviews.csv", WORKERS, review::pages::export_list),
        post("/p/{partnership}/reviews", LEADS, review::pages::make_review),
        get("/p/{partnership}/reviews/{period}", WORKERS, review::pages::show_one),
        get("/p/{partnership}/reviews/{period}/decisions/new", LEADS, decision::pages::show_new),
        post("/p/{partnership}/reviews/{period}/decisions", LEADS, decision::pages::take),
        get("/p/{partnership}/decisions", WORKERS, decision::pages::show_list),
        get("/p/{partnership}/decisions.csv", WORKERS, decision::pages::export_list),
        get("/p/{partnership}/decisions/{decision}/clauses", LEADS, decision::clauses::show_clauses),
        post("/p/{partnership}/decisions/{decision}/clauses", LEADS, decision::clauses::change_clauses),
        put("/api/v1/p/{partnership}/decisions/{decision}/clauses", LEADS, decision::clauses::put_clauses),
        get("/p/{partnership}/actions", WORKERS, action::pages::show_list),
        get("/p/{partnership}/actions.csv", WORKERS, action::pages::export_list),
        get("/p/{partnership}/actions/new", LEADS, action::pages::show_new),
        post("/p/{partnership}/actions", LEADS, action::pages::agree),
        post("/p/{partnership}/actions/{action}/completion", WORKERS, action::pages::complete),
        post("/p/{partnership}/actions/{action}/completion/withdrawal", WORKERS, action::pages::take_back),
        get("/p/{partnership}/actions/{action}/check", WORKERS, action::pages::show_check),
        post("/p/{partnership}/actions/{action}/check", WORKERS, action::pages::make_check),
        get("/p/{partnership}/blameless", WORKERS, blameless::show_list),
        get("/p/{partnership}/blameless.csv", WORKERS, blameless::export_list),
        get("/p/{partnership}/blameless/new", LEADS, blameless::show_new),
        post("/p/{partnership}/blameless", LEADS, blameless::make_review),
        get("/p/{partnership}/blameless/{blameless}", WORKERS, blameless::show_one),
        post("/p/{partnership}/blameless/{blameless}/evidence", WORKERS, changes::add_evidence),
        post("/p/{partnership}/blameless/{blameless}/contributions", WORKERS, changes::add_contribution),
        post("/p/{partnership}/blameless/{blameless}/conditions", WORKERS, changes::add_condition),
        post("/p/{partnership}/blameless/{blameless}/entries/{entry}/removal", WORKERS, changes::remove_entry),
        post("/p/{partnership}/blameless/{blameless}/closure", LEADS, changes::close_one),
        post("/p/{partnership}/blameless/{blameless}/closure/withdrawal", LEADS, changes::reopen_one),
        get("/p/{partnership}/meetings", WORKERS, meetings::show_list),
        get("/p/{partnership}/meetings.csv", WORKERS, meetings::export_list),
        post("/p/{partnership}/meetings", WORKERS, meetings::prepare_one),
        get("/p/{partnership}/meetings/rhythm", WORKERS, rhythm::show_rhythm),
        get("/p/{partnership}/meetings/rhythm/new", LEADS, rhythm::show_new),
        post("/p/{partnership}/meetings/rhythm", LEADS, rhythm::make_rhythm),
        post("/p/{partnership}/meetings/rhythm/{series}/end", LEADS, rhythm::end_rhythm),
        post("/p/{partnership}/meetings/days-off", LEADS, rhythm::make_day_off),
        post("/p/{partnership}/meetings/days-off/{off}/removal", LEADS, rhythm::remove_day),
        get("/p/{partnership}/meetings/{meeting}", WORKERS, meeting::show_one),
        post("/p/{partnership}/meetings/{meeting}/points", WORKERS, meeting::add_point),
        post("/p/{partnership}/meetings/{meeting}/points/{point}/settlement", WORKERS, meeting::settle_point),
        post(
            "/p/{partnership}/meetings/{meeting}/points/{point}/settlement/withdrawal",
            WORKERS,
            meeting::reopen_point,
        ),
        post("/p/{partnership}/meetings/{meeting}/points/{point}/escalation", WORKERS, meeting::escalate_point),
        post("/p/{partnership}/meetings/{meeting}/presence", WORKERS, meeting::set_presence),
        get("/p/{partnership}/meetings/{meeting}/minutes", WORKERS, minutes::show_write),
        post("/p/{partnership}/meetings/{meeting}/minutes", WORKERS, minutes::write_minutes),
        post("/p/{partnership}/meetings/{meeting}/approvals", LEADS, meeting::approve_minutes),
        get("/p/{partnership}/meetings/{meeting}/decisions/new", LEADS, minutes::show_decide),
        post("/p/{partnership}/meetings/{meeting}/decisions", LEADS, minutes::decide),
        get("/p/{partnership}/health", WORKERS, health::show_health),
        get("/p/{partnership}/health.csv", WORKERS, health::export_health),
        get("/p/{partnership}/health/settings", LEADS, settings::show_edit),
        post("/p/{partnership}/health/settings", LEADS, settings::change_settings),
        get("/p/{partnership}/health/checks/new", LEADS, checks::show_new),
        post("/p/{partnership}/health/checks", LEADS, checks::open_check),
        get("/p/{partnership}/health/checks/{check}", WORKERS, checks::show_one),
        post("/p/{partnership}/health/checks/{check}/invitations", LEADS, checks::ask_more),
        get("/h/{token}", Access::Public, health_answers::show_form),
        post("/h/{token}", Access::Public, health_answers::take_answer),
        get("/p/{partnership}/reviews/{period}/contests/new", LEADS, contests::show_new),
        post("/p/{partnership}/reviews/{period}/contests", LEADS, contests::begin),
        get("/p/{partnership}/contests/{contest}", WORKERS, contests::show_one),
        get("/p/{partnership}/contests/{contest}/file", WORKERS, contests::show_file),
        post("/p/{partnership}/contests/{contest}/answer", LEADS, contests::give_answer),
        post("/p/{partnership}/contests/{contest}/outcome", LEADS, contests::say_outcome),
        get("/api/v1/p/{partnership}/reviews", WORKERS, review::api::get_reviews),
        post("/api/v1/p/{partnership}/reviews", LEADS, review::api::post_review),
        get("/api/v1/p/{partnership}/reviews/{period}", WORKERS, review::api::get_review),
        get("/api/v1/p/{partnership}/decisions", WORKERS, decision::api::get_decisions),
        post("/api/v1/p/{partnership}/decisions", LEADS, decision::api::post_decision),
        get("/api/v1/p/{partnership}/actions", WORKERS, action::api::get_actions),
        post("/api/v1/p/{partnership}/actions", LEADS, action::api::post_action),
        post("/api/v1/p/{partnership}/actions/{action}/completion", WORKERS, action::api::post_completion),
        delete("/api/v1/p/{partnership}/actions/{action}/completion", WORKERS, action::api::delete_completion),
        post("/api/v1/p/{partnership}/actions/{action}/check", WORKERS, action::api::post_check),
        get("/api/v1/p/{partnership}/measures", WORKERS, action::api::get_measures),
        get("/api/v1/p/{partnership}/blameless", WORKERS, blameless_api::get_blameless),
        post("/api/v1/p/{partnership}/blameless", LEADS, blameless_api::post_blameless),
        get("/api/v1/p/{partnership}/blameless/{blameless}", WORKERS, blameless_api::get_one),
        post("/api/v1/p/{partnership}/blameless/{blameless}/evidence", WORKERS, blameless_api::post_evidence),
        post("/api/v1/p/{partnership}/blameless/{blameless}/contributions", WORKERS, blameless_api::post_contribution),
        post("/api/v1/p/{partnership}/blameless/{blameless}/conditions", WORKERS, blameless_api::post_condition),
        delete("/api/v1/p/{partnership}/blameless/{blameless}/entries/{entry}", WORKERS, blameless_api::delete_entry),
        post("/api/v1/p/{partnership}/blameless/{blameless}/closure", LEADS, blameless_api::post_closure),
        delete("/api/v1/p/{partnership}/blameless/{blameless}/closure", LEADS, blameless_api::delete_closure),
        get("/api/v1/p/{partnership}/meetings", WORKERS, meeting_api::get_meetings),
        post("/api/v1/p/{partnership}/meetings", WORKERS, meeting_api::post_meeting),
        get("/api/v1/p/{partnership}/meetings/{meeting}", WORKERS, meeting_api::get_meeting),
        get("/api/v1/p/{partnership}/meeting-series", WORKERS, meeting_api::get_series),
        post("/api/v1/p/{partnership}/meeting-series", LEADS, meeting_api::post_series),
        post("/api/v1/p/{partnership}/meeting-series/{series}/end", LEADS, meeting_api::post_end),
        post("/api/v1/p/{partnership}/days-off", LEADS, meeting_api::post_day_off),
        delete("/api/v1/p/{partnership}/days-off/{off}", LEADS, meeting_api::delete_day_off),
        post("/api/v1/p/{partnership}/meetings/{meeting}/points", WORKERS, meeting_api::post_point),
        post(
            "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/settlement",
            WORKERS,
            meeting_api::post_settlement,
        ),
        delete(
            "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/settlement",
            WORKERS,
            meeting_api::delete_settlement,
        ),
        post(
            "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/escalation",
            WORKERS,
            meeting_api::post_escalation,
        ),
        post("/api/v1/p/{partnership}/meetings/{meeting}/presence", WORKERS, meeting_api::post_presence),
        post("/api/v1/p/{partnership}/meetings/{meeting}/minutes", WORKERS, meeting_api::post_minutes),
        post("/api/v1/p/{partnership}/meetings/{meeting}/approvals", LEADS, meeting_api::post_approval),
        post("/api/v1/p/{partnership}/meetings/{meeting}/decisions", LEADS, meeting_api::post_meeting_decision),
        get("/api/v1/p/{partnership}/health", WORKERS, health_api::get_health),
        get("/api/v1/p/{partnership}/health/settings", WORKERS, setting_api::get_settings),
        post("/api/v1/p/{partnership}/health/settings", LEADS, setting_api::post_settings),
        get("/api/v1/p/{partnership}/health/checks", WORKERS, check_api::get_checks),
        post("/api/v1/p/{partnership}/health/checks", LEADS, check_api::post_check),
        get("/api/v1/p/{partnership}/health/checks/{check}", WORKERS, check_api::get_check),
        post("/api/v1/p/{partnership}/health/checks/{check}/invitations", LEADS, check_api::post_invitations),
        get("/api/v1/p/{partnership}/reviews/{period}/contests", WORKERS, contest_api::get_contests),
        post("/api/v1/p/{partnership}/reviews/{period}/contests", LEADS, contest_api::post_contest),
        get("/api/v1/p/{partnership}/contests", WORKERS, contest_api::get_all),
        get("/api/v1/p/{partnership}/contests/{contest}", WORKERS, contest_api::get_contest),
        post("/api/v1/p/{partnership}/contests/{contest}/answer", LEADS, contest_api::post_answer),
        post("/api/v1/p/{partnership}/contests/{contest}/outcome", LEADS, contest_api::post_outcome),
    ]
}

pub fn nav() -> Vec<NavItem> {
    let entry = |key, path, order, steps| NavItem { key, path, access: WORKERS, order, steps };
    vec![
        NavItem { key: "nav-experiments", path: "/p/{partnership}/experiments", access: LEADS, order: 57, steps: &[] },
        NavItem { key: "nav-midway", path: "/p/{partnership}/midway", access: LEADS, order: 58, steps: &[] },
        entry("nav-reviews", "/p/{partnership}/reviews", 50, &[Step::Review]),
        entry("nav-meetings", "/p/{partnership}/meetings", 52, &[]),
        entry("nav-actions", "/p/{partnership}/actions", 55, &[]),
        entry("nav-blameless", "/p/{partnership}/blameless", 56, &[]),
        entry("nav-health", "/p/{partnership}/health", 57, &[]),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    review::api::get_reviews,
    review::api::post_review,
    review::api::get_review,
    note_api::get_notes,
    note_api::post_note,
    note_api::put_note,
    note_api::delete_note,
    verdict_api::get_proposals,
    verdict_api::put_proposal,
    verdict_api::post_agreement,
    decision::api::get_decisions,
    decision::api::post_decision,
    decision::clauses::put_clauses,
    experiment_api::get_experiments,
    experiment_api::post_experiment,
    experiment_api::post_fence,
    experiment_api::post_fence_agreement,
    experiment_api::get_experiment,
    experiment_api::put_experiment,
    experiment_api::delete_experiment,
    experiment_api::post_agreement,
    experiment_api::post_start,
    experiment_api::post_spending,
    experiment_api::post_closure,
    midway_api::get_midways,
    midway_api::post_midway,
    midway_api::get_midway,
    midway_api::put_module,
    midway_api::post_agreement,
    action::api::get_actions,
    action::api::post_action,
    action::api::post_completion,
    action::api::delete_completion,
    action::api::post_check,
    action::api::get_measures,
    blameless_api::get_blameless,
    blameless_api::post_blameless,
    blameless_api::get_one,
    blameless_api::post_evidence,
    blameless_api::post_contribution,
    blameless_api::post_condition,
    blameless_api::delete_entry,
    blameless_api::post_closure,
    blameless_api::delete_closure,
    meeting_api::get_meetings,
    meeting_api::post_meeting,
    meeting_api::get_meeting,
    meeting_api::get_series,
    meeting_api::post_series,
    meeting_api::post_end,
    meeting_api::post_day_off,
    meeting_api::delete_day_off,
    meeting_api::post_point,
    meeting_api::post_settlement,
    meeting_api::delete_settlement,
    meeting_api::post_escalation,
    meeting_api::post_presence,
    meeting_api::post_minutes,
    meeting_api::post_approval,
    meeting_api::post_meeting_decision,
    health_api::get_health,
    setting_api::get_settings,
    setting_api::post_settings,
    check_api::get_checks,
    check_api::post_check,
    check_api::get_check,
    check_api::post_invitations,
    contest_api::get_contests,
    contest_api::post_contest,
    contest_api::get_all,
    contest_api::get_contest,
    contest_api::post_answer,
    contest_api::post_outcome,
    feed_api::post_link,
    feed_api::delete_link,
    digest_api::get_wish,
    digest_api::put_wish
))]
pub struct Api;
