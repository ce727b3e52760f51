"""Drives a genuine clearml Task that reports: scalars and a plot, one command a line on stdin."""
import json
import sys

from clearml import Task

task = None


def init(command):
    global task
    task = Task.init(
        project_name=command["project"],
        task_name=command["name"],
        auto_connect_frameworks=False,
        auto_resource_monitoring=False,
        reuse_last_task_id=False,
    )
    return {"id": task.id}


def report(command):
    """Reports points of one curve and waits until they are with the server."""
    for iteration, value in command["points"]:
        task.get_logger().report_scalar(command["metric"], command["variant"], value=value, iteration=iteration)
    task.flush(wait_for_uploads=True)
    return {}


def table(command):
    task.get_logger().report_table(command["metric"], command["variant"], 0, table_plot=command["rows"])
    task.flush(wait_for_uploads=True)
    return {}


def close(_):
    task.close()
    return {}


# what the SDK prints must not stand between the answers
answers, sys.stdout = sys.stdout, sys.stderr
for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = {"init": init, "report": report, "table": table, "close": close}[command["do"]](command)
    except BaseException as error:  # the SDK ends the process on a failed login
        answer = {"error": type(error).__name__ + ": " + str(error)}
    answers.write(json.dumps({"atrium": answer}) + "\n")
    answers.flush()
