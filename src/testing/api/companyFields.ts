import { type ApiAnswer, invalidFields } from "./apiAnswer.js";

/** The fields of a company in a request, without those that it does not name. `tags` replace all earlier ones. */
export interface CompanyChange {
  name?: string | undefined;
  description?: string | undefined;
  tags?: Readonly<Record<string, string>> | undefined;
}

const maxTags = 10;
const longestKey = 27;
const longestValue = 100;

/** Codat silently removes characters that a name may not have: `cust_1` becomes `cust1`. */
export function strippedName(name: string): string {
  return name.replace(/[^A-Za-z0-9\s\-',&@.?!]/g, "");
}

function problemOfTags(tags: object): string | undefined {
  const entries = Object.entries(tags);
  if (entries.length > maxTags) return `A company has at most ${maxTags} tags.`;
  if (entries.some(([key]) => key.length < 1 || key.length > longestKey)) {
    return `A tag's key has 1 to ${longestKey} characters.`;
  }
  const isValid = (value: unknown) => typeof value === "string" && value.length <= longestValue;
  if (!entries.every(([, value]) => isValid(value))) {
    return `A tag's value is a string of at most ${longestValue} characters.`;
  }
  return undefined;
}

/** The fields in a body, or what is wrong with them. A null is ignored, except for `tags`. */
export function readCompanyFields(body: unknown): CompanyChange | { problem: ApiAnswer } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { problem: invalidFields({ body: "A JSON object is needed." }) };
  }
  const { name, description, tags } = body as Readonly<Record<string, unknown>>;
  const problems: Record<string, string> = {};
  const fields: CompanyChange = {};

  if (typeof name === "string") {
    fields.name = strippedName(name);
    if (fields.name.trim() === "") problems["name"] = "The name is empty.";
  } else if (name !== undefined && name !== null) problems["name"] = "The name is no string.";

  if (typeof description === "string") fields.description = description;
  else if (description !== undefined && description !== null) {
    problems["description"] = "The description is no string.";
  }

  // Codat's documentation warns that a null removes all tags.
  if (tags === null) fields.tags = {};
  else if (typeof tags === "object") {
    const problem = problemOfTags(tags);
    if (problem === undefined) fields.tags = { ...tags } as Record<string, string>;
    else problems["tags"] = problem;
  } else if (tags !== undefined) problems["tags"] = "The tags are no object.";

  return Object.keys(problems).length > 0 ? { problem: invalidFields(problems) } : fields;
}
