package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MySqlServerIT {

  @Test
  void aStartedDatabaseIsEmptyAndItsUserMayCreateTables() throws SQLException {
    try (var services = DevServices.start(Service.MYSQL);
        var connection = connect(services.mysql());
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("SHOW TABLES").next()).isFalse();
      statement.execute("CREATE TABLE t (name VARCHAR(10)) DEFAULT CHARSET utf8mb4");
      statement.execute("INSERT INTO t VALUES ('日本語👩')");
      var rows = statement.executeQuery("SELECT name FROM t");
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("日本語👩");
    }
  }

  @Test
  void aKilledDatabaseComesBackWithItsRows() throws SQLException {
    try (var services = DevServices.start(Service.MYSQL)) {
      try (var connection = connect(services.mysql());
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (n INT)");
        statement.execute("INSERT INTO t VALUES (7)");
      }

      services.restart(Service.MYSQL);

      try (var connection = connect(services.mysql());
          var statement = connection.createStatement()) {
        var rows = statement.executeQuery("SELECT n FROM t");
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @RepeatedTest(5)
  void startsAndStopsLeaveNothing() {
    startAndStop();
  }

  @Tag("soak")
  @RepeatedTest(100)
  void aHundredStartsAndStopsLeaveNothing() {
    startAndStop();
  }

  private static void startAndStop() {
    var server = MySqlServer.start();
    ProcessHandle process = server.handle();

    server.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(Files.exists(server.directory())).isFalse();
    assertThat(Processes.listens(server.address())).isFalse();
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
