//! Mail: written in the transaction that causes it, sent by the worker; without a mail server it stays in the
//! outbox, which the demo shows as a page.

use std::sync::Arc;

use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::app::App;
use crate::clock::Moment;
use crate::db::{DbError, Sql, Tx};
use crate::id::OrganisationId;
use crate::job::{self, Handler, Job, JobError, Run};
use crate::values;

crate::id!(
    /// A mail, sent or waiting.
    MailId
);

/// Plain words to one person, already in their language.
#[derive(Clone, Debug)]
pub struct Letter {
    pub recipient: String,
    pub subject: String,
    pub body: String,
}

/// A mail as the outbox shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Posted {
    pub id: MailId,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    /// `waiting`, `sent`, `kept` (no mail server is configured).
    pub state: String,
    pub made_at: Moment,
}

/// Writes a mail and puts its sending on the list.
pub async fn post(tx: &Tx, organisation: OrganisationId, letter: Letter, at: Moment) -> Result<MailId, DbError> {
    write(tx, organisation, letter, at, false).await
}

/// The same for a letter with a secret in it, such as the link of someone who must stay unknown: its words are
/// forgotten as soon as it was sent.
pub async fn post_secret(tx: &Tx, organisation: OrganisationId, letter: Letter, at: Moment) -> Result<MailId, DbError> {
    write(tx, organisation, letter, at, true).await
}

async fn write(
    tx: &Tx,
    organisation: OrganisationId,
    letter: Letter,
    at: Moment,
    forget: bool,
) -> Result<MailId, DbError> {
    let id = MailId::new();
    tx.run(
        "INSERT INTO mail (organisation_id, id, recipient, subject, body, state, made_at) VALUES ($1,$2,$3,$4,$5,'waiting',$6)",
        values![organisation, id, letter.recipient, letter.subject, letter.body, at],
    )
    .await?;
    job::enqueue(tx, organisation, SendMail.kind(), &json!({ "mail": id, "forget": forget }), at).await?;
    Ok(id)
}

/// The newest mails of an organisation's outbox.
pub async fn outbox(db: &impl Sql, organisation: OrganisationId, limit: i64) -> Result<Vec<Posted>, DbError> {
    db.all(
        "SELECT id, recipient, subject, body, state, made_at FROM mail WHERE organisation_id = $1 ORDER BY id DESC LIMIT $2",
        values![organisation, limit],
    )
    .await
}

/// The job that sends one mail.
pub struct SendMail;

impl SendMail {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for SendMail {
    fn kind(&self) -> &'static str {
        "mail"
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let id: MailId = job.payload()["mail"]
                .as_str()
                .and_then(|id| id.parse().ok())
                .ok_or_else(|| JobError::Never("the job names no mail".to_owned()))?;
            let mail: Option<Posted> = app
                .db()
                .maybe(
                    "SELECT id, recipient, subject, body, state, made_at FROM mail WHERE organisation_id = $1 AND id = $2",
                    values![job.organisation_id, id],
                )
                .await?;
            let Some(mail) = mail.filter(|mail| mail.state == "waiting") else {
                return Ok("nothing to send".to_owned());
            };
            let state = match &app.config().smtp_url {
                None => "kept",
                Some(url) => {
                    send(url, &app.config().mail_from, &mail).await?;
                    "sent"
                }
            };
            let tx = app.db().begin().await?;
            // What was sent is with its reader: the links in it are secrets and lead back to whom they were for.
            let body = if state == "sent" { String::new() } else { mail.body };
            tx.run(
                "UPDATE mail SET state = $3, sent_at = $4, body = $5 WHERE organisation_id = $1 AND id = $2",
                values![job.organisation_id, id, state, app.now(), body],
            )
            .await?;
            tx.commit().await?;
            Ok(state.to_owned())
        })
    }
}

async fn send(url: &str, from: &str, mail: &Posted) -> Result<(), JobError> {
    let never = |e: &dyn std::fmt::Display| JobError::Never(e.to_string());
    let message = Message::builder()
        .from(from.parse().map_err(|e| never(&e))?)
        .to(mail.recipient.parse().map_err(|e| never(&e))?)
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.clone())
        .map_err(|e| never(&e))?;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| never(&e))?.build();
    transport.send(message).await.map_err(|e| JobError::Later(e.to_string()))?;
    Ok(())
}
