package example.elasticache.devservices;

/** A server that a chapter can ask for. */
public enum Service {
  /** Valkey or Redis. */
  REDIS(
      "Redis/Valkey",
      "valkey-server or redis-server (version 7 or newer)",
      "GALLERY_REDIS_URL=redis://host:6379"),
  /** Memcached. */
  MEMCACHED("Memcached", "memcached", "GALLERY_MEMCACHED=host:11211"),
  /** MySQL, or MariaDB in its place. */
  MYSQL(
      "MySQL",
      "mysqld or mariadbd",
      "GALLERY_MYSQL_URL=jdbc:mysql://host:3306/db, with GALLERY_MYSQL_USER and GALLERY_MYSQL_PASSWORD");

  private final String title;
  private final String programs;
  private final String setting;

  Service(String title, String programs, String setting) {
    this.title = title;
    this.programs = programs;
    this.setting = setting;
  }

  String title() {
    return title;
  }

  String programs() {
    return programs;
  }

  String setting() {
    return setting;
  }
}
