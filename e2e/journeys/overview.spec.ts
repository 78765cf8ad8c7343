import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("both sides see where their partnership stands", async ({ as, said, view }) => {
  for (const side of ["organisation", "partner"]) {
    const lead = said.roles.find((one) => one.side === side);
    expect(lead, `a role on the side of the ${side}`).toBeDefined();
    const page = await as(lead!.role, side);
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", view.language);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await shot(page, `overview-${side}`);
  }
});
