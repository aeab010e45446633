import { AuthStep } from "codat-onboarding";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteUrl, inviting } from "../../stories/support/companionInvites.js";
import { english, say } from "../support/english.js";
import { link } from "../support/fixtures.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { mount } from "../support/mount.js";

const { status: words, connectCTA } = english;
const step = <AuthStep storage={null} />;
const status = () => page.getByRole("status").first();
const section = () => document.querySelector(".co-AuthStep");
const button = () => document.querySelector(".co-ConnectCTA");
const unreachable = say(words.unreachable);

type Answer = (request: Request) => Response | Promise<Response>;

/** A stream that is opened and never brings a byte, as behind a proxy that waits for the end of the answer. */
const heldBack: Answer = ({ signal }) => {
  const start = (stream: ReadableStreamDefaultController) =>
    signal.addEventListener("abort", () => stream.error(signal.reason));
  return new Response(new ReadableStream({ start }), { headers: { "content-type": "text/event-stream" } });
};
const never: Answer = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
const html = (code: number) => () =>
  new Response("<!doctype html><p>Hello", { status: code, headers: { "content-type": "text/html" } });
const refused = () => Promise.reject(new TypeError("Failed to fetch"));
const failures: readonly (readonly [string, Answer])[] = [
  ["a stream that is held back", heldBack],
  ["an answer that never comes", never],
  ["a page of HTML", html(200)],
  ["a 404", html(404)],
  ["a 500", html(500)],
  ["a connection that is refused", refused],
];
let host: LiveHost;

beforeEach(() => {
  host = createLiveHost();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  host.companion.restore();
});

describe.each(failures)("%s in place of the stream", (_, fail) => {
  test("is made up for within three seconds by a company that is read once", async () => {
    host.companion.company = companyOf(xero("Linked"));
    host.companion.answer = (path, request) => (path === "/events" ? fail(request) : undefined);
    await mount(host.live(step));
    await vi.advanceTimersByTimeAsync(2_100);
    await expect.element(status()).toHaveTextContent("Xero is connected");
    expect(host.asked()).toEqual(["POST /api/codat/company"]);
  });

  test("is said within eight seconds where nothing answers, and the button still leads on", async () => {
    host.companion.answer = (_path, request) => fail(request);
    await mount(host.live(step));
    expect(button()?.getAttribute("href")).toBe("/api/codat/go?use=connect&sourceType=accounting");
    await vi.advanceTimersByTimeAsync(8_100);
    await expect.element(status()).toHaveTextContent(unreachable);
    expect(section()?.getAttribute("data-status")).toBe("unavailable");
    expect(section()?.getAttribute("data-reason")).toBe("unreachable");
    expect(button()?.getAttribute("href")).toBe("/api/codat/go?use=connect&sourceType=accounting");
    expect(button()?.textContent).toBe(say(connectCTA.failed));
    // Nothing polls: the company was asked for once.
    expect(host.asked()).toEqual(["POST /api/codat/company"]);
  });

  test("is over without a reload once the stream comes", async () => {
    host.companion.answer = (_path, request) => fail(request);
    await mount(host.live(step));
    await vi.advanceTimersByTimeAsync(8_100);
    await expect.element(status()).toHaveTextContent(unreachable);
    host.companion.company = companyOf(xero("Linked"));
    host.companion.answer = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    await expect.element(status()).toHaveTextContent("Xero is connected");
    expect(section()?.hasAttribute("data-reason")).toBe(false);
  });
});

