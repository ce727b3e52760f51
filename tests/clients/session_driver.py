"""Drives a genuine clearml Session: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys

from clearml.backend_api import Session

session = None


def open_session(_):
    global session
    session = Session()
    return {
        "api_version": Session.api_version,
        "feature_set": Session.feature_set,
        "worker": session.worker,
    }


def call(command):
    response = session.send_request(command["service"], command["action"], json=command.get("body", {}))
    return {"status": response.status_code, "answer": response.json()}


def renew(_):
    before = session.token
    session.refresh_token()
    return {"changed": session.token != before, "token": session.token}


for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = {"open": open_session, "call": call, "renew": renew}[command["do"]](command)
    except BaseException as error:  # the SDK ends the process on a failed login
        answer = {"error": type(error).__name__ + ": " + str(error)}
    print(json.dumps({"atrium": answer}), flush=True)
