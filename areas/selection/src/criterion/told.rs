//! The criteria of the guide in the reader's language. A round begins with them in the words of whoever made it; as long
//! as nobody wrote others, each reader reads them in their own.

use lustrum_kernel::locale::{Locale, Speaker};

use super::{START, Tree};

/// Which of the guide's criteria has this name, in either language.
///
/// ```
/// use lustrum_selection::criterion::word_of;
/// assert_eq!(word_of("A name of our own"), None);
/// ```
pub fn word_of(title: &str) -> Option<&'static str> {
    START.into_iter().find(|word| is_said(title, &format!("criterion-{word}")))
}

fn is_said(text: &str, key: &str) -> bool {
    Locale::ALL.into_iter().any(|locale| Speaker::utc(locale).say(key) == text)
}

impl Tree {
    /// The same criteria as this reader reads them.
    pub(crate) fn told(mut self, t: &Speaker) -> Self {
        for one in &mut self.0 {
            let Some(word) = word_of(&one.title) else { continue };
            let (title, question) = (format!("criterion-{word}"), format!("criterion-{word}-question"));
            one.title = t.say(&title);
            if is_said(&one.question, &question) {
                one.question = t.say(&question);
            }
        }
        self
    }
}
