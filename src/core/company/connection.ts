/** The fields of a Codat connection that decide a step's status; an API response fits as it is. */
export interface Connection {
  /** Codat's: `PendingAuth`, `Linked`, `Unlinked`, `Deauthorized`. */
  status: string;
  /** Codat's: `Accounting`, `Banking`, `BankFeed`, `Commerce` … */
  sourceType: string;
  /** Codat's four-letter platform key. */
  integrationKey?: string | null | undefined;
  /** When data last arrived, ISO 8601: nothing until the first has. */
  lastSync?: string | null | undefined;
  dataConnectionErrors?: readonly ConnectionError[] | null | undefined;
}

/** One entry of Codat's `dataConnectionErrors`. Old errors stay in the list. */
export interface ConnectionError {
  statusCode?: string | null | undefined;
  erroredOnUtc?: string | null | undefined;
  status?: string | null | undefined;
}
