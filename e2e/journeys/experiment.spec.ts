import { choice, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 25: both sides try something with money kept apart for it, and say what came of it", async ({ as, said, say, view }) => {
  test.setTimeout(90_000);
  const list = `/p/${said.partnership}/experiments`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  await test.step("the portfolio says what is left, what runs, and what can't be told", async () => {
    for (const [page, name] of [[lead, "experiments-organisation"], [partner, "experiments-partner"]] as const) {
      await page.goto(list);
      await expect(page.getByRole("main")).toContainText(say("experiment-effect-untold"));
      await expectAccessible(page);
      expect(await faultsOfPage(page, view.language)).toEqual([]);
      await shot(page, name);
    }
  });

  await test.step("the partner agrees to what the organisation proposed, and it starts", async () => {
    await partner.getByRole("link", { name: "A free hour in the roster" }).click();
    await expectAccessible(partner);
    await shot(partner, "experiment-proposed");
    await send(partner, "/agreement", {});
    await send(partner, "/start", {});
    const today = new Date().toISOString().slice(0, 10);
    await refused(partner, "/spendings", { amount: "4800.01", what: "Hours", on: today });
    // Nothing is spent on it before both sides agreed, which was today.
    await refused(partner, "/spendings", { amount: "1200", what: "Hours of five depots", on: "2026-10-09" });
    await send(partner, "/spendings", { on: today });
    await lead.goto(new URL(partner.url()).pathname);
    await refused(lead, "/closure", { outcome: "learned" });
    await send(lead, "/closure", { learned: "Managers need the hour before the peak." });
    await expect(lead.getByRole("main")).toContainText(say("experiment-outcome-learned"));
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "experiment-stopped");
  });

  await test.step("a plan beyond what is free is refused, and what was typed stays", async () => {
    await lead.goto(`${list}/new`);
    await expectAccessible(lead);
    const plan = {
      title: "Cases by podcast",
      hypothesis: "They are heard on the way home.",
      measure: await choice(lead, "measure"),
      design: "Half of cohort 3 by lot.",
      cap: "90000",
      stops_on: "2027-06-30",
      stops_when: "Nobody listens in March.",
    };
    await refused(lead, "/experiments", plan);
    await expect(lead.locator("#hypothesis")).toHaveValue(plan.hypothesis);
    await shot(lead, "experiment-refused");
    await send(lead, "/experiments", { cap: "900" });
    await expect(lead.getByRole("main")).toContainText(say("experiment-waits-other"));
  });

  await test.step("a decision stands under the charter, and the charter shows it", async () => {
    await lead.goto(`/p/${said.partnership}/decisions`);
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "decisions");
    await lead.getByRole("link", { name: say("decision-place") }).first().click();
    await expectAccessible(lead);
    await send(lead, "/clauses", { sections: ["vision"] });
    await lead.locator("td a[href*='#vision']").first().click();
    await expect(lead.locator("#document")).toContainText(say("charter-decided-under"));
    await expectAccessible(lead);
    await shot(lead, "charter-decided-under");
  });

  await test.step("at half of the programme both sides decide module by module", async () => {
    await lead.goto(`/p/${said.partnership}/midway`);
    await expectAccessible(lead);
    await lead.getByRole("link", { name: say("midway-see") }).first().click();
    await expect(lead.getByRole("main")).toContainText(say("midway-waits"));
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "midway");
    const grid = new URL(lead.url()).pathname;
    await expect(lead.getByRole("main")).toContainText(say("midway-not-linked"));
    await lead.getByRole("link", { name: say("midway-link-behaviours") }).first().click();
    const first = await lead.locator("main input[name=behaviours]").first().getAttribute("value");
    await expectAccessible(lead);
    await shot(lead, "module-works-on");
    await send(lead, "/behaviours", { behaviours: [first!] });
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "programme-linked");
    await lead.goto(grid);
    await lead.getByRole("link", { name: "Your own manager and you", exact: true }).click();
    await refused(lead, new URL(lead.url()).pathname, { verdict: "keep", reason: "Asked for", freed: "100" });
    await expectAccessible(lead);
    await shot(lead, "midway-module");
    await send(lead, "/agreement", {});
    await expect(lead.getByRole("main")).toContainText(say("midway-verdict-change"));
  });
});
