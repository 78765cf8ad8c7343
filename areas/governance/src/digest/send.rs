//! Sending: a look each minute at whose digest is due. What is told of a partnership is read once for everybody in it, people
//! are read and written to by the thousand, and a digest counts as sent in the transaction that writes its mail.

use std::collections::HashSet;
use std::time::Duration;

use lustrum_identity::viewer;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Partnered, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::mail::{self, Circular, Letter};

use super::gather::Gathered;
use super::sign::{self, Key};
use super::{letter, store};

/// Whoever was not reached for so long, because nothing ran, waits for the next week: the old one says nothing new.
const LATE_HOURS: i64 = 36;
const EVERY: Duration = Duration::from_secs(60);

/// Sends what is due, until the process ends. An installation that reaches nobody by mail writes none.
pub async fn keep(app: App) {
    while app.config().mails() {
        if let Err(error) = send_due(&app).await {
            tracing::error!(%error, "the digest could not be sent");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Writes every digest that is due, and says how many.
pub async fn send_due(app: &App) -> Result<usize, DbError> {
    let now = app.now();
    while take_in(app, now).await? == store::AT_ONCE {}
    let groups = store::groups(app.db(), now).await?;
    if groups.is_empty() {
        return Ok(0);
    }
    let tx = app.db().begin().await?;
    let key = sign::key(&tx).await?;
    tx.commit().await?;
    let (mut gathered, mut sent) = (Gathered::default(), 0);
    for group in groups {
        let zone = store::zone_of(&group.zone);
        let next = group.wish().next_after(now, &zone);
        let in_time = group.wish().last_until(now, &zone).plus_seconds(LATE_HOURS * 3_600) >= now;
        loop {
            let people = store::due(app.db(), &group, now).await?;
            if people.is_empty() {
                break;
            }
            let letters = if in_time { write(app, &mut gathered, &key, &people, now).await? } else { Vec::new() };
            let tx = app.db().begin().await?;
            let claimed: HashSet<PersonId> = store::claim(&tx, &people, now, next).await?.into_iter().collect();
            let own = letters.into_iter().filter(|(person, _)| claimed.contains(person)).map(|(_, letter)| letter);
            sent += mail::post_all(&tx, own.collect(), now).await?;
            tx.commit().await?;
        }
    }
    Ok(sent)
}

async fn take_in(app: &App, now: Moment) -> Result<usize, DbError> {
    let tx = app.db().begin().await?;
    let count = store::take_in(&tx, now).await?;
    tx.commit().await?;
    Ok(count)
}

/// The letters of those who have something to read, as they stand at this moment.
async fn write(
    app: &App,
    gathered: &mut Gathered,
    key: &Key,
    people: &[PersonId],
    now: Moment,
) -> Result<Vec<(PersonId, Circular)>, DbError> {
    let viewers = viewer::of_all(app.db(), people).await?;
    let (mut known, mut seen): (Vec<Partnered>, HashSet<_>) = (Vec::new(), HashSet::new());
    for one in viewers.iter().flat_map(|viewer| &viewer.partnerships) {
        if seen.insert(one.id) {
            known.push(one.clone());
        }
    }
    gathered.read(app, &known, now).await?;
    let mut letters = Vec::new();
    for viewer in viewers {
        let person = viewer.person;
        letters.extend(of(app, gathered, key, viewer, now).map(|letter| (person, letter)));
    }
    Ok(letters)
}

/// One person's letter; nothing where there is nothing to say.
fn of(app: &App, gathered: &mut Gathered, key: &Key, mut viewer: Viewer, now: Moment) -> Option<Circular> {
    // The organisation that the person belongs to first sends the mail.
    let organisation = viewer.memberships.first()?.organisation;
    let mut sections = Vec::new();
    for partnership in std::mem::take(&mut viewer.partnerships) {
        let id = partnership.id;
        viewer.partnerships = vec![partnership];
        let Some(scope) = viewer.in_partnership(id) else { continue };
        let sees = gathered.sees(app, &scope);
        let Some(content) = gathered.of(id) else { continue };
        sections.extend(letter::section(&scope, &sees, content, now, &app.url(&format!("/p/{id}"))));
    }
    if sections.is_empty() {
        return None;
    }
    let t = viewer.speaker();
    let off = app.url(&format!("/digest/{}", key.token(viewer.person)));
    let body = letter::body(&t, &viewer.name, &sections, &app.url("/account/digest"), &off);
    let subject = t.say1("digest-subject", "day", t.day(&now.day_in(&viewer.zone)));
    Some(Circular { organisation, letter: Letter { recipient: viewer.email, subject, body }, unsubscribe: off })
}
