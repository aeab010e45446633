"use client";

import {
  createContext,
  createRef,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
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

/** Goes to and from the views of a panel; the same for as long as the panel is there. */
export interface PanelViewActions {
  enter(name: string, event: MouseEvent<HTMLElement>): void;
  /** Leaves the views beyond a depth. @default the shown one */
  leave(depth?: number): void;
  /** What led to the views takes the focus. */
  returnFocus(): void;
  /** Where the shown one is rendered. */
  place: RefObject<HTMLDivElement | null>;
}

/** Names of the views that were entered, the last one shown; none where the panel itself is. */
type Path = readonly string[];

// Apart, so that a change of views renders none of the parts that lead to one.
const PathContext = createContext<Path>([]);
const PanelViewContext = createContext<PanelViewActions | undefined>(undefined);

/** The way to the views of the panel around a part, if any. */
export function usePanelViews(): PanelViewActions | undefined {
  return useContext(PanelViewContext);
}

/** The name of the view in the place of the panel around. */
export function useShownView(): string | undefined {
  return useContext(PathContext).at(-1);
}

/**
 * A panel whose parts may put a {@link SubView} in its place. What is hidden meanwhile keeps what was entered in it. The
 * browser's Back leaves the views, and the panel itself where that is a view.
 */
export function PanelViews({ children }: { children: ReactNode }): ReactNode {
  const step = useStep();
  const { open, leave: leavePanel } = useContext(FallbackContext) ?? {};
  const [path, setPath] = useState<Path>([]);
  const [views] = useState(() => createPanelViews(setPath));
  const isMain = path.length === 0;
  const outer = open && leavePanel ? 1 : 0;
  useBackStack(outer + path.length, (depth) => {
    if (depth < outer) leavePanel?.();
    views.leave(depth - outer);
  });
  useEffect(() => {
    if (open === false) views.leave(0);
    if (isMain) views.returnFocus();
  }, [open, isMain, views]);
  useEffect(() => {
    // What was shown may apply no longer.
    if (!isMain && !views.place.current?.hasChildNodes()) views.leave();
  });
  const back = isMain ? leavePanel : views.leave;
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
      <PathContext.Provider value={path}>
        <div hidden={!isMain}>{children}</div>
      </PathContext.Provider>
      <div ref={views.place} className="co-SubView" hidden={isMain} />
    </PanelViewContext.Provider>
  );
}

function createPanelViews(setPath: (change: (path: Path) => Path) => void): PanelViewActions {
  let opener: HTMLElement | undefined;
  return {
    place: createRef(),
    enter(view, { currentTarget }) {
      opener ??= currentTarget;
      setPath((path) => [...path, view]);
    },
    leave: (depth) =>
      setPath((path) => {
        const kept = Math.max(0, depth ?? path.length - 1);
        return kept < path.length ? path.slice(0, kept) : path;
      }),
    returnFocus() {
      opener?.focus();
      opener = undefined;
    },
  };
}

interface SubViewProps {
  name: string;
  title: MessageText;
  /** It was put in the panel's place, or has left it. The same function each time. */
  onShown?: (shown: boolean) => void;
  children: ReactNode;
}

/** What takes the place of the panel around it while its name is the last that was entered. Its heading takes the focus. */
export function SubView(props: SubViewProps): ReactNode {
  return useShownView() === props.name ? <ShownView {...props} /> : null;
}

function ShownView({ name, title, onShown, children }: SubViewProps): ReactNode {
  const step = useStep();
  const isView = !!useContext(FallbackContext)?.leave;
  const place = usePanelViews()?.place.current;
  useEffect(() => {
    onShown?.(true);
    return () => onShown?.(false);
  }, [onShown]);
  if (!place) return null;
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
