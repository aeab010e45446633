import type { InviteService } from "../invites/createInviteService.js";
import type { Companies } from "./companies.js";

/** Forgets a company that Codat has deleted, and ends its invites. */
export type ForgetCompany = (companyId: string) => Promise<void>;

export function createForgetCompany(options: {
  companies: Companies;
  inviteService?: InviteService | undefined;
}): ForgetCompany {
  const { companies, inviteService } = options;
  return async (companyId) => {
    await companies.forget(companyId);
    await inviteService?.invites.endAll(companyId);
  };
}
