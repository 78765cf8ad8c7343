//! What the areas say of a partnership, read once for the whole page.

use lustrum_delivery::cohort::{self, Cohort};
use lustrum_governance::action::{self, Action};
use lustrum_governance::quarter::Quarter;
use lustrum_governance::review::{self, Review};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{PartnershipScope, Side};
use lustrum_kernel::db::{DbError, Sql};
use lustrum_partnership::charter::{self, CharterVersion};
use lustrum_programme::programme::{self, Programme};
use lustrum_sharing::agreement::{self, Agreement};
use lustrum_strategy::goal::{self, Goal};
use lustrum_study::study::{self, Concluded};

pub struct State {
    pub at: Moment,
    pub goals: Vec<Goal>,
    pub in_force: Option<CharterVersion>,
    /// A draft or an offer.
    pub open: Option<CharterVersion>,
    pub programmes: Vec<Programme>,
    pub cohorts: Vec<Cohort>,
    pub agreements: Vec<Agreement>,
    /// Those that the viewer's side may see, the newest first.
    pub studies: Vec<Concluded>,
    pub actions: Vec<Action>,
    pub last_review: Option<Review>,
    /// The quarter whose review is to be made now.
    pub due: Quarter,
}

pub async fn read(db: &impl Sql, scope: &PartnershipScope, at: Moment) -> Result<State, DbError> {
    let (tenant, id) = (scope.tenant(), scope.id());
    let studies = study::latest_of(db, tenant, id, at).await?;
    Ok(State {
        at,
        goals: goal::shared_with(db, tenant, id).await?,
        in_force: charter::in_force_on(db, tenant, id, at).await?,
        open: charter::open(db, tenant, id).await?,
        programmes: programme::of_partnership(db, tenant, id).await?,
        cohorts: cohort::of_partnership(db, tenant, id).await?,
        agreements: agreement::of_partnership(db, tenant, id, None, 20).await?,
        studies: studies.into_iter().filter(|known| scope.side == Side::Organisation || known.partner_sees).collect(),
        actions: action::open(db, tenant, id).await?,
        last_review: review::list(db, tenant, id, None, 1).await?.into_iter().next(),
        due: Quarter::due_at(at),
    })
}
