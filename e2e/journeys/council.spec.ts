import { refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 9: the works council gets a dossier, consents with k = 5, and both sides are held to it", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const path = `/p/${said.partnership}/works-council`;
  const steward = await as("data-steward", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  const sound = async (page: typeof steward, name: string): Promise<void> => {
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, `council-${name}`);
  };

  await test.step("both sides find the dossier from the shared data, and the same file in Dutch", async () => {
    const files: Buffer[] = [];
    for (const [page, name] of [[steward, "organisation"], [partner, "partner"]] as const) {
      await page.goto(`/p/${said.partnership}/shared`);
      await page.getByRole("main").getByRole("link", { name: say("council-title"), exact: true }).click();
      await expect(page.getByRole("main")).toContainText(say("council-consented"));
      await expect(page.getByRole("main")).toContainText(say("council-rule-health"));
      await sound(page, name);
      const file = await page.request.get(`${path}/dossier.pdf?lang=nl`);
      expect(file.headers()["content-type"]).toBe("application/pdf");
      files.push(await file.body());
    }
    expect(files[0]!.equals(files[1]!)).toBe(true);
  });

  await test.step("more was offered since: the council decides on what the dossier says now", async () => {
    await expect(steward.getByRole("main")).toContainText(say("council-changed"));
    await refused(steward, "/decisions", { council: "OR Noordkade", decided: "2031-01-01", conditions: "Each year" });
    await expect(steward.locator("[name=conditions]")).toHaveValue("Each year");
    await sound(steward, "refused");
    await send(steward, "/decisions", { decided: new Date().toISOString().slice(0, 10), outcome: "consented", smallest_group: "5" });
    await expect(steward.getByRole("main")).not.toContainText(say("council-changed"));
    await partner.goto(path);
    await expect(partner.getByRole("main")).toContainText("OR Noordkade");
    await expect(partner.locator('main form[action$="/decisions"]')).toHaveCount(0);
  });

  await test.step("no smaller group can be offered any more", async () => {
    await steward.goto(`/p/${said.partnership}/shared/new`);
    await refused(steward, "/shared", { smallest_group: "4" });
    await expect(steward.locator("#smallest_group-error")).toContainText("5");
    await sound(steward, "offer-refused");
  });
});
