//! People over the API.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::page::Answer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::pages::{host, read_draft, resource};
use super::{Member, list};
use crate::invitation;

/// A member of the organisation.
#[derive(Serialize, ToSchema)]
#[schema(as = Member)]
pub struct MemberJson {
    id: uuid::Uuid,
    name: String,
    email: String,
    roles: Vec<String>,
    /// An instant, as RFC 3339.
    since: String,
}

/// People, `next` being what to ask for as `after` where there are more.
#[derive(Serialize, ToSchema)]
pub struct People {
    people: Vec<MemberJson>,
    next: Option<uuid::Uuid>,
}

/// Whom to invite.
#[derive(Deserialize, ToSchema)]
#[allow(dead_code)] // Describes the body, which is read field by field.
pub struct NewInvitation {
    email: String,
    roles: Vec<String>,
    /// `en` or `nl`; the language of the invitation.
    language: Option<String>,
}

/// An invitation that was sent.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    pub id: uuid::Uuid,
    pub email: String,
    pub roles: Vec<String>,
    /// Given where no mail goes out: the link to hand over, shown only now.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    after: Option<PersonId>,
}

fn json(member: Member) -> MemberJson {
    MemberJson {
        id: member.person.0,
        name: member.name,
        email: member.email,
        roles: member.roles.iter().map(|role| role.word().to_owned()).collect(),
        since: member.since.to_string(),
    }
}

#[utoipa::path(get, path = "/api/v1/o/{organisation}/people", tag = "identity",
    params(("organisation" = uuid::Uuid, Path), ("after" = Option<uuid::Uuid>, Query)),
    responses((status = 200, body = People), (status = 401), (status = 404)))]
pub async fn get_people(State(app): State<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "people.list", &resource(&scope))?;
    let mut members = list(app.db(), scope.organisation(), asked.after, 51).await?;
    let more = members.len() > 50;
    members.truncate(50);
    let next = members.last().filter(|_| more).map(|member| member.person.0);
    Ok(Json(People { people: members.into_iter().map(json).collect(), next }).into_response())
}

#[utoipa::path(post, path = "/api/v1/o/{organisation}/people", tag = "identity", request_body = NewInvitation,
    params(("organisation" = uuid::Uuid, Path)),
    responses((status = 201, body = Invited), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub async fn post_person(State(app): State<App>, scope: OrganisationScope, mut form: Fields) -> Answer {
    scope.require(&app, "people.change", &resource(&scope))?;
    let draft = read_draft(&app, &scope, &mut form).await?;
    if form.has_faults() {
        return Err(form.into());
    }
    let (email, roles) = (draft.email.clone(), form.values("roles").into_iter().map(str::to_owned).collect());
    let tx = app.db().begin().await?;
    let made = invitation::invite(&app, &tx, &host(&scope), vec![draft]).await?;
    tx.commit().await?;
    let id = made.first().map_or(uuid::Uuid::nil(), |made| made.id.0);
    let link = made.first().and_then(|made| made.to_hand_over(&app)).map(str::to_owned);
    Ok((StatusCode::CREATED, Json(Invited { id, email, roles, link })).into_response())
}
