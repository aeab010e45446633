import { eventVersion } from "../../core/company/eventVersion.js";
import type { CompanyReader, CompanyTree } from "../codat/companyReader.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import { requestSite } from "../http/requestSite.js";
import { seeOtherResponse } from "../http/responses.js";
import { exactly, type Route, type RouteHandler } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { CodatLink } from "../invites/createInviteLink.js";
import type { InviteRecord } from "../invites/invite.js";
import { hasEnded } from "../invites/inviteStore.js";
import type { Invites } from "../invites/invites.js";
import type { InviteTokens } from "../invites/inviteToken.js";
import type { Pages, PagesFor } from "../pages/pages.js";
import { asOnboardingError, type ReportError } from "../utils/reportError.js";

export interface ColleagueRoutesOptions {
  invites: Invites;
  tokens: Pick<InviteTokens, "read">;
  reader: CompanyReader;
  linkOf: (invite: InviteRecord, tree: CompanyTree) => Promise<CodatLink>;
  pagesFor: PagesFor;
  /** Where the pages are, as a path without a slash at its end. */
  path: string;
  publicUrl: string;
  /** Codat does not know the company: it was deleted. */
  onGone: (companyId: string) => Promise<void>;
  withTimeout: WithTimeout;
  report: ReportError;
}

/** What is known of a request when it is answered. */
interface Opened {
  invite: InviteRecord;
  pages: Pages;
  /** The page of the invite as it is now. */
  page(invite: InviteRecord): Response;
}

/**
 * The colleague's page. To show it spends nothing, writes nothing and asks nobody, for mail scanners open links before
 * people do; only its two buttons change something, and nobody needs to be signed in.
 */
export function colleagueRoutes(options: ColleagueRoutesOptions): readonly Route[] {
  const { invites, tokens, reader, linkOf, pagesFor, path, publicUrl, onGone, withTimeout, report } = options;
  const publicOrigin = new URL(publicUrl).origin;

  function opening(answer: (opened: Opened) => Promise<Response> | Response): RouteHandler {
    return (request, token = "") => {
      const failed = (status = 503) => pagesFor(request).cannotOpen(status);

      async function answered(): Promise<Response> {
        try {
          const id = tokens.read(token);
          const invite = id === undefined ? undefined : await invites.find(id);
          if (!invite) return pagesFor(request).unknown();
          const pages = pagesFor(request, invite.locale);
          return await answer({ invite, pages, page: (one) => pages.invite(one, `${path}/${token}`) });
        } catch (error) {
          report(error);
          return failed(asOnboardingError(error).recoverable ? 503 : 502);
        }
      }

      return withTimeout(answered(), failed);
    };
  }

  /** For what a form does: only a form of the page itself may. */
  function pressing(answer: (opened: Opened) => Promise<Response>): RouteHandler {
    const handle = opening((opened) =>
      hasEnded(opened.invite) ? opened.page(opened.invite) : answer(opened),
    );
    return async (request, token) =>
      isOwnForm(request) ? handle(request, token ?? "") : pagesFor(request).cannotOpen(403);
  }

  /** A proxy may have changed the address that the request has here; what browsers say themselves comes first. */
  function isOwnForm(request: Request): boolean {
    const known = request.headers.has("sec-fetch-site") ? [] : [publicOrigin];
    return ["same", "allowed"].includes(requestSite(request, known));
  }

  async function go({ invite: { id, companyId, state }, pages, page }: Opened): Promise<Response> {
    if (!(await invites.count(id, "presses"))) {
      const now = await invites.find(id);
      return now && hasEnded(now) ? page(now) : pages.cannotOpen(429);
    }
    const tree = await reader.tree(companyId);
    // Whoever has the link was given it, so it may be settled too.
    if (tree && state === "none") await invites.update(id, () => ({ state: "prepared" }));
    if (tree) await invites.settle(companyId, connectionsOf(tree));
    else await onGone(companyId);
    const invite = await invites.find(id);
    if (!invite) return pages.unknown();
    if (!tree || hasEnded(invite)) return page(invite);
    const { url, connectionId = invite.connectionId } = await linkOf(invite, tree);
    const opened = await invites.update(id, () => ({ state: "opened", connectionId }));
    // Cancelled while Codat was asked.
    return opened && !hasEnded(opened) ? seeOtherResponse(url) : page(opened ?? invite);
  }

  async function decline({ invite, pages, page }: Opened): Promise<Response> {
    // Its page has no such button: the customer would decline to themselves.
    if (invite.kind === "self") return page(invite);
    const declined = await invites.update(invite.id, () => ({ state: "declined" }));
    return declined?.state === "declined" ? pages.declined(declined) : page(declined ?? invite);
  }

  const show = opening(({ invite, page }) => page(invite));
  const route = (rest: string, POST: RouteHandler): Route => ({
    path: exactly(path, rest),
    absolute: true,
    methods: { GET: show, HEAD: show, POST },
  });
  return [route("(?:/([^/]+))?", pressing(go)), route("/([^/]+)/decline", pressing(decline))];
}

function connectionsOf({ connections, readAt }: CompanyTree) {
  return connections.flatMap(({ raw, companyId }) => {
    return toCompanyConnection(raw, eventVersion(readAt.get(companyId)?.toISOString() ?? "") ?? "") ?? [];
  });
}
