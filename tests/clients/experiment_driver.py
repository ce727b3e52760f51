"""Reads and changes tasks with the genuine SDK: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys

from clearml import Model, Task


def read(command):
    task = Task.get_task(task_id=command["id"])
    curves = task.get_reported_scalars()
    return {
        "name": task.name,
        "project": task.get_project_name(),
        "status": task.get_status(),
        "tags": task.get_tags(),
        "script": task.data.script.diff,
        "parameters": task.get_parameters(),
        "nested": task.get_parameters_as_dict(),
        "configuration": task.get_configuration_object_as_dict("dataset"),
        "properties": task.get_user_properties(value_only=True),
        "curves": {metric: {name: [list(c["x"]), list(c["y"])] for name, c in of.items()} for metric, of in curves.items()},
        "last": task.get_last_scalar_metrics().get("loss"),
        "last_iteration": task.get_last_iteration(),
        "single": task.get_reported_single_values(),
        "console": "\n".join(task.get_reported_console_output(10)),
        "plots": {plot["metric"]: json.loads(plot["plot_str"]) for plot in task.get_reported_plots()},
        "samples": [event["url"] for event in task.get_debug_samples("samples", "noise")],
        "page": task.get_output_log_web_page(),
    }


def fetch(command):
    """The artifacts and the model of a task, as a second machine gets them."""
    task = Task.get_task(task_id=command["id"])
    model = Model(model_id=task.models["output"][0].id)
    with open(model.get_local_copy(force_download=True), "rb") as file:
        weights = len(file.read())
    return {
        "numbers": task.artifacts["numbers"].get(force_download=True),
        "array": task.artifacts["array"].get(force_download=True).tolist(),
        "model": {
            "id": model.id,
            "framework": model.framework,
            "labels": model.labels,
            "metadata": model.get_all_metadata_casted(),
            "project": model.project == task.project,
            "task": model.original_task,
            "bytes": weights,
        },
    }


def clone(command):
    copy = Task.clone(Task.get_task(task_id=command["id"]), name=command["name"])
    copy.set_parameter("General/lr", command["lr"])
    return {"id": copy.id, "status": copy.get_status(), "parent": copy.parent}


def enqueue(command):
    Task.enqueue(command["id"], queue_name=command["queue"])
    return {"status": Task.get_task(task_id=command["id"]).get_status()}


def dequeue(command):
    Task.dequeue(command["id"])
    return {"status": Task.get_task(task_id=command["id"]).get_status()}


def find(command):
    return {"ids": [task.id for task in Task.get_tasks(**command["by"])]}


def delete(command):
    return {"deleted": bool(Task.get_task(task_id=command["id"]).delete(raise_on_error=True))}


COMMANDS = {one.__name__: one for one in (read, fetch, clone, enqueue, dequeue, find, delete)}

for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = COMMANDS[command["do"]](command)
    except BaseException as error:  # the SDK ends the process on a failed login
        answer = {"error": type(error).__name__ + ": " + str(error)}
    print(json.dumps({"atrium": answer}, default=str), flush=True)
