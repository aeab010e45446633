import { AuthStep, type ConnectionStatus } from "codat-onboarding";
import { useState } from "react";

/** The page cannot know whether a connection stands: your server can, by Codat's webhooks, and says so here. */
export default function WhatYouKnow() {
  const [status, setStatus] = useState<ConnectionStatus>("idle");
  return (
    <>
      <p>
        <label>
          What your server says{" "}
          <select value={status} onChange={(event) => setStatus(event.target.value as ConnectionStatus)}>
            {["idle", "pending", "failed", "connected", "ready", "disconnected"].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </p>
      <AuthStep
        companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
        appName="Acme Lending"
        platformName="Xero"
        status={status}
        storage={null}
      />
    </>
  );
}
