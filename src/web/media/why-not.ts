import type { LinkProblem } from '../storage/choose-entry.ts';
import { sizeText } from '../ui/size.ts';

/** Larger pictures are offered for download only: decoding them would stop the page, or the whole machine. */
export const LARGEST_PICTURE = 64_000_000;

/** Why something is not shown: there is no link, or what the link leads to cannot be shown. */
export type Reason = LinkProblem | 'too_large' | 'slow' | 'not_shown' | 'unreadable' | 'gone' | 'empty';

interface Said {
  /** A few words, for a tile. */
  short: string;
  /** What is wrong and what helps, for a place with room. */
  sentence: string;
  /** Whether the storage doctor can say more. */
  doctor: boolean;
}

const SAID: Record<Reason, Said> = {
  no_entry: {
    short: 'No keys for this bucket',
    sentence:
      'None of your access keys is for this bucket. Add keys under Configuration, Web App Cloud Access.',
    doctor: true,
  },
  locked: {
    short: 'Keys are locked',
    sentence:
      'The keys of this bucket are locked. Type their passphrase under Configuration, Web App Cloud Access.',
    doctor: true,
  },
  other_browser: {
    short: 'Keys in another browser',
    sentence:
      'The keys of this bucket were kept in another browser only. Add them here, or give them to your account or workspace.',
    doctor: true,
  },
  reset: {
    short: 'Keys to be typed again',
    sentence:
      'The passphrase of these keys was forgotten. Type the keys again under Configuration, Web App Cloud Access.',
    doctor: true,
  },
  not_admitted: {
    short: 'Host not admitted',
    sentence:
      'This page may not reach the host of this bucket. Load the page again; if that does not help, sign in anew.',
    doctor: true,
  },
  no_webcrypto: {
    short: 'Needs https',
    sentence:
      'Your browser signs links over https only. Open this page by https, or give the keys to the workspace: then the server signs.',
    doctor: true,
  },
  bad_url: {
    short: 'Not a storage address',
    sentence: 'This is no address of an object: it begins with s3://, gs://, azure:// or https://.',
    doctor: true,
  },
  refused: {
    short: 'Refused',
    sentence: 'The store refuses these keys.',
    doctor: true,
  },
  unreachable: {
    short: 'No answer',
    sentence: 'The store does not answer.',
    doctor: true,
  },
  unreadable: {
    short: 'Not readable',
    sentence: 'The store does not answer, or does not allow this page to read from it (CORS).',
    doctor: true,
  },
  gone: {
    short: 'Not there',
    sentence: 'The store has no object of this name.',
    doctor: true,
  },
  not_shown: {
    short: 'Not shown',
    sentence: 'The store refused, or what it sent is no picture.',
    doctor: true,
  },
  slow: {
    short: 'Too slow',
    sentence: 'It had not arrived after 30 seconds. It may be very large, or the way to the store very slow.',
    doctor: true,
  },
  too_large: {
    short: 'Too large to show',
    sentence: `It is larger than ${sizeText(LARGEST_PICTURE)}, which would stop this page. Download it instead.`,
    doctor: false,
  },
  empty: {
    short: 'Empty',
    sentence: 'This object holds nothing: 0 bytes.',
    doctor: false,
  },
};

/** What to say about a reason. */
export const said = (reason: Reason): Said => SAID[reason];
