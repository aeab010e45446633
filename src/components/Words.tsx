import type { ReactElement } from "react";
import { chooseText, type MessageValues, splitText, type Text } from "../core/messages.js";

/**
 * A sentence in an element of its own. Page translators replace text nodes under React's feet: each dynamic
 * text must be the only child of its element, or React removes a node that is no longer there.
 */
export function Words({
  of,
  values = {},
}: {
  of: Text;
  values?: MessageValues | undefined;
}): ReactElement | null {
  const text = chooseText(of, values);
  if (!text) return null;
  const parts = splitText(text);
  if (parts.length === 1) return <span>{text}</span>;
  return (
    <span>
      {parts.map((part, index) => {
        const key = `${index}${part}`;
        if (index % 2 === 1) return <bdi key={key}>{values[part]}</bdi>;
        return part && <span key={key}>{part}</span>;
      })}
    </span>
  );
}
