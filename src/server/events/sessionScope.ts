import { fieldsOf, textOf } from "../../core/json.js";

/** Whose streams are to be ended: those of one person in every business, or of everybody in one business. */
export type SessionScope = { user: string; customer?: undefined } | { customer: string; user?: undefined };

/** `undefined` for anything but one id, named for what it is: the same id may be a person's and a business's. */
export function parseSessionScope(input: unknown): SessionScope | undefined {
  const { user, customer } = fieldsOf(input);
  if (customer === undefined && textOf(user)) return { user: user as string };
  return user === undefined && textOf(customer) ? { customer: customer as string } : undefined;
}
