export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Prints one figure with its target. The bench reports; it never fails a build. */
export function report(name, value, target, met) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${name}: ${value}  (target ${target})`);
}
