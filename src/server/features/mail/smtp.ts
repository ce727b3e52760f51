import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Mailing } from '../invitations/mail-link.ts';

const CONNECT_MS = 5_000;
const SILENCE_MS = 15_000;
/** How long a mail server that let us wait is not tried again, so that many mails do not wait one by one. */
const REST_MS = 10_000;

/** nodemailer's codes, in words for a person. The server's own words stay here: they may hold anything. */
const WHY: Record<string, string> = {
  ECONNECTION: 'the mail server does not answer',
  ECONNREFUSED: 'the mail server does not answer',
  ESOCKET: 'the mail server does not answer',
  ETIMEDOUT: 'the mail server does not answer',
  EDNS: 'the mail server is not found',
  ETLS: 'the connection to the mail server is not safe',
  EAUTH: 'the mail server did not let this server in',
  ENOAUTH: 'the mail server did not let this server in',
  EENVELOPE: 'the mail server refused this address',
};

interface Parts {
  /** smtp:// or smtps://, with user and password where it needs them. */
  smtp_url: string | undefined;
  mail_from: string;
  log: Pick<Logger, 'warn'>;
  now?: () => number;
}

/** Mail by ATRIUM_SMTP_URL; undefined where this server sends none. */
export function createMailing({ smtp_url, mail_from, log, now = Date.now }: Parts): Mailing | undefined {
  if (smtp_url === undefined) return undefined;
  const transport = createTransport(
    {
      url: smtp_url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: mail_from },
  );
  let restsUntil = 0;
  return {
    async send(mail) {
      if (now() < restsUntil) return WHY.ETIMEDOUT;
      try {
        await transport.sendMail({ ...mail, headers: { 'Auto-Submitted': 'auto-generated' } });
        return undefined;
      } catch (error) {
        const { code = '', responseCode } = error as { code?: string; responseCode?: number };
        if (code === 'ETIMEDOUT') restsUntil = now() + REST_MS;
        log.warn({ code, response: responseCode }, 'a mail did not go out');
        return WHY[code] ?? 'the mail server refused the mail';
      }
    },
  };
}
