"use client";

import { useRef, useState } from "react";
import type { Link } from "../core/linkUrl.js";
import { stepError } from "../core/stepError.js";
import { share as english } from "../locales/en.json";
import { handOver } from "./handOver.js";
import { drawQRCode, type QRCode } from "./qrCode.js";
import type { Step } from "./step.js";
import { wordsFor } from "./words.js";

/** A QR code of the colleague's link, drawn when it is asked for. */
export interface LinkCode {
  /** The code and where it leads, while it is shown. */
  shown?: (QRCode & Pick<Link, "url" | "host">) | undefined;
  /** Shows the code, or hides it. */
  toggle(): Promise<void>;
}

/** {@link LinkCode} for a step at hand. */
export function useQRCode(step: Step): LinkCode {
  const { link, resolve } = step.links.invite;
  const [drawn, setDrawn] = useState<LinkCode["shown"]>();
  const busy = useRef(false);
  // Another company's link is not shown on.
  const shown = drawn?.url === link?.url ? drawn : undefined;

  const draw = async () => {
    const found = link ?? (await resolve().catch(() => undefined));
    // A link that could not be fetched has been told of.
    if (!found) return;
    const { url, host } = found;
    try {
      setDrawn({ ...(await drawQRCode(url)), url, host });
      handOver(step, "qr");
    } catch (cause) {
      step.say({ text: wordsFor("share", english, step.settings).qrFailed, failed: true });
      step.emit({ type: "error", detail: stepError("ONB-302", { recoverable: true, cause }) });
    }
  };
  return {
    shown,
    async toggle() {
      if (shown) return setDrawn(undefined);
      if (busy.current) return;
      busy.current = true;
      await draw();
      busy.current = false;
    },
  };
}
