import { useQuery } from '@tanstack/react-query';
import { WEB_VERSION } from '../base-path.ts';
import { serverInfoQuery } from '../queries.ts';

/** The versions of everything that answers here. */
export function Foot() {
  const { data } = useQuery(serverInfoQuery);
  return (
    <footer className="foot">
      <span>Web {WEB_VERSION}</span>
      {data && <span>Server {data.version}</span>}
      {data?.api_version && <span>API {data.api_version}</span>}
      <span className="end">Nothing leaves this server unless you switch it on.</span>
    </footer>
  );
}
