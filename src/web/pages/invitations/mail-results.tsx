import type { ResponseOf } from '../../../contract/contract.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { asSentence, Note } from '../../ui/note.tsx';
import { counted } from '../workspace/names.ts';

type Result = ResponseOf<'invitations.create_by_mail'>['results'][number];

const said: Record<Result['result'], string> = { sent: 'Sent', made: 'Link made', refused: 'Not invited' };
const tone = { sent: 'b-ok', made: 'b-warn', refused: 'b-bad' } as const;

/** What came of each pasted address; a link that could not be mailed is there to copy. */
export function MailResults({ results, onAnother }: { results: Result[]; onAnother: () => void }) {
  const made = results.filter(({ url }) => url !== null).length;
  return (
    <div className="stack">
      {made > 0 && (
        <Note tone="warn" icon="eye">
          <strong>{made === 1 ? 'One link was' : `${made} links were`} not mailed.</strong> Nothing is lost:
          copy now what is shown this once, and hand it over.
        </Note>
      )}
      <ul
        className="invite-results"
        aria-label={`Results for ${counted(results.length, 'address').replace('addresss', 'addresses')}`}
      >
        {results.map(({ email, result, why, url }) => (
          <li key={email}>
            <span className={`badge ${tone[result]}`}>{said[result]}</span>
            <div className="grow">
              <strong>{email}</strong>
              {why && <span className="sub">{asSentence(why)}</span>}
            </div>
            {url && (
              <CopyButton
                text={url}
                label={`Copy link for ${email}`}
                said="Link copied"
                tip="Copy link"
                tipLeft
              />
            )}
          </li>
        ))}
      </ul>
      <Button onClick={onAnother}>Invite more</Button>
    </div>
  );
}
