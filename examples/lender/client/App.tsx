import { signOut } from "codat-onboarding/live";
import { useState } from "react";
import { Header } from "./Header";
import { Live } from "./Live";
import { endSession } from "./me";
import { Onboarding } from "./Onboarding";
import { PrivacyPage } from "./PrivacyPage";
import { SignedOutPage } from "./SignedOutPage";
import { useMe } from "./useMe";

/** Who is here, and so what they see. */
export function App() {
  const { me, setMe, failed, load } = useMe();
  const [signedOut, setSignedOut] = useState(false);

  if (location.pathname === "/privacy") return <PrivacyPage />;
  if (signedOut) return <SignedOutPage />;
  if (!me) {
    return (
      <>
        <Header />
        <main className="card narrow">
          {failed ? (
            <>
              <h1>We can’t reach Acme Lending</h1>
              <p className="lead">Please check your connection.</p>
              <button type="button" className="button" onClick={load}>
                Try again
              </button>
            </>
          ) : (
            <p>Loading…</p>
          )}
        </main>
      </>
    );
  }
  return (
    <Live me={me} onSignedOut={() => setSignedOut(true)}>
      <Onboarding
        me={me}
        setMe={setMe}
        // Every tab of this browser is told; the server ends the streams of every other.
        onSignOut={() => endSession().then(() => signOut(me.sessionKey), reportError)}
      />
    </Live>
  );
}
