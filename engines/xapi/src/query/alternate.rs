//! A request in a form, as browsers of old had to send it.
//!
//! Source: xAPI 1.0.3, Part Three, 1.3 "Alternate Request Syntax". IEEE 9274.1.1 no longer has it.

use super::Parameters;
use crate::refusal::{Code, Refusal};
use crate::version::Version;

/// What stands in the form as a header of the request that is meant.
const HEADERS: [&str; 6] =
    ["Authorization", "X-Experience-API-Version", "Content-Type", "Content-Length", "If-Match", "If-None-Match"];

const METHODS: &[&str] = &["GET", "HEAD", "PUT", "POST", "DELETE"];

/// The request that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    pub method: &'static str,
    /// Names as the specification writes them, with their values. They replace the headers of the request that carried the form.
    pub headers: Vec<(&'static str, String)>,
    pub parameters: Parameters,
    /// The content, which is text; nothing where the form has none.
    pub content: Option<String>,
}

/// The request in a form; nothing where the query has no `method`, so that the request is what it is.
///
/// Whether 1.0.3 is spoken is known only after this, as the form may hold the version: ask [`Alternate::check`] then.
///
/// # Errors
/// [`Code::NotOneOf`] at `method`, [`Code::ParametersExclude`] where the query has more than `method`, and what is wrong with the form.
///
/// ```
/// use lustrum_xapi::query::{Parameters, alternate};
/// let query = Parameters::read("method=PUT")?;
/// let form = b"statementId=fd41c918-b88b-4b20-a0a5-a4c32391aaa0&content=%7B%7D&Content-Type=application%2Fjson";
/// let meant = alternate(&query, form)?.expect("it has a method");
/// assert_eq!((meant.method, meant.content.as_deref()), ("PUT", Some("{}")));
/// assert_eq!(meant.headers, [("Content-Type", "application/json".to_owned())]);
/// assert!(meant.parameters.get("statementId").is_some());
/// # Ok::<(), lustrum_xapi::Refusal>(())
/// ```
pub fn alternate(query: &Parameters, form: &[u8]) -> Result<Option<Alternate>, Refusal> {
    let Some(method) = query.get("method") else { return Ok(None) };
    let known = METHODS.iter().find(|known| **known == method);
    let method = *known.ok_or_else(|| Refusal::new(Code::NotOneOf { allowed: METHODS }).within("method"))?;
    if let Some((second, _)) = query.pairs().iter().find(|(name, _)| name != "method") {
        return Err(Refusal::new(Code::ParametersExclude { first: "method".to_owned(), second: second.clone() }));
    }
    let form = std::str::from_utf8(form).map_err(|fault| Refusal::new(Code::NotUtf8 { byte: fault.valid_up_to() }))?;
    let mut parameters = Parameters::read(form)?;
    let mut headers = Vec::new();
    for header in HEADERS {
        if let Some((_, value)) = parameters.take(|name| name.eq_ignore_ascii_case(header)) {
            headers.push((header, value));
        }
    }
    let content = parameters.take(|name| name == "content").map(|(_, content)| content);
    if content.is_none() && matches!(method, "PUT" | "POST") {
        return Err(Refusal::new(Code::MissingParameter { parameter: "content" }));
    }
    Ok(Some(Alternate { method, headers, parameters, content }))
}

impl Alternate {
    /// `Ok` if the version knows requests in forms.
    ///
    /// # Errors
    /// [`Code::UnknownParameter`] for 2.0.
    pub fn check(&self, version: Version) -> Result<(), Refusal> {
        match version {
            Version::V1_0_3 => Ok(()),
            Version::V2_0 => Err(Refusal::new(Code::UnknownParameter { parameter: "method".to_owned() })),
        }
    }
}
