"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { useFallbackAround } from "../hooks/useFallback.js";
import { useHydrated } from "../hooks/useHydrated.js";
import { valuesOf, wordsFor } from "../hooks/words.js";
import { fallback as english } from "../locales/en.json";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link FallbackPanel}, each member a `data-*` attribute. */
export interface FallbackPanelState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link FallbackPanel}. */
export interface FallbackPanelProps extends PartProps<"div", FallbackPanelState> {}

/**
 * What the trigger opens: an explanation and its children. Renders a `<div>`, open in the server's markup, so
 * that it can be used where no script runs. Throws `ONB-106` outside of its fallback.
 */
export const FallbackPanel = createPart<FallbackPanelProps, HTMLDivElement>("FallbackPanel", View);

function View({ children, ...props }: FallbackPanelProps & ViewProps): ReactNode {
  const step = useStep();
  const { open, panelId } = useFallbackAround();
  const hydrated = useHydrated();
  return usePart("div", "FallbackPanel", { open }, props, {
    id: panelId,
    hidden: hydrated && !open,
    children: (
      <>
        <p>
          <Words of={wordsFor("fallback", english, step).intro} values={valuesOf(step)} />
        </p>
        {children}
      </>
    ),
  });
}
