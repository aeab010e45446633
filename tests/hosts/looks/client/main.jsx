import { AuthStep, ConnectCTA, DeviceNotice, OnboardingDefaults } from "codat-onboarding";
import { createRoot } from "react-dom/client";

const next = { label: "Continue", onClick() {} };
const OwnButton = ({ className = "", ...props }) => (
  <button type="button" {...props} className={`btn btn-success ${className}`} />
);

/** Whole steps, one for each id; the test presses what leads on from there. */
const scenes = {
  ask: {},
  consent: {},
  failed: { status: "failed" },
  unsupported: { status: "failed", reason: "unsupported" },
  disconnected: { status: "disconnected" },
  handOver: {},
  ways: {},
  message: {},
  answers: {},
  waiting: { invite: "opened", next },
  returned: { status: "pending", reason: "returned", next },
  connected: { status: "connected", next: { label: "Continue", href: "#next" } },
  unavailable: { status: "unavailable", reason: "unreachable", next },
};

createRoot(document.getElementById("root")).render(
  <OnboardingDefaults
    companyId="11111111-2222-4333-8444-555555555555"
    appName="Acme Lending"
    platformName="Xero"
    businessName="Oak & Elm Ltd"
    inviterName="Alex"
    privacyUrl="#privacy"
    supportUrl="mailto:help@acme.example"
  >
    <main>
      {Object.entries(scenes).map(([id, props]) => (
        <AuthStep key={id} id={id} storage={null} {...props} />
      ))}
      <DeviceNotice id="device" platformKey="pqsw" />
    </main>
    <aside>
      <OwnButton id="bare">Connect</OwnButton>
      <ConnectCTA id="rendered" render={<OwnButton />} />
      <AuthStep storage={null} status="connected" next={<OwnButton id="slotted">Connect</OwnButton>} />
      <ConnectCTA id="utility" className="bg-red-600" />
      <ConnectCTA id="important" className="bg-red-600!" />
      <ConnectCTA id="token-3" className="[--co-button-background:theme(colors.red.600)]" />
      <ConnectCTA id="token-4" className="[--co-button-background:var(--color-red-600)]" />
      <p id="red" className="bg-red-600" />
    </aside>
  </OnboardingDefaults>,
);
