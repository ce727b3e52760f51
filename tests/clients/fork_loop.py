"""Answers JSON commands, one a line, each in a process forked from this one: clients are slow to import."""
import json
import os
import sys
import tempfile


def serve(commands):
    for line in sys.stdin:
        command = json.loads(line)
        answer = in_child(commands[command["do"]], command)
        print(json.dumps({"atrium": answer}, default=str), flush=True)


def in_child(work, command):
    """Gives what the work answered, and as "said" all that it wrote to stdout and stderr."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as answer:
        pid = os.fork()
        if pid == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            json.dump(done(work, command), answer, default=str)
            answer.flush()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
        os.waitpid(pid, 0)
        answer.seek(0)
        said.seek(0)
        return {**json.load(answer), "said": said.read()}


def done(work, command):
    os.environ.update(command.get("env", {}))
    try:
        return work(command)
    except BaseException as error:  # clients end the process on a failed login
        return {"error": type(error).__name__ + ": " + str(error)}
