import jsQR from "jsqr";

/** What somebody else's decoder reads from a picture of a code. */
export async function readQRCode(svg: string): Promise<string | undefined> {
  const picture = new Image();
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await picture.decode();
  const side = 600;
  const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // A page in the dark: what the picture leaves open stays black.
  context.fillRect(0, 0, side, side);
  context.drawImage(picture, 20, 20, side - 40, side - 40);
  const { data } = context.getImageData(0, 0, side, side);
  return jsQR(data, side, side, { inversionAttempts: "dontInvert" })?.data;
}
