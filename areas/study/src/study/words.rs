//! A finding in the reader's language: verdict, reasons, needs and checks, from their codes.

use lustrum_kernel::locale::{Speaker, known};
use serde_json::Value;

use super::{Basis, Better, Check, Coded, Finding, Plan, Verdict};

/// Speaks about one study: its unit and its decimals stand behind every figure.
pub struct Words<'a> {
    pub t: &'a Speaker,
    pub plan: &'a Plan,
}

/// A check as a reader sees it.
pub struct CheckLine {
    pub name: String,
    pub words: String,
    /// `passed`, `failed` or `not-applicable`, in words, and the class of its tag.
    pub status: String,
    pub class: &'static str,
    /// What a failure means for the verdict.
    pub bearing: Option<String>,
    pub figures: Vec<(String, String)>,
}

impl Words<'_> {
    fn digits(&self) -> usize {
        usize::from(self.plan.decimals)
    }
    /// The unit of a difference: percentages differ by percentage points.
    pub fn unit(&self) -> String {
        match self.plan.unit.trim() {
            "%" => self.t.say("study-unit-points"),
            other => other.to_owned(),
        }
    }
    pub fn number(&self, value: f64) -> String {
        self.t.number(value, self.digits())
    }
    pub fn signed(&self, value: f64) -> String {
        self.t.signed(value, self.digits())
    }
    /// `95 %`
    pub fn level(&self, finding: &Finding) -> String {
        self.t.percent(finding.level.unwrap_or(0.95), 0)
    }
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.t.say(&format!("study-verdict-{}", verdict.word()))
    }
    /// The verdict as sentences for who never read a study.
    pub fn plainly(&self, finding: &Finding) -> String {
        let Some((effect, [low, high])) = finding.effect() else {
            let untold = finding.estimate.is_some();
            return self.t.say(if untold { "study-plain-untold" } else { "study-plain-not-identifiable" });
        };
        let better = match self.plan.better {
            Better::Higher => effect > 0.0,
            Better::Lower => effect < 0.0,
        };
        let one_sided = low > 0.0 || high < 0.0;
        let key = match (finding.verdict, better, one_sided) {
            (Verdict::Effect, true, _) if effect > 0.0 => "study-plain-effect-better-higher",
            (Verdict::Effect, true, _) => "study-plain-effect-better-lower",
            (Verdict::Effect, false, _) if effect > 0.0 => "study-plain-effect-worse-higher",
            (Verdict::Effect, false, _) => "study-plain-effect-worse-lower",
            (Verdict::NoEffectDetected, ..) => "study-plain-no-effect-detected",
            (Verdict::NotYetConclusive, _, true) => "study-plain-check-failed",
            (Verdict::NotYetConclusive, _, false) => "study-plain-not-yet-conclusive",
            (Verdict::NotIdentifiable, ..) => "study-plain-not-identifiable",
        };
        self.t.say_with(
            key,
            &[
                ("outcome", self.plan.outcome().to_owned()),
                ("effect", self.number(effect.abs())),
                ("estimate", self.signed(effect)),
                ("low", self.number(low)),
                ("high", self.number(high)),
                ("margin", finding.margin.map(|margin| self.number(margin)).unwrap_or_default()),
                ("unit", self.unit()),
                ("level", self.level(finding)),
            ],
        )
    }
    /// Whether units are followed over periods.
    pub fn over_time(&self) -> bool {
        match &self.plan.basis {
            Basis::Kpi { .. } => true,
            Basis::Table { time, .. } => time.is_some(),
        }
    }
    /// How much went in, and of what: readings of units over periods, periods of one course, or rows of a table.
    pub fn counted(&self, finding: &Finding) -> String {
        let n = self.t.whole(finding.n);
        let unit = match &self.plan.basis {
            Basis::Kpi { .. } => None,
            Basis::Table { unit, .. } => unit.as_deref(),
        };
        match (finding.design.as_deref(), self.over_time(), unit) {
            (Some("its"), ..) => self.t.say1("study-n-periods", "n", n),
            (_, true, _) => self.t.say1("study-n-readings", "n", n),
            (_, false, Some(unit)) => self.t.say2("study-n-of", "n", n, "unit", unit),
            (_, false, None) => self.t.say1("study-n-rows", "n", n),
        }
    }
    pub fn method(&self, finding: &Finding) -> Option<String> {
        let method = finding.method.as_deref()?.replace('_', "-");
        let clustered = if finding.clusters.is_some() && known(&format!("study-method-{method}-clustered")) {
            "-clustered"
        } else {
            ""
        };
        Some(self.t.say(&format!("study-method-{method}{clustered}")))
    }
    pub fn reason(&self, reason: &Coded) -> String {
        let none = reason.code == "no_period_before" && reason.parameters["treated_units"] == 0;
        let ending = if none { "-none" } else { "" };
        self.coded("study-reason", reason, ending)
    }
    pub fn need(&self, need: &Coded) -> String {
        self.coded("study-need", need, "")
    }
    fn coded(&self, noun: &str, coded: &Coded, ending: &str) -> String {
        let key = format!("{noun}-{}{ending}", coded.code.replace('_', "-"));
        if !known(&key) {
            return coded.code.replace('_', " ");
        }
        let mut named: Vec<(&str, String)> = Vec::new();
        if let Value::Object(parameters) = &coded.parameters {
            for (name, value) in parameters {
                named.push((name, self.parameter(name, value)));
            }
            if let Some(p) = coded.parameters["p_value"].as_f64() {
                named.push(("share", self.t.percent(p, 1)));
            }
        }
        if coded.code == "attrition_differs" {
            for (name, of) in [("left", "treated"), ("left_untrained", "untreated")] {
                named.push((name, self.t.percent(coded.parameters[of].as_f64().unwrap_or(0.0), 0)));
            }
        }
        named.push(("unit", self.unit()));
        self.t.say_with(&key, &named)
    }
    fn parameter(&self, name: &str, value: &Value) -> String {
        match value {
            Value::Number(number) => self.figure(name, number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                items.iter().map(|item| item.as_str().unwrap_or_default()).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }
    /// A figure by what its name says it is.
    fn figure(&self, name: &str, value: f64) -> String {
        match name.split(':').next().unwrap_or(name) {
            "p_value" | "p_value_many_clusters" if value < 0.001 => {
                self.t.say1("study-p-below", "least", self.t.number(0.001, 3))
            }
            "p_value" | "p_value_many_clusters" => self.t.number(value, 3),
            "low" | "high" | "margin" | "error" | "error_before" | "deviation" | "effect" | "lowest" | "highest" => {
                self.number(value)
            }
            "before" | "after" | "autocorrelation" | "durbin_watson" | "ratio" if value.fract() != 0.0 => {
                self.t.number(value, 2)
            }
            "slope" | "standard_error" | "difference" => self.t.number(value, self.digits() + 1),
            "times" => self.t.number(value, 1),
            "share" | "planned_share" | "outside" => self.t.percent(value, 0),
            "standardised_difference" | "threshold" => self.t.number(value, 2),
            // A mean of clusters of different sizes may be a fraction; counts are whole.
            _ if value.fract() == 0.0 => self.t.number(value, 0),
            _ => self.t.number(value, 1),
        }
    }
    /// How a failed check could be mended, where there is a way.
    pub fn mend(&self, key: &str) -> Option<String> {
        known(key).then(|| self.t.say(key))
    }
    /// Why a design was chosen or was not.
    pub fn ground(&self, ground: &Coded) -> String {
        self.coded("study-ground", ground, "")
    }
    pub fn check(&self, check: &Check) -> CheckLine {
        let kind = match check.kind.as_str() {
            // Of one unit against a mixture, others are tried in its place; of clusters, other choices of them.
            "placebo" if check.figures.contains_key("ratio") => "placebo-units".to_owned(),
            kind => kind.replace('_', "-"),
        };
        let status = check.status.replace('_', "-");
        let class = match check.status.as_str() {
            "passed" => "tag",
            "failed" => "tag open",
            _ => "tag plain",
        };
        let figures = check.figures.iter().map(|(name, value)| {
            let (plain, column) = name.split_once(':').unwrap_or((name, ""));
            let plain = match (check.kind.as_str(), plain) {
                ("series_length", "least") => "least_per_side",
                ("sample_size", "least") => "least_per_group",
                // A unit that starts during the study is in both.
                ("clusters", "treated") => "clusters_treated",
                ("clusters", "untreated") => "clusters_untreated",
                ("treated_from_start", "units") => "units_unseen",
                (_, plain) => plain,
            };
            let label = self.t.say(&format!("study-figure-{}", plain.replace('_', "-")));
            let label = if column.is_empty() { label } else { format!("{label}, {column}") };
            let shown = match (check.kind.as_str(), plain) {
                ("attrition", "treated" | "untreated") => self.t.percent(*value, 0),
                _ => self.figure(name, *value),
            };
            (label, shown)
        });
        CheckLine {
            name: self.t.say(&format!("study-check-{kind}")),
            words: self.t.say(&format!("study-check-{kind}-{status}")),
            status: self.t.say(&format!("study-status-{status}")),
            class,
            bearing: (check.status == "failed").then(|| self.t.say(&format!("study-bearing-{}", check.bearing))),
            figures: figures.collect(),
        }
    }
}
