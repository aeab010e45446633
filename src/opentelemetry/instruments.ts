import type { Meter } from "@opentelemetry/api";

/** Seconds: of HTTP, by OpenTelemetry's semantic conventions. */
const shortTimes = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
/** Of a stream, which lives for ten minutes. */
const lives = [1, 5, 15, 60, 300, 480, 600];
/** Of a webhook on its way: Codat repeats it for 28 hours. */
const ages = [1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 43_200, 100_800];

/** Everything that is measured. Names and units by OpenTelemetry's semantic conventions. */
export const instruments = {
  requestDuration: {
    kind: "histogram",
    name: "codat_onboarding.request.duration",
    unit: "s",
    description: "How long a request took; of a stream, until it began.",
    boundaries: shortTimes,
  },
  webhookDuration: {
    kind: "histogram",
    name: "codat_onboarding.webhook.duration",
    unit: "s",
    description: "How long the answer to a webhook took, its hooks with it.",
    boundaries: shortTimes,
  },
  webhookAge: {
    kind: "histogram",
    name: "codat_onboarding.webhook.age",
    unit: "s",
    description: "How long before its delivery something happened at Codat.",
    boundaries: ages,
  },
  activeStreams: {
    kind: "upDownCounter",
    name: "codat_onboarding.active_streams",
    unit: "{stream}",
    description: "Streams that are open.",
  },
  streamsOpened: {
    kind: "counter",
    name: "codat_onboarding.streams.opened",
    unit: "{stream}",
    description: "Streams that were begun.",
  },
  streamDuration: {
    kind: "histogram",
    name: "codat_onboarding.stream.duration",
    unit: "s",
    description: "How long a stream was open.",
    boundaries: lives,
  },
  streamsRefused: {
    kind: "counter",
    name: "codat_onboarding.streams.refused",
    unit: "{stream}",
    description: "Pages that were told to come back for their stream.",
  },
  callDuration: {
    kind: "histogram",
    name: "codat_onboarding.codat.call.duration",
    unit: "s",
    description: "How long one try of a call of Codat's API took.",
    boundaries: shortTimes,
  },
  callsLeft: {
    kind: "gauge",
    name: "codat_onboarding.codat.calls_left",
    unit: "{call}",
    description: "Calls of Codat's API that are left until midnight UTC.",
  },
  callsRefused: {
    kind: "counter",
    name: "codat_onboarding.codat.calls_refused",
    unit: "{call}",
    description: "Calls of Codat's API that were not made, by the budget that ended.",
  },
  hookDuration: {
    kind: "histogram",
    name: "codat_onboarding.hook.duration",
    unit: "s",
    description: "How long a function of the host's took.",
    boundaries: shortTimes,
  },
  companies: {
    kind: "counter",
    name: "codat_onboarding.companies",
    unit: "{company}",
    description: "Companies that were found at Codat, made there, or are gone.",
  },
  invites: {
    kind: "counter",
    name: "codat_onboarding.invites",
    unit: "{invite}",
    description: "Invites that came to a state.",
  },
  backplaneFailures: {
    kind: "counter",
    name: "codat_onboarding.backplane.failures",
    unit: "{step}",
    description: "Steps of the backplane that failed.",
  },
  errors: {
    kind: "counter",
    name: "codat_onboarding.errors",
    unit: "{error}",
    description: "Errors that onError was called with.",
  },
} as const satisfies Readonly<Record<string, Instrument>>;

type Kind = "histogram" | "counter" | "upDownCounter" | "gauge";

interface Instrument {
  kind: Kind;
  name: string;
  unit: string;
  description: string;
  /** Of a histogram. */
  boundaries?: number[];
}

/** Takes one measurement; low in number are the attributes, and each is a word or a status. */
export type Measure = (value: number, attributes?: Readonly<Record<string, string | number>>) => void;

/** Every instrument of a meter, by its key. */
export function createInstruments(meter: Meter): Readonly<Record<keyof typeof instruments, Measure>> {
  const made = Object.entries(instruments).map(
    ([key, instrument]) => [key, measureOf(meter, instrument)] as const,
  );
  return Object.fromEntries(made) as Record<keyof typeof instruments, Measure>;
}

function measureOf(meter: Meter, { kind, name, unit, description, boundaries }: Instrument): Measure {
  const options = { unit, description };
  if (kind === "histogram") {
    const histogram = meter.createHistogram(name, {
      ...options,
      ...(boundaries && { advice: { explicitBucketBoundaries: [...boundaries] } }),
    });
    return (value, attributes) => histogram.record(value, attributes);
  }
  if (kind === "gauge") {
    const gauge = meter.createGauge(name, options);
    return (value, attributes) => gauge.record(value, attributes);
  }
  const counter =
    kind === "counter" ? meter.createCounter(name, options) : meter.createUpDownCounter(name, options);
  return (value, attributes) => counter.add(value, attributes);
}
