//! What waits for a decision, for whom and since when; asking, answering, taking back.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::Tx;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use serde::Deserialize;

use super::{Ask, AskId, AskRefused, newest_first, open, pace};
use crate::By;
use crate::contact::{Holding, Mandate, all};
use crate::terms::{CURRENCIES, amount, currencies, usual_currency};

/// So many stand on a page.
const A_PAGE: i64 = 50;

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Asks", scope.id())
}

fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/asks", scope.id())
}

struct Line {
    id: AskId,
    text: String,
    link: String,
    mandate: String,
    side: String,
    asked: String,
    /// For whom it waits, or who answered.
    who: String,
    words: String,
    may_answer: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "ask/list.html")]
struct List {
    shell: Shell,
    form: Fields,
    path: String,
    waiting: Vec<Line>,
    done: Vec<Line>,
    pace: String,
    next: Option<AskId>,
}

impl List {
    fn field(&self, line: &Line) -> String {
        format!("answer-{}", line.id)
    }
}

#[derive(Template)]
#[template(path = "ask/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
    mandates: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
}

#[derive(Deserialize)]
pub struct Asked {
    before: Option<AskId>,
    mandate: Option<String>,
    amount: Option<String>,
    currency: Option<String>,
    link: Option<String>,
}

fn line(app: &App, scope: &PartnershipScope, held: &[Holding], ask: Ask) -> Line {
    let t = scope.viewer.speaker();
    let side = match ask.side {
        Side::Organisation => &scope.partnership.client_name,
        Side::Partner => &scope.partnership.partner_name,
    };
    let waits = ask.waits_for(held, app.now());
    let names: Vec<&str> = waits.iter().map(|held| held.name.as_str()).collect();
    let open = ask.open();
    let may_answer = open && ask.side == scope.side && ask.is_for(scope.viewer.person, held, app.now());
    let who = match &ask.answer {
        Some(answer) => t.say2("ask-answered-by", "name", &answer.name, "at", t.moment(&answer.at)),
        None if ask.withdrawn => t.say("ask-withdrawn"),
        None if names.is_empty() => t.say("contacts-nobody"),
        None => t.say1("ask-waits-for", "names", names.join(", ")),
    };
    Line {
        id: ask.id,
        link: ask.link.unwrap_or_default(),
        mandate: match &ask.amount {
            Some(amount) => {
                t.say2("ask-mandate-amount", "mandate", t.say(&ask.mandate.key()), "amount", t.money(amount))
            }
            None => t.say(&ask.mandate.key()),
        },
        side: side.clone(),
        asked: t.say2("ask-asked-by", "name", &ask.asker, "at", t.moment(&ask.asked_at)),
        who,
        words: ask.answer.map(|answer| answer.words).unwrap_or_default(),
        may_answer,
        own: open && ask.asked_by == scope.viewer.person,
        text: ask.text,
    }
}

async fn list(app: &App, scope: &PartnershipScope, before: Option<AskId>, form: Fields) -> Result<List, Problem> {
    let (db, t) = (app.db(), scope.viewer.speaker());
    let held = all(db, scope.tenant(), scope.id()).await?;
    let waiting = open(db, scope.tenant(), scope.id()).await?;
    let done = newest_first(db, scope.tenant(), scope.id(), before, A_PAGE).await?;
    let pace = pace(&done).map(|(median, longest, n)| {
        let named = [
            ("median", t.number(median, 1)),
            ("longest", t.number(longest, 1)),
            ("n", t.whole(i64::try_from(n).unwrap_or(i64::MAX))),
        ];
        t.say_with("ask-pace", &named)
    });
    let next = done.last().filter(|_| done.len() as i64 == A_PAGE).map(|last| last.id);
    Ok(List {
        shell: Shell::within(app, scope, t.say("asks-title")).step(app, scope, Step::Charter),
        form,
        path: path_of(scope),
        waiting: waiting.into_iter().map(|ask| line(app, scope, &held, ask)).collect(),
        done: done.into_iter().map(|ask| line(app, scope, &held, ask)).collect(),
        pace: pace.unwrap_or_default(),
        next,
    })
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "asks.view", &resource(&scope))?;
    show(&list(&app, &scope, asked.before, Fields::default()).await?)
}

fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> New {
    let t = scope.viewer.speaker();
    New {
        shell: Shell::within(app, scope, t.say("ask-new")).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of(scope),
        mandates: Mandate::ALL.map(|mandate| (mandate.word().to_owned(), t.say(&mandate.key()))).to_vec(),
        currencies: currencies(),
    }
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "asks.make", &resource(&scope))?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let currency = ("currency", asked.currency.or(Some(usual)));
    let given = [("mandate", asked.mandate), ("amount", asked.amount), ("link", asked.link)];
    let given = given.into_iter().chain([currency]).filter_map(|(name, value)| Some((name, value?)));
    show(&new_page(&app, &scope, Fields::filled(given)))
}

/// What is asked.
pub(super) struct NewQuestion {
    mandate: Mandate,
    amount: Option<Money>,
    text: String,
    link: Option<String>,
}

impl NewQuestion {
    pub(super) async fn make(&self, tx: &Tx, by: &By, asker: &str) -> Result<AskId, AskRefused> {
        super::make(tx, by, asker, self.mandate, self.amount.as_ref(), &self.text, self.link.as_deref()).await
    }
}

/// Reads what is asked; an amount is in the `usual` currency where none is named. A link leads to a page of this partnership and
/// nowhere else.
pub(super) fn read(form: &mut Fields, scope: &PartnershipScope, usual: &str) -> Option<NewQuestion> {
    let mandate = form.choice("mandate", Mandate::parse);
    if form.value("currency").trim().is_empty() {
        form.replace("currency", usual);
    }
    let currency = form.choice("currency", |code| CURRENCIES.into_iter().find(|known| *known == code));
    let minor = if form.value("amount").trim().is_empty() { None } else { amount(form, "amount") };
    let amount = minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency));
    let text = form.text("text", 1_000);
    let link = form.optional_text("link", 300);
    let inside = format!("/p/{}", scope.id());
    let sound = |link: &String| link.starts_with(&inside) && !link.contains(char::is_whitespace);
    if link.as_ref().is_some_and(|link| !sound(link)) {
        form.refuse("link", Fault::new("ask-fault-link"));
    }
    if form.has_faults() { None } else { Some(NewQuestion { mandate: mandate?, amount, text, link }) }
}

pub async fn make_ask(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "asks.make", &resource(&scope))?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let Some(asked) = read(&mut form, &scope, &usual) else {
        return show_again(&new_page(&app, &scope, form));
    };
    let tx = app.db().begin().await?;
    let by = By::viewer(&scope, app.now());
    asked.make(&tx, &by, &scope.viewer.name).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "ask-said-made")
}

pub(super) async fn ask_of(app: &App, scope: &PartnershipScope, id: AskId) -> Result<Ask, Problem> {
    super::find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub async fn make_answer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AskId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "asks.answer", &resource(&scope))?;
    ask_of(&app, &scope, id).await?;
    let words = form.text(&format!("answer-{id}"), 1_000);
    if form.has_faults() {
        return show_again(&list(&app, &scope, None, form).await?);
    }
    let tx = app.db().begin().await?;
    super::answer(&tx, &By::viewer(&scope, app.now()), id, &words).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "ask-said-answered")
}

pub async fn withdraw_ask(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AskId)>,
) -> Answer {
    scope.require(&app, "asks.make", &resource(&scope))?;
    ask_of(&app, &scope, id).await?;
    let tx = app.db().begin().await?;
    super::withdraw(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    see_and_say(&path_of(&scope), "ask-said-withdrawn")
}
