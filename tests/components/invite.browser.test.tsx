import type { MessagesOverride } from "codat-onboarding";
import ar from "codat-onboarding/locales/mail/ar";
import frCA from "codat-onboarding/locales/mail/fr-CA";
import { describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, link } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { readMail } from "../support/mail.js";
import { act, mount } from "../support/mount.js";
import { WholeInvite } from "../support/whole.js";

const { invite: words, handOver, copy } = english;
const invite = page.getByRole("link", { name: say(words.link) });
const more = page.getByRole("button", { name: say(handOver.more) });
const edit = page.getByRole("button", { name: say(english.inviteMessage.edit) });
/** Opens the message, which stands among the other ways. */
async function openMessage() {
  await userEvent.click(more);
  await userEvent.click(edit);
}
const { subject, before, after } = english.inviteMessage;
const labels = {
  subject,
  before,
  after,
  recipient: english.inviteRecipient.label,
  name: english.inviteName.label,
};
const field = (name: keyof typeof labels) => page.getByRole("textbox", { name: say(labels[name]) });
const mail = () => readMail(invite.element().getAttribute("href") ?? "");

test("the invite is a link to the customer's own mail program", async () => {
  const names = { businessName: "Bakery & Söhne", inviterName: "Alex", purpose: "a business loan" };
  await mount(<WholeInvite {...acme} {...names} />);
  const { to, subject, body } = mail();
  expect(to).toBe("");
  expect(subject).toContain("Acme Lending");
  expect(body).toContain("Bakery & Söhne");
  expect(body.split("\n")).toContain(`${link} `);
});

test("the words around the link are edited, the link is not", async () => {
  const { container } = await mount(<WholeInvite {...acme} />);
  await openMessage();
  await userEvent.fill(field("subject"), "Please\u2028help");
  await userEvent.fill(field("before"), "Hello Sam!\nHere it is: + & ?");
  await userEvent.fill(field("after"), "Bye 👋");
  expect(mail()).toEqual({
    to: "",
    subject: "Please help",
    body: `Hello Sam!\nHere it is: + & ?\n\n${link} \n\nBye 👋`,
  });
  for (const input of container.querySelectorAll("input, textarea")) {
    expect((input as HTMLInputElement).value).not.toContain(link);
  }
  await expect.element(page.getByText(link)).toBeVisible();
});

test("what was edited outlasts a render with other names", async () => {
  const { render } = await mount(<WholeInvite {...acme} />);
  await openMessage();
  await userEvent.fill(field("subject"), "Mine");
  await render(<WholeInvite {...acme} inviterName="Alex" />);
  expect(mail().subject).toBe("Mine");
  expect(mail().body).toContain("Alex");
});

test.each(["sam@example.com", " sam+codat@bücher.example "])("%j goes into the link", async (address) => {
  await mount(<WholeInvite {...acme} />);
  await userEvent.click(more);
  await userEvent.fill(field("recipient"), address);
  expect(mail().to).toBe(address.trim().replace("bücher", "xn--bcher-kva"));
});

test("an address typed with a Japanese keyboard goes into the link as the ordinary one", async () => {
  await mount(<WholeInvite {...acme} />);
  await userEvent.click(more);
  await userEvent.fill(field("recipient"), "ｓａｍ＋codat＠例え。jp");
  expect(mail().to).toBe("sam+codat@xn--r8jz45g.jp");
  (field("recipient").element() as HTMLElement).blur();
  await expect.element(field("recipient")).toHaveAttribute("aria-invalid", "false");
});

test.each(["sam", "a@example.com,b@example.com", "a@example.com?bcc=b@example.com", "Sam <a@example.com>"])(
  "%j stays out of the link, and the field says so once it is left",
  async (address) => {
    const { container } = await mount(<WholeInvite {...acme} />);
    await userEvent.click(more);
    await userEvent.fill(field("recipient"), address);
    expect(mail().to).toBe("");
    await expect.element(page.getByText(say(english.inviteRecipient.invalid))).not.toBeInTheDocument();
    await userEvent.tab();
    const hint = page.getByText(say(english.inviteRecipient.invalid)).first();
    await expect.element(hint).toBeVisible();
    await expect
      .element(field("recipient"))
      .toHaveAccessibleDescription(say(english.inviteRecipient.invalid));
    await expect.element(field("recipient")).toHaveAttribute("aria-invalid", "true");
    await expect.element(page.getByRole("status")).toHaveTextContent(say(english.inviteRecipient.invalid));
    expect(container.querySelector(".co-InviteRecipient")?.hasAttribute("data-invalid")).toBe(true);
    await userEvent.fill(field("recipient"), "");
    await expect.element(field("recipient")).toHaveAccessibleDescription(say(english.inviteRecipient.hint));
  },
);

test("a known colleague is in the link from the start", async () => {
  await mount(<WholeInvite {...acme} defaultRecipient="sam@example.com" recipientName="Sam" />);
  expect(mail().to).toBe("sam@example.com");
  expect(mail().body).toMatch(/^Hi Sam,/);
});

