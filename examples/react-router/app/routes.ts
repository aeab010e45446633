import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("onboarding", "routes/onboarding.tsx"),
  route("sign-in", "routes/signIn.ts"),
  route("api/codat/*", "routes/companion.ts"),
  // The pages that colleagues see.
  route("connect/*", "routes/companion.ts", { id: "connect" }),
] satisfies RouteConfig;
