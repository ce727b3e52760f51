import { z } from 'zod';
import { contract } from '../../contract/contract.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { API_VERSION } from '../version.ts';

type Json = Record<string, unknown>;

const asSchema = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json;

const META: Json = {
  type: 'object',
  required: ['id', 'trx', 'endpoint', 'result_code', 'result_subcode', 'result_msg'],
  properties: {
    id: { type: 'string' },
    trx: { type: 'string' },
    endpoint: { type: 'object' },
    result_code: { type: 'integer' },
    result_subcode: { type: 'integer' },
    result_msg: { type: 'string' },
    error_stack: { type: ['string', 'null'] },
    error_data: { type: 'object' },
  },
};

function operation(name: string, endpoint: Endpoint): Json {
  const admits = endpoint.server_admin ? 'server administrators' : endpoint.roles.join(', ');
  return {
    operationId: name,
    tags: [name.split('.', 1)[0]],
    summary: endpoint.summary,
    description: endpoint.public
      ? 'Answers without credentials.'
      : `Scope: ${endpoint.scope}. For: ${admits}.`,
    'x-scope': endpoint.scope,
    'x-effect': endpoint.effect,
    'x-roles': endpoint.roles,
    ...(endpoint.public && { security: [] }),
    requestBody: { content: { 'application/json': { schema: asSchema(endpoint.request, 'input') } } },
    responses: {
      200: {
        description: 'Done',
        content: endpoint.cookie_get
          ? { '*/*': { schema: { type: 'string' } } }
          : {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['meta', 'data'],
                  properties: { meta: META, data: asSchema(endpoint.response, 'output') },
                },
              },
            },
      },
      default: { description: 'Refused; `meta` holds code, subcode, message and error_data.' },
    },
  };
}

/** OpenAPI 3.1 of every wire method, generated from the contract. */
export function openApiDocument(apiUrl: string): Json {
  const entries = Object.entries(contract as Record<string, Endpoint>).sort(([a], [b]) => a.localeCompare(b));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version: API_VERSION,
      description:
        'The ClearML wire protocol as Atrium speaks it. Any HTTP method will do, GET with a body too.',
    },
    servers: [{ url: apiUrl }],
    security: [{ key_pair: [] }, { token: [] }],
    components: {
      securitySchemes: {
        key_pair: { type: 'http', scheme: 'basic', description: 'Access key and secret key.' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From auth.login.' },
      },
    },
    paths: Object.fromEntries(
      entries.map(([name, endpoint]) => [`/v${API_VERSION}/${name}`, { post: operation(name, endpoint) }]),
    ),
  };
}
