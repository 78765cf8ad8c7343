//! The words of one person's digest: of each partnership what they may see of it, in their language and zone.

use lustrum_delivery::session::Planned;
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, Partnered, PartnershipScope, Role, Side};
use lustrum_kernel::locale::Speaker;
use lustrum_partnership::contact::Mandate;

use super::gather::{Content, Sees, WEEK};
use crate::health::drift::watch;
use crate::owner::{Owner, words};

/// So many lines stand under a heading; how many more there are is said.
const MOST: usize = 8;
/// Characters of a line: a mail is read on a phone.
const LONGEST: usize = 200;

/// A heading with its lines and the page behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub lines: Vec<String>,
    pub link: String,
}

/// What there is to say of a partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    pub parts: Vec<Part>,
}

/// One line, whatever was typed.
fn line(text: &str) -> String {
    let one = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one.chars().count() <= LONGEST {
        return one;
    }
    let cut: String = one.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What a reader sees of a partnership; nothing where there is nothing to say.
pub fn section(scope: &PartnershipScope, sees: &Sees, content: &Content, now: Moment, path: &str) -> Option<Section> {
    let t = &scope.viewer.speaker();
    let reader = Reader { t, scope, sees, content, now };
    let parts: Vec<Part> = [
        (t.say("digest-asked"), reader.asked(), ""),
        (t.say("digest-due"), reader.due(), "/actions"),
        (t.say("digest-alerts"), reader.alerts(), ""),
        (t.say("digest-coming"), reader.coming(), if sees.meetings { "/meetings" } else { "/cohorts" }),
        (t.say("digest-decided"), reader.decided(), "/decisions"),
    ]
    .into_iter()
    .filter(|(_, lines, _)| !lines.is_empty())
    .map(|(heading, lines, place)| Part { heading, lines, link: format!("{path}{place}") })
    .collect();
    let Partnered { client_name, partner_name, .. } = &scope.partnership;
    (!parts.is_empty()).then(|| Section { title: format!("{client_name} × {partner_name}"), parts })
}

struct Reader<'a> {
    t: &'a Speaker,
    scope: &'a PartnershipScope,
    sees: &'a Sees,
    content: &'a Content,
    now: Moment,
}

