import { AuthStep, InviteByMailto, type OnboardingError, type SourceType } from "codat-onboarding";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, companyId, link, oneTimeLink } from "../support/fixtures.js";
import { act, mount } from "../support/mount.js";

const onError = vi.fn<(error: OnboardingError) => void>();
const codes = () => onError.mock.calls.map(([{ code }]) => code);

afterEach(() => {
  onError.mockClear();
});

const bad: readonly [why: string, props: object, code: string][] = [
  ["a company id that is a path", { companyId: "../../x" }, "ONB-102"],
  ["a company id that is a script", { companyId: "javascript:alert(1)" }, "ONB-102"],
  ["a company id in braces", { companyId: `{${companyId}}` }, "ONB-102"],
  ["an empty company id", { companyId: "" }, "ONB-102"],
  ["a company id that is a number", { companyId: 7 }, "ONB-102"],
  ["a company id that says it is one", { companyId: { toString: () => companyId } }, "ONB-102"],
  ["a company id of a megabyte", { companyId: "a".repeat(1 << 20) }, "ONB-102"],
  ["a link that is a script", { linkUrl: "javascript:alert(1)" }, "ONB-201"],
  ["a link without https", { linkUrl: "http://link.codat.io/company/x" }, "ONB-201"],
  ["a link on a host that looks alike", { linkUrl: "https://link.codat.io.evil.example/" }, "ONB-201"],
  ["a link on a host spelled alike", { linkUrl: "https://link.cοdat.io/" }, "ONB-201"],
  ["a link with a user name", { linkUrl: "https://link.codat.io@evil.example/" }, "ONB-201"],
  ["a link with another port", { linkUrl: "https://link.codat.io:8443/" }, "ONB-201"],
  ["a link without a scheme", { linkUrl: "//link.codat.io/" }, "ONB-201"],
  ["a link that is an object", { linkUrl: { url: "javascript:alert(1)" } }, "ONB-201"],
  ["a template without the id", { linkTemplate: "https://link.codat.io/company/x" }, "ONB-201"],
  ["a template elsewhere", { linkTemplate: "https://evil.example/{companyId}" }, "ONB-201"],
  ["an unknown source type", { sourceType: "payroll" as SourceType }, "ONB-103"],
  ["a source type that every object has", { sourceType: "constructor" as SourceType }, "ONB-103"],
];

describe.each(bad)("%s", (_, props, code) => {
  test("is a state with words, and an error that is told once", async () => {
    const step = <AuthStep {...acme} {...props} storage={null} onError={onError} />;
    const { container, render } = await mount(step);
    await render(<AuthStep {...acme} {...props} storage={null} onError={onError} businessName="Bakery" />);
    expect(codes()).toEqual([code]);
    expect(container.querySelector<HTMLElement>(".co-AuthStep")?.dataset["status"]).toBe("unavailable");
    const { heading, unavailable } = english.status;
    expect(container.querySelector("[role=status]")?.textContent).toBe(
      say(heading.unavailable) + say(unavailable),
    );
    expect(container.querySelector<HTMLElement>(".co-AuthStep")?.dataset["reason"]).toBe("badData");
    expect(container.querySelector(".co-ConnectCTA")).toBe(null);
  });

  test("makes no link, and is shown nowhere", async () => {
    const { container } = await mount(<AuthStep {...acme} {...props} storage={null} onError={onError} />);
    expect(container.querySelectorAll("[href]")).toHaveLength(0);
    expect(container.innerHTML).not.toMatch(/javascript:|evil|payroll|8443/);
  });
});

test.each([` ${companyId.toUpperCase()} `, companyId])(
  "the company id %j is forgiven its form",
  async (id) => {
    await mount(<AuthStep {...acme} companyId={id} storage={null} onError={onError} />);
    await expect.element(page.getByRole("link").first()).toHaveAttribute("href", link);
    expect(codes()).toEqual([]);
  },
);

