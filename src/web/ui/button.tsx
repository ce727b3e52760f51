import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: IconName | undefined;
  look?: 'primary' | 'danger' | 'risk' | 'quiet' | undefined;
  size?: 'sm' | 'block' | undefined;
  /** The word to show while it works; the button then takes no second press. */
  busy?: string | false | undefined;
  children: ReactNode;
}

/** A button with words. */
export function Button({ icon, look, size, busy, children, onClick, ...rest }: ButtonProps) {
  const classes = ['btn', look && `btn-${look}`, size && `btn-${size}`].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      className={classes}
      aria-busy={busy ? true : undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {busy || children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** The full name for screen readers, such as "Revoke Workstation". */
  label: string;
  /** The short word shown on hover and focus. */
  tip?: string | undefined;
  tipLeft?: boolean | undefined;
  risk?: boolean | undefined;
}

/** A quiet button that shows only a drawing, with a tooltip and a full name. */
export function IconButton({ icon, label, tip, tipLeft, risk, ...rest }: IconButtonProps) {
  const classes = ['icon-btn', tipLeft && 'tip-left', risk && 'risk'].filter(Boolean).join(' ');
  return (
    <button type="button" className={classes} aria-label={label} data-tip={tip} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
