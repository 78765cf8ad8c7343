//! People whom nobody drew by lot: what was measured before decided who was trained, and nothing else.

use super::{Answer, Told, chance::Chance};
use lustrum_impact::{
    Column, Comparison, ImpactError, Level,
    weighting::{Target, doubly_robust, inverse_probability, nearest_neighbours},
};

pub fn chosen(chance: &mut Chance, effect: f64, market: f64) -> Result<Comparison, ImpactError> {
    let (mut outcome, mut treated, mut age, mut tenure) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..400 {
        let (a, t) = (chance.normal(), chance.normal());
        let is = chance.uniform() < 1.0 / (1.0 + (0.4 - 0.6 * a - 0.4 * t).exp());
        outcome.push(30.0 + market + 2.0 * a + t + 3.0 * chance.normal() + if is { effect } else { 0.0 });
        treated.push(is);
        age.push(a);
        tenure.push(t);
    }
    Comparison::new(outcome, treated)?
        .with_covariate(Column::new("age", age))?
        .with_covariate(Column::new("tenure", tenure))
}

fn told(estimate: lustrum_impact::Estimate, planted: f64) -> Answer {
    Ok(Told { estimate, planted })
}

pub fn ipw(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    told(inverse_probability(&chosen(chance, effect, market)?, Target::Everyone, Level::default())?, effect)
}

pub fn ipw_of_treated(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    told(inverse_probability(&chosen(chance, effect, market)?, Target::Treated, Level::default())?, effect)
}

pub fn aipw(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    told(doubly_robust(&chosen(chance, effect, market)?, Target::Everyone, Level::default())?, effect)
}

pub fn aipw_of_treated(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    told(doubly_robust(&chosen(chance, effect, market)?, Target::Treated, Level::default())?, effect)
}

pub fn matched(chance: &mut Chance, effect: f64, market: f64) -> Answer {
    told(nearest_neighbours(&chosen(chance, effect, market)?, 1, Target::Treated, Level::default())?, effect)
}
