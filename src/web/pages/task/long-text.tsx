import { type ReactNode, useMemo, useState } from 'react';
import { TextView } from '../../media/text-view.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyTextButton } from '../../ui/copy.tsx';
import { sizeText } from '../../ui/size.ts';
import { download } from '../vault/download.ts';

interface LongTextProps {
  /** What it is, such as "Uncommitted changes". */
  name: string;
  /** The name of the file it is saved as. */
  file: string;
  text: string;
  /** Further buttons beside those that copy and save. */
  end?: ReactNode;
  /** How it is shown; else as a text with the numbers of its lines. */
  children?: ReactNode;
}

/** Lines that are shown without having been asked for. */
const SHORT = 60;

/** "12 lines, 2 kB". */
function extent(text: string): { lines: number; said: string } {
  const lines = text.split(/\r\n|\n|\r/).length - (/[\r\n]$/.test(text) ? 1 : 0);
  const bytes = sizeText(new TextEncoder().encode(text).length);
  return { lines, said: `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}, ${bytes}` };
}

/** A text that may be long: short ones stand there, longer ones are shown when they are asked for. */
export function LongText({ name, file, text, end, children }: LongTextProps) {
  const { lines, said } = useMemo(() => extent(text), [text]);
  const [shown, setShown] = useState(lines <= SHORT);
  return (
    <div className="long-text">
      <div className="cluster">
        <span className="sm quiet">{said}</span>
        <div className="end cluster">
          {end}
          {lines > SHORT && (
            <Button size="sm" icon="eye" aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? 'Hide' : 'Show'}
            </Button>
          )}
          <CopyTextButton text={() => text} said={`${name} copied`}>
            Copy
          </CopyTextButton>
          <Button size="sm" icon="save" onClick={() => download(file, text)}>
            Save as a file
          </Button>
        </div>
      </div>
      {shown && (children || <TextView text={text} label={`Text of ${name}`} />)}
    </div>
  );
}
