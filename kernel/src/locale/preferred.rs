//! Which language a request asks for (RFC 9110, 12.5.4: `Accept-Language`).

use super::Locale;

/// The language that is liked best; of two that are liked alike, the one named first. Nothing where none of ours is wanted.
pub(super) fn of(header: &str) -> Option<Locale> {
    let named: Vec<(&str, f32)> = header.split(',').filter_map(range).collect();
    let of_locale = |locale: Locale| {
        named.iter().enumerate().filter(|(_, (tag, _))| Locale::parse(tag) == Some(locale)).max_by(|a, b| {
            // `nl-BE;q=0.5, nl;q=0.9` likes Dutch as much as its best form.
            a.1.1.total_cmp(&b.1.1).then(b.0.cmp(&a.0))
        })
    };
    let any = named.iter().enumerate().find(|(_, (tag, _))| *tag == "*");
    let mut best: Option<(Locale, f32, usize)> = None;
    for locale in Locale::ALL {
        // `*` alone says nothing between ours; beside a language of ours it speaks for the other one.
        let other_is_named = Locale::ALL.into_iter().any(|other| other != locale && of_locale(other).is_some());
        let Some((place, (_, weight))) = of_locale(locale).or(any.filter(|_| other_is_named)) else { continue };
        let better = best.is_none_or(|(_, most, first)| weight.total_cmp(&most).then(first.cmp(&place)).is_gt());
        if *weight > 0.0 && better {
            best = Some((locale, *weight, place));
        }
    }
    best.map(|(locale, _, _)| locale)
}

/// `nl-BE;q=0.7` as its tag and weight. A weight that can't be read makes the whole unreadable: it is passed over.
fn range(part: &str) -> Option<(&str, f32)> {
    let mut pieces = part.split(';').map(str::trim);
    let tag = pieces.next().filter(|tag| !tag.is_empty())?;
    let weight = match pieces.find_map(|piece| piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q="))) {
        Some(text) => text.trim().parse().ok().filter(|weight: &f32| (0.0..=1.0).contains(weight))?,
        None => 1.0,
    };
    Some((tag, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_is_liked_best_is_spoken() {
        let (en, nl) = (Some(Locale::En), Some(Locale::Nl));
        for (header, expected) in [
            ("nl", nl),
            ("NL-be", nl),
            ("en-GB, nl;q=0.8", en),
            ("en;q=0.3, nl;q=0.8", nl),
            ("en; q=0.3 , nl ; q=0.8", nl),
            ("nl;q=0.5, en;q=0.5", nl),
            ("en;q=0.5, nl;q=0.5", en),
            ("fr, de;q=0.9, nl;q=0.1", nl),
            ("nl-BE;q=0.2, en;q=0.5, nl;q=0.9", nl),
            ("nl;q=0, *", en),
            ("en;q=0, *;q=0.1", nl),
            ("nl;q=0.4, *;q=0.2", nl),
            ("nl;q=0", None),
            ("nl;q=much, en;q=0.1", en),
            ("nl;q=7, en;q=0.1", en),
            ("*", None),
            ("fr, de", None),
            ("", None),
            (",;q=1,,", None),
            ("nlx, english", None),
            ("\u{1f600};;q=", None),
        ] {
            assert_eq!(of(header), expected, "{header}");
        }
    }
}
