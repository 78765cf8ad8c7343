//! A candidate's own page, behind its link and without an account: what it says of itself, and later its letter. And the
//! profile of the chosen partner, read by both sides of the partnership that came of the choice.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::organisation;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Reader, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::form::{Slot, filled, read, slots};
use super::store::Began;
use super::{Said, Shown, store};
use crate::candidate::withdrawal::{self, Withdrawn};
use crate::candidate::{self, Candidate};
use crate::outcome::letter_pages::{Page as LetterPage, of_candidate};
use crate::round::{self, Round, State as Stage};

#[derive(Template)]
#[template(path = "profile/write.html")]
struct Write {
    shell: Shell,
    form: Fields,
    path: String,
    lead: String,
    until: String,
    said: bool,
    currency: String,
    does: Vec<Slot>,
    does_not: Vec<Slot>,
    rates: Vec<Slot>,
    withdrawal: Option<String>,
}

#[derive(Template)]
#[template(path = "profile/closed.html")]
struct Closed {
    shell: Shell,
    words: String,
    form: Fields,
    /// Where stepping back is sent to, as long as that can be.
    withdrawal: Option<String>,
    said: Option<Shown>,
}

#[derive(Template)]
#[template(path = "profile/letter.html")]
struct Answered {
    shell: Shell,
    letter: LetterPage,
    said: Option<Shown>,
}

#[derive(Template)]
#[template(path = "profile/partnership.html")]
struct InPartnership {
    shell: Shell,
    from: Option<String>,
    said: Option<Shown>,
    beside: Vec<Beside>,
}

/// A profile that came of a later choice: it stands beside the first and replaces nothing.
struct Beside {
    from: String,
    differs: String,
    said: Shown,
}

impl Write {
    fn numbered(&self, key: &str, number: &usize) -> String {
        self.shell.t.say1(key, "number", number)
    }
}

/// What stands behind a link that lets in.
struct Door {
    t: Speaker,
    path: String,
    tenant: OrganisationId,
    host: String,
    round: Round,
    candidate: Candidate,
    link: candidate::Link,
}

async fn open(app: &App, t: &Speaker, token: &str) -> Result<Result<Door, Closed>, Problem> {
    let closed = |title: &str, words: &str| Closed {
        shell: Shell::alone(t, t.say(title)).here(&format!("/transparency/{token}")),
        words: t.say(words),
        form: Fields::default(),
        withdrawal: None,
        said: None,
    };
    // Forged, revoked or too late: whoever holds it learns no more than that it does not let in.
    let Some((tenant, round, candidate, link)) = candidate::store::by_token(app.db(), token).await? else {
        return Ok(Err(closed("profile-gone-title", "profile-gone-words")));
    };
    if !link.is_open(app.now()) {
        return Ok(Err(closed("profile-gone-title", "profile-gone-words")));
    }
    let round = round::find(app.db(), tenant, round).await?.ok_or(Problem::NotFound)?;
    let host = organisation::find(app.db(), tenant).await?.map(|one| one.name).unwrap_or_default();
    Ok(Ok(Door { t: t.clone(), path: format!("/transparency/{token}"), tenant, host, round, candidate, link }))
}

impl Door {
    fn shell(&self, title: String) -> Shell {
        Shell::alone(&self.t, title).here(&self.path)
    }
    fn writes(&self) -> bool {
        self.round.state < Stage::Closed
    }
    fn form(&self, form: Fields, said: bool) -> Write {
        let t = &self.t;
        Write {
            shell: self.shell(t.say1("profile-of", "name", &self.candidate.name)),
            path: self.path.clone(),
            lead: t.say2("profile-write-lead", "organisation", &self.host, "title", &self.round.title),
            until: t.say1("profile-until", "day", t.date(&self.link.expires_at)),
            said,
            currency: self.round.currency.clone(),
            does: slots(&form, "does", "evidence"),
            does_not: slots(&form, "does_not", "none"),
            rates: slots(&form, "rates", "amount"),
            withdrawal: self.withdrawal(),
            form,
        }
    }
    async fn said(&self, app: &App) -> Result<Option<Said>, Problem> {
        Ok(store::current(app.db(), self.tenant, self.candidate.id).await?)
    }
    /// Whether the candidate can still step back.
    fn withdrawal(&self) -> Option<String> {
        (self.round.state < Stage::Decided && self.candidate.stands()).then(|| format!("{}/withdrawal", self.path))
    }
    /// What stands there once nothing is written any more: that scores are closed, and the letter when there is one.
    async fn closed(&self, app: &App, form: Fields) -> Answer {
        let said = self.said(app).await?.map(|said| Shown::of(&self.t, said, &self.round.currency));
        let title = self.t.say1("profile-of", "name", &self.candidate.name);
        let letter = of_candidate(app, &self.t, self.tenant, &self.host, self.round.id, self.candidate.id).await?;
        match letter {
            Some(letter) => show(&Answered { shell: self.shell(letter.title.clone()), letter, said }),
            None => {
                let faulty = form.has_faults();
                let page = Closed {
                    shell: self.shell(title),
                    words: self.t.say("profile-closed-words"),
                    withdrawal: self.withdrawal(),
                    form,
                    said,
                };
                if faulty { show_again(&page) } else { show(&page) }
            }
        }
    }
}

