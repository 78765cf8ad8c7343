import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

const WHY = "We share the risk, also where it is hard to prove.";

test("step 11: both sides see the same cents before they agree, and confirm the same statement", async ({ as, said, say }) => {
  test.setTimeout(180_000);
  const terms = `/p/${said.partnership}/terms`;
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  const sponsor = await as("business-sponsor", "organisation", "Noordkade Logistics");

  await test.step("what is agreed stands on one page, with its statements", async () => {
    for (const page of [partner, sponsor]) {
      await page.goto(terms);
      await expect(page.getByRole("heading", { name: say("terms-agreed"), exact: true })).toBeVisible();
      await expectAccessible(page);
    }
    await shot(sponsor, "terms-agreed");
  });

  await test.step("the five outcomes come to the same cents for both", async () => {
    const tables: string[] = [];
    for (const page of [partner, sponsor]) {
      await page.goto(terms);
      await page.getByRole("link", { name: say("terms-to-simulation") }).click();
      await expect(page.getByRole("img").first()).toBeVisible();
      tables.push(await page.locator("table").first().innerText());
      await expectAccessible(page);
    }
    expect(tables[0]).toBe(tables[1]);
    await shot(partner, "terms-simulated");
  });

  await test.step("an outcome of one's own is refused where its interval is inside out, with what was typed", async () => {
    const path = new URL(sponsor.url()).pathname;
    await sponsor.locator('[name="own.0.estimate"]').fill("12");
    await sponsor.locator('[name="own.0.low"]').fill("15");
    await sponsor.locator('[name="own.0.high"]').fill("9");
    await sponsor.locator(`main form[action="${path}"] button`).click();
    await expect(sponsor.locator('[name="own.0.low"]')).toHaveValue("15");
    await expect(sponsor.getByText(say("terms-fault-interval")).first()).toBeVisible();
    await sponsor.locator('[name="own.0.low"]').fill("6");
    await sponsor.locator('[name="own.0.high"]').fill("18");
    await sponsor.locator(`main form[action="${path}"] button`).click();
    await expect(sponsor.getByRole("row", { name: say("terms-scenario-own") })).toBeVisible();
    await expectAccessible(sponsor);
  });

  const statement = await test.step("behaviour is settled from what was measured, and the other side confirms it", async () => {
    await partner.goto(terms);
    await partner.getByRole("link", { name: say("statement-make") }).click();
    const path = new URL(partner.url()).pathname.replace(/\/new$/u, "");
    // The latest run of the study of the measure is chosen; a study in another unit says why it can't be.
    await expect(partner.locator('[name="results.0.study"]').first()).toBeChecked();
    await expect(partner.getByRole("main")).toContainText("hours per manager and month");
    await expectAccessible(partner);
    await shot(partner, "terms-statement-new");
    // One or the other: what was typed beside a study is refused, and is still there.
    await partner.locator("main form details summary").first().click();
    await refused(partner, path, { "results.0.estimate": "0,6" });
    await expect(partner.locator('[name="results.0.estimate"]')).toHaveValue("0,6");
    await expect(partner.getByText(say("statement-fault-both")).first()).toBeVisible();
    await expectAccessible(partner);
    await shot(partner, "terms-statement-refused");
    await send(partner, path, { "results.0.estimate": "" });
    await expectAccessible(partner);
    const made = new URL(partner.url()).pathname;
    await sponsor.goto(`/p/${said.partnership}`);
    await sponsor.locator(`main a[href="${made}"]`).first().click();
    await send(sponsor, "/confirmation", { agreed: "on" });
    for (const page of [partner, sponsor]) {
      await page.goto(made);
      await expect(page.locator('main a[href*="/studies/"]')).toHaveCount(1);
      await expectAccessible(page);
    }
    await sponsor.locator("main details summary").first().click();
    await shot(sponsor, "terms-statement");
    return made;
  });

  await test.step("both sides download the same bytes", async () => {
    for (const file of ["statement.json", "statement.csv"]) {
      const [one, other] = await Promise.all([partner, sponsor].map((page) => page.request.get(`${statement}/${file}`)));
      expect(await one!.text()).toBe(await other!.text());
    }
  });

  await test.step("a change waits until everything is settled, and may be looked at before", async () => {
    await partner.goto(`${terms}/new`);
    await partner.locator('[name="total"]').fill("250000");
    await partner.locator('button[formaction$="/simulations"]').click();
    await expect(partner.getByRole("heading", { name: say("terms-simulated"), exact: true })).toBeVisible();
    await expectAccessible(partner);
    await shot(partner, "terms-new");
    await refused(partner, terms, { words: WHY, floor: "260000" });
    await expect(partner.locator('[name="total"]')).toHaveValue("250000");
  });

  await test.step("who answers for nothing here sees no fees", async () => {
    const designer = await as("learning-designer", "partner", "Baken Leiderschap");
    expect((await designer.request.get(terms)).status()).toBe(404);
  });
});
