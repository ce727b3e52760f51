function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr copy-source';
  area.setAttribute('aria-hidden', 'true');
  const before = document.activeElement;
  const home = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  home.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/**
 * Puts text on the clipboard; true when it is there. Over plain http in a local network there is no
 * `navigator.clipboard`, so a hidden text area inside the topmost dialog (the rest is inert) does it.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // refused by permission: fall through
  }
  return copyBySelection(text);
}
