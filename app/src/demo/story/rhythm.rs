//! The rhythm of Noordkade and Baken, and what they learned where something did not work: talks every two weeks, a committee
//! whose minutes both sides approved, a blameless review of the Belgian cohort, and one that is still open.

use anyhow::{Context, ensure};
use lustrum_governance::action::{self, Direction, Expected, NewAction};
use lustrum_governance::blameless::{self, Blameless, BlamelessId, Light, Part};
use lustrum_governance::decision::{self, NewDecision};
use lustrum_governance::measure;
use lustrum_governance::meeting::{self, Kind, Meeting, MeetingId, NewSeries, Series, SeriesId};
use lustrum_governance::quarter::Quarter;
use lustrum_identity::partnership;
use lustrum_kernel::id::PersonId;
use lustrum_partnership::contact::{Mandate, holders};

use super::governance::of;
use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, by};
use crate::demo::seed::{Stage, day, moment};

pub async fn keep(stage: &Stage<'_>) -> anyhow::Result<()> {
    let belgium = belgium(stage).await?;
    still_open(stage).await?;
    let [talks, _, committees, _] = rhythms(stage).await?;
    talk_before_the_committee(stage, talks).await?;
    committee(stage, committees, belgium).await?;
    talk_after_it(stage, talks).await
}

/// The four rhythms, in the order of their kinds, and the days on which a side is closed.
async fn rhythms(stage: &Stage<'_>) -> anyhow::Result<[SeriesId; 4]> {
    let call = "https://call.example/noordkade-baken";
    let planned = [
        (Kind::Talk, "FREQ=WEEKLY;INTERVAL=2", "2026-01-20T10:00", 45, call),
        (Kind::Review, "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH", "2026-04-09T13:30", 120, "Noordkade, Rotterdam"),
        (Kind::Committee, "FREQ=MONTHLY;INTERVAL=6;BYDAY=3TH", "2026-03-19T09:00", 90, "Baken, Utrecht"),
        (Kind::Strategy, "FREQ=MONTHLY;INTERVAL=12;BYDAY=1TH", "2026-11-05T09:30", 360, "Noordkade, Rotterdam"),
    ];
    let planner = by(stage, PARTNER, "2026-01-15T09:10:00Z");
    let mut begun = Vec::new();
    for (kind, rule, starts, minutes, place) in planned {
        let new = NewSeries {
            kind,
            rule: rule.to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            starts: starts.parse()?,
            minutes,
            place: place.to_owned(),
        };
        begun.push(meeting::begin(stage.tx, &planner, &new).await?);
    }
    for (who, date, name) in [
        (LEAD, "2026-04-27", "King's Day"),
        (PARTNER, "2026-12-22", "Closed for the winter"),
        (LEAD, "2026-12-25", "Christmas Day"),
        (PARTNER, "2026-12-25", "Christmas Day"),
    ] {
        let added = meeting::add_day_off(stage.tx, &by(stage, who, "2026-01-15T09:20:00Z"), day(date), name).await?;
        ensure!(added.is_some(), "no day is entered twice");
    }
    begun.try_into().ok().context("four rhythms were begun")
}

/// The meeting of a rhythm on a day, prepared.
async fn held(stage: &Stage<'_>, series: SeriesId, date: &str, prepared: &str) -> anyhow::Result<Meeting> {
    let all: Vec<Series> = meeting::series_of(stage.tx, stage.organisation, stage.partnership).await?;
    let own: Vec<Series> = all.into_iter().filter(|one| one.id == series).collect();
    let at = moment(&format!("{date}T00:00:00Z"));
    let found = meeting::occurrences(&own, &[], at, at.plus_days(1));
    let one = found.first().with_context(|| format!("the rhythm comes round on {date}"))?;
    let id: MeetingId = meeting::prepare(stage.tx, &by(stage, PARTNER, prepared), one).await?;
    meeting::find(stage.tx, stage.organisation, stage.partnership, id).await?.context("it was just prepared")
}

async fn there(stage: &Stage<'_>, meeting: &Meeting, at: &str, ours: &[&str], theirs: &[&str]) -> anyhow::Result<()> {
    for (who, people) in [(LEAD, ours), (PARTNER, theirs)] {
        let people: Vec<PersonId> = people.iter().map(|email| stage.person(email)).collect();
        meeting::set_present(stage.tx, &by(stage, who, at), meeting.id, &people).await?;
    }
    Ok(())
}

