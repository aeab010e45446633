"use client";

import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import type { MessageText } from "../../core/messages/text.js";
import { useBackStack } from "../../hooks/browser/useBackStack.js";
import { FallbackContext } from "../../hooks/fallback/fallbackContext.js";
import { useStep } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { fallbackAnswers as english } from "../../locales/en.json";
import { Action } from "./Action.js";
import { heading } from "./heading.js";

/** The views of a panel: itself, and what takes its place for a while. */
export interface PanelViewState {
  /** Names of the views that were entered, the last one shown; none where the panel itself is. */
  path: readonly string[];
  /** Where the shown one is rendered. */
  place: Element | undefined;
  enter(name: string, event: MouseEvent<HTMLElement>): void;
  /** Leaves the views beyond a depth. @default the shown one */
  leave(depth?: number): void;
}

const PanelViewContext = createContext<PanelViewState | undefined>(undefined);

/** The views of the panel around a part, if any. */
export function usePanelViews(): PanelViewState | undefined {
  return useContext(PanelViewContext);
}

/**
 * A panel whose parts may put a {@link SubView} in its place. What is hidden meanwhile keeps what was entered in it. The
 * browser's Back leaves the views, and the panel itself where that is a view.
 */
export function PanelViews({ children }: { children: ReactNode }): ReactNode {
  const step = useStep();
  const { open, leave: leavePanel } = useContext(FallbackContext) ?? {};
  const [path, setPath] = useState<readonly string[]>([]);
  const [place, setPlace] = useState<HTMLDivElement | null>(null);
  const opener = useRef<HTMLElement>(undefined);
  const cut = (depth: number) =>
    setPath((now) => (depth < now.length ? now.slice(0, Math.max(0, depth)) : now));
  const isMain = path.length === 0;
  const outer = open && leavePanel ? 1 : 0;
  useBackStack(outer + path.length, (depth) => {
    if (depth < outer) leavePanel?.();
    cut(depth - outer);
  });
  useEffect(() => {
    if (open === false) setPath([]);
  }, [open]);
  useEffect(() => {
    if (!isMain) return;
    // The view that held the focus is gone, and what was pressed is there again.
    opener.current?.focus();
    opener.current = undefined;
  }, [isMain]);
  const views: PanelViewState = {
    path,
    place: place ?? undefined,
    enter(view, { currentTarget }) {
      if (isMain) opener.current = currentTarget;
      setPath([...path, view]);
    },
    leave: (depth = path.length - 1) => cut(depth),
  };
  const back = isMain ? leavePanel : () => views.leave();
  return (
    <PanelViewContext.Provider value={views}>
      {step.hydrated && back && (
        <Action
          step={step}
          text={messagesFor("fallbackAnswers", english, step).back}
          look="back"
          onClick={() => back()}
        />
      )}
      <div hidden={!isMain}>{children}</div>
      <div ref={setPlace} className="co-SubView" hidden={isMain} />
    </PanelViewContext.Provider>
  );
}

interface SubViewProps {
  name: string;
  title: MessageText;
  children: ReactNode;
}

/** What takes the place of the panel around it while its name is the last that was entered. Its heading takes the focus. */
export function SubView({ name, title, children }: SubViewProps): ReactNode {
  const step = useStep();
  const isView = !!useContext(FallbackContext)?.leave;
  const { path, place } = usePanelViews() ?? {};
  if (!place || path?.at(-1) !== name) return null;
  return createPortal(
    <>
      {heading(step, title, { key: name, ref: focus } as object, isView ? 0 : 1)}
      {children}
    </>,
    place,
  );
}

/** A ref, called when its element is there. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
