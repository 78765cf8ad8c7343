//! One round: what was answered, in the words with which it was asked, and who is missing, as far as groups may tell.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_impact::{Level as Confidence, difference_in_means, wilson};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;

use super::figures::reaction;
use super::groups::{GroupResponse, response_of};
use super::hybrid::{self, Compared};
use super::pages::response;
use super::slips::unused;
use super::{Round, RoundId, charts, find, own_counts, words_of};
use crate::SMALLEST_GROUP;
use crate::form::{self, Form, Kind, Topic};
use crate::levels::view::{Chart, look, path_of, resource};

#[derive(Template)]
#[template(path = "feedback/round.html")]
struct RoundPage {
    shell: Shell,
    path: String,
    round: Round,
    response: String,
    low_response: bool,
    /// Groups of which fewer answered, where few answered altogether.
    missing: Vec<String>,
    charts: Vec<Chart>,
    choices: Vec<Choices>,
    places: Vec<Place>,
    alerts: Vec<String>,
    words: Vec<String>,
    form: String,
    /// Whether there are slips to make.
    slips: bool,
}

/// A question with answers to choose from.
struct Choices {
    question: String,
    n: String,
    rows: Vec<(String, String, String)>,
}

/// A topic in the room and elsewhere.
struct Place {
    topic: String,
    room: String,
    remote: String,
    difference: String,
}

/// Under this share of answers, those who did not answer may think otherwise.
const LOW: i64 = 60;

/// `Depot Gent: 2 of 9`
fn missing(t: &Speaker, groups: &[GroupResponse]) -> Vec<String> {
    let low = groups.iter().filter(|group| (group.invited - group.waiting) * 100 < group.invited * LOW);
    let words = |group: &GroupResponse| {
        let named = [
            ("group", group.name.clone()),
            ("answers", t.whole(group.invited - group.waiting)),
            ("invited", t.whole(group.invited)),
        ];
        t.say_with("feedback-missing-group", &named)
    };
    low.map(words).collect()
}

/// The form as it was asked, as charts in its own words; what few answered is left out.
fn drawn(
    t: &Speaker,
    asks: &Form,
    topics: &[[u64; 5]; 4],
    own: &std::collections::BTreeMap<String, std::collections::BTreeMap<i64, u64>>,
) -> (Vec<Chart>, Vec<Choices>) {
    let (mut charts, mut choices) = (Vec::new(), Vec::new());
    for question in &asks.questions {
        let wording = question.worded(t.locale.code(), &asks.language);
        let given = |value: i64| own.get(&question.key).and_then(|counts| counts.get(&value)).copied().unwrap_or(0);
        match (question.kind, question.topic) {
            (Kind::Open, _) => {}
            (Kind::Scale, topic) => {
                let counts = match topic {
                    Topic::Own => [1, 2, 3, 4, 5].map(given),
                    topic => topics[topic as usize],
                };
                if counts.iter().sum::<u64>() >= SMALLEST_GROUP {
                    charts.extend(charts::asked(t, question, wording, counts));
                }
            }
            (Kind::Choice, _) => {
                let counts: Vec<u64> = (1..=question.most()).map(given).collect();
                let n: u64 = counts.iter().sum();
                if n >= SMALLEST_GROUP {
                    let row = |(option, count): (String, u64)| share(t, option, count, n);
                    let rows = wording.options.into_iter().zip(counts).map(row).collect();
                    choices.push(Choices { question: wording.text, n: t.say1("feedback-n", "n", n), rows });
                }
            }
        }
    }
    (charts, choices)
}

fn share(t: &Speaker, option: String, count: u64, n: u64) -> (String, String, String) {
    let share = wilson(count as usize, n as usize, Confidence::default()).ok();
    let words = share.map(|share| {
        let percent = |value: f64| t.percent(value, 0);
        let named = [
            ("value", percent(share.share)),
            ("low", t.number(share.interval.low * 100.0, 0)),
            ("high", percent(share.interval.high)),
        ];
        t.say_with("evidence-with-interval", &named)
    });
    (option, t.whole(count as i64), words.unwrap_or_default())
}

