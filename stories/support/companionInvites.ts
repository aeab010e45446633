import type { Company, CompanyEvent, CompanyInvite } from "codat-onboarding/live";

/** Where the invites of the companion in the page lead. */
export const inviteHost = "apply.acmelending.example";

const day = 24 * 60 * 60 * 1000;
const threeDaysAgo = Date.now() - 3 * day;

/** An invite to connect, prepared three days ago, for fourteen days; `n` orders them. */
export function inviteOf(
  state: CompanyInvite["state"] = "prepared",
  n = 1,
  more: Partial<CompanyInvite> = {},
): CompanyInvite {
  const at = new Date(threeDaysAgo + n).toISOString();
  return {
    id: `invite${n}`,
    kind: "connect",
    sourceType: "accounting",
    state,
    createdAt: at,
    changedAt: at,
    expiresAt: new Date(threeDaysAgo + 14 * day).toISOString(),
    version: 1,
    ...more,
  };
}

/** A company of a companion that makes invites. */
export function inviting(company: Company, ...invites: CompanyInvite[]): Company {
  return { ...company, inviteHost, invites };
}

/** The link of an invite: its page on the host's domain. */
export function inviteUrl(id: string): string {
  return `https://${inviteHost}/connect/${id.padEnd(47, "0")}`;
}

/** What the companion in the page does about invites. */
export interface CompanionInvites {
  /** What each `POST` asked for. */
  readonly wishes: readonly Record<string, unknown>[];
  /** Changes one, the newest if none is named, and tells of it. */
  change(change: Partial<CompanyInvite>, id?: string): void;
  /** Answers a request, if it is about invites. */
  answer(path: string, request: Request): Promise<Response | undefined>;
}

const live = ["prepared", "opened", "started", "returned"];

/** Keeps the invites of the company that `get` and `set` are about. */
export function createCompanionInvites(
  get: () => Company | undefined,
  set: (company: Company) => void,
  tell: (event: CompanyEvent) => void,
): CompanionInvites {
  const wishes: Record<string, unknown>[] = [];
  /** Those whose link was fetched and not passed on: nobody is told of them. */
  const unused = new Map<string, CompanyInvite>();
  let count = 0;

  const all = () => get()?.invites ?? [];
  function keep(invite: CompanyInvite) {
    const company = get();
    if (!company) return;
    unused.delete(invite.id);
    set({ ...company, invites: [invite, ...all().filter(({ id }) => id !== invite.id)] });
    tell({ type: "invite", invite });
  }
  function change(changes: Partial<CompanyInvite>, id = all()[0]?.id) {
    const known = all().find((one) => one.id === id);
    if (!known || !live.includes(known.state)) return;
    keep({ ...known, ...changes, changedAt: new Date().toISOString(), version: known.version + 1 });
  }
  function ensure({ kind, sourceType, prepared }: Record<string, unknown>): CompanyInvite {
    const alike = (one: CompanyInvite) => one.kind === kind && one.sourceType === sourceType;
    const known = all().find((one) => live.includes(one.state) && alike(one));
    if (known) return known;
    const more = { kind, sourceType } as Partial<CompanyInvite>;
    const found = [...unused.values()].find(alike) ?? inviteOf("prepared", ++count + 10, more);
    unused.set(found.id, found);
    if (prepared) keep(found);
    return found;
  }

  return {
    wishes,
    change,
    async answer(path, request) {
      const [, part, id] = path.split("/");
      if (part !== "invites") return undefined;
      const { method } = request;
      const body = method === "POST" ? await request.json() : {};
      if (method === "GET")
        return Response.json({ invites: all().map((one) => ({ ...one, url: inviteUrl(one.id) })) });
      if (method === "POST" && !id) {
        wishes.push(body);
        const invite = ensure(body);
        return Response.json({ ...invite, url: inviteUrl(invite.id) });
      }
      if (!all().some((one) => one.id === id)) return Response.json({ error: "not found" }, { status: 404 });
      change(method === "DELETE" ? { state: "cancelled" } : { name: body.name || undefined }, id);
      return new Response(null, { status: 204 });
    },
  };
}
