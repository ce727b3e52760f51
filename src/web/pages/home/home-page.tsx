import { Navigate } from '@tanstack/react-router';
import { useActiveWorkspace } from '../../shell/active-workspace.ts';

/** "/" leads to the workspace that was open last. */
export function HomePage() {
  const workspace = useActiveWorkspace();
  return workspace && <Navigate to="/w/$workspace/settings" params={{ workspace }} replace />;
}
