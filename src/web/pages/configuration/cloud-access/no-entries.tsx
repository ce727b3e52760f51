import { CodeBlock } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';

/** A policy that reads one bucket and nothing else: more is not needed to show samples. */
const READ_POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow",
      "Action": ["s3:GetObject"],
      "Resource": "arn:aws:s3:::my-bucket/*" },
    { "Effect": "Allow",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation"],
      "Resource": "arn:aws:s3:::my-bucket" }
  ]
}`;

/** What a list without keys teaches: which keys are enough. */
export function NoEntries() {
  return (
    <div className="empty cloud-empty">
      <Icon name="key" />
      <strong>No access keys yet</strong>
      <p>
        Samples that a task uploaded to <code>s3://</code>, <code>gs://</code> or <code>azure://</code> show
        once this page has keys that may read them. Make keys with this policy at Amazon or MinIO, press “Add
        access keys”, and test them.
      </p>
      <CodeBlock label="Policy that reads one bucket" said="Policy copied" text={READ_POLICY} />
      <p>
        For Azure a SAS with Read and List is enough, for Google Cloud a service account with the role Storage
        Object Viewer.
      </p>
    </div>
  );
}
