import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { IdBadge } from '../../ui/copy.tsx';
import { readersOf } from './audience.ts';
import { download } from './download.ts';
import { DownloadDialog, fileNameOf } from './download-dialog.tsx';
import { isMasked } from './reveal.ts';
import type { VaultDetails } from './vault-queries.ts';
import { SwitchSaid, VaultSwitch } from './vault-switch.tsx';

interface VaultHeadProps {
  workspace: string;
  workspaceName: string;
  /** Undefined while one's own does not exist. */
  details: VaultDetails | undefined;
  onFix: () => void;
}

function About({ details, workspaceName }: Pick<VaultHeadProps, 'details' | 'workspaceName'>) {
  if (details?.vault.scope === 'group') {
    return (
      <p>
        {details.vault.description && `${details.vault.description} `}A vault of {workspaceName}.{' '}
        <strong>{readersOf(details.vault)}</strong>
      </p>
    );
  }
  return (
    <p>
      Every SDK and agent that uses your credentials in {workspaceName} reads it at start, over its{' '}
      <code>clearml.conf</code>.
    </p>
  );
}

/** The vault's name, its switch, and what can be done with the whole of it. */
export function VaultHead({ workspace, workspaceName, details, onFix }: VaultHeadProps) {
  const [downloading, setDownloading] = useState(false);
  const vault = details?.vault;
  const title = vault?.scope === 'group' ? vault.name : 'Configuration vault';
  return (
    <div className="page-head wide">
      <div>
        <div className="cluster">
          <h1>{title}</h1>
          {vault && (
            <>
              <VaultSwitch workspace={workspace} vault={vault} label={title} onFix={onFix} />
              <SwitchSaid vault={vault} />
            </>
          )}
        </div>
        <About details={details} workspaceName={workspaceName} />
      </div>
      {details && (
        <div className="end">
          <IdBadge id={details.vault.id} what={`id of ${title}`} />
          <Button
            icon="save"
            onClick={() =>
              isMasked(details.text)
                ? setDownloading(true)
                : download(fileNameOf(details.vault), details.text)
            }
          >
            Download
          </Button>
        </div>
      )}
      {downloading && details && (
        <DownloadDialog workspace={workspace} details={details} onClose={() => setDownloading(false)} />
      )}
    </div>
  );
}
