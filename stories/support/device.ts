/** What the browser says it runs on. */
export type EmulatedDevice = "phone" | "tablet" | "windows" | "mac";

/** The shorter and the longer side of its screen. */
const screens = { phone: [390, 844], tablet: [820, 1180] } as const;

/** The browser says that it runs on that device, held upright, until the function that comes back is called. */
export function emulateDevice(device: EmulatedDevice): () => void {
  const real = window.matchMedia;
  const touch = device === "phone" || device === "tablet";
  const [width, height] = touch ? screens[device] : [1440, 900];
  const answers = [
    override(window, "matchMedia", (query: string) =>
      query === "(pointer: coarse)" ? { ...real("all"), matches: touch } : real.call(window, query),
    ),
    override(screen, "width", width),
    override(screen, "height", height),
    override(navigator, "platform", device === "windows" ? "Win32" : "MacIntel"),
    override(navigator, "userAgentData", undefined),
  ];
  return () => {
    for (const restore of answers) restore();
  };
}

function override(on: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(on, name);
  Object.defineProperty(on, name, { configurable: true, writable: true, value });
  return () => {
    if (own) Object.defineProperty(on, name, own);
    else Reflect.deleteProperty(on, name);
  };
}
