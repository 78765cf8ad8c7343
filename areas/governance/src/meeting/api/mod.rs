//! Meetings over the API.

mod shapes;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::Answer;
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use crate::decision;
use crate::meeting::agenda::filled;
use crate::meeting::minutes_pages::{Written, decide_asked, require_decides, take_minutes};
use crate::meeting::one_pages::{Doing, approve_shown, do_point, load, note_present, put_point, quorum_of};
use crate::meeting::pages::{Rhythm, prepare_asked, resource};
use crate::meeting::rhythm_pages::{drop_day, finish, make, note_day};
use crate::meeting::{
    DayOffId, MeetingId, PointId, SeriesId, approvals, days_off, latest, list, open_points, points_of, present,
    series_of, standing,
};
use shapes::*;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<i64>,
}

fn made(id: uuid::Uuid) -> Answer {
    Ok((StatusCode::CREATED, Json(MeetingMade { id })).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/meetings", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("before" = Option<i64>, Query)),
    responses((status = 200, body = Meetings), (status = 401), (status = 403), (status = 404)))]
pub async fn get_meetings(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "meeting.list", &resource(&scope))?;
    let coming = Rhythm::of(&app, &scope).await?.coming(app.now()).into_iter().map(|one| MeetingOccurrence {
        series: one.occurrence.series.0,
        kind: one.occurrence.kind.word(),
        day: one.occurrence.day.to_string(),
        starts_at: one.occurrence.at.to_string(),
        meeting: one.prepared.map(|id| id.0),
        days_off: one.occurrence.off.into_iter().map(|(_, name)| name).collect(),
    });
    let before = asked.before.and_then(Moment::from_micros).unwrap_or(app.now()).min(app.now());
    let mut past = list(app.db(), scope.tenant(), scope.id(), before, 51).await?;
    let more = past.len() > 50;
    past.truncate(50);
    let next = past.last().filter(|_| more).map(|meeting| meeting.starts_at.micros());
    let past = past.iter().map(json).collect();
    Ok(Json(Meetings { coming: coming.collect(), past, next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings", tag = "governance", request_body = NewMeeting,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_meeting(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.write", &resource(&scope))?;
    match prepare_asked(&app, &scope, &mut form).await? {
        Some(id) => made(id.0),
        None => Err(form.into()),
    }
}

async fn whole(app: &App, scope: &PartnershipScope, id: MeetingId) -> Result<MeetingWhole, Problem> {
    let meeting = load(app, scope, id).await?;
    let (db, tenant) = (app.db(), scope.tenant());
    let mut points = open_points(db, tenant, scope.id(), meeting.kind).await?;
    let settled = points_of(db, tenant, scope.id(), id).await?;
    points.extend(settled.into_iter().filter(|point| point.settled_in == Some(id)));
    let approved = approvals(db, tenant, id).await?;
    let minutes = latest(db, tenant, id).await?.map(|minutes| MinutesJson {
        approved_by: standing(&minutes, &approved).iter().map(|one| one.side.word()).collect(),
        version: minutes.version,
        text: minutes.text,
        hash: minutes.hash,
    });
    let agenda = filled(app, scope, &meeting).await?;
    let there = present(db, tenant, id).await?.into_iter();
    let decisions = decision::of_meeting(db, tenant, scope.id(), id).await?;
    Ok(MeetingWhole {
        quorum: quorum_of(app, scope, &meeting).await?.complete(),
        meeting: json(&meeting),
        points: points.into_iter().map(|point| point_json(point, scope.viewer.locale)).collect(),
        agenda: agenda.into_iter().map(|part| PartJson { part: part.section.word(), items: part.items }).collect(),
        present: there.map(|one| PresentJson { person: one.person.0, side: one.side.word(), name: one.name }).collect(),
        minutes,
        decisions: decisions.iter().map(|decision| decision.id.0).collect(),
    })
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/meetings/{meeting}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 200, body = MeetingWhole), (status = 401), (status = 403), (status = 404)))]
pub async fn get_meeting(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
) -> Answer {
    scope.require(&app, "meeting.view", &resource(&scope))?;
    Ok(Json(whole(&app, &scope, id).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/p/{partnership}/meeting-series", tag = "governance",
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 200, body = MeetingRhythm), (status = 401), (status = 403), (status = 404)))]
pub async fn get_series(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "meeting.list", &resource(&scope))?;
    let series = series_of(app.db(), scope.tenant(), scope.id()).await?.into_iter().map(|one| SeriesJson {
        id: one.id.0,
        kind: one.kind.word(),
        rule: one.rule,
        zone: one.zone,
        starts: one.starts.to_string(),
        minutes: one.minutes,
        place: one.place,
        ended_at: one.ended_at.map(|at| at.to_string()),
    });
    let off = days_off(app.db(), scope.tenant(), scope.id()).await?.into_iter().map(|one| DayOffJson {
        id: one.id.0,
        side: one.side.word(),
        day: one.day.to_string(),
        name: one.name,
    });
    Ok(Json(MeetingRhythm { series: series.collect(), days_off: off.collect() }).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meeting-series", tag = "governance",
    request_body = NewMeetingSeries, params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_series(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => made(id.0),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meeting-series/{series}/end", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("series" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub async fn post_end(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SeriesId)>,
) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    finish(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/days-off", tag = "governance", request_body = NewDayOff,
    params(("partnership" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_day_off(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    match note_day(&app, &scope, &mut form).await? {
        Some(id) => made(id.0),
        None => Err(form.into()),
    }
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/days-off/{off}", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("off" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_day_off(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, DayOffId)>,
) -> Answer {
    scope.require(&app, "meeting.plan", &resource(&scope))?;
    drop_day(&app, &scope, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/points", tag = "governance",
    request_body = NewPoint, params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingMade), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_point(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "meeting.write", &resource(&scope))?;
    let meeting = load(&app, &scope, id).await?;
    match put_point(&app, &scope, &meeting, &mut form).await? {
        Some(id) => made(id.0),
        None => Err(form.into()),
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/settlement", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path), ("point" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_settlement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Settle).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(delete, path = "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/settlement", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path), ("point" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn delete_settlement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Reopen).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/points/{point}/escalation", tag = "governance",
    params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path), ("point" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_escalation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, point)): Path<(PartnershipId, MeetingId, PointId)>,
) -> Answer {
    do_point(&app, &scope, id, point, Doing::Escalate).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/presence", tag = "governance",
    request_body = NewPresence, params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_presence(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "meeting.write", &resource(&scope))?;
    let meeting = load(&app, &scope, id).await?;
    if note_present(&app, &scope, &meeting, &mut form).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Err(form.into())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/minutes", tag = "governance",
    request_body = NewMinutes, params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingWhole), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_minutes(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "meeting.write", &resource(&scope))?;
    let meeting = load(&app, &scope, id).await?;
    match take_minutes(&app, &scope, &meeting, &mut form).await? {
        Written::Done => Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response()),
        Written::Faulty => Err(form.into()),
        Written::Meanwhile(theirs) => {
            Err(Problem::Refused(Fault::new("refusal-minutes-meanwhile").with("version", theirs.version)))
        }
    }
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/approvals", tag = "governance",
    request_body = NewApproval, params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingWhole), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub async fn post_approval(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    form: Fields,
) -> Answer {
    scope.require(&app, "meeting.approve", &resource(&scope))?;
    let meeting = load(&app, &scope, id).await?;
    approve_shown(&app, &scope, &meeting, form.value("hash").trim()).await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &scope, id).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/p/{partnership}/meetings/{meeting}/decisions", tag = "governance",
    request_body = NewMeetingDecision, params(("partnership" = uuid::Uuid, Path), ("meeting" = uuid::Uuid, Path)),
    responses((status = 201, body = MeetingMade), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
pub async fn post_meeting_decision(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, MeetingId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "decision.take", &decision::pages::resource(&scope))?;
    let meeting = load(&app, &scope, id).await?;
    require_decides(&app, &scope, &meeting).await?;
    match decide_asked(&app, &scope, &meeting, &mut form).await? {
        Some(id) => made(id.0),
        None => Err(form.into()),
    }
}
