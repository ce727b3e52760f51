import type { Rung, RungName } from '../../../storage/ladder.ts';

export const RUNG_TITLES: Record<RungName, string> = {
  address: 'Address',
  entry: 'Access keys',
  network: 'Name, TLS, mixed content',
  cors: 'Permission for this page (CORS)',
  signature: 'Signature, region, clock, permission',
  object: 'Object',
};

const PASSED: Record<RungName, string> = {
  address: 'Read',
  entry: 'Found',
  network: 'Reached',
  cors: 'Allowed',
  signature: 'Accepted',
  object: 'There',
};

const BROKEN: Record<RungName, string> = {
  address: 'Not read',
  entry: 'None to use',
  network: 'No way there',
  cors: 'Refused',
  signature: 'Refused',
  object: 'Not shown',
};

/** How one side fared at a rung, in a word or two. */
export function wordOf({ rung, state }: Rung): string {
  switch (state) {
    case 'passed':
      return PASSED[rung];
    case 'broken':
      return BROKEN[rung];
    case 'not_needed':
      return 'Not needed';
    case 'not_reached':
      return 'Not reached';
  }
}
