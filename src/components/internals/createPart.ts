"use client";

import {
  type ComponentPropsWithoutRef,
  createElement,
  type ElementType,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
  useContext,
  useState,
} from "react";
import type { StepState } from "../../core/step/stepState.js";
import { type StepOptions, splitProps } from "../../hooks/settings.js";
import { useAnnouncer } from "../../hooks/step/announcer.js";
import { isStep, type Step, StepContext } from "../../hooks/step/stepContext.js";
import { languageOf } from "../../hooks/step/useMessages.js";
import { useStepState } from "../../hooks/step/useStepState.js";
import { announcement } from "./announcement.js";
import { type Attributes, type LinkAttributes, type PartOptions, renderElement } from "./renderElement.js";

/**
 * What a part takes: settings of its step, and attributes of its element; our `onError` and `onCopied` stand where
 * the native ones would.
 */
export type PartProps<
  Tag extends Extract<keyof HTMLElementTagNameMap, ElementType>,
  State = StepState,
> = Omit<ComponentPropsWithoutRef<Tag>, "className" | "style" | "onError" | "onCopy" | keyof StepOptions> &
  PartOptions<State, Tag extends "a" ? LinkAttributes : Attributes> &
  StepOptions;

/** A public part: works alone with its own settings, or in a step that has them. */
export type Part<Props, Element> = ForwardRefExoticComponent<Props & RefAttributes<Element>>;

/** What a part shows in its step. */
export interface PartView {
  /** Nothing at all. */
  hidden?: boolean | undefined;
  /** What is visible as `data-*`, and given to functions of state. */
  state: object;
  /** The attributes of its element. */
  defaultProps: Attributes;
  /** The host's attributes, where not all of the part's props are. @default all of them */
  elementProps?: object | undefined;
  /** Puts its element into what surrounds it: a context for the parts inside, or siblings. */
  wrap?: (element: ReactElement) => ReactElement;
}

/**
 * Makes a part of how it looks in a step: the one it stands in, or, where it has settings of its own or stands alone,
 * one made for it alone.
 *
 * @param useParent what the part needs around it beside a step; it throws, before anything else can, where that is
 * missing
 */
export function createPart<Props extends object, Element, Parent = void>(
  name: string,
  tag: keyof HTMLElementTagNameMap,
  useView: (props: Props, step: Step, parent: Parent) => PartView,
  useParent?: (part: string) => Parent,
): Part<Props, Element> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when its module is loaded
  const Component = forwardRef((props: StepOptions, ref): ReactNode => {
    const parent = useParent?.(name) as Parent;
    const context = useContext(StepContext);
    const outer = isStep(context) ? context : undefined;
    const [options, rest] = splitProps(props);
    const settled = outer && Object.keys(options).length === 0;
    // A mount keeps what it began as, since its hooks may not come and go.
    const [inStep] = useState(settled);
    // biome-ignore lint/correctness/useHookAtTopLevel: as said above
    const view = inStep && useView(rest as Props, outer as Step, parent);
    if (!view || !settled)
      return createElement(Scope, { options, outer }, createElement(Component, { ...rest, ref }));
    const { hidden, state, elementProps = rest, wrap } = view;
    if (hidden) return null;
    // A whole step says of itself which language its parts are in.
    const defaultProps = { ...(!outer?.frame && languageOf(outer as Step)), ...view.defaultProps };
    const element = renderElement(tag, name, state, elementProps, defaultProps, ref);
    return wrap ? wrap(element) : element;
  });
  Component.displayName = name;
  return Component as unknown as Part<Props, Element>;
}

interface ScopeProps {
  options: StepOptions;
  outer: Step | undefined;
  children?: ReactNode;
}

function Scope({ options, outer, children }: ScopeProps): ReactNode {
  const [announced, announce] = useAnnouncer();
  const step = useStepState(options, announce, outer);
  const statusLine = { className: "co-StatusLine", role: "status", ...languageOf(step) };
  return createElement(
    StepContext.Provider,
    { value: step },
    children,
    !outer && createElement("span", statusLine, announcement(step, announced)),
  );
}
