import { parseLinkRedirect } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const companyId = "1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";
const connectionId = "7baba9cd-f4e1-4ae0-b56c-5ba8e09e4a0b";
const page = "https://lender.example/return";

describe("parseLinkRedirect", () => {
  it.each([
    [200, "connected"],
    [201, "unchanged"],
    [403, "cancelled"],
    [500, "failed"],
    [501, "unsupported"],
  ])("reads %i as %s", (statusCode, outcome) => {
    expect(parseLinkRedirect(`${page}?statuscode=${statusCode}`)).toEqual({ statusCode, outcome });
  });

  it.each(["statuscode", "statusCode", "StatusCode", "status_code", "status-code", "STATUS_CODE"])(
    "knows the name %s",
    (name) => {
      expect(parseLinkRedirect(`${page}?${name}=200`)?.outcome).toBe("connected");
    },
  );

  it.each([
    ["an address", `${page}?statuscode=200&flow=Codat`],
    ["an address with a fragment", `${page}?statuscode=200#top`],
    ["a query as location.search has it", "?statuscode=200"],
    ["a path", "/return?statuscode=200"],
    ["a URL", new URL(`${page}?statuscode=200`)],
    ["parameters", new URLSearchParams("statuscode=200")],
    ["a hash router's path", `${page}#/x?statuscode=200`],
    ["a hash router's path behind a query", `${page}?lang=en#!/x?a=1&statuscode=200`],
    ["a fragment alone", `${page}#statuscode=200`],
    ["a fragment with a question mark", `${page}#?statuscode=200`],
    ["a URL's fragment", new URL(`${page}#/x?statuscode=200`)],
    ["the query before the fragment", `${page}?statuscode=200#/x?statuscode=500`],
    ["an object, as Next gives a page its query", { statuscode: "200" }],
    ["an object's first of several", { lang: undefined, statuscode: ["200", "500"] }],
    ["the first of an object's names that are alike", { statuscode: "200", statusCode: "500" }],
  ])("reads %s", (_, input) => {
    expect(parseLinkRedirect(input)?.statusCode).toBe(200);
  });

  it("reads everything that is no free text", () => {
    const query = {
      flow: "Codat",
      statuscode: "200",
      companyId: companyId.toUpperCase(),
      connection_id: connectionId,
      sourceType: "Accounting",
      platform: "gbol",
      platformName: "Xero",
      errormessage: "<b>User cancelled.</b>",
      statustext: "Call 0800 123",
      clientId: companyId,
      "data.company.companyName": "Oak & Elm Ltd",
    };
    expect(parseLinkRedirect(new URLSearchParams(query))).toStrictEqual({
      outcome: "connected",
      statusCode: 200,
      companyId,
      connectionId,
      sourceType: "accounting",
      platformKey: "gbol",
    });
  });

  it.each([
    ["Accounting", "accounting"],
    ["Banking", "banking"],
    ["BankFeed", "banking"],
    ["Commerce", "commerce"],
    ["commerce", "commerce"],
    ["Expense", undefined],
    ["Other", undefined],
    ["constructor", undefined],
    ["", undefined],
  ])("reads the source type %s as %s", (name, sourceType) => {
    expect(parseLinkRedirect(`?statuscode=200&sourceType=${name}`)?.sourceType).toBe(sourceType);
  });

  it("reads the same from an object as from the query that it was made of", () => {
    const query = `statuscode=201&companyId=${companyId}&connection_id=${connectionId}&sourceType=Commerce&platform=abcd`;
    const fromQuery = parseLinkRedirect(`?${query}`);
    expect(fromQuery).toMatchObject({ outcome: "unchanged", companyId, connectionId, platformKey: "abcd" });
    expect(parseLinkRedirect(Object.fromEntries(new URLSearchParams(query)))).toStrictEqual(fromQuery);
  });

  it("reads a template's own names", () => {
    const names = {
      statusCode: "code",
      companyId: "c",
      connectionId: "conn",
      sourceType: "kind",
      platform: "key",
    };
    const query = `?code=403&c=${companyId}&conn=${connectionId}&kind=Banking&key=abcd`;
    expect(parseLinkRedirect(query, { names })).toStrictEqual({
      outcome: "cancelled",
      statusCode: 403,
      companyId,
      connectionId,
      sourceType: "banking",
      platformKey: "abcd",
    });
  });

  it("keeps Codat's names for those that a template leaves", () => {
    const redirect = parseLinkRedirect(`?code=200&companyId=${companyId}`, { names: { statusCode: "code" } });
    expect(redirect?.companyId).toBe(companyId);
  });

  it("does not read Codat's name where the template has its own", () => {
    expect(parseLinkRedirect("?statuscode=200", { names: { statusCode: "code" } })).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["no query", page],
    ["no code", `${page}?companyId=${companyId}`],
    ["an empty code", "?statuscode="],
    ["a code that Codat does not send", "?statuscode=404"],
    ["a code with a space", "?statuscode=200%20"],
    ["a code with a zero before", "?statuscode=0200"],
    ["a code in another notation", "?statuscode=2e2"],
    ["a code with markup", "?statuscode=200<script>"],
    ["a word", "?statuscode=ok"],
    ["a name of the prototype", "?statuscode=__proto__"],
    ["another name of the prototype", "?statuscode=constructor"],
    ["a code in a fragment's path", `${page}#/statuscode=200/x`],
    ["a code in the path of a hash router", `${page}#/x/statuscode=200?a=1`],
    ["a code in the path", `${page}/statuscode=200`],
    ["an unfilled hole", "?statuscode={statusCode}"],
    ["broken escapes", "?%E4%=%zz"],
    ["an empty object", {}],
    ["an object without a value for it", { statuscode: undefined, companyId }],
    ["an object's empty list", { statuscode: [] }],
  ])("finds none in %s", (_, input) => {
    expect(parseLinkRedirect(input)).toBeUndefined();
  });

  it.each([
    ["companyId", "companyId", "../../x"],
    ["companyId", "companyId", `${companyId}?x`],
    ["connectionId", "connectionId", "<img onerror=alert(1)>"],
    ["platformKey", "platform", "Xero"],
    ["platformKey", "platform", "gbo"],
    ["platformKey", "platform", "gbol2"],
    ["platformKey", "platform", "GBOL"],
    ["platformKey", "platform", "gbo\n"],
    ["platformKey", "platform", "\u202egbol"],
    ["sourceType", "sourceType", "javascript:"],
  ] as const)("leaves out a %s of %s=%j", (member, name, value) => {
    const redirect = parseLinkRedirect(new URLSearchParams({ statuscode: "200", [name]: value }));
    expect(redirect?.outcome).toBe("connected");
    expect(redirect?.[member]).toBeUndefined();
  });

  it("takes the first of several codes", () => {
    expect(parseLinkRedirect("?statuscode=500&statusCode=200")?.statusCode).toBe(500);
  });

  it("has no text that a stranger wrote", () => {
    const text = "Call 0800 123 now";
    const names = [
      "errorMessage",
      "statusText",
      "platformName",
      "companyName",
      "message",
      "title",
      "outcome",
    ];
    const all = [...names, "platform", "sourceType", "companyId", "connectionId"].map((name) => [name, text]);
    const redirect = parseLinkRedirect(
      new URLSearchParams([["statuscode", "500"], ...(all as [string, string][])]),
    );
    expect(JSON.stringify(redirect)).toBe('{"outcome":"failed","statusCode":500}');
  });

  it("reads one of query and fragment, and never mixes them", () => {
    const other = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
    expect(parseLinkRedirect(`${page}?companyId=${other}#/x?statuscode=403`)).toStrictEqual({
      outcome: "cancelled",
      statusCode: 403,
      companyId: undefined,
      connectionId: undefined,
      sourceType: undefined,
      platformKey: undefined,
    });
    expect(parseLinkRedirect(`${page}?statuscode=403#companyId=${other}`)?.companyId).toBeUndefined();
  });

  it("does not change what it is given", () => {
    const params = new URLSearchParams("statuscode=200&a=1");
    parseLinkRedirect(params);
    expect(params.toString()).toBe("statuscode=200&a=1");
  });
});
