import {
  answers,
  type FaultyProxy,
  holdsOneChunk,
  neverAnswers,
  refuses,
  startProxy,
  type Treatment,
} from "./faultyProxy.js";
import { type Hop, startNginx } from "./nginx.js";

/** What stands between a page and its companion. */
export interface Network {
  name: string;
  /** It is a real nginx. */
  nginx?: boolean;
  /**
   * What does not come through: the stream, or all that the companion says. `late`: a stream whose last word is held
   * back, which nobody can tell from one that has nothing to say.
   */
  fault?: "stream" | "companion" | "late";
  /** Puts it before a site. */
  start(site: string): Promise<FaultyProxy>;
}

const nginx = (name: string, hops: readonly Hop[], fault?: Network["fault"]): Network => ({
  name,
  nginx: true,
  ...(fault && { fault }),
  // The cure that the manual names.
  start: (site) =>
    startNginx(
      site,
      hops,
      hops.map((hop) => ({ ...hop, location: "proxy_buffering off;" })),
    ),
});

const own = (name: string, fault: "stream" | "companion" | "late", treatment: Treatment): Network => ({
  name: fault === "companion" ? `${name}, for all of the companion` : name,
  fault,
  start: (site) =>
    startProxy(
      site,
      (path) => path.startsWith(fault === "companion" ? "/api/" : "/api/codat/events"),
      treatment,
    ),
});

const faults = [
  ["no answer", neverAnswers],
  ["a page of 404", answers(404)],
  ["a page of 200", answers(200)],
  ["a 500", answers(500)],
  ["a refused connection", refuses],
] as const;

export const networks: readonly Network[] = [
  nginx("one nginx with its defaults (HTTP/1.0 to the companion)", [{}]),
  nginx("one nginx by HTTP/1.1", [{ location: 'proxy_http_version 1.1; proxy_set_header Connection "";' }]),
  nginx("one nginx with HTTP/2 before it", [{ http2: true }]),
  nginx("one nginx that compresses event streams", [
    { server: "gzip on; gzip_proxied any; gzip_types text/event-stream;" },
  ]),
  nginx("two nginx with their defaults", [{}, {}], "stream"),
  nginx(
    "two nginx that ignore X-Accel-Buffering",
    [0, 1].map(() => ({ location: "proxy_ignore_headers X-Accel-Buffering;" })),
    "stream",
  ),
  own("a proxy that holds each chunk back until the next", "late", holdsOneChunk),
  ...faults.map(([name, treatment]) => own(name, "stream", treatment)),
  ...faults.map(([name, treatment]) => own(name, "companion", treatment)),
];
