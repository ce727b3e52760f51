import { z } from 'zod';
import { contract } from '../../contract/contract.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { API_VERSION } from '../version.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  format?: string;
  additionalProperties?: Schema | boolean;
}

/** A schema in a few words: "string", "list of object", "integer or null". */
function words(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(words))].join(' or ');
  if (schema.type === 'array') return `list of ${words(schema.items ?? {})}`;
  if (schema.type === 'object')
    return schema.properties ? `{ ${Object.keys(schema.properties).join(', ')} }` : 'object';
  return [schema.type ?? 'anything'].flat().join(' or ');
}

function fieldsTable(title: string, schema: Schema): string {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return `<p>${title}: nothing.</p>`;
  const rows = fields.map(([name, field]) => {
    const needed = schema.required?.includes(name) ? 'always' : 'optional';
    return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(words(field))}</td><td>${needed}</td></tr>`;
  });
  return `<table><caption>${title}</caption><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Given</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function section(name: string, endpoint: Endpoint): string {
  const request = z.toJSONSchema(endpoint.request, { io: 'input', unrepresentable: 'any' }) as Schema;
  const response = z.toJSONSchema(endpoint.response, { io: 'output', unrepresentable: 'any' }) as Schema;
  const who = endpoint.public
    ? 'anyone'
    : endpoint.server_admin
      ? 'administrators of the server'
      : endpoint.roles.join(', ');
  const origin = endpoint.atrium ? 'Atrium’s own' : 'ClearML’s';
  return `<section id="${name}"><h2><a href="api/reference#${name}">${name}</a></h2><p>${escapeHtml(endpoint.summary)}</p>
<p class="facts">${origin} · scope ${endpoint.scope} · ${endpoint.effect}s · for ${who}${endpoint.session_only ? ' · from the page only' : ''}</p>
${fieldsTable('Request', request)}${fieldsTable('Answer', response)}</section>`;
}

const STYLE = `:root{color-scheme:light dark}body{font:0.875rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.375rem}h2{font-size:1rem;margin:2rem 0 0}h2 a{color:inherit}.facts{opacity:.8}table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;font-weight:600}td,th{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8884;vertical-align:top}`;

/** The readable reference of every wire method, generated from the contract. */
export function referencePage(basePath: string): string {
  const entries = Object.entries(contract as Record<string, Endpoint>).sort(([a], [b]) => a.localeCompare(b));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<base href="${basePath}"><title>API reference · Atrium</title><style nonce="__CSP_NONCE__">${STYLE}</style></head><body><main>
<h1>API reference</h1><p>ClearML’s wire protocol, API ${API_VERSION}, as Atrium speaks it. Call <code>/v${API_VERSION}/service.action</code> with any HTTP method and a JSON body;
credentials are an access key and secret key (Basic) or a token from <code>auth.login</code> (Bearer). Machine-readable: <a href="api/openapi.json">openapi.json</a>.</p>
${entries.map(([name, endpoint]) => section(name, endpoint)).join('\n')}</main></body></html>`;
}
