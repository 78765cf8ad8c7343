//! The areas, put together: one application, one router.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use lustrum_exit::rehearsal::Steps;
use lustrum_identity::setup::SetupCode;
use lustrum_kernel::app::Config;
use lustrum_kernel::area::{Area, router as routes_of};
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::{Db, DbError, Migration, migrate};
use lustrum_kernel::{App, page};
use tower_http::compression::CompressionLayer;

use crate::web;

/// Every area, in the order of the chain.
pub fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_selection::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        lustrum_records::area(),
        lustrum_assessment::area(),
        lustrum_evidence::area(),
        lustrum_study::area(),
        lustrum_governance::area(),
        lustrum_exit::area(),
        lustrum_home::area(),
    ]
}

/// The migrations of the kernel and of every area.
pub fn migrations(areas: &[Area]) -> Vec<Migration> {
    lustrum_kernel::MIGRATIONS.into_iter().chain(areas.iter().flat_map(|area| area.migrations.clone())).collect()
}

/// Brings the schema up to date and puts the application together.
pub async fn application(db: Db, clock: Clock, config: Config) -> anyhow::Result<App> {
    let areas = areas();
    bring_up_to_date(&db, &clock).await?;
    if let Some(file) = &config.key_file {
        prepare_key(&db, file).await?;
    }
    let app = App::new(db, clock, config, &areas)?;
    // A rehearsal of the exit needs an installation of its own, and no area knows the schema of all.
    app.part(|_| Steps(migrations(&areas)));
    // A fee may hang on what a study finds, and terms stand before studies in the chain.
    lustrum_kernel::studied::register(&app, Arc::new(lustrum_study::Results));
    // The exit stands after the rhythm that tells of what waits.
    lustrum_governance::waiting::register(&app, vec![Arc::new(lustrum_exit::plan::Waits)]);
    Ok(app)
}

/// Makes the key that files are sealed with, or sees whether it is the one that they wait for.
pub async fn prepare_key(db: &Db, file: &Path) -> anyhow::Result<()> {
    let besides = lustrum_selection::score::file::needed(db).await?;
    Ok(lustrum_sharing::room::vault::prepare(db, file, besides).await?)
}

/// The marks of the keys that are needed to open what this database holds. A database from before there were sealed files
/// has no tables of them.
pub async fn needed_keys(db: &Db) -> Vec<String> {
    let mut needed = lustrum_sharing::room::vault::needed(db).await.unwrap_or_default();
    needed.extend(lustrum_selection::score::file::needed(db).await.unwrap_or_default());
    needed.sort();
    needed.dedup();
    needed
}

/// Makes the texts of all areas known, for a command that puts no application together.
pub fn read_texts() -> anyhow::Result<()> {
    let texts: Vec<_> = areas().iter().map(|area| area.texts).collect();
    lustrum_kernel::locale::install(&texts).map_err(anyhow::Error::msg)
}

pub async fn bring_up_to_date(db: &Db, clock: &Clock) -> Result<Vec<&'static str>, DbError> {
    migrate(db, migrations(&areas()), clock.now()).await
}

/// The router of everything. The layers, from the outside in: compression, the rest of what was sent, who asks, how problems are dressed,
/// what other sites send.
pub fn router(app: App, setup: Option<SetupCode>) -> Router {
    let mut router = routes_of(&areas())
        .merge(web::routes())
        .layer(DefaultBodyLimit::max(32 * 1024 * 1024))
        .layer(from_fn(page::security))
        .layer(tower_http::catch_panic::CatchPanicLayer::new())
        .layer(from_fn_with_state(app.clone(), page::dress))
        .layer(from_fn_with_state(app.clone(), lustrum_identity::recognise))
        .layer(from_fn(web::measure))
        .layer(from_fn(web::read_on));
    if let Some(code) = setup {
        router = router.layer(axum::Extension(code));
    }
    router.layer(CompressionLayer::new()).with_state(app)
}
