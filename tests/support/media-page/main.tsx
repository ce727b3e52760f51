import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import '../../../src/web/styles/index.css';
import '../../../src/web/media/media.css';
import { StoredImage } from '../../../src/web/media/stored-image.tsx';
import { queryClient } from '../../../src/web/session.ts';
import './media-page.css';

const COUNT = 120;

/** Pictures below each other that no gallery keeps in bounds, as debug samples of a task stand. */
function Pictures() {
  return (
    <ul>
      {Array.from({ length: COUNT }, (_, i) => `s3://store.test:9000/samples/${i}.png`).map((url, i) => (
        <li key={url} className="sample-box">
          <StoredImage workspace={'0'.repeat(32)} url={url} alt={`Sample ${i}`} />
        </li>
      ))}
    </ul>
  );
}

const router = createRouter({
  routeTree: createRootRoute({ component: Pictures }),
  history: createMemoryHistory(),
});
const place = document.getElementById('root');
if (!place) throw new Error('index.html has lost its #root');
createRoot(place).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router as never} />
  </QueryClientProvider>,
);
