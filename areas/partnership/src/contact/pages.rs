//! The contacts of both sides and what each may decide; and giving mandates on one's own side.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::membership::{self, Member};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::db::remember;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{PartnershipId, PersonId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::money::Money;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};

use super::mandated;
use super::reach::refuse_own;
use super::{Contact, Given, Holding, Limits, Mandate, Pace, all, give, paces, store};
use crate::By;
use crate::terms::read::amount;
use crate::terms::{CURRENCIES, currencies, usual_currency};

#[derive(Template)]
#[template(path = "contact/list.html")]
struct List {
    shell: Shell,
    path: String,
    asks: String,
    new: String,
    sides: [String; 2],
    rows: Vec<Row>,
    contacts: Vec<Contact>,
    own: Side,
    may_change: bool,
    today: Day,
}

/// One mandate, with its hands on either side.
struct Row {
    mandate: Mandate,
    cells: [Cell; 2],
}

/// Who decides on one side, and how long it took until now.
struct Cell {
    held: Vec<Holding>,
    pace: Option<Pace>,
}

#[derive(Template)]
#[template(path = "contact/give.html")]
struct Give {
    shell: Shell,
    form: Fields,
    path: String,
    action: String,
    /// The person whose mandates they are; nobody where the form asks for one.
    person: Option<Member>,
    people: Vec<(String, String)>,
    mandates: Vec<(String, String)>,
    currencies: Vec<(String, String)>,
    /// The kinds of decision that can have a limit of their own: field and name.
    kinds: Vec<(String, String)>,
    /// Whether one of them is limited, or has a fault.
    limited: bool,
}

/// The field of the limit of one kind of decision.
fn field_of(mandate: Mandate) -> String {
    format!("mosts.{}", mandate.word())
}

fn typed(most: &Money) -> String {
    format!("{}.{:02}", most.minor / 100, most.minor % 100)
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Contacts", scope.id())
}

fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/contacts", scope.id())
}

