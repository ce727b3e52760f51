import { Icon } from '../../ui/icon.tsx';
import { counted } from '../workspace/names.ts';
import type { Finding } from './vault-queries.ts';

/** Errors and warnings, the ones that count when a vault is on. */
export const gravest = (findings: readonly Finding[]) => ({
  errors: findings.filter(({ severity }) => severity === 'error'),
  warnings: findings.filter(({ severity }) => severity === 'warning'),
});

/** "2 errors, 1 warning", each with its drawing. */
export function FindingCounts({ findings }: { findings: readonly Finding[] }) {
  const { errors, warnings } = gravest(findings);
  return (
    <span className="cluster xs" role="status">
      {errors.length > 0 && (
        <span className="cluster bad">
          <Icon name="stop" className="i-sm" />
          {counted(errors.length, 'error')}
        </span>
      )}
      {warnings.length > 0 && (
        <span className="cluster warn">
          <Icon name="alert" className="i-sm" />
          {counted(warnings.length, 'warning')}
        </span>
      )}
      {errors.length + warnings.length === 0 && (
        <span className="cluster ok">
          <Icon name="check" className="i-sm" />
          Clients read it
        </span>
      )}
    </span>
  );
}

/** Findings by line: what is so and what to do. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="impact findings">
      {findings.map(({ code, line, column, severity, message, hint }) => (
        <li key={`${code} ${line} ${column}`}>
          <Icon
            name={severity === 'error' ? 'stop' : severity === 'warning' ? 'alert' : 'info'}
            className={severity === 'error' ? 'bad' : severity === 'warning' ? 'warn' : 'faint'}
          />
          <span className="grow">
            <strong>
              Line {line}: {message}
            </strong>{' '}
            <span className="quiet">{hint}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
