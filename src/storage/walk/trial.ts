import type { Answer, Reach } from '../ladder.ts';
import { originOf, pathOf } from '../origin.ts';
import type { Place, Secret } from '../place.ts';
import { type ListingRequest, signBucket, signListing, signUrl } from '../sign.ts';
import { type Listing, readListing, readStoreError, type StoreError, serverTime } from '../store-answers.ts';
import type { Failed } from './climb.ts';

/** What came of one request. */
export type Tried =
  | { answer: Answer; error: StoreError | undefined; failed?: undefined }
  | { failed: Failed; answer?: undefined; error?: undefined };

type Page = Pick<ListingRequest, 'page_size' | 'after' | 'delimiter'>;

const EXPIRES_S = 300;
/** Stores forgive five minutes at least; a link of five minutes forgives one. */
const SKEW_THAT_MATTERS_MS = 60_000;
const MAY_BE_THE_CLOCK = new Set<StoreError['code']>(['clock', 'wrong_secret', 'denied', 'expired_token']);

/** Sends signed requests to one entry's place, by the store's clock once it is known. */
export class Trial {
  /** How far the store's clock is ahead of ours, once that was what broke a signature. */
  skew_ms = 0;
  private readonly reach: Reach;
  private readonly secret: Secret | undefined;
  private readonly link: string | undefined;

  constructor(reach: Reach, secret: Secret | undefined, link: string | undefined) {
    this.reach = reach;
    this.secret = secret;
    this.link = link;
  }

  /** Gets an object, or only what the store says of an anonymous request where nothing can sign. */
  async object(place: Place, key: string): Promise<Tried> {
    const { secret, link } = this;
    if (link !== undefined) return await this.send(link);
    if (!secret) return await this.send(originOf(place) + pathOf(place, key));
    return await this.ask((now) => signUrl(place, secret, { method: 'GET', key, expires_s: EXPIRES_S, now }));
  }

  /** One page of what lies below a prefix; undefined where nothing can sign. */
  async listing(place: Place, prefix: string, page: Page): Promise<Tried | undefined> {
    const { secret } = this;
    if (!secret) return undefined;
    return await this.ask((now) => signListing(place, secret, { prefix, ...page, now }));
  }

  /** Asks for the bucket's region. */
  async location(place: Place): Promise<Tried | undefined> {
    const { secret } = this;
    if (!secret) return undefined;
    return await this.ask((now) =>
      signBucket(place, secret, { query: { location: '' }, expires_s: EXPIRES_S, now }),
    );
  }

  /** Sends once as it is. */
  async send(
    url: string,
    method: 'GET' | 'OPTIONS' = 'GET',
    headers: Record<string, string> = {},
  ): Promise<Tried> {
    const own = this.reach.who === 'server' ? { origin: this.reach.origin, ...headers } : headers;
    const answer = await this.reach.send({ url, method, headers: own });
    return 'failed' in answer ? { failed: answer } : { answer, error: readStoreError(answer) };
  }

  /** Sends; when the refusal may be the clock's and the store tells its time, once more by that. */
  private async ask(sign: (now: Date) => Promise<string>): Promise<Tried> {
    const first = await this.send(await sign(this.now()));
    const skew = this.skewOf(first);
    if (skew === undefined) return first;
    const before = this.skew_ms;
    this.skew_ms = skew;
    const second = await this.send(await sign(this.now()));
    if (second.answer && second.error?.code !== first.error?.code) return second;
    this.skew_ms = before;
    return first;
  }

  private now(): Date {
    return new Date(this.reach.now().getTime() + this.skew_ms);
  }

  private skewOf({ answer, error }: Tried): number | undefined {
    if (!answer || !error || !MAY_BE_THE_CLOCK.has(error.code) || this.secret?.type === 'sas')
      return undefined;
    const time = serverTime(answer);
    if (!time) return undefined;
    const skew = time.getTime() - this.reach.now().getTime();
    return Math.abs(skew - this.skew_ms) < SKEW_THAT_MATTERS_MS ? undefined : skew;
  }
}

/** The listing in an answer, if it is one. */
export function listingIn(place: Place, { answer, error }: Tried): Listing | undefined {
  return answer && !error ? readListing(place.kind, answer.text) : undefined;
}
