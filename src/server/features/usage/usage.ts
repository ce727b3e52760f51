import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { Db } from '../../db/database.ts';
import { ATRIUM_VERSION } from '../../version.ts';
import { claimDailyReport, countAll, getInstallationId, getUsageSwitch } from './store.ts';

type UsageConfig = Pick<Config, 'usage_url' | 'do_not_track'>;

/** Counts are sent as the power of ten they lie in, so that a small team cannot be told from another. */
const magnitude = (count: number) => (count === 0 ? 0 : 10 ** Math.floor(Math.log10(count)));

/** Exactly what a report holds: versions, platform, and the size of the installation in powers of ten. */
export async function usagePayload(db: Db): Promise<Record<string, string | number>> {
  const { accounts, workspaces, credentials } = await countAll(db);
  return {
    installation: await getInstallationId(db, randomBytes(16).toString('hex')),
    version: ATRIUM_VERSION,
    node: process.versions.node.split('.', 1)[0] ?? '',
    platform: `${process.platform}-${process.arch}`,
    accounts: magnitude(accounts),
    workspaces: magnitude(workspaces),
    credentials: magnitude(credentials),
  };
}

const TIMEOUT_MS = 10_000;

/** Sends today's report if the switch is on, an address is set and DO_NOT_TRACK is not; else sends nothing. */
export async function reportUsage(db: Db, config: UsageConfig, log: Logger): Promise<boolean> {
  if (!config.usage_url || config.do_not_track) return false;
  if (!(await getUsageSwitch(db)).enabled || !(await claimDailyReport(db))) return false;
  try {
    await fetch(config.usage_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(await usagePayload(db)),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    log.info({ err: error }, 'the usage report could not be delivered; the next try is tomorrow');
  }
  return true;
}
