import { signIn } from "../session";

export function POST(): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": signIn() } });
}
