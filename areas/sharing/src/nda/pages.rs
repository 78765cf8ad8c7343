//! NDAs as pages: which there are, writing one, putting it in force, signing it, ending it.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::contact::{Mandate, decided_by_others, require_mandate};
use lustrum_partnership::sound::told;

use super::{Act, Nda, NdaId, Signature, Standing, Words, find, of_partnership, signatures, write};
use crate::agreement::pages::Tag;

pub const LONGEST_TEXT: usize = 50_000;

pub struct Line {
    id: NdaId,
    days: String,
    tag: Tag,
    hash: String,
}

#[derive(Template)]
#[template(path = "nda/list.html")]
struct List {
    shell: Shell,
    path: String,
    room: String,
    lines: Vec<Line>,
    may_write: bool,
    others: Option<String>,
}

#[derive(Template)]
#[template(path = "nda/new.html")]
struct New {
    shell: Shell,
    form: Fields,
    path: String,
}

struct Signed {
    name: String,
    signs_for: String,
    at: String,
}

#[derive(Template)]
#[template(path = "nda/show.html")]
struct Show {
    shell: Shell,
    /// What of it is not what was signed.
    differs: Vec<String>,
    form: Fields,
    path: String,
    list: String,
    room: String,
    nda: Nda,
    tag: Tag,
    days: String,
    /// The text in the reader's language, and in the other one.
    text: String,
    other_text: String,
    acts: Vec<(String, String)>,
    signed: Vec<Signed>,
    /// Whether the reader has signed it.
    own: bool,
    may_sign: bool,
    may_put_in_force: bool,
    may_end: bool,
}

pub fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Ndas", scope.id())
}

pub fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/room/ndas", scope.id())
}

pub fn tag(t: &Speaker, standing: Standing) -> Tag {
    let class = match standing {
        Standing::InForce => "tag",
        Standing::Upcoming => "tag open",
        Standing::Draft | Standing::Expired | Standing::Ended => "tag plain",
    };
    Tag { words: t.say(&format!("nda-{}", standing.word())), class }
}

fn days(t: &Speaker, nda: &Nda) -> String {
    t.say2("agreement-days", "from", t.day(&nda.words.from), "until", t.day(&nda.words.until))
}

/// The names of the two sides, as they stand in the text that is signed.
pub fn sides(scope: &PartnershipScope) -> [&str; 2] {
    [&scope.partnership.client_name, &scope.partnership.partner_name]
}

/// What this viewer may know of: a draft is the organisation's own.
pub async fn visible(app: &App, scope: &PartnershipScope) -> Result<Vec<Nda>, Problem> {
    scope.require(app, "nda.list", &resource(scope))?;
    let mut ndas = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    ndas.retain(|nda| scope.may(app, "nda.view", &nda.resource(app.now())));
    Ok(ndas)
}

/// The NDA of the path, where the viewer may know of it.
pub async fn seen(app: &App, scope: &PartnershipScope, id: NdaId) -> Result<Nda, Problem> {
    let nda = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    scope.require(app, "nda.view", &nda.resource(app.now()))?;
    Ok(nda)
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    let t = scope.viewer.speaker();
    let writes = scope.may(&app, "nda.write", &resource(&scope));
    let others = if writes { decided_by_others(&app, &scope, Mandate::ReleaseData).await? } else { None };
    let line = |nda: Nda| Line {
        id: nda.id,
        days: days(&t, &nda),
        tag: tag(&t, nda.standing_at(app.now())),
        hash: nda.hash.chars().take(12).collect(),
    };
    let lines = visible(&app, &scope).await?.into_iter().map(line).collect();
    show(&List {
        shell: Shell::within(&app, &scope, t.say("ndas-title")),
        path: path_of(&scope),
        room: format!("/p/{}/room", scope.id()),
        lines,
        may_write: writes && others.is_none(),
        others,
    })
}

fn new_page(app: &App, scope: &PartnershipScope, form: Fields) -> New {
    let title = scope.viewer.speaker().say("nda-new-title");
    New { shell: Shell::within(app, scope, title).narrow(), form, path: path_of(scope) }
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "nda.write", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let today = app.now().day_in(&scope.viewer.zone);
    let usual = |locale| {
        let [organisation, partner] = sides(&scope);
        Speaker::utc(locale).say2("nda-usual-text", "organisation", organisation, "partner", partner)
    };
    let form = Fields::filled([
        ("english", usual(Locale::En)),
        ("dutch", usual(Locale::Nl)),
        ("from", today.to_string()),
        ("until", today.plus_months(24).to_string()),
    ]);
    show(&new_page(&app, &scope, form))
}

/// Reads an NDA from a form or a JSON body.
pub fn read(form: &mut Fields) -> Option<Words> {
    let (english, dutch) = (form.text("english", LONGEST_TEXT), form.text("dutch", LONGEST_TEXT));
    let (from, until) = (form.day("from"), form.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.refuse("until", Fault::new("fault-agreement-reversed"));
    }
    if form.has_faults() {
        return None;
    }
    Some(Words { english, dutch, from: from?, until: until? })
}

/// Writes as the viewer; the page and the API say it in their own way.
pub async fn write_as(app: &App, scope: &PartnershipScope, words: &Words) -> Result<NdaId, Problem> {
    let act = Act { by: scope.viewer.person, at: app.now() };
    let tx = app.db().begin().await?;
    let id = write(&tx, scope.tenant(), scope.id(), sides(scope), act, words).await?;
    tx.commit().await?;
    Ok(id)
}

