import type { Link } from "../../core/links/linkUrl.js";
import type { InviteChannel } from "../../core/step/stepEvent.js";
import type { Step } from "../step/stepContext.js";

const prepared = new WeakSet<Link>();

/** Reports that an invite left the page, to the host, and once to the companion that made its link. */
export function trackInvite({ dispatch, emit, links }: Step, channel: InviteChannel): void {
  const { source, prefetch, language, name } = links.invite;
  dispatch({ type: "invite" });
  if (source?.prepare)
    prefetch?.().then(
      (link) => {
        if (!prepared.has(link)) source.prepare?.(language, name);
        prepared.add(link);
      },
      // What could not be fetched was not passed on.
      () => {},
    );
  emit.invite({ channel });
}
