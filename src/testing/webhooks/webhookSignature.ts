/** The bytes of a webhook secret: base64 after `whsec_`. @throws DOMException when it is not base64 */
function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (character) => character.charCodeAt(0));
}

/**
 * The `webhook-signature` of a message, by Standard Webhooks 1.0.0: HMAC-SHA256 of `id.timestamp.body`, one `v1`
 * entry for each secret, separated by spaces. `timestamp` is in whole seconds since 1970.
 */
export async function webhookSignature(message: {
  id: string;
  timestamp: number;
  body: string;
  secrets: readonly string[];
}): Promise<string> {
  const { id, timestamp, body, secrets } = message;
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const entries = secrets.map(async (secret) => {
    const key = await crypto.subtle.importKey("raw", keyOf(secret), algorithm, false, ["sign"]);
    const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
    return `v1,${btoa(String.fromCharCode(...signature))}`;
  });
  return (await Promise.all(entries)).join(" ");
}
