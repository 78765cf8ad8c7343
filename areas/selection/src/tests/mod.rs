//! Rounds on both engines, through the router.

mod access;
mod changed;
mod choice;
mod files;
mod letters;
mod profiles;
mod refused;
mod spoken;
mod withdrawn;

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, Reply};
use lustrum_strategy::challenge::{self, ChallengeId};

use crate::candidate::{self, CandidateId};
use crate::criterion::NewCriterion;
use crate::round::{self, Dossier, RoundId};
use crate::{Act, area};

pub(crate) fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), area()]
}

/// A round in a small world, as far as a test wants it.
pub(crate) struct House<'a> {
    pub app: &'a App,
    pub world: World,
    pub challenge: ChallengeId,
    pub round: RoundId,
    pub candidates: Vec<CandidateId>,
}

pub(crate) const ASSESSORS: [Role; 3] = [Role::LdLead, Role::BusinessSponsor, Role::LineManager];
pub(crate) const NAMES: [&str; 3] = ["Baken Leiderschap", "Kompas Opleidingen", "Stuwkracht"];

/// Two criteria, three candidates with prices and three assessors; still being prepared.
pub(crate) async fn a_round(app: &App) -> House<'_> {
    a_round_in(app, world(app).await).await
}

/// The same in a world in which there may have been others.
pub(crate) async fn a_round_in(app: &App, world: World) -> House<'_> {
    let lead = world.person(Side::Organisation, Role::LdLead);
    let act = Act { tenant: world.client, by: lead, at: app.now() };
    let tx = app.db().begin().await.unwrap();
    let words = challenge::Words {
        title: "Managers leave".to_owned(),
        description: String::new(),
        owner: lead,
        from: "2026-01-01".parse().unwrap(),
        until: "2028-12-31".parse().unwrap(),
    };
    let challenge = challenge::create(&tx, world.client, lead, app.now(), &words).await.unwrap();
    let start = ["Culture fit", "Pedagogy"]
        .map(|title| NewCriterion { title: title.to_owned(), question: "What did you see?".to_owned() });
    let words = round::Words {
        title: "A partner for our managers".to_owned(),
        challenges: vec![challenge],
        currency: "EUR".to_owned(),
        price_cap: 0.1,
        price_weight: 0.05,
    };
    let round = round::create(&tx, act, &words, &start).await.unwrap();
    let known = round::find(&tx, world.client, round).await.unwrap().unwrap();
    let mut candidates = Vec::new();
    for (name, price) in NAMES.into_iter().zip([9_000_000, 8_000_000, 7_000_000]) {
        let words = candidate::Words {
            name: name.to_owned(),
            email: format!("{}@candidate.example", name.split(' ').next().unwrap().to_lowercase()),
            language: Locale::En,
            price: Some(price),
            price_note: "First year".to_owned(),
        };
        candidates.push(candidate::store::add(&tx, act, &known, &words).await.unwrap());
    }
    let people: Vec<_> = ASSESSORS.iter().map(|role| world.person(Side::Organisation, *role)).collect();
    round::store::choose(&tx, act, &known, &people).await.unwrap();
    tx.commit().await.unwrap();
    House { app, world, challenge, round, candidates }
}

impl House<'_> {
    pub fn as_role(&self, side: Side, role: Role) -> Browser {
        Browser::new(self.app, &areas(), self.world.viewer(side, role))
    }
    pub fn lead(&self) -> Browser {
        self.as_role(Side::Organisation, Role::LdLead)
    }
    pub fn assessor(&self, role: Role) -> Browser {
        self.as_role(Side::Organisation, role)
    }
    pub fn nobody(&self) -> Browser {
        Browser::new(self.app, &areas(), None)
    }
    pub fn home(&self) -> String {
        format!("/o/{}/selection/{}", self.world.client, self.round)
    }
    pub fn api(&self) -> String {
        format!("/api/v1{}", self.home())
    }
    pub async fn dossier(&self) -> Dossier {
        round::store::dossier(self.app.db(), self.world.client, self.round).await.unwrap().unwrap()
    }
    pub async fn opened(self) -> Self {
        let reply = self.lead().post(&format!("{}/opening", self.home()), &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        self
    }
    /// The fields of a sheet with these scores, criterion by criterion.
    pub async fn sheet(&self, scores: [i64; 2]) -> Vec<(String, String)> {
        let leaves = self.dossier().await.tree.leaves();
        let fields = leaves.iter().zip(scores).flat_map(|(leaf, score)| {
            let [one, kind, evidence] = crate::score::names(leaf.id);
            [(one, score.to_string()), (kind, "reference-call".to_owned()), (evidence, "Call with a client".to_owned())]
        });
        fields.collect()
    }
    /// One assessor gives every candidate these scores; not yet submitted.
    pub async fn scored(&self, role: Role, scores: [[i64; 2]; 3]) {
        let browser = self.assessor(role);
        for (candidate, scores) in self.candidates.iter().zip(scores) {
            let fields = self.sheet(scores).await;
            let reply = send(&browser, &format!("{}/scores/{candidate}", self.home()), &fields).await;
            assert_eq!(reply.status, 303, "{}", reply.body);
        }
    }
    pub async fn submitted(&self, role: Role, scores: [[i64; 2]; 3]) {
        self.scored(role, scores).await;
        let reply = self.assessor(role).post(&format!("{}/submission", self.home()), &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    }
    /// Everyone has submitted: the first candidate leads, the second is better at the second criterion.
    pub async fn closed(self) -> Self {
        for role in ASSESSORS {
            self.submitted(role, [[5, 4], [3, 5], [2, 2]]).await;
        }
        self
    }
    /// What the decision form sends.
    pub async fn decide(&self, chosen: usize, more: &[(String, String)]) -> Reply {
        let mut fields = vec![
            ("candidate".to_owned(), self.candidates[chosen].to_string()),
            ("reasons".to_owned(), "They know our night shifts.".to_owned()),
        ];
        fields.extend_from_slice(more);
        send(&self.lead(), &format!("{}/decision", self.home()), &fields).await
    }
}

pub(crate) async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Reply {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// The link that a page hands over, as a path.
pub(crate) fn link_in(reply: &Reply) -> String {
    let token = reply.body.split("/transparency/").nth(1).and_then(|rest| rest.split('<').next());
    format!("/transparency/{}", token.unwrap_or_else(|| panic!("no link in {}", reply.body)))
}
