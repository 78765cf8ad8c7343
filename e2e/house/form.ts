import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** What is filled in by the name of the field; several for boxes that are ticked together. */
export type Filling = Record<string, string | string[]>;

/** Fills the form that goes to `action` (the end of it is enough), as a person would, field by field. */
export async function fill(page: Page, action: string, filling: Filling): Promise<Locator> {
  const form = page.locator(`main form[action$="${action}"]`).first();
  const closed = form.locator("xpath=ancestor::details[not(@open)]/summary");
  if ((await closed.count()) > 0) await closed.first().click();
  for (const [name, value] of Object.entries(filling)) {
    const fields = form.locator(`[name="${name}"]`);
    const first = fields.first();
    const kind = await first.evaluate((field) => (field instanceof HTMLInputElement ? field.type : field.tagName.toLowerCase()));
    if (kind === "radio" || kind === "checkbox") {
      for (const one of [value].flat()) {
        await (one === "on" ? first : form.locator(`[name="${name}"][value="${one}"]`)).check();
      }
    } else if (kind === "select") {
      await first.selectOption(String(value));
    } else if (kind === "file") {
      await first.setInputFiles({ name: "data.csv", mimeType: "text/csv", buffer: Buffer.from(String(value)) });
    } else {
      await first.fill(String(value));
    }
  }
  return form;
}

/** Fills a form and sends it; the page that follows is a good one. */
export async function send(page: Page, action: string, filling: Filling): Promise<void> {
  const form = await fill(page, action, filling);
  await press(page, form, 200);
}

/** Fills a form that is kept until the server has it, and sends it; what follows takes the place of the form. */
export async function deliver(page: Page, action: string, filling: Filling): Promise<void> {
  const form = await fill(page, action, filling);
  await form.locator("button:not([type=button])").first().click();
  await expect(form).toHaveCount(0);
}

/** Fills a form and sends it where it must be refused; what was typed is still there. */
export async function refused(page: Page, action: string, filling: Filling): Promise<void> {
  const form = await fill(page, action, filling);
  await press(page, form, 422);
  await expect(page.getByRole("alert").or(page.locator("[aria-invalid=true]")).first()).toBeVisible();
}

async function press(page: Page, form: Locator, status: number): Promise<void> {
  const answered = page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303);
  await form.locator("button:not([type=button])").first().click();
  const answer = await answered;
  if (answer.status() !== status) throw new Error(`${answer.url()} gave ${answer.status()}: ${await page.locator("main").innerText()}`);
  await page.waitForLoadState();
}

/** The first real choice of a list. */
export async function choice(page: Page, name: string): Promise<string> {
  const values = await page.locator(`main select[name="${name}"] option`).evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const found = values.find((value) => value !== "");
  if (found === undefined) throw new Error(`${name} offers no choice`);
  return found;
}
