import { callSafely } from "../../client/callSafely.js";
import { callbackName, type StepCallbacks, type StepEmitter, stepEvents } from "../../core/step/stepEvent.js";

type Callback = (detail?: unknown) => void;

/**
 * Makes a {@link StepEmitter}, and the function that replaces what it calls. Each event calls the callback of its own
 * name, then `onEvent`, then goes on to the emitter around. What a callback throws is reported as uncaught.
 */
export function createStepEmitter(): [
  emit: StepEmitter,
  listen: (callbacks: StepCallbacks, outer: StepEmitter) => void,
] {
  let callbacks: StepCallbacks = {};
  let outer: StepEmitter | undefined;
  const emit: Record<string, Callback> = {};
  for (const type of stepEvents) {
    let last: unknown;
    emit[type] = (detail) => {
      // A provider has reported itself what the steps in it report to their own listeners.
      if (detail && detail === last) return;
      last = detail;
      callSafely(callbacks[callbackName(type) as keyof StepCallbacks] as Callback | undefined, detail);
      callSafely(callbacks.onEvent as Callback | undefined, detail ? { type, detail } : { type });
      (outer?.[type] as Callback | undefined)?.(detail);
    };
  }
  return [
    emit as unknown as StepEmitter,
    (...newest) => {
      [callbacks, outer] = newest;
    },
  ];
}
