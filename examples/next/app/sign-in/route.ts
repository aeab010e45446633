import { signIn } from "../session";

/** Stands for the host's own login. */
export function POST(): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": signIn() } });
}
