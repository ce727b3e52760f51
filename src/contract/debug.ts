import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const debug = {
  'debug.ping': endpoint(
    { summary: 'Answers with what it was sent.', effect: 'read', public: true, scope: 'server' },
    z.looseObject({}),
    z.looseObject({ msg: z.string() }),
  ),
};
