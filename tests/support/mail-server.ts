import { SMTPServer } from 'smtp-server';

export interface Received {
  to: string[];
  /** The whole message as it came. */
  raw: string;
  text: string;
  html: string;
}

/** A part's text: nodemailer writes quoted-printable or base64 where plain characters do not do. */
function decoded(part: string): string {
  const at = part.search(/\r?\n\r?\n/);
  const [head, body] = [part.slice(0, at), part.slice(at).trim()];
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`);
  return bytes.replace(/(%[0-9A-F]{2})+/g, (run) => decodeURIComponent(run));
}

function parse(to: string[], raw: string): Received {
  const boundary = /boundary="?([^"\r\n;]+)/.exec(raw)?.[1] ?? '';
  const parts = raw.split(`--${boundary}`);
  const of = (type: string) =>
    decoded(parts.find((part) => part.includes(`Content-Type: ${type}`))?.trim() ?? '');
  return { to, raw, text: of('text/plain'), html: of('text/html') };
}

/** A mail server on loopback that keeps what it gets and refuses whom it is told to. */
export async function createMailServer(refused: readonly string[] = []) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(refused.includes(address) ? new Error('no such mailbox: secret words of the server') : null),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push(parse(to, Buffer.concat(chunks).toString()));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
