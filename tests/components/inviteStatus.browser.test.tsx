import { AuthStep } from "codat-onboarding";
import { type CompanyInvite, InviteStatus, useInvites } from "codat-onboarding/live";
import { createRef } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fillText } from "../../src/core/messages/text.js";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteOf, inviteUrl, inviting } from "../../stories/support/companionInvites.js";
import { english, say } from "../support/english.js";
import { companyId } from "../support/fixtures.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { mount } from "../support/mount.js";

const words = english.inviteStatus;
const states = [
  "prepared",
  "opened",
  "started",
  "returned",
  "connected",
  "declined",
  "expired",
  "cancelled",
] as const;

let host: LiveHost;

beforeEach(() => {
  host = createLiveHost();
});
afterEach(() => {
  host.companion.restore();
  vi.restoreAllMocks();
});

const rows = () => [...document.querySelectorAll<HTMLElement>(".co-InviteStatus > ul > li")];
/** The ones that are folded away. */
const earlier = () => [...document.querySelectorAll<HTMLElement>(".co-InviteStatus > div > ul > li")];
const button = (text: string) => page.getByRole("button", { name: text, exact: true });
const row = (text = say(words.someone)) => page.getByRole("button", { name: text }).first();
const fold = page.getByRole("button", { name: /earlier invite/ });
const cancel = button(String(words.cancel));
const confirm = button(String(words.confirm));
const replace = button(String(words.replace));
const again = button(String(words.again));
const rename = button(String(words.rename));
const nameField = page.getByLabelText(String(words.name), { exact: true });
const save = button(String(words.save));
const remind = page.getByRole("link", { name: String(words.remind) });

/** The list with these invites, once they are on the page. */
async function show(...invites: CompanyInvite[]) {
  host.companion.company = inviting(companyOf(), ...invites);
  const mounted = await mount(host.live(<InviteStatus />));
  if (invites.length > 0) await expect.poll(() => rows().length + earlier().length).toBe(invites.length);
  return mounted;
}

/** The list in a step that shows one view at a time. */
const inStep = () =>
  host.live(
    <AuthStep storage={null}>
      <InviteStatus />
    </AuthStep>,
  );

/** What a row says of an invite, its days in words. */
function saidOf({ state, name = say(words.someone), changedAt, expiresAt }: CompanyInvite): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const values = {
    date: day.format(new Date(state === "expired" ? expiresAt : changedAt)),
    until: day.format(new Date(expiresAt)),
    app: "Acme Lending",
  };
  return `${name} ${fillText(words[state], values)}`;
}

/** All that the step's live region says from now on. */
function listen(container: HTMLElement): string[] {
  const region = container.querySelector("[role=status]");
  const said: string[] = [];
  if (!region) throw new Error("There is no live region.");
  new MutationObserver(() => {
    const text = region.querySelector(":scope > p:last-child")?.textContent ?? "";
    if (text && text !== said.at(-1)) said.push(text);
  }).observe(region, { childList: true, subtree: true, characterData: true });
  return said;
}

