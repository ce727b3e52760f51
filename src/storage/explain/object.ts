import { type Explanations, type Facts, placeName } from './explained.ts';

const NAMES: Record<string, string> = {
  html: 'a web page',
  text: 'a text',
  svg: 'an SVG drawing',
  pdf: 'a PDF document',
  zip: 'a zip archive',
  gzip: 'a gzip archive',
  binary: 'something unknown',
  mp4: 'a video',
  webm: 'a video',
};

/** `5.0 GB`, in the decimal units of stores. */
export function sizeText(bytes: string | undefined): string {
  let size = Number(bytes);
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; size >= 1000 && unit < units.length - 1; unit += 1) size /= 1000;
  return unit === 0 ? `${size} bytes` : `${size.toFixed(1)} ${units[unit]}`;
}

const foundName = ({ found_type = '' }: Facts) =>
  NAMES[found_type] ?? (found_type ? `a file of type ${found_type}` : 'something unknown');

/** Codes of the last rung: the object itself. */
export const OBJECT: Explanations = {
  readable: (facts) => ({
    title: 'The object can be read',
    sentence: `It is ${foundName(facts)}${facts.size ? ` of ${sizeText(facts.size)}` : ''}.`,
  }),
  empty_bucket: () => ({
    title: 'Nothing there yet',
    sentence: 'The keys work. There is no object below this prefix yet.',
  }),
  no_such_bucket: (facts) => ({
    title: 'The bucket does not exist',
    sentence: `There is no ${placeName(facts)}.`,
    cure: { text: 'Correct its name in the entry, or make it. Names tell upper from lower case.' },
  }),
  no_such_key: (facts) => ({
    title: 'The object does not exist',
    sentence: `There is no ${facts.key || 'such object'} in ${placeName(facts)}${facts.near ? `, but there is ${facts.near}` : ''}.`,
    cure: {
      text: facts.near
        ? 'Use the URL with that key.'
        : 'It was deleted or moved, or the upload failed: see the console of the task.',
    },
  }),
  archived: () => ({
    title: 'The object is archived',
    sentence: 'It lies in cold storage, from where it cannot be read at once.',
    cure: { text: "Restore it in the store's console, which takes minutes to hours." },
  }),
  empty_object: () => ({
    title: 'The object is empty',
    sentence: 'It exists, but has no bytes.',
    cure: { text: 'The upload failed half way: run the task again, or upload the file anew.' },
  }),
  not_an_image: (facts) => ({
    title: 'Not an image',
    sentence: `Its name or type says image, but what is in it is ${foundName(facts)}.`,
    cure: { text: 'Download it to see what it is, and upload it under a name that fits.' },
  }),
  image_not_shown: () => ({
    title: 'An image that browsers do not show',
    sentence: 'It is a TIFF image, which browsers cannot show.',
    cure: { text: 'Download it, or upload it as PNG or JPEG.' },
  }),
  too_large: (facts) => ({
    title: 'Too large to show',
    sentence: `It has ${facts.size ? sizeText(facts.size) : 'too many bytes'}; an image of that size would fill the memory of the tab.`,
    cure: { text: 'Download it, or upload a smaller one.' },
  }),
  svg_with_script: () => ({
    title: 'A drawing with a script in it',
    sentence: 'It is shown as a still image: its script does not run here.',
    cure: {
      text: 'If it came from somebody you do not know, do not open the downloaded file in a browser. Save it as PNG to be rid of the script.',
    },
  }),
};
