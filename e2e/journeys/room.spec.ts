import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 7: the data room opens to whoever signed, marks what is read, and closes at once", async ({ as, said, say }) => {
  test.setTimeout(180_000);
  const room = `/p/${said.partnership}/room`;
  const steward = await as("data-steward");
  const facilitator = await as("facilitator", "partner", "Baken Leiderschap");

  const nda = await test.step("outside, a door and no titles", async () => {
    await facilitator.goto(room);
    await expect(facilitator.getByRole("main")).toContainText(say("room-closed"));
    await expect(facilitator.getByRole("main")).not.toContainText("exit");
    await expectAccessible(facilitator);
    await shot(facilitator, "room-door");
    await facilitator.getByRole("link", { name: say("room-read-nda") }).click();
    return new URL(facilitator.url()).pathname;
  });

  await test.step("signed over the text that was shown, it opens", async () => {
    await refused(facilitator, "/signatures", {});
    await expectAccessible(facilitator);
    await shot(facilitator, "room-nda");
    await send(facilitator, "/signatures", { read: "on" });
    await expect(facilitator.getByRole("main")).toContainText("Exit talks");
    await expectAccessible(facilitator);
    await shot(facilitator, "room-inside");
  });

  const document = await test.step("the organisation adds a document; a file that is not what it says is refused", async () => {
    await steward.goto(`${room}/new`);
    await steward.getByLabel(say("room-title-of")).fill("Agenda of the kick-off");
    const upload = steward.locator("input[type=file]");
    await upload.setInputFiles({ name: "agenda.docx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\u0003\u0004....") });
    await steward.locator("main form .button").first().click();
    await expect(steward.locator("#file-error")).toHaveText(say("fault-file-archive"));
    await expect(steward.getByLabel(say("room-title-of"))).toHaveValue("Agenda of the kick-off");
    await expectAccessible(steward);
    await shot(steward, "room-refused");
    await upload.setInputFiles({ name: "agenda.txt", mimeType: "text/plain", buffer: Buffer.from("One: who is who.\nTwo: the night shift.") });
    await steward.locator("main form .button").first().click();
    await expect(steward.locator(".marked")).toContainText("Two: the night shift.");
    return new URL(steward.url()).pathname;
  });

  await test.step("what is read carries the reader's name, and both sides see the opening", async () => {
    await facilitator.goto(document);
    await expect(facilitator.locator(".marked")).toContainText("Two: the night shift.");
    await expect(facilitator.locator(".mark")).toContainText("Karlijn Bos, Baken Leiderschap");
    await expectAccessible(facilitator);
    await shot(facilitator, "room-document");
    const file = await facilitator.request.get(`${document}/file`);
    expect(file.status()).toBe(200);
    expect(file.headers()["content-type"]).toBe("application/pdf");
    await steward.goto(document);
    await expect(steward.locator(".feed")).toContainText("Karlijn Bos");
    await facilitator.goto(room);
    await facilitator.getByRole("link", { name: "Rosters of the night shift" }).click();
    await expect(facilitator.locator(".marked table")).toContainText("Venlo");
    await expectAccessible(facilitator);
    await shot(facilitator, "room-table");
  });

  await test.step("taken back, it is closed at the next request, and an open page of it goes blank", async () => {
    await facilitator.goto(document);
    await expect(facilitator.locator(".marked")).toContainText("Two: the night shift.");
    await steward.goto(document);
    await send(steward, "/revocation", {});
    await facilitator.waitForTimeout(2_100);
    await facilitator.mouse.click(5, 5);
    await expect(facilitator.locator("#reading")).toHaveText(say("room-closed-meanwhile"));
    await expect(facilitator.getByRole("main")).not.toContainText("Two: the night shift.");
    await expectAccessible(facilitator);
    await shot(facilitator, "room-closed-meanwhile");
    expect((await facilitator.request.get(document)).status()).toBe(409);
    expect((await facilitator.request.get(`${document}/file`)).status()).toBe(409);
  });

  await test.step("the agreement ended, the whole room is", async () => {
    await steward.goto(nda);
    await expectAccessible(steward);
    await send(steward, "/end", {});
    await facilitator.goto(room);
    await expect(facilitator.getByRole("main")).toContainText(say("room-closed"));
    await steward.goto(`${room}/ndas`);
    await expectAccessible(steward);
    await shot(steward, "room-ndas");
  });
});
