//! A test on a phone: behind a link in the mail, or for whoever is signed in and enrolled. What is answered is kept as it
//! is typed; whoever loses the connection goes on where they were.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer as Reply, Reader, Shell, see, show, show_again};
use lustrum_kernel::problem::Problem;

use super::store::{Invited, Seat, by_email, by_token, of_person};
use super::{Attempt, StartRefused, answers, hand_in, may_start, of_seat, order, save, start};
use crate::act::resource;
use crate::booster;
use crate::booster::store::Own;
use crate::exam::{Asked, items_of};
use crate::item::{self, Answer, Shown, ask};
use crate::sitting::{SittingId, Standing};

#[derive(Template)]
#[template(path = "attempt/begin.html")]
struct Begin {
    shell: Shell,
    path: String,
    seat: Seat,
    standing: Standing,
    /// Attempts that were handed in, and whether one more may start.
    done: usize,
    may_start: bool,
    result: Option<Outcome>,
}

#[derive(Template)]
#[template(path = "attempt/run.html")]
struct Running {
    shell: Shell,
    form: Fields,
    path: String,
    title: String,
    keep: String,
    items: Vec<Shown>,
    due: Option<Moment>,
    /// So many seconds are left.
    left: i64,
    /// Above 0 where someone hands in with something unanswered.
    unanswered: usize,
}

#[derive(Template)]
#[template(path = "attempt/gone.html")]
struct Gone {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "attempt/mine.html")]
struct Mine {
    shell: Shell,
    path: String,
    tests: Vec<Invited>,
    boosters: Vec<Own>,
}

/// What a person reached, item by item, once it is released.
pub(super) struct Outcome {
    share: String,
    pub(super) points: String,
    pub(super) most: String,
    items: Vec<ItemOutcome>,
}

struct ItemOutcome {
    prompt: String,
    points: String,
    most: String,
    feedback: String,
}

/// Who comes in, and by which way.
pub(super) struct Door {
    t: Speaker,
    path: String,
    pub(super) seat: Seat,
}

impl Door {
    fn shell(&self, title: &str) -> Shell {
        Shell::alone(&self.t, title).phone().here(&self.path)
    }
    pub(super) async fn items(&self, app: &App) -> Result<Vec<Asked>, Problem> {
        Ok(items_of(app.db(), self.seat.tenant, self.seat.test.id).await?)
    }
}

/// The attempt that is running, if one is; one whose time is over is handed in first.
pub(super) async fn running(app: &App, seat: &Seat) -> Result<(Vec<Attempt>, Option<Attempt>), Problem> {
    let attempts = of_seat(app.db(), seat).await?;
    let late = attempts.iter().find(|attempt| {
        let over = seat.sitting.standing(app.now()) == Standing::Over;
        attempt.submitted_at.is_none() && (over || !attempt.takes_at(app.now()))
    });
    let attempts = match late {
        Some(late) => {
            let tx = app.db().begin().await?;
            hand_in(&tx, seat, late, app.now()).await?;
            tx.commit().await?;
            of_seat(app.db(), seat).await?
        }
        None => attempts,
    };
    let open = attempts.iter().find(|attempt| attempt.submitted_at.is_none()).cloned();
    Ok((attempts, open))
}

async fn show_door(app: &App, door: Door) -> Reply {
    let (attempts, open) = running(app, &door.seat).await?;
    let Some(attempt) = open else {
        let standing = door.seat.sitting.standing(app.now());
        let may = may_start(standing == Standing::Open, &attempts, door.seat.test.attempts);
        let result = outcome(app, &door, &attempts).await?;
        return show(&Begin {
            shell: door.shell(&door.seat.test.title),
            standing,
            done: attempts.len(),
            may_start: may.is_ok(),
            result,
            path: door.path,
            seat: door.seat,
        });
    };
    let items = door.items(app).await?;
    let given = answers(app.db(), door.seat.tenant, attempt.id).await?;
    let mut fields = Vec::new();
    for (place, answer) in &given {
        if let Some(content) = items.get(*place).and_then(Asked::content) {
            fields.extend(ask::fields(answer, &content, *place, attempt.shuffle(door.seat.test.shuffled)));
        }
    }
    show(&run_page(app, &door, &attempt, &items, Fields::filled(fields), 0))
}

