import { useEffect, useState } from 'react';
import { applyHidpi, currentScreen } from '../../appearance.ts';
import { usePreference } from '../../queries.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SwitchRow } from '../../ui/switch-row.tsx';
import { type HidpiPreference, hidpiFrom, SCALE_STEPS, uiScale } from '../../ui-scale.ts';

const percent = (scale: number) => `${Math.round(scale * 100)} %`;

const CHOICES = [
  { value: 'auto', name: 'Auto' },
  ...SCALE_STEPS.map(({ scale }) => ({ value: String(scale), name: percent(scale) })).reverse(),
];

/** "918 to 1025", "1026 and more", "under 702". */
function span(at: number): string {
  const from = SCALE_STEPS[at]?.from ?? 0;
  const next = SCALE_STEPS[at - 1]?.from;
  if (next === undefined) return `${from} and more`;
  return from === 0 ? `under ${next}` : `${from} to ${next - 1}`;
}

/** The screen, renewed when the window moves to another. */
function useScreen() {
  const [screen, setScreen] = useState(currentScreen);
  useEffect(() => {
    const look = () => setScreen(currentScreen());
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  return screen;
}

function Steps() {
  const screen = useScreen();
  const { width, height, devicePixelRatio } = screen;
  const side = Math.min(width, height);
  const here = SCALE_STEPS.findIndex(({ from }) => side >= from);
  const sharp = devicePixelRatio >= 1.5;
  return (
    <div className="stack">
      <table className="scale-steps">
        <caption className="sr">Scale by screen size</caption>
        <thead>
          <tr>
            <th scope="col">Shorter side, CSS pixels</th>
            <th scope="col">Scale</th>
          </tr>
        </thead>
        <tbody>
          {SCALE_STEPS.map(({ from, scale }, at) => (
            <tr key={from} className={at === here ? 'here' : undefined}>
              <td>
                {span(at)}
                {at === here && ' · this screen'}
              </td>
              <td>{percent(scale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        This screen: {width} × {height}, pixel ratio {Math.round(devicePixelRatio * 100) / 100}
        {sharp && ', so one step larger'}: {percent(uiScale(screen))}.
      </p>
    </div>
  );
}

function Sample() {
  return (
    <div className="sample" role="img" aria-label="Sample of the page at this scale">
      <div className="sample-top">
        Credentials<span>Vision Lab</span>
      </div>
      <div className="sample-row">
        Workstation<em>2 minutes ago</em>
      </div>
      <div className="sample-row">
        GPU fleet<em>12 seconds ago</em>
      </div>
      <div className="sample-foot">
        <span className="sample-btn">Create new credentials</span>
      </div>
    </div>
  );
}

/** The HiDPI scale override: automatic by the screen, or a fixed step; live. */
export function ScaleRow() {
  const { value, set, error } = usePreference('views.hidpi');
  const preference = hidpiFrom(value);
  const on = preference.auto || preference.step !== undefined;
  const choose = (next: HidpiPreference) => {
    applyHidpi(next);
    set(next);
  };
  return (
    <SwitchRow
      name="HiDPI scale override"
      hint="Fits the page to screens with few CSS pixels, where text would come out too large. Applies at once; text stays sharp."
      on={on}
      error={error}
      onChange={(wanted) => choose({ auto: wanted })}
    >
      {on && (
        <div className="scale-lab">
          <Steps />
          <div className="stack">
            <Segmented
              legend="Scale"
              options={CHOICES}
              value={preference.auto ? 'auto' : String(preference.step)}
              onChange={(choice) =>
                choose(choice === 'auto' ? { auto: true } : { auto: false, step: Number(choice) })
              }
            />
            <Sample />
          </div>
        </div>
      )}
    </SwitchRow>
  );
}
