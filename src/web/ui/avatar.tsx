/** At most two initials of a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [words[0], last].map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** A colour that always goes with the same id, for things whose colour nobody chose. */
const colorOf = (id: string) => (Number.parseInt(id.slice(0, 4), 16) % 6 || 0) + 1;

interface AvatarProps {
  name: string;
  /** One of the six colours, 1 to 6. */
  color: number;
  /** Shown where the name does not stand beside it. */
  named?: boolean;
}

/** A person's initials in their colour. */
export function Avatar({ name, color, named }: AvatarProps) {
  return (
    <span
      className={`av av-${color}`}
      title={named ? name : undefined}
      aria-hidden={named ? undefined : true}
    >
      <span aria-hidden="true">{initials(name)}</span>
      {named && <span className="sr">{name}</span>}
    </span>
  );
}

/** A workspace's initials, square, coloured by its id. */
export function WorkspaceAvatar({ name, id }: { name: string; id: string }) {
  return (
    <span className={`av av-sq av-${colorOf(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
