//! The access matrix: every route, asked by every role on both sides, by strangers and by nobody, on the running
//! router over the demo. What a route says of itself ([`Access`]) must be what the policies do.

mod ids;

use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::Method;
use lustrum_identity::{membership, person, viewer};
use lustrum_kernel::App;
use lustrum_kernel::access::{Access, Partnered, Role, Side, Viewer};
use lustrum_kernel::app::Config;
use lustrum_kernel::area::{Area, Route};
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Db;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, Reply, routes};

use crate::demo::seed;

/// Who asks.
struct Asker {
    who: String,
    viewer: Option<Viewer>,
    /// Where they stand in the story's partnership; strangers nowhere.
    place: Option<(Side, Role)>,
}

struct House {
    template: PathBuf,
    folder: PathBuf,
    copies: u32,
    areas: Vec<Area>,
    app: App,
    router: Router,
}

impl House {
    /// A fresh copy of the seeded database: what an allowed request changed does not spoil the next.
    async fn renew(&mut self) {
        self.app.db().clone().close().await.expect("the copy closes");
        self.copies += 1;
        let db = copy(&self.template, &self.folder.join(format!("{}.db", self.copies))).await;
        self.app = self.app.over(db);
        self.router = routes(&self.app, &self.areas);
    }
}

async fn copy(template: &Path, copy: &Path) -> Db {
    std::fs::copy(template, copy).expect("the seeded database can be copied");
    Db::open(&format!("sqlite:{}", copy.display())).await.expect("a copy opens")
}

/// The routes are asked in so many tests of their own, so that no test is as long as the rest together.
const PARTS: usize = 4;

#[tokio::test]
async fn every_route_lets_in_whom_its_row_says_and_nobody_else_part_1() {
    every_route_of_part(0).await;
}
#[tokio::test]
async fn every_route_lets_in_whom_its_row_says_and_nobody_else_part_2() {
    every_route_of_part(1).await;
}
#[tokio::test]
async fn every_route_lets_in_whom_its_row_says_and_nobody_else_part_3() {
    every_route_of_part(2).await;
}
#[tokio::test]
async fn every_route_lets_in_whom_its_row_says_and_nobody_else_part_4() {
    every_route_of_part(3).await;
}

/// With `MATRIX_ONLY` set to a part of a path, only the routes that have it in theirs.
async fn every_route_of_part(part: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (house, askers, place) = build(folder.path()).await;
    let mut house = house;
    let mut wrong = Vec::new();
    let mut asked = 0;
    let only = std::env::var("MATRIX_ONLY").unwrap_or_default();
    let routes: Vec<Route> = house.areas.iter().flat_map(|area| area.routes.clone()).collect();
    let of_part = routes.into_iter().enumerate().filter(|(place, _)| place % PARTS == part).map(|(_, route)| route);
    for route in of_part.filter(|route| route.path.contains(&only)).collect::<Vec<_>>() {
        for asker in &askers {
            let own = match asker.place {
                Some((Side::Partner, _)) => place.partner,
                _ => place.client,
            };
            let at = ids::Place { client: place.client, partnership: place.id, own };
            let path = match ids::fill(house.app.db(), route.path, at).await {
                Ok(path) => path,
                Err(words) => {
                    wrong.push(words);
                    break;
                }
            };
            let browser = Browser::over(house.router.clone()).signed_in_as(asker.viewer.clone());
            let reply = browser.send(route.method.clone(), &path, kind(&route), Vec::new()).await;
            asked += 1;
            if let Some(words) = judge(&route, asker, &reply) {
                wrong.push(format!("{} {} as {}: {words}", route.method, route.path, asker.who));
            }
            if route.method != Method::GET && reply.status < 400 {
                house.renew().await;
            }
        }
    }
    assert!(!only.is_empty() || asked > 500, "only {asked} requests were made");
    assert!(wrong.is_empty(), "{} of {asked} answers are not what the matrix says:\n{}", wrong.len(), wrong.join("\n"));
}

fn kind(route: &Route) -> Option<&'static str> {
    (route.method != Method::GET && !route.path.starts_with("/api/")).then_some("application/x-www-form-urlencoded")
}

