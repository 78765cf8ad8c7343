//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, delete, get, post};
use utoipa::OpenApi;

use crate::coverage::{api as coverage_api, pages as coverage};
use crate::feedback::{answer_pages, pages as feedback, round_pages, slips};
use crate::follow_up::{answer_pages as follow_up_answers, api as follow_up_api, pages as follow_ups};
use crate::form::{api as form_api, pages as forms, translate};
use crate::levels::pages as levels;
use crate::mapping::{api as mapping_api, mapped, pages as mapping};
use crate::observation::{assets as observation_assets, pages as observations};
use crate::performance::{api as review_api, pages as reviews};
use crate::ratings::{import_pages as rating_files, pages as ratings};
use crate::results::pages as results;
use crate::round360::{
    api as round360_api, pages as rounds, rater_pages as raters, report_pages as reports, round_pages as round,
};
use crate::scores::{import_pages as score_files, pages as scores};
use crate::signal::{api as signal_api, pages as signals};
use crate::team::{api as team_api, pages as teams};

const READS: Access = Access::Partnership {
    organisation: &[
        Role::LdLead,
        Role::BusinessSponsor,
        Role::RegionalLdManager,
        Role::DataSteward,
        Role::LearningDesigner,
        Role::Facilitator,
        Role::LineManager,
    ],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
const RESULTS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::BusinessSponsor, Role::RegionalLdManager, Role::DataSteward],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
const READS_FEEDBACK: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::LearningDesigner, Role::Facilitator],
    partner: &[Role::PartnerLead, Role::LearningDesigner, Role::Facilitator],
};
/// Who makes the module better words what is asked about it.
const WORDS_FORMS: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::LearningDesigner],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
/// Who agrees, for their side, what is acted on.
const AGREES: Access = Access::Partnership { organisation: &[Role::LdLead], partner: &[Role::PartnerLead] };
const ASKS: Access =
    Access::Partnership { organisation: &[Role::LdLead, Role::RegionalLdManager, Role::Facilitator], partner: NOBODY };
const IMPORTS: Access = Access::Partnership { organisation: &[Role::LdLead, Role::RegionalLdManager], partner: NOBODY };
/// What other systems report names people.
const MAPS: Access = Access::Partnership { organisation: &[Role::LdLead, Role::DataSteward], partner: NOBODY };
const OBSERVES: Access =
    Access::Partnership { organisation: &[Role::LineManager, Role::LdLead, Role::RegionalLdManager], partner: NOBODY };

/// Whoever is rated, or names raters for their people; the partner sees that there are rounds.
const SEES_360: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::LineManager, Role::Learner],
    partner: &[Role::PartnerLead, Role::LearningDesigner],
};
const NOMINATES: Access = Access::Partnership {
    organisation: &[Role::LdLead, Role::RegionalLdManager, Role::LineManager, Role::Learner],
    partner: NOBODY,
};

