/**
 * The password of the account that was last typed in this tab, as a salted hash in memory: a passphrase that nobody but
 * the browser may know must not be a text that the server is sent.
 */
let noted: { salt: Uint8Array<ArrayBuffer>; hash: string } | undefined;

async function hashOf(salt: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const typed = new TextEncoder().encode(text.normalize('NFKC'));
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array([...salt, ...typed]));
  return String.fromCharCode(...new Uint8Array(digest));
}

/** Notes a password that is being sent. Without cryptography there are no passphrases either, and nothing is noted. */
export async function notePassword(password: string): Promise<void> {
  if (!crypto.subtle) return;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  noted = { salt, hash: await hashOf(salt, password) };
}

/** Whether a text is the password that was last typed in this tab; false when none was. */
export async function wasPassword(text: string): Promise<boolean> {
  return noted !== undefined && (await hashOf(noted.salt, text)) === noted.hash;
}