describe("the list", () => {
  test.each(states)("says in words what became of one that is %s, and when", async (state) => {
    const invite = inviteOf(state, 1, { name: "Priya" });
    await show(invite);
    const item = [...rows(), ...earlier()][0];
    // What can be done follows it in the same row.
    const [who, what = ""] = saidOf(invite).split(/(?<=^Priya) /);
    expect(item?.textContent).toMatch(new RegExp(`^${who} ?${what.replaceAll(".", "\\.")}`));
    expect(item?.dataset["invite"]).toBe(state);
  });

  test("has those of the step's source type, newest first, each one thing to press", async () => {
    host.companion.company = inviting(
      companyOf(),
      inviteOf("prepared", 4, { sourceType: "banking" }),
      inviteOf("opened", 3, { name: "Priya" }),
      inviteOf("prepared", 2, { kind: "self" }),
      inviteOf("prepared", 1),
    );
    await mount(host.live(<InviteStatus />));
    await expect.poll(() => rows().length).toBe(3);
    const shown = [...document.querySelectorAll<HTMLElement>(".co-InviteStatus :is(a, button, input)")];
    const pressed = shown.filter((element) => element.checkVisibility());
    expect(pressed.map(({ textContent }) => textContent?.split(" ")[0])).toEqual([
      "Priya",
      "Yourself",
      "Someone",
    ]);
    expect(pressed.map((element) => element.ariaExpanded)).toEqual(["false", "false", "false"]);
  });

  test("unfolds a row to what can be done with it, told apart by the row", async () => {
    await show(inviteOf("prepared", 2, { name: "Priya" }), inviteOf("prepared", 1, { name: "Tom" }));
    await expect.element(cancel).not.toBeInTheDocument();
    await userEvent.click(row("Tom"));
    await expect.element(remind).toBeVisible();
    await expect.element(cancel).toHaveAccessibleDescription(/^Tom /);
    await expect.element(rename).toBeVisible();
    await expect.element(button("Copy link")).toBeVisible();
    await userEvent.click(row("Tom"));
    await expect.element(remind).not.toBeInTheDocument();
  });

  test.each([
    [1, "1 earlier invite"],
    [2, "2 earlier invites"],
  ])("folds %i that ended away, without anything to do", async (count, text) => {
    const ended = Array.from({ length: count }, (_, n) => inviteOf("cancelled", n + 1));
    await show(inviteOf("prepared", 9), ...ended);
    expect(rows()).toHaveLength(1);
    await expect.element(fold).toHaveTextContent(text);
    expect(earlier()[0]?.checkVisibility()).toBe(false);
    await userEvent.click(fold);
    expect(earlier().filter((one) => one.checkVisibility())).toHaveLength(count);
    for (const one of earlier()) expect(one.querySelectorAll("a, button, input")).toHaveLength(0);
  });

  test("keeps the newest to a colleague in sight where nothing came of it, and no older one", async () => {
    await show(
      inviteOf("prepared", 3, { kind: "self" }),
      inviteOf("declined", 2, { name: "Dana" }),
      inviteOf("expired", 1, { name: "Tom" }),
    );
    expect(rows().map(({ dataset }) => dataset["invite"])).toEqual(["prepared", "declined"]);
    expect(earlier().map(({ dataset }) => dataset["invite"])).toEqual(["expired"]);
  });

  test("never says who connected, with two out", async () => {
    await show(inviteOf("connected", 2, { name: "Alex" }), inviteOf("connected", 1, { name: "Priya" }));
    const [first, second] = earlier().map(({ textContent }) => textContent?.replace(/Alex|Priya/, ""));
    expect(first).toBe(second);
  });

  test("says of a link that was used no more than that, whoever used it", async () => {
    await show(inviteOf("opened", 1, { name: "Priya" }));
    expect(rows()[0]?.textContent).toMatch(/Link used/);
    expect(rows()[0]?.textContent).not.toMatch(/Priya (opened|used)|was opened/);
  });

  test("offers itself nothing of what the customer cannot do about their own", async () => {
    await show(inviteOf("prepared", 1, { kind: "self" }));
    await userEvent.click(row(say(words.yourself)));
    await expect.element(cancel).toBeVisible();
    expect([remind.query(), rename.query()]).toEqual([null, null]);
    await userEvent.click(cancel);
    await expect.element(confirm).toBeVisible();
    expect(replace.query()).toBe(null);
  });

  test("is not there without invites, and comes with the first", async () => {
    await show();
    await expect.poll(() => host.companion.open).toBe(1);
    expect(document.querySelector(".co-InviteStatus")).toBe(null);
    host.companion.send({ type: "invite", invite: inviteOf() });
    await expect.poll(() => rows().length).toBe(1);
  });

  test("is gone with the session", async () => {
    await show(inviteOf("prepared", 1, { name: "Priya" }));
    host.companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    host.companion.cut();
    await expect.poll(() => rows().length).toBe(0);
    expect(document.body.textContent).not.toContain("Priya");
  });

  test("hides names from session recorders", async () => {
    await show(inviteOf("prepared", 2, { name: "Priya" }), inviteOf("cancelled", 1, { name: "Tom" }));
    const named = [rows()[0]?.querySelector("button"), earlier()[0]?.querySelector("p")];
    for (const element of named) expect(element?.hasAttribute("data-private")).toBe(true);
  });
});

