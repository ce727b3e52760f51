/**
 * A task that is reset may run again and write to the same addresses anew. What is deleted because of its reset names
 * it, and the generation of its events at that time, so that nothing is deleted that came afterwards.
 */
export const deletionsOfResets = `
alter table storage_deletions
  add column reset_task text,
  add column reset_generation integer,
  add constraint storage_deletions_reset check ((reset_task is null) = (reset_generation is null));
`;
