import { AuthStep, type AuthStepProps } from "codat-onboarding";
import "../../src/components/styles/styles.css";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviting } from "../../stories/support/companionInvites.js";
import { controlsOf, press } from "../support/focus.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { act, type Mounted, mount } from "../support/mount.js";
import { settled } from "../support/settled.js";
import { listenTo, type Transcript } from "../support/transcript.js";

let host: LiveHost;
let transcript: Transcript;
let mounted: Mounted;
const next = { label: "Continue to your loan", href: "#next" };

beforeEach(() => {
  host = createLiveHost();
  host.companion.company = inviting(companyOf());
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  vi.spyOn(history, "pushState").mockImplementation(() => {});
});
afterEach(() => {
  host.companion.restore();
  vi.restoreAllMocks();
});

/** A business owner at the live depth, who hears the page. */
async function begin(props: Partial<AuthStepProps> = {}): Promise<void> {
  mounted = await mount(host.live(<AuthStep storage={null} next={next} {...props} />));
  await expect.poll(() => host.companion.open).toBe(1);
  await settled();
  transcript = listenTo(mounted.container);
  await transcript.read();
}

const control = (text: string) =>
  controlsOf(mounted.container).find((one) => one.textContent?.startsWith(text));
const pressed = (text: string) => transcript.hear(`Press “${text}”`, () => press(control(text)));
const news = (title: string, come: () => unknown) => transcript.hear(title, () => act(come));
const { invites, send } = {
  invites: () => host.companion.invites,
  send: (...event: Parameters<LiveHost["companion"]["send"]>) => host.companion.send(...event),
};
const connection = (status: string, n: number) =>
  send({ type: "connection", connection: xero(status, `2026-11-24T09:00:0${n}.0000000Z/${n}`) });

/** Types into the field that has the focus. */
async function type(label: string, text: string): Promise<void> {
  const field = mounted.container.querySelector("input") as HTMLInputElement;
  await transcript.hear(`Type “${text}” into “${label}”`, async () => {
    field.focus();
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};
    await act(() => {
      set?.call(field, text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

const kept = (name: string) => expect(transcript.text()).toMatchFileSnapshot(`./transcripts/${name}.txt`);

test("the whole story", async () => {
  await begin();
  await pressed("Can’t sign in");
  await transcript.read();
  await type("Who are you asking?", "Priya");
  await pressed("More ways");
  await transcript.read();
  await pressed("Something else in the way?");
  await pressed("I’m not an admin");
  await transcript.read();
  await pressed("Back");
  await pressed("Back");
  await pressed("Write the email");
  await transcript.read();
  await news("Somebody uses the link", () => invites().change({ state: "opened" }));
  await news("Somebody starts on Codat's page", () => invites().change({ state: "started" }));
  await news("Codat says that it worked", () => invites().change({ state: "returned" }));
  await news("The connection stands", () => {
    connection("Linked", 1);
    invites().change({ state: "connected" });
  });
  await transcript.read();
  await news("Its first data arrives", () =>
    send({
      type: "data",
      connectionId: xero("").id,
      at: "2026-11-24T09:05:00Z",
      organisation: "Oak & Elm Ltd",
    }),
  );
  await transcript.read();
  await kept("the whole story");
});