describe("the live region", () => {
  test("says each changed state once, with whose it is, and nothing that was there before", async () => {
    host.companion.company = inviting(
      companyOf(),
      inviteOf("prepared", 3),
      inviteOf("prepared", 2, { name: "Priya" }),
      inviteOf("declined", 1),
    );
    const { container } = await mount(inStep());
    await expect.poll(() => rows().length).toBe(2);
    const said = listen(container);
    const changed = (state: CompanyInvite["state"], version: number) => {
      const invite = inviteOf(state, 2, { version, name: "Priya" });
      host.companion.send({ type: "invite", invite });
      return saidOf(invite).replace("Priya ", "Priya: ");
    };
    const expected = [changed("opened", 2)];
    await expect.poll(() => said).toEqual(expected);
    changed("opened", 3);
    expected.push(changed("returned", 4));
    await expect.poll(() => said).toEqual(expected);
    host.companion.send({ type: "invite", invite: inviteOf("prepared", 5) });
    await expect.poll(() => rows().length).toBe(3);
    expect(said).toHaveLength(2);
    expect(container.querySelectorAll("[role=status]")).toHaveLength(1);
  });

  test("leaves the newest to the step, which says it itself", async () => {
    host.companion.company = inviting(companyOf(), inviteOf("prepared", 1));
    const { container } = await mount(inStep());
    await expect.poll(() => rows().length).toBe(1);
    const said = listen(container);
    host.companion.invites.change({ state: "opened" });
    await expect.element(page.getByRole("status")).toHaveTextContent(say(english.waiting.opened));
    expect(said).toEqual([]);
  });

  test("leaves it to the step that a connection stands", async () => {
    host.companion.company = inviting(companyOf(), inviteOf());
    const { container } = await mount(inStep());
    await expect.poll(() => rows().length).toBe(1);
    const said = listen(container);
    host.companion.send({ type: "invite", invite: inviteOf("connected", 1, { version: 2 }) });
    await expect.poll(() => earlier().length).toBe(1);
    expect(said).toEqual([]);
  });

  test("is its own where it stands without a step", async () => {
    const { container } = await show(inviteOf());
    host.companion.invites.change({ state: "declined" });
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.declined));
    expect(container.querySelectorAll("[role=status]")).toHaveLength(1);
  });
});

describe("to cancel", () => {
  test("takes a second press, by keyboard too, and the list's heading takes the focus", async () => {
    await show(inviteOf("prepared", 2), inviteOf("prepared", 1, { name: "Tom" }));
    (row("Tom").element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    (cancel.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByText(say(words.cancelHint)).last()).toBeVisible();
    expect(host.asked()).toEqual([]);
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.poll(() => earlier()[0]?.dataset["invite"]).toBe("cancelled");
    expect(host.asked()).toEqual(["DELETE /api/codat/invites/invite1"]);
    await expect.element(page.getByRole("heading", { name: say(words.heading) })).toHaveFocus();
    expect(rows()).toHaveLength(1);
  });

  test("twice at once asks once", async () => {
    await show(inviteOf());
    host.companion.answer = (path) => (path.includes("invites") ? new Promise(() => {}) : undefined);
    await userEvent.click(row());
    await userEvent.click(cancel);
    await userEvent.dblClick(confirm);
    expect(host.asked()).toHaveLength(1);
  });

  test("and be refused says so, as ONB-407, and nothing has changed", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 503 }) : undefined;
    await userEvent.click(row());
    await userEvent.click(cancel);
    await userEvent.click(confirm);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    expect(host.heard).toContainEqual({
      type: "error",
      detail: expect.objectContaining({ code: "ONB-407", recoverable: true }),
    });
    expect(rows()[0]?.dataset["invite"]).toBe("prepared");
  });
});

