//! What every area stands on, and none of it knows an area: the database, the one history, who may do what,
//! jobs, mail, languages, forms, pages. An area hands itself to the application as one [`area::Area`] value.

pub mod access;
pub mod app;
pub mod area;
pub mod blob;
pub mod chart;
pub mod clock;
pub mod db;
pub mod event;
pub mod figure;
pub mod form;
pub mod id;
pub mod job;
pub mod locale;
pub mod mail;
pub mod money;
pub mod outside;
pub mod page;
pub mod problem;
pub mod studied;
pub mod table;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

/// For the macros of this crate; areas write their own `use sea_orm::FromQueryResult`.
pub use sea_orm;
pub use {serde, uuid};

pub use app::App;
pub use clock::{Day, Moment};
pub use problem::Problem;

/// The kernel's own tables: history, jobs, mail, files.
pub const MIGRATIONS: [db::Migration; 2] = [
    db::Migration { name: "kernel/0001", sql: include_str!("../migrations/0001_kernel.sql") },
    db::Migration { name: "kernel/0002-unsubscribe", sql: include_str!("../migrations/0002_unsubscribe.sql") },
];
