//! Telling those who give and design a module that a signal fired, in their own language.

use lustrum_identity::membership::roles_of;
use lustrum_kernel::access::Role;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::values;
use sea_orm::FromQueryResult;

use super::Signal;

/// Who can do something about it.
const TOLD: [Role; 2] = [Role::Facilitator, Role::LearningDesigner];

#[derive(FromQueryResult)]
struct Person {
    name: String,
    email: String,
    locale: String,
    roles: String,
}

/// Facilitators and designers of both sides.
pub(super) async fn everyone(app: &App, tx: &Tx, tenant: OrganisationId, signal: &Signal) -> Result<(), DbError> {
    let people: Vec<Person> = tx
        .all(
            "SELECT p.name, p.email, p.locale, m.roles FROM partnership s
             JOIN membership m ON m.organisation_id IN (s.client_id, s.partner_id) AND m.ended_at IS NULL
             JOIN person p ON p.id = m.person_id
             WHERE s.id = $1 AND s.client_id = $2 ORDER BY p.email LIMIT 500",
            values![signal.partnership_id, tenant],
        )
        .await?;
    // Each mail is a row and a job of its own, which the kernel writes.
    for person in people.iter().filter(|person| roles_of(&person.roles).iter().any(|role| TOLD.contains(role))) {
        let t = Speaker::utc(Locale::parse(&person.locale).unwrap_or_default());
        let named = [
            ("name", person.name.clone()),
            ("module", signal.module_title.clone()),
            ("cohort", signal.cohort_title.clone()),
            ("words", signal.words(&t)),
            ("link", app.url(&signal.path())),
        ];
        let letter = Letter {
            recipient: person.email.clone(),
            subject: t.say_with("signal-mail-subject", &named),
            body: t.say_with("signal-mail-body", &named),
        };
        mail::post(tx, tenant, letter, signal.fired_at).await?;
    }
    Ok(())
}
