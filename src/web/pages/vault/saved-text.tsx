import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { When } from '../../ui/when.tsx';
import { FindingList, gravest } from './finding-list.tsx';
import { FORMAT_NAMES } from './formats.ts';
import { MaskedText } from './masked-text.tsx';
import type { VaultDetails } from './vault-queries.ts';

interface SavedTextProps {
  workspace: string;
  details: VaultDetails;
  onEdit: () => void;
}

/** The saved text to read, with the way into the editor. */
export function SavedText({ workspace, details, onEdit }: SavedTextProps) {
  const { vault, parsed, findings } = details;
  const { errors, warnings } = gravest(findings);
  return (
    <section className="panel" aria-label="Saved text">
      <div className="panel-bar">
        <span className="sm quiet">
          {FORMAT_NAMES[vault.format]}, version {vault.version}, saved <When time={vault.updated} />
          {vault.updated_by && ` by ${vault.updated_by.name}`}. Secrets are masked
          {vault.may_edit ? '; press one to copy it unseen.' : '.'}
        </span>
        {vault.may_edit && (
          <div className="end">
            <Button look="primary" icon="pencil" onClick={onEdit}>
              EDIT
            </Button>
          </div>
        )}
      </div>
      <div className="panel-pad stack">
        {!parsed && (
          <Note tone="warn">
            <strong>This text does not parse, so all of it is masked.</strong> Clients would drop it. EDIT,
            then reveal it to mend it.
          </Note>
        )}
        <MaskedText workspace={workspace} details={details} onEdit={vault.may_edit ? onEdit : undefined} />
        {errors.length + warnings.length > 0 && <FindingList findings={[...errors, ...warnings]} />}
      </div>
    </section>
  );
}
