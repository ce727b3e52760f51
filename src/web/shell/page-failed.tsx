import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';

/** Stands in for a page whose code could not be loaded or broke. */
export function PageFailed() {
  return (
    <main className="page" id="content" tabIndex={-1}>
      <h1>This page did not load</h1>
      <Note
        tone="bad"
        end={
          <Button size="sm" onClick={() => window.location.reload()}>
            Load again
          </Button>
        }
      >
        <strong>A part of the page is missing or broke.</strong> If the server was just updated, loading again
        brings the new version.
      </Note>
    </main>
  );
}