describe("to ask someone else", () => {
  const next = page.getByRole("link", { name: say(english.invite.link) }).last();
  const mailOf = () => decodeURIComponent(next.element().getAttribute("href") ?? "");

  test("is confirmed in words of its own, ends the link that is out, and leads to a new one", async () => {
    await show(inviteOf());
    await userEvent.click(row());
    await userEvent.click(cancel);
    await expect.element(replace).toHaveTextContent("Cancel it and ask someone else");
    expect(host.asked()).toEqual([]);
    await userEvent.click(replace);
    await expect.poll(() => earlier()[0]?.dataset["invite"]).toBe("cancelled");
    await expect.poll(() => document.activeElement).toBe(next.element());
    await expect.poll(mailOf).toContain(inviteUrl("invite11"));
    expect(host.asked()).toEqual(["DELETE /api/codat/invites/invite1", "POST /api/codat/invites"]);
  });

  test("leads there at once from one that was declined", async () => {
    await show(inviteOf("declined", 1, { name: "Dana" }));
    await userEvent.click(row("Dana"));
    await userEvent.click(again);
    await expect.poll(() => document.activeElement).toBe(next.element());
    expect(host.asked()).toEqual(["POST /api/codat/invites"]);
  });

  test("leads nowhere while the old link stands", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 503 }) : undefined;
    await userEvent.click(row());
    await userEvent.click(cancel);
    await userEvent.click(replace);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    expect(next.query()).toBe(null);
    await expect.element(replace).toBeVisible();
  });
});

describe("a name", () => {
  const named = (text: string) =>
    expect.poll(() => rows()[0]?.querySelector("button")?.textContent).toMatch(text);

  test("is saved, changed and taken away, with what the companion makes of it", async () => {
    await show(inviteOf());
    await userEvent.click(row());
    await userEvent.click(rename);
    await userEvent.fill(nameField, " Priya ");
    await userEvent.click(save);
    await named("Priya ");
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.saved));
    await userEvent.clear(nameField);
    await userEvent.click(save);
    await named(say(words.someone));
    expect(host.asked()).toEqual(Array(2).fill("POST /api/codat/invites/invite1"));
    expect(JSON.stringify(host.heard)).not.toContain("Priya");
  });

  test("is saved by the Enter key, and a form of the host's around it is not sent", async () => {
    host.companion.company = inviting(companyOf(), inviteOf());
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    await mount(<form onSubmit={onSubmit}>{host.live(<InviteStatus />)}</form>);
    await userEvent.click(row());
    await userEvent.click(rename);
    await userEvent.type(nameField, "Priya{Enter}");
    await named("Priya ");
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test("that is refused is still there to be saved again", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 409 }) : undefined;
    await userEvent.click(row());
    await userEvent.click(rename);
    await userEvent.fill(nameField, "Priya");
    await userEvent.click(save);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    await expect.element(nameField).toHaveValue("Priya");
  });
});

