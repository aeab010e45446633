import type { Link } from "../../core/links/linkUrl.js";
import type { InviteChannel } from "../../core/step/stepEvent.js";
import type { Step } from "../step/stepContext.js";

const prepared = new WeakSet<Link>();

/** An invite left the page by one of its ways; whether it arrives is not known. Whoever made its link hears of it once. */
export function trackInvite({ dispatch, emit, links, language }: Step, channel: InviteChannel): void {
  const { source, prefetch } = links.invite;
  dispatch({ type: "invite" });
  if (source?.prepare)
    prefetch()?.then(
      (link) => {
        if (!prepared.has(link)) source.prepare?.(language);
        prepared.add(link);
      },
      // What could not be fetched was not passed on.
      () => {},
    );
  emit({ type: "invite", detail: { channel } });
}
