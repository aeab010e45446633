import type { Route, RouteHandler } from "../http/router.js";
import type { InviteService } from "../invites/createInviteService.js";
import { type PageStyles, pageStylesRoute } from "../pages/pageStyles.js";
import { type ColleagueRoutesOptions, colleagueRoutes } from "./colleagueRoutes.js";
import { type CompanyRoutesOptions, companyRoutes } from "./companyRoutes.js";
import { type ConnectionRoutesOptions, connectionRoutes } from "./connectionRoutes.js";
import { inviteRoutes } from "./inviteRoutes.js";
import { type LinkRouteOptions, linkRoute } from "./linkRoute.js";
import { createRefreshCompany } from "./refreshCompany.js";
import { type ReturnRouteOptions, returnRoute } from "./returnRoute.js";
import { routePaths } from "./routePaths.js";

export interface RoutesOptions
  extends CompanyRoutesOptions,
    Omit<ConnectionRoutesOptions, "refreshCompany">,
    LinkRouteOptions,
    Omit<ReturnRouteOptions, "refreshCompany" | "invites" | "tokens">,
    Pick<ColleagueRoutesOptions, "onGone"> {
  webhooks: RouteHandler;
  styles: PageStyles;
  /** The path below which the pages' stylesheet is. */
  pagesRoot: string;
  /** Without it there are no routes of invites. */
  inviteService?: InviteService | undefined;
}

/** Everything that the companion answers. */
export function createRoutes(options: RoutesOptions): readonly Route[] {
  const { webhooks, styles, pagesRoot, inviteService } = options;
  const shared = { ...options, refreshCompany: createRefreshCompany(options) };
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
