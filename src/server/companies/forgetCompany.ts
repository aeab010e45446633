import type { InviteService } from "../invites/createInviteService.js";
import type { Companies } from "./companies.js";

/**
 * Forgets a company that Codat has deleted, and ends its invites.
 *
 * @param isCertain - Codat said so. @default false: it did not know the company
 */
export type ForgetCompany = (companyId: string, isCertain?: boolean) => Promise<void>;

export function createForgetCompany(options: {
  companies: Companies;
  inviteService?: InviteService | undefined;
}): ForgetCompany {
  const { companies, inviteService } = options;
  return async (companyId, isCertain) => {
    await companies.forget(companyId, isCertain);
    await inviteService?.invites.endAll(companyId);
  };
}
