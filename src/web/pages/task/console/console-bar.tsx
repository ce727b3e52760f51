import type { KeyboardEvent, RefObject } from 'react';
import { pathBelowBase } from '../../../base-path.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { CopyTextButton } from '../../../ui/copy.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Search } from './use-search.ts';

/** The address of a whole console as a file; the browser asks for it with its cookie. */
function fileAddress(workspace: string, task: string): string {
  const query = new URLSearchParams({ tenant: workspace, task, line_type: 'text' });
  return `${pathBelowBase('/api/events.download_task_log')}?${query}`;
}

function SearchPart({ search, input }: { search: Search; input: RefObject<HTMLInputElement | null> }) {
  const { text, setText, said, next } = search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') next(event.shiftKey);
    else if (event.key === 'Escape' && text !== '') setText('');
    else return;
    event.preventDefault();
  };
  return (
    <div className="console-search">
      <div className="input-wrap">
        <Icon name="search" />
        <input
          ref={input}
          className="input"
          type="search"
          aria-label="Search the console"
          placeholder="Search the console"
          maxLength={512}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <IconButton
        icon="up"
        label="Hit before"
        tip="Before"
        disabled={text === ''}
        onClick={() => next(true)}
      />
      <IconButton
        icon="down"
        label="Next hit"
        tip="Next"
        disabled={text === ''}
        onClick={() => next(false)}
      />
      <span className="sm quiet" role="status">
        {said}
      </span>
    </div>
  );
}

interface ConsoleBarProps {
  workspace: string;
  task: string;
  search: Search;
  input: RefObject<HTMLInputElement | null>;
  wrap: boolean;
  onWrap: (wrap: boolean) => void;
  times: boolean;
  onTimes: (times: boolean) => void;
  /** The lines that are loaded, as text. */
  text: () => string;
  onStart: () => void;
  onEnd: () => void;
}

/** What can be done with a console. */
export function ConsoleBar({
  workspace,
  task,
  search,
  input,
  wrap,
  onWrap,
  times,
  onTimes,
  text,
  onStart,
  onEnd,
}: ConsoleBarProps) {
  return (
    <div className="console-tools">
      <SearchPart search={search} input={input} />
      <div className="cluster">
        <label className="choice">
          <input
            className="check"
            type="checkbox"
            checked={wrap}
            onChange={(event) => onWrap(event.target.checked)}
          />
          <span>Wrap lines</span>
        </label>
        <label className="choice">
          <input
            className="check"
            type="checkbox"
            checked={times}
            onChange={(event) => onTimes(event.target.checked)}
          />
          <span>Times</span>
        </label>
        <Button size="sm" onClick={onStart}>
          Start
        </Button>
        <Button size="sm" onClick={onEnd}>
          End
        </Button>
        <CopyTextButton text={text} said="The lines around here are copied">
          Copy
        </CopyTextButton>
        <a className="btn btn-sm" href={fileAddress(workspace, task)} download>
          <Icon name="save" />
          Download
        </a>
      </div>
    </div>
  );
}
