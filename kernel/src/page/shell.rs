//! What stands around a page: title, menu, the chain, who is signed in.

use super::assets;
use crate::access::{Access, Here, Kind, OrganisationScope, PartnershipScope, Role, Side, Viewer};
use crate::app::App;
use crate::area::{NavItem, Step};
use crate::locale::{Locale, Speaker};

/// A heading of the menu with its links.
#[derive(Clone, Debug)]
pub struct NavGroup {
    pub heading: String,
    pub links: Vec<NavLink>,
}

#[derive(Clone, Debug)]
pub struct NavLink {
    pub label: String,
    pub url: String,
    pub current: bool,
}

/// So long after a partnership began, whoever did something there is shown the way to what is next.
const NEW_DAYS: i64 = 60;

/// The frame of one page.
#[derive(Clone, Debug)]
pub struct Shell {
    pub t: Speaker,
    pub title: String,
    pub viewer: Option<String>,
    /// In which role and organisation the viewer stands here.
    pub standing: String,
    pub groups: Vec<NavGroup>,
    pub chain: Vec<NavLink>,
    pub said: Option<String>,
    /// Behind what was done: the way to what is next, for as long as one is new here.
    pub way: Option<String>,
    pub demo: bool,
    pub narrow: bool,
    pub phone: bool,
    /// The path of this page, to which a change of language comes back.
    pub here: String,
}

impl Shell {
    /// A page without a menu.
    pub fn alone(t: &Speaker, title: impl Into<String>) -> Self {
        Self {
            t: t.clone(),
            title: title.into(),
            viewer: None,
            standing: String::new(),
            groups: Vec::new(),
            chain: Vec::new(),
            said: None,
            way: None,
            demo: false,
            narrow: false,
            phone: false,
            here: "/".to_owned(),
        }
    }

    /// A page of a person who stands nowhere in particular.
    pub fn personal(app: &App, viewer: &Viewer, title: impl Into<String>) -> Self {
        let mut shell = Self::alone(&viewer.speaker(), title);
        shell.viewer = Some(viewer.name.clone());
        shell.demo = app.config().demo;
        shell.said = viewer.said.clone();
        shell.here = viewer.path.clone();
        shell.standing = viewer.email.clone();
        let links = |items: Vec<(String, String)>| -> Vec<NavLink> {
            items.into_iter().map(|(label, url)| NavLink { label, current: url == viewer.path, url }).collect()
        };
        if !viewer.partnerships.is_empty() {
            shell.groups.push(NavGroup {
                heading: shell.t.say("shell-partnerships"),
                links: links(
                    viewer
                        .partnerships
                        .iter()
                        .map(|p| (format!("{} × {}", p.client_name, p.partner_name), format!("/p/{}", p.id)))
                        .collect(),
                ),
            });
        }
        shell.groups.push(NavGroup {
            heading: shell.t.say("shell-organisations"),
            links: links(
                viewer.memberships.iter().map(|m| (m.name.clone(), format!("/o/{}", m.organisation))).collect(),
            ),
        });
        shell
    }

    /// A page inside a partnership: its menu, and the menu of the viewer's own organisation below it.
    pub fn within(app: &App, scope: &PartnershipScope, title: impl Into<String>) -> Self {
        let mut shell = Self::personal(app, &scope.viewer, title);
        shell.standing = standing(&shell.t, &scope.roles, scope.own_name());
        let name = format!("{} × {}", scope.partnership.client_name, scope.partnership.partner_name);
        let mut groups =
            vec![shell.group(app, name, "{partnership}", &scope.id().to_string(), scope.side, &scope.roles)];
        if let Some(own) = scope.viewer.membership(scope.own()) {
            let key = own.organisation.to_string();
            groups.push(shell.group(app, own.name.clone(), "{organisation}", &key, scope.side, &own.roles));
        }
        shell.groups = groups;
        shell.groups.retain(|group| !group.links.is_empty());
        let new = app.now() < scope.partnership.since.plus_days(NEW_DAYS);
        shell.way = new.then(|| format!("/p/{}", scope.id()));
        shell
    }

