import { choice, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

// It makes the review of the quarter, which another journey makes too.
test.use({ apart: true });

test("both sides prepare a review in their own words, and take a proposal of it into the programme", async ({ as, said, say, view }) => {
  test.setTimeout(150_000);
  const reviews = `/p/${said.partnership}/reviews`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  const sound = async (page: typeof lead, name: string): Promise<void> => {
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, `prepare-${name}`);
  };
  const idOf = async (page: typeof lead, text: string): Promise<string> => {
    const id = await page.locator("main li[id^=note-]").filter({ hasText: text }).getAttribute("id");
    return id!.replace("note-", "");
  };

  await test.step("the list leads to the preparation, which looks back on the proposals of the review before", async () => {
    await lead.goto(reviews);
    await shot(lead, "prepare-list");
    await lead.goto(`${reviews}/${said.period}/prepare`);
    const main = lead.getByRole("main");
    await expect(main).toContainText("Name one contact in each region");
    await expect(main).toContainText(say("verdict-declined"));
    await expect(main).toContainText(say("proposal-state-accepted"));
    await expect(main).toContainText("A new customer brings the peak forward");
    await sound(lead, "organisation");
    await partner.goto(`${reviews}/${said.period}/prepare`);
    await sound(partner, "partner");
  });

  await test.step("a note is refused where its kind does not lean on what is chosen, and what was typed stays", async () => {
    await partner.goto(`${reviews}/${said.period}/prepare?kind=proposal`);
    const figure = await choice(partner, "evidence");
    const text = "Let two managers of each depot learn together.";
    await refused(partner, "/notes", { text, evidence: figure });
    await expect(partner.locator("#text")).toHaveValue(text);
    await sound(partner, "refused");
    const module = await partner.locator("main select[name=evidence] option", { hasText: "Handing over the shift" }).getAttribute("value");
    await send(partner, "/notes", { evidence: module! });
    await expect(partner.getByRole("main")).toContainText(text);
  });

  await test.step("two of one side do not write over each other, and the other side leaves it alone", async () => {
    await lead.goto(`${reviews}/${said.period}/prepare`);
    await send(lead, "/notes", { kind: "did-not", text: "Depots in Poland wait for rosters." });
    const id = await idOf(lead, "Depots in Poland");
    const edit = `${reviews}/${said.period}/notes/${id}/edit`;
    await lead.goto(edit);
    const sponsor = await as("business-sponsor", "organisation", "Noordkade Logistics");
    await sponsor.goto(edit);
    await send(sponsor, `/notes/${id}`, { text: "Depots in Poland wait for rosters until Thursday." });
    await refused(lead, `/notes/${id}`, { text: "Depots in Poland wait too long." });
    await expect(lead.getByRole("main")).toContainText("until Thursday");
    await expect(lead.locator("#text")).toHaveValue("Depots in Poland wait too long.");
    await sound(lead, "changed-meanwhile");
    await partner.goto(`${reviews}/${said.period}/prepare`);
    await expect(partner.locator(`#note-${id} a`)).toHaveCount(0);
  });

  await test.step("the review holds the words of both sides, the same for both", async () => {
    // Made for the first time, or once more where another journey made it already.
    await lead.goto(`${reviews}/${said.period}`);
    await send(lead, "/reviews", {});
    await lead.goto(`${reviews}/${said.period}`);
    const main = lead.getByRole("main");
    await expect(main).toContainText("Let two managers of each depot learn together.");
    await expect(main).toContainText("Depots in Poland wait for rosters until Thursday.");
    await sound(lead, "review");
    for (const language of ["nl", "en"]) {
      const path = `${reviews}/${said.period}.pdf?lang=${language}`;
      const files = await Promise.all([lead, partner].map(async (page) => (await page.request.get(path)).body()));
      expect(files[0]!.equals(files[1]!), language).toBe(true);
    }
  });

  await test.step("what a review holds is not changed any more", async () => {
    await partner.goto(`${reviews}/${said.period}/prepare`);
    await expect(partner.getByRole("main")).toContainText(say("note-stands-in"));
    await expect(partner.locator("main form[action$='/removal']")).toHaveCount(0);
    await sound(partner, "frozen");
  });

  await test.step("one side puts a proposal forward, the other agrees, and the programme has it", async () => {
    await lead.goto(`${reviews}/${said.period}`);
    await lead.getByRole("link", { name: "Let two managers of each depot learn together." }).click();
    await expect(lead.locator("#module")).not.toHaveValue("");
    await sound(lead, "proposal");
    const action = new URL(lead.url()).pathname;
    await refused(lead, action, { outcome: "declined" });
    await sound(lead, "proposal-refused");
    const owners = await lead.locator("main select[name=owner] option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    // Whoever holds the mandate decides: the lead stands in for the sponsor.
    await send(lead, action, { outcome: "taken", owner: owners.includes("partner") ? "partner" : owners[1]!, due: "2027-02-26" });
    await partner.goto(action);
    await expect(partner.getByRole("main")).toContainText(say("verdict-agree-words"));
    await sound(partner, "proposal-answer");
    await send(partner, `${action}/agreement`, {});
    await sound(partner, "proposal-agreed");
    await partner.locator("main a[href*='/programmes/']").click();
    const main = partner.getByRole("main");
    await expect(main).toContainText("Let two managers of each depot learn together.");
    await sound(partner, "programme-proposal");
    await partner.locator(`main a[href$="${action}"]`).click();
    await expect(partner).toHaveURL(new RegExp(`${action}$`, "u"));
    await lead.goto(`${reviews}/${said.period}`);
    await lead.locator("#proposals").scrollIntoViewIfNeeded();
    await shot(lead, "prepare-review-after");
  });

  await test.step("the review before shows what became of its proposals", async () => {
    await partner.goto(`${reviews}/2026-Q2`);
    await expect(partner.getByRole("main")).toContainText("A second parcel company");
    await sound(partner, "review-before");
  });
});
