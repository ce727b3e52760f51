import { useState } from 'react';
import type { Place, Secret } from '../../../../storage/place.ts';
import { WireError } from '../../../api.ts';
import type { Entry } from '../../../storage/choose-entry.ts';
import { refusedField } from '../../../ui/field.tsx';
import type { Custody } from './entry-words.ts';
import {
  EMPTY_FORM,
  type FormErrors,
  type FormField,
  fieldsOf,
  formOf,
  type KeysForm,
  placeOfForm,
  secretOfForm,
} from './keys-form.ts';
import { isSealedAlike } from './save-entry.ts';

/** The request's fields by the form's field that shows their refusal. */
const SHOWN_AT: Record<string, FormField> = {
  bucket: 'bucket',
  prefix: 'bucket',
  style: 'bucket',
  host: 'host',
  scheme: 'host',
  account: 'account',
  region: 'region',
  secret: 'secret',
};

function refusedFields(error: unknown): FormErrors {
  const field = error instanceof WireError ? error.data.field : undefined;
  const at = field && SHOWN_AT[field];
  return at ? { [at]: refusedField(error, field) } : {};
}

/** Whether a refusal stands at one of the form's fields. */
export const isFieldError = (error: unknown): boolean => Object.keys(refusedFields(error)).length > 0;

export type Filled = { place: Place; secret: Secret | undefined };

/** The form of one entry: what was typed, what is wrong with it, and what a test found out. */
export function useKeysForm(entry: Entry | undefined, custody: Custody, refusal: unknown) {
  const [form, setForm] = useState<KeysForm>(() =>
    entry ? { ...formOf(entry), custody } : { ...EMPTY_FORM, custody },
  );
  const [errors, setErrors] = useState<FormErrors>({});
  const [found, setFound] = useState<Pick<Place, 'style'> | undefined>();
  const change = (fields: Partial<KeysForm>) => {
    setForm((before) => ({ ...before, ...fields }));
    setErrors((before) => {
      const left = Object.entries(before).filter(([field]) => !(field in fields));
      return Object.fromEntries(left);
    });
  };

  /** What a place keeps that no field shows: the style that was found, now or when the entry was tested. */
  const withStyle = (place: Place): Place => {
    if (found) return { ...place, ...found };
    return entry && isSealedAlike(entry, place) ? { ...place, style: entry.style } : place;
  };

  /** The form's content, or undefined after showing what is wrong. */
  const fill = ({ secretNeeded }: { secretNeeded: boolean }): Filled | undefined => {
    const place = placeOfForm(form);
    const secret = secretOfForm(form);
    const wrong: FormErrors = {
      ...('errors' in place && place.errors),
      ...('errors' in secret && secret.errors),
    };
    if ('secret' in secret && secret.secret === undefined && secretNeeded) {
      wrong[form.kind === 'azure' ? 'secret' : 'key'] =
        'Type the keys: without them the entry opens nothing.';
    }
    setErrors(wrong);
    if (!('place' in place) || !('secret' in secret) || Object.keys(wrong).length > 0) return undefined;
    return { place: withStyle(place.place), secret: secret.secret };
  };

  return {
    form,
    errors: { ...refusedFields(refusal), ...errors },
    change,
    fill,
    /** Takes over what a test found, or a cure corrects. */
    correct: (fix: Partial<Place>) => {
      const read = placeOfForm(form);
      if (!('place' in read)) return;
      if (fix.style) setFound({ style: fix.style });
      change(fieldsOf({ ...read.place, ...fix }));
    },
  };
}
