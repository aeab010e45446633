import type { ReactNode } from "react";

/** A server component: nothing of it is sent to the browser but its element. */
export async function QuietButton(): Promise<ReactNode> {
  return <button type="button" className="acme-button acme-quiet" data-rendered-on="server" />;
}
