import { AuthStep, type AuthStepProps } from "codat-onboarding";
import "../../src/components/styles/styles.css";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteOf, inviting } from "../../stories/support/companionInvites.js";
import { withData } from "../../stories/support/live.js";
import { acme, memory } from "../support/fixtures.js";
import { controlsOf, press } from "../support/focus.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { act, type Mounted, mount } from "../support/mount.js";
import { settled } from "../support/settled.js";
import { listenTo, type Transcript } from "../support/transcript.js";

let host: LiveHost;
let transcript: Transcript;
let mounted: Mounted;
const [priya, tom] = [inviteOf("prepared", 2, { name: "Priya" }), inviteOf("prepared", 1, { name: "Tom" })];
const next = { label: "Continue to your loan", href: "#next" };

beforeEach(() => {
  host = createLiveHost();
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  vi.spyOn(history, "pushState").mockImplementation(() => {});
});
afterEach(() => {
  host.companion.restore();
  vi.restoreAllMocks();
});

/** A business owner at the live depth, who hears the page. */
async function begin(company = inviting(companyOf())): Promise<void> {
  host.companion.company = company;
  mounted = await mount(host.live(<AuthStep storage={null} next={next} />));
  await expect.poll(() => host.companion.open).toBe(1);
  const settle = () => settled(host.companion);
  await settle();
  transcript = listenTo(mounted.container, settle);
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

/** Types into a field. */
async function type(label: string, text: string): Promise<void> {
  const labels = [...mounted.container.querySelectorAll("label")];
  const field = labels.find((one) => one.textContent?.startsWith(label))?.control as HTMLInputElement;
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

test("somebody declines, and the link of the next one expires", async () => {
  await begin(inviting(companyOf(), priya));
  await news("Whoever opened it cannot do this", () => invites().change({ state: "declined" }));
  await transcript.read();
  await news("Tom is asked elsewhere", () =>
    send({ type: "invite", invite: inviteOf("prepared", 5, { name: "Tom" }) }),
  );
  await news("Tom's link ends", () =>
    send({ type: "invite", invite: inviteOf("expired", 5, { name: "Tom", version: 2 }) }),
  );
  await transcript.read();
  await kept("declined and expired");
});

test("two are asked", async () => {
  await begin(inviting(companyOf(), priya, tom));
  await news("Tom uses his link", () => invites().change({ state: "opened" }, tom.id));
  await pressed("Tom");
  await transcript.read();
  await pressed("Change the name");
  await type("Their name", "Thomas");
  await pressed("Save the name");
  await pressed("Cancel this invite");
  await pressed("Cancel it");
  await news("Priya can't do it", () => invites().change({ state: "declined" }, priya.id));
  await pressed("Priya");
  await pressed("Ask someone else");
  await transcript.read();
  await kept("two are asked");
});

test("what is copied, and what is put off", async () => {
  await begin();
  await pressed("I’ll do this later");
  await transcript.read();
  await pressed("Undo");
  await pressed("What connecting allows");
  await pressed("Can’t sign in");
  await pressed("More ways");
  await type("Their email address", "priya");
  await transcript.hear("Leave the field", () => act(() => control("Copy link")?.focus()));
  await pressed("Copy link");
  await transcript.read();
  await pressed("I’ll connect it myself");
  await pressed("Connect your accounting software");
  await transcript.hear("Come back to the page", () =>
    act(() => document.dispatchEvent(new Event("visibilitychange"))),
  );
  await pressed("Back");
  await kept("copied and put off");
});

test("what goes wrong on Codat's page", async () => {
  const storage = memory();
  const step = (props: Partial<AuthStepProps>) => (
    <AuthStep
      {...acme}
      platformName="Xero"
      storage={storage}
      next={next}
      supportUrl="mailto:help@acme.example"
      {...props}
    />
  );
  mounted = await mount(step({}));
  transcript = listenTo(mounted.container);
  const said = (title: string, props: Partial<AuthStepProps>) =>
    transcript.hear(title, () => mounted.render(step(props)));
  await said("The customer started, and has not finished", { status: "pending" });
  await said("The customer cancelled on Codat's page", { status: "pending", reason: "cancelled" });
  await said("An error", { status: "failed" });
  await transcript.read();
  await said("A platform that Codat does not offer", { status: "failed", reason: "unsupported" });
  await transcript.read();
  await said("The customer returned with success", { status: "pending", reason: "returned" });
  await transcript.read();
  await said("It is connected", { status: "connected" });
  await said("It is disconnected", { status: "disconnected" });
  await transcript.read();
  await said("The session has ended", { status: "unavailable", reason: "signedOut" });
  await transcript.read();
  await said("Nobody knows why", { companyId: "no GUID", onError() {} });
  await kept("what goes wrong");
});

test("a server that is not reached, and is again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const advanceTimers = async (milliseconds: number) =>
    void (await vi.advanceTimersByTimeAsync(milliseconds));
  /** Lets time pass until that is so. */
  const until = (isSo: () => boolean) => async () => {
    for (let seconds = 0; !isSo() && seconds < 300; seconds++) await act(() => advanceTimers(1_000));
  };
  const reason = () => document.querySelector<HTMLElement>(".co-AuthStep")?.dataset["reason"];
  const isLost = () => reason() === "unreachable";
  const refuse = () => {
    host.companion.answer = () => new Response("Bad gateway", { status: 502 });
  };
  refuse();
  mounted = await mount(host.live(<AuthStep storage={null} next={next} />));
  transcript = listenTo(mounted.container, async () => {}, { advanceTimers });
  // Past the one time that the company is read another way.
  await transcript.hear("Nothing answers", () => act(() => advanceTimers(9_000)));
  await transcript.read();
  host.companion.answer = undefined;
  host.companion.company = inviting(companyOf(), priya);
  await transcript.hear(
    "It answers again, and Priya was asked",
    until(() => !isLost()),
  );
  await transcript.read();
  refuse();
  host.companion.cut();
  await transcript.hear("Nothing answers again", until(isLost));
  await transcript.read();
  host.companion.answer = undefined;
  await transcript.hear(
    "It answers again",
    until(() => !isLost()),
  );
  vi.useRealTimers();
  await kept("unreachable and recovered");
});

test("a connection of the wrong business", async () => {
  await begin(withData(companyOf(xero("Linked"))));
  await pressed("Not your business?");
  await transcript.read();
  host.companion.answer = (path) =>
    path.endsWith("/unlink") ? new Response("", { status: 503 }) : undefined;
  await pressed("Disconnect Xero");
  host.companion.answer = undefined;
  await pressed("Disconnect Xero");
  await news("It has ended", () => connection("Unlinked", 2));
  await transcript.read();
  await kept("the wrong business");
});
