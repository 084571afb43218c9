package example.elasticache.devservices;

/** A server that a chapter can ask for. */
public enum Service {
  /** Valkey or Redis. */
  REDIS,
  /** Memcached. */
  MEMCACHED,
  /** MySQL, or MariaDB in its place. */
  MYSQL
}
