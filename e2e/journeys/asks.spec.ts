import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 19: a decision beyond a mandate goes to whoever holds it, and both sides see how long it took", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  const asks = `/p/${said.partnership}/asks`;
  const region = await as("regional-ld-manager", "organisation", "Noordkade Logistics");
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  const text = "May we move the October talk to the depot in Antwerp?";

  await test.step("it is asked, and a page elsewhere is refused with what was typed", async () => {
    await region.goto(`${asks}/new`);
    await expectAccessible(region);
    await refused(region, "/asks", { mandate: "decide-change", text, link: "https://elsewhere.example" });
    await expect(region.locator("[name=text]")).toHaveValue(text);
    await send(region, "/asks", { link: `/p/${said.partnership}/cohorts` });
    await expect(region.getByText(text).first()).toBeVisible();
    await expectAccessible(region);
    await shot(region, "asks-waiting");
  });

  await test.step("the holder finds it and decides", async () => {
    await lead.goto(asks);
    await expectAccessible(lead);
    const card = lead.locator("section").filter({ hasText: text });
    await card.locator("textarea").fill("Yes, at nine.");
    await card.getByRole("button", { name: say("ask-do-answer") }).click();
    await expect(lead.getByRole("row", { name: text })).toContainText("Yes, at nine.");
    await shot(lead, "asks-answered");
  });

  await test.step("an amount beyond the deputy's limit goes to the holder, and the deputy can't decide it", async () => {
    const beyond = "May the terms go up to EUR 270,000?";
    await lead.goto(`${asks}/new`);
    await refused(lead, "/asks", { mandate: "agree-terms", amount: "much", text: beyond });
    await expect(lead.locator("[name=text]")).toHaveValue(beyond);
    await send(lead, "/asks", { amount: "270000.00" });
    const card = lead.locator("section").filter({ hasText: beyond });
    await expect(card).toContainText("Pieter de Graaf");
    await expect(card.locator("textarea")).toHaveCount(0);
    await expectAccessible(lead);
    await shot(lead, "asks-beyond");
    const sponsor = await as("business-sponsor", "organisation", "Noordkade Logistics");
    await sponsor.goto(asks);
    const waiting = sponsor.locator("section").filter({ hasText: beyond });
    await waiting.locator("textarea").fill("Up to that amount, yes.");
    await waiting.getByRole("button", { name: say("ask-do-answer") }).click();
    await expect(sponsor.getByRole("row", { name: beyond })).toContainText("Up to that amount, yes.");
  });

  await test.step("the other side sees the decision and the time it took", async () => {
    await partner.goto(asks);
    await expect(partner.getByText(say("ask-pace"))).toBeVisible();
    await expect(partner.getByRole("row", { name: text })).toBeVisible();
    await expectAccessible(partner);
  });
});