pub async fn make_nda(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "nda.write", &resource(&scope))?;
    require_mandate(&app, &scope, Mandate::ReleaseData).await?;
    let Some(words) = read(&mut form) else { return show_again(&new_page(&app, &scope, form)) };
    let id = write_as(&app, &scope, &words).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "nda-said-written")
}

async fn page(app: &App, scope: &PartnershipScope, nda: Nda, form: Fields) -> Result<Show, Problem> {
    let t = scope.viewer.speaker();
    let (standing, resource) = (nda.standing_at(app.now()), nda.resource(app.now()));
    let given: Vec<Signature> = signatures(app.db(), scope.tenant(), nda.id).await?;
    let own = given.iter().any(|signature| signature.person_id == scope.viewer.person);
    let acts = [("nda-was-written", Some(nda.written)), ("nda-was-put", nda.in_force), ("nda-was-ended", nda.ended)];
    let people: Vec<_> = acts.iter().filter_map(|(_, act)| act.map(|act| act.by)).collect();
    let names = person::named(app.db(), &people).await?;
    let done = |act: Act| {
        t.say2("agreement-act", "name", names.get(&act.by).cloned().unwrap_or_default(), "day", t.date(&act.at))
    };
    let acts = acts.into_iter().filter_map(|(key, act)| act.map(|act| (t.say(key), done(act)))).collect();
    let (text, other_text) = match t.locale {
        Locale::En => (nda.words.english.clone(), nda.words.dutch.clone()),
        Locale::Nl => (nda.words.dutch.clone(), nda.words.english.clone()),
    };
    let signed = given.into_iter().map(|signature| Signed {
        at: t.moment(&signature.at),
        name: signature.name,
        signs_for: signature.signs_for,
    });
    let differs = told(scope, &super::differences(app.db(), sides(scope), &nda).await?);
    Ok(Show {
        differs,
        form,
        path: format!("{}/{}", path_of(scope), nda.id),
        list: path_of(scope),
        room: format!("/p/{}/room", scope.id()),
        tag: tag(&t, standing),
        days: days(&t, &nda),
        text,
        other_text,
        acts,
        signed: signed.collect(),
        own,
        may_sign: !own && standing.can_be_signed() && scope.may(app, "nda.sign", &resource),
        may_put_in_force: standing == Standing::Draft && scope.may(app, "nda.put-in-force", &resource),
        may_end: nda.ended.is_none() && standing != Standing::Expired && scope.may(app, "nda.end", &resource),
        nda,
        shell: Shell::within(app, scope, t.say("nda-title")),
    })
}

pub async fn show_nda(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    let nda = seen(&app, &scope, id).await?;
    show(&page(&app, &scope, nda, Fields::default()).await?)
}

/// The NDA, for an act that its policy allows; for a partner a draft does not exist.
async fn found_for(app: &App, scope: &PartnershipScope, id: NdaId, action: &str) -> Result<Nda, Problem> {
    let nda = find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let resource = nda.resource(app.now());
    if scope.side == Side::Partner {
        scope.require(app, "nda.view", &resource)?;
    }
    scope.require(app, action, &resource)?;
    Ok(nda)
}

/// Puts it in force, by whoever holds the mandate to release data.
pub async fn put_in_force_as(app: &App, scope: &PartnershipScope, id: NdaId) -> Result<(), Problem> {
    let nda = found_for(app, scope, id, "nda.put-in-force").await?;
    require_mandate(app, scope, Mandate::ReleaseData).await?;
    let tx = app.db().begin().await?;
    let act = Act { by: scope.viewer.person, at: app.now() };
    super::put_in_force(&tx, &nda, act).await?.map_err(|refused| Problem::refused(refused.key()))?;
    Ok(tx.commit().await?)
}

/// Ends it. Whoever may, does so at once and without a mandate: it only ever protects.
pub async fn end_as(app: &App, scope: &PartnershipScope, id: NdaId) -> Result<(), Problem> {
    let nda = found_for(app, scope, id, "nda.end").await?;
    let tx = app.db().begin().await?;
    let act = Act { by: scope.viewer.person, at: app.now() };
    super::end(&tx, &nda, act).await?.map_err(|refused| Problem::refused(refused.key()))?;
    Ok(tx.commit().await?)
}

/// Signs for the viewer, over the hash of what was shown.
pub async fn sign_as(app: &App, scope: &PartnershipScope, nda: &Nda, hash: &str) -> Result<(), Problem> {
    scope.require(app, "nda.sign", &nda.resource(app.now()))?;
    let tx = app.db().begin().await?;
    let act = Act { by: scope.viewer.person, at: app.now() };
    let signed = super::sign(&tx, nda, act, &scope.viewer.name, scope.own_name(), hash).await?;
    signed.map_err(|refused| Problem::refused(refused.key()))?;
    Ok(tx.commit().await?)
}

pub async fn make_force(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    put_in_force_as(&app, &scope, id).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "nda-said-in-force")
}

pub async fn make_end(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
) -> Answer {
    end_as(&app, &scope, id).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "nda-said-ended")
}

pub async fn make_signature(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, NdaId)>,
    mut form: Fields,
) -> Answer {
    let nda = found_for(&app, &scope, id, "nda.sign").await?;
    if !form.flag("read") {
        form.refuse("read", Fault::new("fault-nda-read"));
        return show_again(&page(&app, &scope, nda, form).await?);
    }
    sign_as(&app, &scope, &nda, form.value("hash")).await?;
    see_and_say(&format!("/p/{}/room", scope.id()), "nda-said-signed")
}
