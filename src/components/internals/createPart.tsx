"use client";

import {
  type ComponentPropsWithoutRef,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactNode,
  type Ref,
  type RefAttributes,
  useContext,
} from "react";
import type { StepState } from "../../core/step/stepState.js";
import { type StepOptions, splitProps } from "../../hooks/settings.js";
import { isStep, type Step, StepContext, useStep, useStepState } from "../../hooks/step/stepContext.js";
import { announcement } from "./announcement.js";
import { type Attributes, type PartOptions, useRenderElement } from "./useRenderElement.js";

/**
 * What a part takes: settings of its step, and attributes of its element; our `onError` and `onCopied` stand where
 * the native ones would.
 */
export type PartProps<Tag extends keyof HTMLElementTagNameMap, State = StepState> = Omit<
  ComponentPropsWithoutRef<Tag>,
  "className" | "style" | "onError" | "onCopy" | keyof StepOptions
> &
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
  /** The host's attributes; what the part itself understands is taken out of its props. */
  elementProps: object;
  /** What stands beside its element. */
  after?: ReactNode;
  /** The step for the parts inside it, where that is another. */
  context?: Step;
}

/**
 * Makes a part of how it looks in a step: the one it stands in, with the part's own settings laid over it, or one
 * made for it alone.
 */
export function createPart<Props extends object, Element>(
  name: string,
  tag: keyof HTMLElementTagNameMap,
  useView: (props: Props, step: Step) => PartView,
): Part<Props, Element> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, when its module is loaded
  const InStep = (props: { forwardedRef: Ref<unknown> }) => {
    const { hidden, state, defaultProps, elementProps, after, context } = useView(props as Props, useStep());
    const element = useRenderElement(tag, name, state, elementProps, defaultProps);
    if (hidden) return null;
    if (context) return <StepContext.Provider value={context}>{element}</StepContext.Provider>;
    return (
      <>
        {element}
        {after}
      </>
    );
  };
  // biome-ignore lint/correctness/noComponentHookFactories: as above
  const Component = forwardRef((props: StepOptions, forwardedRef) => {
    const [own, rest] = splitProps(props);
    const part = <InStep {...rest} forwardedRef={forwardedRef} />;
    const inStep = isStep(useContext(StepContext));
    return inStep && Object.keys(own).length === 0 ? part : <Scope {...own}>{part}</Scope>;
  });
  Component.displayName = name;
  return Component as unknown as Part<Props, Element>;
}

function Scope({ children, ...own }: StepOptions & { children: ReactNode }): ReactNode {
  const around = useContext(StepContext);
  const inStep = isStep(around);
  const made = useStepState(own, undefined, inStep);
  const { settings, emit, sourceType, messageValues } = made;
  const { links } = own.linkUrl || own.companyId || own.linkTemplate ? made : (around as Step);
  return (
    <StepContext.Provider
      value={inStep ? { ...around, settings, emit, sourceType, messageValues, links } : made}
    >
      {children}
      {!inStep && (
        <span className="co-StatusLine" role="status">
          {announcement(made)}
        </span>
      )}
    </StepContext.Provider>
  );
}
