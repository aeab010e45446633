import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Onboarding, type Session } from "./Onboarding";
import "codat-onboarding/styles.css";

const session: Session | null = await (await fetch("/me")).json();

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <main>
      <h1>Your application</h1>
      {session ? <Onboarding session={session} /> : <p>Please sign in.</p>}
    </main>
  </StrictMode>,
);
