const two = (part: number) => String(part).padStart(2, '0');

/** A line's time in the browser's zone, to the millisecond: its columns must stand below each other. */
export function timeText(timestamp: number): { day: string; time: string } {
  const at = new Date(timestamp);
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0');
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`,
  };
}
