/** The reference: a bare Fastify that answers with the JSON it was sent, now or by an earlier PUT. Prints its address. */
import Fastify from 'fastify';

const server = Fastify({ bodyLimit: 8 * 1024 * 1024 });
let kept = {};
server.post('/', async (request) => request.body);
server.put('/', async (request) => {
  kept = request.body;
  return {};
});
server.get('/', async () => kept);
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
