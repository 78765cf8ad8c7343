use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Access, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::testing::{Browser, on_both_engines};

use crate::By;
use crate::ask::{self, AskId};
use crate::charter::comment::{self, About, CommentId};
use crate::charter::{self, NewMeasure, Section};
use crate::contact::Mandate;
use crate::immersion::{self, InsightId, ItemId, Words};
use crate::terms::{StatementId, TermsId, statement};
use crate::testing::{agreed_terms, areas, complete_draft, lead, signed};

/// What stands in for the parameters of a path.
#[derive(Clone, Copy)]
struct There {
    version: charter::CharterVersionId,
    terms: TermsId,
    statement: StatementId,
    ask: AskId,
    item: ItemId,
    insight: InsightId,
    comment: CommentId,
}

async fn there(app: &App, world: &World) -> There {
    let terms = agreed_terms(app, world, signed(app, world).await).await;
    let tx = app.db().begin().await.unwrap();
    let statement = statement::make(&tx, &lead(app, world, Side::Partner), terms, Vec::new()).await.unwrap();
    let asker = By { person: world.person(Side::Partner, Role::Facilitator), ..lead(app, world, Side::Partner) };
    let ask = ask::make(&tx, &asker, "the facilitator", Mandate::DecideChange, None, "May we?", None).await.unwrap();
    let (item, insight) = visited(app, world, &tx).await;
    tx.commit().await.unwrap();
    let version = complete_draft(app, world).await;
    let comment = commented(app, world, version).await;
    There { version, terms, statement, ask, item, insight, comment }
}

/// A comment on the vision of a version.
async fn commented(app: &App, world: &World, version: charter::CharterVersionId) -> CommentId {
    let known = charter::find(app.db(), world.client, world.partnership, version).await.unwrap().unwrap();
    let about = About { version: &known, section: Section::Vision, language: known.head.language };
    let tx = app.db().begin().await.unwrap();
    let made = comment::make(&tx, &lead(app, world, Side::Partner), about, "For whom?").await.unwrap();
    tx.commit().await.unwrap();
    made
}

/// A visit that took place, and what it gave.
async fn visited(app: &App, world: &World, tx: &Tx) -> (ItemId, InsightId) {
    let (by, today) = (lead(app, world, Side::Partner), app.now().day_in(&jiff::tz::TimeZone::UTC));
    let words = Words {
        kind: immersion::Kind::Visit,
        title: "A night at depot Venlo".to_owned(),
        host: "Sanne".to_owned(),
        guests: "Emre".to_owned(),
        place: "Venlo".to_owned(),
        planned_on: None,
    };
    let item = immersion::add(tx, &by, &words).await.unwrap();
    let found = async || immersion::find(tx, world.client, world.partnership, item).await.unwrap().unwrap();
    immersion::take_place(tx, &by, &found().await, today, today).await.unwrap().unwrap();
    let insight = immersion::note(tx, &by, &found().await, "Talks happen in the hall").await.unwrap().unwrap();
    (item, insight)
}

/// The path with ids that are there.
async fn filled(app: &App, world: &World, side: Side, path: &str, there: There) -> String {
    let id = there.version;
    let version = charter::find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
    let measure = match version.measures.first() {
        Some(measure) => measure.id,
        None => {
            let tx: Tx = app.db().begin().await.unwrap();
            let by = lead(app, world, Side::Organisation);
            let new = NewMeasure { level: 3, text: "x".to_owned(), ..NewMeasure::default() };
            let made = charter::add_measure(&tx, &by, id, new).await.unwrap();
            tx.commit().await.unwrap();
            made
        }
    };
    path.replace("{partnership}", &world.partnership.to_string())
        .replace("{version}", &id.to_string())
        .replace("{measure}", &measure.to_string())
        .replace("{terms}", &there.terms.to_string())
        .replace("{ask}", &there.ask.to_string())
        .replace("{statement}", &there.statement.to_string())
        .replace("{item}", &there.item.to_string())
        .replace("{insight}", &there.insight.to_string())
        .replace("{comment}", &there.comment.to_string())
        .replace("{section}", "vision")
        .replace("{person}", &world.person(side, Role::Facilitator).to_string())
}

/// Back to a draft, whatever the request before did.
async fn redrafted(app: &App, world: &World, id: charter::CharterVersionId) {
    let tx = app.db().begin().await.unwrap();
    if charter::withdraw_offer(&tx, &lead(app, world, Side::Organisation), id).await.is_ok() {
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn cap_26_every_route_of_a_partnership_is_open_to_whom_its_row_names_and_to_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = there(&app, &world).await;
        let (areas, own) = (areas(), crate::area());
        for route in own.routes.iter() {
            let Access::Partnership { organisation, partner } = route.access else {
                panic!("{} is open to others than the two sides", route.path)
            };
            for side in Side::BOTH {
                let allowed = if side == Side::Organisation { organisation } else { partner };
                for role in Role::ALL {
                    redrafted(&app, &world, id.version).await;
                    let path = filled(&app, &world, side, route.path, id).await;
                    let browser = Browser::new(&app, &areas, world.viewer(side, role));
                    let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                    let passes = !matches!(status, 401 | 403 | 404);
                    assert_eq!(
                        passes,
                        allowed.contains(&role),
                        "{} {path} as {role:?} ({side:?}): {status}",
                        route.method
                    );
                    assert!(passes || matches!(status, 403 | 404));
                }
                let path = filled(&app, &world, side, route.path, id).await;
                let browser = Browser::new(&app, &areas, world.stranger(side));
                let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
                assert_eq!(status, 404, "{} {path} as somebody else", route.method);
            }
            let path = filled(&app, &world, Side::Organisation, route.path, id).await;
            let browser = Browser::new(&app, &areas, None);
            let status = browser.send(route.method.clone(), &path, None, Vec::new()).await.status;
            assert!(matches!(status, 303 | 401), "{} {path} signed out: {status}", route.method);
        }
    })
    .await;
}

#[tokio::test]
async fn cap_26_a_version_of_another_partnership_is_not_there() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = complete_draft(&app, &world).await;
        let browser = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        let path = format!("/p/{}/charter/versions/{id}", world.foreign_partnership);
        assert_eq!(browser.get(&path).await.status, 404);
        assert_eq!(browser.post(&format!("{path}/offer"), &[]).await.status, 404);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&format!("/p/{}/charter", world.partnership)).await.status, 403);
    })
    .await;
}
