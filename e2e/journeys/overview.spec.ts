import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("both sides see where their partnership stands", async ({ as, said, view }) => {
  const sides = new Set(said.roles.map((one) => one.side));
  expect(sides.size, "sides of a partnership").toBe(2);
  for (const side of sides) {
    const first = said.roles.find((one) => one.side === side)!;
    const page = await as(first.role, side, first.organisation);
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", view.language);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await shot(page, `overview-${side}`);
  }
});
