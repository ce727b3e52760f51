import { Navigate } from '@tanstack/react-router';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';

/** ClearML's address of the page names no workspace: it leads to the one that was open last. */
export function CleanupRedirect() {
  const workspace = useActiveWorkspace();
  return workspace && <Navigate to="/w/$workspace/storage-cleanup" params={{ workspace }} replace />;
}
