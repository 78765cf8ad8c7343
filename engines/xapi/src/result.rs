//! What came of it.
//!
//! Source: xAPI 1.0.3, Part Two, 2.4.5 "Result"; IEEE 9274.1.1, 4.2.2.4.

use crate::check;
use crate::json::{Decimal, Kind, Node};
use crate::refusal::{Code, Refusal, Relation};
use crate::time;

pub(crate) fn check_result(node: &Node<'_>) -> Result<(), Refusal> {
    for member in check::object(node)?.members() {
        let value = member.value();
        let checked = match member.key() {
            "score" => check_score(value),
            "success" | "completion" => check::boolean(value).map(drop),
            "response" => check::string(value).map(drop),
            "duration" => time::check_duration(value),
            "extensions" => check::extensions(value),
            other => return Err(check::unknown(other)),
        };
        checked.map_err(|refusal| refusal.within(member.key()))?;
    }
    Ok(())
}

fn check_score(node: &Node<'_>) -> Result<(), Refusal> {
    let (mut scaled, mut raw, mut min, mut max) = (None, None, None, None);
    for member in check::object(node)?.members() {
        let slot = match member.key() {
            "scaled" => &mut scaled,
            "raw" => &mut raw,
            "min" => &mut min,
            "max" => &mut max,
            other => return Err(check::unknown(other)),
        };
        *slot = Some(number(member.value()).map_err(|refusal| refusal.within(member.key()))?);
    }
    if scaled.is_some_and(|scaled| scaled < Decimal::whole("-1") || scaled > Decimal::whole("1")) {
        return Err(Refusal::new(Code::OutOfRange { least: "-1", most: "1" }).within("scaled"));
    }
    let order = |wrong: bool, property: &str, relation, other| {
        if wrong { Err(Refusal::new(Code::ScoreOrder { relation, other }).within(property)) } else { Ok(()) }
    };
    if let (Some(min), Some(max)) = (min, max) {
        order(min >= max, "min", Relation::NotBelow, "max")?;
    }
    if let (Some(raw), Some(min)) = (raw, min) {
        order(raw < min, "raw", Relation::Below, "min")?;
    }
    if let (Some(raw), Some(max)) = (raw, max) {
        order(raw > max, "raw", Relation::Above, "max")?;
    }
    Ok(())
}

fn number<'a>(node: &Node<'a>) -> Result<Decimal<'a>, Refusal> {
    node.as_decimal().ok_or_else(|| check::wrong_kind(Kind::Number, node))
}
