import type { Mail } from './mail-link.ts';
import type { Invitation } from './store.ts';

type Told = Pick<
  Invitation,
  'inviter_name' | 'inviter_email' | 'workspace_name' | 'role' | 'note' | 'expires_at'
>;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in an attribute too. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Names go on one line of a header: line ends and other controls become blanks. */
const oneLine = (text: string) => text.replace(/\p{C}+/gu, ' ').trim();

/** "2026-11-30T09:30:00…+00:00" as "30 Nov 2026, 09:30 UTC". */
function said(time: string): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const hour = { hour: '2-digit', minute: '2-digit' } as const;
  return `${new Intl.DateTimeFormat('en-GB', { ...day, ...hour }).format(new Date(time))} UTC`;
}

/** The mail that carries an invitation's link, in plain text and as HTML that loads nothing. */
export function invitationMail(invitation: Told, to: string, url: string): Mail {
  const from = oneLine(invitation.inviter_name);
  const workspace = oneLine(invitation.workspace_name);
  const { inviter_email, role, expires_at } = invitation;
  const note = oneLine(invitation.note);
  const who = inviter_email ? `${from} (${inviter_email})` : from;
  const until = `The link works once, until ${said(expires_at)}, and only for ${to}.`;
  const lines = [
    `${who} invites you to the workspace "${workspace}" as ${role}.`,
    ...(note ? [`"${note}"`] : []),
  ];
  const ignore = 'If you do not know the sender, ignore this mail: nothing happens.';
  return {
    to,
    subject: `${from} invites you to ${workspace}`,
    text: [...lines, `Open this link to join:\n${url}`, until, ignore].join('\n\n'),
    html: [
      ...lines.map((line) => `<p>${escaped(line)}</p>`),
      `<p><a href="${escaped(url)}">Join ${escaped(workspace)}</a></p>`,
      `<p>Or copy this address: ${escaped(url)}</p>`,
      `<p>${escaped(until)}<br>${ignore}</p>`,
    ].join('\n'),
  };
}
