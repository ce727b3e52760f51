/** Where in which store files are kept, as the settings say. */
export interface S3Place {
  bucket: string;
  /** Before every key: empty, or with a slash at its end. */
  prefix: string;
  /** Scheme, host and port; undefined for Amazon itself. */
  endpoint: string | undefined;
  region: string;
  /** The bucket stands in the path, not in the host. */
  path_style: boolean;
}

export interface S3Keys {
  access_key: string;
  secret_key: string;
}
