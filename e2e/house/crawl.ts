import type { Page } from "@playwright/test";

/** Pages of one shape (the same address but for its ids) that are asked for; the others differ in their data only. */
const OF_ONE_SHAPE = 2;
/** More pages than anybody has: a walk that meets as many goes round in circles, which is a fault. */
const TOO_MANY = 1_000;

export interface Visit {
  path: string;
  status: number;
  /** The page on which the link stood; empty for the first. */
  from: string;
}

interface Answer {
  status: number;
  /** The page's text, where it is one and no file. */
  html: string | undefined;
}

/**
 * Asks for every page that can be reached by links, in the order of their distance. Each is looked at in the browser that
 * is built unlike all that were looked at before (`known`, kept over several walks): most pages look the same to several
 * roles.
 */
export async function walk(page: Page, start: string, known: Set<string>, look: (visit: Visit) => Promise<void>): Promise<number> {
  const origin = new URL(start).origin;
  const waiting = [start];
  const met = new Map<string, string>([[start, ""]]);
  const shapes = new Map<string, number>();
  let visited = 0;
  while (waiting.length > 0) {
    const url = waiting.shift()!;
    const shape = shapeOf(url);
    const before = shapes.get(shape) ?? 0;
    if (before >= OF_ONE_SHAPE) continue;
    shapes.set(shape, before + 1);
    const visit = { path: pathOf(url), from: met.get(url) ?? "" };
    const { status, html } = await ask(page, url);
    if (html === undefined) {
      if (status !== 200) await look({ ...visit, status });
      continue;
    }
    visited += 1;
    if (visited > TOO_MANY) throw new Error(`more than ${TOO_MANY} pages; the last is ${url}`);
    const built = `${shape} ${buildOf(html)}`;
    if (status !== 200 || !known.has(built)) {
      known.add(built);
      const shown = await page.goto(url, { waitUntil: "load" });
      await look({ ...visit, status: shown?.status() ?? 0 });
    }
    for (const link of linksOf(html, url)) {
      if (new URL(link).origin === origin && !met.has(link)) {
        met.set(link, pathOf(url));
        waiting.push(link);
      }
    }
  }
  return visited;
}

/** Files (PDF, CSV, calendars) are links as well; a browser stores them and shows no page. */
async function ask(page: Page, url: string): Promise<Answer> {
  const answer = await page.request.get(url, { failOnStatusCode: false });
  const type = answer.headers()["content-type"] ?? "";
  const stored = (answer.headers()["content-disposition"] ?? "").startsWith("attachment");
  const shown = type.startsWith("text/html") && !stored;
  return { status: answer.status(), html: shown ? await answer.text() : undefined };
}

function linksOf(html: string, base: string): string[] {
  const found = html.matchAll(/<a\s[^>]*?\bhref="([^"]*)"/gu);
  return [...found]
    .map(([, href]) => new URL(href!.replaceAll("&amp;", "&").replaceAll("&#38;", "&"), base).href.split("#")[0] ?? "")
    .filter((link) => link.startsWith("http"));
}

/** What a page is made of: each kind of element with its classes once, in the order in which they come first. */
function buildOf(html: string): string {
  const tags = html.matchAll(/<([a-z][a-z0-9]*)(?:\s[^>]*?\bclass="([^"]*)")?[^>]*>/gu);
  return [...new Set([...tags].map(([, name, classes]) => `${name}.${classes ?? ""}`))].join(" ");
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The address with its ids, numbers and periods taken out, and of the query only what is asked for. */
function shapeOf(url: string): string {
  const { pathname, searchParams } = new URL(url);
  const path = pathname
    .split("/")
    .map((part) => (/^[0-9a-f]{8}-[0-9a-f-]{27}/iu.test(part) || /\d/u.test(part) ? "*" : part))
    .join("/");
  return `${path}?${[...searchParams.keys()].sort().join("&")}`;
}
