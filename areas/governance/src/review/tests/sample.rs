//! Reviews for tests, from plain values.

use lustrum_kernel::Moment;
use lustrum_kernel::access::Side;
use lustrum_kernel::figure::{Figure, Source, Status, Unit};

use crate::quarter::Quarter;
use crate::review::note::Kind;
use crate::review::{
    Action, Change, Content, Decision, FORMAT, Label, LeansOn, Line, Measure, Need, Noted, Party, Promises, Relation,
    Study, Target,
};

pub fn quarter() -> Quarter {
    "2026-Q3".parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn source(name: &str) -> Source {
    Source { name: name.to_owned(), link: "/p/1/evidence".to_owned() }
}

fn figure(value: f64, unit: Unit, name: &str) -> Figure {
    Figure::new(value, unit, quarter().period(), source(name)).unwrap()
}

fn line(level: u8, about: &str, figure: Figure) -> Line {
    Line {
        level,
        key: "figure".to_owned(),
        about: about.to_owned(),
        figure,
        difference: matches!(level, 2 | 3),
        decimals: None,
        charter: Some("1.0".to_owned()),
    }
}

pub fn reaction() -> Line {
    line(1, "Relevance to one's own work", figure(4.3, Unit::Scale { most: 5 }, "Feedback").with_n(412).unwrap())
}

/// A partnership in which nothing was measured.
pub fn bare() -> Content {
    Content {
        format: FORMAT,
        period: quarter(),
        frozen_at: moment("2026-10-08T09:00:00Z"),
        generated: false,
        label: Label::default(),
        partnership: Relation {
            id: id(1),
            title: "Keep our frontline managers".to_owned(),
            since: moment("2026-03-01T09:00:00Z"),
            organisation: Party { id: id(2), name: "Noordkade Logistics".to_owned() },
            partner: Party { id: id(3), name: "Baken Leiderschap".to_owned() },
        },
        charter: None,
        figures: Vec::new(),
        studies: Vec::new(),
        changes: Vec::new(),
        actions: Vec::new(),
        decisions: Vec::new(),
        expected: Vec::new(),
        cases: None,
        notes: Vec::new(),
    }
}

fn noted(number: u128, kind: Kind, side: Side, text: &str, leans_on: Option<LeansOn>) -> Noted {
    Noted { id: id(number), kind, side, text: text.to_owned(), leans_on }
}

fn module() -> LeansOn {
    LeansOn::Module { programme: id(31), id: id(32), title: "Your own manager and you".to_owned() }
}

/// What the third quarter of the story looks like.
pub fn full() -> Content {
    let behaviour = |about: &str, value: f64, low: f64, high: f64, n: u64| {
        let shown = figure(value, Unit::Points, "Observations").with_interval(low, high, 0.95).unwrap();
        line(3, about, shown.with_n(n).unwrap())
    };
    let measure = |level: u8, text: &str| Measure { level, text: text.to_owned(), target: None, other: None };
    let effect = figure(-3.1, Unit::PercentagePoints, "Study")
        .with_interval(-7.9, 1.7, 0.95)
        .and_then(|figure| figure.with_n(40))
        .and_then(|figure| figure.with_status(Status::NotYetConclusive))
        .unwrap();
    let turnover = Figure::percentage(27.4, 480, quarter().period(), source("Turnover of managers, version 1"));
    Content {
        generated: true,
        charter: Some(Promises {
            version: "1.0".to_owned(),
            since: moment("2026-03-08T12:00:00Z"),
            hash: "9f2c41d077ab03e85d19c2f49f2c41d077ab03e85d19c2f49f2c41d077ab03e8".to_owned(),
            vision: "Frontline managers stay because they lead well, and lead well because they learn where the work is."
                .to_owned(),
            goals: "Turnover of frontline managers from 30 % to 20 % a year by 2028.\nEvery manager holds a coaching talk with each team member every month."
                .to_owned(),
            measures: vec![
                measure(1, "Relevance to one's own work, asked after every module"),
                measure(2, "Gain on the case test, before and after"),
                measure(3, "Coaching talks and clear hand-overs, observed by the line manager against the wait-list"),
                Measure {
                    target: Some(Target {
                        baseline: Some(30.0),
                        value: 20.0,
                        unit: "%".to_owned(),
                        due: Some("2028-12-31".parse().unwrap()),
                    }),
                    ..measure(4, "Yearly turnover of frontline managers per depot")
                },
            ],
            other: None,
        }),
        figures: vec![
            line(4, "Yearly turnover of frontline managers", turnover.unwrap()),
            reaction(),
            line(2, "Gain on the case test", {
                let gain = figure(0.62, Unit::StandardDeviations, "Scores before and after");
                gain.with_interval(0.49, 0.75, 0.95).unwrap().with_n(231).unwrap()
            }),
            behaviour("Holds a coaching talk", 0.38, 0.11, 0.65, 214),
            behaviour("Hands over the shift clearly", 0.21, -0.04, 0.46, 214),
            behaviour("Plans with the team", 0.05, -0.2, 0.3, 198),
            line(
                3,
                "Gives recognition",
                Figure::withheld(Unit::Points, 5, quarter().period(), source("Observations")).unwrap(),
            ),
        ],
        studies: vec![Study {
            id: id(11),
            title: "Turnover, trained against waiting depots".to_owned(),
            question: "Do managers in trained depots leave less often than in depots that wait?".to_owned(),
            design: "did".to_owned(),
            verdict: Some("not-yet-conclusive".to_owned()),
            outcome: "Yearly turnover".to_owned(),
            better: "lower".to_owned(),
            margin: Some(1.0),
            estimate: Some(effect),
            decimals: 1,
            needed: vec![Need { code: "more_units".to_owned(), parameters: serde_json::json!({ "times": 2.4 }) }],
            charter: Some("1.0".to_owned()),
        }],
        changes: vec![
            Change { kind: "session.planned".to_owned(), count: 12 },
            Change { kind: "programme.approved".to_owned(), count: 1 },
        ],
        actions: vec![
            Action {
                text: "Confirm the changed night-shift case in module 4".to_owned(),
                side: Side::Partner,
                owner: Some("Ruben Smit".to_owned()),
                due: "2026-10-15".parse().unwrap(),
            },
            Action {
                text: "Certify two Polish facilitators before cohort 4".to_owned(),
                side: Side::Organisation,
                owner: None,
                due: "2026-10-20".parse().unwrap(),
            },
        ],
        decisions: vec![Decision {
            text: "Continue with the second group of depots as planned".to_owned(),
            clause: "3.1".to_owned(),
            side: Side::Organisation,
            owner: Some("Femke de Wit".to_owned()),
            due: Some("2026-11-01".parse().unwrap()),
        }],
        notes: vec![
            noted(21, Kind::Proposal, Side::Partner, "Peer coaching in place of module 11.", Some(module())),
            noted(
                22,
                Kind::Worked,
                Side::Organisation,
                "Managers know more about hand-overs than in spring.",
                Some(LeansOn::Measure("2 figure Gain on the case test".to_owned())),
            ),
            noted(
                23,
                Kind::DidNot,
                Side::Partner,
                "In Belgium nobody found an hour to use what was learned.",
                Some(LeansOn::Measure("3 figure Uses the roster tool".to_owned())),
            ),
        ],
        ..bare()
    }
    .settled()
}
