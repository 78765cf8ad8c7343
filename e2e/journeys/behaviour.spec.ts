import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

/** A pause as a person makes it: to read, to think, to find the next row. */
const think = (least = 600, most = 2_500) => new Promise((done) => setTimeout(done, least + Math.random() * (most - least)));

test("step 23: a line manager observes two behaviours without a network, in under three minutes", async ({ as, said, say, view }) => {
  test.setTimeout(200_000);
  const page = await as("line-manager", "organisation");
  const path = `/p/${said.partnership}/observations/new`;
  await page.goto(path);
  await page.waitForFunction(() => document.documentElement.dataset.offline === "ready");
  await expectAccessible(page);
  await shot(page, "observation");

  await page.context().setOffline(true);
  const begun = Date.now();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("observation-new"));
  const form = page.locator("form[data-observe]");
  const pauses = view.width === 390 && view.language === "nl" && view.scheme === "dark";
  const pause = () => (pauses ? think() : Promise.resolve());
  const record = async (person: number, values: string[]) => {
    await pause();
    await form.locator("select[name=member]").selectOption({ index: person });
    const rows = form.locator("fieldset:has(.scale)");
    for (const [place, value] of values.entries()) {
      await pause();
      await rows.nth(place).locator(`label:has(input[value="${value}"])`).click();
    }
    await pause();
    await form.locator("textarea[name=example]").pressSequentially("Vroeg ieder wat er nodig was.", { delay: pauses ? 90 : 0 });
    await form.getByRole("button", { name: say("observation-record"), exact: true }).click();
  };
  await record(1, ["4", "3"]);
  const took = Date.now() - begun;
  console.log(`two behaviours in ${(took / 1000).toFixed(1)} s${pauses ? " with pauses" : ""}`);
  expect(took).toBeLessThan(180_000);
  await expect(page.locator("[data-said]")).toHaveText(say("observation-said-offline"));
  await expect(page.locator("[data-count]")).toHaveText("1");
  await shot(page, "observation-waiting");
  await record(2, ["not-seen", "2"]);
  await expect(page.locator("[data-count]")).toHaveText("2");
  // Closed and opened again, still without a network: nothing is lost.
  await page.reload();
  await expect(page.locator("[data-count]")).toHaveText("2");

  const sent: number[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith("/observations") && answer.request().method() === "POST") sent.push(answer.status());
  });
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect(page.locator("[data-waiting]")).toBeHidden();
  expect(sent).toEqual([201, 201]);
  await page.reload();
  await expect(page.locator("ol.feed li").first()).toBeVisible();
  await shot(page, "observation-own");

  await page.goto(`/p/${said.partnership}/evidence/behaviour/coverage`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("coverage-title"));
  await expectAccessible(page);
  await page.locator("details.disclosure summary").first().click();
  await shot(page, "coverage-manager");
});

test("signing out forgets what the browser kept of a team", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/sign-in");
  await page.evaluate(() => localStorage.setItem("lustrum:observation:someone", "{}"));
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/sign-out";
    document.body.append(form);
    form.submit();
  });
  await expect.poll(() => page.evaluate(() => localStorage.length).catch(() => -1)).toBe(0);
});
