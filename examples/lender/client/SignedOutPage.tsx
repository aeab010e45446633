import { useEffect } from "react";
import { Header } from "./Header";

/** Nothing of the customer is left on it, in this tab and in every other. */
export function SignedOutPage() {
  useEffect(() => {
    document.title = "Signed out · Acme Lending";
  }, []);
  return (
    <>
      <Header />
      <main className="card narrow">
        <h1>You are signed out</h1>
        <p>Your answers are kept with your application.</p>
        <a className="button" href="/onboarding">
          Start a new application
        </a>
      </main>
    </>
  );
}
