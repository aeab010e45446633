"use client";

import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
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

/** What a panel shows: itself, or what takes its place for a while. */
interface ShownView {
  /** Names of the views that were entered, the last one shown; none where the panel itself is. */
  path: readonly string[];
  /** Where the shown one is rendered. */
  place: Element | null;
}

/** Goes to and from the views of a panel; the same for as long as the panel is there. */
export interface PanelViewActions {
  enter(name: string, event: MouseEvent<HTMLElement>): void;
  /** Leaves the views beyond a depth. @default the shown one */
  leave(depth?: number): void;
}

// Apart, so that a change of views renders none of the parts that lead to one.
const ShownViewContext = createContext<ShownView | undefined>(undefined);
const PanelViewContext = createContext<PanelViewActions | undefined>(undefined);

/** The way to the views of the panel around a part, if any. */
export function usePanelViews(): PanelViewActions | undefined {
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
  const views = useMemo<PanelViewActions>(
    () => ({
      enter(view, { currentTarget }) {
        opener.current ??= currentTarget;
        setPath((now) => [...now, view]);
      },
      leave: (depth) =>
        setPath((now) => {
          const kept = Math.max(0, depth ?? now.length - 1);
          return kept < now.length ? now.slice(0, kept) : now;
        }),
    }),
    [],
  );
  const shown = useMemo(() => ({ path, place }), [path, place]);
  const isMain = path.length === 0;
  const outer = open && leavePanel ? 1 : 0;
  useBackStack(outer + path.length, (depth) => {
    if (depth < outer) leavePanel?.();
    views.leave(depth - outer);
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
      <ShownViewContext.Provider value={shown}>
        <div hidden={!isMain}>{children}</div>
      </ShownViewContext.Provider>
      <div ref={setPlace} className="co-SubView" hidden={isMain} />
    </PanelViewContext.Provider>
  );
}

interface SubViewProps {
  name: string;
  title: MessageText;
  /** It was put in the panel's place, or has left it. The same function each time. */
  onShown?: (shown: boolean) => void;
  children: ReactNode;
}

/** What takes the place of the panel around it while its name is the last that was entered. Its heading takes the focus. */
export function SubView({ name, title, onShown, children }: SubViewProps): ReactNode {
  const step = useStep();
  const isView = !!useContext(FallbackContext)?.leave;
  const { path, place } = useContext(ShownViewContext) ?? {};
  const isShown = path?.at(-1) === name;
  useEffect(() => {
    if (!isShown) return;
    onShown?.(true);
    return () => onShown?.(false);
  }, [isShown, onShown]);
  if (!place || !isShown) return null;
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