test("another mistake is told too", async () => {
  const { render } = await mount(<AuthStep {...acme} companyId="x" storage={null} onError={onError} />);
  await render(<AuthStep {...acme} linkUrl="https://evil.example" storage={null} onError={onError} />);
  await render(<AuthStep {...acme} storage={null} onError={onError} />);
  await render(<AuthStep {...acme} companyId="x" storage={null} onError={onError} />);
  expect(codes()).toEqual(["ONB-102", "ONB-201", "ONB-102"]);
});

test("an error holds no link and no id", async () => {
  const secret = "https://evil.example/?otp=secret";
  await mount(<AuthStep {...acme} companyId="secret-id" linkUrl={secret} storage={null} onError={onError} />);
  expect(onError.mock.calls.map(([{ message }]) => message).join()).not.toMatch(/secret/);
});

test("a link of the host's own is used byte for byte", async () => {
  const own = "http://localhost:4310/company/x?a=b%20c&link.otp=a%2Bb+c";
  await mount(<AuthStep {...acme} linkUrl={own} linkHosts={["localhost:4310"]} storage={null} />);
  await expect.element(page.getByRole("link").first()).toHaveAttribute("href", own);
});

describe("a one-time link", () => {
  test("is the customer's to open, and says that it works once", async () => {
    const { container } = await mount(
      <AuthStep {...acme} linkUrl={oneTimeLink} storage={null} onError={onError} />,
    );
    expect(container.querySelector(".co-ConnectCTA")?.getAttribute("href")).toBe(oneTimeLink);
    expect(container.querySelector(".co-ConnectHint")?.textContent).toContain(
      say(english.connectHint.oneTime),
    );
    // The host hears that the invite has no link to pass on, once somebody wants one.
    expect(codes()).toEqual([]);
    await userEvent.click(page.getByRole("button", { name: say(english.fallback.trigger.accounting) }));
    await expect.poll(codes).toEqual(["ONB-203"]);
  });

  test.each([
    ["in a step", <AuthStep key="a" {...acme} linkUrl={oneTimeLink} storage={null} />],
    ["in an invite of its own", <InviteByMailto key="b" {...acme} linkUrl={oneTimeLink} />],
  ])("is never put into an invite, %s", async (_, element) => {
    const { container } = await mount(element);
    await act(() => container.querySelector<HTMLElement>(".co-FallbackTrigger")?.click());
    expect(container.querySelector(".co-InviteByMailto")?.textContent).toBe(say(english.invite.unavailable));
    expect(container.querySelector("[href^=mailto]")).toBe(null);
    expect(container.querySelector(".co-CopyLink")).toBe(null);
  });

  test("is put into an invite when it was fetched for one", async () => {
    await mount(<InviteByMailto {...acme} linkUrl={async () => oneTimeLink} />);
    const invite = page.getByRole("link", { name: say(english.invite.link) });
    await userEvent.hover(invite);
    await expect.element(invite).toHaveAttribute("href", expect.stringContaining("otp"));
  });
});

test.each([
  ["markup", "<img src=x onerror=alert(1)>"],
  ["a bidi control", "Xe\u202Ero"],
  ["a template", "{{7*7}} {app}"],
  ["ten thousand characters", "x".repeat(10_000)],
  ["Arabic", "زيرو"],
])("a platform named with %s is text in a <bdi>", async (_, platformName) => {
  const { container } = await mount(<AuthStep {...acme} platformName={platformName} storage={null} />);
  const name = container.querySelector(".co-ConnectCTA bdi");
  expect(platformName.replace("\u202E", "").startsWith(name?.textContent?.replace("…", "") ?? "?")).toBe(
    true,
  );
  expect(name?.textContent?.length).toBeLessThanOrEqual(80);
  expect(name?.children).toHaveLength(0);
});

test.each(["", "   ", "\u200B"])("a platform named %j has no name", async (platformName) => {
  const { container } = await mount(<AuthStep {...acme} platformName={platformName} storage={null} />);
  expect(container.querySelector(".co-ConnectCTA")?.textContent).toBe(
    say(english.connectCTA.connect.accounting),
  );
});
