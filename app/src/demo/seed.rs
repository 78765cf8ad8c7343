//! Fills an empty database, whole or not at all: everything happens in one transaction, through the same functions
//! that the pages use; what another system reports comes after it.

use std::collections::HashMap;

use lustrum_identity::invitation::{Draft, Host, Place, invite};
use lustrum_identity::{membership, organisation, partnership, person};
use lustrum_kernel::access::Role;
use lustrum_kernel::db::Tx;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::{App, Day, Moment};

use super::cast::{CAST, Home};
use super::story;

/// Where a step of the demo writes, and who acts in it.
pub struct Stage<'a> {
    pub app: &'a App,
    pub tx: &'a Tx,
    pub organisation: OrganisationId,
    pub partnership: PartnershipId,
    people: &'a HashMap<&'static str, PersonId>,
}

impl Stage<'_> {
    pub fn person(&self, email: &str) -> PersonId {
        *self.people.get(email).expect("everyone of the cast was entered first")
    }
}

pub async fn all(app: &App) -> anyhow::Result<()> {
    let tx = app.db().begin().await?;
    let begun = moment("2025-11-03T08:00:00Z");
    let mut homes = HashMap::new();
    for home in [Home::Noordkade, Home::Baken, Home::SupportedWork, Home::Evaluators] {
        homes.insert(home.name(), organisation::create(&tx, home.kind(), home.name(), begun).await?);
    }
    let mut people = HashMap::new();
    for member in &CAST {
        let id = person::create(&tx, member.name, member.email, member.locale, member.zone, begun).await?;
        membership::join(&tx, homes[member.home.name()], id, &[member.role], begun).await?;
        people.insert(member.email, id);
    }
    let (client, partner) = (homes[Home::Noordkade.name()], homes[Home::Baken.name()]);
    let story = partnership::begin(&tx, client, partner, "Keep our frontline managers", begun).await?;
    let stage = Stage { app, tx: &tx, organisation: client, partnership: story, people: &people };
    super::story::tell(&stage).await?;
    invitations(app, &stage).await?;
    let (client, partner) = (homes[Home::SupportedWork.name()], homes[Home::Evaluators.name()]);
    let real = partnership::begin(&tx, client, partner, "From welfare to work", begun).await?;
    let real = Stage { app, tx: &tx, organisation: client, partnership: real, people: &people };
    super::nsw::tell(&real).await?;
    tx.commit().await?;
    // Statements have a writer of their own, which waits for its turn.
    super::records::report(app, homes[Home::Noordkade.name()], people[CAST[0].email]).await?;
    super::story::exit::rehearse(app, story, [people[story::LEAD], people[story::PARTNER]]).await
}

/// Two that wait for an answer: a colleague in Belgium, and a niche partner for language.
async fn invitations(app: &App, stage: &Stage<'_>) -> anyhow::Result<()> {
    let lead = &CAST[0];
    let host = Host {
        organisation: stage.organisation,
        organisation_name: lead.home.name(),
        person: stage.person(lead.email),
        name: lead.name,
    };
    let colleague = Draft {
        email: "joke@noordkade.example".to_owned(),
        into: Place::Organisation(vec![Role::RegionalLdManager]),
        locale: Locale::Nl,
    };
    let niche = Draft {
        email: "hallo@veldtaal.example".to_owned(),
        into: Place::Partnership("Dutch on the floor".to_owned()),
        locale: Locale::Nl,
    };
    for draft in [colleague, niche] {
        invite(app, stage.tx, &host, vec![draft]).await?;
    }
    Ok(())
}

/// An instant that is written out in the seed.
pub fn moment(text: &str) -> Moment {
    Moment(text.parse().expect("the seed's own instants are written soundly"))
}

/// A day that is written out in the seed.
pub fn day(text: &str) -> Day {
    text.parse().expect("the seed's own days are written soundly")
}
