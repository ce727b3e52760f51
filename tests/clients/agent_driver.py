"""Drives the genuine agent's own code for --use-owner-token: one JSON command a line in, one JSON answer a line out."""
import json
import sys
from types import SimpleNamespace

from clearml_agent.commands.worker import Worker
from clearml_agent.session import Session

agent = None
task_session = None


def open_session(_):
    global agent
    agent = SimpleNamespace(_session=Session())
    return {"feature_set": agent._session.feature_set}


def use_owner_token(_):
    Worker._use_owner_token(agent, True)
    return {}


def run_as_owner(command):
    """What the agent does with a task before it starts it."""
    global task_session
    task_session = Worker.get_task_session(agent, command["user"], command["company"])
    return {"logged_in": bool(task_session)}


def call(command):
    session = agent._session if command.get("by") == "agent" else task_session
    response = session.send_request(
        command["service"], command["action"], version="2.15", json=command.get("body", {})
    )
    return {"status": response.status_code, "answer": response.json()}


COMMANDS = {"open": open_session, "use_owner_token": use_owner_token, "run_as_owner": run_as_owner, "call": call}

for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = COMMANDS[command["do"]](command)
    except BaseException as error:  # the agent ends the process on a failed login
        answer = {"error": type(error).__name__ + ": " + str(error)}
    print("\n" + json.dumps({"atrium": answer}), flush=True)
