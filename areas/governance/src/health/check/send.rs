//! The mails of a check: a link for each who is asked, and one reminder for everybody, as nobody knows who answered.

use lustrum_kernel::access::Partnered;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::By;

use super::{CheckId, store};
use crate::owner::name_on;

/// Asks these of the own side, each by a link of their own; says how many were new.
pub async fn invite(
    app: &App,
    tx: &Tx,
    by: &By,
    partnership: &Partnered,
    (check, closes): (CheckId, Day),
    emails: &[String],
    locale: Locale,
) -> Result<usize, DbError> {
    let links = store::ask(tx, by, check, emails, locale).await?;
    let count = links.len();
    // Each mail is a row and a job of its own, which the kernel writes.
    for link in links {
        let t = Speaker::utc(link.locale);
        let named = [
            ("own", name_on(partnership, by.side).to_owned()),
            ("other", name_on(partnership, by.side.other()).to_owned()),
            ("day", t.day(&closes)),
            ("link", app.url(&format!("/h/{}", link.token))),
        ];
        let letter = Letter {
            recipient: link.email,
            subject: t.say_with("health-mail-subject", &named),
            body: t.say_with("health-mail-body", &named),
        };
        // Once it is sent, the outbox no longer knows the link: nobody can look up whose link was used.
        mail::post_secret(tx, by.tenant, letter, by.at).await?;
    }
    Ok(count)
}

/// Reminds everyone who was asked; the link stands in the first mail only.
pub(super) async fn remind(
    tx: &Tx,
    tenant: OrganisationId,
    partnership: &Partnered,
    (check, closes): (CheckId, Day),
    at: Moment,
) -> Result<usize, DbError> {
    let people = store::asked(tx, tenant, check).await?;
    // Each mail is a row and a job of its own, which the kernel writes.
    for person in &people {
        let t = Speaker::utc(Locale::parse(&person.locale).unwrap_or_default());
        let named = [
            ("organisation", partnership.client_name.clone()),
            ("partner", partnership.partner_name.clone()),
            ("day", t.day(&closes)),
        ];
        let letter = Letter {
            recipient: person.email.clone(),
            subject: t.say_with("health-mail-again-subject", &named),
            body: t.say_with("health-mail-again-body", &named),
        };
        mail::post(tx, tenant, letter, at).await?;
    }
    Ok(people.len())
}
