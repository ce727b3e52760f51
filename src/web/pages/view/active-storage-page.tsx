import { Navigate, useSearch } from '@tanstack/react-router';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';

/** "/view?url=…" is shown in the workspace that was open last, whose keys count there. */
export function ActiveViewPage() {
  const workspace = useActiveWorkspace();
  const search = useSearch({ from: '/shell/view' });
  return workspace && <Navigate to="/w/$workspace/view" params={{ workspace }} search={search} replace />;
}

/** The same for "/gallery?url=…". */
export function ActiveGalleryPage() {
  const workspace = useActiveWorkspace();
  const search = useSearch({ from: '/shell/gallery' });
  return workspace && <Navigate to="/w/$workspace/gallery" params={{ workspace }} search={search} replace />;
}
