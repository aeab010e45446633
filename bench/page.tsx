import { AuthStep } from "codat-onboarding";
import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { HandWritten } from "./HandWritten.js";

type Status = "idle" | "pending";

const count = 300;
const ids = Array.from({ length: count }, (_, n) => `8a210b68-6988-11ed-a1eb-${String(n).padStart(12, "0")}`);

function Ours({ status }: { status: Status }): ReactNode {
  return ids.map((id) => (
    <AuthStep
      key={id}
      companyId={id}
      status={status}
      platformName="Xero"
      appName="Acme Lending"
      businessName="Oak & Elm Ltd"
      inviterName="Sam Patel"
      purpose="a business loan"
    />
  ));
}

function Floor({ status }: { status: Status }): ReactNode {
  return ids.map((id) => <HandWritten key={id} companyId={id} status={status} />);
}

const updates = 6;

/** Mounts 300 steps, lets their effects run, updates them all a few times, removes them; milliseconds with layout. */
async function measure(Steps: typeof Ours): Promise<{ mount: number; update: number; html: string }> {
  const container = document.createElement("div");
  document.body.append(container);
  const root = createRoot(container);
  const timed = (status: Status) => {
    const start = performance.now();
    flushSync(() => root.render(<Steps status={status} />));
    container.getBoundingClientRect();
    return performance.now() - start;
  };
  const mount = timed("idle");
  const html = container.firstElementChild?.outerHTML ?? "";
  await new Promise((settled) => setTimeout(settled, 50));
  let update = 0;
  for (let n = 1; n <= updates; n++) update += timed(n % 2 ? "pending" : "idle") / updates;
  flushSync(() => root.unmount());
  container.remove();
  return { mount, update, html };
}

Object.assign(window, { measureOurs: () => measure(Ours), measureFloor: () => measure(Floor) });