pub async fn show_door(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Answer {
    let door = match open(&app, &t, &token).await? {
        Ok(door) => door,
        Err(closed) => return show(&closed),
    };
    if !door.writes() {
        return door.closed(&app, Fields::default()).await;
    }
    let said = door.said(&app).await?;
    let form = said.as_ref().map(|said| filled(&t, &said.profile)).unwrap_or_default();
    show(&door.form(form, said.is_some()))
}

pub async fn say(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>, mut form: Fields) -> Answer {
    let door = match open(&app, &t, &token).await? {
        Ok(door) => door,
        Err(closed) => return show(&closed),
    };
    if !door.writes() {
        return door.closed(&app, Fields::default()).await;
    }
    let Some(profile) = read(&mut form) else { return show_again(&door.form(form, false)) };
    let tx = app.db().begin().await?;
    store::say(&tx, door.tenant, &door.candidate, &profile, app.now()).await?;
    tx.commit().await?;
    see_and_say(&door.path, "profile-said-kept")
}

/// The candidate steps back through its link, which closes with it.
pub async fn step_back(
    State(app): State<App>,
    Reader(t): Reader,
    Path(token): Path<String>,
    mut form: Fields,
) -> Answer {
    let door = match open(&app, &t, &token).await? {
        Ok(door) => door,
        Err(closed) => return show(&closed),
    };
    if !form.flag("sure") {
        form.refuse("sure", Fault::new("fault-profile-withdraw-sure"));
    }
    let Some(reason) = withdrawal::reason(&mut form, false) else {
        if !door.writes() {
            return door.closed(&app, form).await;
        }
        // The profile stays as it stands beside what was at fault.
        let mut again = door.said(&app).await?.map(|said| filled(&t, &said.profile)).unwrap_or_default();
        again.replace("reason", form.value("reason"));
        form.faults().for_each(|(name, fault)| again.refuse(name, fault.clone()));
        return show_again(&door.form(again, false));
    };
    let withdrawn = Withdrawn { at: app.now(), by: None, reason };
    let tx = app.db().begin().await?;
    withdrawal::withdraw(&tx, door.tenant, &door.round, &door.candidate, &withdrawn).await??;
    tx.commit().await?;
    show(&Closed {
        shell: door.shell(t.say("profile-withdrawn-title")),
        words: t.say1("profile-withdrawn-words", "organisation", &door.host),
        form: Fields::default(),
        withdrawal: None,
        said: None,
    })
}

pub(crate) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Profile", scope.id())
}

pub async fn show_in_partnership(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "profile.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let all = kept_first(&app, &scope).await?;
    let shell = Shell::within(&app, &scope, t.say("nav-profile")).step(&app, &scope, Step::Charter);
    let words = |began: &Began| t.say2("profile-from", "title", &began.round_title, "day", t.date(&began.decided_at));
    let Some(((began, first), later)) = all.split_first() else {
        return show(&InPartnership { shell, from: None, said: None, beside: Vec::new() });
    };
    let beside = later.iter().filter_map(|(began, said)| {
        let said = said.clone()?;
        let differs = first.as_ref().map(|first| first.profile.differs_from(&said.profile)).unwrap_or_default();
        Some(Beside {
            from: words(began),
            differs: match differs.is_empty() {
                true => t.say("profile-beside-same"),
                false => {
                    let parts: Vec<String> = differs.into_iter().map(|part| t.say(part)).collect();
                    t.say1("profile-beside-differs", "parts", parts.join(", "))
                }
            },
            said: Shown::of(&t, said, &began.currency),
        })
    });
    show(&InPartnership {
        from: Some(words(began)),
        beside: beside.collect(),
        said: first.clone().map(|said| Shown::of(&t, said, &began.currency)),
        shell,
    })
}

/// The choices from which a partnership came with what was said for each, the one that it began with first.
pub(crate) async fn kept_first(app: &App, scope: &PartnershipScope) -> Result<Vec<(Began, Option<Said>)>, Problem> {
    let all = store::of_partnership(app.db(), scope.tenant(), scope.id()).await?;
    let mut said = store::of_choices(app.db(), scope.tenant(), scope.id()).await?;
    let mut pairs: Vec<_> = all.into_iter().map(|began| (said.remove(&began.candidate_id), began)).collect();
    // A choice whose candidate wrote nothing is the start of nothing.
    pairs.sort_by_key(|(said, _)| said.is_none());
    Ok(pairs.into_iter().map(|(said, began)| (began, said)).collect())
}
