"use client";

import {
  type ComponentPropsWithoutRef,
  type ElementType,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactElement,
  type ReactNode,
  type Ref,
  type RefAttributes,
  useContext,
} from "react";
import type { StepState } from "../../core/step/stepState.js";
import { type StepOptions, splitProps } from "../../hooks/settings.js";
import { useAnnouncer } from "../../hooks/step/announcer.js";
import { isStep, type Step, StepContext, useStep } from "../../hooks/step/stepContext.js";
import { useStepState } from "../../hooks/step/useStepState.js";
import { announcement } from "./announcement.js";
import { type Attributes, type PartOptions, useRenderElement } from "./useRenderElement.js";

/**
 * What a part takes: settings of its step, and attributes of its element; our `onError` and `onCopied` stand where
 * the native ones would.
 */
export type PartProps<
  Tag extends Extract<keyof HTMLElementTagNameMap, ElementType>,
  State = StepState,
> = Omit<ComponentPropsWithoutRef<Tag>, "className" | "style" | "onError" | "onCopy" | keyof StepOptions> &
  PartOptions<State> &
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
 * Makes a part of how it looks in a step: the one it stands in, with the part's own settings laid over it, or one
 * made for it alone.
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
  const InStep = (props: { forwardedRef: Ref<unknown> }) => {
    const parent = useParent?.(name) as Parent;
    const view = useView(props as Props, useStep(), parent);
    const { hidden, state, defaultProps, elementProps = props, wrap } = view;
    const element = useRenderElement(tag, name, state, elementProps, defaultProps);
    return hidden ? null : wrap ? wrap(element) : element;
  };
  // biome-ignore lint/correctness/noComponentHookFactories: as above
  const Component = forwardRef((props: StepOptions, forwardedRef) => {
    useParent?.(name);
    const [options, rest] = splitProps(props);
    const part = <InStep {...rest} forwardedRef={forwardedRef} />;
    const inStep = isStep(useContext(StepContext));
    return inStep && Object.keys(options).length === 0 ? part : <Scope {...options}>{part}</Scope>;
  });
  Component.displayName = name;
  return Component as unknown as Part<Props, Element>;
}

function Scope({ children, ...options }: StepOptions & { children: ReactNode }): ReactNode {
  const context = useContext(StepContext);
  const outer = isStep(context) ? context : undefined;
  const [announced, announce] = useAnnouncer();
  const step = useStepState(options, announce, outer);
  return (
    <StepContext.Provider value={step}>
      {children}
      {!outer && (
        <span className="co-StatusLine" role="status">
          {announcement(step, announced)}
        </span>
      )}
    </StepContext.Provider>
  );
}
