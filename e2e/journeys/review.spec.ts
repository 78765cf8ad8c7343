import { choice, refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 22: one click makes the quarterly review, the same for both sides", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const reviews = `/p/${said.partnership}/reviews`;
  const review = `${reviews}/${said.period}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  await test.step("the L&D lead makes it", async () => {
    await lead.goto(reviews);
    await send(lead, "/reviews", {});
    await lead.goto(review);
    await expectAccessible(lead);
    await shot(lead, "review-organisation");
  });

  await test.step("every level has its figures, and attendance is never the headline", async () => {
    for (const level of ["1", "2", "3", "4"]) await expect(lead.getByRole("main").getByText(say(`review-level-${level}`)).first()).toBeVisible();
    await partner.goto(review);
    await expectAccessible(partner);
    await shot(partner, "review-partner");
  });

  await test.step("the files are the same bytes for both sides", async () => {
    for (const format of ["pdf", "json"]) {
      for (const language of ["nl", "en"]) {
        const path = `${review}.${format}?lang=${language}`;
        const [one, other] = [await lead.request.get(path), await partner.request.get(path)];
        expect(one.status()).toBe(200);
        expect((await one.body()).equals(await other.body()), `${format} in ${language}`).toBe(true);
        if (format === "pdf") expect((await one.body()).subarray(0, 5).toString()).toBe("%PDF-");
      }
    }
  });

  await test.step("a decision and an action follow from it", async () => {
    await lead.goto(`${review}/decisions/new`);
    await refused(lead, "/decisions", { text: "" });
    await send(lead, "/decisions", { text: "Stop module 11, try peer coaching", owner: await choice(lead, "owner"), due: "2027-02-01" });
    await expect(lead.getByRole("main")).toContainText("Stop module 11, try peer coaching");
    await lead.goto(`/p/${said.partnership}/actions/new`);
    await send(lead, "/actions", { text: "Find two peer coaches in each depot", owner: await choice(lead, "owner"), due: "2027-01-15" });
    await partner.goto(`/p/${said.partnership}/actions`);
    await expect(partner.getByRole("main")).toContainText("Find two peer coaches in each depot");
    await expectAccessible(partner);
    await shot(partner, "actions");
  });

  await test.step("what was frozen does not change", async () => {
    const before = await (await lead.request.get(`${review}.json?lang=${view.language}&number=1`)).body();
    await lead.goto(review);
    await send(lead, "/reviews", {});
    const after = await (await lead.request.get(`${review}.json?lang=${view.language}&number=1`)).body();
    expect(after.equals(before)).toBe(true);
  });
});
