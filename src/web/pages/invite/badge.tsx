import { Icon, type IconName } from '../../ui/icon.tsx';

/** What an invitation has become, in a word. */
export function Badge({ tone, icon, text }: { tone?: 'ok' | 'warn' | 'bad'; icon: IconName; text: string }) {
  return (
    <div>
      <span className={tone ? `badge b-${tone}` : 'badge'}>
        <Icon name={icon} />
        {text}
      </span>
    </div>
  );
}
