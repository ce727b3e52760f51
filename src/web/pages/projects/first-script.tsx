import { Link } from '@tanstack/react-router';
import { CodeBlock } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icon.tsx';

const INSTALL = 'pip install clearml\nclearml-init\n';

const SCRIPT = `from clearml import Task

task = Task.init(project_name="examples", task_name="first run")
for step in range(100):
    loss = 1 / (step + 1)
    task.get_logger().report_scalar("loss", "train", value=loss, iteration=step)
print("done")
`;

/** What to do where a workspace has no project yet. */
export function FirstScript({ workspace }: { workspace: string }) {
  return (
    <div className="empty">
      <Icon name="flask" />
      <strong>No project yet</strong>
      <span>A project comes with the first script that reports here. Three steps:</span>
      <ol className="steps">
        <li>
          <span>
            <Link to="/w/$workspace/settings" params={{ workspace }} search={{ create: true }}>
              Create credentials
            </Link>{' '}
            and copy their block for <code>clearml.conf</code>.
          </span>
        </li>
        <li>
          <span>
            Install the client and paste the block where <code>clearml-init</code> asks for it.
          </span>
          <CodeBlock text={INSTALL} label="Commands to install and set up the client" />
        </li>
        <li>
          <span>
            Run any training script that calls Task.init, such as this one. Its link leads back here.
          </span>
          <CodeBlock text={SCRIPT} label="A first script" />
        </li>
      </ol>
    </div>
  );
}
