//! Signals and what came of them, the triggers that both sides agreed, and offering one.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_delivery::Act;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_programme::programme::{self, Programme, ProgrammeId, State as Is};

use super::changes::{Answers, median_days, seen};
use super::store::{find, of_partnership};
use super::trigger::{self, Kind, Terms, Trigger, TriggerId};
use super::{Signal, SignalId};
use crate::SMALLEST_GROUP;
use crate::feedback::charts::of_scale;
use crate::form::Topic;
use crate::levels::Mean;
use crate::levels::view::{Chart, path_of, resource, too_few};

#[derive(Template)]
#[template(path = "signal/list.html")]
struct List {
    shell: Shell,
    path: String,
    reaction: String,
    open: Vec<Row>,
    done: Vec<Row>,
    pace: Option<String>,
    triggers: Vec<Agreed>,
    may_agree: bool,
}

/// A signal in a table.
struct Row {
    title: String,
    url: String,
    words: String,
    fired: String,
    decided: String,
    before: String,
    after: String,
}

struct Agreed {
    id: TriggerId,
    words: String,
    programme: String,
    state: String,
    in_force: bool,
    sides: String,
    may_agree: bool,
    ended: bool,
}

#[derive(Template)]
#[template(path = "signal/show.html")]
struct One {
    shell: Shell,
    list: String,
    proposal: String,
    round: Option<String>,
    words: String,
    cohort: String,
    fired: String,
    decided: String,
    before: String,
    after: Option<String>,
    charts: Vec<Chart>,
}

#[derive(Template)]
#[template(path = "signal/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    list: String,
    programmes: Vec<(String, String)>,
    topics: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
}

fn list_path(scope: &PartnershipScope) -> String {
    format!("{}/signals", path_of(scope))
}

/// `3.1 (2.6 to 3.6), n = 12`
fn mean_words(t: &Speaker, mean: Option<Mean>) -> String {
    let Some(mean) = mean else { return too_few(t) };
    let n = t.whole(mean.n as i64);
    match mean.interval {
        Some((low, high)) => t.say_with(
            "signal-mean",
            &[("value", t.number(mean.value, 2)), ("low", t.number(low, 2)), ("high", t.number(high, 2)), ("n", n)],
        ),
        None => t.say2("signal-mean-plain", "value", t.number(mean.value, 2), "n", n),
    }
}

fn row(t: &Speaker, signal: &Signal, around: &(Answers, Option<Answers>)) -> Row {
    Row {
        title: format!("{} · {}", signal.module_title, signal.cohort_title),
        url: signal.path(),
        words: signal.words(t),
        fired: t.date(&signal.fired_at),
        decided: decided(t, signal),
        before: mean_words(t, around.0.mean),
        after: around.1.map(|after| mean_words(t, after.mean)).unwrap_or_default(),
    }
}

fn decided(t: &Speaker, signal: &Signal) -> String {
    let (Some(at), Some(days)) = (signal.decided_at, signal.days_to_decision()) else { return String::new() };
    let key = if signal.to_version.is_some() { "signal-changed" } else { "signal-left" };
    t.say2(key, "day", t.date(&at), "days", t.number(days, 1))
}

/// What is agreed, in a sentence.
fn terms_words(t: &Speaker, trigger: &Trigger) -> String {
    let named = [
        ("topic", t.say(&format!("form-topic-{}", trigger.topic))),
        ("threshold", t.number(trigger.threshold, 1)),
        ("answers", t.whole(trigger.from_answers)),
    ];
    t.say_with(&format!("signal-terms-{}", trigger.kind), &named)
}

fn agreed(scope: &PartnershipScope, t: &Speaker, trigger: &Trigger, programmes: &[Programme], may: bool) -> Agreed {
    let sides = Side::BOTH.into_iter().filter_map(|side| {
        let name = match side {
            Side::Organisation => &scope.partnership.client_name,
            Side::Partner => &scope.partnership.partner_name,
        };
        let at = trigger.agreed_by(side)?;
        Some(t.say2("signal-agreed-by", "side", name, "day", t.date(&at)))
    });
    let programme = programmes.iter().find(|programme| programme.id == trigger.programme_id);
    Agreed {
        id: trigger.id,
        words: terms_words(t, trigger),
        programme: programme.map(|programme| programme.title.clone()).unwrap_or_default(),
        state: t.say(&format!("signal-state-{}", trigger.state())),
        in_force: trigger.in_force(),
        sides: sides.collect::<Vec<_>>().join("; "),
        may_agree: may && trigger.ended_at.is_none() && trigger.agreed_by(scope.side).is_none(),
        ended: trigger.ended_at.is_some(),
    }
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "signal.view", &resource(&scope))?;
    let (db, tenant) = (app.db(), scope.tenant());
    let signals = of_partnership(db, tenant, scope.id()).await?;
    let seen = seen(db, tenant, scope.id()).await?;
    let programmes = programme::of_partnership(db, tenant, scope.id()).await?;
    let triggers = trigger::of_partnership(db, tenant, scope.id()).await?;
    let t = scope.viewer.speaker();
    let may_agree = scope.may(&app, "trigger.agree", &resource(&scope));
    let rows = |open: bool| {
        let chosen = signals.iter().filter(|signal| signal.decided_at.is_none() == open);
        chosen.map(|signal| row(&t, signal, &seen.around(signal))).collect::<Vec<_>>()
    };
    let pace = median_days(&signals).map(|(days, n)| t.say2("signal-pace", "days", t.number(days, 1), "n", n));
    show(&List {
        shell: Shell::within(&app, &scope, t.say("signal-list")).step(&app, &scope, Step::Evidence),
        path: path_of(&scope),
        reaction: format!("{}/reaction", path_of(&scope)),
        open: rows(true),
        done: rows(false),
        pace,
        triggers: triggers.iter().map(|known| agreed(&scope, &t, known, &programmes, may_agree)).collect(),
        may_agree,
    })
}

