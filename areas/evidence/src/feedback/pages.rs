//! The page of reaction, its rounds, and opening one.

use askama::Template;
use axum::extract::{Query, State};
use lustrum_delivery::attendance::{self, How};
use lustrum_delivery::{Act, enrolment};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::by_group;
use super::figures::{favourable, lines, reaction};
use super::{Askable, Invitee, OPEN_DAYS, Question, Round, RoundId, askable, charts, open_round_for};
use crate::levels::Level;
use crate::levels::view::{LevelPage, Row, Table, figures, look, path_of, resource, too_few};

#[derive(Template)]
#[template(path = "feedback/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    modules: Vec<(String, String)>,
    ways: Vec<(String, String)>,
    cohorts: String,
    /// Whether the links reach anyone.
    mails: bool,
}

pub(super) fn rounds_path(scope: &PartnershipScope) -> String {
    format!("{}/reaction/rounds", path_of(scope))
}

/// `9 of 12 (75 %)`
pub(super) fn response(t: &Speaker, round: &Round) -> String {
    let share = t.percent(round.answers as f64 / round.invited.max(1) as f64, 0);
    let named = [("answers", t.whole(round.answers)), ("invited", t.whole(round.invited)), ("share", share)];
    t.say_with("feedback-response", &named)
}

/// So many rounds stand on one page.
const A_PAGE: usize = 50;

#[derive(Deserialize)]
pub struct Asked {
    before: Option<RoundId>,
}

pub async fn show_reaction(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "evidence.view", &resource(&scope))?;
    let look = look(&scope, app.now());
    let received = reaction(app.db(), &look).await?;
    let mut page = LevelPage::new(&app, &scope, Level::Reaction);
    let t = page.shell.t.clone();
    page.way(&app, &scope, "feedback.open", "feedback-open", format!("{}/new", rounds_path(&scope)));
    page.way(&app, &scope, "signal.view", "signal-list", format!("{}/signals", path_of(&scope)));
    page.way(&app, &scope, "feedback-form.view", "feedback-forms", format!("{}/reaction/forms", path_of(&scope)));
    if received.rounds.is_empty() {
        page.nothing(Level::Reaction);
        return show(&page);
    }
    page.figures = figures(&t, &lines(&look, &received)?);
    if received.may_mislead() {
        page.notes.push(t.say("feedback-may-mislead"));
        page.notes.extend(by_group::missing(&t, &received));
    }
    page.charts = charts::all(&t, &received.distributions);
    let opens = scope.may(&app, "feedback.view", &resource(&scope));
    let share = |round: &Round| {
        let shown = received.by_round.iter().find(|(known, _)| known.id == round.id);
        shown
            .and_then(|(_, counts)| favourable(&counts[Question::Relevance as usize]))
            .map_or_else(|| too_few(&t), |share| t.percent(share.value / 100.0, 0))
    };
    let mut rest = received.rounds.iter().filter(|round| asked.before.is_none_or(|before| round.id < before));
    let listed: Vec<&Round> = rest.by_ref().take(A_PAGE).collect();
    let last = listed.last().filter(|_| rest.next().is_some());
    page.next = last.map(|last| format!("{}/reaction?before={}", path_of(&scope), last.id));
    let rows = listed.into_iter().map(|round| Row {
        link: opens.then(|| format!("{}/{}", rounds_path(&scope), round.id)),
        name: round.title(),
        cells: vec![t.day(&round.opened), response(&t, round), share(round)],
    });
    let headings = ["feedback-module", "feedback-opened", "feedback-answered", "feedback-relevant"];
    page.tables.push(Table {
        id: "feedback-rounds",
        title: t.say("feedback-rounds"),
        headings: headings.map(|key| t.say(key)).to_vec(),
        rows: rows.collect(),
    });
    page.tables.extend(by_group::tables(&t, &received));
    show(&page)
}

fn choice(on: &Askable) -> String {
    format!("{}:{}", on.cohort_id, on.module_id)
}

