//! What every request handler holds: the database, the clock, the policies and the configuration.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use crate::access::{Policies, PolicyError};
use crate::area::{Area, NavItem};
use crate::clock::Clock;
use crate::db::Db;
use crate::job::Handler;
use crate::outside::Source;

/// What an operator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address that people use, without a slash at its end; links in mails begin with it.
    pub base_url: String,
    /// Where mail goes; nothing keeps it in the outbox.
    pub smtp_url: Option<String>,
    /// The sender of mail.
    pub mail_from: String,
    /// The demo: shows the outbox as a page and says on every page that the data were generated.
    pub demo: bool,
    /// What may be reached outside; nothing unless it is named here.
    pub sources: Vec<Source>,
    /// The file with the key of this installation, which seals the documents of data rooms; nothing takes no documents.
    pub key_file: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:8080".to_owned(),
            smtp_url: None,
            mail_from: "Lustrum <lustrum@localhost>".to_owned(),
            demo: false,
            sources: Vec::new(),
            key_file: None,
        }
    }
}

impl Config {
    /// Whether mail reaches anyone: a server takes it, or the demo shows it as a page.
    pub fn mails(&self) -> bool {
        self.smtp_url.is_some() || self.demo
    }
    /// Whether cookies may travel over an encrypted connection only.
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// The state of the application; cloning it is cheap.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    config: Config,
    policies: Arc<Policies>,
    nav: Vec<NavItem>,
    jobs: Vec<Arc<dyn Handler>>,
    parts: RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl App {
    /// Composes the areas: reads their texts and policies, which must be sound.
    pub fn new(db: Db, clock: Clock, config: Config, areas: &[Area]) -> Result<Self, PolicyError> {
        let texts: Vec<_> = areas.iter().map(|area| area.texts).collect();
        crate::locale::install(&texts).map_err(PolicyError)?;
        let policies: Vec<_> = areas.iter().map(|area| area.policy).collect();
        let mut nav: Vec<NavItem> = areas.iter().flat_map(|area| area.nav.clone()).collect();
        nav.sort_by_key(|item| item.order);
        Ok(Self(Arc::new(Inner {
            db,
            clock,
            config,
            policies: Arc::new(Policies::read(&policies)?),
            nav,
            jobs: [crate::mail::SendMail::handler(), crate::mail::SendMails::handler()]
                .into_iter()
                .chain(areas.iter().flat_map(|area| area.jobs.clone()))
                .collect(),
            parts: RwLock::default(),
        })))
    }
    /// The same application over another database, with nothing kept: for tests whose requests spoil theirs.
    pub fn over(&self, db: Db) -> Self {
        Self(Arc::new(Inner {
            db,
            clock: self.0.clock.clone(),
            config: self.0.config.clone(),
            policies: self.0.policies.clone(),
            nav: self.0.nav.clone(),
            jobs: self.0.jobs.clone(),
            parts: RwLock::default(),
        }))
    }
    pub fn db(&self) -> &Db {
        &self.0.db
    }
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
    pub fn now(&self) -> crate::Moment {
        self.0.clock.now()
    }
    pub fn config(&self) -> &Config {
        &self.0.config
    }
    pub fn policies(&self) -> &Policies {
        &self.0.policies
    }
    pub fn nav(&self) -> &[NavItem] {
        &self.0.nav
    }
    pub fn job_handler(&self, kind: &str) -> Option<Arc<dyn Handler>> {
        self.0.jobs.iter().find(|handler| handler.kind() == kind).cloned()
    }
    /// What an area keeps as long as the application lives (a writer, a memory): made when it is first asked for.
    pub fn part<T: Send + Sync + 'static>(&self, make: impl FnOnce(&Self) -> T) -> Arc<T> {
        let key = TypeId::of::<T>();
        let known = self.0.parts.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let part = known.unwrap_or_else(|| {
            let mut parts = self.0.parts.write().unwrap_or_else(PoisonError::into_inner);
            parts.entry(key).or_insert_with(|| Arc::new(make(self))).clone()
        });
        part.downcast().expect("what is kept under a type is of that type")
    }
    /// An absolute address for a path, for mails and QR codes.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0.config.base_url)
    }
}
