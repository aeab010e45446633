import { createSecretKey, type KeyObject } from "node:crypto";
import { serverError } from "../errors/serverError.js";

/** The key of a webhook endpoint, ready for use. Printing it does not show it. */
export interface WebhookSecret {
  readonly key: KeyObject;
  /** Whether it is in public documents, so that anybody can sign with it. */
  readonly isPublished: boolean;
}

/** Known publicly: the test vector of the Standard Webhooks specification. */
export const publishedSecrets: readonly string[] = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

const prefix = "whsec_";

/**
 * Parses the secret of a webhook endpoint, or several while rotating: `whsec_` and the base64 of 24 to 64 bytes, as
 * Codat's portal shows it.
 *
 * @throws {OnboardingError} `ONB-502` for anything else, without quoting it
 */
export function parseWebhookSecrets(input: unknown): readonly WebhookSecret[] {
  const secrets = Array.isArray(input) ? input : [input];
  if (secrets.length === 0) throw serverError("webhookSecretEmptyList");
  return secrets.map(parseWebhookSecret);
}

function parseWebhookSecret(secret: unknown): WebhookSecret {
  if (secret === undefined || secret === null || secret === "") throw serverError("webhookSecretMissing");
  if (typeof secret !== "string") throw serverError("webhookSecretNotText");
  if (secret.trim() !== secret) throw serverError("webhookSecretWhiteSpace");
  if (secret.startsWith("whpk_")) throw serverError("webhookSecretPublicKey");
  if (!secret.startsWith(prefix)) throw serverError("webhookSecretPrefix");
  const encoded = secret.slice(prefix.length);
  const bytes = Buffer.from(encoded, "base64");
  // Buffer skips invalid characters: a typing error must not become another, weaker key.
  if (bytes.toString("base64").replace(/=+$/, "") !== encoded.replace(/={1,2}$/, ""))
    throw serverError("webhookSecretNotBase64");
  if (bytes.length < 24 || bytes.length > 64) throw serverError("webhookSecretLength");
  return { key: createSecretKey(bytes), isPublished: publishedSecrets.some(isSecretOf(bytes)) };
}

function isSecretOf(bytes: Buffer): (secret: string) => boolean {
  return (secret) => Buffer.from(secret.slice(prefix.length), "base64").equals(bytes);
}
