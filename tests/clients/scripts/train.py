"""A training script as people write them: nothing in it knows about Atrium."""
import argparse
import json

import numpy
from clearml import OutputModel, Task

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=20)
args = parser.parse_args()

task = Task.init(project_name="vision/detection", task_name="first run", tags=["nightly"], output_uri=True)
parameters = {"lr": 0.1, "layers": [8, 4], "optimizer": {"name": "adam"}}
parameters = task.connect(parameters)
task.connect_configuration({"classes": ["cat", "dog"]}, name="dataset")
task.set_user_properties(reviewed_by="mira")

logger = task.get_logger()
for epoch in range(args.epochs):
    logger.report_scalar("loss", "train", 1.0 / (epoch + 1), epoch)
    logger.report_scalar("loss", "test", 2.0 / (epoch + 1), epoch)
logger.report_single_value("best", 0.9)
logger.report_text("a line of the logger")
print("a line of the console with lr", parameters["lr"])
logger.report_table("numbers", "as a table", 0, table_plot=[["a", "b"], [1, 2]])
logger.report_histogram("weights", "layer 1", values=[1, 2, 3], iteration=3)
for iteration in (1, 2):
    image = numpy.full((16, 16, 3), 100 * iteration, dtype="uint8")
    logger.report_image("samples", "noise", iteration=iteration, image=image)

task.upload_artifact("numbers", artifact_object={"x": 1})
task.upload_artifact("array", artifact_object=numpy.arange(4))
with open("weights.bin", "wb") as weights:
    weights.write(b"\0\1\2" * 1000)
model = OutputModel(task=task, framework="Custom", label_enumeration={"cat": 0, "dog": 1})
model.set_metadata("accuracy", "0.9", v_type="float")
model.update_weights(weights_filename="weights.bin", auto_delete_file=False)

print("result: " + json.dumps({"id": task.id, "model": model.id, "lr": parameters["lr"]}))
task.close()
