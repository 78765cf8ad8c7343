//! Opening a round, naming raters and sending the links, from a form or a JSON body.

use lustrum_delivery::{cohort, enrolment};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Here, PartnershipScope, Role};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail::{self, Letter};
use lustrum_kernel::problem::Problem;
use lustrum_programme::programme;

use super::store::{self, Words};
use super::{
    Group, Nomination, NominationId, Round, Round360Id, SMALLEST_360, Stage, Subject, SubjectId, Wave, nominate,
};
use crate::team::pages::act;
use crate::team::{members, of_partnership, units_of};

/// A round is open for so many days at most.
const LONGEST_DAYS: i32 = 120;

pub fn today(app: &App) -> Day {
    app.now().day_in(&jiff::tz::TimeZone::UTC)
}

/// Opens a round for the people of a programme's cohorts. Nothing where the form has faults.
pub async fn open_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<Round360Id>, Problem> {
    let programmes = programme::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let chosen = form.choice("programme", |text| programmes.iter().find(|known| known.id.to_string() == text));
    let (title, wave) = (form.text("title", 120), form.choice("wave", Wave::parse));
    let (closes, today) = (form.day("closes"), today(app));
    if closes.is_some_and(|day| day <= today || day > today.plus_days(LONGEST_DAYS)) {
        form.refuse("closes", Fault::new("round360-fault-closes").with("days", LONGEST_DAYS));
    }
    let cohorts = cohort::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let asked = form.value("cohort").trim().to_owned();
    let only = cohorts.iter().find(|one| one.id.to_string() == asked);
    if !asked.is_empty() && only.is_none_or(|only| chosen.is_some_and(|chosen| chosen.id != only.programme_id)) {
        form.refuse("cohort", Fault::new("fault-not-a-choice"));
    }
    let (Some(programme), Some(wave), Some(closes), false) = (chosen, wave, closes, form.has_faults()) else {
        return Ok(None);
    };
    let mut people = members(app.db(), scope.tenant(), programme.id).await?;
    if let Some(only) = only {
        let of = enrolment::of_cohort(app.db(), scope.tenant(), only.id).await?;
        let of: std::collections::HashSet<&str> = of.iter().map(|one| one.email.as_str()).collect();
        people.retain(|member| of.contains(member.email.as_str()));
    }
    if people.is_empty() {
        form.refuse("programme", Fault::new("round360-fault-nobody"));
        return Ok(None);
    }
    let leads = of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let words = Words { programme, title: &title, wave, closes };
    let tx = app.db().begin().await?;
    let id = store::open(&tx, act(app, scope), &words, &people, &leads).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// For whom a viewer may name raters: for themselves, as a line manager for their units, as an L&D lead for anyone.
pub async fn nominates_for(app: &App, scope: &PartnershipScope, round: &Round) -> Result<Vec<Subject>, Problem> {
    let mut people = store::subjects(app.db(), scope.tenant(), round.id).await?;
    if !scope.has(Role::LdLead) && !scope.has(Role::RegionalLdManager) {
        let units = units_of(app.db(), scope.tenant(), scope.id(), &scope.viewer.email).await?;
        people.retain(|one| one.email == scope.viewer.email || units.binary_search(&one.unit).is_ok());
    }
    Ok(people)
}

/// The round and the person that a form names, where the viewer may name raters for them.
async fn person_in(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<(Round, Subject)>, Problem> {
    let asked = form.choice("round", |text| text.parse::<Round360Id>().ok());
    let about = form.choice("subject", |text| text.parse::<SubjectId>().ok());
    let (Some(asked), Some(about)) = (asked, about) else { return Ok(None) };
    let Some(round) = store::find(app.db(), scope.tenant(), scope.id(), asked).await? else {
        form.refuse("round", Fault::new("fault-not-a-choice"));
        return Ok(None);
    };
    let people = nominates_for(app, scope, &round).await?;
    let found = people.into_iter().find(|one| one.id == about);
    if found.is_none() {
        form.refuse("subject", Fault::new("fault-not-a-choice"));
    }
    Ok(found.map(|person| (round, person)))
}

/// Names a rater for someone. Says whether it was done; faults stand in the form.
pub async fn nominate_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<bool, Problem> {
    let found = person_in(app, scope, form).await?;
    let group = form.choice("group", |text| Group::parse(text).filter(|group| group.anonymous()));
    let (name, email) = (form.text("name", 120), form.email("email"));
    let (Some((round, person)), Some(group), false) = (found, group, form.has_faults()) else { return Ok(false) };
    let tx = app.db().begin().await?;
    let known: Vec<Nomination> = store::nominations(&tx, scope.tenant(), round.id)
        .await?
        .into_iter()
        .filter(|nomination| nomination.subject_id == person.id)
        .collect();
    let mut refused = nominate(&person, &known, group, &email, round.stage(today(app))).err();
    let enrolled = members(&tx, scope.tenant(), round.programme_id).await?;
    if refused.is_none() && !enrolled.iter().any(|member| member.email == person.email) {
        refused = Some(super::NominateRefused::Left);
    }
    // Of two at once the second finds the first.
    if refused.is_none() && !store::add_rater(&tx, act(app, scope), &person, group, &name, &email).await? {
        refused = Some(super::NominateRefused::Twice);
    }
    if let Some(refused) = refused {
        form.refuse("email", Fault::new(refused.key()).with("most", super::MOST_RATERS));
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// Takes a rater back before the links go out.
pub async fn withdraw_as(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<bool, Problem> {
    let found = person_in(app, scope, form).await?;
    let id = form.choice("nomination", |text| text.parse::<NominationId>().ok());
    let (Some((round, person)), Some(id), false) = (found, id, form.has_faults()) else { return Ok(false) };
    if round.stage(today(app)) != Stage::Nominating {
        form.refuse("nomination", Fault::new("round360-fault-late"));
        return Ok(false);
    }
    let tx = app.db().begin().await?;
    if !store::withdraw(&tx, act(app, scope), &person, id).await? {
        form.refuse("nomination", Fault::new("fault-not-a-choice"));
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// Who is asked when the links go out: nobody who left, and no group of peers or reports in which a single voice could
/// be made out.
pub fn asked(people: &[Subject], nominations: Vec<Nomination>, enrolled: &[crate::team::Member]) -> Vec<Nomination> {
    let here: std::collections::HashSet<&str> = enrolled.iter().map(|member| member.email.as_str()).collect();
    let still: std::collections::HashSet<SubjectId> =
        people.iter().filter(|one| here.contains(one.email.as_str())).map(|one| one.id).collect();
    let mut sizes: std::collections::HashMap<(SubjectId, String), usize> = std::collections::HashMap::new();
    for one in &nominations {
        *sizes.entry((one.subject_id, one.rater_group.clone())).or_default() += 1;
    }
    let enough = |one: &Nomination| match Group::parse(&one.rater_group) {
        Some(group) if group.anonymous() => sizes[&(one.subject_id, one.rater_group.clone())] >= SMALLEST_360,
        known => known.is_some(),
    };
    nominations.into_iter().filter(|one| still.contains(&one.subject_id) && enough(one)).collect()
}

/// Sends everyone their link, once; says how many.
pub async fn invite_as(app: &App, scope: &PartnershipScope, round: &Round) -> Result<usize, Problem> {
    let today = today(app);
    if round.stage(today) != Stage::Nominating {
        return Err(Problem::refused("refusal-round360-out"));
    }
    let act = act(app, scope);
    let tx = app.db().begin().await?;
    let people = store::subjects(&tx, act.tenant, round.id).await?;
    let enrolled = members(&tx, act.tenant, round.programme_id).await?;
    let raters = asked(&people, store::nominations(&tx, act.tenant, round.id).await?, &enrolled);
    let Some(mut links) = store::invite(&tx, act, round, raters, today).await? else {
        return Err(Problem::refused("refusal-round360-out"));
    };
    let languages = languages(&tx, scope, round).await?;
    let about: std::collections::HashMap<SubjectId, &Subject> = people.iter().map(|one| (one.id, one)).collect();
    let count = links.len();
    // First those who are named by nature.
    links.sort_by_key(|link| Group::parse(&link.nomination.rater_group).is_some_and(Group::anonymous));
    for link in links {
        let Some(person) = about.get(&link.nomination.subject_id) else { continue };
        let t = Speaker::utc(languages.get(person.email.as_str()).copied().unwrap_or_default());
        let (subject, body) = match link.nomination.rater_group == Group::Own.word() {
            true => ("round360-mail-own-subject", "round360-mail-own-body"),
            false => ("round360-mail-subject", "round360-mail-body"),
        };
        let group = t.say(&format!("round360-as-{}", link.nomination.rater_group));
        let named = [
            ("name", link.nomination.name.clone()),
            ("person", person.name.clone()),
            ("group", group),
            ("organisation", scope.partnership.client_name.clone()),
            ("day", t.day(&round.closes)),
            ("link", app.url(&format!("/r/{}", link.token))),
        ];
        let letter = Letter {
            recipient: link.nomination.email.clone(),
            subject: t.say_with(subject, &named),
            body: t.say_with(body, &named),
        };
        // Once it is sent, the outbox no longer knows the link: nobody can look up whose link was used.
        mail::post_secret(&tx, act.tenant, letter, act.at).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// In which language each person of a programme learns: their raters are asked in it.
async fn languages(
    db: &impl Sql,
    scope: &PartnershipScope,
    round: &Round,
) -> Result<std::collections::HashMap<String, Locale>, Problem> {
    let cohorts = cohort::of_partnership(db, scope.tenant(), scope.id()).await?;
    let spoken: std::collections::HashMap<_, _> = cohorts
        .iter()
        .filter(|cohort| cohort.programme_id == round.programme_id)
        .map(|cohort| (cohort.id, Locale::parse(&cohort.language).unwrap_or_default()))
        .collect();
    #[derive(sea_orm::FromQueryResult)]
    struct Row {
        email: String,
        cohort_id: lustrum_delivery::cohort::CohortId,
    }
    let rows: Vec<Row> = db
        .all(
            "SELECT e.email, e.cohort_id FROM enrolment e
             JOIN cohort c ON c.organisation_id = e.organisation_id AND c.id = e.cohort_id
             WHERE c.organisation_id = $1 AND c.programme_id = $2 LIMIT 100000",
            lustrum_kernel::values![scope.tenant(), round.programme_id],
        )
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.email, *spoken.get(&row.cohort_id)?))).collect())
}