fn new_page(app: &App, scope: &PartnershipScope, form: Fields, open: &[Askable]) -> New {
    let t = scope.viewer.speaker();
    let modules = open.iter().map(|on| {
        let named = [
            ("module", on.module_title.clone()),
            ("cohort", on.cohort_title.clone()),
            ("people", t.count("feedback-people", on.people)),
        ];
        (choice(on), t.say_with("feedback-choice", &named))
    });
    New {
        shell: Shell::within(app, scope, t.say("feedback-open")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/reaction", path_of(scope)),
        modules: modules.collect(),
        ways: ["mail", "slips"].map(|way| (way.to_owned(), t.say(&format!("feedback-way-{way}")))).to_vec(),
        cohorts: format!("/p/{}/cohorts", scope.id()),
        mails: app.config().mails(),
    }
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "feedback.open", &resource(&scope))?;
    let open = askable(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    show(&new_page(&app, &scope, Fields::filled([("way", "mail")]), &open))
}

/// Opens a round from a form or a JSON body and mails everyone their link. Nothing where the form has faults.
pub async fn open_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<RoundId>, Problem> {
    let open = askable(app.db(), scope.tenant(), scope.id(), app.now()).await?;
    let chosen = form.choice("module", |text| open.iter().find(|on| choice(on) == text));
    let slips = match form.value("way").trim() {
        "" => false,
        _ => form.choice("way", |way| ["mail", "slips"].contains(&way).then_some(way == "slips")).unwrap_or_default(),
    };
    let Some(on) = chosen.filter(|_| !form.has_faults()) else { return Ok(None) };
    let act = Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() };
    let today = act.at.day_in(&jiff::tz::TimeZone::UTC);
    let tx = app.db().begin().await?;
    let people = enrolment::of_cohort(&tx, act.tenant, on.cohort_id).await?;
    // Where a roster was kept, those who took part are asked, and nobody else.
    let took_part = attendance::of_module(&tx, act.tenant, on.cohort_id, on.module_id).await?;
    let mut people = people;
    people.retain(|person| took_part.is_empty() || took_part.get(&person.id).is_some_and(|how| how.took_part()));
    if people.is_empty() {
        form.refuse("module", Fault::new("fault-feedback-nobody"));
        return Ok(None);
    }
    let invitee = |person: &enrolment::Enrolment| Invitee {
        unit: person.unit.clone(),
        place: took_part.get(&person.id).map_or_else(String::new, |how| how.word().to_owned()),
        slip: slips && took_part.get(&person.id).is_none_or(|how| *how == How::Room),
    };
    let invitees: Vec<Invitee> = people.iter().map(invitee).collect();
    let opened = open_round_for(&tx, act, on, &invitees, today).await?;
    let t = Speaker::utc(Locale::parse(&on.language).unwrap_or_default());
    // Each mail is a row and a job of its own, which the kernel writes.
    let mailed = people.iter().zip(&opened.tokens).zip(&invitees).filter(|(_, invitee)| !invitee.slip);
    for ((person, token), _) in mailed {
        let named = [
            ("name", person.name.clone()),
            ("module", on.module_title.clone()),
            ("organisation", scope.partnership.client_name.clone()),
            ("day", t.day(&today.plus_days(OPEN_DAYS))),
            ("link", app.url(&format!("/f/{token}"))),
        ];
        let letter = Letter {
            recipient: person.email.clone(),
            subject: t.say_with("feedback-mail-subject", &named),
            body: t.say_with("feedback-mail-body", &named),
        };
        mail::post(&tx, act.tenant, letter, act.at).await?;
    }
    tx.commit().await?;
    Ok(Some(opened.id))
}

pub async fn make_round(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "feedback.open", &resource(&scope))?;
    match open_as(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", rounds_path(&scope)), "feedback-said-opened"),
        None => {
            if !form.has_faults() {
                form.refuse("module", Fault::new("fault-required"));
            }
            let open = askable(app.db(), scope.tenant(), scope.id(), app.now()).await?;
            show_again(&new_page(&app, &scope, form, &open))
        }
    }
}
