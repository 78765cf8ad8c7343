//! What stands in for the parameters of a path: something of the story that exists.

use lustrum_kernel::db::{Db, Sql};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::{uuid, values};

/// A parameter, after the beginning of a path where the same word means different things, and the query for one id of
/// the organisation `$1`.
const SOURCES: &[(&str, &str, &str)] = &[
    ("/people/invitations/", "invitation", "SELECT id FROM invitation WHERE organisation_id = $1 AND kind = 'member'"),
    (
        "/partnerships/invitations/",
        "invitation",
        "SELECT id FROM invitation WHERE organisation_id = $1 AND kind = 'partner'",
    ),
    (
        "/contacts/",
        "person",
        "SELECT person_id AS id FROM membership WHERE $1 = $1 AND organisation_id = $2 AND roles LIKE '%lead%'",
    ),
    ("", "person", "SELECT person_id AS id FROM membership WHERE organisation_id = $1"),
    ("", "challenge", "SELECT id FROM challenge WHERE organisation_id = $1"),
    ("", "goal", "SELECT id FROM goal WHERE organisation_id = $1"),
    ("", "kpi", "SELECT id FROM kpi WHERE organisation_id = $1"),
    ("", "connector", "SELECT id FROM connector WHERE organisation_id = $1"),
    ("/connectors/", "run", "SELECT id FROM connector_run WHERE organisation_id = $1"),
    ("", "reading", "SELECT id FROM reading WHERE organisation_id = $1"),
    ("", "version", "SELECT id FROM charter_version WHERE organisation_id = $1 AND state = 'in-force'"),
    (
        "/charter/",
        "measure",
        "SELECT id FROM charter_measure WHERE organisation_id = $1 AND version_id IN
         (SELECT id FROM charter_version WHERE organisation_id = $1 AND state = 'in-force')",
    ),
    ("/programmes/", "measure", "SELECT id FROM programme_measure WHERE organisation_id = $1"),
    ("/terms/", "statement", "SELECT id FROM fee_statement WHERE organisation_id = $1"),
    ("", "ask", "SELECT id FROM ask WHERE organisation_id = $1"),
    ("", "terms", "SELECT id FROM terms WHERE organisation_id = $1 AND state = 'agreed'"),
    ("", "agreement", "SELECT id FROM agreement WHERE organisation_id = $1 AND accepted_at IS NOT NULL"),
    ("", "nda", "SELECT id FROM nda WHERE organisation_id = $1 AND force_at IS NOT NULL AND ended_at IS NULL"),
    ("", "document", "SELECT id FROM room_document WHERE organisation_id = $1 AND side = 'organisation'"),
    ("", "programme", "SELECT id FROM programme WHERE organisation_id = $1"),
    ("", "behaviour", "SELECT id FROM behaviour WHERE organisation_id = $1"),
    (
        "/midway/",
        "module",
        "SELECT id FROM module WHERE organisation_id = $1 AND programme_id IN
         (SELECT programme_id FROM midway WHERE organisation_id = $1)",
    ),
    ("", "midway", "SELECT id FROM midway WHERE organisation_id = $1"),
    ("", "module", "SELECT id FROM module WHERE organisation_id = $1"),
    ("", "cohort", "SELECT id FROM cohort WHERE organisation_id = $1"),
    ("/cohorts/", "session", "SELECT id FROM session WHERE organisation_id = $1"),
    ("", "enrolment", "SELECT id FROM enrolment WHERE organisation_id = $1"),
    ("", "proposal", "SELECT id FROM change_proposal WHERE organisation_id = $1"),
    ("", "signal", "SELECT id FROM feedback_signal WHERE organisation_id = $1"),
    ("", "trigger", "SELECT id FROM feedback_trigger WHERE organisation_id = $1"),
    ("/selection/", "round", "SELECT id FROM selection_round WHERE organisation_id = $1"),
    ("/selection/", "criterion", "SELECT id FROM selection_criterion WHERE organisation_id = $1"),
    ("/selection/", "candidate", "SELECT id FROM selection_candidate WHERE organisation_id = $1"),
    ("", "round", "SELECT id FROM feedback_round WHERE organisation_id = $1"),
    ("", "assessment", "SELECT id FROM assessment WHERE organisation_id = $1"),
    ("", "bank", "SELECT id FROM item_bank WHERE organisation_id = $1"),
    ("/immersion/", "item", "SELECT id FROM immersion_item WHERE organisation_id = $1"),
    ("", "insight", "SELECT id FROM insight WHERE organisation_id = $1 AND requirement IS NOT NULL"),
    ("", "item", "SELECT id FROM item WHERE organisation_id = $1"),
    ("", "test", "SELECT id FROM test WHERE organisation_id = $1"),
    ("", "sitting", "SELECT id FROM sitting WHERE organisation_id = $1"),
    ("", "booster", "SELECT id FROM booster_plan WHERE organisation_id = $1"),
    ("", "rubric", "SELECT id FROM rubric WHERE organisation_id = $1"),
    ("", "demonstration", "SELECT id FROM demonstration WHERE organisation_id = $1"),
    ("", "round360", "SELECT id FROM round_360 WHERE organisation_id = $1"),
    ("/follow-up", "plan", "SELECT id FROM follow_up_plan WHERE organisation_id = $1"),
    ("", "team", "SELECT id FROM team_lead WHERE organisation_id = $1"),
    (
        "/draw",
        "study",
        "SELECT id FROM study WHERE organisation_id = $1 AND (plan LIKE '%\"draw\":%' OR plan LIKE '%\"lottery\":%')",
    ),
    ("", "study", "SELECT id FROM study WHERE organisation_id = $1"),
    ("", "cost", "SELECT id FROM cost_line WHERE organisation_id = $1"),
    ("", "mapping", "SELECT id FROM mapping_rule WHERE organisation_id = $1 AND superseded_at IS NULL"),
    ("", "rule", "SELECT id FROM conversion_rule WHERE organisation_id = $1"),
    ("", "case", "SELECT id FROM success_case WHERE organisation_id = $1 AND verified_at IS NOT NULL"),
    ("", "exchange", "SELECT id FROM record_exchange WHERE organisation_id = $1"),
    ("", "credential", "SELECT id FROM record_credential WHERE organisation_id = $1 AND revoked_at IS NULL"),
    ("", "statement", "SELECT id FROM statement WHERE organisation_id = $1"),
    ("", "action", "SELECT id FROM agreed_action WHERE organisation_id = $1"),
    (
        "",
        "comment",
        "SELECT id FROM charter_comment WHERE organisation_id = $1 AND answers IS NULL AND version_id IN
         (SELECT id FROM charter_version WHERE organisation_id = $1 AND state = 'in-force')",
    ),
    ("", "decision", "SELECT id FROM decision WHERE organisation_id = $1"),
    ("", "fence", "SELECT id FROM experiment_fence WHERE organisation_id = $1"),
    ("", "experiment", "SELECT id FROM experiment WHERE organisation_id = $1"),
    ("", "blameless", "SELECT id FROM blameless_review WHERE organisation_id = $1"),
    ("", "entry", "SELECT id FROM blameless_entry WHERE organisation_id = $1"),
    ("", "series", "SELECT id FROM meeting_series WHERE organisation_id = $1"),
    ("", "off", "SELECT id FROM day_off WHERE organisation_id = $1"),
    ("", "meeting", "SELECT id FROM meeting WHERE organisation_id = $1"),
    ("", "check", "SELECT id FROM health_check WHERE organisation_id = $1"),
    ("", "contest", "SELECT id FROM review_contest WHERE organisation_id = $1 AND blob_id IS NOT NULL"),
    (
        "/proposals/",
        "note",
        "SELECT id FROM review_note WHERE organisation_id = $1 AND period = '2026-Q2' AND kind = 'proposal'",
    ),
    ("", "note", "SELECT id FROM review_note WHERE organisation_id = $1 AND period = '2026-Q2'"),
    ("", "point", "SELECT id FROM meeting_point WHERE organisation_id = $1"),
    ("", "asset", "SELECT id FROM asset WHERE organisation_id = $1"),
    (
        "",
        "rehearsal",
        "SELECT id FROM exit_rehearsal WHERE organisation_id = $1
         AND side = (CASE WHEN organisation_id = $2 THEN 'organisation' ELSE 'partner' END)",
    ),
];

