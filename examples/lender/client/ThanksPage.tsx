import type { LinkRedirect } from "codat-onboarding/core";
import { useEffect } from "react";
import { Header } from "./Header";

/**
 * For the colleague whom the customer asked: Codat sends them to the same address, but they are nobody's
 * customer here. It says nothing of the customer, and believes the redirect no further than that.
 */
export function ThanksPage({ redirect }: { redirect: LinkRedirect }) {
  useEffect(() => {
    document.title = "Thank you · Acme Lending";
  }, []);
  const worked = redirect.outcome === "connected";
  return (
    <>
      <Header />
      <main className="card narrow">
        <h1>{worked ? "Thank you" : "Nothing new was connected"}</h1>
        <p>
          {worked
            ? "Codat says the connection worked. Whoever asked you will see it when we have confirmed it."
            : "You can open the link again, or tell whoever asked you that you can’t do it."}
        </p>
        <p>You can close this page.</p>
      </main>
    </>
  );
}
