"use client";

import {
  type ComponentPropsWithoutRef,
  createElement,
  type ForwardRefExoticComponent,
  forwardRef,
  type ReactNode,
  type Ref,
  type RefAttributes,
  useContext,
} from "react";
import type { StepState } from "../core/stepState.js";
import { type StepOptions, splitProps } from "../hooks/settings.js";
import { isStep, StepContext, useNewStep } from "../hooks/step.js";
import { Notice } from "./Notice.js";
import type { PartOptions } from "./usePart.js";

/** Attributes of a part's element; our `onError` and `onCopied` stand where the native ones would. */
export type PartProps<Tag extends keyof HTMLElementTagNameMap, State = StepState> = Omit<
  ComponentPropsWithoutRef<Tag>,
  "className" | "style" | "onError" | "onCopy" | keyof StepOptions
> &
  PartOptions<State>;

/** A public part: works alone with its own settings, or in a step that has them. */
export type Part<Props, Element> = ForwardRefExoticComponent<Props & StepOptions & RefAttributes<Element>>;

/** What a part's view gets beside its own props. */
export interface ViewProps {
  forwardedRef: Ref<never>;
}

/**
 * Makes a part of its view, which finds in its step all that the part was given: the step it stands in with the
 * part's own settings laid over it, or a step made for it alone.
 */
export function createPart<Props extends object, Element>(
  name: string,
  View: (props: Props & ViewProps) => ReactNode,
): Part<Props, Element> {
  const Component = forwardRef((props: StepOptions, forwardedRef) => {
    const [own, rest] = splitProps(props);
    const view = createElement(View, { ...rest, forwardedRef } as unknown as Props & ViewProps);
    const inStep = isStep(useContext(StepContext));
    return inStep && Object.keys(own).length === 0 ? view : <Scope {...own}>{view}</Scope>;
  });
  Component.displayName = name;
  return Component as unknown as Part<Props, Element>;
}

function Scope({ children, ...own }: StepOptions & { children: ReactNode }): ReactNode {
  const around = useContext(StepContext);
  const inStep = isStep(around);
  const made = useNewStep(own, undefined, !inStep);
  const { settings, emit, links } = made;
  const ownLink = own.linkUrl ?? own.companyId ?? own.linkTemplate;
  const step = inStep
    ? { ...around, settings, emit, links: ownLink ? links : around.links, sourceType: made.sourceType }
    : made;
  return (
    <StepContext.Provider value={step}>
      {children}
      {!inStep && (
        <span className="co-StatusLine" role="status">
          <Notice />
        </span>
      )}
    </StepContext.Provider>
  );
}
