import jsQR from "jsqr";

/** What somebody else's decoder reads from a picture of a code: an SVG file, or what is painted. */
export async function readQRCode(picture: string | HTMLCanvasElement): Promise<string | undefined> {
  const source = typeof picture === "string" ? await imageOf(picture) : picture;
  const side = 600;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // A page in the dark: what the picture leaves open stays black.
  context.fillRect(0, 0, side, side);
  context.drawImage(source, 20, 20, side - 40, side - 40);
  const { data } = context.getImageData(0, 0, side, side);
  return jsQR(data, side, side, { inversionAttempts: "dontInvert" })?.data;
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
