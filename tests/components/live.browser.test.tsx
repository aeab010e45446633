import { AuthStep, ConnectCTA, type StepEvent } from "codat-onboarding";
import {
  ConnectionStatus,
  DataStatus,
  OnboardingProvider,
  type OnboardingProviderProps,
  useCompany,
  useConnectionStatus,
} from "codat-onboarding/live";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import {
  type Companion,
  companyId,
  companyOf,
  installCompanion,
  xero,
} from "../../stories/support/companion.js";
import { otherCompanyId } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

let companion: Companion;
let heard: StepEvent[];

beforeEach(() => {
  companion = installCompanion(companyOf());
  heard = [];
});
afterEach(() => companion.restore());

function live(children: ReactElement, props: Partial<OnboardingProviderProps> = {}) {
  return (
    <OnboardingProvider
      sessionKey="sam"
      appName="Acme Lending"
      onEvent={(event) => void heard.push(event)}
      {...props}
    >
      {children}
    </OnboardingProvider>
  );
}

function Facts({ seen }: { seen: unknown[] }) {
  const company = useCompany();
  const connection = useConnectionStatus();
  seen.push([company.companyId, company.connections.length, connection.status, connection.platformName]);
  return null;
}

const step = <AuthStep storage={null} />;
const status = () => page.getByRole("status").first();
const later = (second: number) => `2026-11-23T09:00:0${second}.0000000Z/${second}`;
const types = () => heard.map(({ type }) => type);

describe("a step in a provider", () => {
  test("is a link to the companion from the first moment on", async () => {
    const { container } = await mount(live(step));
    expect(container.querySelector(".co-AuthStep")?.getAttribute("data-status")).toBe("loading");
    const link = page.getByRole("link", { name: "Connect your accounting software" });
    await expect.element(link).toHaveAttribute("href", "/api/codat/go?use=connect&sourceType=accounting");
    await expect.element(page.getByText("link.codat.io", { exact: true })).toBeInTheDocument();
    expect(companion.requests).toEqual(["GET /api/codat/events"]);
    await expect.poll(types).toEqual(["restored"]);
  });

  test("makes the company where there is none yet", async () => {
    companion.company = undefined;
    await mount(live(step));
    await expect.poll(types).toEqual(["restored"]);
    expect(companion.requests).toEqual([
      "GET /api/codat/events",
      "POST /api/codat/company",
      "GET /api/codat/events",
    ]);
  });

  test("follows the connection, with no other request than its stream", async () => {
    await mount(live(step));
    await expect.poll(types).toEqual(["restored"]);

    companion.send({ type: "connection", connection: xero("PendingAuth", later(1)) });
    await expect.element(status()).toHaveTextContent("It was started on Codat’s page and isn’t finished.");
    companion.send({ type: "connection", connection: xero("Linked", later(2)) });
    await expect.element(status()).toHaveTextContent("Xero is connected");
    await expect.element(page.getByRole("link", { name: /onnect/ })).not.toBeInTheDocument();
    companion.send({ type: "data", connectionId: xero("").id, at: "2026-11-23T09:00:03Z" });
    await expect.element(status()).toHaveTextContent("Its first data has arrived.");
    companion.send({
      type: "data",
      connectionId: xero("").id,
      at: "2026-11-23T09:00:03Z",
      organisation: "Oak & Elm Ltd",
    });
    await expect.element(status()).toHaveTextContent("Oak & Elm Ltd.");
    companion.send({ type: "connection", connection: xero("Deauthorized", later(5)) });
    await expect.element(status()).toHaveTextContent("Xero is no longer connected");
    await expect.element(page.getByRole("link", { name: "Reconnect Xero" })).toHaveAttribute("href");

    expect(companion.requests).toEqual(["GET /api/codat/events"]);
    expect(types()).toEqual([
      "restored",
      "pending",
      "connected",
      "view",
      "dataReady",
      "disconnected",
      "view",
    ]);
  });

  test("is not moved by older news", async () => {
    await mount(live(step));
    companion.send({ type: "connection", connection: xero("Linked", later(2)) });
    await expect.element(status()).toHaveTextContent("Xero is connected");
    companion.send({ type: "connection", connection: xero("PendingAuth", later(1)) });
    companion.send({ type: "connection", connection: { ...xero("Linked", later(3)), platformName: "Sage" } });
    await expect.element(status()).toHaveTextContent("Sage is connected");
    expect(types()).not.toContain("disconnected");
  });

  test("comes back after a cut, and takes what it missed from the resync", async () => {
    await mount(live(step));
    await expect.poll(types).toEqual(["restored"]);
    companion.company = companyOf(xero("Linked"));
    companion.cut();
    await expect.element(status()).toHaveTextContent("Xero is connected");
    expect(companion.requests.every((request) => request === "GET /api/codat/events")).toBe(true);
  });

  test("refuses a company that is not the session's", async () => {
    await mount(live(<AuthStep storage={null} companyId={otherCompanyId} />));
    await expect.element(status()).toHaveTextContent("We can’t open this step right now");
    expect(heard).toContainEqual({ type: "error", detail: expect.objectContaining({ code: "ONB-403" }) });
    await expect.element(page.getByRole("link", { name: /onnect/ })).not.toBeInTheDocument();
  });

  test("says so, once, when the session has ended", async () => {
    companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    await mount(
      live(
        <>
          <AuthStep storage={null} />
          <AuthStep storage={null} sourceType="banking" />
        </>,
      ),
    );
    await expect.element(status()).toHaveTextContent("You’re signed out");
    const errors = heard.filter(({ type }) => type === "error");
    expect(errors).toEqual([{ type: "error", detail: expect.objectContaining({ code: "ONB-401" }) }]);
    expect(companion.requests).toEqual(["GET /api/codat/events", "GET /api/codat/events"]);
  });

  test("clears what another session saw", async () => {
    companion.company = companyOf(xero("Linked"));
    const { render } = await mount(live(step));
    await expect.element(status()).toHaveTextContent("Xero is connected");
    companion.company = { ...companyOf(), id: otherCompanyId };
    await render(live(step, { sessionKey: "alex" }));
    await expect.element(page.getByRole("link", { name: /^Connect your/ })).toHaveAttribute("href");
    await expect.element(page.getByText("Xero is connected")).not.toBeInTheDocument();
    expect(companion.open).toBe(1);
  });

  test("holds one stream for all, and none when the last is gone", async () => {
    const { render, unmount } = await mount(
      live(
        <>
          {step}
          {live(step)}
        </>,
      ),
    );
    await expect.poll(() => companion.open).toBe(1);
    await render(live(step));
    expect(companion.open).toBe(1);
    await unmount();
    await expect.poll(() => companion.open).toBe(0);
  });
});

