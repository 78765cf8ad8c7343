//! Slips for the room: a sheet with a QR code for each right to answer that nobody used yet. One code for everyone could
//! not tell people apart without asking who they are; a slip is a link that works once, so nobody answers twice, and
//! nobody knows who took which. A new sheet takes the place of the slips that were not used.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::Act;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::values;
use qrcode::{Color, EcLevel, QrCode};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::{Round, RoundId, find};
use crate::levels::broken;
use crate::levels::view::{path_of, resource};
use crate::secret;

#[derive(Template)]
#[template(path = "feedback/slips.html")]
struct Sheet {
    shell: Shell,
    round: Round,
    path: String,
    slips: Vec<Slip>,
}

struct Slip {
    link: String,
    code: Code,
}

/// A QR code as one path on a square of so many modules, a margin of four around it.
pub struct Code {
    pub side: usize,
    pub path: String,
}

/// The code of a link, readable with a quarter of it dirty.
///
/// ```
/// let code = lustrum_evidence::feedback::slips::code("https://lustrum.example/f/abc").unwrap();
/// assert!(code.path.starts_with("M4 4h1v1h-1z") && code.side > 29);
/// ```
pub fn code(link: &str) -> Result<Code, DbError> {
    let code = QrCode::with_error_correction_level(link, EcLevel::Q).map_err(|e| broken(&e))?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4)).collect();
    Ok(Code { side: width + 8, path })
}

#[derive(FromQueryResult)]
struct Unused {
    place: String,
    unit: String,
}

/// How many slips of a round were not used.
pub async fn unused(db: &impl Sql, tenant: OrganisationId, round: RoundId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) AS number FROM feedback_invitation
         WHERE organisation_id = $1 AND round_id = $2 AND channel = 'slip'";
    db.number(sql, values![tenant, round]).await
}

/// Puts new links in the place of those slips that nobody used, as many as there were.
pub async fn renew(tx: &Tx, act: Act, round: &Round) -> Result<Vec<String>, DbError> {
    let old: Vec<Unused> = tx
        .all(
            "DELETE FROM feedback_invitation WHERE organisation_id = $1 AND round_id = $2 AND channel = 'slip'
             RETURNING place, unit",
            values![act.tenant, round.id],
        )
        .await?;
    let tokens = secret::tokens(act.tenant, old.len())?;
    let mut rows: Vec<_> = tokens.iter().map(|token| token.hash.clone()).zip(old).collect();
    rows.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let rows =
        rows.into_iter().map(|(hash, old)| values![act.tenant, hash, round.id, old.place, old.unit, "slip"]).collect();
    tx.insert_all("feedback_invitation (organisation_id, token_hash, round_id, place, unit, channel)", rows).await?;
    let said = json!({ "module": round.module_title, "cohort": round.cohort_title, "count": tokens.len() });
    let event = Event::new(act.tenant, act.at, "feedback.slips-made").by(act.by).within(act.partnership);
    event::append(tx, event.about(round.id.0).saying(said)).await?;
    Ok(tokens.into_iter().map(|token| token.text).collect())
}

pub async fn make_slips(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RoundId)>,
) -> Answer {
    scope.require(&app, "feedback.open", &resource(&scope))?;
    let round = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let act = Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() };
    if round.closes < act.at.day_in(&jiff::tz::TimeZone::UTC) {
        return Err(Problem::refused("refusal-feedback-over"));
    }
    let tx = app.db().begin().await?;
    let tokens = renew(&tx, act, &round).await?;
    if tokens.is_empty() {
        return Err(Problem::refused("refusal-feedback-no-slips"));
    }
    tx.commit().await?;
    let slip = |token: String| {
        let link = app.url(&format!("/f/{token}"));
        Ok::<_, DbError>(Slip { code: code(&link)?, link })
    };
    let t = scope.viewer.speaker();
    show(&Sheet {
        shell: Shell::within(&app, &scope, t.say("feedback-slips")).step(&app, &scope, Step::Evidence),
        path: format!("{}/reaction/rounds/{id}", path_of(&scope)),
        slips: tokens.into_iter().map(slip).collect::<Result<_, _>>()?,
        round,
    })
}
