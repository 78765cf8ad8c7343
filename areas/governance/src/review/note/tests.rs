//! Notes for a review through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use lustrum_sharing::{ledger, testing as sharing};
use serde_json::json;

use super::{Kind, Leaning, MOST, NewNote, NoteId, NoteRefused, add, change, find, take_back};
use crate::midway::tests::a_midway;
use crate::review::tests::sample;
use crate::review::{latest, make};
use crate::tests::{areas, lead};

pub(crate) fn by(app: &App, world: &World, side: Side) -> By {
    let role = if side == Side::Organisation { Role::LdLead } else { Role::PartnerLead };
    By::viewer(&world.within(side, role), app.now())
}

/// A note of a side for the third quarter.
pub(crate) async fn a_note(
    app: &App,
    world: &World,
    (side, kind, text): (Side, Kind, &str),
    leaning: Option<Leaning>,
) -> NoteId {
    let new = NewNote { period: sample::quarter(), kind, text: text.to_owned(), leaning };
    let tx = app.db().begin().await.unwrap();
    let id = add(&tx, &by(app, world, side), &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Makes the review of the third quarter, which freezes the notes that there are.
pub(crate) async fn made(app: &App, world: &World) -> crate::review::Review {
    let scope = world.within(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let person = Some(scope.viewer.person);
    let review = make(&tx, &scope.partnership, person, app.now(), sample::quarter(), false).await.unwrap();
    tx.commit().await.unwrap();
    review
}

#[test]
fn what_changed_leans_on_nothing_and_a_proposal_on_the_module_that_it_would_change() {
    let measure = Leaning::Measure("2 figure Gain".to_owned());
    let module = Leaning::Module {
        programme: lustrum_programme::programme::ProgrammeId::new(),
        id: lustrum_programme::module::ModuleId::new(),
        title: "Talks".to_owned(),
    };
    let told = Kind::ALL.map(|kind| (kind.leans_on(&measure), kind.leans_on(&module)));
    assert_eq!(told, [(false, false), (true, true), (true, true), (false, true)]);
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.word()), Some(kind));
    }
}

