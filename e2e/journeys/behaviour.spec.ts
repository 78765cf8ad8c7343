import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

/** A pause as a person makes it: to read, to think, to find the next row. */
const think = (least = 600, most = 2_500) => new Promise((done) => setTimeout(done, least + Math.random() * (most - least)));

test("step 23: a line manager observes two behaviours without a network, in under three minutes", async ({ as, said, say, view }) => {
  test.setTimeout(200_000);
  const page = await as("line-manager", "organisation");
  const coverage = `/p/${said.partnership}/evidence/behaviour/coverage`;
  await page.goto(coverage);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("coverage-title"));
  await page.locator("details.disclosure summary").first().click();
  await expect(page.locator("details.disclosure tbody tr")).toHaveCount(2);
  await expectAccessible(page);
  await shot(page, "coverage-manager");
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
  let taps = 0;
  const record = async (person: number, values: string[]) => {
    await pause();
    await form.locator("select[name=member]").selectOption({ index: person });
    // The list opens, and the name in it.
    taps += 2;
    const rows = form.locator("fieldset:has(.scale)");
    for (const [place, value] of values.entries()) {
      await pause();
      await rows.nth(place).locator(`label:has(input[value="${value}"])`).click();
      taps += 1;
    }
    await pause();
    await form.locator("textarea[name=example]").pressSequentially("Vroeg ieder wat er nodig was.", { delay: pauses ? 90 : 0 });
    await form.getByRole("button", { name: say("observation-record"), exact: true }).click();
    // Into the text, and the button.
    taps += 2;
  };
  // What is missing is said at its field.
  await form.getByRole("button", { name: say("observation-record"), exact: true }).click();
  await expect(form.locator("select[name=member]")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByRole("alert")).toHaveText(say("observation-fault-nobody"));
  await record(1, ["4", "3"]);
  await expect(form.getByRole("alert")).toHaveCount(0);
  const took = Date.now() - begun;
  console.log(`observation: two behaviours, ${taps} taps, ${(took / 1000).toFixed(1)} s${pauses ? " with pauses" : ""}`);
  expect(taps).toBe(6);
  expect(took).toBeLessThan(180_000);
  await expect(page.locator("[data-said]")).toHaveText(say("observation-said-offline"));
  await expect(page.locator("[data-count]")).toHaveText("1");
  await shot(page, "observation-waiting");
  // Whoever was just seen stands last now, so that the next one is first.
  await record(1, ["not-seen", "2"]);
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

  // Both had never been observed.
  await page.goto(coverage);
  await expect(page.locator("details.disclosure")).toHaveCount(0);
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

test("step 28: raters answer a 360 round on a phone, unknown, and both sides see what it shows of everyone", async ({ as, said, say, visitor }) => {
  test.setTimeout(180_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const path = `/p/${said.partnership}/360`;
  await lead.goto(path);
  await expectAccessible(lead);
  await lead.locator("main tbody a").first().click();
  await expect(lead.locator("main .figure-value").first()).toBeVisible();
  await expectAccessible(lead);
  await shot(lead, "round-360");
  const partner = await as("partner-lead", "partner");
  await partner.goto(new URL(lead.url()).pathname);
  await expect(partner.locator("main .figure-value").first()).toBeVisible();
  await partner.goto(path);
  await expect(partner.getByRole("link", { name: say("round360-new") })).toHaveCount(0);

  const learner = await as("learner", "organisation");
  await learner.goto(`${path}/own`);
  await expect(learner.getByRole("heading", { level: 1 })).toHaveText(say("round360-own"));
  await expect(learner.locator("main blockquote").first()).toBeVisible();
  await expectAccessible(learner);
  await shot(learner, "report-360");

  // A round of the line manager's own depot: she names three peers for one of her people, and the links go out.
  await lead.goto(`${path}/new`);
  await lead.locator("[name=programme]").selectOption({ index: 1 });
  const closes = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await lead.locator("[name=title]").fill("Na negen maanden");
  await lead.locator("[name=wave][value=after]").check();
  await lead.locator("[name=closes]").fill(closes);
  await lead.getByRole("button", { name: say("round360-open") }).click();
  const round = lead.url();
  const manager = await as("line-manager", "organisation");
  for (const [place, email] of ["ann@noordkade.example", "bo@noordkade.example", "cor@noordkade.example"].entries()) {
    await manager.goto(path);
    const card = manager.locator("main article.card").first();
    await card.locator("summary").click();
    await card.locator("input[name=name]").fill(`Peer ${place + 1}`);
    await card.locator("input[name=email]").fill(email);
    await card.locator("form[action$='/nominations'] button").click();
    await manager.waitForLoadState();
  }
  await manager.goto(path);
  await expectAccessible(manager);
  await shot(manager, "nominations-360");
  await lead.goto(round);
  await lead.getByRole("button", { name: say("round360-send") }).click();
  await lead.waitForLoadState();
  await lead.goto("/outbox");
  const links = await lead.locator("article a").evaluateAll((all) => all.map((one) => one.getAttribute("href")!).filter((href) => href.startsWith("/r/")).slice(0, 3));
  expect(links).toHaveLength(3);
  const rater = await visitor();
  await rater.goto(links[0]!);
  await expectAccessible(rater);
  await shot(rater, "rate-360");
  const rows = rater.locator("fieldset:has(.scale)");
  for (const row of await rows.all()) await row.locator("label").nth(3).click();
  await rater.locator("textarea").fill("Vraagt het vooraf.");
  await rater.locator("form[data-keep] button").click();
  await expect(rater.getByRole("heading", { level: 1 })).toHaveText(say("feedback-thanks-title"));
  await rater.goto(links[0]!);
  await expect(rater.getByRole("heading", { level: 1 })).toHaveText(say("feedback-gone-title"));
});

test("step 28: follow-ups go out by themselves and are answered on one screen", async ({ as, said, say, visitor }) => {
  test.setTimeout(120_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  await lead.goto(`/p/${said.partnership}/follow-ups`);
  await expect(lead.getByRole("heading", { level: 1 })).toHaveText(say("follow-up-title"));
  await expectAccessible(lead);
  await shot(lead, "follow-ups");
  const anchor = new Date(Date.now() - 33 * 86_400_000).toISOString().slice(0, 10);
  await lead.locator("[name=cohort]").selectOption({ index: 1 });
  await lead.locator("[name=anchor]").fill(anchor);
  await lead.getByRole("button", { name: say("follow-up-plan"), exact: true }).click();
  await lead.waitForLoadState();
  let link: string | undefined;
  await expect
    .poll(async () => {
      await lead.goto("/outbox");
      link = (await lead.locator("article a").evaluateAll((all) => all.map((one) => one.getAttribute("href")!).find((href) => href.startsWith("/u/")))) ?? undefined;
      return link;
    }, { timeout: 20_000 })
    .toBeTruthy();
  const person = await visitor();
  await person.goto(link!);
  await expectAccessible(person);
  await shot(person, "follow-up-answer");
  await person.locator("[name=applies][value='4']").check({ force: true });
  await person.locator("[name=levers]").first().check();
  await person.locator("textarea").fill("Vorige week nog.");
  await person.locator("form[data-keep] button").click();
  await expect(person.getByRole("heading", { level: 1 })).toHaveText(say("feedback-thanks-title"));

  const partner = await as("partner-lead", "partner");
  await partner.goto(`/p/${said.partnership}/evidence/behaviour`);
  await expect(partner.locator("#ratings-sources")).toBeVisible();
  await expectAccessible(partner);
  await shot(partner, "behaviour");
});
