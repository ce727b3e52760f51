"""Makes a dataset of two versions from the folder that is given, or gets the newest one as another machine does."""
import json
import os
import sys

from clearml import Dataset

do, folder = sys.argv[1:]
if do == "make":
    first = Dataset.create(dataset_name="animals", dataset_project="vision", dataset_tags=["raw"])
    first.add_files(folder)
    first.upload()
    first.finalize()
    more = os.path.join(folder, "later.txt")
    with open(more, "w") as file:
        file.write("later\n")
    second = Dataset.create(dataset_name="animals", dataset_project="vision", parent_datasets=[first.id])
    second.add_files(more)
    second.remove_files("sub/two.txt")
    second.upload()
    second.finalize()
    result = {"first": first.id, "second": second.id, "version": second.version}
else:
    dataset = Dataset.get(dataset_name="animals", dataset_project="vision")
    dataset.get_mutable_local_copy(folder)
    listed = Dataset.list_datasets(dataset_project="vision", partial_name="animals")
    result = {
        "id": dataset.id,
        "files": sorted(dataset.list_files()),
        "parents": dataset.get_dependency_graph()[dataset.id],
        "listed": sorted(one["version"] for one in listed),
        "tags": [one["tags"] for one in listed],
    }
print("result: " + json.dumps(result))
