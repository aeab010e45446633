"use client";

import { useEffect } from "react";
import { wordsFor } from "../../hooks/step/words.js";
import { connectHint as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/part.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link ConnectHint}, each member a `data-*` attribute. */
export interface ConnectHintState {
  /** The link works once. @selector [data-onetime] */
  onetime: boolean;
}

/** Props of {@link ConnectHint}. */
export interface ConnectHintProps extends PartProps<"p", ConnectHintState> {}

/** Says where the button leads, before it is pressed. Renders a `<p>`, and nothing where the button leads nowhere. */
export const ConnectHint = createPart<ConnectHintProps, HTMLParagraphElement>(
  "ConnectHint",
  "p",
  (host, step) => {
    const { link } = step.links.connect;
    const words = wordsFor("connectHint", english, step);
    const onetime = link?.oneTime;
    const gone = step.done || step.status === "loading" || step.status === "unavailable";
    const { setHinted } = step;
    useEffect(() => {
      setHinted?.(!gone);
      return () => setHinted?.(false);
    }, [gone, setHinted]);
    const where = step.settings.target === "_self" ? words.sameTab : words.newTab;
    return {
      gone,
      state: { onetime },
      host,
      own: {
        id: step.hintId,
        children: (
          <>
            {sentence(where, step, { host: link?.host })} {onetime && sentence(words.oneTime, step)}
          </>
        ),
      },
    };
  },
);
