/** How the lists of packages are called that clients write. */
const NAMES: Record<string, string> = {
  pip: 'Packages of pip',
  conda: 'Packages of Conda',
  orig_pip: 'Packages of pip as first found',
  orig_conda: 'Packages of Conda as first found',
};

export interface PackageList {
  manager: string;
  title: string;
  text: string;
}

const textOf = (value: unknown) => {
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};

/** The lists of packages of a script, each as text; clients write a text or a list of lines. */
export function packageLists(requirements: Record<string, unknown> | null | undefined): PackageList[] {
  return Object.entries(requirements ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([manager, value]) => ({
      manager,
      title: NAMES[manager] ?? `Packages of ${manager}`,
      text: textOf(value),
    }))
    .filter(({ text }) => text.trim() !== '');
}
