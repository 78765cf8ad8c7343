//! An invitation: by mail to one address, into an organisation or into a partnership with it.

mod accept;
pub(crate) mod handed;
pub(crate) mod pages;
#[cfg(test)]
mod tests;

use lustrum_kernel::access::Role;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::id::{OrganisationId, PersonId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::membership::{roles_of, words_of};
use crate::secret;
pub use accept::{Accepted, Home, Newcomer, accept, account};

lustrum_kernel::id!(
    /// An invitation.
    InvitationId
);

/// So long an invitation is good.
const DAYS: i64 = 14;

/// Into what someone is invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The organisation itself, in these roles.
    Organisation(Vec<Role>),
    /// A partnership with it, of this title.
    Partnership(String),
}

/// An invitation that waits for its answer.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub organisation: OrganisationId,
    pub email: String,
    pub into: Place,
    pub locale: Locale,
    pub made_by: PersonId,
    pub expires_at: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    id: InvitationId,
    organisation_id: OrganisationId,
    kind: String,
    email: String,
    roles: String,
    title: String,
    locale: String,
    made_by: PersonId,
    expires_at: Moment,
}

const COLUMNS: &str = "id, organisation_id, kind, email, roles, title, locale, made_by, expires_at";

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        let into = match row.kind.as_str() {
            "partner" => Place::Partnership(row.title),
            _ => Place::Organisation(roles_of(&row.roles)),
        };
        Self {
            id: row.id,
            organisation: row.organisation_id,
            email: row.email,
            into,
            locale: Locale::parse(&row.locale).unwrap_or_default(),
            made_by: row.made_by,
            expires_at: row.expires_at,
        }
    }
}

/// Whom to invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub email: String,
    pub into: Place,
    pub locale: Locale,
}

/// Who invites: the person, the name to sign with, and the organisation.
#[derive(Clone, Debug)]
pub struct Host<'a> {
    pub organisation: OrganisationId,
    pub organisation_name: &'a str,
    pub person: PersonId,
    pub name: &'a str,
}

/// An invitation that was made; its link is known only now.
#[derive(Clone, Debug)]
pub struct Made {
    pub id: InvitationId,
    pub email: String,
    link: String,
}

impl Made {
    /// The link to hand over where no mail goes out; where it does, the link is for the invited alone.
    pub fn to_hand_over(&self, app: &App) -> Option<&str> {
        (!app.config().mails()).then_some(self.link.as_str())
    }
}

/// Invites these people and mails each a link.
pub async fn invite(app: &App, tx: &Tx, host: &Host<'_>, drafts: Vec<Draft>) -> Result<Vec<Made>, DbError> {
    let at = app.now();
    let (mut made, mut rows, mut letters) = (Vec::new(), Vec::new(), Vec::new());
    for draft in &drafts {
        let secret = secret::fresh().map_err(secret::none)?;
        let id = InvitationId::new();
        let (kind, roles, title) = match &draft.into {
            Place::Organisation(roles) => ("member", words_of(roles), ""),
            Place::Partnership(title) => ("partner", String::new(), title.as_str()),
        };
        rows.push(values![
            id,
            secret.hash,
            host.organisation,
            kind,
            draft.email.clone(),
            roles,
            title,
            draft.locale.code(),
            host.person,
            at,
            at.plus_days(DAYS),
        ]);
        let link = app.url(&format!("/invitation/{}", secret.text));
        letters.push(letter(draft, host, &link));
        made.push(Made { id, email: draft.email.clone(), link });
    }
    tx.insert_all(
        "invitation (id, token_hash, organisation_id, kind, email, roles, title, locale, made_by, made_at, expires_at)",
        rows,
    )
    .await?;
    let event = match drafts.as_slice() {
        [] => return Ok(made),
        [one] => {
            let content = match &one.into {
                Place::Organisation(roles) => json!({ "email": one.email, "roles": words_of(roles) }),
                Place::Partnership(title) => json!({ "email": one.email, "title": title }),
            };
            let kind = match one.into {
                Place::Organisation(_) => "person.invited",
                Place::Partnership(_) => "partner.invited",
            };
            Event::new(host.organisation, at, kind).about(made[0].id.0).saying(content)
        }
        many => {
            let emails: Vec<&str> = many.iter().map(|draft| draft.email.as_str()).collect();
            let content = json!({ "count": many.len().to_string(), "emails": emails });
            Event::new(host.organisation, at, "people.invited").saying(content)
        }
    };
    event::append(tx, event.by(host.person)).await?;
    // Each mail is a row and a job of its own, which the kernel writes.
    for letter in letters {
        mail::post(tx, host.organisation, letter, at).await?;
    }
    Ok(made)
}

fn letter(draft: &Draft, host: &Host<'_>, link: &str) -> Letter {
    let t = Speaker::utc(draft.locale);
    let named = [
        ("host", host.name.to_owned()),
        ("organisation", host.organisation_name.to_owned()),
        ("link", link.to_owned()),
        ("title", if let Place::Partnership(title) = &draft.into { title.clone() } else { String::new() }),
    ];
    let (subject, body) = match draft.into {
        Place::Organisation(_) => ("invitation-mail-subject", "invitation-mail-body"),
        Place::Partnership(_) => ("invitation-partner-mail-subject", "invitation-partner-mail-body"),
    };
    Letter { recipient: draft.email.clone(), subject: t.say_with(subject, &named), body: t.say_with(body, &named) }
}

/// The invitations of an organisation that wait for an answer, the newest first.
pub async fn open(db: &impl Sql, organisation: OrganisationId, at: Moment) -> Result<Vec<Invitation>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitation WHERE organisation_id = $1 AND ended_at IS NULL AND expires_at > $2
         ORDER BY id DESC LIMIT 1000"
    );
    let rows: Vec<Row> = db.all(&sql, values![organisation, at]).await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

pub async fn by_token(db: &impl Sql, token: &str, at: Moment) -> Result<Option<Invitation>, DbError> {
    let sql =
        format!("SELECT {COLUMNS} FROM invitation WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2");
    let row: Option<Row> = db.maybe(&sql, values![secret::hash_of(token), at]).await?;
    Ok(row.map(Invitation::from))
}

/// Takes an invitation back; says whether it was still open.
pub async fn withdraw(
    tx: &Tx,
    organisation: OrganisationId,
    id: InvitationId,
    by: PersonId,
    at: Moment,
) -> Result<bool, DbError> {
    let sql = format!(
        "UPDATE invitation SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL
         RETURNING {COLUMNS}"
    );
    let row: Option<Row> = tx.maybe(&sql, values![organisation, id, at]).await?;
    let Some(row) = row else { return Ok(false) };
    let event = Event::new(organisation, at, "invitation.withdrawn").by(by).about(id.0);
    event::append(tx, event.saying(json!({ "email": row.email }))).await?;
    Ok(true)
}

/// Uses an invitation up. Of two who do it at once, one finds it gone.
async fn take(tx: &Tx, id: InvitationId, at: Moment) -> Result<bool, DbError> {
    let taken = tx
        .run(
            "UPDATE invitation SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL AND expires_at > $2",
            values![id, at],
        )
        .await?;
    Ok(taken > 0)
}
