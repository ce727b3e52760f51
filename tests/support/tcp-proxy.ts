import net from 'node:net';
import type { ConnectionSettings } from '../../src/server/db/database.ts';

/** A TCP proxy before PostgreSQL whose wires can be cut so that neither end notices. */
export interface TcpProxy {
  /** Settings that go through the proxy. */
  connection: ConnectionSettings;
  /** From now on every packet of the connections open now vanishes, in both directions; new ones work. */
  dropOpenConnections(): void;
  /** From now on nothing passes, not even new connections' first packets; false lets new ones pass again. */
  dropEverything(on: boolean): void;
  /** Closes every connection and refuses new ones, as a database that is down; false ends that. */
  refuse(on: boolean): void;
  close(): Promise<void>;
}

/** Starts a proxy on loopback before the server that `target` names (by unix socket or by port). */
export async function startTcpProxy(target: ConnectionSettings): Promise<TcpProxy> {
  const wires = new Set<{ silent: boolean; ends: net.Socket[] }>();
  let silence = false;
  let refusing = false;
  const server = net.createServer((near) => {
    if (refusing) return void near.destroy();
    const port = target.port ?? 5432;
    const far = target.host?.startsWith('/')
      ? net.connect(`${target.host}/.s.PGSQL.${port}`)
      : net.connect(port, target.host ?? '127.0.0.1');
    const wire = { silent: silence, ends: [near, far] };
    wires.add(wire);
    const join = (from: net.Socket, to: net.Socket) => {
      from.on('data', (data) => void (wire.silent || to.write(data)));
      from.on('error', () => undefined);
      from.on('close', () => {
        if (!wire.silent) to.destroy();
      });
    };
    join(near, far);
    join(far, near);
  });
  const destroyAll = () => {
    for (const { ends } of wires) for (const end of ends) end.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    connection: { ...target, host: '127.0.0.1', port },
    dropOpenConnections() {
      for (const wire of wires) wire.silent = true;
    },
    dropEverything(on) {
      silence = on;
      if (on) for (const wire of wires) wire.silent = true;
    },
    refuse(on) {
      refusing = on;
      if (on) destroyAll();
    },
    async close() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
