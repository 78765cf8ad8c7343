import { refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("steps 4-6: a partner is chosen on evidence, blind, and every candidate gets its letter", async ({ as, said, visitor, view }) => {
  test.setTimeout(240_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const sponsor = await as("business-sponsor", "organisation", "Noordkade Logistics");
  const home = `/o/${said.organisation}/selection`;
  const title = `A partner ${test.info().project.name}`;
  const names = [`Alpha ${test.info().project.name}`, `Beta ${test.info().project.name}`];
  const sound = async (page: typeof lead, name: string) => {
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, `selection-${name}`);
  };

  await test.step("the choice of the story: two rankings, how firm they are, and the decision", async () => {
    await lead.goto(home);
    await sound(lead, "list");
    await lead.getByRole("link", { name: "A partner for our frontline managers" }).click();
    await sound(lead, "decided-round");
    const round = new URL(lead.url()).pathname;
    await lead.goto(`${round}/ranking`);
    await expect(lead.getByRole("main")).toContainText(/SMART/u);
    await expect(lead.getByRole("main")).toContainText(/TOPSIS/u);
    await expect(lead.getByRole("main")).toContainText("Baken Leiderschap");
    await sound(lead, "ranking");
    await lead.goto(`${round}/decision`);
    await sound(lead, "decision");
    await lead.locator('main a[href*="/letters/"]').nth(1).click();
    await expect(lead.getByRole("main")).not.toContainText("Baken");
    await sound(lead, "letter");
  });

  await test.step("the partner reads what it said of itself, and knows of no selection", async () => {
    const partner = await as("partner-lead", "partner", "Baken Leiderschap");
    await partner.goto(`/p/${said.partnership}/profile`);
    await expect(partner.getByRole("main")).toContainText("We do not do shift scheduling");
    await sound(partner, "profile");
    expect((await partner.request.get(home)).status()).toBe(404);
  });

  await test.step("a new one starts from a challenge, with price capped", async () => {
    await lead.goto(`${home}/new`);
    const challenge = await lead.locator("main input[name=challenge]").first().getAttribute("value");
    const round = { title, challenge: challenge!, currency: "EUR", price_weight: "5", price_cap: "10" };
    await refused(lead, "/selection", { ...round, price_weight: "40" });
    await expect(lead.locator("[name=price_weight]")).toHaveValue("40");
    await sound(lead, "new-refused");
    await send(lead, "/selection", round);
  });
  const round = new URL(lead.url()).pathname;

  await test.step("criteria are compared in pairs, and contradictions name their pair", async () => {
    await lead.goto(`${round}/comparisons`);
    const fields = await lead.locator("main select").evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).name));
    expect(fields).toHaveLength(10);
    const answers = Object.fromEntries(fields.map((name, at) => [name, at % 2 === 0 ? "7" : "1/7"]));
    await send(lead, "/comparisons", answers);
    await expect(lead.getByRole("main").locator(".note.warn")).toBeVisible();
    await sound(lead, "comparisons");
    await send(lead, "/comparisons", Object.fromEntries(fields.map((name) => [name, "1"])));
    await sound(lead, "criteria");
  });

  await test.step("candidates say through a link what they do and do not do", async () => {
    for (const [at, name] of names.entries()) {
      await lead.goto(`${round}/candidates/new`);
      await send(lead, "/candidates", { name, email: `c${at}@${test.info().project.name.replaceAll(" ", "-")}.example`, language: view.language, price: String(50_000 + at) });
      await lead.locator('main form[action$="/links"] button').click();
      await lead.waitForLoadState();
    }
    await lead.goto(`${round}/candidates/new`);
    await refused(lead, "/candidates", { name: names[0]!.toUpperCase(), email: "x@y.example", language: "nl" });
    await lead.goto("/outbox");
    const links = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/transparency\/[\w-]+/gu)].map(([link]) => link);
    const page = await visitor();
    await page.goto(links[0]!);
    const action = new URL(links[0]!).pathname;
    await sound(page, "profile-empty");
    const profile = { "does.0.what": "Programmes", "does.0.evidence": "", "does_not.0.what": "No rosters", pricing: "Per day", regions: "NL", languages: "Dutch" };
    await refused(page, action, profile);
    await expect(page.locator('[name="does_not.0.what"]')).toHaveValue("No rosters");
    await send(page, action, { ...profile, "does.0.evidence": "A case", "rates.0.what": "A day", "rates.0.amount": "1450,50" });
    await expect(page.locator('[name="rates.0.amount"]')).toHaveValue(/1450[.,]50/u);
    await sound(page, "profile-written");
  });

  await test.step("two people score, each with evidence and without seeing the other", async () => {
    await lead.goto(`${round}/assessors`);
    const people = lead.locator("main fieldset label");
    for (const name of ["Marleen Vos", "Pieter de Graaf"]) await people.filter({ hasText: name }).locator("input").check();
    await lead.locator("main form button").first().click();
    await lead.waitForLoadState();
    await sound(lead, "ready");
    await lead.locator('main form[action$="/opening"] button').click();
    await lead.waitForLoadState();
    for (const [who, page] of [lead, sponsor].entries()) {
      await page.goto(`${round}/scores`);
      const sheets = await page.locator('main a[href*="/scores/"]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).pathname));
      expect(sheets).toHaveLength(2);
      for (const [at, sheet] of sheets.entries()) {
        await page.goto(sheet);
        const fields = await page.locator("main select").evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).name.slice("kind-".length)));
        const filling: Record<string, string> = {};
        for (const [place, id] of fields.entries()) {
          filling[`score-${id}`] = String(at === 0 ? 4 : 2 + (place % 2));
          filling[`kind-${id}`] = "trial-session";
          filling[`evidence-${id}`] = place === 0 && who === 0 && at === 0 ? "" : "Notes of the trial session";
        }
        if (who === 0 && at === 0) {
          await refused(page, sheet, filling);
          await sound(page, "sheet-refused");
          filling[`evidence-${fields[0]}`] = "Notes of the trial session";
        }
        await send(page, sheet, filling);
      }
      await sound(page, "sheets");
      if (who === 0) {
        await page.locator('main form[action$="/submission"] button').click();
        await page.waitForLoadState();
        await page.goto(`${round}/ranking`);
        await expect(page.getByRole("main")).not.toContainText("trial session");
        await sound(page, "blind");
      } else {
        await page.locator('main form[action$="/submission"] button').click();
        await page.waitForLoadState();
      }
    }
  });

  await test.step("the decision takes reasons, names nobody in another's letter, and sends letters", async () => {
    await lead.goto(`${round}/decision`);
    const first = await lead.locator("main input[name=candidate]").first().getAttribute("value");
    const letters = await lead.locator("main textarea").evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).name).filter((name) => name.startsWith("letter-")));
    const words = { candidate: first!, reasons: "They asked more than they told.", [letters[1]!]: `You were close to ${names[0]}.` };
    await refused(lead, "/decision", words);
    await sound(lead, "decision-refused");
    await send(lead, "/decision", { ...words, [letters[1]!]: "Thank you." });
    await expect(lead.getByRole("main")).toContainText("They asked more than they told.");
    await lead.goto("/outbox");
    const mails = await lead.getByRole("main").innerText();
    const link = [...mails.matchAll(/http\S+\/transparency\/[\w-]+/gu)].map(([found]) => found)[0]!;
    const page = await visitor();
    await page.goto(link);
    const text = await page.getByRole("main").innerText();
    expect(names.filter((name) => text.includes(name))).toHaveLength(1);
    await sound(page, "letter-candidate");
  });
});
