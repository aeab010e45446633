import { eventVersion } from "../../core/company/eventVersion.js";
import { hasInviteEnded } from "../../core/status/inviteState.js";
import type { CompanyReader, CompanyTree } from "../codat/companyReader.js";
import { colleaguePayer, type Payer } from "../codat/payer.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import { requestSite } from "../http/requestSite.js";
import { seeOtherResponse } from "../http/responses.js";
import type { Route, RouteHandler } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { CodatLink } from "../invites/createCodatLink.js";
import type { FoundInvite, Invites } from "../invites/invites.js";
import { findToken, type InviteTokens } from "../invites/inviteToken.js";
import { keptBeside } from "../invites/inviteUses.js";
import type { InviteRecord } from "../invites/life/inviteRecord.js";
import { isDeclinedInvite } from "../invites/life/nextInvite.js";
import type { Pages, PagesFor } from "../pages/pages.js";
import type { ReportError } from "../utils/reportError.js";
import type { ReportNothingShared } from "../utils/reportNothingShared.js";

export interface ColleagueRoutesOptions {
  invites: Invites;
  tokens: Pick<InviteTokens, "read">;
  reader: CompanyReader;
  linkOf: (invite: InviteRecord, tree: CompanyTree, payer: Payer) => Promise<CodatLink>;
  pagesFor: PagesFor;
  /** Path of the pages, without a slash at its end. */
  path: string;
  publicUrl: string;
  /** Called where Codat does not know the company: it was deleted. */
  onGone: (companyId: string) => Promise<void>;
  withTimeout: WithTimeout;
  report: ReportError;
  reportNothingShared: ReportNothingShared;
}

/** Only a process that has our secret has signed it: another one, or this one before it was started anew. */
const unknownHere = "An invite that was signed with the secret of this process is unknown to it";

/** A request by a link that names an invite. */
interface InviteVisit extends FoundInvite {
  pages: Pages;
  /** The invite's own address, as a path. */
  own: string;
  /** The page for the invite's present state. */
  page(invite: InviteRecord): Response;
}

/**
 * The colleague's page, without a session. Mail scanners open links before people do, so showing it writes nothing,
 * counts nothing and calls nobody; only its button changes something, and that of the page that asks whether to decline.
 */
export function colleagueRoutes(options: ColleagueRoutesOptions): readonly Route[] {
  const {
    invites,
    tokens,
    reader,
    linkOf,
    path,
    publicUrl,
    onGone,
    withTimeout,
    report,
    reportNothingShared,
  } = options;
  const publicOrigin = new URL(publicUrl).origin;
  const pagesOf = (request: Request, locale?: string) =>
    options.pagesFor(request, { locale, canRetry: true });

  function visit(answer: (visited: InviteVisit) => Promise<Response> | Response): RouteHandler {
    return (request, address = "") => {
      const { token } = findToken(address);
      const failed = (error?: unknown) => pagesOf(request).failed(error);

      async function respond(): Promise<Response> {
        try {
          const id = tokens.read(token);
          const found = id === undefined ? undefined : await invites.look(id);
          if (!found && id !== undefined) reportNothingShared(unknownHere);
          if (!found) return pagesOf(request).unknown();
          const pages = pagesOf(request, found.invite.locale);
          const own = `${path}/${token}`;
          return await answer({ ...found, pages, own, page: (shown) => pages.invite(shown, own) });
        } catch (error) {
          report(error);
          return failed(error);
        }
      }

      return withTimeout(respond(), () => failed());
    };
  }

  /** A press of a button, which only the page's own form may send. */
  function press(answer: (visited: InviteVisit) => Promise<Response>): RouteHandler {
    const handle = visit((visited) =>
      hasInviteEnded(visited.invite.state) ? visited.page(visited.invite) : answer(visited),
    );
    return async (request, address = "") =>
      isOwnForm(request) ? handle(request, address) : pagesOf(request).cannotOpen(403);
  }

  /** A proxy may have changed the request's address, so what the browser says about itself comes first. */
  function isOwnForm(request: Request): boolean {
    const origins = request.headers.has("sec-fetch-site") ? [] : [publicOrigin];
    return ["same", "allowed"].includes(requestSite(request, origins));
  }

  async function go({ invite: known, stored, pages, page }: InviteVisit): Promise<Response> {
    const { id, companyId, customer } = known;
    const kept = keptBeside(known, stored.records);
    const use = await invites.count(known, "presses", kept);
    if (!use.isAllowed) {
      const current = await invites.find(id);
      return current && hasInviteEnded(current.state) ? page(current) : pages.cannotOpen(429, use.wait);
    }
    const payer = colleaguePayer(customer.id, kept);
    const tree = await reader.tree(companyId, payer);
    if (!tree) {
      await onGone(companyId);
      const ended = await invites.find(id);
      return ended ? page(ended) : pages.unknown();
    }
    const found = { invite: known, stored };
    const { invite, url } = await invites.press(found, connectionsOf(tree), (one) =>
      linkOf(one, tree, payer),
    );
    if (url) return seeOtherResponse(url);
    return invite ? page(invite) : pages.unknown();
  }

  async function decline({ invite, stored, pages, page }: InviteVisit): Promise<Response> {
    if (!isDeclinable(invite)) return page(invite);
    const declined = await invites.apply(invite.id, { type: "declined" }, stored);
    return declined && isDeclinedInvite(declined) ? pages.declined(declined) : page(declined ?? invite);
  }

  const show = visit(({ invite, page }) => page(invite));
  const ask = visit(({ invite, own, pages, page }) =>
    isDeclinable(invite) ? pages.declining(invite, own) : page(invite),
  );
  const GET: RouteHandler = (request, address = "") =>
    (findToken(address).rest === "/decline" ? ask : show)(request, address);
  const presses: Record<string, RouteHandler> = { "": press(go), "/decline": press(decline) };
  const unknown = press(async ({ pages }) => pages.unknown());
  const POST: RouteHandler = (request, address = "") =>
    (presses[findToken(address).rest] ?? unknown)(request, address);
  // A mail program may have cut off the token; its reader gets a page too.
  return [{ path: `${path}/*`, absolute: true, name: "colleague", methods: { GET, HEAD: GET, POST } }];
}

/** One's own invite is cancelled, not declined. */
function isDeclinable({ kind }: InviteRecord): boolean {
  return kind !== "self";
}

function connectionsOf({ connections, readAt }: CompanyTree) {
  return connections.flatMap(({ raw, companyId }) => {
    return toCompanyConnection(raw, eventVersion(readAt.get(companyId)?.toISOString() ?? "") ?? "") ?? [];
  });
}
