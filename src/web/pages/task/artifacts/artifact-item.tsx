import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { SaveButton } from '../../../media/save-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { sizeText } from '../../../ui/size.ts';
import { Skeleton } from '../../../ui/states.tsx';
import { exactly, When } from '../../../ui/when.tsx';
import { Fact, None } from '../facts.tsx';
import { ArtifactPreview } from './artifact-preview.tsx';
import type { Artifact } from './artifacts-queries.ts';

const Viewer = lazy(async () => ({ default: (await import('../../../media/viewer.tsx')).Viewer }));

interface ArtifactProps {
  workspace: string;
  artifact: Artifact;
}

const timeOf = ({ timestamp }: Artifact) =>
  timestamp ? new Date(timestamp * 1000).toISOString() : undefined;

/** The stored object itself: shown here, in a page of its own, or saved. */
function Content({ workspace, artifact, uri }: ArtifactProps & { uri: string }) {
  const [shown, setShown] = useState(false);
  const [full, setFull] = useState(false);
  const size = artifact.content_size ?? null;
  return (
    <>
      <div className="cluster">
        <SaveButton workspace={workspace} url={uri} size={size} />
        <Button icon="eye" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the content' : 'Show the content'}
        </Button>
        <Link className="btn" to="/w/$workspace/view" params={{ workspace }} search={{ url: uri }}>
          <Icon name="forth" />
          Open in the viewer
        </Link>
      </div>
      {shown && (
        <Suspense fallback={<Skeleton what={artifact.key} />}>
          <Viewer workspace={workspace} url={uri} size={size} full={full} onFull={setFull} />
        </Suspense>
      )}
    </>
  );
}

function Details({ workspace, artifact }: ArtifactProps) {
  const { uri, hash, content_size: size, type_data: data, display_data: shown } = artifact;
  const time = timeOf(artifact);
  return (
    <div className="stack artifact-body">
      <dl className="facts">
        <Fact name="Address">
          {uri ? (
            <span className="copied">
              <code className="breakable">{uri}</code>
              <CopyButton text={uri} label="Copy the address" said="Address copied" tipLeft />
            </span>
          ) : (
            <None>Not stored: the preview is all there is</None>
          )}
        </Fact>
        {data?.content_type && <Fact name="Content type">{data.content_type}</Fact>}
        {typeof size === 'number' && size > 0 && (
          <Fact name="Size">
            {sizeText(size)}
            {size >= 1000 && <span className="faint"> ({size.toLocaleString('en')} bytes)</span>}
          </Fact>
        )}
        {hash && (
          <Fact name="Hash">
            <code className="breakable">{hash}</code>
          </Fact>
        )}
        {time && <Fact name="Stored">{exactly(time)}</Fact>}
        {shown?.map(([name = '', ...values]) => (
          <Fact key={name} name={name}>
            {values.join(', ')}
          </Fact>
        ))}
      </dl>
      {uri && <Content workspace={workspace} artifact={artifact} uri={uri} />}
      <h4>Preview</h4>
      <ArtifactPreview artifact={artifact} />
    </div>
  );
}

/** One artifact: a line that opens to everything that is known of it. */
export function ArtifactItem({ workspace, artifact }: ArtifactProps) {
  const [open, setOpen] = useState(false);
  const { key, type, content_size: size } = artifact;
  const time = timeOf(artifact);
  return (
    <section className="artifact" aria-label={key}>
      <h3 className="panel-bar">
        <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} />
          {key}
        </button>
        <span className="end sm quiet artifact-marks">
          {type && <span className="badge">{type}</span>}
          {typeof size === 'number' && size > 0 && <span>{sizeText(size)}</span>}
          {time && <When time={time} />}
        </span>
      </h3>
      {open && <Details workspace={workspace} artifact={artifact} />}
    </section>
  );
}
