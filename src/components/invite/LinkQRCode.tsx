"use client";

import { fillText } from "../../core/messages/text.js";
import { mayHandOver } from "../../core/status/connectionStatus.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { type QRCode, svgFile } from "../../hooks/invite/qrCode.js";
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

/** Of the painting, for each of the code's units: more than a screen shows, so that it is sharp there. */
const dots = 10;

function paint(canvas: HTMLCanvasElement | null, { size, path }: QRCode): void {
  const context = canvas?.getContext("2d");
  if (!context) return;
  context.setTransform(dots, 0, 0, dots, 0, 0);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size, size);
  context.fillStyle = "#000";
  context.fill(new Path2D(path));
}

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
      {/* Scanners need dark on light: what is painted no style sheet and no dark mode recolours. */}
      <canvas
        ref={(canvas) => paint(canvas, { size, path })}
        role="img"
        aria-label={fillText(words.qrAlt, { host })}
        width={size * dots}
        height={size * dots}
        style={{ inlineSize: size * 5 }}
      />
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
