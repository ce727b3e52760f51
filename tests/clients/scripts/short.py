"""A short run that is started again under its name: anew, continued, or to be run by an agent."""
import argparse
import json

from clearml import Task

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=3)
parser.add_argument("--continued", action="store_true")
parser.add_argument("--remotely", action="store_true")
args = parser.parse_args()

task = Task.init("vision/detection", "short", continue_last_task=args.continued)
if args.remotely:
    task.execute_remotely(queue_name="default")
for epoch in range(args.epochs):
    task.get_logger().report_scalar("loss", "train", 1.0 / (epoch + 1), epoch)
print("a run of", args.epochs, "epochs")
print("result: " + json.dumps({"id": task.id, "epochs": args.epochs}))
