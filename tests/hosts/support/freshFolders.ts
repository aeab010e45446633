import { join } from "node:path";
import { root } from "../../docs/page.js";

/** The fresh apps that the manual's steps are done to. */
export const freshApps = ["next", "react-router", "express", "hono", "node", "vite"] as const;

export type FreshApp = (typeof freshApps)[number];

const shared: Record<FreshApp, readonly string[]> = {
  next: [],
  "react-router": [],
  express: ["session", "server"],
  hono: ["session", "server"],
  node: ["session", "server"],
  vite: ["session"],
};

/** The folders of what such an app has already. */
export function freshFolders(app: FreshApp): string[] {
  return [...shared[app], app].map((name) => join(root, "tests/hosts/fresh", name));
}
