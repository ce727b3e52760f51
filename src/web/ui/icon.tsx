import type { ReactNode } from 'react';

/** Drawings on a 16 grid, 1.5 stroke, square caps: one name, one meaning. */
const DRAWINGS = {
  alert: (
    <>
      <path d="M8 2.25 14.25 13.5H1.75zM8 6.5v3" />
      <path d="M8 11.5v.01" strokeWidth="1.75" />
    </>
  ),
  check: <path d="m3 8.5 3.25 3.25L13 5" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  copy: (
    <>
      <path d="M5.5 5.5h8v8h-8z" />
      <path d="M10.5 5V2.5h-8v8H5" />
    </>
  ),
  curve: <path d="M2 2v12h12M4.5 10.5 7 6.5l2.5 2.25L13.5 3.5" />,
  dots: <path d="M3.5 8v.01M8 8v.01M12.5 8v.01" strokeWidth="2" />,
  down: <path d="m4.5 6.25 3.5 3.5 3.5-3.5" />,
  eye: (
    <>
      <path d="M1.5 8C3 5.25 5.25 3.75 8 3.75S13 5.25 14.5 8C13 10.75 10.75 12.25 8 12.25S3 10.75 1.5 8z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  eyeOff: (
    <path d="M6 4c.6-.2 1.3-.25 2-.25 2.75 0 5 1.5 6.5 4.25-.5.9-1.1 1.7-1.8 2.3M10 12c-.6.2-1.3.25-2 .25-2.75 0-5-1.5-6.5-4.25.5-.9 1.1-1.7 1.8-2.3M2.5 2.5l11 11" />
  ),
  file: <path d="M3.5 1.75h5.75L12.5 5v9.25h-9zM9 2v3.25h3.25" />,
  filter: <path d="M2 4h12M4.5 8h7M6.75 12h2.5" />,
  first: <path d="M3.5 3h9M8 13.25V6M4.75 9 8 5.75 11.25 9" />,
  flask: <path d="M6.25 1.75v4.5L2.5 13.75h11L9.75 6.25v-4.5M5 1.75h6M4.5 10h7" />,
  folder: <path d="M1.75 3.25h4.5l1.5 2h6.5v7.5H1.75z" />,
  forth: <path d="M3 8h9.5M9 4l4 4-4 4" />,
  grip: <path d="M6 3.5v.01M10 3.5v.01M6 8v.01M10 8v.01M6 12.5v.01M10 12.5v.01" strokeWidth="2" />,
  grow: <path d="M9.5 2.5h4v4M13.25 2.75 9.5 6.5M6.5 13.5h-4v-4M2.75 13.25 6.5 9.5" />,
  help: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M6.25 6.5A1.75 1.75 0 1 1 8.6 8.1c-.4.2-.6.5-.6 1" />
      <path d="M8 11.25v.01" strokeWidth="1.75" />
    </>
  ),
  history: (
    <>
      <path d="M2.75 4.5V7.25H5.5M3 7a5.25 5.25 0 1 1 .25 3" />
      <path d="M8.25 5v3.25l2 1.25" />
    </>
  ),
  images: (
    <>
      <path d="M4.5 4.5h9.75v9.75H4.5zM11.5 1.75H1.75v9.75" />
      <path d="m4.75 12.5 2.75-3 2 2 1.75-1.5 2.75 2.5" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 7.5v3.25" />
      <path d="M8 5.25v.01" strokeWidth="1.75" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="2.75" />
      <path d="m7 9 6-6M10.5 5.5 13 8" />
    </>
  ),
  last: <path d="M3.5 13h9M8 2.75V10M4.75 7 8 10.25 11.25 7" />,
  left: <path d="M13 8H3.5M7 4 3 8l4 4" />,
  link: (
    <path d="M6.75 9.25 9.25 6.75M7 4.75l1.5-1.5a2.9 2.9 0 0 1 4.1 4.1L11.25 9M9 11.25l-1.5 1.5a2.9 2.9 0 0 1-4.1-4.1L4.75 7" />
  ),
  lock: <path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />,
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
  moon: <path d="M13.25 9.75A5.75 5.75 0 0 1 6.25 2.75a5.75 5.75 0 1 0 7 7z" />,
  out: <path d="M6.5 2.5h-4v11h4M6.5 8h7M10.5 5l3 3-3 3" />,
  pencil: <path d="m3 13 .75-3L10.5 3.25l2.25 2.25L6 12.25zM9 4.75 11.25 7" />,
  phone: <path d="M4.5 1.75h7v12.5h-7zM7.25 12h1.5" />,
  play: <path d="M4.5 3 12.5 8l-8 5z" />,
  plus: <path d="M8 3v10M3 8h10" />,
  queue: <path d="M2.5 3h11v3h-11zM2.5 8.5h11M2.5 11h11M2.5 13.5h11" />,
  right: <path d="m6.25 4.5 3.5 3.5-3.5 3.5" />,
  robot: (
    <>
      <path d="M3 5.5h10v7.5H3zM8 5.5V3M5.5 13v1.25M10.5 13v1.25" />
      <path d="M6 8.75v.5M10 8.75v.5" />
      <path d="M8 2.25v.01" strokeWidth="2" />
    </>
  ),
  rooms: <path d="M2.5 2.5h11v11h-11zM2.5 8h5M7.5 2.5v8M11 13.5V8h2.5" />,
  rotate: (
    <>
      <path d="M13 3v3.25H9.75M3 13V9.75h3.25" />
      <path d="M12.75 6A5.25 5.25 0 0 0 3.2 5.75M3.25 10a5.25 5.25 0 0 0 9.55.25" />
    </>
  ),
  rows: <path d="M2 3h12v10H2zM2 6.5h12M2 9.75h12M6.5 3v10" />,
  save: <path d="M8 2.5v7.25M4.75 6.75 8 10l3.25-3.25M2.5 11.5v2h11v-2" />,
  screen: <path d="M2 3h12v8H2zM5.5 13.5h5M8 11v2.5" />,
  scroll: <path d="M4 2.5h8.5v11H4zM6.5 5.75h3.5M6.5 8.25h3.5M6.5 10.75h2" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.5 10.5 3 3" />
    </>
  ),
  sliders: (
    <>
      <path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6" />
      <circle cx="10" cy="4.5" r="1.75" />
      <circle cx="6" cy="11.5" r="1.75" />
    </>
  ),
  stop: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m5.75 5.75 4.5 4.5M10.25 5.75l-4.5 4.5" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
    </>
  ),
  swap: <path d="M2.5 5.5h10M9.75 2.5l3 3-3 3M13.5 10.5h-10M6.25 7.75l-3 3 3 3" />,
  trash: <path d="M2.5 4.25h11M6 4V2.5h4V4M4 4.5l.5 9h7l.5-9M6.75 7v4M9.25 7v4" />,
  up: <path d="m4.5 9.75 3.5-3.5 3.5 3.5" />,
  upload: <path d="M8 10V2.75M4.75 5.75 8 2.5l3.25 3.25M2.5 11.5v2h11v-2" />,
  user: (
    <>
      <circle cx="8" cy="5" r="2.75" />
      <path d="M2.75 13.75c.5-3 2.5-4.25 5.25-4.25s4.75 1.25 5.25 4.25" />
    </>
  ),
  users: (
    <>
      <circle cx="6" cy="5.25" r="2.5" />
      <path d="M1.5 13.25c.4-2.6 2-3.75 4.5-3.75s4.1 1.15 4.5 3.75M10.5 3.1a2.4 2.4 0 0 1 0 4.4M12.25 9.9c1.3.5 2 1.6 2.25 3.35" />
    </>
  ),
  vault: (
    <>
      <path d="M2.5 2.5h11v10h-11zM4.5 12.5v1.25M11.5 12.5v1.25" />
      <circle cx="8" cy="7.5" r="2.25" />
      <path d="M8 5.25V4M10.25 7.5h1.25M8 9.75V11M5.75 7.5H4.5" />
    </>
  ),
  x: <path d="m4 4 8 8M12 4l-8 8" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

/** A drawing beside a word, or inside a named button: never the only bearer of meaning. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`i ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}
