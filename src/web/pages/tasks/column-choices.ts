import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';
import { metricName } from './column-names.ts';
import { metricColumnId, paramColumnId } from './columns.ts';

const PARTS = ['value', 'min_value', 'max_value'] as const;

async function listMetrics(workspace: string, project: string) {
  const where = { include_subprojects: true, ...(project !== '*' && { project }) };
  const { metrics } = await call('projects.get_unique_metric_variants', where, { workspace });
  return metrics.flatMap(({ metric, variant, metric_hash, variant_hash }) =>
    PARTS.map((part) => ({
      id: metricColumnId(metric_hash, variant_hash, part),
      name: metricName(metric, variant, part),
    })),
  );
}

/** Parameters of a project; of all projects only those of the tasks shown, since nobody can choose among all. */
async function listParams(workspace: string, project: string, shown: string[]) {
  if (project !== '*') {
    const { parameters } = await call('projects.get_hyper_parameters', { project }, { workspace });
    return parameters;
  }
  if (shown.length === 0) return [];
  const { params } = await call('tasks.get_hyper_params', { tasks: shown }, { workspace });
  return params.flatMap(({ hyperparams }) =>
    hyperparams.map(({ section, name }) => ({ section: String(section), name: String(name) })),
  );
}

/** Metrics and hyper-parameters that can be columns. */
export const columnChoicesQuery = (workspace: string, project: string, shown: string[]) =>
  queryOptions({
    queryKey: ['column-choices', workspace, project, project === '*' ? shown : null],
    queryFn: async () => {
      const [metrics, listed] = await Promise.all([
        listMetrics(workspace, project),
        listParams(workspace, project, shown),
      ]);
      const params = new Map(
        listed.map(({ section, name }) => [paramColumnId(section, name), `${section}/${name}`]),
      );
      return { metrics, params: [...params].map(([id, name]) => ({ id, name })) };
    },
    staleTime: 30_000,
  });
