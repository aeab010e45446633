/** The lender's name, and whose application this is. */
export function Header({ business }: { business?: string | undefined }) {
  return (
    <header className="header">
      <p className="brand">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>Acme Lending</span>
      </p>
      {business && <p className="business">{business}</p>}
    </header>
  );
}
