const COLUMNS = [
  [134, 134],
  [134, 338],
  [186, 134],
  [186, 338],
  [236, 134],
  [286, 134],
  [286, 338],
  [338, 134],
  [338, 338],
  [134, 186],
  [338, 186],
  [134, 286],
  [338, 286],
];

/** The house as a plan: three doors, one court, one store. */
export function Plan() {
  return (
    <aside className="door-plan" aria-label="About this server">
      <svg
        className="plan"
        viewBox="0 0 480 480"
        role="img"
        aria-label="Plan of an atrium: three doors, web, API and files, lead into one court with one store"
      >
        <path className="l" d="m284 196 124 124v88h-88L196 284h88z" />
        <path
          className="h"
          d="M116 116h248v248H116zM72 72l88 88M408 72l-88 88M72 408l88-88M408 408l-88-88M160 160h160v160H160z"
        />
        <path className="w" d="M216 408H72V264M72 216V72h336v144M408 264v144H264" />
        <path className="col" d={COLUMNS.map(([x, y]) => `M${x} ${y}h8v8h-8z`).join('')} />
        <path className="p" d="M196 196h88v88h-88z" />
        <path className="a" d="M240 444v-72m-6 7 6-7 6 7M36 240h72m-7-6 7 6-7 6M444 240h-72m7-6-7 6 7 6" />
        <g textAnchor="middle">
          <text className="cap" x="240" y="238">
            One store
          </text>
          <text x="240" y="255">
            PostgreSQL
          </text>
          <text x="240" y="464">
            web
          </text>
        </g>
        <text x="36" y="228">
          api
        </text>
        <text x="444" y="228" textAnchor="end">
          files
        </text>
      </svg>
    </aside>
  );
}
