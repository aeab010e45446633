"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { wordsFor } from "../hooks/words.js";
import { connectHint as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link ConnectHint}, each member a `data-*` attribute. */
export interface ConnectHintState {
  /** The link works once. @selector [data-onetime] */
  onetime: boolean;
}

/** Props of {@link ConnectHint}. */
export interface ConnectHintProps extends PartProps<"p", ConnectHintState> {}

/** Says where the button leads, before it is pressed. Renders a `<p>`, and nothing where the button leads nowhere. */
export const ConnectHint = createPart<ConnectHintProps, HTMLParagraphElement>("ConnectHint", ConnectHintView);

function ConnectHintView(props: ConnectHintProps & ViewProps): ReactNode {
  const step = useStep();
  const { link } = step.links.connect;
  const words = wordsFor("connectHint", english, step);
  const onetime = Boolean(link?.oneTime);
  const where = step.settings.target === "_self" ? words.sameTab : words.newTab;
  const element = usePart("p", "ConnectHint", { onetime }, props, {
    id: step.hintId,
    children: (
      <>
        <Words of={where} values={{ host: link && new URL(link.url).host }} />{" "}
        {onetime && <Words of={words.oneTime} />}
      </>
    ),
  });
  return /^(connected|ready|loading|unavailable)$/.test(step.status) ? null : element;
}
