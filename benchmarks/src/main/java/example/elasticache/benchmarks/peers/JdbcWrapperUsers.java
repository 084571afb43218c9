package example.elasticache.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import example.elasticache.cacheaside.StoreException;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.devservices.Database;
import java.net.URI;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The AWS Advanced JDBC Wrapper: a comment in the SQL has it cache a query's result in Valkey. */
public final class JdbcWrapperUsers implements AutoCloseable {
  private static final Logger WRAPPER = Logger.getLogger("software.amazon.jdbc");
  private static final String FIND =
      "/* CACHE_PARAM(ttl=3600s) */ SELECT id, name, plan, version FROM users WHERE id = ?";

  private final HikariDataSource database;

  /** Connects to the database, and to the cache without TLS. */
  public JdbcWrapperUsers(Database mySql, URI redis) {
    // It warns of a cache without a password, once for each connection.
    WRAPPER.setLevel(Level.SEVERE);
    var config = new HikariConfig();
    config.setJdbcUrl(mySql.url().replaceFirst("^jdbc:", "jdbc:aws-wrapper:"));
    config.setUsername(mySql.user());
    config.setPassword(mySql.password());
    config.addDataSourceProperty("wrapperPlugins", "remoteQueryCache");
    config.addDataSourceProperty("cacheEndpointAddrRw", redis.getHost() + ":" + redis.getPort());
    config.addDataSourceProperty("cacheUseSSL", "false");
    this.database = new HikariDataSource(config);
  }

  /** Returns whether the native client that the wrapper needs is there for this system. */
  public static boolean available() {
    try {
      Class.forName("glide.api.GlideClient");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Returns the user. */
  public UserInfo find(long id) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(FIND)) {
      select.setLong(1, id);
      try (var row = select.executeQuery()) {
        row.next();
        return new UserInfo(
            row.getLong("id"),
            row.getString("name"),
            row.getString("plan"),
            row.getLong("version"));
      }
    } catch (SQLException e) {
      throw new StoreException("The wrapper could not read user " + id + ".", e);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
