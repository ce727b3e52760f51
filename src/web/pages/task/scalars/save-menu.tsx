import { useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { Menu, MenuGroup } from '../../../ui/menu.tsx';
import { ErrorNote } from '../../../ui/note.tsx';
import { download } from '../../vault/download.ts';

interface SaveMenuProps {
  /** What is saved, for screen readers and as the file's name. */
  name: string;
  /** The text of a format, made when it is asked for. */
  text: (format: 'csv' | 'json') => Promise<string>;
}

const fileName = (name: string, format: string) => `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${format}`;

/** A button that saves the data of a chart as a file. */
export function SaveMenu({ name, text }: SaveMenuProps) {
  const [error, setError] = useState<unknown>();
  const save = async (format: 'csv' | 'json') => {
    setError(undefined);
    try {
      download(fileName(name, format), await text(format));
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <Menu
        className="me curve-save"
        buttonClass="icon-btn"
        label={`Save the data of ${name}`}
        button={
          <>
            <Icon name="save" />
            <span className="sr">Save the data of {name}</span>
          </>
        }
      >
        {(close) => (
          <MenuGroup>
            {(['csv', 'json'] as const).map((format) => (
              <button
                key={format}
                type="button"
                className="menu-item"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  close();
                  void save(format);
                }}
              >
                Save as {format.toUpperCase()}
              </button>
            ))}
          </MenuGroup>
        )}
      </Menu>
      {error !== undefined && <ErrorNote error={error} />}
    </>
  );
}