impl List {
    fn words(&self, mandates: &[Mandate]) -> String {
        if mandates.is_empty() {
            return self.shell.t.say("contacts-none");
        }
        let words: Vec<String> = mandates.iter().map(|mandate| self.shell.t.say(&mandate.key())).collect();
        words.join(", ")
    }
    fn mandate(&self, row: &Row) -> String {
        self.shell.t.say(&row.mandate.key())
    }
    /// `decided in 2.1 days (median of 3, longest 5.0)`
    fn pace(&self, pace: &Pace) -> String {
        let t = &self.shell.t;
        let named = [
            ("median", t.number(pace.median, 1)),
            ("n", t.whole(i64::try_from(pace.n).unwrap_or(i64::MAX))),
            ("longest", t.number(pace.longest, 1)),
        ];
        t.say_with("contacts-pace", &named)
    }
    fn side(&self, contact: &Contact) -> &str {
        &self.sides[contact.side as usize]
    }
    /// `until 31 December 2026`, and whether that has passed.
    fn until(&self, limits: &Limits) -> String {
        let t = &self.shell.t;
        match limits.until {
            Some(day) if limits.in_force_on(self.today) => t.say1("contacts-until-day", "day", t.day(&day)),
            Some(day) => t.say1("contacts-ended", "day", t.day(&day)),
            None => String::new(),
        }
    }
    fn limits(&self, contact: &Contact) -> String {
        let t = &self.shell.t;
        let up_to = |most: &Money| mandated::amount(t, Some(most));
        let of_kind = |(mandate, most): (&Mandate, &Money)| format!("{}: {}", t.say(&mandate.key()), up_to(most));
        let said = [self.until(&contact.limits), contact.limits.most.as_ref().map(up_to).unwrap_or_default()];
        let said = said.into_iter().chain(contact.mosts.iter().map(of_kind));
        let said: Vec<String> = said.filter(|part| !part.is_empty()).collect();
        if said.is_empty() { t.say("contacts-no-limit") } else { said.join("; ") }
    }
    /// Where whoever leads a side has yet to give this mandate.
    fn open(&self, place: usize) -> bool {
        self.may_change && self.own as usize == place
    }
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "contacts.view", &resource(&scope))?;
    let held = all(app.db(), scope.tenant(), scope.id()).await?;
    let hands = |mandate: Mandate, side: Side| -> Vec<Holding> {
        held.iter().filter(|held| held.mandate == mandate && held.side == side).cloned().collect()
    };
    let paces = remember(app.db(), scope.tenant(), app.now(), "paces", scope.id(), async {
        paces(app.db(), scope.tenant(), scope.id()).await
    })
    .await?;
    let pace = |mandate, side| paces.iter().find(|pace| pace.mandate == mandate && pace.side == side).copied();
    let cell = |mandate, side| Cell { held: hands(mandate, side), pace: pace(mandate, side) };
    let rows = Mandate::ALL.map(|mandate| Row { mandate, cells: Side::BOTH.map(|side| cell(mandate, side)) });
    show(&List {
        shell: Shell::within(&app, &scope, scope.viewer.speaker().say("contacts-title")).step(
            &app,
            &scope,
            Step::Charter,
        ),
        path: path_of(&scope),
        asks: format!("/p/{}/asks", scope.id()),
        new: format!("{}/new", path_of(&scope)),
        sides: [scope.partnership.client_name.clone(), scope.partnership.partner_name.clone()],
        rows: rows.into(),
        contacts: store::gathered(held),
        own: scope.side,
        today: app.now().day_in(&jiff::tz::TimeZone::UTC),
        may_change: scope.may(&app, "contacts.change", &resource(&scope)),
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "contacts.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = [
        "contacts-name",
        "contacts-email",
        "contacts-side",
        "contacts-mandate",
        "contacts-standing",
        "contacts-until",
        "contacts-most",
        "terms-currency",
    ];
    let mut rows: Vec<Vec<Out>> = vec![headings.map(|key| Out::Text(t.say(key))).into()];
    for held in all(app.db(), scope.tenant(), scope.id()).await? {
        let standing = if held.deputy { "contacts-deputy" } else { "contacts-holder" };
        let side = match held.side {
            Side::Organisation => &scope.partnership.client_name,
            Side::Partner => &scope.partnership.partner_name,
        };
        let until = held.limits.until.map(|day| day.to_string()).unwrap_or_default();
        let words = [held.name, held.email, side.clone(), t.say(&held.mandate.key()), t.say(standing), until];
        let most = held.limits.most.as_ref().map(typed).unwrap_or_default();
        let currency = held.limits.most.map(|most| most.currency).unwrap_or_default();
        rows.push(words.into_iter().chain([most, currency]).map(Out::Text).collect());
    }
    download("contacts.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// The people of the viewer's own side who can hold a mandate.
async fn candidates(app: &App, scope: &PartnershipScope) -> Result<Vec<Member>, Problem> {
    let mut members = membership::people(app.db(), scope.own()).await?;
    members.retain(|member| Mandate::ALL.iter().any(|mandate| mandate.fits(scope.side, &member.roles)));
    Ok(members)
}

async fn give_page(app: &App, scope: &PartnershipScope, person: Option<Member>, form: Fields) -> Result<Give, Problem> {
    let t = scope.viewer.speaker();
    let people = match person {
        Some(_) => Vec::new(),
        None => candidates(app, scope).await?,
    };
    let fitting = |mandate: &Mandate| person.as_ref().is_none_or(|known| mandate.fits(scope.side, &known.roles));
    let mandates = Mandate::ALL.into_iter().filter(fitting);
    let title = match &person {
        Some(known) => t.say1("contacts-of-title", "name", &known.name),
        None => t.say("contacts-give-title"),
    };
    let kinds: Vec<(String, String)> = Mandate::ALL
        .into_iter()
        .filter(|mandate| mandate.costs() && (fitting(mandate) || form.fault(&field_of(*mandate)).is_some()))
        .map(|mandate| (field_of(mandate), t.say(&mandate.key())))
        .collect();
    let touched = |(field, _): &(String, String)| !form.value(field).trim().is_empty() || form.fault(field).is_some();
    Ok(Give {
        limited: kinds.iter().any(touched),
        kinds,
        shell: Shell::within(app, scope, title).step(app, scope, Step::Charter).narrow(),
        form,
        path: path_of(scope),
        action: person.as_ref().map_or_else(|| path_of(scope), |known| format!("{}/{}", path_of(scope), known.person)),
        people: people.into_iter().map(|member| (member.person.to_string(), member.name)).collect(),
        mandates: mandates.map(|mandate| (mandate.word().to_owned(), t.say(&mandate.key()))).collect(),
        currencies: currencies(),
        person,
    })
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "contacts.change", &resource(&scope))?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    show(&give_page(&app, &scope, None, Fields::filled([("currency", usual)])).await?)
}

async fn own_member(app: &App, scope: &PartnershipScope, person: PersonId) -> Result<Member, Problem> {
    membership::find(app.db(), scope.own(), person).await?.ok_or(Problem::NotFound)
}

pub async fn show_contact(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, person)): Path<(PartnershipId, PersonId)>,
) -> Answer {
    scope.require(&app, "contacts.change", &resource(&scope))?;
    let member = own_member(&app, &scope, person).await?;
    let held = all(app.db(), scope.tenant(), scope.id()).await?;
    let own: Vec<Holding> = held.into_iter().filter(|held| held.person == person && held.side == scope.side).collect();
    let field = |deputy: bool| if deputy { "deputises" } else { "holds" };
    let until = own.first().and_then(|held| held.limits.until).map(|day| ("until", day.to_string()));
    let most = own.first().and_then(|held| held.general.as_ref()).map(|most| ("most", typed(most)));
    let currency = match own.iter().find_map(|held| held.limits.most.as_ref()) {
        Some(most) => most.currency.clone(),
        None => usual_currency(app.db(), scope.tenant(), scope.id()).await?,
    };
    let mandates = own.iter().map(|held| (field(held.deputy), held.mandate.word().to_owned()));
    let known =
        mandates.chain(until).chain(most).chain([("currency", currency)]).map(|(name, value)| (name.to_owned(), value));
    let of_kind = own.iter().filter(|held| held.limits.most != held.general);
    let of_kind = of_kind.filter_map(|held| Some((field_of(held.mandate), typed(held.limits.most.as_ref()?))));
    let form = Fields::filled(known.chain(of_kind));
    show(&give_page(&app, &scope, Some(member), form).await?)
}

