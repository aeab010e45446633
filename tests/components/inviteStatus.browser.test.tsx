import { AuthStep } from "codat-onboarding";
import { type CompanyInvite, InviteStatus, useInvites } from "codat-onboarding/live";
import { createRef } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
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

const step = (
  <AuthStep storage={null}>
    <InviteStatus />
  </AuthStep>
);
const rows = () => [...document.querySelectorAll<HTMLElement>(".co-InviteStatus li")];
const button = (text: string) => page.getByRole("button", { name: text });
const cancel = button(String(words.cancel));
const confirm = button(String(words.confirm));
const change = button(String(words.change));
const note = button(String(words.note));
const save = button(String(words.save));
const remind = page.getByRole("link", { name: String(words.remind) });

/** A step with these invites, once they are on the page. */
async function show(...invites: CompanyInvite[]) {
  host.companion.company = inviting(companyOf(), ...invites);
  const mounted = await mount(host.live(step));
  await expect.poll(() => rows().length).toBe(invites.length);
  return mounted;
}

/** All that the step's live region says from now on. */
function listen(container: HTMLElement): string[] {
  const region = container.querySelector("[role=status]");
  const said: string[] = [];
  if (!region) throw new Error("There is no live region.");
  new MutationObserver(() => {
    const text = region.querySelector("p:last-child")?.textContent ?? "";
    if (text && text !== said.at(-1)) said.push(text);
  }).observe(region, { childList: true, subtree: true, characterData: true });
  return said;
}

describe("the list", () => {
  test.each(states)("says in words what became of one that is %s", async (state) => {
    await show(inviteOf(state));
    expect(rows()[0]).toHaveTextContent(say(words[state]));
    expect(rows()[0]?.dataset["invite"]).toBe(state);
  });

  test("has those of the step's source type, newest first, and what each is for", async () => {
    host.companion.company = inviting(
      companyOf(),
      inviteOf("prepared", 3, { sourceType: "banking" }),
      inviteOf("opened", 2, { platformName: "Xero" }),
      inviteOf("prepared", 1, { kind: "self", label: "my laptop" }),
    );
    await mount(host.live(step));
    await expect.poll(() => rows().length).toBe(2);
    expect(rows()[0]).toHaveTextContent("To connect Xero");
    expect(rows()[1]).toHaveTextContent("For yourself, to connect your accounting software my laptop");
  });

  test.each(["connected", "expired", "cancelled", "declined"] as const)(
    "keeps one that is %s quietly, without anything to do",
    async (state) => {
      await show(inviteOf("prepared", 2), inviteOf(state, 1));
      expect(rows()[1]?.querySelectorAll("a, button, input")).toHaveLength(0);
      expect(rows()[1]).not.toHaveTextContent("The link works until");
    },
  );

  test("never says who connected, with two out", async () => {
    await show(inviteOf("connected", 2, { label: "Alex" }), inviteOf("connected", 1, { label: "Priya" }));
    const [first, second] = rows().map(({ textContent }) => textContent?.replace(/Alex|Priya/, ""));
    expect(first).toBe(second);
  });

  test("offers itself nothing of what the customer cannot do about their own", async () => {
    await show(inviteOf("prepared", 1, { kind: "self" }));
    await expect.element(cancel).toBeVisible();
    expect([remind.query(), change.query()]).toEqual([null, null]);
  });

  test("is not there without invites, and comes with the first", async () => {
    await show();
    expect(document.querySelector(".co-InviteStatus")).toBe(null);
    host.companion.send({ type: "invite", invite: inviteOf() });
    await expect.poll(() => rows().length).toBe(1);
  });

  test("is gone with the session", async () => {
    await show(inviteOf("prepared", 1, { label: "Priya" }));
    host.companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    host.companion.cut();
    await expect.poll(() => rows().length).toBe(0);
    expect(document.body.textContent).not.toContain("Priya");
  });
});

describe("the live region", () => {
  test("says each changed state once, and nothing that was there before", async () => {
    const { container } = await show(inviteOf("prepared", 2), inviteOf("declined", 1));
    const said = listen(container);
    const invite = (state: CompanyInvite["state"], version: number) =>
      host.companion.send({ type: "invite", invite: inviteOf(state, 2, { version }) });
    invite("opened", 2);
    await expect.poll(() => said).toEqual([say(words.opened)]);
    invite("opened", 3);
    invite("returned", 4);
    await expect.poll(() => said).toEqual([say(words.opened), say(words.returned)]);
    host.companion.send({ type: "invite", invite: inviteOf("prepared", 5) });
    await expect.poll(() => rows().length).toBe(3);
    expect(said).toHaveLength(2);
    expect(container.querySelectorAll("[role=status]")).toHaveLength(1);
  });

  test("is its own where it stands without a step", async () => {
    host.companion.company = inviting(companyOf(), inviteOf());
    const { container } = await mount(host.live(<InviteStatus />));
    await expect.poll(() => rows().length).toBe(1);
    host.companion.invites.change({ state: "opened" });
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.opened));
    expect(container.querySelectorAll("[role=status]")).toHaveLength(1);
  });
});