/// What is wrong with an answer, if anything.
fn judge(route: &Route, asker: &Asker, reply: &Reply) -> Option<String> {
    let status = reply.status;
    if status >= 500 {
        return Some(format!("{status}: {}", reply.body.chars().take(300).collect::<String>()));
    }
    let to_sign_in = reply.location.as_deref().is_some_and(|location| location.starts_with("/sign-in"));
    let turned_away = status == 401 || (status == 303 && to_sign_in);
    let refused = matches!(status, 401 | 403 | 404) || (asker.viewer.is_none() && turned_away);
    let expect = |right: bool, what: &str| (!right).then(|| format!("{status} where {what}"));
    match (route.access, asker.place) {
        (Access::Public, _) => None,
        (_, _) if asker.viewer.is_none() => expect(turned_away, "nobody is signed in"),
        (Access::SignedIn, _) => expect(!matches!(status, 401 | 403), "signing in suffices"),
        (_, None) => expect(status == 404, "a stranger may not know that it exists"),
        (Access::Organisation(_), Some((Side::Partner, _))) => {
            expect(status == 404, "it is the other organisation's own")
        }
        (Access::Organisation(roles), Some((Side::Organisation, role))) => {
            allowed(roles.contains(&role), refused, status)
        }
        (Access::Partnership { organisation, .. }, Some((Side::Organisation, role))) => {
            allowed(organisation.contains(&role), refused, status)
        }
        (Access::Partnership { partner, .. }, Some((Side::Partner, role))) => {
            allowed(partner.contains(&role), refused, status)
        }
    }
}

fn allowed(says: bool, refused: bool, status: u16) -> Option<String> {
    (says == refused).then(|| format!("{status}, where its row says {}", if says { "yes" } else { "no" }))
}

async fn build(folder: &Path) -> (House, Vec<Asker>, Partnered) {
    let template = folder.join("seeded.db");
    let db = Db::open(&format!("sqlite:{}", template.display())).await.expect("a temporary database opens");
    let clock = Clock::standing_at(seed::moment("2026-10-05T08:00:00Z"));
    let config = Config { demo: true, key_file: Some(folder.join("lustrum.key")), ..Config::default() };
    let app = crate::compose::application(db, clock, config).await.expect("it composes");
    seed::all(&app).await.expect("the demo seeds");
    let (askers, place) = askers(&app).await.expect("everyone can be entered");
    app.db().clone().close().await.expect("it was open");
    let app = app.over(copy(&template, &folder.join("0.db")).await);
    let areas = crate::compose::areas();
    let router = routes(&app, &areas);
    let house = House { template, folder: folder.to_owned(), copies: 0, areas, app, router };
    (house, askers, place)
}

/// Someone in every role on both sides, a stranger of each kind, one who left, and nobody.
async fn askers(app: &App) -> anyhow::Result<(Vec<Asker>, Partnered)> {
    let lead = person::by_email(app.db(), crate::demo::cast::CAST[0].email).await?.expect("the cast was seeded");
    let lead = viewer::of(app.db(), lead.id).await?.expect("the lead is known");
    let story = lead.partnerships[0].clone();
    let at = app.now();
    let mut entered = Vec::new();
    for (side, home) in [(Side::Organisation, story.client), (Side::Partner, story.partner)] {
        for role in Role::ALL {
            let tx = app.db().begin().await?;
            let email = format!("{}@{}.matrix.example", role.word(), side.word());
            let id = person::create(&tx, role.word(), &email, Locale::En, "Europe/Amsterdam", at).await?;
            membership::join(&tx, home, id, &[role], at).await?;
            tx.commit().await?;
            entered.push((format!("{} ({})", role.word(), side.word()), id, Some((side, role))));
        }
    }
    for member in crate::demo::cast::CAST.iter().rev().take(2) {
        let stranger = person::by_email(app.db(), member.email).await?.expect("the cast was seeded");
        entered.push((format!("a stranger, {}", member.role.word()), stranger.id, None));
    }
    let tx = app.db().begin().await?;
    let gone = person::create(&tx, "gone", "gone@matrix.example", Locale::En, "Europe/Amsterdam", at).await?;
    membership::join(&tx, story.client, gone, &[Role::LdLead], at).await?;
    membership::leave(&tx, story.client, gone, None, at).await?;
    tx.commit().await?;
    entered.push(("an L&D lead who left".to_owned(), gone, None));
    let mut askers = vec![Asker { who: "nobody".to_owned(), viewer: None, place: None }];
    for (who, id, place) in entered {
        askers.push(Asker { who, viewer: viewer::of(app.db(), id).await?, place });
    }
    Ok((askers, story))
}
