import { send, refused } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("each design shows its picture, what would make us surer, and the draw that both sides can redo", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const list = `/p/${said.partnership}/studies`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  let from = "";

  await test.step("the wait-list, one depot against a mixture, and a course carried on", async () => {
    for (const [title, name, picture] of [
      ["Turnover after the programme, against the wait-list", "study-waitlist", "event-time-title"],
      [/against a mixture of waiting depots/u, "study-mixture", "beside-title"],
      ["Absence in the first Belgian depots", "study-course", "beside-title"],
      ["Overtime when the talk at the start of a shift came in, depot by depot", "study-staggered", "event-time-title"],
      ["Critical behaviours after six months, against the wait-list", "study-behaviour", "estimate-title"],
    ] as const) {
      await lead.goto(list);
      await lead.getByRole("rowheader").getByRole("link", { name: title }).click();
      await expect(lead.locator(`#${picture}`)).toHaveCount(1);
      await expect(lead.locator("#surer li").first()).toBeVisible();
      expect(await faultsOfPage(lead, view.language)).toEqual([]);
      await expectAccessible(lead);
      await shot(lead, name);
    }
  });

  await test.step("the partner sees the draw with its seed, before anyone starts", async () => {
    await partner.goto(list);
    await partner.locator('main a[href$="/draw"]').first().click();
    await expect(partner.getByRole("main")).toContainText("7 12 19 23 31 40");
    await expect(partner.getByText(say("study-draw-holds"), { exact: true })).toBeVisible();
    expect(await faultsOfPage(partner, view.language)).toEqual([]);
    await expectAccessible(partner);
    await shot(partner, "study-draw-partner");
  });

  await test.step("waiting depots are drawn next, with what was known of them", async () => {
    await lead.goto(list);
    await lead.getByRole("rowheader").getByRole("link", { name: "Turnover after the programme, against the wait-list" }).click();
    // They are in a draw already, so nobody is asked to draw them again.
    await expect(lead.locator('#surer a[href*="waiting="]')).toHaveCount(0);
    await expect(lead.locator('#surer a[href$="/draw"]')).toBeVisible();
    from = `${list}/new?waiting=${new URL(lead.url()).pathname.split("/").pop()!}`;
    await lead.goto(from);
    await expectAccessible(lead);
    await refused(lead, "/studies", { "lot-units": "Hoogeveen\nMeppel\nCoevorden\nEmmen", title: "Next depots", question: "Does turnover fall?", seed: "3 9 27", until: "2027-12-01", starts: "2026-01-01" });
    await expect(lead.locator("#seed")).toHaveValue("3 9 27");
    await expectAccessible(lead);
    await shot(lead, "study-draw-refused");
    await send(lead, "/studies", { starts: "2031-03-01", until: "2031-12-01" });
    await lead.locator('main a[href$="/draw"]').click();
    await expect(lead.getByText(say("study-draw-holds"), { exact: true })).toBeVisible();
    await shot(lead, "study-draw-made");
  });

  await test.step("without a seed both sides give words, sealed until both are there", async () => {
    await lead.goto(from);
    await send(lead, "/studies", { "lot-units": "Sneek\nBolsward\nDrachten\nJoure", title: "Drawn by both sides", question: "Does turnover fall?", until: "2031-12-01", starts: "2031-03-01" });
    await lead.locator('main a[href$="/draw"]').click();
    const draw = lead.url();
    await expectAccessible(lead);
    await shot(lead, "study-seal-open");
    await send(lead, "/seals", { words: "seven dice 1 4 2 6 6 3 5" });
    await expect(lead.getByRole("main")).not.toContainText("seven dice");
    await partner.goto(draw);
    await expect(partner.getByRole("main")).not.toContainText("seven dice");
    await partner.locator('main form[action$="/seals"] summary').click();
    await refused(partner, "/seals", { hash: "abc" });
    await expectAccessible(partner);
    await shot(partner, "study-seal-refused");
    await send(partner, "/seals", { hash: "", words: "a line of the partner" });
    await expect(partner.getByRole("main")).toContainText("seven dice");
    await expect(partner.getByText(say("study-draw-holds"), { exact: true })).toBeVisible();
    expect(await faultsOfPage(partner, view.language)).toEqual([]);
    await expectAccessible(partner);
    await shot(partner, "study-seal-drawn");
  });
});