describe("to cancel", () => {
  test("takes a second press, by keyboard too, and the focus stays in the list", async () => {
    const { container } = await show(inviteOf());
    const said = listen(container);
    (cancel.element() as HTMLElement).focus();
    await userEvent.keyboard("{Enter}");
    await expect.element(confirm).toBeVisible();
    expect(host.asked()).toEqual([]);
    await userEvent.keyboard("{Tab}{Enter}");
    await expect.poll(() => rows()[0]?.dataset["invite"]).toBe("cancelled");
    expect(host.asked()).toEqual(["DELETE /api/codat/invites/invite1"]);
    expect(document.activeElement).toBe(rows()[0]);
    await expect.poll(() => said.at(-1)).toBe(say(words.cancelled));
    expect(cancel.query()).toBe(null);
  });

  test("twice at once asks once", async () => {
    await show(inviteOf());
    host.companion.answer = (path) => (path.includes("invites") ? new Promise(() => {}) : undefined);
    await userEvent.click(cancel);
    await userEvent.dblClick(confirm);
    expect(host.asked()).toHaveLength(1);
  });

  test("and be refused says so, as ONB-407, and nothing has changed", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 503 }) : undefined;
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

describe("to invite someone else", () => {
  const next = page.getByRole("link", { name: say(english.invite.link) }).last();

  test("ends the link that is out, and leads to a new one", async () => {
    await show(inviteOf());
    await userEvent.click(change);
    expect(host.asked()).toEqual([]);
    await userEvent.click(confirm);
    await expect.poll(() => rows()[0]?.dataset["invite"]).toBe("cancelled");
    await expect.poll(() => document.activeElement).toBe(next.element());
    const mailOf = () => decodeURIComponent(next.element().getAttribute("href") ?? "");
    await expect.poll(mailOf).toContain(inviteUrl("invite11"));
    expect(host.asked()).toEqual(["DELETE /api/codat/invites/invite1", "POST /api/codat/invites"]);
  });

  test("leads there at once from one that was declined", async () => {
    await show(inviteOf("declined"));
    await userEvent.click(change);
    await expect.poll(() => document.activeElement).toBe(next.element());
    expect(host.asked()).toEqual(["POST /api/codat/invites"]);
  });

  test("leads nowhere while the old link stands", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 503 }) : undefined;
    await userEvent.click(change);
    await userEvent.click(confirm);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    expect(rows()[0]?.querySelector(".co-InviteMessage")).toBe(null);
    await expect.element(change).toBeVisible();
  });
});

describe("a note", () => {
  test("is saved, changed and taken away, with what the companion makes of it", async () => {
    const { container } = await show(inviteOf());
    const said = listen(container);
    await userEvent.click(note);
    await userEvent.fill(page.getByLabelText(String(words.label)), " Priya ");
    await userEvent.click(save);
    await expect.poll(() => rows()[0]?.querySelector("p:first-child > bdi")?.textContent).toBe("Priya");
    await expect.poll(() => said).toEqual([say(words.saved)]);
    await userEvent.clear(page.getByLabelText(String(words.label)));
    await userEvent.click(save);
    await expect.poll(() => rows()[0]?.querySelector("p:first-child > bdi")).toBe(null);
    expect(host.asked()).toEqual(Array(2).fill("POST /api/codat/invites/invite1"));
    expect(JSON.stringify(host.heard)).not.toContain("Priya");
  });

  test("is saved by the Enter key, and a form of the host's around it is not sent", async () => {
    host.companion.company = inviting(companyOf(), inviteOf());
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    await mount(<form onSubmit={onSubmit}>{host.live(<InviteStatus />)}</form>);
    await userEvent.click(note);
    await userEvent.type(page.getByLabelText(String(words.label)), "Priya{Enter}");
    await expect.poll(() => rows()[0]?.querySelector("p:first-child > bdi")?.textContent).toBe("Priya");
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test("that is refused is still there to be saved again", async () => {
    await show(inviteOf());
    host.companion.answer = (path) =>
      path.includes("invites") ? Response.json({}, { status: 409 }) : undefined;
    await userEvent.click(note);
    await userEvent.fill(page.getByLabelText(String(words.label)), "Priya");
    await userEvent.click(save);
    await expect.element(page.getByRole("status")).toHaveTextContent(say(words.failed));
    await expect.element(page.getByLabelText(String(words.label))).toHaveValue("Priya");
  });
});

describe("a reminder", () => {
  test("is another message with the same link, asked for once somebody is about to send it", async () => {
    await show(inviteOf("opened", 1, { platformName: "Xero" }));
    expect(host.asked()).toEqual([]);
    expect(document.body.innerHTML).not.toContain(inviteUrl("invite1"));
    await userEvent.hover(remind);
    await expect.poll(() => remind.element().getAttribute("href")).toContain("mailto:");
    const mail = decodeURIComponent(remind.element().getAttribute("href") ?? "");
    expect(mail).toContain("subject=Acme Lending: a reminder to connect our Xero");
    expect(mail).toContain(inviteUrl("invite1"));
    await userEvent.click(remind);
    await expect.element(button("Copy message")).toBeVisible();
    expect(host.asked()).toEqual(["GET /api/codat/invites"]);
    expect(host.heard).toContainEqual({ type: "invite", detail: { channel: "mailto" } });
    expect(host.companion.invites.wishes).toEqual([]);
  });

  test("of one that is gone is refused", async () => {
    await show(inviteOf());
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

  test("stands beside a connection that is there", async () => {
    host.companion.company = inviting(companyOf(xero("Linked")), inviteOf("connected"));
    await mount(host.live(step));
    await expect.poll(() => rows().length).toBe(1);
    await expect.element(page.getByRole("status").first()).toHaveTextContent("Xero is connected.");
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
  expect(await seen.at(-1)?.setLabel("invite1", "Priya")).toBe(true);
  expect(await seen.at(-1)?.cancel("invite2")).toBe(true);
  expect(await seen.at(-1)?.cancel("nobody's")).toBe(false);
  await expect.poll(() => seen.at(-1)?.invites.find(({ id }) => id === "invite2")?.state).toBe("cancelled");
  expect(host.heard).toEqual([{ type: "error", detail: expect.objectContaining({ code: "ONB-407" }) }]);
});
