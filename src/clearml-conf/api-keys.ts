/** How clients reach the server, a line each: path | type | in releases since | default as JSON | meaning. */
export const API_KEYS = `
api.version | number | 0.17.5 | 1.5 | Version of this section; leave it alone.
api.api_server | url | 0.17.5 | "" | Address of the API server.
api.web_server | url | 0.17.5 | "" | Address of the web page.
api.files_server | url | 0.17.5 | "" | Address of the file server.
api.host | url | 0.17.5 |  | Older name of 'api_server'.
api.verify_certificate | boolean | 0.17.5 | true | Check the server's certificate; only ever turn this off for a moment.
api.credentials.access_key | secret | 0.17.5 | "" | Access key of the API credentials.
api.credentials.secret_key | secret | 0.17.5 | "" | Secret key of the API credentials.
api.default_version | number | 0.17.5 | 1.5 | API version of requests that name none; leave it alone.
api.http.max_req_size | whole | 0.17.5 | 15728640 | Most bytes of one request.
api.http.extra_retry_codes | list | 1.4.0 | [] | Further HTTP status codes after which a request is tried again.
api.http.retries.total | whole | 0.17.5 | 240 | Tries in all.
api.http.retries.connect | whole | 0.17.5 | 240 | Tries to connect.
api.http.retries.read | whole | 0.17.5 | 240 | Tries to read an answer.
api.http.retries.redirect | whole | 0.17.5 | 240 | Redirects to follow.
api.http.retries.status | whole | 0.17.5 | 240 | Tries after a bad status code.
api.http.retries.backoff_factor | number | 0.17.5 | 1.0 | Seconds the pause between tries starts from; it doubles each time.
api.http.retries.backoff_max | number | 0.17.5 | 120.0 | Longest pause in seconds.
api.http.wait_on_maintenance_forever | boolean | 0.17.5 | true | Wait without end while the server says it is under maintenance.
api.http.pool_maxsize | whole | 0.17.5 | 512 | Most connections in the pool.
api.http.pool_connections | whole | 0.17.5 | 512 | Hosts the pool keeps connections for.
api.http.default_method | text | 1.8.0 | "get" | HTTP method of API calls: get, post or put.
api.auth.token_expiration_threshold_sec | whole | 0.17.5 | 360 | Seconds before a token ends in which a new one is fetched (the agent's default is 43200).
api.auth.req_token_expiration_sec | whole | 1.12.0 | null | Seconds the SDK asks a token to last.
api.auth.request_token_expiration_sec | whole | 1.18.0 | 2592000 | Seconds the agent asks a token to last.
`;