impl Reader<'_> {
    fn me(&self) -> lustrum_kernel::id::PersonId {
        self.scope.viewer.person
    }

    /// Whether the reader holds a mandate, as holder or as deputy.
    fn holds(&self, mandate: Mandate) -> bool {
        let today = self.now.day_in(&jiff::tz::TimeZone::UTC);
        self.content.held.iter().any(|held| {
            held.person == self.me()
                && held.side == self.scope.side
                && held.mandate == mandate
                && held.in_force_on(today)
        })
    }

    fn asked(&self) -> Vec<String> {
        let (t, side) = (self.t, self.scope.side);
        let mut lines = Vec::new();
        if self.sees.asks {
            let mine = self.content.asks.iter().filter(|ask| {
                ask.side == side
                    && ask.waits_for(&self.content.held, self.now).iter().any(|held| held.person == self.me())
            });
            lines.extend(mine.map(|ask| t.say2("digest-ask", "name", &ask.asker, "text", &ask.text)));
        }
        if let Some(version) = self.content.offered.as_ref().filter(|_| self.sees.charter)
            && version.signed_by(side).is_none()
            && self.holds(Mandate::SignCharter)
        {
            lines.push(t.say1("digest-charter", "version", version.number()));
        }
        if let Some(version) = self.content.proposed.as_ref().filter(|_| self.sees.terms)
            && version.side() != side
            && self.holds(Mandate::AgreeTerms)
        {
            lines.push(t.say1("digest-terms", "number", t.whole(version.number())));
        }
        let today = self.now.day_in(&jiff::tz::TimeZone::UTC);
        let mine = self.content.waiting.iter().filter(|one| {
            one.is_for(side, self.me())
                && self.sees.answers.contains(one.answers.action)
                && one.is_held_by(&self.content.held, side, self.me(), today)
        });
        lines.extend(mine.map(|one| one.words(t)));
        lines
    }

    /// Whether this is for the reader to see to: a person's own, or, where no person is named, the leads' of the side.
    fn own(&self, owner: Owner) -> bool {
        let leads = match self.scope.side {
            Side::Organisation => Role::LdLead,
            Side::Partner => Role::PartnerLead,
        };
        owner.side == self.scope.side
            && owner.person.map_or_else(|| self.scope.has(leads), |person| person == self.me())
    }

    fn due(&self) -> Vec<String> {
        if !self.sees.actions {
            return Vec::new();
        }
        let (t, today) = (self.t, self.now.day_in(&self.t.zone));
        let until = self.now.plus_days(WEEK).day_in(&self.t.zone);
        let mine = self.content.actions.iter().filter(|action| action.due <= until && self.own(action.owner));
        mine.map(|action| {
            let key = if action.is_late_on(today) { "digest-action-late" } else { "digest-action" };
            t.say2(key, "text", &action.text, "day", t.day(&action.due))
        })
        .collect()
    }

    fn decided(&self) -> Vec<String> {
        if !self.sees.decisions {
            return Vec::new();
        }
        let of = |owner, name: &Option<String>| words(&self.scope.partnership, owner, name.as_ref());
        let all = self.content.decided.iter();
        all.map(|one| self.t.say2("digest-decision", "text", &one.text, "owner", of(one.owner, &one.owner_name)))
            .collect()
    }

    fn coming(&self) -> Vec<String> {
        let t = self.t;
        let enrolled =
            |one: &Planned| self.content.enrolled.contains(&(one.cohort_id, self.scope.viewer.email.clone()));
        let meetings = self.content.meetings.iter().filter(|_| self.sees.meetings).map(|one| {
            let (at, place) = (t.moment(&one.at), one.place.clone());
            (one.at, t.say_with("digest-meeting", &[("at", at), ("kind", t.say(&one.kind.key())), ("place", place)]))
        });
        let sessions = self.content.sessions.iter().filter(|one| self.sees.sessions || enrolled(one)).map(|one| {
            let key = if one.cancelled { "digest-session-cancelled" } else { "digest-session" };
            let at = t.moment(&one.starts_at);
            let named = [("at", at), ("module", one.module_title.clone()), ("cohort", one.cohort_title.clone())];
            (one.starts_at, t.say_with(key, &named))
        });
        let mut all: Vec<(Moment, String)> = meetings.chain(sessions).collect();
        all.sort();
        all.into_iter().map(|(_, text)| text).collect()
    }

    fn alerts(&self) -> Vec<String> {
        let t = self.t;
        let mut lines: Vec<String> = Vec::new();
        if let Some(raised) = self.content.alarm.as_ref().filter(|_| self.sees.health) {
            lines.push(watch::words(t, raised));
        }
        lines.extend(self.content.signals.iter().filter(|_| self.sees.signals).map(|signal| {
            let about = t.say2("agenda-signal", "module", &signal.module_title, "cohort", &signal.cohort_title);
            t.say2("digest-signal", "about", about, "words", signal.words(t))
        }));
        lines
    }
}

/// The whole text of a mail.
pub fn body(t: &Speaker, name: &str, sections: &[Section], account: &str, off: &str) -> String {
    let mut text = t.say1("digest-hello", "name", line(name));
    for section in sections {
        text.push_str("\n\n");
        text.push_str(&line(&section.title));
        text.push('\n');
        for part in &section.parts {
            text.push('\n');
            text.push_str(&part.heading);
            text.push('\n');
            for one in part.lines.iter().take(MOST) {
                text.push_str("- ");
                text.push_str(&line(one));
                text.push('\n');
            }
            if part.lines.len() > MOST {
                text.push_str("- ");
                text.push_str(&t.count("digest-more", part.lines.len() - MOST));
                text.push('\n');
            }
            text.push_str(&part.link);
            text.push('\n');
        }
    }
    text.push('\n');
    text.push_str(&t.say2("digest-foot", "account", account, "off", off));
    text
}

#[cfg(test)]
mod tests {
    use lustrum_kernel::locale::Locale;

    use super::*;

    #[test]
    fn what_was_typed_stays_in_its_line() {
        assert_eq!(line("First\n\nDue this week\n- forged"), "First Due this week - forged");
        assert_eq!(line(&"a".repeat(300)).chars().count(), LONGEST);
    }

    #[test]
    fn a_long_list_says_how_many_more_there_are() {
        lustrum_kernel::locale::install(&crate::tests::areas().iter().map(|area| area.texts).collect::<Vec<_>>())
            .unwrap();
        let t = Speaker::utc(Locale::En);
        let lines = (1..=11).map(|number| format!("Action {number}")).collect();
        let part = Part { heading: "Due".to_owned(), lines, link: "http://localhost/p/1/actions".to_owned() };
        let sections = [Section { title: "A × B".to_owned(), parts: vec![part] }];
        let text = body(&t, "Ruben", &sections, "http://localhost/account/digest", "http://localhost/digest/x");
        assert!(text.contains("- Action 8\n- and 3 more\nhttp://localhost/p/1/actions"), "{text}");
        assert!(!text.contains("Action 9") && text.contains("http://localhost/digest/x"));
    }
}
