import { shellQuote } from '../workspace/set-up-blocks.ts';

/** Commands that start an agent which listens to a queue; its second one asks for the block of a key pair. */
export const agentBlock = (queue: string) =>
  `pip install clearml-agent\nclearml-agent init\nclearml-agent daemon --queue ${shellQuote(queue)}\n`;