async fn talk_before_the_committee(stage: &Stage<'_>, talks: SeriesId) -> anyhow::Result<()> {
    let tx = stage.tx;
    let talk = held(stage, talks, "2026-09-15", "2026-09-14T13:00:00Z").await?;
    there(stage, &talk, "2026-09-15T08:02:00Z", &[LEAD, REGION], &[PARTNER, DESIGNER]).await?;
    let asked = by(stage, PARTNER, "2026-09-14T13:05:00Z");
    let rooms = "Second room in Antwerp: who pays for it until December?";
    let rooms = meeting::raise(tx, &asked, Kind::Talk, rooms, Some(talk.id)).await?;
    let case = "The replaced night-shift case: is it in every module 4?";
    let case = meeting::raise(tx, &asked, Kind::Talk, case, Some(talk.id)).await?;
    meeting::settle(tx, &by(stage, LEAD, "2026-09-15T08:20:00Z"), talk.id, case).await?;
    meeting::escalate(tx, &by(stage, LEAD, "2026-09-15T08:30:00Z"), rooms).await?;
    let text = "1. Night-shift case\nReplaced in all four languages.\n\n2. Second room in Antwerp\nBeyond the mandate of \
                both leads: to the steering committee of Thursday.";
    minutes(stage, &talk, LEAD, "2026-09-15T09:05:00Z", text).await?;
    approve(stage, &talk, &[(LEAD, "2026-09-15T09:10:00Z"), (PARTNER, "2026-09-15T12:40:00Z")]).await
}

async fn committee(stage: &Stage<'_>, committees: SeriesId, belgium: BlamelessId) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let committee = held(stage, committees, "2026-09-17", "2026-09-16T10:00:00Z").await?;
    there(stage, &committee, "2026-09-17T07:05:00Z", &[SPONSOR, LEAD], &[PARTNER]).await?;
    let open = meeting::open_points(tx, tenant, id, Kind::Committee).await?;
    for point in open {
        meeting::settle(tx, &by(stage, SPONSOR, "2026-09-17T07:40:00Z"), committee.id, point.id).await?;
    }
    let decided = NewDecision {
        period: Quarter::due_at(committee.starts_at),
        text: "Noordkade pays for the second room in Antwerp until the end of December".to_owned(),
        clause: "Roles".to_owned(),
        owner: of(stage, SPONSOR),
        due: Some(day("2026-12-31")),
        meeting: Some(committee.id),
        measure: "L3 Four behaviours observed by the line manager, before and six months after, against the wait-list"
            .to_owned(),
    };
    decision::add(tx, tenant, id, stage.person(SPONSOR), moment("2026-09-17T07:45:00Z"), decided).await?;
    let review = blameless::find(tx, tenant, id, belgium).await?.context("the review was begun")?;
    let text = format!(
        "1. Second room in Antwerp\nNoordkade pays until the end of December.\n\n2. {}\nRead together. The condition is \
         known: no occasion to apply it in the peak.\n\n3. Charter 1.1\nSigned in August; nothing to change.",
        review.title
    );
    minutes(stage, &committee, PARTNER, "2026-09-17T08:50:00Z", &text).await?;
    approve(stage, &committee, &[(SPONSOR, "2026-09-18T07:30:00Z"), (PARTNER, "2026-09-18T09:15:00Z")]).await
}

async fn talk_after_it(stage: &Stage<'_>, talks: SeriesId) -> anyhow::Result<()> {
    let talk = held(stage, talks, "2026-09-29", "2026-09-28T14:00:00Z").await?;
    there(stage, &talk, "2026-09-29T08:01:00Z", &[LEAD], &[PARTNER, DESIGNER]).await?;
    let asked = by(stage, LEAD, "2026-09-28T14:10:00Z");
    let text = "Two Polish facilitators: who observes their first session?";
    meeting::raise(stage.tx, &asked, Kind::Talk, text, Some(talk.id)).await?;
    let text = "1. Polish facilitators\nNobody is free in week 41; comes back.";
    minutes(stage, &talk, DESIGNER, "2026-09-29T08:50:00Z", text).await
}

async fn minutes(stage: &Stage<'_>, meeting: &Meeting, who: &str, at: &str, text: &str) -> anyhow::Result<()> {
    meeting::write(stage.tx, &by(stage, who, at), meeting, 0, text).await.context("nobody else writes")?;
    Ok(())
}

async fn approve(stage: &Stage<'_>, meeting: &Meeting, by_whom: &[(&str, &str)]) -> anyhow::Result<()> {
    let (tx, tenant) = (stage.tx, stage.organisation);
    let minutes = meeting::latest(tx, tenant, meeting.id).await?.context("they were just written")?;
    let held = holders(tx, tenant, stage.partnership, Mandate::DecideReview).await?;
    let there = meeting::present(tx, tenant, meeting.id).await?;
    let there: Vec<_> = there.iter().map(|one| (one.person, one.side)).collect();
    let quorum = meeting::quorum(&there, &held);
    for (who, at) in by_whom {
        meeting::approve(tx, &by(stage, who, at), meeting, &minutes.hash, quorum)
            .await
            .context("both sides approve")?;
    }
    Ok(())
}

async fn begun(stage: &Stage<'_>, who: &str, at: &str, title: &str, happened: &str) -> anyhow::Result<Blameless> {
    let id = blameless::begin(stage.tx, &by(stage, who, at), title, happened).await?;
    let found = blameless::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    found.context("the review was just begun")
}

fn evidence(stage: &Stage<'_>, text: &str, source: &str, page: &str) -> Part {
    Part::Evidence {
        text: text.to_owned(),
        figure: None,
        source: source.to_owned(),
        link: format!("/p/{}/{page}", stage.partnership),
    }
}

