//! The viewer, standing in the place that the path names. Who may not know the place gets 404.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::{Kind, Membership, Partnered, Resource, Role, Side, Viewer};
use crate::app::App;
use crate::id::{OrganisationId, PartnershipId};
use crate::problem::Problem;

/// The viewer in an organisation of their own (`/o/{organisation}/...`).
#[derive(Clone, Debug)]
pub struct OrganisationScope {
    pub viewer: Viewer,
    pub member: Membership,
}

/// The viewer in a partnership, on one of its sides (`/p/{partnership}/...`).
#[derive(Clone, Debug)]
pub struct PartnershipScope {
    pub viewer: Viewer,
    pub side: Side,
    pub roles: Vec<Role>,
    pub partnership: Partnered,
}

impl OrganisationScope {
    pub fn organisation(&self) -> OrganisationId {
        self.member.organisation
    }
}

impl PartnershipScope {
    pub fn id(&self) -> PartnershipId {
        self.partnership.id
    }
    /// The organisation whose rows these are: the client organisation, on whichever side the viewer stands.
    pub fn tenant(&self) -> OrganisationId {
        self.partnership.client
    }
    /// The viewer's own organisation.
    pub fn own(&self) -> OrganisationId {
        match self.side {
            Side::Organisation => self.partnership.client,
            Side::Partner => self.partnership.partner,
        }
    }
    /// The name of the viewer's own organisation.
    pub fn own_name(&self) -> &str {
        match self.side {
            Side::Organisation => &self.partnership.client_name,
            Side::Partner => &self.partnership.partner_name,
        }
    }
}

/// A place where a viewer stands, from which policies decide.
pub trait Here {
    fn viewer(&self) -> &Viewer;
    fn side(&self) -> Side;
    fn roles(&self) -> &[Role];

    /// Whether the policies allow it; for showing a button or not.
    fn may(&self, app: &App, action: &str, resource: &Resource) -> bool {
        let writes = !(action.ends_with(".view") || action.ends_with(".list"));
        if let super::Via::Token(scopes) = &self.viewer().via {
            let needed = if writes { "write" } else { "read" };
            if !scopes.iter().any(|scope| scope == needed) {
                return false;
            }
        }
        app.policies().allow(self.viewer().person, self.side(), self.roles(), action, resource)
    }
    /// The same as a refusal: what a partner may not see does not exist for it.
    fn require(&self, app: &App, action: &str, resource: &Resource) -> Result<(), Problem> {
        if self.may(app, action, resource) {
            return Ok(());
        }
        let reads = action.ends_with(".view") || action.ends_with(".list");
        Err(if reads && self.side() == Side::Partner { Problem::NotFound } else { Problem::Forbidden })
    }
    fn has(&self, role: Role) -> bool {
        self.roles().contains(&role)
    }
}

impl Here for OrganisationScope {
    fn viewer(&self) -> &Viewer {
        &self.viewer
    }
    fn side(&self) -> Side {
        match self.member.kind {
            Kind::Client => Side::Organisation,
            Kind::Partner => Side::Partner,
        }
    }
    fn roles(&self) -> &[Role] {
        &self.member.roles
    }
}

impl Here for PartnershipScope {
    fn viewer(&self) -> &Viewer {
        &self.viewer
    }
    fn side(&self) -> Side {
        self.side
    }
    fn roles(&self) -> &[Role] {
        &self.roles
    }
}

/// Someone, or nobody who is signed in.
#[derive(Clone, Debug)]
pub struct MaybeViewer(pub Option<Viewer>);

impl FromRequestParts<App> for MaybeViewer {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Viewer>().cloned()))
    }
}

impl FromRequestParts<App> for Viewer {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        parts.extensions.get::<Viewer>().cloned().ok_or(Problem::SignInFirst)
    }
}

async fn id_in_path<I: std::str::FromStr>(parts: &mut Parts, app: &App, name: &str) -> Result<I, Problem> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Problem::NotFound)?;
    params.iter().find(|(key, _)| *key == name).and_then(|(_, value)| value.parse().ok()).ok_or(Problem::NotFound)
}

impl FromRequestParts<App> for OrganisationScope {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let id: OrganisationId = id_in_path(parts, app, "organisation").await?;
        viewer.in_organisation(id).ok_or(Problem::NotFound)
    }
}

impl FromRequestParts<App> for PartnershipScope {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let id: PartnershipId = id_in_path(parts, app, "partnership").await?;
        viewer.in_partnership(id).ok_or(Problem::NotFound)
    }
}
