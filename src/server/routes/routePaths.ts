/**
 * Every path that the companion answers below its `basePath`; `:name` stands for one segment. Routes take their paths
 * from here, and `invites.path` may not overlap them where `basePath` is the root.
 */
export const routePaths = {
  webhooks: "/webhooks",
  company: "/company",
  events: "/events",
  connections: "/connections",
  connection: "/connections/:id",
  unlink: "/connections/:id/unlink",
  go: "/go",
  return: "/return",
  invites: "/invites",
  invite: "/invites/:id",
} as const;

export type RoutePath = (typeof routePaths)[keyof typeof routePaths];

/** What is not below the base path, by name: its path is the host's. */
export const absoluteRoutes = ["colleague", "styles"] as const;

export type AbsoluteRoute = (typeof absoluteRoutes)[number];

/** What a request can be for; `none`: nothing that the companion knows. */
export const routeNames = [...Object.values(routePaths), ...absoluteRoutes, "none"] as const;

export type RouteName = (typeof routeNames)[number];

/** Whether a path lies in the part of the address space that a route begins. */
export function isBelowRoute(path: string, paths: readonly string[] = Object.values(routePaths)): boolean {
  const segmentOf = (whole: string) => whole.split("/")[1];
  return paths.some((routePath) => segmentOf(routePath) === segmentOf(path));
}