describe("a reminder", () => {
  test("is another message with the same link, asked for once somebody is about to send it", async () => {
    await show(inviteOf("opened", 1, { platformName: "Xero", name: "Priya" }));
    expect(document.body.innerHTML).not.toContain(inviteUrl("invite1"));
    await userEvent.click(row("Priya"));
    expect(host.asked()).toEqual([]);
    await userEvent.hover(remind);
    await expect.poll(() => remind.element().getAttribute("href")).toContain("mailto:");
    const mail = decodeURIComponent(remind.element().getAttribute("href") ?? "");
    expect(mail).toContain("subject=Acme Lending: a reminder to connect our Xero");
    expect(mail).toContain("Hi Priya,");
    expect(mail).toContain(inviteUrl("invite1"));
    await userEvent.click(remind);
    await expect.element(button(say(english.copy.message))).toBeVisible();
    expect(host.asked()).toEqual(["GET /api/codat/invites"]);
    expect(host.heard).toContainEqual({ type: "invite", detail: { channel: "mailto" } });
    expect(host.companion.invites.wishes).toEqual([]);
  });

  test("may be the link alone", async () => {
    // A click that comes before the link gives the promise of it, and a later one the text.
    const ways = (["write", "writeText"] as const).map((way) =>
      vi.spyOn(navigator.clipboard, way).mockResolvedValue(),
    );
    await show(inviteOf());
    await userEvent.click(row());
    await userEvent.click(button("Copy link"));
    await expect.poll(() => host.heard).toContainEqual({ type: "copied", detail: { what: "link" } });
    expect(ways.flatMap(({ mock }) => mock.calls)).toHaveLength(1);
    expect(host.asked()).toEqual(["GET /api/codat/invites"]);
  });

  test("of one that is gone is refused", async () => {
    await show(inviteOf());
    await userEvent.click(row());
    host.companion.company = inviting(companyOf());
    await userEvent.click(remind);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    expect(host.heard).toContainEqual({
      type: "error",
      detail: expect.objectContaining({ code: "ONB-407" }),
    });
  });
});

describe("the part", () => {
  test("is a <div> with the newest state, and takes a host's class and ref", async () => {
    const ref = createRef<HTMLDivElement>();
    const className = vi.fn(() => "theirs");
    const invites = [
      inviteOf("opened", 3, { kind: "self" }),
      inviteOf("declined", 2),
      inviteOf("prepared", 1),
    ];
    host.companion.company = inviting(companyOf(), ...invites);
    await mount(host.live(<InviteStatus ref={ref} className={className} id="invites" />));
    await expect.poll(() => ref.current?.className).toBe("co-InviteStatus theirs");
    // One that can still be used counts before a newer one that cannot, and the customer's own not at all.
    expect(ref.current?.dataset["invite"]).toBe("prepared");
    expect(className).toHaveBeenLastCalledWith({ invite: "prepared" });
    expect(ref.current?.id).toBe("invites");
  });

  test("throws where there is no provider", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    await expect(mount(<InviteStatus companyId={companyId} />)).rejects.toMatchObject({ code: "ONB-404" });
    await expect(mount(<Facts seen={[]} />)).rejects.toMatchObject({ code: "ONB-404" });
  });

  test("folds them all where a connection stands", async () => {
    host.companion.company = inviting(
      companyOf(xero("Linked")),
      inviteOf("declined", 2),
      inviteOf("connected", 1),
    );
    await mount(host.live(<InviteStatus />));
    await expect.element(fold).toHaveTextContent("2 earlier invites");
    expect(rows()).toHaveLength(0);
  });
});

function Facts({ seen }: { seen: ReturnType<typeof useInvites>[] }) {
  seen.push(useInvites());
  return null;
}

test("useInvites gives the same without markup", async () => {
  const seen: ReturnType<typeof useInvites>[] = [];
  const invites = [inviteOf("opened", 2, { sourceType: "banking" }), inviteOf("prepared", 1)];
  host.companion.company = inviting(companyOf(), ...invites);
  await mount(host.live(<Facts seen={seen} />));
  expect(seen[0]?.invites).toEqual([]);
  await expect.poll(() => seen.at(-1)?.invites).toEqual(invites);
  expect(await seen.at(-1)?.link("invite1")).toMatchObject({ url: inviteUrl("invite1") });
  expect(await seen.at(-1)?.setName("invite1", "Priya")).toBe(true);
  expect(await seen.at(-1)?.cancel("invite2")).toBe(true);
  expect(await seen.at(-1)?.cancel("nobody's")).toBe(false);
  await expect.poll(() => seen.at(-1)?.invites.find(({ id }) => id === "invite2")?.state).toBe("cancelled");
  expect(host.heard).toEqual([{ type: "error", detail: expect.objectContaining({ code: "ONB-407" }) }]);
});
