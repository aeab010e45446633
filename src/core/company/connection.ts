/** The fields of a Codat connection that decide a step's status; an API response fits as it is. */
export interface Connection {
  status: string;
  sourceType: string;
  integrationKey?: string | null | undefined;
  lastSync?: string | null | undefined;
  dataConnectionErrors?: readonly ConnectionError[] | null | undefined;
}

/** One entry of Codat's `dataConnectionErrors`. Old errors stay in the list. */
export interface ConnectionError {
  statusCode?: string | null | undefined;
  erroredOnUtc?: string | null | undefined;
  status?: string | null | undefined;
}
