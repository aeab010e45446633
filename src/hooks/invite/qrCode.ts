import { encode } from "uqr";

/** A QR code, to be painted and to be kept. */
export interface QRCode {
  /** Units along each side, the quiet zone of four (ISO/IEC 18004) included. */
  size: number;
  /** Address of it as a file. */
  file: string;
  /** Black on white, at so many dots a unit. */
  paint(canvas: HTMLCanvasElement | null, dots: number): void;
}

/** Draws a text; loaded, with its encoder, when the first code is wanted. */
export function drawQRCode(text: string): QRCode {
  const { data, size } = encode(text, { border: 4, ecc: "M", boostEcc: true });
  const runs = data.flatMap((row, y) => row.flatMap((dark, x) => (dark && !row[x - 1] ? [[x, y]] : [])));
  const lengthAt = (x: number, y: number) => (data[y] ?? []).indexOf(false, x) - x;
  const path = runs.map(([x = 0, y = 0]) => `M${x} ${y}h${lengthAt(x, y)}v1h-${lengthAt(x, y)}z`).join("");
  return {
    size,
    file: `data:image/svg+xml,${encodeURIComponent(svgFile(size, path))}`,
    paint(canvas, dots) {
      const context = canvas?.getContext("2d");
      if (!context) return;
      context.fillStyle = "#fff";
      context.fillRect(0, 0, size * dots, size * dots);
      context.fillStyle = "#000";
      for (const [x = 0, y = 0] of runs) context.fillRect(x * dots, y * dots, lengthAt(x, y) * dots, dots);
    },
  };
}

function svgFile(size: number, path: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