#[tokio::test]
async fn cap_30_both_sides_prepare_a_review_and_it_freezes_their_words_with_the_side_that_wrote_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (_, programme, modules) = a_midway(&app, &world).await;
        let kpi = sharing::a_kpi(&app, &world, "Turnover").await;
        sharing::in_force(&app, &world, kpi).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let designer = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::LearningDesigner));
        let review = format!("/p/{}/reviews/2026-Q3", world.partnership);
        let (page, notes) = (format!("{review}/prepare"), format!("{review}/notes"));
        let empty = ours.get(&page).await;
        assert!(empty.shows("No note was written") && empty.shows("There is no review before this one"));

        let listed = ours.json("GET", &format!("/api/v1{notes}"), json!(null)).await.json();
        let known = listed["evidence"].as_array().unwrap().clone();
        let word = |part: &str| {
            let found = known.iter().find(|one| one["name"].as_str().unwrap().contains(part));
            found.unwrap_or_else(|| panic!("{part} in {known:?}"))["evidence"].as_str().unwrap().to_owned()
        };
        let (turnover, module) = (word("Turnover"), word("Rosters with people"));
        let bare = ours.post(&notes, &[("kind", "luck"), ("text", " "), ("evidence", "measure 9 luck")]).await;
        assert!(bare.status == 422 && bare.shows("kind-error") && bare.shows("text-error"), "{}", bare.body);
        assert!(bare.shows("evidence-error"));
        let typed = [("kind", "proposal"), ("text", "Half an <b>hour</b>."), ("evidence", turnover.as_str())];
        let odd = ours.post(&notes, &typed).await;
        assert!(odd.status == 422 && odd.shows("names the module that it would change"));
        assert!(odd.shows("Half an &#60;b&#62;hour&#60;/b&#62;."), "what was typed stays");
        let odd = ours.post(&notes, &[("kind", "surroundings"), ("text", "x"), ("evidence", module.as_str())]).await;
        assert!(odd.status == 422 && odd.shows("leave this empty"));

        let worked = [("kind", "worked"), ("text", "Fewer left in Gent."), ("evidence", turnover.as_str())];
        assert_eq!(ours.post(&notes, &worked).await.status, 303);
        let not = [("kind", "did-not"), ("text", "Nobody had <i>an hour</i>."), ("evidence", module.as_str())];
        let made_there = designer.post(&notes, &not).await;
        let there = made_there.location.unwrap();
        let id = there.split_once("#note-").unwrap().1.to_owned();
        assert_eq!(theirs.post(&notes, &[("kind", "surroundings"), ("text", "A toll on lorries.")]).await.status, 303);
        let shown = theirs.get(&page).await;
        for part in ["Fewer left in Gent.", "23.3", "Nobody had &#60;i&#62;an hour", "A toll on lorries."] {
            assert!(shown.shows(part), "{part}: {}", shown.body);
        }
        let entries = ledger::entries(app.db(), world.client, world.partnership, None, 50).await.unwrap();
        assert!(entries.iter().any(|entry| entry.kind == "release.read"), "the partner read a released figure");

        let table = theirs.get(&format!("{notes}.csv")).await;
        assert!(table.status == 200 && table.shows("Fewer left in Gent."));
        // The other side leaves it alone; two of one side do not write over each other.
        let edit = format!("{notes}/{id}");
        let others = ours.get(&format!("{edit}/edit")).await;
        assert!(others.status == 409 && others.shows("The other side wrote this note"));
        assert_eq!(ours.post(&edit, &[("text", "x"), ("version", "1")]).await.status, 409);
        assert_eq!(ours.post(&format!("{edit}/removal"), &[]).await.status, 409);
        assert!(designer.get(&format!("{edit}/edit")).await.shows("name=\"version\" value=\"1\""));
        let first = [("text", "Nobody had an hour."), ("evidence", module.as_str()), ("version", "1")];
        assert_eq!(theirs.post(&edit, &first).await.status, 303);
        let second = [("text", "No hour was free."), ("evidence", module.as_str()), ("version", "1")];
        let met = designer.post(&edit, &second).await;
        assert!(
            met.status == 422 && met.shows("Nobody had an hour.") && met.shows("No hour was free."),
            "{}",
            met.body
        );
        assert!(met.shows("name=\"version\" value=\"2\""), "to save once more is to have seen it");

        let review_made = made(&app, &world).await;
        let late = designer.post(&edit, &[("text", "Too late."), ("version", "2")]).await;
        assert!(late.status == 422 && late.shows("Number 1 of the review") && late.shows("Too late."), "{}", late.body);
        assert_eq!(theirs.post(&format!("{edit}/removal"), &[]).await.status, 409);
        let whole = ours.get(&review).await;
        for part in [
            "What both sides bring",
            "Fewer left in Gent.",
            "module “Rosters with people”",
            "23.3",
            "No note was written",
        ] {
            assert!(whole.shows(part), "{part}");
        }
        assert!(whole.shows(&format!("/programmes/{}", programme.id)));
        assert_eq!(review_made.content.notes.len(), 3);
        for lang in ["en", "nl"] {
            let pdf = format!("{review}.pdf?lang={lang}");
            assert!(ours.get(&pdf).await.body == theirs.get(&pdf).await.body, "{lang}");
            let file = ours.get(&format!("{review}.html?lang={lang}")).await;
            assert!(file.shows("A toll on lorries.") && !file.shows("/programmes/"), "no way out of a file");
        }
        // Made again from the same it is the same; a note more makes the next number, and the first stays as it was.
        assert_eq!(made(&app, &world).await.hash, review_made.hash);
        assert!(theirs.get(&page).await.shows("stands in review number 1"));
        a_note(&app, &world, (Side::Partner, Kind::Worked, "The nights took part."), None).await;
        let next = made(&app, &world).await;
        assert_eq!((next.number, next.content.notes.len()), (2, 4));
        assert!(!ours.get(&format!("{review}?number=1")).await.shows("The nights took part."));
        assert_eq!(modules.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_note_is_taken_back_until_a_review_holds_it_and_a_side_writes_no_more_than_can_be_read() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let api = format!("/api/v1/p/{}/reviews/2026-Q3/notes", world.partnership);
        let ours = lead(&app, &world, Side::Organisation);
        let sent = json!({ "kind": "worked", "text": "It rains less." });
        let one = ours.json("POST", &api, sent.clone()).await;
        assert_eq!(one.status, 201, "{}", one.body);
        let one = one.json();
        assert_eq!((&one["side"], &one["version"], &one["number"]), (&json!("organisation"), &json!(1), &json!(null)));
        let path = format!("{api}/{}", one["id"].as_str().unwrap());
        let changed = ours.json("PUT", &path, json!({ "text": "It rained.", "version": 1 })).await.json();
        assert_eq!((&changed["text"], &changed["version"]), (&json!("It rained."), &json!(2)));
        assert_eq!(ours.json("PUT", &path, json!({ "text": "x", "version": 1 })).await.status, 422);
        assert_eq!(ours.json("DELETE", &path, json!(null)).await.status, 204);
        assert_eq!(ours.json("DELETE", &path, json!(null)).await.status, 404);

        let tx = app.db().begin().await.unwrap();
        let new = NewNote {
            period: sample::quarter(),
            kind: Kind::Surroundings,
            text: "Once more.".to_owned(),
            leaning: None,
        };
        for _ in 0..MOST {
            add(&tx, &by(&app, &world, Side::Organisation), &new).await.unwrap();
        }
        assert!(matches!(add(&tx, &by(&app, &world, Side::Organisation), &new).await, Err(NoteRefused::Many)));
        add(&tx, &by(&app, &world, Side::Partner), &new).await.unwrap();
        tx.commit().await.unwrap();
        let full = ours.json("POST", &api, sent).await;
        assert!(full.status == 422 && full.body.contains("60"), "{}", full.body);

        let id = a_note(&app, &world, (Side::Partner, Kind::Worked, "Here"), None).await;
        made(&app, &world).await;
        let known = find(app.db(), world.client, world.partnership, sample::quarter(), id).await.unwrap().unwrap();
        let tx = app.db().begin().await.unwrap();
        let theirs = by(&app, &world, Side::Partner);
        assert!(matches!(take_back(&tx, &theirs, &known).await, Err(NoteRefused::Frozen)));
        assert!(matches!(change(&tx, &theirs, &known, 1, "x", None).await, Err(NoteRefused::Frozen)));
        // Whoever read it before the review was made is told as well.
        let before = super::Note { number: None, ..known };
        assert!(matches!(change(&tx, &theirs, &before, 1, "x", None).await, Err(NoteRefused::Changed)));
        assert!(matches!(take_back(&tx, &theirs, &before).await, Err(NoteRefused::Frozen)));
    })
    .await;
}

