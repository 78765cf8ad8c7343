//! A person's meetings and sessions as an iCalendar feed, over all their partnerships, behind a secret link that they can
//! revoke. The database keeps the hash of the link only.

pub(crate) mod api;
mod ics;
pub(crate) mod pages;
mod secret;
#[cfg(test)]
mod tests;
mod zone;

use lustrum_delivery::session;
use lustrum_identity::{person, viewer};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::PersonId;
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::meeting::{self, days_off, occurrences, series_of};
pub use ics::{Entry, calendar};

/// Days back and ahead that a feed tells of.
const BACK: i64 = 90;
const AHEAD: i64 = 400;

/// Makes a link in place of the one that there was, and gives its token, which is nowhere else.
pub async fn make(tx: &Tx, owner: PersonId, at: Moment) -> Result<String, DbError> {
    let token = secret::fresh()?;
    tx.run("DELETE FROM calendar_feed WHERE person_id = $1", values![owner]).await?;
    tx.run(
        "INSERT INTO calendar_feed (token_hash, person_id, made_at) VALUES ($1,$2,$3)",
        values![secret::hash_of(&token), owner, at],
    )
    .await?;
    person::note(tx, owner, "calendar.link-made", json!({}), at).await?;
    Ok(token)
}

/// Revokes the link; whether there was one.
pub async fn revoke(tx: &Tx, owner: PersonId, at: Moment) -> Result<bool, DbError> {
    let gone = tx.run("DELETE FROM calendar_feed WHERE person_id = $1", values![owner]).await?;
    if gone > 0 {
        person::note(tx, owner, "calendar.link-revoked", json!({}), at).await?;
    }
    Ok(gone > 0)
}

#[derive(FromQueryResult)]
struct Made {
    made_at: Moment,
}

/// When the link of a person was made, where there is one.
pub async fn made_at(db: &impl Sql, owner: PersonId) -> Result<Option<Moment>, DbError> {
    let made: Option<Made> = db.maybe("SELECT made_at FROM calendar_feed WHERE person_id = $1", values![owner]).await?;
    Ok(made.map(|made| made.made_at))
}

#[derive(FromQueryResult)]
struct Owner {
    person_id: PersonId,
}

/// Whose link this is, as they stand today: whoever left has no partnerships any more.
pub async fn owner(db: &impl Sql, token: &str) -> Result<Option<Viewer>, DbError> {
    let found: Option<Owner> =
        db.maybe("SELECT person_id FROM calendar_feed WHERE token_hash = $1", values![secret::hash_of(token)]).await?;
    match found {
        Some(owner) => viewer::of(db, owner.person_id).await,
        None => Ok(None),
    }
}

/// The meetings of every partnership in which the person sees them, and the sessions that are the person's. Each partnership
/// is its client's own, so each is asked by itself.
pub async fn entries(app: &App, viewer: &Viewer) -> Result<Vec<Entry>, DbError> {
    let (t, now) = (viewer.speaker(), app.now());
    let mut entries = Vec::new();
    for partnership in &viewer.partnerships {
        let Some(scope) = viewer.in_partnership(partnership.id) else { continue };
        entries.extend(sessions(app, &scope, now).await?);
        if !scope.may(app, "meeting.view", &meeting::pages::resource(&scope)) {
            continue;
        }
        let series = series_of(app.db(), scope.tenant(), scope.id()).await?;
        let off = days_off(app.db(), scope.tenant(), scope.id()).await?;
        let all = occurrences(&series, &off, now.plus_days(-BACK), now.plus_days(AHEAD)).into_iter();
        entries.extend(all.filter(|one| one.off.is_empty()).map(|one| Entry {
            uid: format!("{}-{}@lustrum", one.series, one.day),
            starts: one.at,
            minutes: one.minutes,
            zone: one.zone,
            summary: format!("{}: {} × {}", t.say(&one.kind.key()), partnership.client_name, partnership.partner_name),
            place: one.place,
            url: app.url(&format!("/p/{}/meetings", partnership.id)),
            cancelled: false,
        }));
    }
    entries.sort_by_key(|entry| entry.starts);
    Ok(entries)
}

/// The sessions that a person teaches, plans or attends: all of the partnership for whoever gives and plans them, of others
/// those of the cohorts that they are enrolled in.
async fn sessions(app: &App, scope: &PartnershipScope, now: Moment) -> Result<Vec<Entry>, DbError> {
    let all = scope.may(app, "session.write", &Resource::new("Cohort", scope.id()));
    let email = (!all).then_some(scope.viewer.email.as_str());
    let (from, until) = (now.plus_days(-BACK), now.plus_days(AHEAD));
    let planned = session::planned(app.db(), scope.tenant(), scope.id(), from, until, email).await?;
    Ok(planned
        .into_iter()
        .map(|one| Entry {
            uid: format!("{}@lustrum", one.id),
            starts: one.starts_at,
            minutes: one.minutes,
            zone: one.zone,
            summary: format!("{}, {}", one.module_title, one.cohort_title),
            place: one.place,
            url: app.url(&format!("/p/{}/cohorts/{}", scope.id(), one.cohort_id)),
            cancelled: one.cancelled,
        })
        .collect())
}