fn chart(t: &Speaker, id: &str, key: &str, signal: &Signal, answers: &Answers) -> Option<Chart> {
    answers.mean?;
    let title = t.say2(key, "topic", t.say(&format!("form-topic-{}", signal.topic)), "module", &signal.module_title);
    of_scale(t, id, &title, signal.topic(), answers.counts)
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, SignalId)>,
) -> Answer {
    scope.require(&app, "signal.view", &resource(&scope))?;
    let signal = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let (before, after) = seen(app.db(), scope.tenant(), scope.id()).await?.around(&signal);
    let t = scope.viewer.speaker();
    let mut charts: Vec<Chart> = chart(&t, "before", "signal-chart-before", &signal, &before).into_iter().collect();
    charts.extend(after.as_ref().and_then(|after| chart(&t, "after", "signal-chart-after", &signal, after)));
    let opens = scope.may(&app, "feedback.view", &resource(&scope));
    show(&One {
        shell: Shell::within(&app, &scope, t.say1("signal-title", "module", &signal.module_title)).step(
            &app,
            &scope,
            Step::Evidence,
        ),
        list: list_path(&scope),
        proposal: format!("/p/{}/programmes/{}/proposals/{}", scope.id(), signal.programme_id, signal.proposal_id),
        round: opens.then(|| format!("{}/reaction/rounds/{}", path_of(&scope), signal.round_id)),
        words: signal.words(&t),
        fired: t.moment(&signal.fired_at),
        decided: decided(&t, &signal),
        before: mean_words(&t, before.mean),
        after: after.map(|after| mean_words(&t, after.mean)),
        cohort: signal.cohort_title,
        charts,
    })
}

async fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<New, Problem> {
    let t = scope.viewer.speaker();
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let topics = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Own);
    Ok(New {
        shell: Shell::within(app, scope, t.say("signal-offer")).step(app, scope, Step::Evidence).narrow(),
        form,
        path: format!("{}/triggers", path_of(scope)),
        list: list_path(scope),
        programmes: programmes
            .into_iter()
            .filter(|programme| programme.state() != Is::Ended)
            .map(|programme| (programme.id.to_string(), programme.title))
            .collect(),
        topics: topics.map(|topic| (topic.word().to_owned(), t.say(&format!("form-topic-{}", topic.word())))).collect(),
        kinds: Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&format!("signal-kind-{}", kind.word())))).to_vec(),
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    let good = [("topic", "relevance"), ("kind", "below"), ("threshold", "3.5"), ("answers", "5")];
    show(&new_page(&app, &scope, Fields::filled(good)).await?)
}

pub(super) fn act(app: &App, scope: &PartnershipScope) -> Act {
    Act { tenant: scope.tenant(), partnership: scope.id(), by: scope.viewer.person, at: app.now() }
}

/// Offers a trigger from a form or a JSON body. Nothing where it has faults.
pub(super) async fn offer(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<TriggerId>, Problem> {
    let programme: Option<ProgrammeId> = form.choice("programme", |text| text.parse().ok());
    let topic = form.choice("topic", |text| Topic::parse(text).filter(|topic| *topic != Topic::Own));
    let kind = form.choice("kind", Kind::parse);
    let threshold = match kind {
        Some(Kind::Drop) => form.number_between("threshold", 0.1, 4.0),
        _ => form.number_between("threshold", 1.1, 5.0),
    };
    let from_answers = form.whole("answers", SMALLEST_GROUP as i64, 1_000);
    if let Some(programme) = programme {
        let known = programme::find(app.db(), scope.tenant(), scope.id(), programme).await?;
        if known.is_none_or(|known| known.state() == Is::Ended) {
            form.refuse("programme", Fault::new("fault-not-a-choice"));
        }
    }
    let (Some(programme), Some(topic), Some(kind), Some(threshold), Some(from_answers), false) =
        (programme, topic, kind, threshold, from_answers, form.has_faults())
    else {
        return Ok(None);
    };
    let terms = Terms { topic, kind, threshold, from_answers };
    let tx = app.db().begin().await?;
    let id = trigger::offer(&tx, act(app, scope), scope.side, programme, &terms).await?;
    tx.commit().await?;
    Ok(Some(id))
}

pub async fn make_trigger(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    match offer(&app, &scope, &mut form).await? {
        Some(_) => see_and_say(&list_path(&scope), "signal-said-offered"),
        None => show_again(&new_page(&app, &scope, form).await?),
    }
}

/// Agrees to a trigger or ends it, for the viewer's side.
pub(super) async fn settle(app: &App, scope: &PartnershipScope, id: TriggerId, agrees: bool) -> Result<(), Problem> {
    let known = trigger::find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    let done = if agrees {
        trigger::agree(&tx, act(app, scope), scope.side, &known).await?
    } else {
        trigger::end(&tx, act(app, scope), scope.side, &known).await?
    };
    if !done {
        return Err(Problem::refused("refusal-trigger-settled"));
    }
    Ok(tx.commit().await?)
}

pub async fn make_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TriggerId)>,
) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    settle(&app, &scope, id, true).await?;
    see_and_say(&list_path(&scope), "signal-said-agreed")
}

pub async fn end_trigger(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, TriggerId)>,
) -> Answer {
    scope.require(&app, "trigger.agree", &resource(&scope))?;
    settle(&app, &scope, id, false).await?;
    see_and_say(&list_path(&scope), "signal-said-ended")
}
