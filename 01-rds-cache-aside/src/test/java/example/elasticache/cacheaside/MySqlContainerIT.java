package example.elasticache.cacheaside;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mysql.MySQLContainer;

@Isolated
@Testcontainers
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer; MySqlUserStoreIT runs the same contract on MariaDB")
class MySqlContainerIT implements UserStoreContract {

  @Container private static final MySQLContainer SERVER = new MySQLContainer("mysql:9.7");

  private static HikariDataSource database;

  @BeforeAll
  static void connect() {
    database = Clients.database(SERVER.getJdbcUrl(), SERVER.getUsername(), SERVER.getPassword());
  }

  @AfterAll
  static void disconnect() {
    database.close();
  }

  @Override
  public UserStore store() {
    var store = new MySqlUserStore(database);
    store.createSchema();
    try (var connection = database.getConnection();
        var delete = connection.createStatement()) {
      delete.execute("DELETE FROM users");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return store;
  }
}
