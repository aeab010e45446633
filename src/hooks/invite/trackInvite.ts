import type { Link } from "../../core/links/linkUrl.js";
import type { InviteChannel } from "../../core/step/inviteChannel.js";
import type { Step } from "../step/stepContext.js";

const prepared = new WeakSet<Link>();

/** Reports that an invite left the page, to the host, and once to the companion that made its link. */
export function trackInvite(step: Step, channel: InviteChannel): void {
  const { dispatch, emit, links, status, news } = step;
  const { source, prefetch, language, name, own } = links.invite;
  dispatch({ type: "invite", channel, status, news, name, own });
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
