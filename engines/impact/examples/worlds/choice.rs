//! Does the chosen design do as well as the best that could have been fixed: the same programmes, estimated by every
//! design that gives a figure on them.

use super::{
    EFFECT, MARKET,
    chance::Chance,
    panels::{Depots, by_lot},
    series,
};
use lustrum_impact::{
    DesignName, Estimate, ImpactError, Known, Level, OverTime, Panel, PanelRows, Rules, Starts, Verdict, assess_panel,
    assess_trial, choose,
    inference::over_time,
    staggered::{Settings, assess_staggered, group_time_effects},
    synthetic::{Placebos, assess_synthetic, donor_pool},
    time_series::{Errors, assess_series, mean_series, segmented_regression},
};
use rayon::prelude::*;
use serde_json::{Value, json};

/// A kind of data, and programmes that give them, each with its mean effect on those who are trained.
type Made = Result<(Panel, f64), ImpactError>;

struct Data {
    words: &'static str,
    panel: fn(&mut Chance, f64, f64) -> Made,
    /// Whether the lot decided who starts.
    random: bool,
}

const DATA: &[Data] = &[
    Data { words: "40 depots, 20 start together", panel: common, random: false },
    Data { words: "40 depots, 20 start together by lot", panel: common, random: true },
    Data { words: "40 depots, three starts, effect grows", panel: staggered, random: false },
    Data { words: "one of 30 starts, after 18 months", panel: one_long, random: false },
    Data { words: "one of 30 starts, after 4 months", panel: one_short, random: false },
    Data { words: "all 10 start at once, after 36 months", panel: everybody, random: false },
];

const FIXED: [DesignName; 5] =
    [DesignName::Rct, DesignName::Did, DesignName::EventStudy, DesignName::Its, DesignName::Synth];

/// How a design does that gives a figure.
struct Fixed {
    design: DesignName,
    /// Root mean square distance of the figure from the effect.
    distance: f64,
    /// With no effect: percent of programmes whose interval leaves it out, and of those that are said to work after all
    /// checks. The second is what a reader is told; where it is far below the first, the checks caught the interval.
    apart: f64,
    said: f64,
}

pub struct Compared {
    words: &'static str,
    chosen: DesignName,
    designs: Vec<Fixed>,
    programmes: usize,
}

/// A tenth of the programmes is enough: designs are compared on the same ones.
pub fn compared(programmes: u64, only: &str) -> Vec<Compared> {
    let programmes = (programmes / 4).max(100);
    let mut all = Vec::new();
    if !"choice".contains(only) {
        return all;
    }
    println!(
        "\nthe chosen design beside every design that could have been fixed, {programmes} programmes, in a market that moves"
    );
    println!("{:<44} {:<12} {:>16} {:>12} {:>12}", "", "", "", "no effect:", "no effect:");
    println!(
        "{:<44} {:<12} {:>16} {:>12} {:>12}",
        "data", "design", "typical distance", "interval off", "said to work"
    );
    for (place, data) in DATA.iter().enumerate() {
        let one = compare(1_000 + place as u64, data, programmes);
        print!("{one}");
        all.push(one);
    }
    all
}

fn compare(stream: u64, data: &Data, programmes: u64) -> Compared {
    let known = (data.panel)(&mut Chance::of(stream, 0), EFFECT, MARKET).map(|(panel, _)| known(&panel, data.random));
    let chosen = choose(&known.expect("a sound panel")).chosen.expect("something is chosen");
    let designs = FIXED
        .into_iter()
        // Nobody's word, nobody's lot.
        .filter(|design| data.random || *design != DesignName::Rct)
        .filter_map(|design| {
            let told: Vec<Option<(f64, bool, bool)>> = (0..programmes)
                .into_par_iter()
                .map(|programme| {
                    let (with, planted) = (data.panel)(&mut Chance::of(stream, programme), EFFECT, MARKET).ok()?;
                    let (without, _) = (data.panel)(&mut Chance::of(stream, programme), 0.0, MARKET).ok()?;
                    let (effect, none) = (estimated(design, &with).ok()?, estimated(design, &without).ok()?);
                    let said = said_to_work(design, &without).ok()?;
                    Some(((effect.effect - planted).powi(2), none.interval.excludes_zero(), said))
                })
                .collect();
            let told: Vec<(f64, bool, bool)> = told.into_iter().collect::<Option<_>>()?;
            let count = told.len() as f64;
            let percent =
                |of: fn(&(f64, bool, bool)) -> bool| 100.0 * told.iter().filter(|one| of(one)).count() as f64 / count;
            let distance = (told.iter().map(|(square, ..)| square).sum::<f64>() / count).sqrt();
            Some(Fixed { design, distance, apart: percent(|one| one.1), said: percent(|one| one.2) })
        })
        .collect();
    Compared { words: data.words, chosen, designs, programmes: programmes as usize }
}

impl Compared {
    fn best(&self) -> f64 {
        self.designs.iter().map(|one| one.distance).fold(f64::INFINITY, f64::min)
    }

    /// As near as the best, up to the chance that so many programmes leave.
    pub fn kept(&self) -> bool {
        let room = 1.0 + 2.0 / (2.0 * self.programmes as f64).sqrt();
        self.designs.iter().any(|one| one.design == self.chosen && one.distance <= room * self.best())
    }

