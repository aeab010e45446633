import { setTimeout as pause } from "node:timers/promises";
import type { Desktop } from "./desktop.js";
import { waitFor } from "./waitFor.js";

export const PICTURE_PROGRAMS = [
  { command: "import", package: "imagemagick" },
  { command: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", package: "fonts-dejavu-core" },
  { command: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", package: "fonts-noto-cjk" },
];

/** The id of the visible window whose title holds these words. */
export function findWindow(desktop: Desktop, title: string): Promise<string> {
  return waitFor(`a window "${title}"`, async () => {
    // xdotool ends with 1 while there is none.
    const found = await desktop.run("xdotool", ["search", "--onlyvisible", "--name", title]).catch(() => "");
    return found.split("\n").find(Boolean);
  });
}

/** Writes what the window shows as PNG (ImageMagick's `import`). */
export async function photograph(desktop: Desktop, window: string, file: string): Promise<void> {
  await desktop.run("xdotool", ["windowactivate", "--sync", window, "mousemove", "1390", "1040"]);
  // Nothing tells when a toolkit has painted its last line or hidden its scroll bar.
  await pause(1_500);
  await desktop.run("import", ["-window", window, "-strip", file]);
}
