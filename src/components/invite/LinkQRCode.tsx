"use client";

import { fillText } from "../../core/messages/text.js";
import { mayHandOver } from "../../core/status/connectionStatus.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { svgFile } from "../../hooks/invite/qrCode.js";
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

/**
 * The colleague's link as a QR code, where it leads, and the code as a file. Its encoder is loaded with the first
 * press. Renders a `<div>` with a button, and nothing where there is no link to pass on.
 */
export const LinkQRCode = createPart<LinkQRCodeProps, HTMLDivElement>("LinkQRCode", "div", (_props, step) => {
  const { problem, prefetch } = step.links.invite;
  const { shown, toggle } = useQRCode(step);
  const words = messagesFor("share", english, step);
  const code = ({ size, path, host }: NonNullable<UseQRCodeResult["shown"]>) => (
    <div {...privacyAttributes}>
      <svg
        role="img"
        aria-label={fillText(words.qrAlt, { host })}
        viewBox={`0 0 ${size} ${size}`}
        width={size * 5}
        shapeRendering="crispEdges"
      >
        {/* Scanners need dark on light, whatever the page's colours. */}
        <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
        <path fill="#000" d={path} />
      </svg>
      <p>{sentence(words.qrHost, step, { host })}</p>
      <a download="qr-code.svg" href={`data:image/svg+xml,${encodeURIComponent(svgFile({ size, path }))}`}>
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
