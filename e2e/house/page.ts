import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import type { Page, Response } from "@playwright/test";
import { expect, test } from "./test";

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What axe finds, in words that say where. */
export async function faultsOfAccess(page: Page): Promise<string[]> {
  // Evaluated and not added as a script: the page's content security policy stays in force.
  await page.evaluate(await axeSource);
  const violations: Violation[] = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary: failureSummary ?? "" })),
    }));
  });
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.html}\n    ${node.failureSummary}`).join("\n")}`,
  );
}

/** What a page consists of, its content and what stands around it, each without what tells two visits apart. */
export async function alike(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const whole = document.documentElement.cloneNode(true) as HTMLElement;
    const main = whole.querySelector("main");
    const content = main?.outerHTML ?? "";
    main?.remove();
    const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/giu;
    return [content.replaceAll(ids, ""), whole.outerHTML.replaceAll(ids, "")];
  });
}

export async function expectAccessible(page: Page): Promise<void> {
  expect(await faultsOfAccess(page), `axe on ${page.url()}`).toEqual([]);
}

/** What is wrong with any page of the product, whatever it shows. */
export async function faultsOfPage(page: Page, language: string): Promise<string[]> {
  const seen = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    title: document.title.trim(),
    text: document.body.innerText,
    markup: document.documentElement.outerHTML,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  const faults: string[] = [];
  if (!seen.language.startsWith(language)) faults.push(`the page says it is in "${seen.language}"`);
  if (seen.headings !== 1) faults.push(`${seen.headings} first headings`);
  if (seen.title === "") faults.push("no title");
  const missing = seen.markup.match(/⟦[^⟧]*⟧/u);
  if (missing !== null) faults.push(`a message is missing: ${missing[0]}`);
  const template = seen.text.match(/\{\{|\}\}|\{%|\bundefined\b|\bNaN\b/u);
  if (template !== null) faults.push(`"${template[0]}" can be read`);
  if (seen.wide > 0) faults.push(`${seen.wide} px wider than the window`);
  return faults;
}

/** Keeps what a page complains of and asks of others while it is used. */
export function watch(page: Page, origin: string): { faults: string[] } {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (/^https?:|^wss?:/u.test(url) && new URL(url).origin !== origin) faults.push(`asks a third party: ${url}`);
  });
  page.on("response", (answer: Response) => {
    if (answer.status() >= 500) faults.push(`${answer.status()} from ${answer.url()}`);
  });
  return { faults };
}

/** A picture for looking at, under e2e/shots, named for what it shows and how it was looked at. */
export async function shot(page: Page, name: string): Promise<void> {
  const file = `${name} ${test.info().project.name}`.replaceAll(/[^a-z0-9-]+/giu, "-").toLowerCase();
  await page.screenshot({ path: `shots/${file}.png`, fullPage: true, animations: "disabled" });
}
