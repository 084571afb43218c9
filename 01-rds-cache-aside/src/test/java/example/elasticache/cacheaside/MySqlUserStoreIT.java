package example.elasticache.cacheaside;

import static example.elasticache.devservices.Service.MYSQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import example.elasticache.devservices.DevServices;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MySqlUserStoreIT implements UserStoreContract {
  private static DevServices services;
  private static HikariDataSource database;

  @BeforeAll
  static void connect() {
    services = DevServices.start(MYSQL);
    database =
        Clients.database(
            services.mysql().url(), services.mysql().user(), services.mysql().password());
  }

  @AfterAll
  static void disconnect() {
    database.close();
    services.close();
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

  /** Fails when a value is joined into the SQL text. */
  @Test
  void fiftyInjectionsInEveryTextLeaveTheTableAsItIs() throws SQLException {
    UserStore store = store();
    store.save(new User(1_000, "Grace Hopper", "grace@example.com", "pro"));
    String[] heads = {"'", "\"", "\\'", "x')", "1"};
    String[] tails = {
      "; DROP TABLE users; --",
      " OR 1=1 --",
      " OR '1'='1",
      ", 9); DELETE FROM users; #",
      " UNION SELECT 1",
      "/**/OR/**/1",
      " AND SLEEP(9)#",
      "\0\b\t\n\r",
      "%27%3B",
      "\u02bc"
    };
    int payloads = 0;
    for (String head : heads) {
      for (String tail : tails) {
        payloads++;
        String hostile = head + tail;
        String plan = hostile.substring(0, Math.min(20, hostile.length()));
        store.save(new User(payloads, hostile, hostile, plan));

        assertThat(store.find(payloads)).contains(new UserInfo(payloads, hostile, plan, 1));
      }
    }
    assertThat(payloads).isEqualTo(50);
    assertThat(store.find(1_000)).map(UserInfo::plan).contains("pro");
  }

  /** No encryption here, so a client that insists on knowing the server must refuse it. */
  @Test
  void aServerThatCannotShowWhoItIsIsRefused() {
    String url = services.mysql().url().replaceAll("[?&]sslMode=\\w+", "");
    String strict = url + (url.contains("?") ? "&" : "?") + "sslMode=VERIFY_IDENTITY";

    assertThatThrownBy(
            () -> Clients.database(strict, services.mysql().user(), services.mysql().password()))
        .hasStackTraceContaining("SSL");
  }

  @Test
  void aFailureNamesTheRequestAndKeepsTheCause() throws SQLException {
    UserStore store = store();
    try (var connection = database.getConnection();
        var drop = connection.createStatement()) {
      drop.execute("DROP TABLE users");
    }

    assertThatThrownBy(() -> store.find(42))
        .isInstanceOf(StoreException.class)
        .hasMessage("The database could not read user 42.")
        .hasCauseInstanceOf(SQLException.class);
    assertThatThrownBy(() -> store.save(ADA))
        .isInstanceOf(StoreException.class)
        .hasMessage("The database could not save user 1.")
        .message()
        .doesNotContain("ada@example.com");
  }

  @Test
  void aSaveThatFailsHalfWayLeavesTheRowAndTheConnectionAsTheyWere() throws SQLException {
    UserStore store = store();
    store.save(ADA);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("UPDATE users SET version = " + Long.MAX_VALUE);
    }

    assertThatThrownBy(() -> store.save(new User(1, "Ada King", "ada@example.com", "pro")))
        .isInstanceOf(StoreException.class);

    assertThat(store.find(1)).contains(new UserInfo(1, "Ada Lovelace", "free", Long.MAX_VALUE));
    try (var connection = database.getConnection()) {
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }
}
