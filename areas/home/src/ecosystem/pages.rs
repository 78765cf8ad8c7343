//! The map as a page and as a table to take along.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Of};
use lustrum_delivery::cohort;
use lustrum_kernel::access::{Here, OrganisationScope, Partnered, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::remember;
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_programme::behaviour;
use lustrum_study::money::cost;
use serde::Deserialize;

use super::told;
use super::{Cell, Map, Share, Skill, Standing, map};

const A_PAGE: usize = 50;
/// So many gaps are named above the map; the rest stands in it.
const GAPS: usize = 12;

/// A client with its map: the organisation's own, or of a partner each of its clients', sealed from the others.
pub struct Sealed {
    pub client: OrganisationId,
    pub name: String,
    pub partners: Vec<Partnered>,
    pub map: Arc<Map>,
}

#[derive(Template)]
#[template(path = "ecosystem/ecosystem.html")]
struct Page {
    shell: Shell,
    path: String,
    /// Where a partnership begins, for whoever has none yet.
    partnerships: String,
    lead: String,
    own: bool,
    costs: bool,
    clients: Vec<Client>,
}

impl Page {
    /// Whether there is anything to take along or to explain.
    fn has_lines(&self) -> bool {
        self.clients.iter().any(|client| !client.lines.is_empty())
    }
}

struct Client {
    name: String,
    figure: String,
    basis: String,
    /// What leans on one partner, and what several cover.
    alone: String,
    /// What gaps and overlaps cost, for whoever may know.
    bills: Vec<String>,
    gaps: Vec<Gap>,
    more: usize,
    /// What several partners cover, with what each spends on it.
    overlaps: Vec<Gap>,
    columns: Vec<String>,
    lines: Vec<Line>,
    next: Option<String>,
    /// Where programmes are designed, for whoever has none yet.
    start: String,
}

struct Gap {
    skill: String,
    url: String,
    words: String,
}

struct Line {
    skill: String,
    programmes: Vec<(String, String)>,
    draft: bool,
    cells: Vec<Told>,
}

/// A cell in words.
struct Told {
    country: String,
    standing: String,
    class: &'static str,
    shares: Vec<(String, String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    client: Option<OrganisationId>,
    after: String,
}

pub fn resource(scope: &OrganisationScope) -> Resource {
    Resource::new("Ecosystem", scope.organisation())
}

/// The maps that the viewer may see: what partnerships they are in decides, and nothing crosses from one client to another.
pub async fn sealed(app: &App, scope: &OrganisationScope) -> Result<Vec<Sealed>, Problem> {
    let own = scope.organisation();
    let mut of: Vec<(OrganisationId, String, Vec<Partnered>)> = Vec::new();
    for known in &scope.viewer.partnerships {
        let within = match scope.side() {
            Side::Organisation => known.client == own,
            Side::Partner => known.partner == own,
        };
        match of.iter_mut().find(|(client, ..)| *client == known.client) {
            _ if !within => {}
            Some((.., partners)) => partners.push(known.clone()),
            None => of.push((known.client, known.client_name.clone(), vec![known.clone()])),
        }
    }
    let mut all = Vec::with_capacity(of.len());
    // Each client is a tenant of its own: one routed query for each, as the schema wants it.
    for (client, name, partners) in of {
        let ids: Vec<PartnershipId> = partners.iter().map(|known| known.id).collect();
        let which = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let map = remember(app.db(), client, app.now(), "ecosystem", which, read(app, client, &ids)).await?;
        all.push(Sealed { client, name, partners, map });
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

async fn read(app: &App, client: OrganisationId, partnerships: &[PartnershipId]) -> Result<Map, Problem> {
    let taught = behaviour::taught(app.db(), client, partnerships).await?;
    let given = cohort::given(app.db(), client, partnerships, app.now()).await?;
    let spent = cost::spent(app.db(), client, partnerships).await?;
    Ok(map(&taught, &given, &spent, app.now()))
}

/// `3 cohorts, last on 12 November 2026; 1 planned from 11 January 2027`
pub fn share_words(t: &Speaker, share: &Share) -> String {
    let mut words = Vec::new();
    if let Some(last) = share.last {
        let cohorts = t.count("ecosystem-cohorts", share.cohorts);
        words.push(t.say2("ecosystem-given", "cohorts", cohorts, "day", t.short_day(&last)));
    }
    if let Some(from) = share.from {
        let cohorts = t.count("ecosystem-cohorts", share.planned);
        words.push(t.say2("ecosystem-planned-from", "cohorts", cohorts, "day", t.short_day(&from)));
    }
    if share.waiting > 0 {
        words.push(t.count("ecosystem-waiting", share.waiting));
    }
    words.join("; ")
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Covered => "tag",
        Standing::Planned => "tag plain",
        Standing::Lapsed | Standing::Waits | Standing::Gap => "tag open",
    }
}

fn told(t: &Speaker, own: bool, names: &HashMap<PartnershipId, &str>, country: &str, cell: &Cell, map: &Map) -> Told {
    let standing = cell.standing(map.today);
    let share = |share: &Share| {
        // A partner reads its own cohorts only, and needs no name beside them.
        let name = if own { names.get(&share.partnership).copied().unwrap_or_default() } else { "" };
        (name.to_owned(), format!("/p/{}/cohorts", share.partnership), share_words(t, share))
    };
    Told {
        country: country.to_owned(),
        standing: t.say(&format!("ecosystem-standing-{}", standing.word())),
        class: class(standing),
        shares: cell.shares.iter().map(share).collect(),
    }
}

fn programme_url(skill: &Skill) -> String {
    skill.programmes.first().map(|(at, id, _)| format!("/p/{at}/programmes/{id}")).unwrap_or_default()
}

/// Whether this viewer may know what was spent.
pub fn sees_costs(app: &App, scope: &OrganisationScope) -> bool {
    scope.may(app, "ecosystem.costs", &resource(scope))
}

/// What several partners cover: whom, and what each spends on it.
fn overlaps(t: &Speaker, map: &Map, names: &HashMap<PartnershipId, &str>) -> Vec<Gap> {
    let one = |(skill, place): (&Skill, usize)| {
        let overlap = map.overlap(skill, place);
        let spent = overlap.iter().flat_map(|overlap| {
            overlap.spent.iter().map(|(at, minor)| {
                let name = names.get(at).copied().unwrap_or_default();
                [name, &t.about(*minor as f64, &overlap.currency)].join(" ")
            })
        });
        let spent = spent.collect::<Vec<_>>().join(", ");
        let told = told::overlap(t, overlap.as_ref());
        let words = [map.countries[place].name(t), spent, told];
        let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
        Gap { skill: skill.text.clone(), url: programme_url(skill), words: words.join(" · ") }
    };
    map.overlaps().take(GAPS).map(one).collect()
}

fn client(t: &Speaker, (own, costs): (bool, bool), sealed: &Sealed, asked: &Asked) -> Client {
    let map = &sealed.map;
    let sums = map.sums();
    let names: HashMap<PartnershipId, &str> =
        sealed.partners.iter().map(|known| (known.id, known.partner_name.as_str())).collect();
    let columns: Vec<String> = map.countries.iter().map(|country| country.name(t)).collect();
    let after = if asked.client == Some(sealed.client) { asked.after.as_str() } else { "" };
    let start = map.skills.partition_point(|skill| skill.key.as_str() <= after);
    let start = if after.is_empty() { 0 } else { start };
    let shown = &map.skills[start..map.skills.len().min(start + A_PAGE)];
    let line = |skill: &Skill| Line {
        skill: skill.text.clone(),
        programmes: skill
            .programmes
            .iter()
            .map(|(at, id, title)| (format!("/p/{at}/programmes/{id}"), title.clone()))
            .collect(),
        draft: skill.draft,
        cells: skill.cells.iter().zip(&columns).map(|(cell, place)| told(t, own, &names, place, cell, map)).collect(),
    };
    let gap = |(skill, place, standing): (&Skill, usize, Standing)| {
        let there = t.say1(&format!("ecosystem-gap-{}", standing.word()), "country", map.countries[place].name(t));
        let closing = || told::closing(t, map.closing(skill, place).as_ref());
        Gap {
            skill: skill.text.clone(),
            url: programme_url(skill),
            words: if costs { format!("{there} · {}", closing()) } else { there },
        }
    };
    let more = start + A_PAGE < map.skills.len();
    Client {
        name: sealed.name.clone(),
        figure: t.say2("ecosystem-figure", "some", t.whole(sums.covered as i64), "all", t.whole(sums.all() as i64)),
        basis: t.say_with(
            "ecosystem-basis",
            &[
                ("skills", t.count("ecosystem-skills", map.skills.len())),
                ("countries", t.count("ecosystem-countries", map.countries.len())),
                ("partners", t.count("ecosystem-partners", partners(sealed))),
                ("day", t.day(&map.today)),
            ],
        ),
        alone: t.say2("ecosystem-alone", "alone", t.whole(sums.alone as i64), "several", t.whole(sums.shared as i64)),
        bills: if costs { told::bills(t, map) } else { Vec::new() },
        overlaps: if costs { overlaps(t, map, &names) } else { Vec::new() },
        gaps: map.gaps().take(GAPS).map(gap).collect(),
        more: sums.gaps.saturating_sub(GAPS),
        lines: shown.iter().map(line).collect(),
        next: shown.last().filter(|_| more).map(|last| next_query(sealed.client, &last.key)),
        columns,
        start: sealed.partners.first().map(|known| format!("/p/{}/programmes", known.id)).unwrap_or_default(),
    }
}

/// How many partner organisations stand in these partnerships.
fn partners(sealed: &Sealed) -> usize {
    sealed.partners.iter().map(|known| known.partner).collect::<std::collections::BTreeSet<_>>().len()
}

fn next_query(client: OrganisationId, after: &str) -> String {
    format!("client={client}&after={}", encoded(after))
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// `/o/{organisation}/ecosystem`
pub async fn show_map(Of(app): Of<App>, scope: OrganisationScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "ecosystem.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let (own, costs) = (scope.side() == Side::Organisation, sees_costs(&app, &scope));
    let clients = sealed(&app, &scope).await?;
    show(&Page {
        path: format!("/o/{}/ecosystem", scope.organisation()),
        partnerships: format!("/o/{}/partnerships", scope.organisation()),
        lead: t.say(if own { "ecosystem-lead" } else { "ecosystem-lead-partner" }),
        own,
        costs,
        clients: clients.iter().map(|one| client(&t, (own, costs), one, &asked)).collect(),
        shell: Shell::at(&app, &scope, t.say("nav-ecosystem")),
    })
}

/// One row for each skill, country and partner, and one for each gap.
pub async fn export_map(Of(app): Of<App>, scope: OrganisationScope) -> Answer {
    scope.require(&app, "ecosystem.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["client", "skill", "country", "standing", "partner", "cohorts", "last", "planned", "from", "waiting"];
    let costs = sees_costs(&app, &scope);
    let priced = ["closing", "overlap", "currency"].into_iter().filter(|_| costs);
    let headings: Vec<&str> = headings.into_iter().chain(priced).collect();
    let mut rows =
        vec![headings.iter().map(|word| Out::Text(t.say(&format!("ecosystem-csv-{word}")))).collect::<Vec<_>>()];
    let day = |day: Option<lustrum_kernel::Day>| day.map_or_else(|| Out::from(""), |day| Out::Date(day.0));
    for one in sealed(&app, &scope).await? {
        let map = &one.map;
        for (skill, place) in
            map.skills.iter().flat_map(|skill| (0..map.countries.len()).map(move |place| (skill, place)))
        {
            let (country, cell) = (&map.countries[place], &skill.cells[place]);
            let prices = if costs { price_cells(map, skill, place) } else { Vec::new() };
            let head = |standing: Standing| {
                let words = t.say(&format!("ecosystem-standing-{}", standing.word()));
                [one.name.clone(), skill.text.clone(), country.name(&t), words].map(Out::Text).to_vec()
            };
            if cell.shares.is_empty() {
                let mut row = head(Standing::Gap);
                row.extend([Out::from(""), Out::Number(0.0), day(None), Out::Number(0.0), day(None), Out::Number(0.0)]);
                row.extend(prices);
                rows.push(row);
                continue;
            }
            for (at, share) in cell.shares.iter().enumerate() {
                let partner = one.partners.iter().find(|known| known.id == share.partnership);
                let mut row = head(share.standing(map.today));
                row.extend([
                    Out::Text(partner.map(|known| known.partner_name.clone()).unwrap_or_default()),
                    Out::Number(share.cohorts as f64),
                    day(share.last),
                    Out::Number(share.planned as f64),
                    day(share.from),
                    Out::Number(share.waiting as f64),
                ]);
                // What belongs to the country as a whole stands once, in its first row.
                row.extend(prices.iter().map(|cell| if at == 0 { cell.clone() } else { Out::from("") }));
                rows.push(row);
            }
        }
    }
    download("ecosystem.csv", "text/csv; charset=utf-8", csv(&rows))
}

/// What closing the gap would cost, what overlaps, and in which currency; empty where neither is or can be told.
fn price_cells(map: &Map, skill: &Skill, place: usize) -> Vec<Out> {
    let cell = &skill.cells[place];
    let closing = map.closing(skill, place).filter(|_| cell.standing(map.today).is_gap());
    let overlap = map.overlap(skill, place).filter(|_| cell.partners(map.today) > 1);
    let amount = |minor: Option<i64>| minor.map_or_else(|| Out::from(""), |minor| Out::Number(minor as f64 / 100.0));
    let currency = closing.as_ref().map(|one| &one.currency).or(overlap.as_ref().map(|one| &one.currency));
    vec![
        amount(closing.as_ref().map(|one| one.minor)),
        amount(overlap.as_ref().map(|one| one.minor)),
        currency.map_or_else(|| Out::from(""), |currency| Out::Text(currency.clone())),
    ]
}
