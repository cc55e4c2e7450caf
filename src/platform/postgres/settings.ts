import type { Place } from './place'

// For one small server. Durability is never traded: an acknowledged write is on the disk.
const SIZE = {
  max_connections: '60',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

// The log must hold no personal details. A failed statement, its values, and the error itself ("Key (name)=(…) already
// exists") may all carry them, so ERROR lines are left to the application: the level `log` keeps only the server's own news.
const DISCREET = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_autovacuum_min_duration: '-1',
  log_checkpoints: 'off',
  log_temp_files: '-1',
}

// Seven files, one for each day of the week, each begun anew a week later.
const LOG_FILES = {
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_file_mode: '0600',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
}

/**
 * The settings as arguments to `postgres`. There is no network address, only a Unix socket, and connections over it are
 * trusted: what keeps other users of the machine out is its folder, which only PostgreSQL's own user and root may enter.
 */
export const settingsFor = ({ socket, log }: Place, own: Record<string, string> = {}): string[] => {
  const reach = {
    listen_addresses: '',
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    log_directory: log,
  }
  const all = { ...SIZE, ...own, ...LOG_FILES, ...DISCREET, ...reach }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
