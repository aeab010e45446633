import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Invite } from "./invites.js";
import type { Draft } from "./mailClient.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The page as a host would ship it: the built package, in a bundle. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}tests/mail/page.tsx`],
    bundle: true,
    format: "iife",
    jsx: "automatic",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
    // Without this esbuild follows tsconfig's paths, and tests the sources instead of what is shipped.
    tsconfigRaw: {},
  });
  return outputFiles[0]?.text ?? "";
}

const script = bundle();

/** The page that a customer writes and clicks on. */
export async function pageFor(invite: Invite): Promise<string> {
  // A one-time link is a function in a host's page, and functions do not survive JSON; the page makes one of it.
  const data = JSON.stringify(invite.props).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Invite</title>
<div id="root"></div>
<script>window.invite = ${data}</script>
<script>${(await script).replaceAll("</script", "<\\/script")}</script>
</html>`;
}

/** The draft that the page must open: the link alone on its line, with the space that keeps the next word off it. */
export function draftOf({ to, subject, before, after, props }: Invite): Draft {
  return { to, subject, body: `${before}\n\n${props.linkUrl} \n\n${after}` };
}
