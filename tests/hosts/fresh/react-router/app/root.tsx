import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts } from "react-router";

export default function Root(): ReactNode {
  return (
    <html lang="en">
      <head>
        <link rel="icon" href="data:," />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <Scripts />
      </body>
    </html>
  );
}
