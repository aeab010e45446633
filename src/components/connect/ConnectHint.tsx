"use client";

import { useEffect } from "react";
import { isAsking } from "../../core/step/stepView.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { connectHint as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
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
  (_props, step) => {
    const { link } = step.links.connect;
    const words = messagesFor("connectHint", english, step);
    const onetime = link?.oneTime;
    const hidden = step.button !== "link" || !isAsking(step.view);
    const { hintId, setHinted } = step.frame ?? {};
    useEffect(() => {
      setHinted?.(!hidden);
      return () => setHinted?.(false);
    }, [hidden, setHinted]);
    const where = step.settings.target === "_self" ? words.sameTab : words.newTab;
    return {
      hidden,
      state: { onetime },
      defaultProps: {
        id: hintId,
        children: (
          <>
            {sentence(where, step, { host: link?.host })}{" "}
            {sentence(onetime ? words.oneTime : words.time, step)}
          </>
        ),
      },
    };
  },
);
