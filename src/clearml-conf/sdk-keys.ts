/** The SDK's settings, a line each: path | type | in releases since | default as JSON | meaning. */
export const SDK_KEYS = `
sdk.storage.cache.default_base_dir | path | 0.17.5 | "~/.clearml/cache" | Folder where downloaded artifacts, models and datasets are kept.
sdk.storage.cache.default_cache_manager_size | whole | 0.17.5 | 100 | How many entries each cache folder keeps before the oldest go.
sdk.storage.cache.size.max_used_bytes | size | 2.1.7 | -1 | Older setting: most bytes the cache may hold; -1 means no bound.
sdk.storage.cache.size.min_free_bytes | size | 2.1.7 | "10GB" | Older setting: bytes to keep free on the cache's disk.
sdk.storage.cache.size.cleanup_margin_percent | text | 2.1.7 | "5%" | Older setting: how much more than needed a clean-up frees.
sdk.storage.cache.disk_space_file_size_strategy.enabled | boolean | 2.1.7 | false | Manage the cache by disk space instead of by number of entries.
sdk.storage.cache.disk_space_file_size_strategy.size.max_used_bytes | size | 2.1.7 | -1 | Most bytes the cache may hold; -1 means no bound.
sdk.storage.cache.disk_space_file_size_strategy.size.min_free_bytes | size | 2.1.7 | "10GB" | Bytes to keep free on the cache's disk.
sdk.storage.cache.disk_space_file_size_strategy.size.cleanup_margin_percent | text | 2.1.7 | "5%" | How much more than needed a clean-up frees, so that it need not run again at once.
sdk.storage.cache.disk_space_file_size_strategy.zero_file_size_check | boolean | 2.1.7 | false | On every hit also make sure the cached file is not empty.
sdk.storage.cache.disk_space_file_size_strategy.file_entry_lookup_size | whole | 2.1.7 | 0 | Entries of a look-up table that speeds up hits when few files are used often; 0 turns it off.
sdk.storage.cache.disk_space_file_size_strategy.secondary.default_base_dir | path | 2.1.7 |  | Folder of a second, shared cache that is asked before downloading, for instance a network drive.
sdk.storage.cache.disk_space_file_size_strategy.secondary.size.max_used_bytes | size | 2.1.7 | -1 | Most bytes the second cache may hold; -1 means no bound.
sdk.storage.cache.disk_space_file_size_strategy.secondary.size.min_free_bytes | size | 2.1.7 | "10GB" | Bytes to keep free on the second cache's disk.
sdk.storage.cache.disk_space_file_size_strategy.secondary.size.cleanup_margin_percent | text | 2.1.7 | "5%" | Clean-up margin of the second cache.
sdk.storage.cache.disk_space_file_size_strategy.secondary.zero_file_size_check | boolean | 2.1.7 | false | Check for empty files in the second cache too.
sdk.storage.cache.disk_space_file_size_strategy.secondary.file_entry_lookup_size | whole | 2.1.7 | 0 | Look-up table of the second cache; 0 turns it off.
sdk.storage.cache.zero_file_size_check | boolean | 2.1.7 | false | Older setting: on every hit also make sure the cached file is not empty.
sdk.storage.cache.secondary | object | 2.1.7 |  | Older setting: a second cache, with the same settings as the first.
sdk.storage.direct_access | list | 0.17.5 | [{"url":"file://*"}] | What is used where it lies instead of being copied into the cache, as glob patterns.
sdk.storage.direct_access[].url | text | 0.17.5 |  | Glob pattern of addresses to use in place.
sdk.storage.direct_access[].content_type | text | 0.17.5 |  | Glob pattern of content types to use in place.
sdk.storage.http.legacy_fileservers | list | 2.1.7 | [] | Former file server addresses (scheme and host, no path) that still get ClearML's authorization.
sdk.storage.block_pickled_artifacts | boolean | 2.1.7 | false | Refuse to load pickled artifacts, which can run code when opened.
sdk.storage.dataset_chunk_size_mb | whole | 1.4.0 | 512 | Size in megabytes of the archives a dataset is cut into.
sdk.storage.log.level | text | 0.17.5 |  | Level of the storage log.
sdk.storage.log.report_download_chunk_size_mb | whole | 1.4.0 | 5 | Megabytes between two progress lines of a download.
sdk.storage.log.report_upload_chunk_size_mb | whole | 1.4.0 | 5 | Megabytes between two progress lines of an upload.
sdk.metrics.file_history_size | whole | 0.17.5 | 100 | How many debug sample files each metric and variant keeps before names are used again.
sdk.metrics.matplotlib_untitled_history_size | whole | 0.17.5 | 100 | How many pictures each untitled matplotlib plot keeps.
sdk.metrics.plot_max_num_digits | whole | 0.17.5 |  | Most digits after the point in reported plots, to make them smaller.
sdk.metrics.images.format | text | 0.17.5 | "JPEG" | Picture format of debug samples.
sdk.metrics.images.quality | whole | 0.17.5 | 87 | Picture quality of debug samples, 1 to 100.
sdk.metrics.images.subsampling | whole | 0.17.5 | 0 | Colour subsampling of JPEG debug samples.
sdk.metrics.tensorboard_single_series_per_graph | boolean | 0.17.5 | false | Give every TensorBoard series a graph of its own.
sdk.metrics.plot_upload_destination | url | 2.1.7 | "" | Where to upload plots as pictures instead of reporting them.
sdk.network.file_upload_retries | whole | 1.12.0 | 3 | How often a failed upload is tried again.
sdk.network.metrics.file_upload_threads | whole | 0.17.5 | 4 | How many debug samples are uploaded at once.
sdk.network.metrics.file_upload_starvation_warning_sec | whole | 0.17.5 | 120 | Warn when nothing was uploaded for this many seconds although files wait.
sdk.network.iteration.max_retries_on_server_error | whole | 0.17.5 | 5 | How often a read is tried again after a server error.
sdk.network.iteration.retry_backoff_factor_sec | whole | 0.17.5 | 10 | Seconds the pause between two tries starts from; it doubles each time.
sdk.aws.s3.region | text | 0.17.5 | "" | Region for buckets that have no entry of their own.
sdk.aws.s3.key | secret | 0.17.5 | "" | Access key for buckets that have no entry of their own.
sdk.aws.s3.secret | secret | 0.17.5 | "" | Secret key for buckets that have no entry of their own.
sdk.aws.s3.token | secret | 0.17.5 |  | Session token that belongs to temporary keys.
sdk.aws.s3.profile | text | 1.16.0 |  | Named profile of the AWS credentials file to use.
sdk.aws.s3.use_credentials_chain | boolean | 1.4.0 | false | Let boto3 look for credentials itself: environment, files, machine role.
sdk.aws.s3.extra_args | object | 1.8.0 | {} | Further arguments handed to boto3 on every upload.
sdk.aws.s3.credentials | list | 0.17.5 | [] | Credentials by bucket or by host.
sdk.aws.s3.credentials[].bucket | text | 0.17.5 |  | Bucket this entry is for.
sdk.aws.s3.credentials[].subdir | text | 0.17.5 |  | Folder in the bucket this entry is for.
sdk.aws.s3.credentials[].host | text | 0.17.5 |  | Host and port of an S3-compatible store; without a bucket the entry is for all its buckets.
sdk.aws.s3.credentials[].key | secret | 0.17.5 |  | Access key.
sdk.aws.s3.credentials[].secret | secret | 0.17.5 |  | Secret key.
sdk.aws.s3.credentials[].token | secret | 0.17.5 |  | Session token of temporary keys.
sdk.aws.s3.credentials[].region | text | 0.17.5 |  | Region of the bucket.
sdk.aws.s3.credentials[].profile | text | 1.16.0 |  | Named profile of the AWS credentials file.
sdk.aws.s3.credentials[].multipart | boolean | 0.17.5 | true | Upload in parts; some stores cannot.
sdk.aws.s3.credentials[].secure | boolean | 0.17.5 | true | Use https.
sdk.aws.s3.credentials[].verify | text | 0.17.5 | true | Check the store's certificate, or the path of a certificate bundle to check it with.
sdk.aws.s3.credentials[].acl | text | 0.17.5 |  | Access rule given to uploaded objects.
sdk.aws.s3.credentials[].use_credentials_chain | boolean | 1.4.0 | false | Let boto3 look for this bucket's credentials itself.
sdk.aws.s3.credentials[].extra_args | object | 1.0.0 | {} | Further arguments handed to boto3 on uploads to this bucket.
sdk.aws.boto3.pool_connections | whole | 0.17.5 | 512 | Connections boto3 keeps open.
sdk.aws.boto3.max_multipart_concurrency | whole | 0.17.5 | 16 | Parts of one file in flight at once.
sdk.aws.boto3.multipart_threshold | whole | 1.12.0 | 8388608 | From this many bytes on a file goes in parts.
sdk.aws.boto3.multipart_chunksize | whole | 1.12.0 | 8388608 | Bytes of one part.
sdk.google.storage.project | text | 0.17.5 |  | Project for buckets that have no entry of their own.
sdk.google.storage.credentials_json | path | 0.17.5 |  | Service account file, or its JSON text, for buckets that have no entry of their own.
sdk.google.storage.pool_connections | whole | 0.17.5 | 512 | Connections kept open to Google storage.
sdk.google.storage.pool_maxsize | whole | 0.17.5 | 1024 | Most connections in the pool.
sdk.google.storage.stream_connections | whole | 1.4.0 |  | Connections kept for streaming downloads.
sdk.google.storage.credentials | list | 0.17.5 | [] | Credentials by bucket.
sdk.google.storage.credentials[].bucket | text | 0.17.5 |  | Bucket this entry is for.
sdk.google.storage.credentials[].subdir | text | 0.17.5 |  | Folder in the bucket this entry is for.
sdk.google.storage.credentials[].project | text | 0.17.5 |  | Project of the bucket.
sdk.google.storage.credentials[].credentials_json | path | 0.17.5 |  | Service account file, or its JSON text.
sdk.google.storage.credentials[].pool_connections | whole | 0.17.5 |  | Connections kept open for this bucket.
sdk.google.storage.credentials[].pool_maxsize | whole | 0.17.5 |  | Most connections in this bucket's pool.
sdk.azure.storage.max_connections | whole | 1.12.0 | 2 | Transfers at once with Azure storage.
sdk.azure.storage.containers | list | 0.17.5 | [] | Credentials by storage account and container.
sdk.azure.storage.containers[].account_name | text | 0.17.5 |  | Storage account.
sdk.azure.storage.containers[].account_key | secret | 0.17.5 |  | Key of the account.
sdk.azure.storage.containers[].container_name | text | 0.17.5 |  | Container; without it the entry is for the whole account.
sdk.log.null_log_propagate | boolean | 0.17.5 | false | For finding faults: show messages that normally go nowhere.
sdk.log.task_log_buffer_capacity | whole | 0.17.5 | 66 | Log lines gathered before they are sent.
sdk.log.disable_urllib3_info | boolean | 0.17.5 | true | Hide informational messages of the HTTP library.
sdk.development.task_reuse_time_window_in_hours | number | 0.17.5 | 72.0 | A task of the same name that left nothing behind is used again within this time.
sdk.development.vcs_repo_detect_async | boolean | 0.17.5 | true | Look for the git repository in the background.
sdk.development.store_uncommitted_code_diff | boolean | 0.17.5 | true | Keep uncommitted changes with the task.
sdk.development.store_code_diff_from_remote | boolean | 0.17.5 | false | Keep the difference to the remote branch instead of to the last local commit.
sdk.development.support_stopping | boolean | 0.17.5 | true | End the process when its task was stopped or reset elsewhere.
sdk.development.default_output_uri | url | 0.17.5 | "" | Where models and artifacts go when the code names no place.
sdk.development.force_analyze_entire_repo | boolean | 0.17.5 | false | Look for imports in the whole repository, not only from the script on.
sdk.development.suppress_update_message | boolean | 0.17.5 | false | Do not mention newer releases.
sdk.development.detect_with_pip_freeze | boolean | 0.17.5 | false | List packages with pip freeze instead of by looking at imports.
sdk.development.detect_with_conda_freeze | boolean | 0.17.5 | false | List packages with conda instead of by looking at imports.
sdk.development.default_shell_binary | path | 2.1.7 | "/bin/bash" | Shell that runs shell tasks.
sdk.development.log_os_environments | list | 0.17.5 | [] | Environment variables to record with the task; names may end in an asterisk.
sdk.development.artifacts.auto_pickle | boolean | 1.18.0 | true | Pickle artifacts of types that have no form of their own.
sdk.development.jupyter_server_password | secret | 0.17.5 |  | Password of a Jupyter server whose notebook is to be recorded.
sdk.development.detailed_import_report | boolean | 1.4.0 | false | List every import in the recorded requirements.
sdk.development.report_use_subprocess | boolean | 0.17.5 | true | Report from a process of its own.
sdk.development.store_jupyter_notebook_artifact | boolean | 0.17.5 | true | Keep the notebook itself as an artifact.
sdk.development.worker.report_period_sec | number | 0.17.5 | 2 | Seconds between two reports to the server.
sdk.development.worker.report_event_flush_threshold | whole | 1.8.0 | 100 | Events gathered before they are sent.
sdk.development.worker.ping_period_sec | number | 0.17.5 | 30 | Seconds between two signs of life.
sdk.development.worker.log_stdout | boolean | 0.17.5 | true | Record what the process prints.
sdk.development.worker.console_cr_flush_period | number | 0.17.5 | 10 | Seconds over which lines redrawn in place are gathered; 0 takes each as a line.
sdk.development.worker.report_global_mem_used | boolean | 0.17.5 | false | Report memory of the whole machine instead of the process and its children.
sdk.development.worker.report_start_sec | number | 1.12.0 |  | Seconds before machine figures are reported at all.
sdk.development.worker.wait_for_first_iteration_to_start_sec | number | 1.16.0 | 30 | Seconds to wait for iterations before machine figures are drawn over time.
sdk.development.worker.max_wait_for_first_iteration_to_start_sec | number | 1.16.0 | 1800 | Seconds after which drawing over time is final.
sdk.http.download.max_retries | whole | 1.4.0 | 15 | How often a download is tried again.
sdk.http.timeout.total | whole | 0.17.5 | 30 | Seconds a download may stand still.
sdk.http.timeout.connection | whole | 0.17.5 | 10 | Seconds to wait for a connection.
sdk.dataset.preview.media.image_count | whole | 1.8.0 | 10 | Pictures shown in a dataset's preview.
sdk.dataset.preview.media.video_count | whole | 1.8.0 | 10 | Videos shown in a dataset's preview.
sdk.dataset.preview.media.audio_count | whole | 1.8.0 | 10 | Sounds shown in a dataset's preview.
sdk.dataset.preview.media.html_count | whole | 1.8.0 | 10 | HTML pages shown in a dataset's preview.
sdk.dataset.preview.media.json_count | whole | 1.12.0 | 10 | JSON files shown in a dataset's preview.
sdk.dataset.preview.tabular.table_count | whole | 1.8.0 | 10 | Tables shown in a dataset's preview.
sdk.dataset.preview.tabular.row_count | whole | 1.8.0 | 10 | Rows of each table in a dataset's preview.
sdk.apply_environment | boolean | 1.4.0 | false | Set the variables of the section 'environment' in every process that uses the SDK.
sdk.apply_files | boolean | 1.4.0 | false | Write the files of the section 'files' when the SDK starts.
`;
