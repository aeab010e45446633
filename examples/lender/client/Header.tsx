interface HeaderProps {
  /** Whose application this is. */
  business?: string | undefined;
  onSignOut?: (() => void) | undefined;
}

export function Header({ business, onSignOut }: HeaderProps) {
  return (
    <header className="header">
      <p className="brand">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>Acme Lending</span>
      </p>
      {business && (
        <p className="business">
          <span>{business}</span>
          <button type="button" onClick={onSignOut}>
            Sign out
          </button>
        </p>
      )}
    </header>
  );
}