describe("a name", () => {
  test("greets the colleague, and is one line of the message however it was typed", async () => {
    await mount(<WholeInvite {...acme} />);
    await userEvent.fill(field("name"), "  Priya\u2028Shah ");
    expect(mail().body).toMatch(/^Hi Priya Shah,/);
    await userEvent.clear(field("name"));
    expect(mail().body).toMatch(/^Hi,/);
  });

  test("that the host knows is there to begin with", async () => {
    await mount(<WholeInvite {...acme} recipientName="Sam" />);
    await expect.element(field("name")).toHaveValue("Sam");
    await userEvent.fill(field("name"), "Priya");
    expect(mail().body).toMatch(/^Hi Priya,/);
  });

  test("is in no event and no storage, and is told to stay in the browser", async () => {
    const onEvent = vi.fn();
    await mount(<WholeInvite {...acme} onEvent={onEvent} />);
    await expect.element(field("name")).toHaveAccessibleDescription(say(english.inviteName.hint));
    await userEvent.fill(field("name"), "Priya");
    await userEvent.click(invite);
    expect(onEvent).toHaveBeenCalled();
    expect(JSON.stringify([onEvent.mock.calls, { ...localStorage }, { ...sessionStorage }])).not.toContain(
      "Priya",
    );
  });

  test("sends no form of the host's around it", async () => {
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    await mount(
      <form onSubmit={onSubmit}>
        <WholeInvite {...acme} />
      </form>,
    );
    await userEvent.type(field("name"), "Priya{Enter}");
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

test("a message too long for a link is copied first", async () => {
  const { container } = await mount(<WholeInvite {...acme} />);
  await openMessage();
  await userEvent.fill(field("after"), "long ".repeat(500));
  await expect.element(invite).not.toBeInTheDocument();
  await expect.element(page.getByText(say(words.tooLong)).first()).toBeVisible();
  await expect.element(page.getByRole("status")).toHaveTextContent(say(words.tooLong));
  await expect.element(page.getByRole("button", { name: say(copy.message) }).first()).toBeVisible();
  expect(container.querySelector<HTMLElement>(".co-InviteByMailto")?.dataset["form"]).toBe("tooLong");
  await userEvent.fill(field("after"), "short");
  await expect.element(invite).toBeVisible();
});

test("a long composed message leaves out what matters less", async () => {
  await mount(<WholeInvite {...acme} messages={{ inviteMail: { password: "long ".repeat(200) } }} />);
  await expect.element(invite).toHaveAttribute("data-form", "full");
  const href = invite.element().getAttribute("href");
  expect(href).toMatch(/^mailto:/);
  expect(href).not.toContain("long%20long");
  expect(invite.element().getAttribute("href")?.length).toBeLessThan(1800);
});

test("what to do next appears with the click and stays, and claims nothing", async () => {
  const onInvite = vi.fn();
  const { container, render } = await mount(<WholeInvite {...acme} onInvite={onInvite} />);
  const after = () => container.querySelector(".co-InviteAfter");
  expect(after()).toBe(null);
  await userEvent.click(invite);
  await expect.poll(after).not.toBe(null);
  expect(followed).toHaveLength(1);
  expect(onInvite.mock.calls).toEqual([[{ channel: "mailto" }]]);
  expect(after()?.textContent).toContain(say(words.unseen));
  expect(after()?.textContent?.replace(say(words.unseen), "")).not.toMatch(/\bsent\b/i);
  await expect.element(page.getByRole("status")).toHaveTextContent(say(words.announced));
  await expect.element(invite).toBeVisible();
  window.dispatchEvent(new Event("blur"));
  document.dispatchEvent(new Event("visibilitychange"));
  await render(<WholeInvite {...acme} onInvite={onInvite} businessName="Bakery" />);
  expect(after()).not.toBe(null);
});

test("a double click opens one draft", async () => {
  const onInvite = vi.fn();
  await mount(<WholeInvite {...acme} onInvite={onInvite} />);
  await userEvent.dblClick(invite);
  expect(followed).toHaveLength(1);
  expect(onInvite).toHaveBeenCalledOnce();
});

test("the words of a mail are the host's where it gives some", async () => {
  const messages: MessagesOverride = { invite: { link: "Ask Sam" }, inviteMail: { greeting: "Moin," } };
  await mount(<WholeInvite {...acme} messages={messages} />);
  const { href } = page.getByRole("link", { name: "Ask Sam" }).element() as HTMLAnchorElement;
  expect(readMail(href).body).toMatch(/^Moin,/);
});

test("a fetched link is in the message once somebody is about to use it", async () => {
  const linkUrl = vi.fn(async () => ({ url: link, expiresAt: "2026-12-01T00:00:00Z" }));
  await mount(<WholeInvite {...acme} linkUrl={linkUrl} />);
  expect(linkUrl).not.toHaveBeenCalled();
  await userEvent.hover(invite);
  await expect.element(invite).toHaveAttribute("href", expect.stringMatching(/^mailto:/));
  expect(linkUrl.mock.calls).toEqual([["invite"]]);
  expect(mail().body).toMatch(/1 December 2026|December 1, 2026/);
  expect(mail().body).toContain(link);
});

test("a disconnected company's invite asks to reconnect", async () => {
  await mount(<WholeInvite {...acme} status="disconnected" />);
  expect(mail().subject).toContain("reconnect");
});

test("an address that is none is told of when the invite is used", async () => {
  const onError = vi.fn();
  const { container } = await mount(<WholeInvite {...acme} defaultRecipient="priya@" onError={onError} />);
  const link = container.querySelector<HTMLAnchorElement>(".co-InviteLink");
  expect(link?.href).toMatch(/^mailto:\?/);
  link?.addEventListener("click", (event) => event.preventDefault());
  await act(() => link?.click());
  expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: "ONB-105" })]]);
});

