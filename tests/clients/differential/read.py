"""Reads documents with the pyhocon inside a genuine client: JSON lines in, value or failure out, in order."""
import importlib
import json
import logging
import os
import signal
import sys

READER = importlib.import_module(sys.argv[1]).ConfigFactory


def show(value):
    """A value with its Python type, so that 1, 1.0, True and "1" stay apart."""
    if value is None:
        return ["n"]
    if isinstance(value, bool):
        return ["b", value]
    if isinstance(value, int):
        return ["i", str(value)]
    if isinstance(value, float):
        return ["f", repr(value)]
    if isinstance(value, str):
        return ["s", str(value)]
    if isinstance(value, tuple):
        return ["t"] + [show(part) for part in value]
    if isinstance(value, list):
        return ["l"] + [show(part) for part in value]
    if isinstance(value, dict):
        return ["d"] + [[show(key), show(dict.__getitem__(value, key))] for key in value]
    text = str(value) if type(value).__name__ in ("relativedelta", "timedelta") else ""
    return ["o", type(value).__name__, text]


class OutOfTime(BaseException):
    """Not an ordinary exception, so that the reader cannot swallow it; and it comes again, should it be ignored."""


def give_up(_signal, _frame):
    raise OutOfTime()


def read(text, patience_s):
    signal.setitimer(signal.ITIMER_VIRTUAL, patience_s, patience_s)
    try:
        return READER.parse_string(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def answer(document):
    os.environ.clear()
    os.environ.update(document.get("env", {}))
    os.chdir(document["folder"])
    try:
        return {"value": show(read(document["text"], document["patience_s"]))}
    except (Exception, OutOfTime) as error:
        return {"error": type(error).__name__, "message": str(error)[:200]}


def main():
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGVTALRM, give_up)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


main()
