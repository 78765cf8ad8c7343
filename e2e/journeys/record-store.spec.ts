import { randomUUID } from "node:crypto";
import XAPI from "@xapi/xapi";
import TinCan from "tincanjs";
import { choice, fill, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

// The two clients that most content and tools of others are written with; both are kept as they are published.
const COMPLETED = "http://adlnet.gov/expapi/verbs/completed";

/** What a call with a callback answers. */
function called<T>(call: (callback: (error: unknown, answer: T) => void) => void): Promise<T> {
  return new Promise((done, failed) => {
    call((error, answer) => (error === null ? done(answer) : failed(new Error(`the record store answered ${String(error)}`))));
  });
}

test("two clients of others write, read and void statements, and keep documents", async ({ said, as }) => {
  const { endpoint, user, password } = said.xapi;
  const actor = { objectType: "Agent" as const, name: "Ann Client", mbox: "mailto:ann.client@example.org" };
  const course = { id: `https://academy.example/${randomUUID()}`, definition: { name: { en: "Talks that were hard" } } };

  await test.step("@xapi/xapi", async () => {
    const client = new XAPI({ endpoint, auth: XAPI.toBasicAuth(user, password), version: "1.0.3" });
    const statement = { actor, verb: { id: COMPLETED, display: { en: "completed" } }, object: { objectType: "Activity" as const, ...course } };
    const sent = await client.sendStatement({ statement });
    const [id] = sent.data;
    const read = await client.getStatement({ statementId: id! });
    expect(read.data).toMatchObject({ id, actor: { mbox: actor.mbox }, verb: { id: COMPLETED } });
    const found = await client.getStatements({ activity: course.id, agent: actor });
    expect(found.data.statements.map((one) => one.id)).toEqual([id]);
    const state = { agent: actor, activityId: course.id, stateId: "bookmark" };
    await client.setState({ ...state, state: { page: 7 } });
    expect((await client.getState(state)).data).toEqual({ page: 7 });
    const profile = { activityId: course.id, profileId: "preferences" };
    await client.createActivityProfile({ ...profile, profile: { colour: "green" } });
    const kept = await client.getActivityProfile(profile);
    const etag = kept.headers.etag as string;
    await client.setActivityProfile({ ...profile, profile: { colour: "blue" }, etag, matchHeader: "If-Match" });
    await expect(client.setActivityProfile({ ...profile, profile: { colour: "red" }, etag, matchHeader: "If-Match" })).rejects.toThrow("412");
    await client.voidStatement({ actor, statementId: id! });
    await expect(client.getStatement({ statementId: id! })).rejects.toThrow("404");
    expect((await client.getVoidedStatement({ voidedStatementId: id! })).data).toMatchObject({ id });
  });

  await test.step("TinCanJS", async () => {
    const store = new TinCan.LRS({ endpoint: `${endpoint}/`, username: user, password, allowFail: false });
    const statement = new TinCan.Statement({ actor, verb: { id: COMPLETED, display: { en: "completed" } }, target: course, result: { score: { scaled: 0.8 } } });
    await called((callback) => store.saveStatement(statement, { callback }));
    const read = await called<typeof statement>((callback) => store.retrieveStatement(statement.id, { callback }));
    expect(read.result.score.scaled).toBe(0.8);
    const about = { agent: new TinCan.Agent(actor), activity: new TinCan.Activity(course) };
    await called((callback) => store.saveState("place", "chapter 3", { ...about, contentType: "text/plain", callback }));
    const state = await called<{ contents: string }>((callback) => store.retrieveState("place", { ...about, callback }));
    expect(state.contents).toBe("chapter 3");
  });

  const steward = await as("data-steward", "organisation", "Noordkade Logistics");
  const organisation = /\/xapi\/([^/]+)/u.exec(endpoint)![1];
  await steward.goto(`/o/${organisation}/records`);
  await expect(steward.getByText("Ann Client").first()).toBeVisible();
});

test("what another system reports is mapped with a preview, and counts as evidence once its people are known", async ({ said, as, view, say }) => {
  test.setTimeout(120_000);
  const { endpoint, user, password } = said.xapi;
  const client = new XAPI({ endpoint, auth: XAPI.toBasicAuth(user, password), version: "1.0.3" });
  const activity = `https://academy.example/quiz/${randomUUID()}`;
  const statements = Array.from({ length: 6 }, (_, place) => ({
    actor: { objectType: "Agent" as const, mbox: `mailto:nobody.${place}@example.org` },
    verb: { id: COMPLETED },
    object: { objectType: "Activity" as const, id: activity, definition: { name: { en: "Quiz of the academy" } } },
    result: { score: { scaled: 0.7 }, success: true },
  }));
  await client.sendStatements({ statements });

  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const path = `/p/${said.partnership}/evidence/mapping`;
  await lead.goto(path);
  await expectAccessible(lead);
  await send(lead, "/mapping/runs", {});
  // The worker reads what came in; then it stands among what nobody mapped.
  await expect(async () => {
    await lead.goto(path);
    await expect(lead.locator("main")).toContainText(activity, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  expect(await faultsOfPage(lead, view.language)).toEqual([]);
  await expectAccessible(lead);
  await shot(lead, "mapping");
  await lead.locator("tr", { hasText: activity }).getByRole("link", { name: say("mapping-map-this") }).click();
  await expect(lead.locator("[name=activity]")).toHaveValue(activity);
  const target = await choice(lead, "target");
  await send(lead, "/mapping/preview", { target });
  await expect(lead.locator("#mapping-preview")).toBeVisible();
  expect(await faultsOfPage(lead, view.language)).toEqual([]);
  await expectAccessible(lead);
  await shot(lead, "mapping-preview");
  const form = await fill(lead, "/mapping/preview", {});
  await form.getByRole("button", { name: say("mapping-save") }).click();
  await expect(lead.locator("main table").first()).toContainText(activity);
  await expectAccessible(lead);

  const partner = await as("partner-lead", "partner");
  const refusal = await partner.goto(path);
  expect([403, 404]).toContain(refusal!.status());

  // A figure leads to the rule and to the statements that it came from; the partner sees no people.
  for (const reader of [lead, partner]) {
    await reader.goto(`/p/${said.partnership}/evidence/learning`);
    await reader.locator("#mapped ~ .table-frame tbody a, #mapped + .table-frame tbody a").first().click();
    await expect(reader.getByRole("main")).toContainText(say("mapped-lead"));
    expect(await faultsOfPage(reader, view.language)).toEqual([]);
    await expectAccessible(reader);
    await shot(reader, reader === lead ? "mapped" : "mapped-partner");
  }
  await expect(partner.getByRole("main")).toContainText(say("mapped-people-only"));
  await lead.locator("#mapped-statements ~ table tbody a").first().click();
  await expect(lead).toHaveURL(/\/records\/statements\/[\w-]+$/u);
});
