import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icon.tsx';
import { plainAddress } from './plain-address.ts';
import { type Reason, said } from './why-not.ts';

/** Leads to the storage doctor with an address. */
export function WhyLink({ url, tabIndex }: { url: string; tabIndex?: number | undefined }) {
  return (
    <Link
      className="why"
      to="/settings/configuration"
      search={{ doctor: plainAddress(url) }}
      hash="doctor"
      tabIndex={tabIndex}
      preload={false}
    >
      Why?
    </Link>
  );
}

interface BrokenImageProps {
  url: string;
  /** What the picture would have shown. */
  alt: string;
  reason: Reason;
  tabIndex?: number | undefined;
}

/** Stands where a picture cannot: says why in a few words, and leads to who can say more. */
export function BrokenImage({ url, alt, reason, tabIndex }: BrokenImageProps) {
  const { short, doctor } = said(reason);
  return (
    <span className="broken">
      <Icon name="alert" />
      <span>
        {alt && <span className="sr">{alt}: </span>}
        {short}
      </span>
      {doctor && <WhyLink url={url} tabIndex={tabIndex} />}
    </span>
  );
}
