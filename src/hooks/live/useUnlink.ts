"use client";

import { requestCompanion } from "../../client/request.js";
import { useReportedRequest } from "../step/useReportedRequest.js";
import { useCompanyContext } from "./companyContext.js";

/**
 * Ends the access to one connection; what was read stays. Resolves to whether it was done; the change comes by the
 * stream.
 */
export function useUnlink(): (connectionId: string) => Promise<boolean> {
  const { endpoint } = useCompanyContext();
  const isDone = useReportedRequest();
  return (id) => isDone(requestCompanion("ONB-406", `${endpoint}/connections/${id}/unlink`, "POST"));
}