describe("in another language", () => {
  const choice = page.getByRole("combobox", { name: say(english.inviteMessage.language) });
  const open = async (props: object = {}) => {
    const { render } = await mount(<WholeInvite {...acme} {...props} languages={[frCA, ar]} />);
    await openMessage();
    return render;
  };

  test("there is no choice where there is one language", async () => {
    await mount(<WholeInvite {...acme} languages={[]} />);
    await openMessage();
    await expect.element(choice).not.toBeInTheDocument();
  });

  test("the choice names each language in itself, the page's own first", async () => {
    await open();
    const options = [...choice.element().querySelectorAll("option")];
    expect(options.map(({ lang, textContent }) => [lang, textContent])).toEqual([
      ["en-GB", "British English"],
      ["fr-CA", "français canadien"],
      ["ar", "العربية"],
    ]);
  });

  test("a language that is the page's own is there once, in the page's words", async () => {
    await open({ messages: { inviteMail: { ...frCA, greeting: "Allô," } } });
    expect(choice.element().querySelectorAll("option")).toHaveLength(2);
    expect(mail().body).toMatch(/^Allô,/);
  });

  test("the message and its fields take language and direction of the choice", async () => {
    await open();
    await userEvent.selectOptions(choice, "ar");
    for (const name of ["subject", "before", "after"] as const) {
      const input = field(name).element() as HTMLInputElement;
      expect([input.lang, input.dir]).toEqual(["ar", "rtl"]);
    }
    expect(mail().body).toMatch(/[\u0600-\u06ff]/);
    expect(mail().body.split("\n")).toContain(`${link} `);
    await userEvent.selectOptions(choice, "fr-CA");
    expect((field("before").element() as HTMLInputElement).lang).toBe("fr-CA");
    expect(mail().body).toMatch(/^Bonjour,/);
  });

  test("what the host says of the purpose stays out of a language that it was not written in", async () => {
    await open({ purpose: "a business loan" });
    expect(mail().body).toContain("a business loan");
    for (const locale of ["fr-CA", "ar"]) {
      await userEvent.selectOptions(choice, locale);
      expect(mail().body).not.toContain("a business loan");
      expect(mail().body).toContain(acme.appName);
    }
    await userEvent.selectOptions(choice, "en-GB");
    expect(mail().body).toContain("a business loan");
  });

  test("the page's own words stay as they are", async () => {
    await open();
    await userEvent.selectOptions(choice, "ar");
    await expect.element(invite).toBeVisible();
    await expect.element(choice).toBeVisible();
  });

  test("what was changed is kept in each language, and the address in all", async () => {
    await open();
    await userEvent.fill(field("subject"), "Mine");
    await userEvent.fill(field("recipient"), "sam@example.com");
    await userEvent.selectOptions(choice, "fr-CA");
    expect(mail().subject).not.toBe("Mine");
    expect(mail().to).toBe("sam@example.com");
    await userEvent.fill(field("subject"), "La mienne");
    await userEvent.selectOptions(choice, "en-GB");
    expect(mail().subject).toBe("Mine");
    await userEvent.selectOptions(choice, "fr-CA");
    expect(mail().subject).toBe("La mienne");
  });

  test("a language that is no longer offered gives way to the page's own", async () => {
    const render = await open();
    await userEvent.selectOptions(choice, "ar");
    await render(<WholeInvite {...acme} languages={[frCA]} />);
    expect(mail().body).toMatch(/^Hi,/);
  });
});

test.each(["connect", "reconnect", "reminder", "self"] as const)(
  "a message to %s has its own words",
  async (kind) => {
    const subjects = english.inviteMail.subject;
    await mount(<WholeInvite {...acme} kind={kind} />);
    expect(mail().subject).toBe(say(subjects[kind].accounting));
    expect(mail().body.split("\n")).toContain(`${link} `);
  },
);
