"""Makes a genuine clearml-agent Worker, as each of its commands does first, and tells its configuration."""
import os

from clearml_agent.commands import Worker
from clearml_agent.interface import get_parser

from fork_loop import serve


def worker_of(command):
    return Worker(**vars(get_parser().parse_args(command.get("args", ["list"]))))


def open_worker(command):
    session = worker_of(command)._session
    config = session.config
    return {
        "all": config.to_dict(),
        "web_server": session.get_app_server_host(config),
        "files_server": session.get_files_server_host(config),
        "variables": {name: os.environ.get(name) for name in command.get("variables", [])},
    }


def owner_token(command):
    """What the daemon does for a task under --use-owner-token: a log-in as the task's owner."""
    worker = worker_of(command)
    worker._use_owner_token(True)
    session = worker.get_task_session(command["user"], command["company"])
    return {"token": session.token if session else None}


serve({"open": open_worker, "owner_token": owner_token})
