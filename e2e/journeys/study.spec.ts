import { send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 29: the story says not yet conclusive, and the real programme reproduces its published result", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");

  await test.step("nine months in, the data do not tell", async () => {
    await lead.goto(`/p/${said.partnership}/studies`);
    await expect(lead.getByText(say("study-verdict-not-yet-conclusive")).first()).toBeVisible();
    await lead.getByRole("rowheader").getByRole("link", { name: "Turnover after the programme, against the wait-list" }).click();
    await expectAccessible(lead);
    await shot(lead, "study-story");
  });

  await test.step("the partner sees what was released of it", async () => {
    const partner = await as("partner-lead", "partner", "Baken Leiderschap");
    await partner.goto(`/p/${said.partnership}/studies`);
    await expectAccessible(partner);
    await shot(partner, "studies-partner");
  });

  await test.step("chance assigned: 1794.34 dollars, and its interval", async () => {
    const owner = await as("ld-lead", "organisation", "National Supported Work");
    await owner.goto("/");
    const studies = await owner.locator('nav a[href$="/studies"]').first().getAttribute("href");
    await owner.goto(studies!);
    const pages = await owner
      .locator('main a[href*="/studies/"]:not([href$="/new"])')
      .evaluateAll((all) => [...new Set(all.map((one) => (one as HTMLAnchorElement).getAttribute("href")!))]);
    const texts: string[] = [];
    for (const path of pages.filter((path) => !path.endsWith(".csv"))) {
      await owner.goto(path);
      await expectAccessible(owner);
      await shot(owner, `study-real-${texts.length}`);
      texts.push(await owner.getByRole("main").innerText());
    }
    const shown = view.language === "nl" ? "1.794,34" : "1,794.34";
    expect(texts.some((text) => text.includes(shown)), texts.join("\n---\n")).toBe(true);
  });

  await test.step("nobody assigned: no effect is named", async () => {
    const owner = await as("ld-lead", "organisation", "National Supported Work");
    await owner.goto("/");
    await expect(owner.getByRole("heading", { level: 1 })).toBeVisible();
    const studies = await owner.locator('nav a[href$="/studies"]').first().getAttribute("href");
    await owner.goto(studies!);
    await expect(owner.getByText(say("study-verdict-not-identifiable")).first()).toBeVisible();
  });
});
