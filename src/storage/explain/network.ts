import { corsRules } from './cors-rules.ts';
import { addressOf, type Explanations, type Facts, placeName, storeName } from './explained.ts';

/** What a browser cannot tell from missing rules. */
function looksTheSame({ kind, host, region }: Facts): string {
  if (kind !== 's3') return '';
  if (host)
    return ' Some stores leave the rules off refusals, so that wrong keys look the same: test them too.';
  return ` Amazon answers a wrong region in the same way: the entry says ${region || 'none'}.`;
}

/** Codes of the rungs "network" and "cors". */
export const NETWORK: Explanations = {
  answers: (facts) => ({ title: 'The store answers', sentence: `There is a server at ${storeName(facts)}.` }),
  through_door: () => ({
    title: 'Not needed',
    sentence: 'The object comes through Atrium: the browser does not speak with the store.',
  }),
  mixed_content: (facts) => ({
    title: 'A plain http store on an https page',
    sentence: `This page came by https, and browsers do not let such a page load anything from ${addressOf(facts)}.`,
    cure: {
      text: 'Give the store a certificate and change the entry to https. A reverse proxy before the store does it too.',
    },
  }),
  unreachable: (facts, { who }) => ({
    title: 'No answer',
    sentence:
      who === 'browser'
        ? `Your browser gets no answer from ${storeName(facts)}. It does not say whether the name, the network, the certificate or the port is wrong.`
        : `The server gets no answer from ${storeName(facts)}.`,
    cure: {
      text:
        who === 'browser'
          ? `Open ${addressOf(facts)} in a tab of its own. A warning there means that the certificate is not trusted; no page at all means that host or port are wrong, or not reachable from your network.`
          : 'Check the host and its port, and whether a firewall lies between Atrium and the store.',
    },
  }),
  name_unknown: (facts) => ({
    title: 'The host does not exist',
    sentence: `No name server knows ${storeName(facts)}.`,
    cure: {
      text: 'Correct the host in the entry. A name of a local network must be known to this machine too.',
    },
  }),
  no_such_region: (facts) => ({
    title: 'There is no such region',
    sentence: `Amazon has no host ${storeName(facts)}: the region ${facts.region || '(none)'} does not exist.`,
    cure: { text: 'Leave the region empty: the test finds it.', fix: { region: '' } },
  }),
  bucket_not_in_host: (facts) => ({
    title: 'The bucket belongs into the path',
    sentence: `The store does not answer as ${storeName(facts)}, but does when the bucket stands in the path.`,
    cure: { text: 'Change the entry to path style.', fix: { style: 'path' } },
  }),
  refused: (facts) => ({
    title: 'Nothing listens there',
    sentence: `The machine is there, but nothing takes connections at ${storeName(facts)}.`,
    cure: { text: 'Check the port. MinIO takes requests at 9000, its console is at 9001.' },
  }),
  timeout: (facts) => ({
    title: 'No answer in time',
    sentence: `The store at ${storeName(facts)} did not answer in time.`,
    cure: { text: 'Check whether a firewall drops the requests, and whether the store is overloaded.' },
  }),
  tls: (facts) => ({
    title: 'No secure connection',
    sentence: `A secure connection to ${storeName(facts)} could not be made${facts.detail ? ` (${facts.detail})` : ''}.`,
    cure: { text: 'Check that the port is the one for https, and that the store offers TLS 1.2 or newer.' },
  }),
  self_signed: (facts) => ({
    title: 'The certificate is not trusted',
    sentence: `The certificate of ${storeName(facts)} is self-signed, or signed by an authority that the server does not know.`,
    cure: {
      text: 'Best is a certificate that every browser trusts. With an authority of your own, give its certificate to Atrium and to everybody’s browser.',
      paste: [
        { where: 'Environment of the Atrium server', text: 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/own-ca.pem' },
      ],
    },
  }),
  certificate_expired: (facts) => ({
    title: 'The certificate has expired',
    sentence: `The certificate of ${storeName(facts)} is no longer valid.`,
    cure: { text: 'Renew it, or ask whoever runs the store to.' },
  }),
  certificate_name: (facts) => ({
    title: 'The certificate is for another name',
    sentence: `The certificate that the store shows is not for ${storeName(facts)}.`,
    cure: { text: 'Write the host as the certificate names it, or have a certificate made for this name.' },
  }),
  wrong_scheme: (facts) => ({
    title: `The store speaks ${facts.found || 'another protocol'}`,
    sentence: `There is no answer at ${addressOf(facts)}, but there is one by ${facts.found || 'the other'}.`,
    cure: {
      text: `Change the entry to ${facts.found || 'the other'}.${facts.found === 'http' ? ' Links and objects then travel unencrypted.' : ''}`,
      fix: { scheme: facts.found === 'http' ? 'http' : 'https' },
    },
  }),
  https_required: (facts) => ({
    title: 'The store speaks https',
    sentence: `The store at ${storeName(facts)} takes https only, and the entry says http.`,
    cure: { text: 'Change the entry to https.', fix: { scheme: 'https' } },
  }),
  forbidden_address: (facts) => ({
    title: 'An address that the server may not ask',
    sentence: `Atrium does not ask ${storeName(facts)}: it is an address of the server itself, of the link or of a cloud's metadata, or private addresses are forbidden here.`,
    cure: {
      text: 'Use the name under which other machines reach the store. The operator may allow one host.',
      paste: [
        { where: 'Environment of the Atrium server', text: `ATRIUM_STORAGE_ALLOW_HOSTS=${facts.host}` },
      ],
    },
  }),
  redirected: (facts) => ({
    title: 'The store sends elsewhere',
    sentence: `The answer of ${storeName(facts)} is a redirect${facts.target ? ` to ${facts.target}` : ''}, and stores do not do that for objects.`,
    cure: {
      text: 'Write the host of the store itself into the entry, not that of a proxy or a console before it.',
    },
  }),
  redirect_private: (facts) => ({
    title: 'A redirect into a private network',
    sentence: `The answer of ${storeName(facts)} is a redirect to the private address ${facts.target || 'of some machine'}. Atrium does not follow it.`,
    cure: {
      text: 'If the store is there, write that address into the entry. If you did not expect it, do not trust this host.',
    },
  }),
  allowed: (_facts, { origin }) => ({
    title: 'The page may read',
    sentence: `The store lets pages of ${origin} read what it answers.`,
  }),
  undecided: () => ({
    title: 'Not known yet',
    sentence: 'Only an object that is answered tells whether the page may read, and there was none.',
  }),
  no_cors: (facts, { who, origin }) => ({
    title: 'The store does not admit this page',
    sentence:
      `${who === 'browser' ? 'The store answers, but your browser may not read it' : 'The store answers without admitting the page'}: ` +
      `the CORS rules of ${placeName(facts)} do not name ${origin}.`,
    cure: {
      text: `Add this rule, and try again after a minute.${who === 'browser' ? looksTheSame(facts) : ''}`,
      paste: corsRules(facts, origin),
    },
  }),
};
