import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { neverShowsTips, withTips } from '../../preferences.ts';
import { preferencesQuery, usePreference } from '../../queries.ts';
import { THEMES, useTheme } from '../../shell/profile-menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { LoadedState } from '../../ui/states.tsx';
import { SwitchRow } from '../../ui/switch-row.tsx';
import { CloudAccess } from './cloud-access/cloud-access.tsx';
import { RedactedRow } from './redacted-row.tsx';
import { ScaleRow } from './scale-row.tsx';
import { UsageSection } from './usage-section.tsx';

const DoctorSection = lazy(async () => ({
  default: (await import('../doctor/doctor-section.tsx')).DoctorSection,
}));

function ThemeRow() {
  const [theme, choose] = useTheme();
  return (
    <div className="row row-wrap">
      <div>
        <div className="row-label">Theme</div>
        <p className="row-hint">System follows your desktop, also when it changes at night.</p>
      </div>
      <div className="row-control">
        <Segmented
          legend="Theme"
          options={THEMES.map((each) => ({ ...each, value: each.theme }))}
          value={theme}
          onChange={choose}
        />
      </div>
    </div>
  );
}

/** A preference that is true or absent, at one path. */
function PreferenceRow({ path, name, hint }: { path: string; name: string; hint: string }) {
  const { value, set, error } = usePreference(path);
  return <SwitchRow name={name} hint={hint} on={value === true} error={error} onChange={(on) => set(on)} />;
}

function TipsRow() {
  const { value, set, error } = usePreference('views.neverShowPopupAgain');
  return (
    <SwitchRow
      name="No pro tips"
      hint="Never shows the tip of the day."
      on={neverShowsTips(value)}
      error={error}
      onChange={(never) => set(withTips(value, never))}
    />
  );
}

/** Preferences of the account, keys for its buckets, and the server's switch for usage data. */
export function ConfigurationPage() {
  const preferences = useQuery(preferencesQuery);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>Configuration</h1>
          <p>Kept with your account: the same in every browser you sign in with.</p>
        </div>
      </div>
      <section className="section" aria-labelledby="h-preferences">
        <div className="section-head">
          <h2 id="h-preferences">Preferences</h2>
        </div>
        <div className="panel">
          <LoadedState query={preferences} what="preferences" rows={6}>
            {() => (
              <>
                <ThemeRow />
                <ScaleRow />
                <PreferenceRow
                  path="rootProjects.showHidden"
                  name="Show hidden projects"
                  hint="Projects whose names start with a dot, such as pipelines and datasets."
                />
                <PreferenceRow
                  path="rootProjects.hideExamples"
                  name="Hide ClearML examples"
                  hint="Leaves the example project out of lists and search."
                />
                <TipsRow />
                <PreferenceRow
                  path="rootProjects.blockUserScript"
                  name="Block scripts in previews"
                  hint="HTML that an experiment reported is shown without running its scripts."
                />
                <RedactedRow />
              </>
            )}
          </LoadedState>
        </div>
      </section>
      <CloudAccess />
      <Suspense>
        <DoctorSection />
      </Suspense>
      <UsageSection />
    </>
  );
}
