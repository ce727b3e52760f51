import { invalidField, WireError } from '../../http/errors.ts';

/** Levels of a path. */
export const MAX_DEPTH = 20;

export interface ProjectPath {
  /** The whole path, such as "vision/detection". */
  name: string;
  /** The path of the project above; undefined at the top. */
  location: string | undefined;
}

/**
 * A project's name as it is kept: its parts trimmed, empty ones left out.
 * @throws WireError 400/407 when nothing is left, 400/409 when it is too deep
 */
export function readProjectPath(raw: string): ProjectPath {
  const parts = raw
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0)
    throw invalidField('name', 'must name a project', undefined, 'invalid_project_name');
  if (parts.length > MAX_DEPTH)
    throw new WireError('project_path_exceeds_max', { field: 'name', rule: `at most ${MAX_DEPTH} levels` });
  return { name: parts.join('/'), location: parts.length > 1 ? parts.slice(0, -1).join('/') : undefined };
}

/** The paths of all projects above one, the topmost first. */
export function pathsAbove(location: string | undefined): string[] {
  const parts = location?.split('/') ?? [];
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
