import {
  AuthStep,
  type AuthStepOptions,
  type InviteOptions,
  type StepOptions,
  useAuthStep,
  useCopy,
  useInvite,
  useLinkReturn,
} from "codat-onboarding";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { acme, companyId, link } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { readMail } from "../support/mail.js";
import { mount } from "../support/mount.js";

function Step(options: AuthStepOptions) {
  const { status, skipped, invite, connectProps, skip, undo } = useAuthStep(options);
  return (
    <div>
      <output>{[status, invite, skipped].join()}</output>
      <a {...connectProps}>connect</a>
      <button type="button" onClick={skip}>
        skip
      </button>
      <button type="button" onClick={undo}>
        undo
      </button>
    </div>
  );
}

function Invite(options: StepOptions & InviteOptions) {
  const invite = useInvite(options);
  const { message, setMessage, setRecipient, linkProps, copyMessage, form, problem, opened } = invite;
  return (
    <div>
      <output>{[form, problem?.code, opened].join()}</output>
      <a {...linkProps}>invite</a>
      <button type="button" onClick={() => setMessage({ before: `${message.before}!` })}>
        edit
      </button>
      <button type="button" onClick={() => setRecipient("nobody")}>
        misaddress
      </button>
      <button type="button" onClick={() => void copyMessage()}>
        copy
      </button>
    </div>
  );
}

function Copy() {
  const { state: copied, copy } = useCopy();
  return (
    <button type="button" onClick={() => void copy("text")}>
      {copied}
    </button>
  );
}

function Return() {
  return <output>{useLinkReturn({ companyId, names: { statusCode: "outcome" } })?.outcome ?? "none"}</output>;
}

const state = page.getByRole("status");
const press = (name: string) => userEvent.click(page.getByText(name, { exact: true }));

test("useAuthStep is a step in other markup", async () => {
  const told = { onConnect: vi.fn(), onSkip: vi.fn(), onEvent: vi.fn() };
  await mount(<Step {...acme} {...told} storage={null} />);
  await expect.element(state).toHaveTextContent("idle,none,false");
  await press("skip");
  await expect.element(state).toHaveTextContent("idle,none,true");
  await press("undo");
  await expect.element(state).toHaveTextContent("idle,none,false");
  await press("connect");
  await expect.element(state).toHaveTextContent("opening,none,false");
  expect(followed).toEqual([link]);
  expect(told.onEvent.mock.calls.map(([{ type }]) => type)).toEqual(["restored", "skip", "undo", "connect"]);
  expect(told.onSkip).toHaveBeenCalledOnce();
  expect(told.onConnect).toHaveBeenCalledOnce();
});

test("useInvite is an invite in other markup", async () => {
  const onInvite = vi.fn();
  await mount(<Invite {...acme} onInvite={onInvite} />);
  await expect.element(state).toHaveTextContent("full,,false");
  await press("edit");
  await expect.element(state).toHaveTextContent("edited,,false");
  await press("misaddress");
  await expect.element(state).toHaveTextContent("edited,ONB-105,false");
  await press("invite");
  await expect.element(state).toHaveTextContent("edited,ONB-105,true");
  const mail = readMail(followed[0] ?? "");
  expect(mail.to).toBe("");
  expect(mail.body).toMatch(/!\n\nhttps:/);
  expect(onInvite.mock.calls).toEqual([[{ channel: "mailto" }]]);
});

test("useInvite takes what it lacks from the step around it", async () => {
  const onInvite = vi.fn();
  const { container } = await mount(
    <AuthStep {...acme} storage={null} onInvite={onInvite}>
      <Invite />
    </AuthStep>,
  );
  await press("invite");
  expect(onInvite).toHaveBeenCalledOnce();
  await expect
    .poll(() => container.querySelector(".co-AuthStep")?.getAttribute("data-invite"))
    .toBe("prepared");
});

test("useCopy says how it went", async () => {
  await mount(<Copy />);
  await press("idle");
  await expect.element(page.getByRole("button")).toHaveTextContent("copied");
});

test("useLinkReturn reads the page's own address, under the names that a host gave", async () => {
  const { render } = await mount(<Return />);
  await expect.element(state).toHaveTextContent("none");
  history.replaceState(null, "", "?outcome=403");
  await render(<Return key="again" />);
  await expect.element(state).toHaveTextContent("cancelled");
});
