"""Runs genuine clearml tasks: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys

import numpy
from clearml import Task


def train(_):
    task = Task.init(project_name="vision/detection", task_name="first run", reuse_last_task_id=False)
    parameters = {"lr": 0.1, "epochs": 3}
    task.connect(parameters)
    logger = task.get_logger()
    for i in range(20):
        logger.report_scalar("loss", "train", 1.0 / (i + 1), i)
    logger.report_single_value("best", 0.9)
    logger.report_text("a line of the console")
    logger.report_table("table", "numbers", 0, table_plot=[["a", "b"], [1, 2]])
    logger.report_image("samples", "noise", iteration=1, image=numpy.zeros((16, 16, 3), dtype="uint8"))
    task.upload_artifact("data", artifact_object={"x": 1})
    task.flush(wait_for_uploads=True)
    task.close()
    return {"id": task.id}


def read(command):
    task = Task.get_task(task_id=command["id"])
    curve = task.get_reported_scalars()["loss"]["train"]
    return {
        "status": task.get_status(),
        "parameters": task.get_parameters(),
        "curve": [list(curve["x"]), list(curve["y"])],
        "single": task.get_reported_single_values(),
        "artifact": task.artifacts["data"].get(),
        "console": "".join(task.get_reported_console_output(10)),
        "plots": [plot["metric"] for plot in task.get_reported_plots()],
        "samples": [event["url"] for event in task.get_debug_samples("samples", "noise")],
        "page": task.get_output_log_web_page(),
    }


def enqueue(command):
    copy = Task.clone(Task.get_task(task_id=command["id"]), name="the copy")
    Task.enqueue(copy, queue_name="default")
    copy.reload()
    return {"id": copy.id, "status": copy.get_status(), "parameters": copy.get_parameters()}


for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = {"train": train, "read": read, "enqueue": enqueue}[command["do"]](command)
    except BaseException as error:  # the SDK ends the process on a failed login
        answer = {"error": type(error).__name__ + ": " + str(error)}
    print(json.dumps({"atrium": answer}), flush=True)