pub fn all() -> Vec<Route> {
    vec![
        get("/f/{token}", Access::Public, answer_pages::show_form),
        post("/f/{token}", Access::Public, answer_pages::take_answer),
        get("/p/{partnership}/evidence", READS, levels::show_evidence),
        get("/p/{partnership}/evidence.csv", READS, levels::export_evidence),
        get("/p/{partnership}/evidence/reaction", READS, feedback::show_reaction),
        get("/p/{partnership}/evidence/reaction/rounds/new", ASKS, feedback::show_new),
        post("/p/{partnership}/evidence/reaction/rounds", ASKS, feedback::make_round),
        get("/p/{partnership}/evidence/reaction/rounds/{round}", READS_FEEDBACK, round_pages::show_round),
        post("/p/{partnership}/evidence/reaction/rounds/{round}/slips", ASKS, slips::make_slips),
        get("/p/{partnership}/evidence/reaction/forms", READS_FEEDBACK, forms::show_list),
        get("/p/{partnership}/evidence/reaction/forms/{module}", READS_FEEDBACK, forms::show_one),
        post("/p/{partnership}/evidence/reaction/forms/{module}", WORDS_FORMS, forms::write_one),
        get("/p/{partnership}/evidence/reaction/forms/{module}/edit", WORDS_FORMS, forms::show_edit),
        get("/p/{partnership}/evidence/reaction/forms/{module}/preview", READS_FEEDBACK, forms::show_preview),
        get(
            "/p/{partnership}/evidence/reaction/forms/{module}/texts/{language}",
            WORDS_FORMS,
            translate::show_translation,
        ),
        post("/p/{partnership}/evidence/reaction/forms/{module}/texts/{language}", WORDS_FORMS, translate::translate),
        get("/p/{partnership}/evidence/signals", READS_FEEDBACK, signals::show_list),
        get("/p/{partnership}/evidence/signals/{signal}", READS_FEEDBACK, signals::show_one),
        get("/p/{partnership}/evidence/triggers/new", AGREES, signals::show_new),
        post("/p/{partnership}/evidence/triggers", AGREES, signals::make_trigger),
        post("/p/{partnership}/evidence/triggers/{trigger}/agreement", AGREES, signals::make_agreement),
        post("/p/{partnership}/evidence/triggers/{trigger}/end", AGREES, signals::end_trigger),
        get("/p/{partnership}/evidence/learning", READS, scores::show_learning),
        get("/p/{partnership}/evidence/learning/import", IMPORTS, score_files::show_import),
        post("/p/{partnership}/evidence/learning/import", IMPORTS, score_files::preview),
        post("/p/{partnership}/evidence/learning/rows", IMPORTS, score_files::import_rows),
        get("/p/{partnership}/evidence/mapping", MAPS, mapping::show_list),
        post("/p/{partnership}/evidence/mapping", MAPS, mapping::make_rule),
        get("/p/{partnership}/evidence/mapped/{mapping}", READS, mapped::show_mapped),
        get("/api/v1/p/{partnership}/evidence/mapped/{mapping}", READS, mapped::get_mapped),
        get("/p/{partnership}/evidence/mapping/new", MAPS, mapping::show_new),
        post("/p/{partnership}/evidence/mapping/preview", MAPS, mapping::look),
        post("/p/{partnership}/evidence/mapping/endings", MAPS, mapping::end_rule),
        post("/p/{partnership}/evidence/mapping/runs", MAPS, mapping::read_on),
        get("/api/v1/p/{partnership}/mapping-rules", MAPS, mapping_api::get_rules),
        post("/api/v1/p/{partnership}/mapping-rules", MAPS, mapping_api::post_rule),
        get("/p/{partnership}/evidence/behaviour", READS, ratings::show_behaviour),
        get("/p/{partnership}/evidence/behaviour/import", IMPORTS, rating_files::show_import),
        post("/p/{partnership}/evidence/behaviour/import", IMPORTS, rating_files::preview),
        post("/p/{partnership}/evidence/behaviour/rows", IMPORTS, rating_files::import_rows),
        get("/p/{partnership}/observations/new", OBSERVES, observations::show_observe),
        post("/p/{partnership}/observations", OBSERVES, observations::make_observation),
        get("/p/{partnership}/observations/observe.js", OBSERVES, observation_assets::module),
        get("/p/{partnership}/observations/worker.js", OBSERVES, observation_assets::worker),
        get("/p/{partnership}/evidence/behaviour/coverage", OBSERVES, coverage::show_coverage),
        get("/p/{partnership}/evidence/behaviour/coverage.csv", OBSERVES, coverage::export_coverage),
        get("/p/{partnership}/evidence/behaviour/reviews", IMPORTS, reviews::show_list),
        post("/p/{partnership}/evidence/behaviour/reviews", IMPORTS, reviews::take_file),
        post("/p/{partnership}/evidence/behaviour/reviews/preview", IMPORTS, reviews::preview),
        post("/p/{partnership}/evidence/behaviour/reviews/rows", IMPORTS, reviews::import_rows),
        get("/p/{partnership}/teams", IMPORTS, teams::show_teams),
        post("/p/{partnership}/teams", IMPORTS, teams::make_team),
        post("/p/{partnership}/teams/{team}/removal", IMPORTS, teams::remove_team),
        get("/r/{token}", Access::Public, raters::show_form),
        post("/r/{token}", Access::Public, raters::take_answer),
        get("/p/{partnership}/360", SEES_360, rounds::show_list),
        post("/p/{partnership}/360", IMPORTS, rounds::make_round),
        get("/p/{partnership}/360/new", IMPORTS, rounds::show_new),
        post("/p/{partnership}/360/nominations", NOMINATES, rounds::make_nomination),
        post("/p/{partnership}/360/withdrawals", NOMINATES, rounds::make_withdrawal),
        get("/p/{partnership}/360/own", NOMINATES, reports::show_own),
        get("/p/{partnership}/360/rounds/{round360}", READS, round::show_round),
        post("/p/{partnership}/360/rounds/{round360}/invitations", IMPORTS, round::make_invitations),
        get("/u/{token}", Access::Public, follow_up_answers::show_form),
        post("/u/{token}", Access::Public, follow_up_answers::take_answer),
        post("/u/{token}/opt-out", Access::Public, follow_up_answers::leave_alone),
        get("/p/{partnership}/follow-ups", READS, follow_ups::show_list),
        post("/p/{partnership}/follow-ups", IMPORTS, follow_ups::make_plan),
        post("/p/{partnership}/follow-ups/{plan}/end", IMPORTS, follow_ups::end_plan),
        get("/p/{partnership}/evidence/results", RESULTS, results::show_results),
        get("/api/v1/p/{partnership}/evidence", READS, crate::levels::api::get_evidence),
        get("/api/v1/p/{partnership}/feedback-rounds", READS_FEEDBACK, crate::feedback::api::get_rounds),
        post("/api/v1/p/{partnership}/feedback-rounds", ASKS, crate::feedback::api::post_round),
        get("/api/v1/p/{partnership}/feedback-rounds/{round}", READS_FEEDBACK, crate::feedback::api::get_round),
        get("/api/v1/p/{partnership}/feedback-forms", READS_FEEDBACK, form_api::get_forms),
        get("/api/v1/p/{partnership}/feedback-forms/{module}", READS_FEEDBACK, form_api::get_form),
        post("/api/v1/p/{partnership}/feedback-forms/{module}", WORDS_FORMS, form_api::post_form),
        post(
            "/api/v1/p/{partnership}/feedback-forms/{module}/texts/{language}",
            WORDS_FORMS,
            form_api::post_translation,
        ),
        get("/api/v1/p/{partnership}/signals", READS_FEEDBACK, signal_api::get_signals),
        get("/api/v1/p/{partnership}/triggers", READS_FEEDBACK, signal_api::get_triggers),
        post("/api/v1/p/{partnership}/triggers", AGREES, signal_api::post_trigger),
        post("/api/v1/p/{partnership}/triggers/{trigger}/agreement", AGREES, signal_api::post_agreement),
        post("/api/v1/p/{partnership}/triggers/{trigger}/end", AGREES, signal_api::post_end),
        post("/api/v1/p/{partnership}/scores", IMPORTS, crate::scores::api::post_scores),
        post("/api/v1/p/{partnership}/ratings", IMPORTS, crate::ratings::api::post_ratings),
        post("/api/v1/p/{partnership}/observations", OBSERVES, crate::observation::api::post_observation),
        get("/api/v1/p/{partnership}/rounds-360", SEES_360, round360_api::get_rounds),
        post("/api/v1/p/{partnership}/rounds-360", IMPORTS, round360_api::post_round),
        get("/api/v1/p/{partnership}/rounds-360/{round360}", READS, round360_api::get_round),
        post("/api/v1/p/{partnership}/rounds-360/{round360}/invitations", IMPORTS, round360_api::post_invitations),
        post("/api/v1/p/{partnership}/nominations-360", NOMINATES, round360_api::post_nomination),
        post("/api/v1/p/{partnership}/withdrawals-360", NOMINATES, round360_api::post_withdrawal),
        get("/api/v1/p/{partnership}/reports-360", NOMINATES, round360_api::get_reports),
        get("/api/v1/p/{partnership}/follow-ups", READS, follow_up_api::get_follow_ups),
        get("/api/v1/p/{partnership}/follow-up-plans", IMPORTS, follow_up_api::get_plans),
        post("/api/v1/p/{partnership}/follow-up-plans", IMPORTS, follow_up_api::post_plan),
        post("/api/v1/p/{partnership}/follow-up-plans/{plan}/end", IMPORTS, follow_up_api::post_end),
        get("/api/v1/p/{partnership}/coverage", OBSERVES, coverage_api::get_coverage),
        get("/api/v1/p/{partnership}/performance-reviews", IMPORTS, review_api::get_reviews),
        post("/api/v1/p/{partnership}/performance-reviews", IMPORTS, review_api::post_reviews),
        get("/api/v1/p/{partnership}/teams", IMPORTS, team_api::get_teams),
        post("/api/v1/p/{partnership}/teams", IMPORTS, team_api::post_team),
        delete("/api/v1/p/{partnership}/teams/{team}", IMPORTS, team_api::delete_team),
    ]
}

