import type { Backplane } from "../backplane/backplane.js";
import type { Route, RouteHandler } from "../http/router.js";
import type { InviteService } from "../invites/createInviteService.js";
import { type PageStyles, pageStylesRoute } from "../pages/pageStyles.js";
import { type ColleagueRoutesOptions, colleagueRoutes } from "./colleagueRoutes.js";
import { type CompanyRoutesOptions, companyRoutes } from "./companyRoutes.js";
import { type ConnectionRoutesOptions, connectionRoutes } from "./connectionRoutes.js";
import { inviteRoutes } from "./inviteRoutes.js";
import { type LinkRouteOptions, linkRoute } from "./linkRoute.js";
import { createReadAfterReturn } from "./readAfterReturn.js";
import { createRefreshCompany } from "./refreshCompany.js";
import { type ReturnRouteOptions, returnRoute } from "./returnRoute.js";
import { routePaths } from "./routePaths.js";

export interface RoutesOptions
  extends CompanyRoutesOptions,
    Omit<ConnectionRoutesOptions, "refreshCompany">,
    LinkRouteOptions,
    Omit<ReturnRouteOptions, "readAfterReturn" | "invites" | "tokens">,
    Pick<ColleagueRoutesOptions, "onGone" | "reportNothingShared"> {
  backplane: Backplane;
  webhooks: RouteHandler;
  styles: PageStyles;
  /** The path below which the pages' stylesheet is. */
  pagesRoot: string;
  /** Without it there are no routes of invites. */
  inviteService?: InviteService | undefined;
}

/** Everything that the companion answers. */
export function createRoutes(options: RoutesOptions): readonly Route[] {
  const { backplane, webhooks, styles, pagesRoot, inviteService } = options;
  const refreshCompany = createRefreshCompany(options);
  const readAfterReturn = createReadAfterReturn({ backplane, refreshCompany });
  const shared = { ...options, refreshCompany, readAfterReturn };
  const withInvites = inviteService && { ...shared, ...inviteService };

  return [
    { path: routePaths.webhooks, any: webhooks },
    ...companyRoutes(shared),
    ...connectionRoutes(shared),
    linkRoute(shared),
    returnRoute(withInvites ?? shared),
    pageStylesRoute(styles, pagesRoot),
    ...(withInvites ? inviteRoutes(withInvites) : []),
    ...(withInvites ? colleagueRoutes(withInvites) : []),
  ];
}