describe("Not your business?", () => {
  test("ends the access, and the step offers to reconnect", async () => {
    companion.company = {
      ...companyOf(xero("Linked")),
      arrivals: { [xero("").id]: { at: "2026-11-23T09:00:03Z", organisation: "Elm & Oak Inc" } },
    };
    await mount(live(step));
    await expect.element(status()).toHaveTextContent("Elm & Oak Inc.");
    await page.getByRole("button", { name: "Not your business?" }).click();
    await page.getByRole("button", { name: "Disconnect Xero" }).click();
    expect(companion.requests).toContain(`POST /api/codat/connections/${xero("").id}/unlink`);
    companion.send({ type: "connection", connection: xero("Unlinked", later(5)) });
    await expect.element(page.getByRole("link", { name: "Reconnect Xero" })).toHaveAttribute("href");
    await expect.element(page.getByRole("button", { name: "Not your business?" })).not.toBeInTheDocument();
  });

  test("says that nothing has changed when it is refused", async () => {
    companion.company = {
      ...companyOf(xero("Linked")),
      arrivals: { [xero("").id]: { at: "2026-11-23T09:00:03Z", organisation: "Elm & Oak Inc" } },
    };
    companion.answer = (path) => (path.endsWith("/unlink") ? new Response(null, { status: 503 }) : undefined);
    await mount(live(step));
    await page.getByRole("button", { name: "Not your business?" }).click();
    await page.getByRole("button", { name: "Disconnect Xero" }).click();
    await expect.element(status()).toHaveTextContent("It couldn’t be disconnected. Nothing has changed.");
    expect(heard).toContainEqual({ type: "error", detail: expect.objectContaining({ code: "ONB-406" }) });
  });
});

describe("parts and hooks of their own", () => {
  test("say how the connection and its data stand", async () => {
    await mount(
      live(
        <>
          <ConnectionStatus />
          <DataStatus />
        </>,
      ),
    );
    const [connection, data] = [status(), page.getByRole("status").nth(2)];
    await expect.poll(() => companion.open).toBe(1);
    companion.send({ type: "connection", connection: xero("Linked", later(1)) });
    await expect.element(connection).toHaveTextContent("Xero is connected");
    await expect.element(data).toHaveTextContent("The first data is on its way.");
    companion.send({ type: "data", connectionId: xero("").id, at: "2026-11-23T09:00:03Z" });
    await expect.element(data).toHaveTextContent("The first data has arrived.");
  });

  test("leave the saying to the status line of a step", async () => {
    companion.company = companyOf(xero("Linked"));
    const { container } = await mount(
      live(
        <AuthStep storage={null}>
          <ConnectionStatus />
          <DataStatus />
        </AuthStep>,
      ),
    );
    await expect.element(status()).toHaveTextContent("Xero is connected");
    expect(container.querySelectorAll("[role=status]")).toHaveLength(1);
  });

  test("take a connection for the one that decides by its status, not by one that nobody knows", async () => {
    const seen: unknown[] = [];
    companion.company = companyOf(
      xero("SomethingNew", later(1), { id: "a", platformName: "Sage" }),
      xero("Unlinked", later(1), { id: "b" }),
    );
    await mount(live(<Facts seen={seen} />));
    await expect.poll(() => seen.at(-1)).toEqual([companyId, 2, "disconnected", "Xero"]);
  });

  test("give the facts without markup", async () => {
    const seen: unknown[] = [];
    companion.company = companyOf(xero("Linked"), xero("Linked", later(1), { id: "b", deleted: true }));
    await mount(live(<Facts seen={seen} />));
    await expect.poll(() => seen.at(-1)).toEqual([companyId, 1, "connected", "Xero"]);
    expect(seen[0]).toEqual([undefined, 0, "loading", undefined]);
  });

  test("throw where there is no provider, or no session", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    for (const element of [
      <ConnectionStatus key="1" companyId={companyId} />,
      <DataStatus key="2" companyId={companyId} />,
      live(<ConnectCTA />, { sessionKey: "" }),
    ]) {
      await expect(mount(element)).rejects.toMatchObject({ code: "ONB-404" });
    }
    vi.restoreAllMocks();
  });
});
