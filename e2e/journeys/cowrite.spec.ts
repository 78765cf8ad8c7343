import { fill, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 27: both sides write the next charter at the same time, and nothing is lost or signed unread", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  await lead.goto(`/p/${said.partnership}/charter`);
  await lead.getByRole("link", { name: say("charter-other") }).click();
  const draft = new URL(lead.url()).pathname;
  const exit = `${draft}/sections/exit?language=en`;
  const form = "/sections/exit?language=en";

  await test.step("an open page shows who writes, and what was saved meanwhile", async () => {
    await expect(lead.locator("#document")).toContainText(say("charter-newer-en"));
    await partner.goto(exit);
    await expect(lead.locator("#document")).toContainText(say("charter-writing"), { timeout: 15_000 });
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "charter-draft");
    await lead.goto(exit);
    await send(partner, form, { text: (await partner.locator("#text").inputValue()).replace("six months", "nine months") });
    await expect(lead.locator("#others")).toContainText(say("charter-saved-meanwhile"), { timeout: 15_000 });
    await expect(lead.locator("#text")).toHaveValue(/six months/u);
    await expectAccessible(lead);
    await shot(lead, "charter-saved-meanwhile");
  });

  await test.step("changes of different clauses are put together", async () => {
    const text = await lead.locator("#text").inputValue();
    await send(lead, form, { text: text.replace("still get their modules", "still get every module") });
    await expect(lead.getByRole("status").first()).toHaveText(say("charter-said-merged"));
    await expect(lead.locator("#document")).toContainText("nine months");
    await expect(lead.locator("#document")).toContainText("still get every module");
  });

  await test.step("the same clause: both texts side by side, and the writer chooses", async () => {
    await lead.goto(exit);
    await partner.goto(exit);
    const text = await lead.locator("#text").inputValue();
    await send(partner, form, { text: text.replace("nine months", "a year") });
    await refused(lead, form, { text: text.replace("nine months", "six months") });
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "charter-both-texts");
    await lead.getByRole("button", { name: say("charter-take-both") }).click();
    await expect(lead.locator("#text")).toHaveValue(/a year[^]*six months/u);
    await send(lead, form, { text: text.replace("nine months", "nine months (a year for Poland)") });
    await lead.goto(`${draft}/sections/exit/history?language=en`);
    await expect(lead.locator(".diff ins").first()).toBeVisible();
    await expectAccessible(lead);
    await shot(lead, "charter-history");
  });

  await test.step("they talk about it where it stands", async () => {
    await lead.goto(`${draft}/sections/exit/comments`);
    await refused(lead, "/sections/exit/comments", { comment: "" });
    await send(lead, "/sections/exit/comments", { comment: "Is a year for Poland agreed there?" });
    await partner.goto(`${draft}/sections/exit/comments`);
    await send(partner, "/answers", { answer: "Ewa agreed to it on Monday." });
    await expectAccessible(partner);
    expect(await faultsOfPage(partner, view.language)).toEqual([]);
    await shot(partner, "charter-comments");
    await send(partner, "/resolution", {});
    await expect(partner.locator("#threads")).toContainText(say("comment-resolved"));
  });

  await test.step("the Dutch text is older: whoever reads both says that they say the same", async () => {
    await partner.goto(`${draft}/sections/exit?language=nl`);
    await expectAccessible(partner);
    await shot(partner, "charter-other-language");
    await send(partner, "/sections/exit?language=nl", { text: "Opzegtermijn: negen maanden, in Polen een jaar." });
    await partner.goto(exit);
    await send(partner, "/level", {});
    await expect(partner.locator("#exit ~ p .tag.open")).toHaveCount(0);
    await lead.goto(`${draft}/sections/vision/links`);
    await expectAccessible(lead);
  });

  await test.step("whoever signs a text that changed meanwhile is shown what changed", async () => {
    await lead.goto(draft);
    await send(lead, "/offer", {});
    await lead.goto(`${draft}/signatures/new`);
    await expect(lead.locator("#open-comments")).toBeVisible();
    await expectAccessible(lead);
    await shot(lead, "charter-sign-open-comments");
    await partner.goto(draft);
    await send(partner, "/offer/withdrawal", {});
    await partner.goto(exit);
    const text = await partner.locator("#text").inputValue();
    await send(partner, form, { text: text.replace("nine months", "ten months") });
    await partner.goto(draft);
    await send(partner, "/offer", {});
    const hand = await fill(lead, "/signatures", { agreed: "on" });
    await hand.locator("button").click();
    await expect(lead.getByRole("heading", { level: 1 })).toHaveText(say("charter-changed-title"));
    await expect(lead.locator(".diff ins")).toContainText(["ten"]);
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "charter-changed");
    await partner.goto(draft);
    await send(partner, "/offer/withdrawal", {});
  });
});
