//! Mail: written in the transaction that causes it, sent by the worker; without a mail server it stays in the
//! outbox, which the demo shows as a page.

use std::collections::BTreeMap;
use std::sync::Arc;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use sea_orm::{FromQueryResult, Value};
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
    /// `waiting`, `sent`, `kept` (no mail server is configured), `refused` (its address can't be written to).
    pub state: String,
    pub made_at: Moment,
}

/// One of many letters, each to be switched off by whoever gets it.
#[derive(Clone, Debug)]
pub struct Circular {
    pub organisation: OrganisationId,
    pub letter: Letter,
    /// The absolute address that takes one request and asks nothing (RFC 8058).
    pub unsubscribe: String,
}

/// So many mails one job sends: few enough for a slow server to take them while the job is held.
const MAILS_OF_A_JOB: usize = 50;

/// Writes many mails with few statements; each organisation sends its own.
pub async fn post_all(tx: &Tx, circulars: Vec<Circular>, at: Moment) -> Result<usize, DbError> {
    let count = circulars.len();
    let mut rows = Vec::with_capacity(count);
    let mut of: BTreeMap<OrganisationId, Vec<MailId>> = BTreeMap::new();
    for Circular { organisation, letter, unsubscribe } in circulars {
        let id = MailId::new();
        of.entry(organisation).or_default().push(id);
        let Letter { recipient, subject, body } = letter;
        rows.push(values![organisation, id, recipient, subject, body, "waiting", at, unsubscribe]);
    }
    tx.insert_all("mail (organisation_id, id, recipient, subject, body, state, made_at, unsubscribe)", rows).await?;
    let kind = SendMails.kind();
    let jobs =
        of.iter().flat_map(|(organisation, mails)| mails.chunks(MAILS_OF_A_JOB).map(move |part| (organisation, part)));
    let jobs = jobs.map(|(organisation, part)| (*organisation, json!({ "mails": part })));
    job::enqueue_all(tx, kind, jobs.collect(), at).await?;
    Ok(count)
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

#[derive(FromQueryResult)]
struct Circulated {
    id: MailId,
    recipient: String,
    subject: String,
    body: String,
    unsubscribe: Option<String>,
}

/// The job that sends many mails. One that no server can take does not hold up the others.
pub struct SendMails;

impl SendMails {
    pub fn handler() -> Arc<dyn Handler> {
        Arc::new(Self)
    }
}

impl Handler for SendMails {
    fn kind(&self) -> &'static str {
        "mails"
    }
    fn run<'a>(&'a self, app: &'a App, job: &'a Job) -> Run<'a> {
        Box::pin(async move {
            let ids: Vec<MailId> = serde_json::from_value(job.payload()["mails"].clone())
                .map_err(|_| JobError::Never("the job names no mails".to_owned()))?;
            let Some(url) = &app.config().smtp_url else {
                let tx = app.db().begin().await?;
                let kept = keep(&tx, job.organisation_id, &ids, app.now()).await?;
                tx.commit().await?;
                return Ok(format!("{kept} kept"));
            };
            let (mut sent, mut refused) = (0, 0);
            // Each mail is noted as soon as a server took it, so that a stop in the middle sends none twice.
            for mail in waiting(app.db(), job.organisation_id, &ids).await? {
                let state = match send_circular(url, &app.config().mail_from, &mail).await {
                    Ok(()) => "sent",
                    Err(JobError::Never(_)) => "refused",
                    Err(later) => return Err(later),
                };
                let tx = app.db().begin().await?;
                tx.run(
                    "UPDATE mail SET state = $3, sent_at = $4, body = '' WHERE organisation_id = $1 AND id = $2",
                    values![job.organisation_id, mail.id, state, app.now()],
                )
                .await?;
                tx.commit().await?;
                *(if state == "sent" { &mut sent } else { &mut refused }) += 1;
            }
            Ok(format!("{sent} sent, {refused} refused"))
        })
    }
}

/// `$n, $n+1, ...` for these, from this number on.
fn marks(from: usize, count: usize) -> String {
    (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}

async fn keep(tx: &Tx, organisation: OrganisationId, ids: &[MailId], at: Moment) -> Result<u64, DbError> {
    if ids.is_empty() {
        return Ok(0);
    }
    let sql = format!(
        "UPDATE mail SET state = 'kept', sent_at = $2 WHERE organisation_id = $1 AND state = 'waiting' AND id IN ({})",
        marks(3, ids.len())
    );
    let mut values = values![organisation, at];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    tx.run(&sql, values).await
}

async fn waiting(db: &impl Sql, organisation: OrganisationId, ids: &[MailId]) -> Result<Vec<Circulated>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT id, recipient, subject, body, unsubscribe FROM mail
         WHERE organisation_id = $1 AND state = 'waiting' AND id IN ({}) ORDER BY id",
        marks(2, ids.len())
    );
    let mut values = values![organisation];
    values.extend(ids.iter().map(|id| Value::from(*id)));
    db.all(&sql, values).await
}

/// A header that holds one text; which one, the type says.
macro_rules! header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);
        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }
            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }
            fn display(&self) -> HeaderValue {
                // An address is one word, which no line breaks.
                HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
            }
        }
    };
}
header!(ListUnsubscribe, "List-Unsubscribe");
header!(ListUnsubscribePost, "List-Unsubscribe-Post");

fn circular(from: &str, mail: &Circulated) -> Result<Message, JobError> {
    let never = |e: &dyn std::fmt::Display| JobError::Never(e.to_string());
    let mut message = Message::builder()
        .from(from.parse().map_err(|e| never(&e))?)
        .to(mail.recipient.parse().map_err(|e| never(&e))?)
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN);
    // RFC 8058 asks for both, over HTTPS; a program that reads mail makes a button of them.
    if let Some(url) = &mail.unsubscribe {
        message = message
            .header(ListUnsubscribe(format!("<{url}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    message.body(mail.body.clone()).map_err(|e| never(&e))
}

async fn send_circular(url: &str, from: &str, mail: &Circulated) -> Result<(), JobError> {
    hand_over(url, circular(from, mail)?).await
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
    hand_over(url, message).await
}

async fn hand_over(url: &str, message: Message) -> Result<(), JobError> {
    let never = |e: &dyn std::fmt::Display| JobError::Never(e.to_string());
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| never(&e))?.build();
    transport.send(message).await.map_err(|e| JobError::Later(e.to_string()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circular_says_how_it_is_switched_off_with_one_request() {
        let url = format!("https://lustrum.example/digest/{}", "a".repeat(120));
        let mail = Circulated {
            id: MailId::new(),
            recipient: "someone@organisation.example".to_owned(),
            subject: "Your week".to_owned(),
            body: "Words".to_owned(),
            unsubscribe: Some(url.clone()),
        };
        let Ok(message) = circular("Lustrum <lustrum@localhost>", &mail) else { panic!("it is a sound mail") };
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(text.contains(&format!("List-Unsubscribe: <{url}>\r\n")), "{text}");
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
    }
}
