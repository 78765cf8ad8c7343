//! The area's routes, each with its row of the access matrix, its entry of the menu, and its part of the API's
//! description.

use lustrum_kernel::access::{Access, NOBODY, Role};
use lustrum_kernel::area::{NavItem, Route, Step, get, post};
use utoipa::OpenApi;

use crate::feedback::{answer_pages, pages as feedback, round_pages, slips};
use crate::form::{api as form_api, pages as forms, translate};
use crate::levels::pages as levels;
use crate::ratings::{import_pages as rating_files, observe_pages as observations, pages as ratings};
use crate::results::pages as results;
use crate::scores::{import_pages as score_files, pages as scores};
use crate::signal::{api as signal_api, pages as signals};

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
const OBSERVES: Access =
    Access::Partnership { organisation: &[Role::LineManager, Role::LdLead, Role::RegionalLdManager], partner: NOBODY };

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
        get("/p/{partnership}/evidence/behaviour", READS, ratings::show_behaviour),
        get("/p/{partnership}/evidence/behaviour/import", IMPORTS, rating_files::show_import),
        post("/p/{partnership}/evidence/behaviour/import", IMPORTS, rating_files::preview),
        post("/p/{partnership}/evidence/behaviour/rows", IMPORTS, rating_files::import_rows),
        get("/p/{partnership}/observations/new", OBSERVES, observations::show_observe),
        post("/p/{partnership}/observations", OBSERVES, observations::make_observation),
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
        post("/api/v1/p/{partnership}/observations", OBSERVES, crate::ratings::api::post_observation),
    ]
}

pub fn nav() -> Vec<NavItem> {
    vec![NavItem {
        key: "nav-evidence",
        path: "/p/{partnership}/evidence",
        access: READS,
        order: 40,
        steps: &[Step::Evidence],
    }]
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
    crate::ratings::api::post_observation
))]
pub struct Api;
