"use client";

import { fillText } from "../../core/messages/text.js";
import { mayHandOver } from "../../core/status/connectionStatus.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { type UseQRCodeResult, useQRCode } from "../../hooks/invite/useQRCode.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { share as english } from "../../locales/en.json";
import { buttonProps } from "../internals/buttonProps.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link LinkQRCode}, each member a `data-*` attribute. */
export interface LinkQRCodeState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link LinkQRCode}. */
export interface LinkQRCodeProps extends PartProps<"div", LinkQRCodeState> {}

const dotsAUnit = 5;

/**
 * The colleague's link as a QR code, where it leads, and the code as a file. Its encoder is loaded with the first
 * press. Renders a `<div>` with a button, and nothing where there is no link to pass on.
 */
export const LinkQRCode = createPart<LinkQRCodeProps, HTMLDivElement>("LinkQRCode", "div", (_props, step) => {
  const { problem, prefetch } = step.links.invite;
  const { shown, toggle } = useQRCode(step);
  const words = messagesFor("share", english, step);
  const code = ({ size, file, paint, host }: NonNullable<UseQRCodeResult["shown"]>) => (
    <div {...privacyAttributes}>
      {/* Scanners need dark on light: what is painted no style sheet and no dark mode recolours. */}
      <canvas
        ref={(canvas) => paint(canvas, dotsAUnit)}
        role="img"
        aria-label={fillText(words.qrAlt, { host })}
        width={size * dotsAUnit}
        height={size * dotsAUnit}
      />
      <p>{sentence(words.qrHost, step, { host })}</p>
      <a download="qr-code.svg" href={file}>
        {sentence(words.qrDownload, step)}
      </a>
    </div>
  );
  return {
    hidden: !!problem || !mayHandOver(step.button),
    state: { open: !!shown },
    defaultProps: {
      children: (
        <>
          <button
            {...buttonProps(step, shown ? words.qrHide : words.qrShow, toggle)}
            onPointerEnter={prefetch}
            onFocus={prefetch}
          />
          {shown && code(shown)}
        </>
      ),
    },
  };
});
