"""Makes things of the same names as the neighbour does, and tells what this workspace's clients see and may do."""
import json
import os
import sys

from clearml import Dataset, InputModel, Model, OutputModel, Task
from clearml.backend_api.session.client import APIClient

NAME = "same name"


def make():
    task = Task.init(NAME, NAME)
    task.get_logger().report_scalar("loss", "train", 0.5, 1)
    task.upload_artifact("secret", artifact_object={"of": sys.argv[2]})
    model = OutputModel(task=task, name=NAME)
    with open("weights.bin", "wb") as weights:
        weights.write(b"weights")
    model.update_weights(weights_filename="weights.bin", auto_delete_file=False)
    task.close()
    dataset = Dataset.create(dataset_name=NAME, dataset_project=NAME)
    dataset.add_files("weights.bin")
    dataset.finalize(auto_upload=True)
    client = APIClient()
    queue = client.queues.create(name=NAME).id
    copy = Task.clone(task, name="the copy").id
    client.tasks.enqueue(task=copy, queue=queue)
    project = Task.get_project_id(NAME)
    ids = {"task": task.id, "copy": copy, "model": model.id, "dataset": dataset.id}
    return {**ids, "queue": queue, "project": project}


def look(other):
    """What lists show, and what becomes of every try with the other's ids."""
    client = APIClient()
    tries = {
        "get_task": lambda: Task.get_task(task_id=other["task"]).id,
        "clone": lambda: Task.clone(other["task"]).id,
        "edit": lambda: client.tasks.edit(task=other["task"], name="taken over", force=True).updated,
        "enqueue there": lambda: Task.enqueue(Task.create(NAME, "try"), queue_id=other["queue"]).queued,
        "create there": lambda: client.tasks.create(name="try", type="training", project=other["project"]).id,
        "model": lambda: Model(model_id=other["model"]).name or None,
        "input model": lambda: InputModel(model_id=other["model"]).name,
        "weights": lambda: Model(model_id=other["model"]).get_local_copy(raise_on_error=True),
        "dataset": lambda: Dataset.get(dataset_id=other["dataset"]).id,
        "child dataset": lambda: Dataset.create("child", NAME, parent_datasets=[other["dataset"]]).id,
        "scalars": lambda: client.events.scalar_metrics_iter_histogram(task=other["task"]).response.to_dict(),
        "peek": lambda: client.queues.peek_task(queue=other["queue"]).task,
        "dequeue": lambda: client.tasks.dequeue(task=other["copy"]).updated,
        "delete": lambda: client.tasks.delete(task=other["task"], force=True).deleted,
    }
    return {
        "tasks": sorted({task.id for task in Task.get_tasks(task_name="^same name$")}),
        "models": sorted(model.id for model in Model.query_models(model_name=NAME)),
        "datasets": sorted(one["id"] for one in Dataset.list_datasets()),
        "queues": sorted(queue.id for queue in client.queues.get_all(name="^same name$")),
        "projects": sorted(project.id for project in Task.get_projects() if project.name == NAME),
        "workers": sorted(worker.id for worker in client.workers.get_all()),
        "got": {name: got for name, got in ((name, attempt(one)) for name, one in tries.items()) if got},
    }


def attempt(one):
    try:
        return one()
    except (Exception, SystemExit):
        return None


result = make() if sys.argv[1] == "make" else look(json.loads(sys.argv[2]))
print("result: " + json.dumps(result, default=str), flush=True)
os._exit(0)