#[tokio::test]
async fn notes_are_of_a_quarter_that_has_begun_and_of_nobody_elses_partnership() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let id = a_note(&app, &world, (Side::Partner, Kind::Worked, "Ours alone"), None).await;
        let ours = lead(&app, &world, Side::Organisation);
        let reviews = format!("/p/{}/reviews", world.partnership);
        for period in ["2027-Q1", "1999-Q1", "spring"] {
            assert_eq!(ours.get(&format!("{reviews}/{period}/prepare")).await.status, 404, "{period}");
            let sent = [("kind", "worked"), ("text", "x")];
            assert_eq!(ours.post(&format!("{reviews}/{period}/notes"), &sent).await.status, 404, "{period}");
        }
        // The same note asked for under another partnership or another quarter is not there.
        let foreign = Browser::new(&app, &areas(), world.stranger(Side::Organisation));
        let elsewhere = format!("/api/v1/p/{}/reviews/2026-Q3/notes/{id}", world.foreign_partnership);
        assert_eq!(foreign.json("DELETE", &elsewhere, json!(null)).await.status, 404);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert!(matches!(learner.get(&format!("{reviews}/2026-Q3/prepare")).await.status, 403 | 404));
        assert!(latest(app.db(), world.client, world.partnership, sample::quarter()).await.unwrap().is_none());
        assert!(
            ours.get(&format!("{reviews}/2026-Q3/prepare")).await.shows("The review of this quarter is not made yet")
        );
        assert!(ours.get(&reviews).await.shows("Prepare the review of Q3 2026"));
    })
    .await;
}