    /// A page of an organisation, for its own people.
    pub fn at(app: &App, scope: &OrganisationScope, title: impl Into<String>) -> Self {
        let mut shell = Self::personal(app, &scope.viewer, title);
        shell.standing = standing(&shell.t, scope.roles(), &scope.member.name);
        let side = if scope.member.kind == Kind::Client { Side::Organisation } else { Side::Partner };
        let key = scope.organisation().to_string();
        let own = shell.group(app, scope.member.name.clone(), "{organisation}", &key, side, scope.roles());
        shell.groups.retain(|group| group.links.iter().any(|link| link.url.starts_with("/p/")));
        shell.groups.insert(0, own);
        // Before the first partnership, what is next stands on the organisation's own first page.
        let alone = scope.viewer.partnerships.is_empty() && scope.has(Role::LdLead);
        shell.way = alone.then(|| format!("/o/{}", scope.organisation()));
        shell
    }

    /// Where the page stands in the chain, with the way to the steps before and after.
    pub fn step(mut self, app: &App, scope: &PartnershipScope, step: Step) -> Self {
        let id = scope.id().to_string();
        let visible =
            |item: &&NavItem| item.path.contains("{partnership}") && shows(item.access, scope.side, &scope.roles);
        self.chain = Step::ALL
            .into_iter()
            .filter_map(|each| {
                let item = app.nav().iter().filter(visible).find(|item| item.steps.contains(&each))?;
                Some(NavLink {
                    label: self.t.say(each.key()),
                    url: item.path.replace("{partnership}", &id),
                    current: each == step,
                })
            })
            .collect();
        self
    }
    /// A form or a single text: one narrow column.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }
    /// One screen on a phone.
    pub fn phone(mut self) -> Self {
        self.phone = true;
        self
    }
    /// The path of this page, for pages of people who are not signed in.
    pub fn here(mut self, path: &str) -> Self {
        self.here = path.to_owned();
        self
    }

    fn group(&self, app: &App, heading: String, place: &str, id: &str, side: Side, roles: &[Role]) -> NavGroup {
        let links: Vec<NavLink> = app
            .nav()
            .iter()
            .filter(|item| item.path.contains(place) && shows(item.access, side, roles))
            .map(|item| NavLink { label: self.t.say(item.key), url: item.path.replace(place, id), current: false })
            .collect();
        // The entry whose address is the longest beginning of this page's is where we are. What everything begins with
        // is the first screen, and only that.
        let deep = |url: &str| url.split('/').count() > 3;
        let here = links
            .iter()
            .enumerate()
            .filter(|(_, link)| {
                self.here == link.url || (deep(&link.url) && self.here.starts_with(&format!("{}/", link.url)))
            })
            .max_by_key(|(_, link)| link.url.len())
            .map(|(index, _)| index);
        let links = links
            .into_iter()
            .enumerate()
            .map(|(index, link)| NavLink { current: Some(index) == here, ..link })
            .collect();
        NavGroup { heading, links }
    }

    // For the templates.
    pub fn other(&self) -> Locale {
        match self.t.locale {
            Locale::En => Locale::Nl,
            Locale::Nl => Locale::En,
        }
    }
    pub fn style(&self) -> &'static str {
        assets::style()
    }
    pub fn script(&self) -> &'static str {
        assets::script()
    }
    pub fn deliver(&self) -> &'static str {
        assets::deliver()
    }
    pub fn icon(&self) -> &'static str {
        assets::icon()
    }
}

fn standing(t: &Speaker, roles: &[Role], organisation: &str) -> String {
    let words: Vec<String> = roles.iter().map(|role| t.say(&format!("role-{}", role.word()))).collect();
    format!("{}, {organisation}", words.join(", "))
}

fn shows(access: Access, side: Side, roles: &[Role]) -> bool {
    let allowed = match access {
        Access::Public | Access::SignedIn => return true,
        Access::Organisation(allowed) => allowed,
        Access::Partnership { organisation, partner } => match side {
            Side::Organisation => organisation,
            Side::Partner => partner,
        },
    };
    roles.iter().any(|role| allowed.contains(role))
}
