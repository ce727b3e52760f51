/** The agent's settings, a line each: path | type | in releases since | default as JSON | meaning. */
export const AGENT_KEYS = `
agent.worker_id | text | 0.17.2 | "" | Full name of the worker; a vault cannot set it.
agent.worker_name | text | 0.17.2 | "" | Machine part of the worker's name; a vault cannot set it.
agent.git_user | text | 0.17.2 |  | User name for git over https.
agent.git_pass | secret | 0.17.2 |  | Password or personal token for git over https.
agent.git_host | text | 0.17.2 |  | The only host that git user and password are sent to.
agent.force_git_ssh_protocol | boolean | 0.17.2 | false | Always clone over SSH.
agent.force_git_ssh_port | whole | 0.17.2 | 0 | SSH port to use when an https address is turned into an SSH one.
agent.force_git_ssh_user | text | 0.17.2 | "git" | SSH user to use when an https address is turned into an SSH one.
agent.python_binary | path | 0.17.2 | "" | Python for the task environments; empty means the agent's own.
agent.ignore_requested_python_version | boolean | 0.17.2 | false | Use the agent's Python whatever the task asks for.
agent.force_git_root_python_path | boolean | 1.4.0 | false | Put the repository's root folder on PYTHONPATH too.
agent.enable_git_ask_pass | boolean | 1.4.0 | false | Hand the git password over in a way that covers submodules (Linux).
agent.docker_use_activated_venv | boolean | 1.4.0 | true | In a container, use the environment its entry point has activated.
agent.package_manager.type | text | 0.17.2 | "pip" | What installs packages: pip, conda or poetry.
agent.package_manager.pip_version | list | 0.17.2 | ["<20.2 ; python_version < '3.10'","<22.3 ; python_version >= '3.10' and python_version <= '3.11'",">=23,<24.3 ; python_version >= '3.12'"] | Version of pip to use, as one requirement or one for each Python.
agent.package_manager.poetry_version | text | 1.4.0 | "<2" | Version of poetry to use.
agent.package_manager.poetry_install_extra_args | list | 1.6.0 | ["-v"] | Further arguments of 'poetry install'.
agent.package_manager.system_site_packages | boolean | 0.17.2 | false | Let task environments see the system's packages.
agent.package_manager.force_upgrade | boolean | 0.17.2 | false | Install with --upgrade.
agent.package_manager.extra_index_url | list | 0.17.2 | [] | Further package indexes.
agent.package_manager.pip_legacy_resolver | list | 1.9.2 | [">=20.3,<24.3"] | Versions of pip for which the old resolver is turned on.
agent.package_manager.pytorch_resolve | text | 1.6.0 | "pip" | How PyTorch wheels are found: pip, direct or none.
agent.package_manager.conda_channels | list | 0.17.2 | ["pytorch","conda-forge","nvidia","defaults"] | Channels for conda.
agent.package_manager.conda_full_env_update | boolean | 0.17.2 | false | Update the whole conda environment.
agent.package_manager.conda_env_as_base_docker | boolean | 0.17.2 | false | Use a conda environment as the base in place of a container.
agent.package_manager.use_conda_base_env | boolean | 1.8.0 | false | Install into conda's base environment.
agent.package_manager.force_repo_requirements_txt | boolean | 0.17.2 | false | Use the repository's requirements.txt instead of the task's packages.
agent.package_manager.force_original_requirements | boolean | 1.4.0 | false | Use the packages the task had at first.
agent.package_manager.priority_packages | list | 0.17.2 | ["cython","numpy","setuptools"] | Packages to install before the others.
agent.package_manager.priority_optional_packages | list | 0.17.2 | ["pygobject"] | Packages to install before the others; a failure is passed over.
agent.package_manager.post_packages | list | 0.17.2 | ["horovod"] | Packages to install after the others.
agent.package_manager.post_optional_packages | list | 0.17.2 | [] | Packages to install after the others; a failure is passed over.
agent.package_manager.torch_nightly | boolean | 0.17.2 | false | Allow nightly builds of PyTorch.
agent.package_manager.torch_page | url | 1.4.0 |  | Page to look for PyTorch wheels on.
agent.package_manager.torch_nightly_page | url | 1.4.0 |  | Page to look for nightly PyTorch wheels on.
agent.package_manager.torch_url_template | text | 1.4.0 |  | Pattern of a PyTorch wheel's address.
agent.package_manager.torch_url_template_prefix | text | 1.4.0 |  | Beginning of a PyTorch wheel's address.
agent.package_manager.extra_index_url_template | text | 1.6.0 |  | Pattern of PyTorch's package index.
agent.package_manager.nightly_extra_index_url_template | text | 1.6.0 |  | Pattern of PyTorch's nightly package index.
agent.package_manager.extra_pip_install_flags | list | 1.6.0 | [] | Further arguments of 'pip install'.
agent.package_manager.poetry_files_from_repo_working_dir | boolean | 1.6.0 | false | Look for poetry.lock in the working folder instead of the repository's root.
agent.venvs_dir | path | 0.17.2 | "~/.clearml/venvs-builds" | Folder where task environments are built.
agent.venvs_cache.max_entries | whole | 0.17.2 | 10 | Environments kept for use again.
agent.venvs_cache.free_space_threshold_gb | number | 0.17.2 | 2.0 | Gigabytes that must be free to keep another environment; 0 or less turns the check off.
agent.venvs_cache.path | path | 0.17.2 | "~/.clearml/venvs-cache" | Folder of kept environments; without it none are kept.
agent.vcs_cache.enabled | boolean | 0.17.2 | true | Keep clones of repositories.
agent.vcs_cache.path | path | 0.17.2 | "~/.clearml/vcs-cache" | Folder of kept clones.
agent.vcs_cache.clone_on_pull_fail | boolean | 1.9.0 | false | Clone afresh when updating a kept clone fails.
agent.venv_update.enabled | boolean | 0.17.2 | false | Build environments with venv-update.
agent.venv_update.url | url | 0.17.2 |  | Where to get venv-update.
agent.pip_download_cache.enabled | boolean | 0.17.2 | true | Keep downloaded wheels.
agent.pip_download_cache.path | path | 0.17.2 | "~/.clearml/pip-download-cache" | Folder of kept wheels.
agent.translate_ssh | boolean | 0.17.2 | true | Turn SSH addresses into https ones when git user and password are set.
agent.disable_ssh_mount | boolean | 1.6.0 | false | Do not mount ~/.ssh into containers.
agent.reload_config | boolean | 0.17.2 | false | Read the configuration file again before each task.
agent.docker_pip_cache | path | 0.17.2 | "~/.clearml/pip-cache" | Folder mounted as pip's cache in containers.
agent.docker_apt_cache | path | 0.17.2 | "~/.clearml/apt-cache" | Folder mounted as apt's cache in containers.
agent.extra_docker_arguments | list | 0.17.2 |  | Further arguments of 'docker run', for this agent only.
agent.docker_args_extra_precedes_task | boolean | 1.8.0 | true | Let those arguments win over the task's.
agent.protected_docker_extra_args | list | 1.8.0 | ["privileged","security-opt","network","ipc"] | Arguments of 'docker run' a task may not change.
agent.docker_args_filters | list | 1.6.0 |  | Patterns of task arguments that are allowed.
agent.docker_allow_host_environ | boolean | 1.6.0 | false | Let task arguments read the host's environment.
agent.extra_docker_shell_script | list | 0.17.2 |  | Shell lines to run in the container before the task.
agent.docker_install_opencv_libs | boolean | 1.1.0 | true | Install the system libraries OpenCV needs.
agent.uptime | list | 0.17.2 |  | Hours and days in which the agent takes tasks, such as "17-20 SUN,TUE".
agent.downtime | list | 0.17.2 | [] | Hours and days in which the agent takes none; not together with 'uptime'.
agent.docker_force_pull | boolean | 0.17.2 | false | Pull the image before every task.
agent.default_docker.image | text | 0.17.2 | "nvidia/cuda:11.0.3-cudnn8-runtime-ubuntu20.04" | Image for tasks that name none.
agent.default_docker.arguments | list | 0.17.2 |  | Arguments of 'docker run' for that image.
agent.default_docker.match_rules | list | 1.4.0 |  | Images chosen by what a task looks like (only with the 'advanced' feature set).
agent.default_docker.match_rules[].image | text | 0.17.2 |  | Image of this rule.
agent.default_docker.match_rules[].arguments | text | 0.17.2 |  | Arguments of this rule.
agent.default_docker.match_rules[].match | object | 0.17.2 |  | What a task must look like, as patterns: 'script.binary', 'script.repository', 'script.branch', 'script.requirements', 'project'.
agent.enable_task_env | boolean | 0.17.2 | false | Set the variables recorded with the task before it starts.
agent.docker_init_bash_script | list | 0.17.2 |  | Shell lines every container starts with.
agent.docker_preprocess_bash_script | list | 0.17.2 |  | Shell lines that run even before those.
agent.suppress_carriage_return | boolean | 0.17.2 | true | Show only the last of lines redrawn in place.
agent.cuda_version | text | 0.17.2 |  | CUDA version when it cannot be found out; a vault cannot set it.
agent.cudnn_version | text | 0.17.2 |  | cuDNN version when it cannot be found out; a vault cannot set it.
agent.default_python | text | 0.17.2 |  | Python version task environments fall back to; a vault cannot set it.
agent.debug | boolean | 0.17.2 | false | More output; a vault cannot set it.
agent.sanitize_config_printout.hide_secrets | list | 1.8.0 | ["^sanitize_config_printout$","secret","pass","token","account_key","contents"] | Patterns of keys whose values are not printed.
agent.sanitize_config_printout.hide_secrets_recursive | list | 1.8.0 | ["^environment$"] | Patterns of keys whose whole content is not printed.
agent.sanitize_config_printout.dont_hide_secrets | list | 1.8.0 | ["^enable_git_ask_pass$"] | Patterns of keys to print all the same.
agent.sanitize_config_printout.docker_commands | list | 1.8.0 | ["^extra_docker_arguments$"] | Patterns of keys that hold docker arguments, where secrets are cut out.
agent.sanitize_config_printout.urls | list | 1.8.0 | ["^extra_index_url$"] | Patterns of keys that hold addresses, where passwords are cut out.
agent.hide_docker_command_env_vars.enabled | boolean | 1.1.0 | true | Hide secrets when a docker command is printed.
agent.hide_docker_command_env_vars.extra_keys | list | 1.1.0 | [] | Further variables to hide.
agent.hide_docker_command_env_vars.parse_embedded_urls | boolean | 1.4.0 | true | Hide passwords inside addresses too.
agent.abort_callback_max_timeout | whole | 1.4.0 | 1800 | Seconds a task gets to react to being stopped.
agent.docker_internal_mounts.sdk_cache | path | 1.1.0 | "/clearml_agent_cache" | Where the SDK's cache appears in containers.
agent.docker_internal_mounts.apt_cache | path | 1.1.0 | "/var/cache/apt/archives" | Where apt's cache appears in containers.
agent.docker_internal_mounts.ssh_folder | path | 1.1.0 | "~/.ssh" | Where SSH keys are copied to in containers.
agent.docker_internal_mounts.ssh_ro_folder | path | 1.4.0 | "/.ssh" | Where SSH keys appear, read-only, in containers.
agent.docker_internal_mounts.pip_cache | path | 1.1.0 | "/root/.cache/pip" | Where pip's cache appears in containers.
agent.docker_internal_mounts.poetry_cache | path | 1.1.0 | "/root/.cache/pypoetry" | Where poetry's cache appears in containers.
agent.docker_internal_mounts.vcs_cache | path | 1.1.0 | "/root/.clearml/vcs-cache" | Where kept clones appear in containers.
agent.docker_internal_mounts.venvs_cache | path | 1.1.0 | "/root/.clearml/venvs-cache" | Where kept environments appear in containers.
agent.docker_internal_mounts.venv_build | path | 1.1.0 | "~/.clearml/venvs-builds" | Where environments are built in containers.
agent.docker_internal_mounts.pip_download | path | 1.1.0 | "/root/.clearml/pip-download-cache" | Where kept wheels appear in containers.
agent.docker_container_name_format | text | 1.1.0 | "clearml-id-{task_id}-{rand_string:.8}" | Pattern of container names.
agent.docker_container_name_format_fields | object | 1.6.0 |  | Further fields of that pattern, each a path into the task.
agent.apply_environment | boolean | 1.4.0 | true | Set the variables of the section 'environment' for the agent and its tasks.
agent.apply_files | boolean | 1.4.0 | true | Write the files of the section 'files' when the agent starts.
agent.custom_build_script | path | 1.4.0 | "" | Script that prepares the environment in place of the agent.
agent.crash_on_exception | boolean | 1.6.0 | false | End the agent on an unexpected error instead of going on.
agent.disable_task_docker_override | boolean | 1.6.0 | false | Ignore image and arguments that tasks ask for.
agent.log_files_buffering | whole | 0.17.2 |  | How log files are buffered.
agent.standalone_mode | boolean | 0.17.2 | false | Install nothing and clone nothing; the task uses what is there.
agent.task_ping_interval_sec | number | 1.6.0 | 60 | Seconds between two signs of life of a task.
agent.truncate_task_output_files | boolean | 1.4.0 | false | Cut output files short after they were sent.
agent.resource_monitoring.disk_use_path | path | 1.8.0 |  | Disk whose use is reported.
agent.resource_monitoring.default_gpu_utilization | number | 1.8.0 |  | Figure to report when GPU use cannot be measured.
agent.resource_dashboard.default_cluster_name | text | 1.8.0 |  | Cluster name the agent reports itself under.
`;
