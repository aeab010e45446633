import { AuthStep } from "codat-onboarding";
import type { ReactElement } from "react";
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { arabic } from "../support/arabic.js";
import { type Column, columns, inviteStates, parts, type StepProps, stepProps } from "../support/cells.js";
import { english, say } from "../support/english.js";
import { acme, link, memory } from "../support/fixtures.js";
import { mount } from "../support/mount.js";
import { readBack, translate } from "../support/translate.js";
import { WholeInvite } from "../support/whole.js";

type State = readonly [name: string, element: ReactElement];

const names = Object.keys(columns) as Column[];
const partNames = Object.keys(parts) as (keyof typeof parts)[];
const languages: readonly [string, object][] = [
  ["English", {}],
  ["Arabic", { messages: arabic }],
  ["names", { platformName: "Xero", businessName: "Bakery", inviterName: "Alex" }],
  ["Arabic again", { messages: arabic }],
  ["English again", {}],
];
const untouched = new Map<string, string>();

/** Text of a state that no translator has touched. */
async function textOf([name, element]: State): Promise<string> {
  const known = untouched.get(name);
  if (known !== undefined) return known;
  const { container, unmount } = await mount(element);
  const text = readBack(container);
  await unmount();
  untouched.set(name, text);
  return text;
}

/** Goes through states while a translator is at work before and after each of them. */
async function walk(states: readonly State[]): Promise<void> {
  const texts: string[] = [];
  for (const state of states) texts.push(await textOf(state));
  const { container, render, unmount } = await mount(<i />);
  for (const [index, [name, element]] of states.entries()) {
    await render(element);
    expect(readBack(container), name).toBe(texts[index]);
    translate(container);
  }
  await unmount();
}

describe.each(partNames)("a translated %s", (part) => {
  const step = (column: Column, props?: object) => (
    <AuthStep {...stepProps(column)} {...props} storage={null}>
      {parts[part]}
    </AuthStep>
  );

  test.each(names)("goes from %s to every other state and back", async (from) => {
    await walk(names.flatMap((to) => [from, to]).map((name) => [`${part}, ${name}`, step(name)]));
  });

  test.each(names)("changes its language and its names while %s", async (column) => {
    await walk(languages.map(([name, props]) => [`${part}, ${column}, ${name}`, step(column, props)]));
  });
});

test("a translated step changes what became of its invite", async () => {
  await walk(
    inviteStates.map((invite) => [invite, <AuthStep key="" {...acme} storage={null} invite={invite} />]),
  );
});

test("a translated step changes its link, its target, its heading and its privacy page", async () => {
  const changes: Partial<StepProps>[] = [
    {},
    { linkUrl: `${link}?otp=x` },
    { target: "_self" },
    { required: true },
    { benefit: "Because." },
    { privacyUrl: "https://acme.example/privacy" },
    { sourceType: "commerce" },
    { linkUrl: () => new Promise<string>(() => {}) },
    {},
  ];
  await walk(
    changes.map((props) => [
      Object.keys(props).join() + props.linkUrl,
      <AuthStep key="" {...acme} storage={null} {...props} />,
    ]),
  );
});

test("a customer skips, comes back and copies on a translated page", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={memory()} />);
  const find = (part: string) => container.querySelector(`.co-${part}`) as Element;
  const status = () => readBack(find("StatusLine"));
  const click = async (part: string) => {
    translate(container);
    await userEvent.click(find(part));
    translate(container);
  };
  await click("SkipStep");
  await expect.poll(status).toContain(say(english.status.skipped));
  await click("SkipStep");
  await expect.poll(status).not.toContain(say(english.status.skipped));
  await userEvent.click(find("FallbackTrigger"));
  await expect.element(page.getByRole("link", { name: say(english.invite.link) })).toBeVisible();
  await click("CopyLink");
  await expect.poll(status).toContain(say(english.copy.linkCopied));
  await expect.poll(status).toContain(say(english.waiting.heading.accounting).split("{")[0]);
});

test("a message is edited on a translated page", async () => {
  const { container } = await mount(<WholeInvite {...acme} />);
  await userEvent.click(page.getByRole("button", { name: say(english.handOver.more) }));
  await userEvent.click(page.getByRole("button", { name: say(english.inviteMessage.edit) }));
  const [recipient, after] = [english.inviteRecipient.label, english.inviteMessage.after].map((label) =>
    page.getByRole("textbox", { name: say(label) }).element(),
  );
  const part = container.querySelector(".co-InviteByMailto") as Element;
  translate(container);
  await userEvent.fill(recipient as Element, "sam");
  await userEvent.fill(after as Element, "long ".repeat(500));
  await expect.poll(() => readBack(part)).toContain(say(english.inviteRecipient.invalid));
  await expect.poll(() => readBack(part)).toContain(say(english.invite.tooLong));
  translate(container);
  await userEvent.fill(recipient as Element, "sam@example.com");
  await userEvent.fill(after as Element, "short");
  await expect.poll(() => readBack(part)).not.toContain(say(english.inviteRecipient.invalid));
  await expect.poll(() => readBack(part)).not.toContain(say(english.invite.tooLong));
});
