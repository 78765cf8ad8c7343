//! A small world for tests: a client organisation and its partner with someone in every role on both sides, and a
//! second pair that is nobody's business here.

use lustrum_kernel::access::{Kind, OrganisationScope, PartnershipScope, Role, Side, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::Locale;

use crate::{membership, organisation, partnership, person, viewer};

pub struct World {
    pub client: OrganisationId,
    pub partner: OrganisationId,
    pub partnership: PartnershipId,
    pub foreign_client: OrganisationId,
    pub foreign_partner: OrganisationId,
    pub foreign_partnership: PartnershipId,
    people: Vec<(Side, Role, Viewer)>,
    foreign: Vec<(Side, Viewer)>,
}

impl World {
    /// Who is in this role on this side.
    pub fn viewer(&self, side: Side, role: Role) -> Viewer {
        let known = self.people.iter().find(|(of, has, _)| (*of, *has) == (side, role));
        known.map(|(_, _, viewer)| viewer.clone()).expect("there is someone in every role on both sides")
    }
    pub fn person(&self, side: Side, role: Role) -> PersonId {
        self.viewer(side, role).person
    }
    pub fn within(&self, side: Side, role: Role) -> PartnershipScope {
        self.viewer(side, role).in_partnership(self.partnership).expect("both sides are in the partnership")
    }
    pub fn at(&self, side: Side, role: Role) -> OrganisationScope {
        let own = match side {
            Side::Organisation => self.client,
            Side::Partner => self.partner,
        };
        self.viewer(side, role).in_organisation(own).expect("everyone is a member of an organisation")
    }
    /// The leading person of the foreign client organisation or of the foreign partner.
    pub fn stranger(&self, side: Side) -> Viewer {
        let known = self.foreign.iter().find(|(of, _)| *of == side);
        known.map(|(_, viewer)| viewer.clone()).expect("there is one on each side")
    }
}

pub async fn world(app: &App) -> World {
    build(app).await.expect("the world's own values are sound")
}

async fn build(app: &App) -> Result<World, lustrum_kernel::db::DbError> {
    let at = app.now();
    let tx = app.db().begin().await?;
    let client = organisation::create(&tx, Kind::Client, "Noordkade Logistics", at).await?;
    let partner = organisation::create(&tx, Kind::Partner, "Baken Leiderschap", at).await?;
    let foreign_client = organisation::create(&tx, Kind::Client, "Vestdal Energy", at).await?;
    let foreign_partner = organisation::create(&tx, Kind::Partner, "Kompas Opleidingen", at).await?;
    let partnership = partnership::begin(&tx, client, partner, "Keep our frontline managers", at).await?;
    let foreign_partnership = partnership::begin(&tx, foreign_client, foreign_partner, "Safe shifts", at).await?;
    let mut members = Vec::new();
    for (side, home) in [(Side::Organisation, client), (Side::Partner, partner)] {
        for role in Role::ALL {
            let email = format!("{}@{}.example", role.word(), side.word());
            let name = format!("{} ({})", role.word(), side.word());
            let id = person::create(&tx, &name, &email, Locale::En, "Europe/Amsterdam", at).await?;
            membership::join(&tx, home, id, &[role], at).await?;
            members.push((side, role, id));
        }
    }
    let mut strangers = Vec::new();
    for (side, home, role) in
        [(Side::Organisation, foreign_client, Role::LdLead), (Side::Partner, foreign_partner, Role::PartnerLead)]
    {
        let email = format!("stranger@{}.example", side.word());
        let id = person::create(&tx, "Somebody else", &email, Locale::En, "Europe/Amsterdam", at).await?;
        membership::join(&tx, home, id, &[role], at).await?;
        strangers.push((side, id));
    }
    tx.commit().await?;
    let mut people = Vec::new();
    for (side, role, id) in members {
        people.extend(viewer::of(app.db(), id).await?.map(|viewer| (side, role, viewer)));
    }
    let mut foreign = Vec::new();
    for (side, id) in strangers {
        foreign.extend(viewer::of(app.db(), id).await?.map(|viewer| (side, viewer)));
    }
    Ok(World { client, partner, partnership, foreign_client, foreign_partner, foreign_partnership, people, foreign })
}
