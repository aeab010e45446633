import { Header } from "./Header";

/** Where `privacyUrl` leads: only the lender can say how it uses the data. */
export function PrivacyPage() {
  return (
    <>
      <Header />
      <main className="card narrow">
        <h1>How Acme Lending uses your accounting data</h1>
        <p>
          We look at your sales, costs and balances of the last two years to decide how much we can lend and
          at what price. A person at Acme Lending makes that decision.
        </p>
        <p>
          We ask Codat to read your data while your application is open and, if you take the loan, until it is
          repaid. Then we ask Codat to disconnect and to delete the connection with the data it has read.
        </p>
        <p>We keep our decision and the figures it rests on for six years.</p>
        <p className="hint">Acme Lending is made up, and so is this page.</p>
      </main>
    </>
  );
}
