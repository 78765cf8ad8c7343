//! How healthy the partnership is: two checks in which both sides were asked the same, of which the second found them apart on
//! the speed of decisions (step 27); the meetings that were held; and a figure of the second quarter that the partner contests.

use anyhow::Context;
use lustrum_governance::health::check::{self, Answer, Dimension};
use lustrum_governance::meeting::{self, Occurrence};
use lustrum_governance::review::{self, contest};
use lustrum_identity::partnership;
use lustrum_kernel::access::Side;
use lustrum_kernel::blob;
use lustrum_kernel::form::Upload;
use lustrum_kernel::locale::{Locale, Speaker};

use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, by};
use crate::demo::seed::{Stage, day, moment};

/// Beside what the partner was chosen for.
const OWN: &str = "Decision speed";

/// A check: when it was opened, its last day, and for each side the people who were asked, what each said of the speed of
/// decisions, and what some of them wrote.
struct Asked {
    opened: &'static str,
    closes: &'static str,
    settled: &'static str,
    ours: (usize, &'static [i64], &'static [&'static str]),
    theirs: (usize, &'static [i64], &'static [&'static str]),
}

const CHECKS: [Asked; 2] = [
    Asked {
        opened: "2026-03-02T09:00:00Z",
        closes: "2026-03-13",
        settled: "2026-03-14T06:00:00Z",
        ours: (7, &[4, 3, 4, 4, 3, 4], &["Short lines. Keep the talk every two weeks."]),
        theirs: (6, &[3, 4, 3, 4, 3], &["A fixed contact for each region would help."]),
    },
    Asked {
        opened: "2026-08-24T09:00:00Z",
        closes: "2026-09-11",
        settled: "2026-09-12T06:00:00Z",
        ours: (
            9,
            &[4, 4, 5, 4, 3, 4, 4, 4],
            &["Tell us earlier when a facilitator can't come.", "It goes well; fewer forms."],
        ),
        theirs: (
            8,
            &[2, 2, 3, 2, 3, 2, 2],
            &["We wait three weeks for a yes or a no on small things.", "One person who may decide up to 5,000 euros."],
        ),
    },
];

/// Asks both sides twice; what the second check found stands on the agenda of the committee in September.
pub async fn ask(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let known = partnership::find(tx, id).await?.context("the partnership was begun")?;
    let mut about = check::dimensions_of_partnership(tx, tenant, id).await?;
    about.push(Dimension { place: 0, word: String::new(), title: OWN.to_owned() });
    for (round, asked) in CHECKS.iter().enumerate() {
        let made = check::open(tx, &by(stage, LEAD, asked.opened), day(asked.closes), &about).await?;
        for (side, who, home, (number, speed, words)) in
            [(Side::Organisation, LEAD, "noordkade", asked.ours), (Side::Partner, PARTNER, "baken", asked.theirs)]
        {
            let people: Vec<String> = (1..=number).map(|at| format!("team.{at}@{home}.example")).collect();
            check::ask(tx, &by(stage, who, asked.opened), made, &people, Locale::Nl).await?;
            let answers = speed.iter().enumerate().map(|(person, speed)| Answer {
                ratings: ratings(about.len(), (round, side, person), *speed),
                words: words.get(person).map(|words| (*words).to_owned()).unwrap_or_default(),
            });
            check::answer_many(tx, tenant, made, side, answers.collect()).await?;
        }
        let found = check::find(tx, tenant, id, made).await?.context("the check was just opened")?;
        check::settle(tx, tenant, &known, &found, moment(asked.settled)).await?;
    }
    Ok(())
}

/// What someone says of each question; the last is the speed of decisions. Both sides see most of it much alike.
fn ratings(questions: usize, (round, side, person): (usize, Side, usize), speed: i64) -> Vec<(i64, i64)> {
    let side = usize::from(side == Side::Partner);
    let last = questions.saturating_sub(1);
    let others = (0_i64..).zip(0..last).map(|(place, question)| {
        let step = (question * 3 + person * 5 + side + round) % 4;
        (
            place,
            if step == 0 {
                3
            } else if step == 3 {
                5
            } else {
                4
            },
        )
    });
    let own = i64::try_from(last).map(|place| (place, speed));
    others.chain(own).collect()
}

/// Talks, reviews and the first committee as they were held, before those of September; in the summer some fell out.
pub async fn meet(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let series = meeting::series_of(tx, tenant, id).await?;
    let off = meeting::days_off(tx, tenant, id).await?;
    let (from, until) = (moment("2026-01-20T00:00:00Z"), moment("2026-09-14T00:00:00Z"));
    let planned = meeting::occurrences(&series, &off, from, until);
    let missed = ["2026-02-17", "2026-05-12", "2026-07-21", "2026-08-04", "2026-08-18"];
    let held = planned.iter().filter(|one| one.off.is_empty() && !missed.contains(&one.day.to_string().as_str()));
    for (place, one) in held.enumerate() {
        hold(stage, one, if place % 3 == 0 { LEAD } else { PARTNER }).await?;
    }
    Ok(())
}

async fn hold(stage: &Stage<'_>, one: &Occurrence, writer: &str) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let begins = one.at.to_string();
    let made = meeting::prepare(tx, &by(stage, PARTNER, &one.at.plus_days(-1).to_string()), one).await?;
    let found = meeting::find(tx, tenant, id, made).await?.context("it was just prepared")?;
    for (who, people) in [(LEAD, [LEAD, SPONSOR, REGION]), (PARTNER, [PARTNER, DESIGNER, DESIGNER])] {
        let few = if found.kind == meeting::Kind::Talk { &people[..1] } else { &people[..2] };
        let people: Vec<_> = few.iter().map(|email| stage.person(email)).collect();
        meeting::set_present(tx, &by(stage, who, &begins), made, &people).await?;
    }
    let text = "1. What is in hand\nGone through together.\n\n2. Actions\nOn the list, each with a day.";
    let written = by(stage, writer, &one.at.plus_seconds(3_600).to_string());
    meeting::write(tx, &written, &found, 0, text).await.context("nobody else writes")?;
    Ok(())
}

/// The partner contests a figure of the second quarter; both views stay.
pub async fn contest(stage: &Stage<'_>) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let review = review::latest(tx, tenant, id, "2026-Q2".parse()?).await?.context("the review was made")?;
    let known = contest::figures(&Speaker::utc(Locale::En), &review.content);
    let chosen = known.iter().find(|(word, _)| word.starts_with("2 ")).or(known.first());
    let (figure, _) = chosen.context("the review has figures")?.clone();
    let begun = by(stage, PARTNER, "2026-07-15T09:00:00Z");
    let list = Upload {
        name: "test-dates-venlo.csv".to_owned(),
        content_type: "csv".to_owned(),
        bytes: b"Group,Planned,Taken\nVenlo 1,2026-05-19,2026-05-19\nVenlo 2,2026-05-21,2026-06-30\n".to_vec(),
    };
    let file = blob::keep(tx, tenant, begun.person, &list, begun.at).await?;
    let new = contest::NewContest {
        figure,
        view: "Venlo 2 took the second test six weeks late, after its holidays. Part of what was learned was forgotten by \
               then, so the figure says less than the programme did."
            .to_owned(),
        source: "Dates of the tests in Venlo".to_owned(),
        link: format!("/p/{id}/evidence"),
        file: Some(file),
    };
    let last = contest::last_day(review.made_at.day_in(&jiff::tz::TimeZone::UTC), 10, &[]);
    let made = contest::contest(tx, &begun, &review, last, new).await.context("it is in time")?;
    let found = contest::find(tx, tenant, id, made).await?.context("it was just begun")?;
    let answer = "The dates are right. Two of twenty-four people were in Venlo 2, and without them the figure is the same to \
                  the first decimal. We keep it as it is.";
    contest::answer(tx, &by(stage, LEAD, "2026-07-20T13:00:00Z"), &found, answer).await.context("nobody answered")?;
    let found = contest::find(tx, tenant, id, made).await?.context("it is there")?;
    let settled = by(stage, PARTNER, "2026-07-23T08:30:00Z");
    let note = "Both of us plan the second test before the holidays next time.";
    contest::settle(tx, &settled, &found, contest::Outcome::Both, note).await.context("it is answered")?;
    Ok(())
}
