import type { Company } from "codat-onboarding/server";
import { describe, expect, it } from "vitest";
import { companionTest } from "../companionTest.js";

describe("the company of a customer", () => {
  it("is nobody's until it is asked for, and then one", async () => {
    const { ask, fake } = companionTest();
    expect((await ask("GET /company")).status).toBe(404);
    expect(fake.companies()).toHaveLength(0);

    const made = (await (await ask("POST /company")).json()) as Company;
    expect(made).toEqual({
      id: fake.companies()[0]?.id,
      linkHost: "127.0.0.1:4310",
      readAt: expect.any(String),
      connections: [],
      arrivals: {},
    });
    expect(await (await ask("GET /company")).json()).toEqual(made);
    expect(await (await ask("POST /company")).json()).toEqual(made);
    expect(fake.companies()).toMatchObject([
      { name: "Oak & Elm Ltd", tags: { "codat-onboarding-customer": "acme" } },
    ]);
  });

  it("is another for another customer", async () => {
    const { json } = companionTest();
    const [one, other] = [
      await json<Company>("POST /company"),
      await json<Company>("POST /company", { as: "birch" }),
    ];
    expect(one.id).not.toBe(other.id);
  });

  it("tells of connections and first data as they are", async () => {
    const { json, fake } = companionTest();
    const { id } = await json<Company>("POST /company");
    const { id: connectionId } = fake.connect(id, { organisation: "Oak & Elm Limited" });
    fake.completeRead(connectionId);
    await fake.webhooks.settle();
    const company = await json<Company>("GET /company");
    expect(company.connections).toMatchObject([{ id: connectionId, platformName: "Xero", status: "Linked" }]);
    expect(company.arrivals[connectionId]).toMatchObject({ organisation: "Oak & Elm Limited" });
  });
});
