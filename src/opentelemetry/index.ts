export { openTelemetryLog } from "./openTelemetryLog.js";