fn run_page(app: &App, door: &Door, attempt: &Attempt, items: &[Asked], form: Fields, unanswered: usize) -> Running {
    let shuffled = door.seat.test.shuffled;
    let shown = order(attempt, items.len(), shuffled).into_iter().filter_map(|place| {
        let content = items[place].content()?;
        Shown::of(&content, &door.seat.sitting.language, place, attempt.shuffle(shuffled))
    });
    Running {
        shell: door.shell(&door.seat.test.title),
        title: door.seat.test.title.clone(),
        keep: format!("test-{}", attempt.id),
        items: shown.collect(),
        left: attempt.due_at.map_or(0, |due| (due.micros() - app.now().micros()).max(0) / 1_000_000),
        due: attempt.due_at,
        path: door.path.clone(),
        form,
        unanswered,
    }
}

/// The result of the last attempt that was handed in, where its person may see it.
pub(super) async fn outcome(app: &App, door: &Door, attempts: &[Attempt]) -> Result<Option<Outcome>, Problem> {
    let (seat, t) = (&door.seat, &door.t);
    let released = seat.test.released_at_once || seat.sitting.released_at.is_some();
    let last = attempts.iter().rev().find(|attempt| attempt.submitted_at.is_some());
    let Some((attempt, points, most)) =
        last.filter(|_| released).and_then(|last| Some((last, last.points?, last.most?)))
    else {
        return Ok(None);
    };
    let given = answers(app.db(), seat.tenant, attempt.id).await?;
    let number = |value: f64| t.number(value, if (value - value.round()).abs() < 1e-9 { 0 } else { 1 });
    let items = door.items(app).await?.into_iter().enumerate().filter_map(|(place, asked)| {
        let content = asked.content()?;
        let answer = given.iter().find(|(at, _)| *at == place);
        let share = answer.map_or(0.0, |(_, answer)| item::share(&content, answer));
        let (_, text) = content.text(&seat.sitting.language)?;
        Some(ItemOutcome {
            prompt: text.prompt.clone(),
            points: number(content.points * share),
            most: number(content.points),
            feedback: text.feedback.clone(),
        })
    });
    Ok(Some(Outcome {
        share: t.percent(if most > 0.0 { points / most } else { 0.0 }, 0),
        points: number(points),
        most: number(most),
        items: items.collect(),
    }))
}

async fn start_door(app: &App, door: Door) -> Reply {
    begin(app, &door).await?;
    see(&door.path)
}

/// Starts an attempt, or goes on with the one that is running.
pub(super) async fn begin(app: &App, door: &Door) -> Result<(), Problem> {
    let (attempts, open) = running(app, &door.seat).await?;
    let is_open = door.seat.sitting.standing(app.now()) == Standing::Open;
    match may_start(is_open, &attempts, door.seat.test.attempts) {
        Ok(()) => {
            let mut seed = [0_u8; 8];
            getrandom::fill(&mut seed).map_err(|e| Problem::Broken(format!("no randomness: {e}")))?;
            let tx = app.db().begin().await?;
            let number = attempts.len() as i64 + 1;
            match start(&tx, &door.seat, number, i64::from_le_bytes(seed), app.now()).await {
                Ok(_) => Ok(tx.commit().await?),
                // Pressed twice: the first press started it.
                Err(DbError::Conflict(_)) => Ok(()),
                Err(error) => Err(error.into()),
            }
        }
        Err(StartRefused::Running) if open.is_some() => Ok(()),
        Err(StartRefused::NotOpen) => Err(Problem::refused("refusal-sitting-not-open")),
        Err(_) => Err(Problem::refused("refusal-no-attempt-left")),
    }
}

/// What a form answers, item by item; faults stand in the form.
pub(super) fn read(door: &Door, attempt: &Attempt, items: &[Asked], form: &mut Fields) -> Vec<(usize, Answer)> {
    let shuffle = attempt.shuffle(door.seat.test.shuffled);
    let read = |(place, asked): (usize, &Asked)| {
        let content = asked.content()?;
        Some((place, ask::read(form, &content, place, shuffle)?))
    };
    items.iter().enumerate().filter_map(read).collect()
}

pub(super) async fn keep(app: &App, door: &Door, attempt: &Attempt, given: &[(usize, Answer)]) -> Result<(), Problem> {
    let tx = app.db().begin().await?;
    if !save(&tx, door.seat.tenant, attempt.id, given, app.now()).await? {
        return Err(Problem::refused("refusal-attempt-over"));
    }
    Ok(tx.commit().await?)
}

