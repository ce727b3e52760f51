"""Debian's OpenStack Swift with s3api in one process on loopback; objects in memory, account and container databases in
the folder named first.

Writes {"port": ...} when it serves and ends when its standard input closes. Errors go to standard error.
"""
import json
import os
import sys
from array import array

import eventlet
from eventlet import wsgi

eventlet.monkey_patch(all=False, os=False, select=True, socket=True, thread=True)

from eventlet.hubs import trampoline  # noqa: E402
from swift.account.server import AccountController  # noqa: E402
from swift.common import ring, utils  # noqa: E402
from swift.common.http_protocol import SwiftHttpProtocol  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402
from swift.container.server import ContainerController  # noqa: E402
from swift.obj.mem_server import ObjectController  # noqa: E402

PROXY = """
[DEFAULT]
swift_dir = {folder}
log_level = ERROR

[pipeline:main]
pipeline = catch_errors gatekeeper s3api tempauth slo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:s3api]
use = egg:swift#s3api
location = {region}
storage_domain = {domains}

[filter:slo]
use = egg:swift#slo

[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin
"""


class Cache:
    """What tempauth and the proxy keep in memcached, in this process."""

    def __init__(self):
        self.values = {}

    def get(self, key, raise_on_error=False):
        return self.values.get(key)

    def set(self, key, value, **options):
        # As memcached would give it back: lists, not tuples.
        self.values[key] = json.loads(json.dumps(value))

    def delete(self, key, **options):
        self.values.pop(key, None)

    def incr(self, key, delta=1, **options):
        self.values[key] = max(0, self.values.get(key, 0) + delta)
        return self.values[key]


class Console:
    """Where servers write their access logs: nowhere."""

    def write(self, text):
        pass


def log_to_standard_error():
    handler = utils.logging.StreamHandler
    utils.ThreadSafeSysLogHandler = lambda *names, **options: handler(sys.stderr)


def serve(app, listening):
    eventlet.spawn(wsgi.server, listening, app, Console(), protocol=SwiftHttpProtocol, log_output=False)


def save_ring(folder, name, port):
    device = {
        "id": 0, "region": 1, "zone": 0, "weight": 1.0, "device": "disk", "meta": "",
        "ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port,
    }
    ring.RingData([array("H", [0, 0])], [device], 31).save(os.path.join(folder, name + ".ring.gz"))


def start_storage(folder):
    """Account, container and object server, each on a port of its own that its ring names."""
    devices = os.path.join(folder, "devices")
    os.makedirs(os.path.join(devices, "disk"))
    common = {"swift_dir": folder, "devices": devices, "mount_check": "false", "log_level": "ERROR",
              "bind_ip": "127.0.0.1"}
    for name, make in (("account", AccountController), ("container", ContainerController),
                       ("object", ObjectController)):
        listening = eventlet.listen(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        save_ring(folder, name, port)
        serve(make({**common, "bind_port": str(port)}), listening)


def make_proxy(folder, region, domains, secret):
    path = os.path.join(folder, "proxy-server.conf")
    with open(path, "w") as file:
        file.write(PROXY.format(folder=folder, region=region, domains=domains, secret=secret))
    app = loadapp(path, allow_modify_pipeline=False)
    cache = Cache()

    def answer(environ, start_response):
        environ["swift.cache"] = cache
        return app(environ, start_response)

    return answer


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "swift.conf"), "w") as file:
        file.write("[swift-hash]\nswift_hash_path_suffix = tests\n")
    utils.set_swift_dir(folder)
    log_to_standard_error()
    start_storage(folder)
    setting = json.loads(sys.stdin.readline())
    proxy = make_proxy(folder, setting["region"], setting["domains"], setting["secret"])
    listening = eventlet.listen(("127.0.0.1", 0))
    serve(proxy, listening)
    print(json.dumps({"port": listening.getsockname()[1]}), flush=True)
    trampoline(0, read=True)
    while os.read(0, 4096):
        trampoline(0, read=True)


main()
