import {
  Children,
  type CSSProperties,
  cloneElement,
  createElement,
  type ReactElement,
  type Ref,
  type RefCallback,
  version,
} from "react";

/** Attributes of an element, its ref among them. */
export interface Attributes extends Record<string, unknown> {
  className?: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: whichever element the host spreads them on
  ref?: Ref<any> | undefined;
}

/**
 * Attributes of a part that is a link. It has no address while that is not known; `ConnectCTA` has one always at the live
 * depth. For a router's own link, which must have one: `props.href ? <Link {...props} /> : <a {...props} />`.
 */
export type LinkAttributes = Attributes & ({ href: string } | { href?: undefined });

/** What the element of every part accepts beside its native attributes; `Given` is what `render` gets. */
export interface PartOptions<State, Given = Attributes> {
  /** Class names, or a function of the part's state. */
  className?: string | ((state: State) => string | undefined) | undefined;
  /** Inline style, or a function of the part's state. */
  style?: CSSProperties | ((state: State) => CSSProperties | undefined) | undefined;
  /** The host's own element in place of ours, or a function that makes it; ours are its props. */
  render?: ReactElement | ((props: Given, state: State) => ReactElement) | undefined;
}

/**
 * Renders a part's one element: our attributes, then the host's over them; handlers of both, the host's first;
 * state as `data-*`.
 */
export function renderElement<State extends object>(
  tag: keyof HTMLElementTagNameMap,
  name: string,
  state: State,
  { render, className, style, ...rest }: PartOptions<State>,
  own: Attributes,
  ref: Ref<unknown>,
): ReactElement {
  const resolve = (option: unknown) => (typeof option === "function" ? option(state) : option);
  // What a host renders is dressed by the host; an empty class keeps the style sheet away from what has none.
  const props: Attributes = { ...own, className: render ? "" : `co-${name}`, ref };
  for (const key in state) {
    const value: unknown = state[key];
    props[`data-${key}`] = value === true ? "" : value || undefined;
  }
  layer(props, { ...rest, className: resolve(className), style: resolve(style) });
  if (typeof render === "function") return render(props, state);
  // A server component hands over a lazy element, which `Children` knows how to read.
  const [element] = Children.toArray(render) as ReactElement<Attributes>[];
  if (!element) return createElement(tag, props);
  // React 19 keeps an element's ref among its props; 18 warns of looking there.
  const theirs = version < "19" && { ref: (element as Pick<Attributes, "ref">).ref };
  return cloneElement(element, layer(props, { ...element.props, ...theirs }));
}

/**
 * Lays attributes over others: class names join, both refs are set, and both handlers of an event are called, unless
 * the upper one prevents it.
 */
function layer(under: Attributes, over: Attributes): Attributes {
  for (const name in over) {
    const [lower, upper] = [under[name], over[name]];
    if (name === "className") under[name] = [lower, upper].filter(Boolean).join(" ");
    else if (name === "ref")
      under.ref = under.ref && over.ref ? mergeRefs(under.ref, over.ref) : under.ref || over.ref;
    else if (typeof lower === "function" && typeof upper === "function") {
      under[name] = (event: { defaultPrevented?: boolean }) => {
        upper(event);
        if (!event.defaultPrevented) lower(event);
      };
    } else if (upper !== undefined) under[name] = upper;
  }
  return under;
}

type GivenRef = NonNullable<Ref<unknown>>;

const merged = new WeakMap<GivenRef, readonly [upper: GivenRef, both: RefCallback<unknown>]>();

/** Both refs as one, which stays the same: React detaches and attaches a new one with each render. */
function mergeRefs(lower: GivenRef, upper: GivenRef): RefCallback<unknown> {
  let [known, both] = merged.get(lower) ?? [];
  if (!both || known !== upper) {
    both = (node) => {
      for (const ref of [lower, upper]) {
        if (typeof ref === "function") ref(node);
        else ref.current = node;
      }
    };
    merged.set(lower, [upper, both]);
  }
  return both;
}
