import { type HostedLinkOptions, hostedLinkUrl, isLinkUrl, OnboardingError } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const id = "1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";
const link = `https://link.codat.io/company/${id}`;

function errorOf(companyId: string, options?: HostedLinkOptions): OnboardingError {
  try {
    hostedLinkUrl(companyId, options);
  } catch (error) {
    expect(error).toBeInstanceOf(OnboardingError);
    return error as OnboardingError;
  }
  throw new Error("It was accepted.");
}

describe("hostedLinkUrl", () => {
  it("writes what Codat's API returns as a company's redirect", () => {
    expect(hostedLinkUrl(id)).toBe(link);
  });

  it("writes the id in its canonical form", () => {
    expect(hostedLinkUrl(` ${id.toUpperCase()}\n`)).toBe(link);
  });

  it.each([
    [
      "the FAQ's plural",
      "https://link.codat.io/companies/{companyId}",
      `https://link.codat.io/companies/${id}`,
    ],
    [
      "a client's name",
      "https://link.codat.io/acme/company/{companyId}",
      `https://link.codat.io/acme/company/${id}`,
    ],
    ["the id in the query", "https://link.codat.io/c?id={companyId}", `https://link.codat.io/c?id=${id}`],
    ["the id twice", "https://link.codat.io/{companyId}/{companyId}", `https://link.codat.io/${id}/${id}`],
    ["a fragment", "https://link.codat.io/company/{companyId}#top", `${link}#top`],
  ])("follows a template with %s", (_, template, url) => {
    expect(hostedLinkUrl(id, { template })).toBe(url);
  });

  it("follows a template on a listed host only", () => {
    const template = "http://localhost:4310/company/{companyId}";
    expect(hostedLinkUrl(id, { template, hosts: ["localhost:4310"] })).toBe(
      `http://localhost:4310/company/${id}`,
    );
    expect(errorOf(id, { template }).code).toBe("ONB-201");
  });

  it.each([
    ["no id", "https://link.codat.io/company/"],
    ["the id's hole misspelt", "https://link.codat.io/company/{companyid}"],
    ["another host", "https://evil.example/company/{companyId}"],
    ["the id as its host", "https://{companyId}/"],
    ["a user name like the host", "https://link.codat.io@evil.example/{companyId}"],
    ["a script", "javascript:alert('{companyId}')"],
    ["no scheme", "//link.codat.io/company/{companyId}"],
    ["another hole", "https://link.codat.io/{client}/company/{companyId}"],
    ["nothing in it", ""],
  ])("refuses a template with %s as ONB-201", (_, template) => {
    expect(errorOf(id, { template }).code).toBe("ONB-201");
  });

  it.each(["", "x", `{${id}}`, `${id}/..`, undefined, null, 1])(
    "refuses the id %j as ONB-102",
    (companyId) => {
      expect(errorOf(companyId as string).code).toBe("ONB-102");
    },
  );

  it("quotes neither link nor id in its errors", () => {
    for (const template of ["https://evil.example/{companyId}?otp=secret", "https://link.codat.io/secret"]) {
      const { message, stack } = errorOf(id, { template });
      expect(`${message} ${stack}`).not.toMatch(/secret|evil|1fa3c5e2/);
    }
  });

  describe("with parameters", () => {
    const withParams = (template: string, params: Record<string, string>) =>
      hostedLinkUrl(id, {
        template: template.replace(link, "https://link.codat.io/company/{companyId}"),
        params,
      });

    it.each([
      ["to no query", link, { flow: "Codat" }, `${link}?flow=Codat`],
      ["in their order", link, { b: "1", a: "2" }, `${link}?b=1&a=2`],
      ["to a query", `${link}?x=1`, { y: "2" }, `${link}?x=1&y=2`],
      ["before a fragment", `${link}#top`, { y: "2" }, `${link}?y=2#top`],
      ["between query and fragment", `${link}?x=1#top?z`, { y: "2" }, `${link}?x=1&y=2#top?z`],
      ["to an empty query", `${link}?`, { y: "2" }, `${link}?y=2`],
      ["none at all", `${link}?x=1`, {}, `${link}?x=1`],
      ["an empty one", link, { y: "" }, `${link}?y=`],
      ["one of prototype's names", link, { constructor: "1" }, `${link}?constructor=1`],
    ])("appends them %s", (_, template, params, url) => {
      expect(withParams(template, params as Record<string, string>)).toBe(url);
    });

    it.each([
      "otp=a%2Bb%2Fc%3D",
      "link.otp=a+b/c=",
      "link.otp=%7e%2d&&x",
      "a=%E4%BC%8A&a=2&=3&b",
      "x=1;y=2",
      "link.scopes=openid%20profile+email",
    ])("leaves the query %s as it is, byte for byte", (query) => {
      expect(withParams(`${link}?${query}`, { flow: "Codat" })).toBe(`${link}?${query}&flow=Codat`);
    });

    it("escapes what would end a value, and spaces as %20", () => {
      expect(withParams(link, { "a b": "1&otp=2#x+y=z %/é?" })).toBe(
        `${link}?a%20b=1%26otp%3D2%23x%2By%3Dz%20%25%2F%C3%A9%3F`,
      );
      expect(withParams(link, { "x&otp": "1" })).toBe(`${link}?x%26otp=1`);
    });

    it.each([
      ["once", `${link}?flow=theirs`],
      ["without a value", `${link}?flow`],
      ["encoded", `${link}?%66low=theirs`],
      ["twice", `${link}?flow=1&flow=2`],
    ])("never replaces a key that the link has %s", (_, template) => {
      expect(withParams(template, { flow: "ours", y: "2" })).toBe(`${template}&y=2`);
    });

    it("does not take a key in the fragment for one in the query", () => {
      expect(withParams(`${link}#?flow=x`, { flow: "ours" })).toBe(`${link}?flow=ours#?flow=x`);
    });

    it.each(["otp", "link.otp", "openId", "openid", "link.scopes", "OTP", "Link.Otp"])(
      "refuses %s, which is Codat's to set, as ONB-204",
      (name) => {
        expect(errorOf(id, { params: { [name]: "1" } }).code).toBe("ONB-204");
        expect(errorOf(id, { params: { a: "1", [name]: "1" } }).code).toBe("ONB-204");
      },
    );

    it("refuses otp also where the link has one", () => {
      const template = "https://link.codat.io/company/{companyId}?otp=1";
      expect(errorOf(id, { template, params: { otp: "2" } }).code).toBe("ONB-204");
    });

    it("writes half a surrogate pair as U+FFFD", () => {
      expect(withParams(link, { name: "Oak \ud83d" })).toBe(`${link}?name=Oak%20%EF%BF%BD`);
    });

    it.each(["'", '"', "<", "\\", "^", "`", "{", "|", "}", "~", "!*()", "\n", "\0", "\u202e", "é"])(
      "makes a link that is allowed of the value %j",
      (value) => {
        const url = withParams(link, { value });
        expect(new URL(url).searchParams.get("value")).toBe(value);
        expect(isLinkUrl(url)).toBe(true);
      },
    );
  });
});
