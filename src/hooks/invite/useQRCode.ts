"use client";

import { useState } from "react";
import type { Link } from "../../core/links/linkUrl.js";
import { share as english } from "../../locales/en.json";
import type { Step } from "../step/step.js";
import { wordsFor } from "../step/words.js";
import { drawQRCode, type QRCode } from "./qrCode.js";
import { usePassing } from "./usePassing.js";

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
  const passOn = usePassing(step, "qr", wordsFor("share", english, step).qrFailed);
  // Another company's link is not shown on.
  const shown = drawn?.url === link?.url ? drawn : undefined;
  return {
    shown,
    async toggle() {
      if (shown) setDrawn(undefined);
      else
        await passOn(
          () => link ?? resolve(),
          async ({ url, host }) => setDrawn({ ...(await drawQRCode(url)), url, host }),
        );
    },
  };
}
