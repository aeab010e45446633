/** Markup to compare: ids are each component's own, and attributes come in any order. */
export function plainMarkup(html) {
  const ids = new Map();
  const named = (id) => {
    if (!ids.has(id)) ids.set(id, `#${ids.size}`);
    return ids.get(id);
  };
  return html
    .replace(/<(\w+)((?: [\w-]+(?:="[^"]*")?)*)>/g, (_, tag, attributes) => {
      const sorted = (attributes.match(/[\w-]+(?:="[^"]*")?/g) ?? []).sort();
      return `<${[tag, ...sorted].join(" ")}>`;
    })
    .replace(/ (id|for|aria-\w+by|aria-controls)="([^"]+)"/g, (_, attribute, value) => {
      return ` ${attribute}="${value.split(" ").map(named).join(" ")}"`;
    });
}

/** Where two markups part. */
export function firstDifference(a, b) {
  const at = [...a].findIndex((character, index) => character !== b[index]);
  return { ours: a.slice(at - 80, at + 120), floor: b.slice(at - 80, at + 120) };
}