async fn save_door(app: &App, door: Door, mut form: Fields) -> Reply {
    let (_, open) = running(app, &door.seat).await?;
    let attempt = open.ok_or_else(|| Problem::refused("refusal-attempt-over"))?;
    let items = door.items(app).await?;
    let given = read(&door, &attempt, &items, &mut form);
    keep(app, &door, &attempt, &given).await?;
    if form.value("by") == "page" {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if form.has_faults() { show_again(&run_page(app, &door, &attempt, &items, form, 0)) } else { see(&door.path) }
}

async fn submit_door(app: &App, door: Door, mut form: Fields) -> Reply {
    let (_, open) = running(app, &door.seat).await?;
    // Handed in already, or time ran out: the page says how it stands.
    let Some(attempt) = open else { return see(&door.path) };
    let items = door.items(app).await?;
    if !submit(app, &door, &attempt, &items, &mut form).await? {
        let unanswered = if form.fault("anyway").is_some() { 1 } else { 0 };
        return show_again(&run_page(app, &door, &attempt, &items, form, unanswered));
    }
    see(&door.path)
}

/// Keeps what a form answers and hands it in; nothing is handed in where the form has faults, or where something is
/// unanswered and nobody said that this is meant.
pub(super) async fn submit(
    app: &App,
    door: &Door,
    attempt: &Attempt,
    items: &[Asked],
    form: &mut Fields,
) -> Result<bool, Problem> {
    let given = read(door, attempt, items, form);
    keep(app, door, attempt, &given).await?;
    let unanswered = items.len() - given.len();
    if !form.has_faults() && unanswered > 0 && !matches!(form.value("anyway"), "yes" | "true") {
        form.refuse("anyway", Fault::new("fault-unanswered").with("count", unanswered));
    }
    if form.has_faults() {
        return Ok(false);
    }
    let tx = app.db().begin().await?;
    hand_in(&tx, &door.seat, attempt, app.now()).await?;
    tx.commit().await?;
    Ok(true)
}

// By a link, without signing in.

async fn by_link(app: &App, t: Speaker, token: &str) -> Result<Result<Door, Gone>, Problem> {
    let gone = Gone { shell: Shell::alone(&t, t.say("attempt-gone-title")).phone() };
    let seat = by_token(app.db(), token).await?;
    // Whoever is not signed in is told the time of the cohort's place.
    let door = |seat: Seat| {
        let t = Speaker::new(t.locale, seat.sitting.time_zone());
        Door { t, path: format!("/t/{token}"), seat }
    };
    Ok(seat.map(door).ok_or(gone))
}

macro_rules! through {
    ($app:expr, $t:expr, $token:expr) => {
        match by_link($app, $t, $token).await? {
            Ok(door) => door,
            Err(gone) => return show(&gone),
        }
    };
}

pub async fn show_link(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    show_door(&app, through!(&app, t, &token)).await
}

pub async fn start_link(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Reply {
    start_door(&app, through!(&app, t, &token)).await
}

pub async fn save_link(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>, form: Fields) -> Reply {
    save_door(&app, through!(&app, t, &token), form).await
}

pub async fn submit_link(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>, form: Fields) -> Reply {
    submit_door(&app, through!(&app, t, &token), form).await
}

// Signed in.

fn mine(scope: &PartnershipScope) -> String {
    format!("/p/{}/my-tests", scope.id())
}

pub(super) async fn signed_in(app: &App, scope: &PartnershipScope, sitting: SittingId) -> Result<Door, Problem> {
    scope.require(app, "own-test.take", &resource(scope))?;
    let seat = by_email(app.db(), scope.tenant(), scope.id(), sitting, &scope.viewer.email).await?;
    let seat = seat.ok_or_else(|| Problem::refused("refusal-not-asked"))?;
    Ok(Door { t: scope.viewer.speaker(), path: format!("{}/{sitting}", mine(scope)), seat })
}

pub async fn show_mine(State(app): State<App>, scope: PartnershipScope) -> Reply {
    scope.require(&app, "own-test.take", &resource(&scope))?;
    let t = scope.viewer.speaker();
    show(&Mine {
        shell: Shell::within(&app, &scope, t.say("attempt-mine")).narrow(),
        path: mine(&scope),
        tests: of_person(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?,
        boosters: booster::store::of_person(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?,
    })
}

pub async fn show_own(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
) -> Reply {
    show_door(&app, signed_in(&app, &scope, id).await?).await
}

pub async fn start_own(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
) -> Reply {
    start_door(&app, signed_in(&app, &scope, id).await?).await
}

pub async fn save_own(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
    form: Fields,
) -> Reply {
    save_door(&app, signed_in(&app, &scope, id).await?, form).await
}

pub async fn submit_own(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SittingId)>,
    form: Fields,
) -> Reply {
    submit_door(&app, signed_in(&app, &scope, id).await?, form).await
}
