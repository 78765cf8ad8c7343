//! Opening a check and asking people, from a form or a JSON body.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::db::Tx;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;

use super::{
    Check, CheckId, Dimension, MOST_ASKED, MOST_OWN, SMALLEST, addresses, dimensions_of_partnership, invite, open,
};

/// A check is open for so many days at most.
const LONGEST_DAYS: i32 = 60;
const LONGEST_TITLE: usize = 60;

/// Who is asked, and in which language; with `known` of the side asked already.
fn people(form: &mut Fields, known: i64) -> Option<(Vec<String>, Locale)> {
    let typed = form.values("people").join("\n");
    let known = usize::try_from(known).unwrap_or_default();
    let people = match addresses(&typed) {
        Err(typed) => {
            form.refuse("people", Fault::new("fault-health-address").with("typed", typed));
            Vec::new()
        }
        Ok(people) => people,
    };
    if people.is_empty() {
        form.refuse("people", Fault::new("fault-required"));
    } else if people.len() + known < SMALLEST {
        form.refuse("people", Fault::new("fault-health-few").with("fewest", SMALLEST));
    } else if people.len() + known > MOST_ASKED {
        form.refuse("people", Fault::new("fault-health-many").with("most", MOST_ASKED));
    }
    let language = form.choice("language", Locale::parse);
    if form.has_faults() { None } else { language.map(|language| (people, language)) }
}

/// What is asked about beyond what the partner was chosen for, a line each.
fn own(form: &mut Fields, known: &[Dimension]) -> Vec<Dimension> {
    let typed = form.values("own").join("\n");
    let titles: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if titles.len() > MOST_OWN {
        form.refuse("own", Fault::new("fault-health-own-many").with("most", MOST_OWN));
    }
    if titles.iter().any(|title| title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control)) {
        form.refuse("own", Fault::new("fault-too-long").with("longest", LONGEST_TITLE));
    }
    let twice = |at: usize, title: &str| {
        let same = |one: &str| one.to_lowercase() == title.to_lowercase();
        titles[..at].iter().any(|one| same(one)) || known.iter().any(|one| same(&one.title))
    };
    if titles.iter().enumerate().any(|(at, title)| twice(at, title)) {
        form.refuse("own", Fault::new("fault-health-own-twice"));
    }
    let made = titles.iter().map(|title| Dimension { place: 0, word: String::new(), title: (*title).to_owned() });
    made.collect()
}

/// Opens a check as the form says, and asks the own side's people.
pub(super) async fn open_as(
    app: &App,
    scope: &PartnershipScope,
    form: &mut Fields,
) -> Result<Option<CheckId>, Problem> {
    let mut about = dimensions_of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let today = app.now().day_in(&jiff::tz::TimeZone::UTC);
    let closes = form.day("closes");
    if closes.is_some_and(|day| day <= today || day > today.plus_days(LONGEST_DAYS)) {
        form.refuse("closes", Fault::new("fault-health-closes").with("days", LONGEST_DAYS));
    }
    let own = own(form, &about);
    about.extend(own);
    let people = people(form, 0);
    let (Some(closes), Some((people, language)), false) = (closes, people, form.has_faults()) else { return Ok(None) };
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    let id = open(&tx, &by, closes, &about).await?;
    invite(app, &tx, &by, &scope.partnership, (id, closes), &people, language).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// Asks more people of the own side; whether it was done.
pub(super) async fn ask_as(
    app: &App,
    scope: &PartnershipScope,
    check: &Check,
    form: &mut Fields,
) -> Result<bool, Problem> {
    if check.is_over(app.now()) {
        return Err(Problem::refused("refusal-health-over"));
    }
    let tx: Tx = app.db().begin().await?;
    let Some((people, language)) = people(form, check.asked_of(scope.side)) else { return Ok(false) };
    let by = By::viewer(scope, app.now());
    let asked = invite(app, &tx, &by, &scope.partnership, (check.id, check.closes), &people, language).await?;
    if asked == 0 {
        form.refuse("people", Fault::new("fault-health-asked"));
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}
