/** The stylesheet of the Hosted Link pages. Striped and violet, so that nobody takes them for a lender's site. */
export const hostedLinkStyles = `
:root {
  color-scheme: light dark;
  --page: #f6f3fb; --card: #fff; --text: #241a33; --muted: #5b5068; --line: #85779a;
  --accent: #5b2a9d; --on-accent: #fff; --band: #ffd84d; --on-band: #241a33;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #17121f; --card: #221b2d; --text: #f1ecf8; --muted: #bdb1cc; --line: #8d80a1;
    --accent: #cbb0f5; --on-accent: #1c1130;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
.band {
  margin: 0; padding: 0.75rem 1rem; background: var(--band); color: var(--on-band); text-align: center;
  border-bottom: 0.5rem solid;
  border-image: repeating-linear-gradient(135deg, #241a33 0 12px, #ffd84d 12px 24px) 8;
}
.band strong { display: block; }
main {
  max-width: 34rem; margin: 1.5rem auto; padding: 1.25rem; overflow-wrap: anywhere;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem;
}
@media (max-width: 36rem) { main { margin: 1rem 0.75rem; } }
h1 { margin: 0 0 0.75rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem; }
p, ul { margin: 0 0 0.75rem; }
ul { padding-inline-start: 1.25rem; }
form + p { margin-top: 1rem; }
.note { color: var(--muted); font-size: 0.9375rem; }
.choices { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
.stack { display: grid; gap: 0.5rem; margin-top: 1.25rem; }
button {
  min-height: 2.75rem; padding: 0.5rem 1rem; font: inherit; color: var(--accent); background: transparent;
  border: 1px solid var(--line); border-radius: 0.5rem; cursor: pointer;
}
button:hover { border-color: currentColor; }
.main-action { color: var(--on-accent); background: var(--accent); border-color: var(--accent); font-weight: 600; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