/// Reads which mandates a person is given; each must fit one of the person's roles. Where no currency is named the limits are
/// in the `usual` one.
pub(crate) fn read_given(form: &mut Fields, t: &Speaker, side: Side, member: Option<&Member>, usual: &str) -> Given {
    let mut given = Given::default();
    for name in ["holds", "deputises"] {
        let words: Vec<String> = form.values(name).into_iter().map(str::to_owned).collect();
        for word in words {
            let Some(mandate) = Mandate::parse(&word) else {
                form.refuse(name, Fault::new("fault-not-a-choice"));
                continue;
            };
            if let Some(known) = member.filter(|known| !mandate.fits(side, &known.roles)) {
                let roles: Vec<String> =
                    mandate.roles(side).iter().map(|role| t.say(&format!("role-{}", role.word()))).collect();
                let fault = Fault::new("contacts-fault-role")
                    .with("name", &known.name)
                    .with("mandate", t.say(&mandate.key()))
                    .with("roles", roles.join(", "));
                form.refuse(name, fault);
            }
            let list = if name == "holds" { &mut given.holds } else { &mut given.deputises };
            if !list.contains(&mandate) {
                list.push(mandate);
            }
        }
    }
    if given.deputises.iter().any(|mandate| given.holds.contains(mandate)) {
        form.refuse("deputises", Fault::new("contacts-fault-both"));
    }
    given.limits.until = form.optional_day("until");
    if form.value("currency").trim().is_empty() {
        form.replace("currency", usual);
    }
    let currency = form.choice("currency", |code| CURRENCIES.into_iter().find(|known| *known == code));
    let currency = currency.unwrap_or(CURRENCIES[0]);
    if !form.value("most").trim().is_empty() {
        given.limits.most = amount(form, "most").map(|most| Money::new(most, currency));
    }
    read_kinds(form, &mut given, currency);
    given
}

/// Reads the limits of kinds of decision; each belongs to a mandate that is given and that can cost money.
fn read_kinds(form: &mut Fields, given: &mut Given, currency: &str) {
    for word in form.names_after("mosts.") {
        let name = format!("mosts.{word}");
        if form.value(&name).trim().is_empty() {
            continue;
        }
        let Some(mandate) = Mandate::parse(&word).filter(|mandate| mandate.costs()) else {
            form.refuse(&name, Fault::new("fault-not-a-choice"));
            continue;
        };
        if !given.holds.contains(&mandate) && !given.deputises.contains(&mandate) {
            form.refuse(&name, Fault::new("contacts-fault-most-without"));
            continue;
        }
        if let Some(most) = amount(form, &name) {
            given.mosts.insert(mandate, Money::new(most, currency));
        }
    }
}

pub async fn make_contact(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "contacts.change", &resource(&scope))?;
    let person: Option<PersonId> = form.choice("person", |text| text.parse().ok());
    let member = match person {
        Some(person) => membership::find(app.db(), scope.own(), person).await?,
        None => None,
    };
    if person.is_some() && member.is_none() {
        form.refuse("person", Fault::new("fault-not-a-choice"));
    }
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let given = read_given(&mut form, &scope.viewer.speaker(), scope.side, member.as_ref(), &usual);
    if given.holds.is_empty() && given.deputises.is_empty() {
        form.refuse("holds", Fault::new("contacts-fault-none"));
    }
    if let Some(member) = &member {
        refuse_own(&app, &scope, &mut form, member.person, &given).await?;
    }
    match member {
        Some(member) if !form.has_faults() => save(&app, &scope, &member, &given).await,
        _ => show_again(&give_page(&app, &scope, None, form).await?),
    }
}

pub async fn change_contact(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, person)): Path<(PartnershipId, PersonId)>,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "contacts.change", &resource(&scope))?;
    let member = own_member(&app, &scope, person).await?;
    let usual = usual_currency(app.db(), scope.tenant(), scope.id()).await?;
    let given = read_given(&mut form, &scope.viewer.speaker(), scope.side, Some(&member), &usual);
    refuse_own(&app, &scope, &mut form, person, &given).await?;
    if form.has_faults() {
        return show_again(&give_page(&app, &scope, Some(member), form).await?);
    }
    save(&app, &scope, &member, &given).await
}

async fn save(app: &App, scope: &PartnershipScope, member: &Member, given: &Given) -> Answer {
    let tx = app.db().begin().await?;
    give(&tx, &By::viewer(scope, app.now()), member.person, &member.name, given).await?;
    tx.commit().await?;
    see_and_say(&path_of(scope), "contacts-said-given")
}