pub fn nav() -> Vec<NavItem> {
    vec![
        NavItem {
            key: "nav-evidence",
            path: "/p/{partnership}/evidence",
            access: READS,
            order: 40,
            steps: &[Step::Evidence],
        },
        NavItem { key: "nav-360", path: "/p/{partnership}/360", access: SEES_360, order: 42, steps: &[] },
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    crate::levels::api::get_evidence,
    crate::feedback::api::get_rounds,
    crate::feedback::api::post_round,
    crate::feedback::api::get_round,
    form_api::get_forms,
    form_api::get_form,
    form_api::post_form,
    form_api::post_translation,
    signal_api::get_signals,
    signal_api::get_triggers,
    signal_api::post_trigger,
    signal_api::post_agreement,
    signal_api::post_end,
    crate::scores::api::post_scores,
    crate::ratings::api::post_ratings,
    crate::observation::api::post_observation,
    crate::round360::api::get_rounds,
    crate::round360::api::post_round,
    crate::round360::api::get_round,
    crate::round360::api::post_invitations,
    crate::round360::api::post_nomination,
    crate::round360::api::post_withdrawal,
    crate::round360::api::get_reports,
    crate::follow_up::api::get_follow_ups,
    crate::follow_up::api::get_plans,
    crate::follow_up::api::post_plan,
    crate::follow_up::api::post_end,
    mapping_api::get_rules,
    mapped::get_mapped,
    mapping_api::post_rule,
    crate::coverage::api::get_coverage,
    crate::performance::api::get_reviews,
    crate::performance::api::post_reviews,
    crate::team::api::get_teams,
    crate::team::api::post_team,
    crate::team::api::delete_team
))]
pub struct Api;
