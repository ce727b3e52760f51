/** The reference: a bare Fastify that answers with the JSON it was sent. Prints its address. */
import Fastify from 'fastify';

const server = Fastify();
server.post('/', async (request) => request.body);
console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
