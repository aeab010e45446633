import { AuthStep, CopyLink, InviteByMailto, InviteLink } from "codat-onboarding";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteHost, inviteOf, inviteUrl, inviting } from "../../stories/support/companionInvites.js";
import { english, say } from "../support/english.js";
import { link, otherCompanyId } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { mount } from "../support/mount.js";

let host: LiveHost;

beforeEach(() => {
  host = createLiveHost();
  host.companion.company = inviting(companyOf());
});
afterEach(() => {
  host.companion.restore();
  vi.restoreAllMocks();
});

const post = "POST /api/codat/invites";
const wish = { kind: "connect", sourceType: "accounting" };
const step = <AuthStep storage={null} />;
const trigger = page.getByRole("button", { name: /^Can’t sign in/ });
const invite = page.getByRole("link", { name: "Invite someone else" }).first();
const mailOf = () => decodeURIComponent(invite.element().getAttribute("href") ?? "");
const data = (container: HTMLElement) =>
  container.querySelector<HTMLElement>(".co-AuthStep")?.dataset["invite"];

/** Whoever was asked is waited for; this opens the panel again. */
const reopen = () => userEvent.click(page.getByRole("button", { name: say(english.waiting.change) }));

/** Opens the panel of a mounted step, whose invite is then on its way. */
async function open() {
  await userEvent.click(trigger);
  await expect.poll(mailOf).toContain(`https://${inviteHost}/connect/`);
}

