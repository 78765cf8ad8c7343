import { choice, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 27: both sides see how healthy they are: a figure in the open, an unseen check, and a figure that is contested", async ({ as, said, say, view, visitor }) => {
  test.setTimeout(120_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  const sound = async (page: typeof lead, name: string): Promise<void> => {
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, `health-${name}`);
  };

  await test.step("the figure stands with its parts, its formula and its history", async () => {
    for (const [page, name] of [[lead, "organisation"], [partner, "partner"]] as const) {
      await page.goto(`${home}/health`);
      await expect(page.getByRole("main")).toContainText(say("health-part-balance"));
      await page.locator("details summary").first().click();
      await sound(page, name);
    }
  });

  await test.step("what a part weighs is for both to change, and what is wrong stays at its field", async () => {
    await partner.goto(`${home}/health/settings`);
    await refused(partner, "/settings", { floor: "400" });
    await expect(partner.locator("#floor")).toHaveValue("400");
    await sound(partner, "settings");
    await send(partner, "/settings", { floor: "55" });
  });

  await test.step("the check of September found both sides apart on the speed of decisions", async () => {
    await partner.goto(`${home}/health`);
    await partner.locator("main a[href*='/health/checks/']").filter({ hasText: "2026" }).first().click();
    await expect(partner.getByRole("main")).toContainText("Decision speed");
    await expect(partner.getByRole("main")).toContainText(say("health-gap-conclusive"));
    await sound(partner, "gap");
  });

  await test.step("a new check is opened, answered through a link, and shows nothing while it runs", async () => {
    await lead.goto(`${home}/health/checks/new`);
    const closes = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
    await refused(lead, "/checks", { people: "one@noordkade.example", closes });
    await sound(lead, "check-few");
    const people = ["a", "b", "c", "d", "e"].map((name) => `${name}@noordkade.example`).join("\n");
    await send(lead, "/checks", { people, closes, own: "Humour", language: view.language });
    const check = lead.url();
    await sound(lead, "check-running");
    await lead.goto("/outbox");
    const [link] = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/h\/[\w-]+/gu)].map(([found]) => found);
    const anyone = await visitor();
    await anyone.goto(link!);
    const action = new URL(link!).pathname;
    await refused(anyone, action, { words: "Fewer forms" });
    await send(anyone, action, { "rating-0": "4", "rating-1": "none", words: "Fewer forms" });
    await anyone.goto(link!);
    await expect(anyone.getByRole("heading", { level: 1 })).toHaveText(say("health-used-title"));
    await sound(anyone, "link-used");
    await anyone.goto(link!.slice(0, -9));
    await expect(anyone.getByRole("heading", { level: 1 })).toHaveText(say("health-unknown-title"));
    await sound(anyone, "link-cut");
    await lead.goto(check);
    await expect(lead.getByRole("main")).not.toContainText("Fewer forms");
  });

  await test.step("the answering page fits a phone", async () => {
    await lead.goto("/outbox");
    const links = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/h\/[\w-]+/gu)].map(([found]) => found);
    const anyone = await visitor();
    await anyone.goto(links[1]!);
    await sound(anyone, "answer");
  });

  await test.step("both views of a contested figure stand beside the review, also in its files", async () => {
    await partner.goto(`${home}/reviews/2026-Q2`);
    await expect(partner.getByRole("main")).toContainText(say("contest-outcome-both"));
    await sound(partner, "review");
    await partner.locator("#contests ~ h3 a").first().click();
    await expect(partner.getByRole("main")).toContainText("Venlo 2");
    await sound(partner, "contest-settled");
    const files = await Promise.all([lead, partner].map(async (page) => (await page.request.get(`${home}/reviews/2026-Q2.pdf?lang=${view.language}`)).body()));
    expect(files[0]!.equals(files[1]!)).toBe(true);
  });

  await test.step("a figure of a new review is contested and answered", async () => {
    // Much was agreed since it was frozen: made again it is a new number, whose figures can be contested from today on.
    await lead.goto(`${home}/reviews/2026-Q2`);
    await send(lead, "/reviews", {});
    await partner.goto(`${home}/reviews/2026-Q2/contests/new`);
    const figure = await choice(partner, "figure");
    await refused(partner, "/contests", { figure, view: "Two groups are missing.", source: "List of groups" });
    await sound(partner, "contest-new");
    await send(partner, "/contests", { figure, view: "Two groups are missing.", source: "List of groups", link: `${home}/cohorts` });
    await lead.goto(new URL(partner.url()).pathname);
    await send(lead, "/answer", { answer: "They began after the quarter." });
    await sound(lead, "contest-answered");
  });
});
