import type { Company, DataArrival } from "../../core/company/company.js";
import { eventVersion } from "../../core/company/eventVersion.js";
import { fieldsOf } from "../../core/json.js";
import { isLinkUrl } from "../../core/links/linkUrl.js";
import { parseSourceType } from "../../core/sourceType.js";
import { utcDate } from "../../core/utcDate.js";
import { serverError } from "../errors/serverError.js";
import { fewAtOnce } from "../utils/fewAtOnce.js";
import { withTimeLimit } from "../utils/wait.js";
import type { CodatClient } from "./codatClient.js";
import { type CodatCompany, type CodatConnection, parseCodatCompany } from "./codatCompany.js";
import type { CompanyRoots } from "./companyRoots.js";
import type { Organisations } from "./organisations.js";
import type { Payer } from "./payer.js";
import { toCompanyConnection } from "./toCompanyConnection.js";

/** A company and its subsidiaries, with the fields that stay on the server. */
export interface CompanyTree {
  root: CodatCompany;
  /** Those of subsidiaries too, each with the company that it belongs to. */
  connections: readonly CodatConnection[];
  /** When Codat answered, for each company read. */
  readAt: ReadonlyMap<string, Date>;
}

/** Reads companies from Codat. */
export interface CompanyReader {
  /** The company as a browser may see it. Rejects with `ONB-515` when it was deleted. */
  read(companyId: string, payer: Payer): Promise<Company>;
  /** The company with its links; one-time links are made by the reading. `undefined` when it was deleted. */
  tree(companyId: string, payer: Payer): Promise<CompanyTree | undefined>;
  /** The parent of a subsidiary; any other company's own id. */
  rootOf(companyId: string): Promise<string>;
  /** The same without a call to Codat; `undefined` where it is not known yet. */
  knownRootOf(companyId: string): Promise<string | undefined>;
}

export interface CompanyReaderOptions {
  codat: CodatClient;
  roots: CompanyRoots;
  organisations: Organisations;
  linkHosts?: readonly string[] | undefined;
  /** Called where Codat does not know the company: it was deleted. */
  onGone: (companyId: string) => Promise<void>;
}

/** Each one costs a call. */
const mostSubsidiaries = 20;
/** Of one company: half of what Codat allows, so that others get through. Each listens to the reading's signal. */
const callsAtOnce = 5;
/** Milliseconds for all calls of one reading together: a person may be waiting. */
const readingTime = 20_000;

export function createCompanyReader(options: CompanyReaderOptions): CompanyReader {
  const { codat, roots, organisations, linkHosts, onGone } = options;

  async function get(
    companyId: string,
    { payer, signal }: { payer?: Payer; signal?: AbortSignal } = {},
  ): Promise<{ company: CodatCompany; at: Date } | undefined> {
    const path = `/companies/${companyId}`;
    const answer = await codat({ path, expected: (code) => code === 404, payer, signal });
    if (answer.status === 404) return undefined;
    const company = parseCodatCompany(answer.body);
    if (company?.id === companyId) return { company, at: answer.at };
    // Not a deletion: a proxy in between may answer anything with a 200.
    throw serverError("codatCompanyUnreadable", { correlationId: answer.correlationId });
  }

  async function readTree(
    companyId: string,
    payer: Payer,
    signal: AbortSignal,
  ): Promise<CompanyTree | undefined> {
    const root = await get(companyId, { payer, signal });
    if (!root) return undefined;
    const ids = [...new Set(root.company.subsidiaryIds)].filter((id) => id !== companyId);
    const begun = { payer: { ...payer, isBegun: true }, signal };
    const subsidiaries = await fewAtOnce(ids.slice(0, mostSubsidiaries), callsAtOnce, (id) => get(id, begun));
    const read = [root, ...subsidiaries.flatMap((subsidiary) => subsidiary ?? [])];
    // Its own root is put with what is kept of it.
    for (const { company } of read) if (company.id !== companyId) await roots.repeat(company.id, companyId);
    return {
      root: root.company,
      connections: read.flatMap(({ company }) => company.connections),
      readAt: new Map(read.map(({ company, at }) => [company.id, at])),
    };
  }

  async function arrivalOf(
    { id, companyId, sourceType, raw }: CodatConnection,
    payer: Payer,
    signal: AbortSignal,
  ) {
    const at = utcDate(fieldsOf(raw)["lastSync"]);
    if (!at) return undefined;
    const isAccounting = parseSourceType(sourceType) === "accounting";
    const organisation = isAccounting ? await organisations.of(companyId, id, { payer, signal }) : undefined;
    return [id, { at, organisation }] satisfies [string, DataArrival];
  }

  async function readCompany(companyId: string, payer: Payer, signal: AbortSignal): Promise<Company> {
    const found = await readTree(companyId, payer, signal);
    if (!found) {
      await onGone(companyId);
      throw serverError("companyDeleted");
    }
    const { root, connections, readAt } = found;
    const begun = { ...payer, isBegun: true };
    const arrivals = await fewAtOnce(connections, callsAtOnce, (connection) =>
      arrivalOf(connection, begun, signal),
    );
    const versionOf = (owner: string) => eventVersion(readAt.get(owner)?.toISOString() ?? "") ?? "";
    return {
      id: companyId,
      linkHost: linkHost(root.redirect, linkHosts),
      connections: connections.flatMap(({ raw, companyId: owner }) => {
        return toCompanyConnection(raw, versionOf(owner)) ?? [];
      }),
      arrivals: Object.fromEntries(arrivals.flatMap((arrival) => (arrival ? [arrival] : []))),
      // The earliest: subsidiaries are read a little later, and an event after the first reading must not look old.
      readAt: [...readAt.keys()].map(versionOf).sort()[0],
    };
  }

  return {
    tree: (companyId, payer) => withTimeLimit(readingTime, (signal) => readTree(companyId, payer, signal)),
    read: (companyId, payer) => withTimeLimit(readingTime, (signal) => readCompany(companyId, payer, signal)),

    knownRootOf: roots.of,

    async rootOf(companyId) {
      const known = await roots.of(companyId);
      if (known) return known;
      const found = await get(companyId);
      // A deleted company has no parent.
      const rootId = found?.company.parentId ?? companyId;
      await roots.learn(companyId, rootId);
      return rootId;
    },
  };
}

function linkHost(redirect: string | undefined, hosts: readonly string[] | undefined): string {
  return redirect && isLinkUrl(redirect, { hosts }) ? new URL(redirect).host : "link.codat.io";
}