/// Room and remote, and what of it asks for a look.
fn places(t: &Speaker, compared: &[Compared], groups: &[GroupResponse]) -> (Vec<Place>, Vec<String>) {
    let mut alerts = Vec::new();
    let mut rows = Vec::new();
    for one in compared {
        let topic = t.say(&format!("form-topic-{}", one.topic.word()));
        let difference = difference_in_means(&one.remote, &one.room, Confidence::default()).ok();
        let mean = |values: &[f64]| {
            let mean = crate::levels::Mean::of(values);
            t.say2("feedback-place-mean", "value", t.number(mean.value, 1), "n", t.whole(mean.n as i64))
        };
        if difference.is_some_and(|difference| difference.interval.excludes_zero()) {
            alerts.push(t.say1("feedback-fair-alert", "topic", &topic));
        }
        rows.push(Place {
            room: mean(&one.room),
            remote: mean(&one.remote),
            difference: difference.map_or_else(String::new, |difference| {
                let named = [
                    ("value", t.signed(difference.effect, 1)),
                    ("low", t.signed(difference.interval.low, 1)),
                    ("high", t.signed(difference.interval.high, 1)),
                ];
                t.say_with("evidence-with-interval", &named)
            }),
            topic,
        });
    }
    if let Some((lower, high)) = hybrid::unequal_response(groups) {
        let named =
            [("place", t.say(&format!("feedback-place-{lower}"))), ("other", t.say(&format!("feedback-place-{high}")))];
        alerts.push(t.say_with("feedback-fair-response", &named));
    }
    (rows, alerts)
}

pub async fn show_round(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, RoundId)>,
) -> Answer {
    scope.require(&app, "feedback.view", &resource(&scope))?;
    let (db, tenant) = (app.db(), scope.tenant());
    let round = find(db, tenant, scope.id(), id).await?.ok_or(Problem::NotFound)?;
    let t = scope.viewer.speaker();
    let opens = round.closes >= app.now().day_in(&jiff::tz::TimeZone::UTC)
        && scope.may(&app, "feedback.open", &resource(&scope));
    let low_response = round.answers * 100 < round.invited * LOW;
    let mut page = RoundPage {
        shell: Shell::within(&app, &scope, round.module_title.clone()).step(&app, &scope, Step::Evidence),
        path: format!("{}/reaction", path_of(&scope)),
        form: format!("{}/reaction/forms/{}?version={}", path_of(&scope), round.module_id, round.form_version),
        response: response(&t, &round),
        low_response,
        missing: Vec::new(),
        charts: Vec::new(),
        choices: Vec::new(),
        places: Vec::new(),
        alerts: Vec::new(),
        words: Vec::new(),
        slips: opens && unused(db, tenant, id).await? > 0,
        round,
    };
    if page.round.shown() {
        let asks = form::of_version(db, tenant, page.round.module_id, page.round.form_version).await?;
        let asks = asks.unwrap_or_else(|| Form::good_default().clone());
        let received = reaction(db, &look(&scope, app.now())).await?;
        let topics =
            received.by_round.iter().find(|(known, _)| known.id == id).map_or([[0; 5]; 4], |(_, counts)| *counts);
        let own = own_counts(db, tenant, id).await?;
        (page.charts, page.choices) = drawn(&t, &asks, &topics, &own);
        page.words = words_of(db, tenant, id).await?;
        let groups = response_of(db, tenant, id, "place").await?;
        let compared = hybrid::of_round(db, tenant, id).await?;
        (page.places, page.alerts) = places(&t, &compared, &groups);
        if low_response {
            page.missing = missing(&t, &response_of(db, tenant, id, "unit").await?);
        }
    }
    show(&page)
}
