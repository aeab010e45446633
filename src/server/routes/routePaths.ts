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

/** Whether a path lies in the part of the address space that a route begins. */
export function isBelowRoute(path: string, paths: readonly string[] = Object.values(routePaths)): boolean {
  const segmentOf = (whole: string) => whole.split("/")[1];
  return paths.some((routePath) => segmentOf(routePath) === segmentOf(path));
}
