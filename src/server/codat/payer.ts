import type { Backplane, RoomView } from "../backplane/backplane.js";
import { companyRoom, customerRoom, customerValue, snapshotValue } from "../backplane/backplaneRooms.js";

/** On whose account a call of Codat's API is made. */
export interface Payer {
  /** The room that holds the account. */
  room: string;
  /** Which of its two accounts of the same size. @default "calls" */
  account?: "calls" | "presses" | undefined;
  /** Calls that are left to others with the same account, or to what they do themselves. @default 0 */
  kept?: number | undefined;
  /** The rest of something that has begun, which may go into debt: the next waits the longer. @default false */
  isBegun?: boolean | undefined;
  /** Whether what has begun may take what is kept, and go into debt. @default true */
  mayOwe?: boolean | undefined;
  /**
   * Whether it is for a first visit: of the company this backplane has no snapshot. Asked only where the day's calls
   * run low, and then of each customer no more than two first visits cost. @default never
   */
  isFirstVisit?: (() => Promise<boolean>) | undefined;
}

const always = async () => true;

/** A customer of whom nothing is known here, or who looks for a company. */
export function newcomer(customerId: string): Payer {
  return { room: customerRoom(customerId), isFirstVisit: always };
}

/** A customer who does something with a company. */
export function customerPayer(customerId: string): Payer {
  return { room: customerRoom(customerId) };
}

/** Calls that whoever can send a customer here must leave to the customer's own doing. */
const keptForPerson = 5;

/** A customer of whom it is not known who sends the request: pages of other sites may do it again and again. */
export function sentPayer(customerId: string): Payer {
  return { ...customerPayer(customerId), kept: keptForPerson, mayOwe: false };
}

/** A customer who follows a link of our page. */
export function visitorPayer(backplane: Backplane, customerId: string, companyId: string): Payer {
  const isFirstVisit = async () => {
    const { values } = await backplane.view(companyRoom(companyId), [snapshotValue]);
    return !values[snapshotValue];
  };
  return { ...customerPayer(customerId), isFirstVisit };
}

/** The colleagues of a customer, who have an account of their own. */
export function colleaguePayer(customerId: string, kept: number): Payer {
  return { room: customerRoom(customerId), account: "presses", kept };
}

/** Whoever owns a company, by what its room holds; a company of which nothing is known has an account of its own. */
export function ownerPayer(companyId: string, { values }: RoomView): Payer {
  const customerId = values[customerValue]?.value;
  const isFirstVisit = async () => !values[snapshotValue];
  return { room: customerId === undefined ? companyRoom(companyId) : customerRoom(customerId), isFirstVisit };
}
