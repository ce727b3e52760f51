import type { IconName } from '../../ui/icon.tsx';
import type { TaskStatus } from './task-query.ts';

interface StatusLook {
  name: string;
  icon: IconName;
  look: '' | 'b-accent' | 'b-ok' | 'b-warn' | 'b-bad';
}

/** How each status is called and drawn. */
export const STATUS_LOOKS: Record<TaskStatus, StatusLook> = {
  created: { name: 'Draft', icon: 'pencil', look: '' },
  queued: { name: 'Queued', icon: 'clock', look: 'b-accent' },
  in_progress: { name: 'Running', icon: 'play', look: 'b-accent' },
  completed: { name: 'Completed', icon: 'check', look: 'b-ok' },
  failed: { name: 'Failed', icon: 'stop', look: 'b-bad' },
  stopped: { name: 'Aborted', icon: 'stop', look: 'b-warn' },
  closed: { name: 'Closed', icon: 'check', look: '' },
  publishing: { name: 'Publishing', icon: 'lock', look: 'b-accent' },
  published: { name: 'Published', icon: 'lock', look: 'b-ok' },
  unknown: { name: 'Unknown', icon: 'help', look: '' },
};

/** "data_processing" is "Data processing", "qc" is "Quality control". */
export function typeName(type: string): string {
  if (type === 'qc') return 'Quality control';
  const words = type.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "45 s", "12 min 5 s", "3 h 20 min", "4 d 2 h": the two largest units. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .flatMap(([value, unit]) => (value > 0 ? [`${value} ${unit}`] : []))
    .join(' ');
}

/** Seconds between two times of the wire; undefined while one is missing. */
export function secondsBetween(
  from: string | null | undefined,
  to: string | number | null | undefined,
): number | undefined {
  if (!from || to === null || to === undefined || to === '') return undefined;
  return (new Date(to).getTime() - new Date(from).getTime()) / 1000;
}
