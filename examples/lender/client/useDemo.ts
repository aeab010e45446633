import { useEffect, useState } from "react";

/** What can be tried out. A real host has none of this. */
export interface Demo {
  theme: "system" | "light" | "dark";
  dir: "ltr" | "rtl";
  required: boolean;
}

const initial: Demo = { theme: "system", dir: "ltr", required: false };

/** The demo's settings, kept across a reload; `public/demo.js` reads them before the first paint. */
export function useDemo(): [Demo, (changes: Partial<Demo>) => void] {
  const [demo, setDemo] = useState(read);
  useEffect(() => {
    const root = document.documentElement;
    if (demo.theme === "system") root.removeAttribute("data-co-theme");
    else root.setAttribute("data-co-theme", demo.theme);
    root.dir = demo.dir;
    try {
      localStorage.setItem("demo", JSON.stringify(demo));
    } catch {
      // Storage is blocked: the settings last as long as the page.
    }
  }, [demo]);
  return [demo, (changes) => setDemo((demo) => ({ ...demo, ...changes }))];
}

function read(): Demo {
  try {
    return { ...initial, ...JSON.parse(localStorage.getItem("demo") ?? "{}") };
  } catch {
    return initial;
  }
}
