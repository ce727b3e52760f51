import { useId, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { Note } from '../../../ui/note.tsx';
import { counted } from '../../workspace/names.ts';
import { useFileDrop } from '../drop-file.ts';
import { FileButton } from '../file-button.tsx';
import { importFile } from '../import-file.ts';
import { environmentLines } from './environment-lines.ts';

/** What someone told of one machine. It stays in this tab. */
export interface MachineTexts {
  conf: { name: string; text: string } | undefined;
  environment: string;
}

interface MachineProps {
  machine: MachineTexts;
  onMachine: (machine: MachineTexts) => void;
}

const isEnvironment = (name: string) => /(^|\.)env(\.|$)/i.test(name);

function EnvironmentField({ text, onText }: { text: string; onText: (text: string) => void }) {
  const field = useId();
  const { variables, ignored } = environmentLines(text);
  return (
    <details className="environment">
      <summary>
        Environment lines
        {Object.keys(variables).length > 0 && `: ${counted(Object.keys(variables).length, 'variable')}`}
      </summary>
      <div className="field">
        <label htmlFor={field} className="sr">
          Environment lines of the machine
        </label>
        <textarea
          id={field}
          className="area mono"
          rows={4}
          spellCheck={false}
          autoComplete="off"
          placeholder={'export CLEARML_DEFAULT_OUTPUT_URI=s3://bucket\n%env CLEARML_LOG_LEVEL=DEBUG'}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
        {ignored.length > 0 && (
          <p className="hint" role="status">
            {ignored.length === 1 ? 'Line' : 'Lines'} {ignored.slice(0, 5).join(', ')}
            {ignored.length > 5 && ' and more'} set no variable: write NAME=value.
          </p>
        )}
      </div>
    </details>
  );
}

/** Takes a clearml.conf and environment lines of one machine. They are read here and sent nowhere. */
export function Machine({ machine, onMachine }: MachineProps) {
  const [refused, setRefused] = useState<string>();
  const take = async (files: File[]) => {
    let next = machine;
    for (const file of files) {
      const imported = await importFile(file);
      if ('refused' in imported) return setRefused(imported.refused);
      next = isEnvironment(file.name)
        ? { ...next, environment: imported.text }
        : { ...next, conf: { name: file.name, text: imported.text } };
    }
    setRefused(undefined);
    onMachine(next);
  };
  const drop = useFileDrop((files) => void take(files));
  return (
    <div className="machine" {...drop.props}>
      <div className={drop.over ? 'drop drop-over' : 'drop'}>
        <Icon name="scroll" className="i-sm" />
        <span className="grow">
          {machine.conf ? (
            <>
              <strong>{machine.conf.name}</strong>, {counted(machine.conf.text.split('\n').length, 'line')}
            </>
          ) : (
            <>
              Drop a <strong>clearml.conf</strong> here. It is read in this browser, never uploaded.
            </>
          )}
        </span>
        {machine.conf && (
          <button
            type="button"
            className="btn-link"
            onClick={() => onMachine({ ...machine, conf: undefined })}
          >
            Take it out
          </button>
        )}
        <FileButton
          icon="upload"
          label="clearml.conf of a machine"
          accept=".conf,.env,text/*"
          onFiles={(files) => void take(files)}
        >
          {machine.conf ? 'Replace' : 'Choose file'}
        </FileButton>
      </div>
      {refused && <Note tone="bad">{refused}</Note>}
      <EnvironmentField
        text={machine.environment}
        onText={(environment) => onMachine({ ...machine, environment })}
      />
    </div>
  );
}
