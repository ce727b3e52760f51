import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { newDraft } from './draft.ts';
import type { Editing } from './use-editing.ts';

/** A vault to begin with: what most people put on every laptop by hand. */
const EXAMPLE = `# Read by every SDK and agent of mine, over its clearml.conf
agent {
  git_user: "your-git-user"
  git_pass: "your-git-token"
}
sdk {
  development.default_output_uri: "s3://your-bucket/models"
  aws.s3 {
    region: "eu-central-1"
    key: "your-access-key"
    secret: "your-secret"
  }
}
`;

/** What a vault is good for, with a text to begin with. */
export function NoVault({ open }: Pick<Editing, 'open'>) {
  return (
    <section className="panel" aria-label="No vault yet">
      <div className="empty">
        <Icon name="vault" />
        <strong>No configuration of yours here yet</strong>
        <span>
          What you write here once, every SDK and agent that uses your credentials in this workspace reads at
          start: git access, buckets, environment variables. Nothing is served until you switch it on.
        </span>
      </div>
      <div className="ws-cell">
        <CodeBlock label="An example to begin with" text={EXAMPLE} />
        <div className="cluster">
          <Button look="primary" onClick={() => open(newDraft(EXAMPLE))}>
            Start with this
          </Button>
          <Button onClick={() => open(newDraft(''))}>Start empty</Button>
        </div>
      </div>
    </section>
  );
}
