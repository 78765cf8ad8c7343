//! For tests: an application over a fresh database, on each engine in turn.

mod browser;

use jiff::Timestamp;

use crate::app::{App, Config};
use crate::area::Area;
use crate::clock::{Clock, Moment};
use crate::db::{Db, Engine, Sql, migrate};
pub use browser::{Browser, Reply, routes};

/// A morning in the third quarter, on which tests stand still.
pub fn a_morning() -> Moment {
    let text = "2026-09-17T08:00:00Z";
    Moment(text.parse::<Timestamp>().expect("the text above is an instant"))
}

/// Runs a test on both engines: SQLite in a folder of its own, and PostgreSQL where `LUSTRUM_TEST_POSTGRES` names
/// a server (`cargo xtask test` always does). Areas are composed as the application composes them.
pub async fn on_both_engines<F: AsyncFn(App)>(areas: &[Area], test: F) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(fresh) = Fresh::database(engine).await {
            test(app(&fresh.db, areas).await).await;
            fresh.remove().await;
        }
    }
}

/// The application over a database that has the schema of these areas.
pub async fn app(db: &Db, areas: &[Area]) -> App {
    migrate(db, migrations(areas), a_morning()).await.expect("the migrations run on both engines");
    App::new(db.clone(), Clock::standing_at(a_morning()), Config::default(), areas)
        .expect("texts and policies are sound")
}

/// The kernel's migrations and those of the areas.
pub fn migrations(areas: &[Area]) -> Vec<crate::db::Migration> {
    crate::MIGRATIONS.into_iter().chain(areas.iter().flat_map(|area| area.migrations.iter().copied())).collect()
}

/// A database that nobody else uses.
pub struct Fresh {
    pub db: Db,
    name: String,
    server: Option<String>,
}

impl Fresh {
    pub async fn database(engine: Engine) -> Option<Self> {
        let name = format!("lustrum_{}", uuid::Uuid::now_v7().simple());
        match engine {
            Engine::Sqlite => {
                let path = std::env::temp_dir().join(format!("{name}.db"));
                let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("a temporary file can be made");
                Some(Self { db, name: path.display().to_string(), server: None })
            }
            Engine::Postgres => {
                let server = std::env::var("LUSTRUM_TEST_POSTGRES").ok()?;
                let admin = Db::open(&server).await.expect("LUSTRUM_TEST_POSTGRES names a running server");
                admin
                    .run(&format!("CREATE DATABASE {name}"), vec![])
                    .await
                    .expect("the test user may create databases");
                admin.close().await.expect("it was open");
                let mut url: url::Url = server.parse().expect("LUSTRUM_TEST_POSTGRES is a URL");
                url.set_path(&name);
                let db = Db::open(url.as_str()).await.expect("it was just made");
                Some(Self { db, name, server: Some(server) })
            }
        }
    }

    pub async fn remove(self) {
        let closed = self.db.close().await;
        match self.server {
            None => {
                for end in ["", "-wal", "-shm"] {
                    let _gone_already = std::fs::remove_file(format!("{}{end}", self.name));
                }
            }
            Some(server) => {
                if let Ok(admin) = Db::open(&server).await {
                    let _kept_by_a_failed_test =
                        admin.run(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name), vec![]).await;
                    let _closing = admin.close().await;
                }
            }
        }
        closed.expect("the database closes");
    }
}
