import { type Local, type LocalEvent, nextAlone, untouched } from "./local.js";

/** {@link Local} after an event: the same object where the event changes nothing. */
export function nextLocal(local: Local, event: LocalEvent): Local {
  const next = { ...nextAlone(local, event), ...moreBy(event, local) };
  return (Object.keys(next) as (keyof Local)[]).some((name) => next[name] !== local[name]) ? next : local;
}

/** What an event of a whole step changes beside the usual. */
function moreBy(event: LocalEvent, { panel }: Local): Partial<Local> {
  switch (event.type) {
    case "front":
      return { front: event.front };
    case "confirm":
      return { ...untouched, confirmed: true, asked: undefined, front: undefined };
    case "invite": {
      const { channel, status, news = "none", name, own } = event;
      const asked = { asked: true, askedIn: status, askedNews: news, askedName: name, channel };
      // A code is there to be scanned, for as long as it takes.
      return { panel: panel && channel === "qr", front: undefined, ...(!own && asked) };
    }
    case "return": {
      const { outcome, news = "none" } = event;
      const hasFailed = outcome === "failed" || outcome === "unsupported";
      const failed = { asked: false, askedNews: news, askedIn: undefined };
      return { ...untouched, returned: outcome, front: undefined, ...(hasFailed && failed) };
    }
    default:
      return {};
  }
}

/** What of it outlives the page. */
export function storedLocal({ opening, panel, front, askedName, ...stored }: Local): Partial<Local> {
  return stored;
}
