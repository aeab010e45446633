import { type Meter, metrics } from "@opentelemetry/api";
import type { LogRecord, LogRecordType } from "../server/operating/logRecord.js";
import { version } from "../server/operating/version.js";
import { createInstruments } from "./instruments.js";

/**
 * An `onLog` that counts and measures by OpenTelemetry, from the records alone. Its instruments are made with the first
 * record, so that an SDK which is started by then is found.
 *
 * @param meter - without one, that of the global meter provider, by the name `codat-onboarding`
 */
export function openTelemetryLog(meter?: Meter | undefined): (record: LogRecord) => void {
  let recorders: Recorders | undefined;
  return (record) => {
    recorders ??= createRecorders(meter ?? metrics.getMeter("codat-onboarding", version));
    recordWith(recorders, record);
  };
}

/** A kind of record without one is an error of the compiler. */
type Recorders = { readonly [Type in LogRecordType]: (record: LogRecord<Type>) => void };

function recordWith<Type extends LogRecordType>(recorders: Recorders, record: LogRecord<Type>): void {
  const recorder = recorders[record.type as Type] as (record: LogRecord<Type>) => void;
  recorder(record);
}

const seconds = (milliseconds: number) => milliseconds / 1_000;

function createRecorders(meter: Meter): Recorders {
  const measure = createInstruments(meter);
  return {
    request: ({ route, method, status, duration }) =>
      measure.requestDuration(seconds(duration), {
        ...(route !== "none" && { "http.route": route }),
        "http.request.method": method === "other" ? "_OTHER" : method,
        "http.response.status_code": status,
      }),
    webhook({ event, outcome, duration, age }) {
      const attributes = { "codat_onboarding.webhook.type": event, "codat_onboarding.outcome": outcome };
      measure.webhookDuration(seconds(duration), attributes);
      if (age !== undefined) measure.webhookAge(seconds(age), attributes);
    },
    streamOpened({ beginning }) {
      measure.activeStreams(1);
      measure.streamsOpened(1, { "codat_onboarding.stream.beginning": beginning });
    },
    streamEnded({ reason, duration }) {
      measure.activeStreams(-1);
      measure.streamDuration(seconds(duration), { "codat_onboarding.reason": reason });
    },
    streamRefused: ({ reason }) => measure.streamsRefused(1, { "codat_onboarding.reason": reason }),
    call({ operation, status, duration, left }) {
      measure.callDuration(seconds(duration), {
        "codat_onboarding.codat.operation": operation,
        ...(status === undefined
          ? { "error.type": "no_answer" }
          : { "http.response.status_code": status, ...(status >= 400 && { "error.type": String(status) }) }),
      });
      if (left !== undefined) measure.callsLeft(left);
    },
    hook: ({ hook, outcome, duration }) =>
      measure.hookDuration(seconds(duration), {
        "codat_onboarding.hook": hook,
        "codat_onboarding.outcome": outcome,
      }),
    company: ({ outcome }) => measure.companies(1, { "codat_onboarding.outcome": outcome }),
    invite: ({ state }) => measure.invites(1, { "codat_onboarding.invite.state": state }),
    budget: ({ refusal }) => measure.callsRefused(1, { "codat_onboarding.reason": refusal }),
    backplane: ({ step }) => measure.backplaneFailures(1, { "codat_onboarding.backplane.step": step }),
    error: ({ code }) => measure.errors(1, { "error.type": code }),
    // What a process does once in its life is for its log.
    server() {},
  };
}
