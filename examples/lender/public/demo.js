// The demo's theme and direction, before the first paint. A real host has no such file.
try {
  const { theme = "system", dir = "ltr" } = JSON.parse(localStorage.getItem("demo") ?? "{}");
  if (theme !== "system") document.documentElement.setAttribute("data-co-theme", theme);
  document.documentElement.dir = dir;
} catch {
  // Storage is blocked: the system's theme, left to right.
}
