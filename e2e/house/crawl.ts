import type { Page } from "@playwright/test";

/** Pages of one shape (the same address but for its ids) that are looked at; the others differ in their data only. */
const OF_ONE_SHAPE = 2;
const AT_MOST = 80;

export interface Visit {
  path: string;
  status: number;
  /** The page on which the link stood; empty for the first. */
  from: string;
}

/** Walks every page that can be reached by links, in the order of their distance, and looks at each. */
export async function walk(page: Page, start: string, look: (visit: Visit) => Promise<void>): Promise<number> {
  const origin = new URL(start).origin;
  const waiting = [start];
  const met = new Map<string, string>([[start, ""]]);
  const shapes = new Map<string, number>();
  let visited = 0;
  while (waiting.length > 0 && visited < AT_MOST) {
    const url = waiting.shift()!;
    const shape = shapeOf(url);
    const before = shapes.get(shape) ?? 0;
    if (before >= OF_ONE_SHAPE) continue;
    const kind = await kindOf(page, url);
    shapes.set(shape, before + 1);
    if (!kind.page) {
      if (kind.status !== 200) await look({ path: pathOf(url), status: kind.status, from: met.get(url) ?? "" });
      continue;
    }
    const answer = await page.goto(url, { waitUntil: "load" });
    visited += 1;
    await look({ path: pathOf(url), status: answer?.status() ?? 0, from: met.get(url) ?? "" });
    for (const link of await linksOf(page)) {
      if (new URL(link).origin === origin && !met.has(link)) {
        met.set(link, pathOf(url));
        waiting.push(link);
      }
    }
  }
  return visited;
}

/** Files (PDF, CSV, calendars) are links as well; a browser stores them and shows no page. */
async function kindOf(page: Page, url: string): Promise<{ page: boolean; status: number }> {
  const answer = await page.request.get(url, { failOnStatusCode: false });
  const type = answer.headers()["content-type"] ?? "";
  const stored = (answer.headers()["content-disposition"] ?? "").startsWith("attachment");
  return { page: type.startsWith("text/html") && !stored, status: answer.status() };
}

function linksOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
      .map((link) => link.href.split("#")[0] ?? "")
      .filter((link) => link.startsWith("http")),
  );
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
