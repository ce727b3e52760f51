/**
 * Finds events that were received long ago. Rows come in that order, so an index of block ranges is enough, and costs
 * almost nothing to write.
 */
export const eventsByAge = `
create index event_scalars_received on event_scalars using brin (received) with (autosummarize = on);
create index event_logs_received on event_logs using brin (received) with (autosummarize = on);
create index event_samples_received on event_samples using brin (received) with (autosummarize = on);
`;
