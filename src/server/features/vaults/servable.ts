import type { Finding } from '../../../clearml-conf/finding.ts';
import { WireError } from '../../http/errors.ts';
import type { CheckedText } from './check-vault.ts';

/**
 * Refuses to switch on what clients would drop or misread, and asks once before switching on what is probably not
 * meant so. `shown` are the findings without secrets.
 * @throws WireError 400/800 with the findings; `confirm` says that accepting the warnings would do
 */
export function requireServable(
  checked: CheckedText,
  shown: readonly Finding[],
  acceptWarnings: boolean,
): asserts checked is CheckedText & { served: string } {
  const errors = shown.filter(({ severity }) => severity === 'error');
  if (checked.served === undefined || errors.length > 0) {
    const [first] = errors;
    const place = first ? ` (line ${first.line}, column ${first.column}: ${first.message})` : '';
    throw new WireError(
      'data_validation_error',
      {
        field: 'text',
        rule: `clients would drop or misread it${place}`,
        cure: 'Correct it, or save it while the vault is off.',
        findings: shown,
      },
      `text: clients would drop or misread it${place}`,
    );
  }
  const warnings = shown.filter(({ severity }) => severity === 'warning');
  if (warnings.length === 0 || acceptWarnings) return;
  throw new WireError(
    'data_validation_error',
    {
      field: 'text',
      rule: `the check has ${warnings.length === 1 ? 'a warning' : `${warnings.length} warnings`}`,
      cure: 'Look at them, then switch it on with accept_warnings.',
      confirm: true,
      findings: shown,
    },
    'text: the check has warnings',
  );
}
