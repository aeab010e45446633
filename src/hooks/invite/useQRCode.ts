"use client";

import { useState } from "react";
import type { Link } from "../../core/links/linkUrl.js";
import { share as english } from "../../locales/en.json";
import type { Step } from "../step/stepContext.js";
import { messagesFor } from "../step/useMessages.js";
import type { QRCode } from "./qrCode.js";
import { useShareAction } from "./useShareAction.js";

/** A QR code of the colleague's link, drawn when the customer wants it. */
export interface UseQRCodeResult {
  /** The code and where it leads, while it is shown. */
  shown?: (QRCode & Pick<Link, "url" | "host">) | undefined;
  /** Shows the code, or hides it. */
  toggle(): Promise<void>;
}

/** {@link UseQRCodeResult} for a step at hand. */
export function useQRCode(step: Step): UseQRCodeResult {
  const { link, resolve } = step.links.invite;
  const [drawn, setDrawn] = useState<UseQRCodeResult["shown"]>();
  const passOn = useShareAction(step, "qr", messagesFor("share", english, step).qrFailed);
  // The link of another company is not shown any longer.
  const shown = drawn?.url === link?.url ? drawn : undefined;
  return {
    shown,
    async toggle() {
      if (shown) setDrawn(undefined);
      else
        await passOn(
          () => link ?? resolve(),
          async ({ url, host }) => {
            const code = await import("./qrCode.js");
            setDrawn({ ...code.drawQRCode(url), url, host });
          },
        );
    },
  };
}
