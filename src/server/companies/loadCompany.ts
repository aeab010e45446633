import type { Company } from "../../core/company/company.js";
import type { RoomView } from "../backplane/backplane.js";
import { invitesValue } from "../backplane/backplaneRooms.js";
import type { CompanyReader } from "../codat/companyReader.js";
import { ownerPayer, type Payer } from "../codat/payer.js";
import type { InviteService } from "../invites/createInviteService.js";
import type { ReportError } from "../utils/reportError.js";

export interface LoadCompanyOptions {
  reader: CompanyReader;
  inviteService?: InviteService | undefined;
  report: ReportError;
}

/** Reads a company from Codat, with its invites from the backplane. Its customer pays, where nobody else does. */
export function createLoadCompany({ reader, inviteService, report }: LoadCompanyOptions) {
  return async (companyId: string, begun: RoomView, payer?: Payer): Promise<Company> => {
    try {
      const company = await reader.read(companyId, payer ?? ownerPayer(companyId, begun));
      return inviteService ? await inviteService.withInvites(company, begun.values[invitesValue]) : company;
    } catch (error) {
      // A stream only answers 503, so that the reason would be lost.
      report(error);
      throw error;
    }
  };
}
