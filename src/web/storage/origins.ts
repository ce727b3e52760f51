const MARK = 'atrium-loaded-for';
/** How long one reload for an origin is taken to have been tried. */
const TRIED_MS = 60_000;

/** Origins of stores that the policy of this page admits: what the server knew when it served it. */
function admittedOrigins(): string[] | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="atrium-origins"]');
  return meta?.content.split(' ').filter(Boolean);
}

/** Whether pictures and requests of this page may go to an origin. */
export function isAdmitted(origin: string): boolean {
  return origin === window.location.origin || (admittedOrigins()?.includes(origin) ?? true);
}

function triedLately(origin: string): boolean {
  try {
    const [before, time] = JSON.parse(sessionStorage.getItem(MARK) ?? '[]') as [string?, number?];
    sessionStorage.setItem(MARK, JSON.stringify([origin, Date.now()]));
    return before === origin && Date.now() - (time ?? 0) < TRIED_MS;
  } catch {
    return true;
  }
}

/**
 * Loads the page anew, so that its policy admits an origin; `href` is where to go on, else here. False when that was
 * just tried for this origin, and did not help.
 */
export function loadAnewFor(origin: string, href: string = window.location.href): boolean {
  if (triedLately(origin)) return false;
  if (href === window.location.href) window.location.reload();
  else window.location.assign(href);
  return true;
}
