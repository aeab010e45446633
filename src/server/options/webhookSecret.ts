import { createSecretKey, type KeyObject } from "node:crypto";
import { OnboardingError } from "../../core/errors.js";

/** The key of a webhook endpoint, ready for use; printing it does not show it. */
export interface WebhookSecret {
  readonly key: KeyObject;
  /** It stands in public documents: whoever reads them can sign with it. */
  readonly isPublished: boolean;
}

/** Known to everybody: the test vector of the Standard Webhooks specification. */
export const publishedSecrets: readonly string[] = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

const prefix = "whsec_";

/**
 * Reads the secret of a webhook endpoint, or several while rotating: `whsec_` and base64 of 24 to 64 bytes, as
 * Codat's portal shows it.
 *
 * @throws {OnboardingError} `ONB-502` for anything else, without quoting it
 */
export function parseWebhookSecrets(input: unknown): readonly WebhookSecret[] {
  const secrets = Array.isArray(input) ? input : [input];
  if (secrets.length === 0) throw refusal("is an empty list");
  return secrets.map(parseWebhookSecret);
}

function parseWebhookSecret(secret: unknown): WebhookSecret {
  if (secret === undefined || secret === null || secret === "")
    throw refusal("is not set; is its environment variable there");
  if (typeof secret !== "string") throw refusal("is no text");
  if (secret.trim() !== secret) throw refusal("has white space around it");
  if (secret.startsWith("whpk_")) throw refusal("is a public key");
  if (!secret.startsWith(prefix)) throw refusal(`does not begin with ${prefix}`);
  const encoded = secret.slice(prefix.length);
  const bytes = Buffer.from(encoded, "base64");
  // Buffer skips what is no base64; a slip of the hand must not become another, weaker key.
  if (bytes.toString("base64").replace(/=+$/, "") !== encoded.replace(/={1,2}$/, ""))
    throw refusal("is not base64");
  if (bytes.length < 24 || bytes.length > 64) throw refusal("is not 24 to 64 bytes long");
  return { key: createSecretKey(bytes), isPublished: publishedSecrets.some(isOf(bytes)) };
}

function isOf(bytes: Buffer): (secret: string) => boolean {
  return (secret) => Buffer.from(secret.slice(prefix.length), "base64").equals(bytes);
}

function refusal(what: string): OnboardingError {
  return new OnboardingError(
    "ONB-502",
    `The webhookSecret ${what}: copy the endpoint’s secret from Codat’s portal, ${prefix} and all.`,
  );
}
