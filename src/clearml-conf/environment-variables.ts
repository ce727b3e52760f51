/** An environment variable that ClearML's clients read in place of, or beside, a setting. */
export type EnvironmentVariable = {
  /** Names in the order they are asked for; the first that is set counts. */
  names: string[];
  /** The setting it stands for, or '' when no setting does the same. */
  key: string;
  /** `wins`: over every layer. `fills`: only where no layer sets the key. `switch`: there is no such setting. */
  rule: 'wins' | 'fills' | 'switch';
  clients: ('sdk' | 'agent')[];
  /** One sentence. */
  meaning: string;
};

const TABLE = `
CLEARML_API_HOST TRAINS_API_HOST | api.api_server | wins | sdk agent | Address of the API server.
CLEARML_WEB_HOST TRAINS_WEB_HOST | api.web_server | wins | sdk agent | Address of the web page.
CLEARML_FILES_HOST TRAINS_FILES_HOST | api.files_server | wins | sdk agent | Address of the file server.
CLEARML_API_ACCESS_KEY TRAINS_API_ACCESS_KEY | api.credentials.access_key | wins | sdk agent | Access key.
CLEARML_API_SECRET_KEY TRAINS_API_SECRET_KEY | api.credentials.secret_key | wins | sdk agent | Secret key.
CLEARML_AUTH_TOKEN |  | switch | sdk agent | A token to use instead of access key and secret.
CLEARML_API_HOST_VERIFY_CERT TRAINS_API_HOST_VERIFY_CERT | api.verify_certificate | wins | sdk | Whether the certificate is checked.
CLEARML_API_DEFAULT_REQ_METHOD | api.http.default_method | wins | sdk agent | HTTP method of API calls.
CLEARML_API_EXTRA_RETRY_CODES | api.http.extra_retry_codes | wins | sdk | Further status codes to try again after.
CLEARML_CACHE_DIR TRAINS_CACHE_DIR | sdk.storage.cache.default_base_dir | wins | sdk | Folder of the download cache.
CLEARML_DEFAULT_OUTPUT_URI | sdk.development.default_output_uri | wins | sdk | Where models and artifacts go.
CLEARML_LOG_ENVIRONMENT TRAINS_LOG_ENVIRONMENT | sdk.development.log_os_environments | wins | sdk | Variables to record with the task.
CLEARML_SUPPRESS_UPDATE_MESSAGE TRAINS_SUPPRESS_UPDATE_MESSAGE | sdk.development.suppress_update_message | wins | sdk | Do not mention newer releases.
CLEARML_DEVELOPMENT_DEFAULT_SHELL_BINARY_PATH | sdk.development.default_shell_binary | wins | sdk | Shell that runs shell tasks.
CLEARML_BLOCK_PICKLED_ARTIFACTS | sdk.storage.block_pickled_artifacts | wins | sdk | Refuse pickled artifacts.
CLEARML_JUPYTER_PASSWORD | sdk.development.jupyter_server_password | wins | sdk | Password of the Jupyter server.
CLEARML_ENABLE_ENV_CONFIG_SECTION | sdk.apply_environment | wins | sdk | Set the variables of the section environment.
CLEARML_ENABLE_FILES_CONFIG_SECTION | sdk.apply_files | wins | sdk | Write the files of the section files.
CLEARML_AGENT_ENABLE_ENV_CONFIG_SECTION | agent.apply_environment | wins | agent | Set the variables of the section environment.
CLEARML_AGENT_ENABLE_FILES_CONFIG_SECTION | agent.apply_files | wins | agent | Write the files of the section files.
AWS_ACCESS_KEY_ID | sdk.aws.s3.key | fills | sdk agent | Access key for S3.
AWS_SECRET_ACCESS_KEY | sdk.aws.s3.secret | fills | sdk agent | Secret key for S3.
AWS_SESSION_TOKEN | sdk.aws.s3.token | fills | sdk | Session token for S3.
AWS_DEFAULT_REGION | sdk.aws.s3.region | fills | sdk agent | Region for S3.
AWS_PROFILE | sdk.aws.s3.profile | fills | sdk | Profile of the AWS credentials file.
GOOGLE_APPLICATION_CREDENTIALS | sdk.google.storage.credentials_json | fills | sdk agent | Service account file for Google storage.
AZURE_STORAGE_ACCOUNT |  | switch | sdk agent | Storage account when the configuration lists none.
AZURE_STORAGE_KEY |  | switch | sdk agent | Key of that account.
CLEARML_WORKER_ID TRAINS_WORKER_ID | agent.worker_id | wins | agent | Full name of the worker.
CLEARML_WORKER_NAME TRAINS_WORKER_NAME | agent.worker_name | wins | sdk agent | Machine part of the worker's name.
CLEARML_CUDA_VERSION TRAINS_CUDA_VERSION CUDA_VERSION | agent.cuda_version | wins | agent | CUDA version.
CLEARML_CUDNN_VERSION TRAINS_CUDNN_VERSION CUDNN_VERSION | agent.cudnn_version | wins | agent | cuDNN version.
CLEAMRL_AGENT_CRASH_ON_EXCEPTION | agent.crash_on_exception | wins | agent | End the agent on an unexpected error (the name is misspelt in the agent too).
CLEARML_AGENT_GIT_USER TRAINS_AGENT_GIT_USER | agent.git_user | wins | agent | User name for git over https.
CLEARML_AGENT_GIT_PASS TRAINS_AGENT_GIT_PASS | agent.git_pass | wins | agent | Password or token for git over https.
CLEARML_AGENT_GIT_HOST TRAINS_AGENT_GIT_HOST | agent.git_host | wins | agent | The only host that gets git user and password.
CLEARML_AGENT_DISABLE_SSH_MOUNT | agent.disable_ssh_mount | wins | agent | Do not mount ~/.ssh into containers.
CLEARML_AGENT_VENV_CACHE_PATH | agent.venvs_cache.path | wins | agent | Folder of kept environments.
CLEARML_AGENT_CUSTOM_BUILD_SCRIPT | agent.custom_build_script | wins | agent | Script that prepares the environment.
CLEARML_AGENT_PACKAGE_PYTORCH_RESOLVE | agent.package_manager.pytorch_resolve | wins | agent | How PyTorch wheels are found.
CLEARML_AGENT_FORCE_SYSTEM_SITE_PACKAGES | agent.package_manager.system_site_packages | wins | agent | Let task environments see the system's packages.
CLEARML_EXTRA_PIP_INSTALL_FLAGS | agent.package_manager.extra_pip_install_flags | wins | agent | Further arguments of pip install.
CLEARML_CONFIG_FILE TRAINS_CONFIG_FILE |  | switch | sdk agent | Path of the configuration file.
CLEARML_DISABLE_VAULT_SUPPORT |  | switch | sdk | Any true value turns vaults off in the SDK.
CLEARML_AGENT_DISABLE_VAULT_SUPPORT |  | switch | agent | Any true value turns vaults off in the agent.
CLEARML_OFFLINE_MODE TRAINS_OFFLINE_MODE |  | switch | sdk | Work without a server.
CLEARML_LOG_LEVEL TRAINS_LOG_LEVEL |  | switch | sdk agent | Level of log messages.
CLEARML_TASK_ID TRAINS_TASK_ID |  | switch | sdk agent | The task this process runs.
CLEARML_TASK_NO_REUSE TRAINS_TASK_NO_REUSE |  | switch | sdk | Always create a new task.
CLEARML_FORCE_MAX_API_VERSION |  | switch | sdk | Highest API version to use.
CLEARML_IGNORE_MISSING_CONFIG |  | switch | sdk | Go on without a configuration file.
CLEARML_AGENT_EXTRA_DOCKER_ARGS | agent.extra_docker_arguments | wins | agent | Further arguments of docker run.
`;

/** The environment variables clients read, and what they set. */
export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [names = '', key = '', rule = 'switch', clients = '', meaning = ''] = line.split(' | ');
    return {
      names: names.split(' '),
      key,
      rule: rule as EnvironmentVariable['rule'],
      clients: clients.split(' ') as EnvironmentVariable['clients'],
      meaning,
    };
  });