describe("“Can’t sign in?” while nothing is known", () => {
  const trigger = page.getByRole("button", { name: /^Can’t sign in/ });
  const invite = page.getByRole("link", { name: say(english.invite.link) }).first();
  // The clock stands still, for which the pointer of a driven browser would wait.
  const press = (part: typeof invite) => (part.element() as HTMLElement).click();
  const mail = () => decodeURIComponent(invite.element().getAttribute("href") ?? "");
  const noStream = (path: string, request: Request) => (path === "/events" ? never(request) : undefined);

  test("makes its invite on opening, for a company that it asks for, and keeps it once all is known", async () => {
    host.companion.company = inviting(companyOf());
    host.companion.answer = noStream;
    await mount(host.live(step));
    expect(section()?.getAttribute("data-status")).toBe("loading");
    expect(host.asked()).toEqual([]);
    press(trigger);
    await expect.poll(mail).toContain(inviteUrl("invite11"));
    expect(section()?.getAttribute("data-status")).toBe("loading");
    expect(host.asked()).toEqual(["POST /api/codat/company", "POST /api/codat/invites"]);
    await vi.advanceTimersByTimeAsync(2_100);
    await expect.poll(() => section()?.getAttribute("data-status")).toBe("idle");
    expect(mail()).toContain(inviteUrl("invite11"));
    expect(host.companion.invites.wishes).toHaveLength(1);
  });

  test("hands over while the stream does not come, and says that nothing answers where nothing does", async () => {
    host.companion.company = inviting(companyOf());
    host.companion.answer = (_path, request) => never(request);
    await mount(host.live(step));
    await vi.advanceTimersByTimeAsync(8_100);
    await expect.element(status()).toHaveTextContent(unreachable);
    host.companion.answer = refused;
    press(trigger);
    await expect.element(invite).toBeVisible();
    press(invite);
    await expect.element(status()).toHaveTextContent(/couldn’t be fetched/);
    host.companion.answer = noStream;
    (invite.element() as HTMLElement).focus();
    await expect.poll(mail).toContain(inviteUrl("invite11"));
    expect(section()?.getAttribute("data-reason")).toBe("unreachable");
  });

  test("has the host's own link where nothing answers and the host gave one", async () => {
    host.companion.answer = (_path, request) => never(request);
    await mount(host.live(step, { linkUrl: link }));
    await vi.advanceTimersByTimeAsync(8_100);
    await expect.element(status()).toHaveTextContent(unreachable);
    press(trigger);
    await expect.poll(mail).toContain(link);
  });

  test("is not there where the session has ended", async () => {
    host.companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    await mount(host.live(step));
    await expect.poll(() => section()?.getAttribute("data-reason")).toBe("signedOut");
    expect(trigger.query()).toBeNull();
  });
});

test("what was known stays, and says as of when", async () => {
  host.companion.company = companyOf(xero("Linked"));
  await mount(host.live(step));
  await expect.element(status()).toHaveTextContent("Xero is connected");
  host.companion.answer = refused;
  host.companion.cut();
  await vi.advanceTimersByTimeAsync(30_000);
  await expect
    .element(status())
    .toHaveTextContent(/^Xero is connected\s*As of \d\d:\d\d\. Open this page again to see it\.$/);
  expect(section()?.getAttribute("data-status")).toBe("connected");
  expect(section()?.getAttribute("data-reason")).toBe("unreachable");
});

test("what the companion could not read anew says as of when", async () => {
  const asOf = new Date(2026, 10, 26, 14, 5).toISOString();
  host.companion.company = { ...companyOf(xero("Linked")), asOf };
  await mount(host.live(step));
  await expect
    .element(status())
    .toHaveTextContent(/^Xero is connected\s*As of 14:05\. Open this page again to see it\.$/);
  expect(section()?.getAttribute("data-reason")).toBe("unreachable");
  expect(section()?.getAttribute("data-status")).toBe("connected");
  // The companion is there: it is no error of the page.
  expect(host.heard.filter(({ type }) => type === "error")).toEqual([]);
});

test("a page that is shown again reads once while its stream is held back", async () => {
  host.companion.answer = (path, request) => (path === "/events" ? heldBack(request) : undefined);
  vi.setSystemTime(new Date(2026, 10, 26, 14, 5));
  await mount(host.live(step));
  await vi.advanceTimersByTimeAsync(10_000);
  await expect.element(status()).toHaveTextContent(/\(optional\)\s*Open this page again to see it\.$/);
  expect(host.asked()).toEqual(["POST /api/codat/company"]);
  const shown = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  shown.mockReturnValue("visible");
  host.companion.company = companyOf(xero("Linked"));
  document.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(2_100);
  await expect.element(status()).toHaveTextContent(/^Xero is connected\s*As of 14:25\./);
  expect(host.heard.filter(({ type }) => type === "error")).toHaveLength(1);
  expect(host.asked()).toEqual(["POST /api/codat/company", "POST /api/codat/company"]);
});

test("the step's own listener hears of it, and the provider's once", async () => {
  host.companion.answer = html(404);
  const onError = vi.fn();
  await mount(host.live(<AuthStep storage={null} onError={onError} />));
  await vi.advanceTimersByTimeAsync(8_100);
  await expect.poll(() => onError.mock.calls.length).toBe(1);
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: "ONB-402" }));
  expect(host.heard.filter(({ type }) => type === "error")).toHaveLength(1);
});

test("a session that has ended is found by the company's answer too", async () => {
  host.companion.answer = (path, request) =>
    path === "/events" ? heldBack(request) : Response.json({ error: "session" }, { status: 401 });
  await mount(host.live(step));
  await vi.advanceTimersByTimeAsync(2_100);
  await expect.poll(() => section()?.getAttribute("data-reason")).toBe("signedOut");
  expect(button()).toBe(null);
});
