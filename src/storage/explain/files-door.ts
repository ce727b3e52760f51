import type { Explanations } from './explained.ts';
import { sizeText } from './object.ts';

/** Codes of files that Atrium keeps itself. */
export const FILES_DOOR: Explanations = {
  files_door: () => ({
    title: 'A file of this server',
    sentence: 'It was uploaded to the files address of Atrium, which keeps it.',
  }),
  kept_here: () => ({
    title: 'Not needed',
    sentence: 'Atrium keeps this file itself: no access keys, no other host.',
  }),
  file_there: (facts) => ({
    title: 'The file can be read',
    sentence: `It is there${facts.size ? `, ${sizeText(facts.size)}` : ''}.`,
  }),
  no_such_file: () => ({
    title: 'The file does not exist',
    sentence: 'This workspace has no file of this name.',
    cure: {
      text: 'It was deleted, or the upload failed: see the console of the task. A task that moved here from another server left its files there.',
    },
  }),
  no_files_door: () => ({
    title: 'No answer',
    sentence: 'Atrium did not answer this browser.',
    cure: { text: 'Look whether the rest of the page still loads, then walk again.' },
  }),
  file_refused: (facts) => ({
    title: 'The file was refused',
    sentence: `Atrium answers with ${facts.status ? `the status ${facts.status}` : 'a refusal'}.`,
    cure: { text: 'Sign in anew. If that does not help, its log holds the reason.' },
  }),
};