describe("the invite's link", () => {
  test("is asked for once somebody is about to use it, and once", async () => {
    const linkUrl = vi.fn(async () => link);
    await mount(host.live(step, { linkUrl }));
    await expect.element(trigger).toBeVisible();
    expect(host.asked()).toEqual([]);
    await open();
    await userEvent.hover(invite);
    await userEvent.hover(page.getByRole("button", { name: "Copy link" }));
    expect(host.asked()).toEqual([post]);
    expect(host.companion.invites.wishes).toEqual([wish]);
    expect(mailOf()).toContain(inviteUrl("invite11"));
    expect(mailOf()).toContain("The link opens a page on Acme Lending's site");
    expect(linkUrl).not.toHaveBeenCalledWith("invite");
  });

  test("stays the host's where the companion makes no invites", async () => {
    host.companion.company = companyOf();
    await mount(host.live(step, { linkUrl: async (use) => `${link}?for=${use}` }));
    await userEvent.click(trigger);
    await expect.poll(mailOf).toContain(`${link}?for=invite`);
    await userEvent.click(invite);
    expect(host.asked()).toEqual([]);
  });

  test("is prepared once a way of passing it on was used, whichever and however often", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    const { container } = await mount(host.live(step));
    await open();
    expect(data(container)).toBe("none");
    await userEvent.click(page.getByRole("button", { name: "Copy link" }).first());
    await expect.poll(() => host.companion.invites.wishes).toEqual([wish, { ...wish, prepared: true }]);
    await reopen();
    await userEvent.click(invite);
    await expect.poll(() => host.companion.company?.invites?.length).toBe(1);
    expect(data(container)).toBe("prepared");
    expect(followed).toHaveLength(1);
    expect(host.asked()).toEqual([post, post]);
  });

  test("is prepared silently: that this fails is no news", async () => {
    await mount(host.live(step));
    await open();
    host.companion.answer = () => Response.json({}, { status: 503 });
    await userEvent.click(invite);
    await expect.poll(() => host.asked().length).toBe(2);
    expect(host.heard.map(({ type }) => type)).toContain("invite");
    expect(host.heard.map(({ type }) => type)).not.toContain("error");
  });

  test("asks to reconnect where the connection has ended", async () => {
    host.companion.company = inviting(companyOf(xero("Deauthorized")));
    await mount(host.live(step));
    await open();
    expect(host.companion.invites.wishes).toEqual([{ ...wish, kind: "reconnect" }]);
  });

  test("names the platform and the message's language, where they are known", async () => {
    const messages = { inviteMail: { locale: "fr-CA" } };
    await mount(host.live(step, { platformKey: "gbol", messages }));
    await open();
    expect(host.companion.invites.wishes).toEqual([{ ...wish, platformKey: "gbol", locale: "fr-CA" }]);
  });

  test("is another one for the customer's own device", async () => {
    await mount(
      host.live(
        <AuthStep storage={null}>
          <InviteByMailto>
            <InviteLink />
          </InviteByMailto>
          <InviteByMailto kind="self">
            <InviteLink>To myself</InviteLink>
            <CopyLink />
          </InviteByMailto>
        </AuthStep>,
      ),
    );
    const own = page.getByRole("link", { name: "To myself" });
    await userEvent.hover(own);
    await expect.poll(() => own.element().getAttribute("href")).toContain("mailto:");
    await userEvent.click(own);
    await expect.poll(() => host.companion.invites.wishes.length).toBe(2);
    await userEvent.hover(invite);
    await expect.poll(mailOf).toContain(inviteUrl("invite12"));
    expect(decodeURIComponent(own.element().getAttribute("href") ?? "")).toContain(inviteUrl("invite11"));
    const own2 = { ...wish, kind: "self" };
    expect(host.companion.invites.wishes).toEqual([own2, { ...own2, prepared: true }, wish]);
  });

  test("of one that has ended is not used again: the next is a new one", async () => {
    const { container } = await mount(host.live(step));
    await open();
    await userEvent.click(invite);
    await expect.poll(() => data(container)).toBe("prepared");
    host.companion.invites.change({ state: "declined" });
    await expect.poll(() => data(container)).toBe("declined");
    await open();
    await expect.poll(mailOf).toContain(inviteUrl("invite12"));
    await userEvent.click(page.getByRole("button", { name: "Copy message" }).first());
    await expect.poll(() => host.companion.invites.wishes.at(-1)).toEqual({ ...wish, prepared: true });
    await expect.poll(() => data(container)).toBe("prepared");
  });

  test("of another session's company is not used", async () => {
    const { render } = await mount(host.live(step));
    await open();
    host.companion.company = { ...inviting(companyOf()), id: otherCompanyId };
    await render(host.live(step, { sessionKey: "alex" }));
    await expect.poll(() => !!invite.query()?.hasAttribute("href")).toBe(false);
  });

  test("in two places is of one invite", async () => {
    const { container } = await mount(
      <>
        <div>{host.live(<InviteByMailto />)}</div>
        <div>{host.live(step)}</div>
      </>,
    );
    await expect.element(trigger).toBeVisible();
    await userEvent.hover(invite);
    await expect.poll(mailOf).toContain(inviteUrl("invite11"));
    await userEvent.click(invite);
    await expect.poll(() => data(container)).toBe("prepared");
    await reopen();
    const second = page.getByRole("link", { name: "Invite someone else" }).nth(1);
    await expect
      .poll(() => second.element().getAttribute("href"))
      .toBe(invite.element().getAttribute("href"));
    expect(host.companion.company?.invites).toHaveLength(1);
  });

  test("that the companion refuses is told once, as ONB-407, and can be tried again", async () => {
    host.companion.answer = (path) =>
      path === "/invites" ? Response.json({ error: "too many" }, { status: 409 }) : undefined;
    await mount(host.live(step));
    await userEvent.click(trigger);
    await userEvent.click(invite);
    const errors = () => host.heard.filter(({ type }) => type === "error");
    await expect
      .poll(errors)
      .toEqual([{ type: "error", detail: expect.objectContaining({ code: "ONB-407", recoverable: true }) }]);
    await expect.element(page.getByRole("status").first()).toHaveTextContent(/couldn’t be fetched/);
    host.companion.answer = undefined;
    await userEvent.hover(page.getByRole("button", { name: "Copy link" }).first());
    await expect.poll(mailOf).toContain(inviteUrl("invite11"));
    expect(errors()).toHaveLength(1);
  });

  test("on any host but the companion's is none", async () => {
    host.companion.answer = (path) =>
      path === "/invites"
        ? Response.json({ ...inviteOf(), url: "https://evil.example/connect/a" })
        : undefined;
    await mount(host.live(step));
    await userEvent.click(trigger);
    await userEvent.click(invite);
    await expect
      .poll(() => host.heard)
      .toContainEqual({ type: "error", detail: expect.objectContaining({ code: "ONB-201" }) });
    expect(document.body.innerHTML).not.toContain("evil.example");
  });

  test("and the colleague's address are in no event, and the address in no request", async () => {
    const spy = vi.spyOn(globalThis, "fetch");
    vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await mount(host.live(step));
    await open();
    await userEvent.click(page.getByRole("button", { name: "See or edit the message" }));
    await userEvent.fill(page.getByLabelText("Their email address (optional)"), "priya@books.example");
    expect(mailOf()).toContain("priya@books.example");
    await userEvent.click(invite);
    await reopen();
    await userEvent.click(page.getByRole("button", { name: "Copy link" }).first());
    await expect.poll(() => host.companion.invites.wishes.length).toBe(2);
    expect(spy).toHaveBeenCalled();
    expect(JSON.stringify(spy.mock.calls)).not.toContain("priya");
    expect(JSON.stringify(host.heard)).not.toMatch(/priya|connect\//);
    expect(JSON.stringify(localStorage)).not.toMatch(/priya|connect\//);
  });
});

describe("an invite that nobody ends", () => {
  test("has expired when its time has come, without a word of the companion's", async () => {
    const expiresAt = new Date(Date.now() + 700).toISOString();
    host.companion.company = inviting(companyOf(), inviteOf("prepared", 1, { expiresAt }));
    const { container } = await mount(host.live(step));
    await expect.poll(() => data(container)).toBe("prepared");
    await expect.poll(() => data(container), { timeout: 5_000 }).toBe("expired");
    expect(host.asked()).toEqual([]);
  });

  test("is waited for by timers that a browser can hold", async () => {
    const spy = vi.spyOn(window, "setTimeout");
    const expiresAt = new Date(Date.now() + 60 * 86_400_000).toISOString();
    host.companion.company = inviting(companyOf(), inviteOf("prepared", 1, { expiresAt }));
    const { container } = await mount(host.live(step));
    await expect.poll(() => data(container)).toBe("prepared");
    const delays = spy.mock.calls.map(([, delay = 0]) => delay);
    expect(delays.some((delay) => delay > 3_600_000)).toBe(true);
    expect(Math.max(...delays)).toBeLessThan(2 ** 31);
  });
});
