import { connection } from "next/server";

/** Who is signed in. A real host asks its session here. */
export async function getCustomer(): Promise<{ companyId: string; business: string; name: string }> {
  // Known by request only: nothing of it is rendered when the app is built.
  await connection();
  return {
    companyId: process.env.CODAT_COMPANY_ID ?? "f5b4a6e2-2f5c-4a0e-9b7e-3d1c5a2b8e90",
    business: "Example Bakery Ltd",
    name: "Sam Baker",
  };
}
