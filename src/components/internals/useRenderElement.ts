"use client";

import {
  Children,
  type CSSProperties,
  cloneElement,
  createElement,
  type ReactElement,
  type Ref,
  useMemo,
  version,
} from "react";

/** Attributes of an element, its ref among them. */
export interface Attributes extends Record<string, unknown> {
  className?: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: whichever element the host spreads them on
  ref?: Ref<any> | undefined;
}

/** What the element of every part accepts beside its native attributes. */
export interface PartOptions<State> {
  /** Class names, or a function of the part's state. */
  className?: string | ((state: State) => string | undefined) | undefined;
  /** Inline style, or a function of the part's state. */
  style?: CSSProperties | ((state: State) => CSSProperties | undefined) | undefined;
  /** The host's own element in place of ours, or a function that makes it; ours are its props. */
  render?: ReactElement | ((props: Attributes, state: State) => ReactElement) | undefined;
}

/**
 * Renders a part's one element: our attributes, then the host's over them; handlers of both, the host's first;
 * state as `data-*`.
 */
export function useRenderElement<State extends object>(
  tag: keyof HTMLElementTagNameMap,
  name: string,
  state: State,
  { render, className, style, forwardedRef, ...rest }: PartOptions<State> & { forwardedRef?: Ref<unknown> },
  own: Attributes,
): ReactElement {
  const resolve = (option: unknown) => (typeof option === "function" ? option(state) : option);
  // A server component hands over a lazy element, which `Children` knows how to read.
  const element = typeof render !== "function" && (Children.toArray(render)[0] as ReactElement<Attributes>);
  const ref = useMergedRef(forwardedRef, element && refOf(element));
  const props: Attributes = {
    ...own,
    className: joinNames(`co-${name}`, resolve(className)),
    style: resolve(style),
    ref,
  };
  for (const key in state) {
    const value: unknown = state[key];
    props[`data-${key}`] = value === true ? "" : value || undefined;
  }
  layer(props, rest);
  if (typeof render === "function") return render(props, state);
  return element ? cloneElement(element, { ...layer(props, element.props), ref }) : createElement(tag, props);
}

/**
 * Lays attributes over others: class names join, both handlers of an event are called, unless the upper one
 * prevents it.
 */
function layer(under: Attributes, over: Attributes): Attributes {
  for (const name in over) {
    const [lower, upper] = [under[name], over[name]];
    if (name === "className") under[name] = joinNames(lower, upper);
    else if (typeof lower === "function" && typeof upper === "function") {
      under[name] = (event: { defaultPrevented?: boolean }) => {
        upper(event);
        if (!event.defaultPrevented) lower(event);
      };
    } else if (upper !== undefined) under[name] = upper;
  }
  return under;
}

/** Names as an attribute takes them, such as classes or ids; those that do not apply are falsy. */
export function joinNames(...names: unknown[]): string {
  return names.filter(Boolean).join(" ");
}

/** React 19 keeps an element's ref among its props; 18 warns of looking there. */
function refOf(element: ReactElement<Attributes>): Ref<unknown> | undefined {
  return (version < "19" ? (element as unknown as Attributes) : element.props).ref;
}

function useMergedRef(a: Ref<unknown> | undefined, b: Ref<unknown> | undefined | false): Ref<unknown> {
  return useMemo(() => {
    if (!a || !b) return a || b || null;
    return (node: unknown) => {
      for (const ref of [a, b]) {
        if (typeof ref === "function") ref(node);
        else ref.current = node;
      }
    };
  }, [a, b]);
}
