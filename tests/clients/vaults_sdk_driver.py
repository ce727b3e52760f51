"""Opens genuine clearml Sessions and tells the configuration that tasks would see."""
import os

from clearml.backend_api import Session
from clearml.config import config, get_cache_dir, get_config_for_bucket

from fork_loop import serve


def seen(session, command):
    bucket = get_config_for_bucket("s3://a-bucket/x")
    return {
        "all": session.config.to_dict(),
        "sdk": {key: config.get(key, None) for key in command.get("keys", [])},
        "bucket": {"key": bucket.key, "secret": bucket.secret, "region": bucket.region},
        "files_server": Session.get_files_server_host(),
        "cache_dir": str(get_cache_dir()),
        "variables": {name: os.environ.get(name) for name in command.get("variables", [])},
    }


def open_once(command):
    return seen(Session(), command)


def open_twice(command):
    """Makes one call of its own between two sessions of one process."""
    session = Session()
    before = seen(session, command)
    service, action = command["between"].split(".")
    status = session.send_request(service, action, json=command["body"]).status_code
    return {"before": before, "status": status, "after": seen(Session(), command)}


serve({"open": open_once, "open_twice": open_twice})
