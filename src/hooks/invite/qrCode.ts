/** A QR code as one path: a module is one unit. */
export interface QRCode {
  /** Units along each side, the quiet zone of four (ISO/IEC 18004) included. */
  size: number;
  path: string;
}

/** Draws a text. The encoder is loaded with the first code. */
export async function drawQRCode(text: string): Promise<QRCode> {
  const { encode } = await import("uqr");
  const { data, size } = encode(text, { border: 4, ecc: "M", boostEcc: true });
  const row = (modules: boolean[], y: number) =>
    modules.map((dark, x) => (dark && !modules[x - 1] ? `M${x} ${y}${run(modules, x)}` : "")).join("");
  return { size, path: data.map(row).join("") };
}

function run(modules: boolean[], start: number): string {
  const end = modules.indexOf(false, start);
  return `h${end - start}v1h${start - end}z`;
}

/** A code as a file. */
export function svgFile({ size, path }: QRCode): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
