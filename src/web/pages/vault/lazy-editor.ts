import { lazy } from 'react';

/* The editor, comparing and merging come only when they are shown: they weigh more than the rest of the page. */

export const TextEditor = lazy(async () => ({
  default: (await import('../../editor/text-editor.tsx')).TextEditor,
}));
export const ReadingPane = lazy(async () => ({
  default: (await import('../../editor/reading-pane.tsx')).ReadingPane,
}));
export const CompareView = lazy(async () => ({
  default: (await import('../../editor/compare-view.tsx')).CompareView,
}));
export const ThreeWayMerge = lazy(async () => ({
  default: (await import('../../editor/three-way-view.tsx')).ThreeWayMerge,
}));
