import type { LayerKind } from '../../../../clearml-conf/layers.ts';

/** Layers from the weakest, with the names people see. */
export const LAYERS: readonly { kind: LayerKind; name: string }[] = [
  { kind: 'defaults', name: 'Built-in default' },
  { kind: 'clearml.conf', name: 'clearml.conf' },
  { kind: 'workspace vault', name: 'Workspace vault' },
  { kind: 'personal vault', name: 'Personal vault' },
  { kind: 'environment', name: 'Environment' },
];

const HEIGHTS = [15.25, 12, 8.75, 5.5, 2.25];

/** Five bars, the higher the stronger: position says who wins, not colour. */
export function LayerGlyph({ kind }: { kind: LayerKind }) {
  const at = LAYERS.findIndex((layer) => layer.kind === kind);
  return (
    <span className="layer">
      <svg viewBox="0 0 18 18" aria-hidden="true">
        {HEIGHTS.map((height, i) => (
          <path key={height} className={i === at ? 'on' : undefined} d={`M1 ${height}h16`} />
        ))}
      </svg>
      {LAYERS[at]?.name}
    </span>
  );
}

/** All layers, the weakest first. */
export function LayerLegend() {
  return (
    <div className="end layers">
      {LAYERS.map(({ kind }, i) => (
        <span key={kind} className="cluster">
          {i > 0 && (
            <span className="faint" aria-hidden="true">
              ›
            </span>
          )}
          <LayerGlyph kind={kind} />
        </span>
      ))}
    </div>
  );
}