fn told(text: &str) -> Part {
    Part::Contribution { text: text.to_owned() }
}

fn condition(lever: &'static str, text: &str, light: Light) -> Part {
    Part::Condition { lever: Some(lever), text: text.to_owned(), light }
}

/// Step 26: behaviour did not change in Belgium.
async fn belgium(stage: &Stage<'_>) -> anyhow::Result<BlamelessId> {
    let happened = "Three months after module 4 the four behaviours are where they were in the Belgian depots, while they \
                    moved in the Netherlands. Attendance was the same, and so was the score after the module.";
    let review = begun(stage, LEAD, "2026-09-02T09:00:00Z", "No change of behaviour in Belgium", happened).await?;
    let parts = [
        (
            REGION,
            "2026-09-02T09:20:00Z",
            evidence(
                stage,
                "Observed coaching talks in Belgium: 1.1 a month before, 1.2 after; in the Netherlands 1.0 and 2.3.",
                "Observations of line managers, June to August 2026",
                "evidence/behaviour",
            ),
        ),
        (
            REGION,
            "2026-09-03T08:00:00Z",
            told(
                "Rosters in the summer peak left no free hour on the floor. We knew in May and planned the modules all the same.",
            ),
        ),
        (
            PARTNER,
            "2026-09-03T12:30:00Z",
            told(
                "We asked for three exercises at work within two weeks, and did not look whether a roster allows for them.",
            ),
        ),
        (
            PARTNER,
            "2026-09-04T10:00:00Z",
            condition(
                "opportunities",
                "No application opportunity in peak: nobody could free an hour for a talk.",
                Light::Red,
            ),
        ),
        (
            LEAD,
            "2026-09-04T10:30:00Z",
            condition("supervisors", "Line managers asked for it, but only by e-mail.", Light::Amber),
        ),
        (
            DESIGNER,
            "2026-09-04T11:00:00Z",
            condition("relevance", "The cases come from Belgian depots and are found fitting.", Light::Green),
        ),
    ];
    for (who, at, part) in parts {
        blameless::add(stage.tx, &by(stage, who, at), &review, part).await.context("the review is open")?;
    }
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let known = partnership::find(tx, id).await?.context("the partnership was begun")?;
    let at = moment("2026-09-16T08:00:00Z");
    let lines = measure::known(tx, &known, at).await?;
    let trained = lines.into_iter().find(|line| line.key == "evidence-figure-trained");
    let expected =
        trained.map(|measure| Expected { measure, direction: Direction::Higher, amount: 0.2, by: day("2026-12-31") });
    let actions = [
        ("Plan one hour a week outside the peak in every Belgian roster", REGION, "2026-09-30", expected),
        ("Ask before each module whether the next three weeks leave room to apply it", DESIGNER, "2026-09-25", None),
    ];
    for (text, owner, due, expected) in actions {
        let new = NewAction {
            period: Quarter::due_at(at),
            text: text.to_owned(),
            owner: of(stage, owner),
            due: day(due),
            blameless: Some(review.id),
            expected,
        };
        action::add(tx, tenant, id, stage.person(LEAD), at, new).await?;
    }
    blameless::close(tx, &by(stage, LEAD, "2026-09-16T08:30:00Z"), &review).await.context("nothing is lacking")?;
    let asked = action::of_blameless(tx, tenant, id, review.id).await?;
    let asked = asked.iter().find(|action| action.text.starts_with("Ask before")).context("it was just agreed")?;
    action::finish(tx, tenant, id, stage.person(DESIGNER), moment("2026-09-24T15:00:00Z"), asked).await?;
    let asked = action::find(tx, tenant, id, asked.id).await?.context("it is there")?;
    let seen = "Asked before module 8 in all four countries; two cohorts were moved by a week.";
    let looked = by(stage, LEAD, "2026-09-28T10:00:00Z");
    action::check(tx, &looked, &asked, action::Outcome::Seen, seen).await.context("someone else looked")?;
    Ok(review.id)
}

async fn still_open(stage: &Stage<'_>) -> anyhow::Result<()> {
    let happened = "Two sessions in Poland were cancelled within a day, and 31 people were told too late.";
    let title = "Two sessions in Poland cancelled at the last moment";
    let review = begun(stage, PARTNER, "2026-09-30T07:30:00Z", title, happened).await?;
    let parts = [
        (
            PARTNER,
            "2026-09-30T07:40:00Z",
            evidence(
                stage,
                "Sessions of 22 and 24 September, cancelled on the 21st and the 23rd.",
                "History of the cohort in Poland",
                "cohorts",
            ),
        ),
        (
            PARTNER,
            "2026-09-30T07:50:00Z",
            told("Both facilitators were ours, and nobody else speaks Polish: there was no one to stand in."),
        ),
    ];
    for (who, at, part) in parts {
        blameless::add(stage.tx, &by(stage, who, at), &review, part).await.context("the review is open")?;
    }
    Ok(())
}
