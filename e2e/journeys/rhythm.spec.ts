import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 26: what did not work is looked at by both sides, and nobody is blamed", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  await test.step("both see the Belgian cohort's review, closed, with its red lever", async () => {
    for (const [page, name] of [[lead, "blameless-organisation"], [partner, "blameless-partner"]] as const) {
      await page.goto(`${home}/blameless`);
      await expectAccessible(page);
      await page.getByRole("link", { name: "No change of behaviour in Belgium" }).click();
      await expect(page.getByRole("main")).toContainText("No application opportunity in peak");
      await expect(page.getByRole("main")).toContainText(say("blameless-light-red"));
      await expectAccessible(page);
      await shot(page, name);
    }
  });

  const path = await test.step("a new one can't be closed before it holds what it needs", async () => {
    await lead.goto(`${home}/blameless/new`);
    await expectAccessible(lead);
    await refused(lead, "/blameless", { title: "What Ruth van Dalen forgot", happened: "Nobody practised." });
    await expect(lead.locator("#happened")).toHaveValue("Nobody practised.");
    await send(lead, "/blameless", { title: "No practice after module 7" });
    const made = new URL(lead.url()).pathname;
    await refused(lead, "/closure", {});
    await expectAccessible(lead);
    await shot(lead, "blameless-lacks");
    return made;
  });

  await test.step("each side tells what it added, with data and a condition", async () => {
    await send(lead, "/evidence", { statement: "4 of 31 practised", source: "Answers of September" });
    await refused(lead, "/contributions", { contribution: "We waited for ruth van dalen" });
    await send(lead, "/contributions", { contribution: "The hour to practise fell in the inventory." });
    await partner.goto(path);
    await send(partner, "/contributions", { contribution: "The exercise came a week late." });
    await send(partner, "/conditions", { lever: "planning", condition: "Nobody had planned when to practise", light: "red" });
    await expectAccessible(partner);
    await lead.goto(`${home}/actions/new?blameless=${path.split("/").at(-1)}`);
    await expectAccessible(lead);
    await send(lead, "/actions", { text: "Plan the exercise with the module", owner: "partner", due: "2027-03-01" });
    await expect(lead).toHaveURL(new RegExp(`${path}$`, "u"));
    await send(lead, "/closure", {});
    await expect(lead.getByRole("main")).toContainText(say("blameless-reopen"));
    await shot(lead, "blameless-closed");
  });
});

test("steps 19 and 27: the rhythm keeps itself: agenda, minutes of both, and what a talk can't settle", async ({ as, said, say, visitor }) => {
  test.setTimeout(180_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  await test.step("what comes, what is left out, and what was approved by both", async () => {
    await lead.goto(`${home}/meetings`);
    await expect(lead.getByRole("main")).toContainText(say("meeting-minutes-both"));
    await expectAccessible(lead);
    await shot(lead, "meetings");
    await lead.goto(`${home}/meetings/rhythm`);
    await expectAccessible(lead);
    await shot(lead, "meetings-rhythm");
    await lead.goto(`${home}/meetings/rhythm/new`);
    await expectAccessible(lead);
    await refused(lead, "/rhythm", { first: "2027-02-01", time: "09:00", place: "Utrecht", repeat: "own", rule: "FREQ=HOURLY" });
    await refused(lead, "/rhythm", { repeat: "weekly", zone: "Mars/Olympus" });
    await send(lead, "/rhythm", { zone: "Europe/Amsterdam", rule: "" });
  });

  const path = await test.step("a talk is prepared by one click and has its agenda", async () => {
    await lead.goto(`${home}/meetings`);
    await lead.locator("main form[action$='/meetings'] button").first().click();
    await lead.waitForURL(/\/meetings\/[0-9a-f-]{36}$/u);
    await expect(lead.getByRole("heading", { name: say("meeting-points"), exact: true })).toBeVisible();
    await expectAccessible(lead);
    await shot(lead, "meeting-organisation");
    return new URL(lead.url()).pathname;
  });

  await test.step("both write the minutes; the second sees both texts", async () => {
    await partner.goto(`${path}/minutes`);
    await lead.goto(`${path}/minutes`);
    await send(lead, "/minutes", { text: "We moved the second cohort." });
    await refused(partner, "/minutes", { text: "Cohort 2 moves by a week." });
    await expect(partner.getByRole("main")).toContainText("We moved the second cohort.");
    await expect(partner.locator("#text")).toHaveValue("Cohort 2 moves by a week.");
    await expectAccessible(partner);
    await shot(partner, "minutes-meanwhile");
    await send(partner, "/minutes", { text: "We moved the second cohort by a week." });
    await send(partner, "/approvals", {});
    await lead.goto(path);
    await send(lead, "/approvals", {});
    await expect(lead.locator(".signature.waiting")).toHaveCount(0);
    await expectAccessible(lead);
    await shot(lead, "minutes-approved");
  });

  await test.step("the committee of September decided with a quorum", async () => {
    await partner.goto(`${home}/meetings`);
    await partner.getByRole("link", { name: say("meeting-kind-committee"), exact: true }).first().click();
    await expect(partner.getByRole("main")).toContainText("Noordkade pays for the second room in Antwerp");
    await expect(partner.locator(".signature.waiting")).toHaveCount(0);
    await expectAccessible(partner);
    await shot(partner, "committee");
  });

  await test.step("a calendar program follows the secret address until it is revoked", async () => {
    await partner.goto("/account/calendar");
    await expectAccessible(partner);
    await send(partner, "/account/calendar", {});
    const address = new URL(await partner.locator("#calendar-link").innerText()).pathname;
    await expectAccessible(partner);
    await shot(partner, "calendar-link");
    const anyone = await visitor();
    const feed = await anyone.request.get(address);
    expect(feed.status()).toBe(200);
    const text = await feed.text();
    expect(text).toContain("BEGIN:VEVENT");
    expect(text).toContain("TZID:Europe/Amsterdam");
    await partner.goto("/account/calendar");
    await send(partner, "/account/calendar/withdrawal", {});
    expect((await anyone.request.get(address)).status()).toBe(404);
  });

  await test.step("each side chooses when the weekly digest comes, and whether", async () => {
    for (const page of [lead, partner]) {
      await page.goto("/account/digest");
      await expectAccessible(page);
      await send(page, "/account/digest", { wanted: "yes", weekday: "5", hour: "16" });
    }
    await shot(lead, "digest");
    await expect(lead.locator("#weekday")).toHaveValue("5");
    await send(partner, "/account/digest", { wanted: "no" });
    await expect(partner.getByRole("main")).toContainText(say("digest-none"));
    await expectAccessible(partner);
    await lead.goto("/account");
    await expectAccessible(lead);
    await shot(lead, "account-rhythm");
  });
});
