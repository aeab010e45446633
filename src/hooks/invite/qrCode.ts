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
  const row = (modules: boolean[], y: number) =>
    modules.map((dark, x) => (dark && !modules[x - 1] ? `M${x} ${y}${run(modules, x)}` : "")).join("");
  const path = data.map(row).join("");
  return {
    size,
    file: `data:image/svg+xml,${encodeURIComponent(svgFile(size, path))}`,
    paint(canvas, dots) {
      const context = canvas?.getContext("2d");
      if (!context) return;
      context.setTransform(dots, 0, 0, dots, 0, 0);
      context.fillStyle = "#fff";
      context.fillRect(0, 0, size, size);
      context.fillStyle = "#000";
      context.fill(new Path2D(path));
    },
  };
}

function run(modules: boolean[], start: number): string {
  const end = modules.indexOf(false, start);
  return `h${end - start}v1h${start - end}z`;
}

function svgFile(size: number, path: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
