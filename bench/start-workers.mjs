/** Workers that start at the same moment: each logs in and asks for its vaults, on a connection of its own. */
import { Agent, request } from 'node:http';

/** One call; gives the status and the body as text. */
function call(url, agent, headers) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (answer) => {
      let body = '';
      answer.setEncoding('latin1');
      answer.on('data', (part) => {
        body += part;
      });
      answer.once('end', () => resolve({ status: answer.statusCode, body }));
      answer.once('error', reject);
    });
    sent.once('error', reject);
    sent.end();
  });
}

async function startWorker(api, { access_key, secret_key, name }, vaults) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const named = { 'X-Clearml-Worker': name, 'X-Clearml-Client': 'clearml-2.1.7' };
  const basic = Buffer.from(`${access_key}:${secret_key}`).toString('base64');
  try {
    const login = await call(`${api}/auth.login`, agent, { ...named, Authorization: `Basic ${basic}` });
    if (login.status !== 200) throw new Error(`auth.login: ${login.status}`);
    const headers = { ...named, Authorization: `Bearer ${JSON.parse(login.body).data.token}` };
    const asked = `${api}/users.get_vaults?enabled=true&types=config&types=config`;
    const answer = await call(asked, agent, headers);
    const found = answer.body.split('"data":"').length - 1;
    if (answer.status !== 200 || found !== vaults)
      throw new Error(`users.get_vaults: ${answer.status} with ${found} vaults`);
  } finally {
    agent.destroy();
  }
}

/** Starts all at once; gives milliseconds of each from the common start, of the whole, and what went wrong. */
export async function startWorkers(api, workers, vaults) {
  const begun = performance.now();
  const errors = new Map();
  const times = [];
  await Promise.all(
    workers.map((worker) =>
      startWorker(api, worker, vaults).then(
        () => times.push(performance.now() - begun),
        (error) => errors.set(error.message, (errors.get(error.message) ?? 0) + 1),
      ),
    ),
  );
  return { times: times.toSorted((a, b) => a - b), total_ms: performance.now() - begun, errors };
}
