"""A pipeline of two function steps, run on this machine."""
from clearml import PipelineController


def double(values):
    return [2 * value for value in values]


def total(doubled):
    print("the total of", doubled)
    return sum(doubled)


pipeline = PipelineController("doubling", "vision", "1.0.0", pool_frequency=0.02)
pipeline.add_function_step("double", double, function_kwargs={"values": [1, 2, 3]}, function_return=["doubled"])
pipeline.add_function_step("total", total, function_kwargs={"doubled": "${double.doubled}"}, function_return=["sum"])
pipeline.start_locally(run_pipeline_steps_locally=True)