    pub fn json(&self) -> Value {
        let designs: Vec<Value> = self
            .designs
            .iter()
            .map(|one| {
                json!({"design": one.design, "distance": one.distance, "interval_off": one.apart, "said_to_work": one.said})
            })
            .collect();
        json!({"data": self.words, "chosen": self.chosen, "designs": designs, "kept": self.kept()})
    }
}

impl std::fmt::Display for Compared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, Fixed { design, distance, apart, said }) in self.designs.iter().enumerate() {
            let words = if place == 0 { self.words } else { "" };
            let name = serde_json::to_value(design).ok().and_then(|name| name.as_str().map(str::to_owned));
            let mark = match (*design == self.chosen, self.kept()) {
                (true, true) => "  chosen",
                (true, false) => "  chosen, NOT KEPT",
                _ => "",
            };
            let name = name.unwrap_or_default();
            writeln!(f, "{words:<44} {name:<12} {distance:>16.3} {apart:>12.1} {said:>12.1}{mark}")?;
        }
        Ok(())
    }
}

fn known(panel: &Panel, random: bool) -> Known {
    let starts = panel.starts();
    let timing = panel.timing();
    let first = match &starts {
        Starts::Common { period } | Starts::Everybody { period } => *period,
        Starts::Staggered { at, .. } => at.iter().copied().find(|period| *period > 0).unwrap_or(0),
        _ => 0,
    };
    let treated_units = timing.starts.iter().flatten().count();
    Known {
        random,
        over_time: Some(OverTime {
            starts,
            treated_units,
            untreated_units: panel.units() - treated_units,
            periods_before: first,
            periods_after: panel.periods() - first,
        }),
    }
}

fn estimated(design: DesignName, panel: &Panel) -> Result<Estimate, ImpactError> {
    let nothing = ImpactError::NoGroupTime;
    match design {
        DesignName::Rct => Ok(over_time(panel, Level::default())?.estimate),
        DesignName::Did => assess_panel(panel, &Rules::default())?.estimate.ok_or(nothing),
        DesignName::EventStudy => {
            let settings = Settings { draws: 0, ..Settings::default() };
            Ok(group_time_effects(panel, &panel.timing(), &settings)?.simple)
        }
        DesignName::Its => Ok(segmented_regression(&mean_series(panel)?, Errors::Restricted, Level::default())?.mean),
        DesignName::Synth => {
            let (pool, _) = donor_pool(panel)?;
            assess_synthetic(&pool, &Rules::default(), Placebos::All)?.0.estimate.ok_or(nothing)
        }
        _ => Err(nothing),
    }
}

/// Whether the whole assessment, with its checks, says that there is an effect.
fn said_to_work(design: DesignName, panel: &Panel) -> Result<bool, ImpactError> {
    let rules = Rules::default();
    let assessment = match design {
        DesignName::Rct => assess_trial(panel, &rules)?.0,
        DesignName::Did => assess_panel(panel, &rules)?,
        DesignName::EventStudy => assess_staggered(panel, &panel.timing(), &Settings::default(), &rules)?.0,
        DesignName::Its => assess_series(&mean_series(panel)?, Errors::Restricted, &rules)?.0,
        DesignName::Synth => assess_synthetic(&donor_pool(panel)?.0, &rules, Placebos::All)?.0,
        _ => return Err(ImpactError::NoGroupTime),
    };
    Ok(assessment.verdict == Verdict::Effect)
}

fn of_depots(depots: &Depots, chance: &mut Chance, effect: f64, market: f64) -> Made {
    Ok((depots.panel(chance, effect, market)?, depots.on_treated(effect)))
}

fn common(chance: &mut Chance, effect: f64, market: f64) -> Made {
    let starts = by_lot(chance, 20, 40, 6);
    of_depots(&Depots::new(starts, 12), chance, effect, market)
}

fn staggered(chance: &mut Chance, effect: f64, market: f64) -> Made {
    let starts = (0..40).map(|depot| [None, Some(3), Some(5), None, Some(7)][depot % 5]).collect();
    of_depots(&Depots { growth: 0.25, ..Depots::new(starts, 10) }, chance, effect, market)
}

/// Sites that follow common movements, each to its own share; the first is trained.
fn of_sites(chance: &mut Chance, count: usize, [periods, before]: [usize; 2], effect: f64, market: f64) -> Made {
    let values = series::sites(chance, count, [periods, before], effect, market);
    let unit: Vec<usize> = (0..count).flat_map(|site| vec![site; periods]).collect();
    let period: Vec<usize> = (0..count).flat_map(|_| 0..periods).collect();
    let treated = unit.iter().zip(&period).map(|(site, month)| *site == 0 && *month >= before).collect();
    let rows = PanelRows { unit: &unit, period: &period, cluster: &unit, outcome: values, treated, covariates: vec![] };
    Ok((Panel::new(rows)?, effect))
}

fn one_long(chance: &mut Chance, effect: f64, market: f64) -> Made {
    of_sites(chance, 30, [24, 18], effect, market)
}

fn one_short(chance: &mut Chance, effect: f64, market: f64) -> Made {
    of_sites(chance, 30, [8, 4], effect, market)
}

fn everybody(chance: &mut Chance, effect: f64, market: f64) -> Made {
    of_depots(&Depots::new(vec![Some(36); 10], 60), chance, effect, market)
}
