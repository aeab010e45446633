import type { NextConfig } from "next";

export default {
  poweredByHeader: false,
  // This example stands inside of another repository, whose lock file Next would take for its own.
  turbopack: { root: import.meta.dirname },
} satisfies NextConfig;
