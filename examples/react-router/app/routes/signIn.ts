import { signIn } from "../session.server";

/** Stands for the host's own login. */
export function action(): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": signIn() } });
}
