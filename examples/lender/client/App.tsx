import { parseLinkRedirect } from "codat-onboarding/core";
import { Header } from "./Header";
import { Onboarding } from "./Onboarding";
import { PrivacyPage } from "./PrivacyPage";
import { ThanksPage } from "./ThanksPage";
import { useMe } from "./useMe";

/** Who is here, and so what they see. */
export function App() {
  const { me, setMe, failed, refresh } = useMe();
  const redirect = parseLinkRedirect(location.search);

  if (location.pathname === "/privacy") return <PrivacyPage />;
  if (!me) {
    return (
      <>
        <Header />
        <main className="card narrow">
          {failed ? (
            <>
              <h1>We can’t reach Acme Lending</h1>
              <p className="lead">Please check your connection.</p>
              <button type="button" className="button" onClick={refresh}>
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
  // Codat sends a colleague to the same address; whose company it is, the session says and not the redirect.
  if (redirect?.companyId && redirect.companyId !== me.companyId) return <ThanksPage redirect={redirect} />;
  return <Onboarding me={me} setMe={setMe} refresh={refresh} />;
}