/// Parameters that are secrets or files of nobody in particular: any text is as good.
const ANY: [(&str, &str); 10] = [
    ("registration", crate::demo::records::A_REGISTRATION),
    ("*resource", "statements"),
    ("number", "1"),
    ("token", "nothing-that-exists"),
    ("session", "0192f0c0-0000-7000-8000-000000000000"),
    ("language", "nl"),
    ("section", "vision"),
    ("period", "2026-Q2"),
    ("level", "learning"),
    ("file", "nothing"),
];

/// Where someone asks from.
#[derive(Clone, Copy)]
pub struct Place {
    pub client: OrganisationId,
    pub partnership: PartnershipId,
    /// The asker's own organisation; the client's for whoever has none here.
    pub own: OrganisationId,
}

#[derive(sea_orm::FromQueryResult)]
struct Found {
    id: uuid::Uuid,
}

pub async fn fill(db: &Db, path: &str, place: Place) -> Result<String, String> {
    let mut filled = path.to_owned();
    while let Some((before, rest)) = filled.split_once('{') {
        let (name, after) = rest.split_once('}').ok_or_else(|| format!("{path} is no path"))?;
        let value = value(db, path, name, place).await?;
        filled = format!("{before}{value}{after}");
    }
    Ok(filled)
}

async fn value(db: &Db, path: &str, name: &str, place: Place) -> Result<String, String> {
    match name {
        "organisation" => return Ok(place.client.to_string()),
        "partnership" => return Ok(place.partnership.to_string()),
        _ => {}
    }
    let source = SOURCES.iter().find(|(part, known, _)| *known == name && path.contains(part));
    if let (None, Some((_, text))) = (source, ANY.iter().find(|(known, _)| *known == name)) {
        return Ok((*text).to_owned());
    }
    let (_, _, sql) = source.ok_or_else(|| format!("{path}: the matrix has no {{{name}}} to ask with"))?;
    let values = if sql.contains("$2") { values![place.client, place.own] } else { values![place.client] };
    let sql = format!("{sql} ORDER BY id LIMIT 1");
    let found: Option<Found> = db.maybe(&sql, values).await.map_err(|e| format!("{path}: {e}"))?;
    found.map(|found| found.id.to_string()).ok_or_else(|| format!("{path}: the demo has no {{{name}}}"))
}
