import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

const secret = "drie bruggen verderop links";

test("someone is invited by mail, signs in, and after leaving is refused with the next request", async ({ as, visitor, view }) => {
  test.setTimeout(120_000);
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  await lead.goto("/");
  const people = (await lead.locator('nav a[href$="/people"]').first().getAttribute("href"))!;
  const email = `vera.${view.width}@noordkade.example`;

  const link = await test.step("the invitation stands in the outbox of the demo", async () => {
    await lead.goto(`${people}/new`);
    await refused(lead, "/invitations", { email });
    await send(lead, "/invitations", { email, roles: ["data-steward"], language: view.language });
    await lead.goto("/outbox");
    await expectAccessible(lead);
    await shot(lead, "outbox");
    return /http\S+\/invitation\/\S+/u.exec(await lead.getByRole("main").innerText())![0];
  });

  const vera = await visitor();
  await test.step("a common password is refused, a sentence is taken", async () => {
    await vera.goto(link);
    const form = new URL(link).pathname;
    await refused(vera, form, { name: "Vera van 't Hof", password: "welkom123456" });
    await expect(vera.locator("[name=name]")).toHaveValue("Vera van 't Hof");
    await send(vera, form, { password: secret });
    await vera.goto(people);
    await expect(vera.getByRole("main")).toContainText("Vera van 't Hof");
  });

  await test.step("signing out and in again with the password", async () => {
    await vera.context().clearCookies();
    await vera.context().addCookies([{ name: "lustrum_language", value: view.language, url: new URL(link).origin }]);
    await vera.goto(people);
    await expect(vera).toHaveURL(/\/sign-in/u);
    await refused(vera, "/sign-in", { email, password: "iets anders dan dat" });
    await expectAccessible(vera);
    await shot(vera, "sign-in");
    await send(vera, "/sign-in", { email, password: secret });
    await vera.goto("/account");
    await expectAccessible(vera);
    await shot(vera, "account");
  });

  await test.step("after leaving, the next request is refused", async () => {
    await lead.goto(people);
    await lead.getByRole("link", { name: "Vera van 't Hof" }).click();
    await send(lead, "/end", {});
    expect((await vera.request.get(people)).status()).toBe(404);
  });
});
