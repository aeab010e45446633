import { AuthStep, type OnboardingError } from "codat-onboarding";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const held: (() => void)[] = [];

/** What a script outside reads and steers. */
const opening = {
  log: [] as string[],
  /** Lets the links go that are held, once it has said how many there are: the page may leave with them. */
  release() {
    setTimeout(() => {
      for (const go of held.splice(0)) go();
    });
    return held.length;
  },
};
Object.assign(window, { opening });

const query = new URLSearchParams(location.search);
const destination = `${location.origin}/hosted-link?use=`;

const refuse = () => {
  throw new DOMException("no", "SecurityError");
};
const close = () => void opening.log.push("close");
const blank = () => document.implementation.createHTMLDocument();
const goes = { replace: () => void opening.log.push("went") };

/** What `window.open` does and gives in the shells of hybrid apps, by the word in this page's address. */
const shells: Record<string, (url: string) => unknown> = {
  nothing: () => null,
  throws: refuse,
  "no document": () => ({ close }),
  "nothing to close": () => ({}),
  "a document that throws": () =>
    Object.defineProperty({ close, location: goes }, "document", { get: refuse }),
  "a location that throws": () =>
    Object.defineProperty({ close, document: blank() }, "location", { get: refuse }),
  // Where there is one window only, as the standard has it for one that is there: without an address it stays.
  "the page's own window": (url) => {
    if (url) location.href = url;
    return window;
  },
};
const shell = shells[query.get("shell") ?? ""];
if (shell) window.open = shell as typeof window.open;

/** Held until it is released, and as unlucky, as the address of this page says. */
async function fetchLink(use: string): Promise<string> {
  opening.log.push(`fetch ${use}`);
  if (query.has("held")) await new Promise<void>((go) => held.push(go));
  if (query.has("fail")) throw new Error("offline");
  return destination + use;
}

createRoot(document.body.appendChild(document.createElement("div"))).render(
  <StrictMode>
    <AuthStep
      companyId="3f2b8c1e-5a4d-4e6f-9b7a-1c2d3e4f5a6b"
      appName="Acme Lending"
      storage={null}
      linkHosts={[location.host]}
      linkUrl={query.has("known") ? `${destination}known` : fetchLink}
      target={query.has("self") ? "_self" : "_blank"}
      onConnect={() => void opening.log.push("connect")}
      onError={({ code }: OnboardingError) => void opening.log.push(`error ${code}`)}
    />
  </StrictMode>,
);
