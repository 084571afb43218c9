package example.elasticache.cacheaside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps the users in MySQL; the SQL is the subset that MariaDB understands as well. */
public final class MySqlUserStore implements UserStore {
  private static final String FIND = "SELECT id, name, plan, version FROM users WHERE id = ?";
  private static final String SAVE =
      """
      INSERT INTO users (id, name, email, plan, version) VALUES (?, ?, ?, ?, 1)
      ON DUPLICATE KEY UPDATE
        name = VALUES(name), email = VALUES(email), plan = VALUES(plan), version = version + 1
      """;
  private static final String VERSION = "SELECT version FROM users WHERE id = ?";
  private static final String DELETE = "DELETE FROM users WHERE id = ?";

  private final DataSource database;

  /** Works on a pooled data source; threads may share it. */
  public MySqlUserStore(DataSource database) {
    this.database = database;
  }

  /** Creates the table if it is not there yet. */
  public void createSchema() {
    request(
        "create the table users",
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(schema());
          }
        });
  }

  // tag::find[]
  @Override
  public Optional<UserInfo> find(long id) {
    return request(
        "read user " + id,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(userInfo(row)) : Optional.empty();
            }
          }
        });
  }

  // end::find[]

  // tag::findAll[]
  @Override
  public Map<Long, UserInfo> findAll(Collection<Long> ids) {
    Map<Long, UserInfo> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    return request(
        "read " + ids.size() + " users",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(findAll(ids.size()))) {
            int place = 1;
            for (long id : ids) {
              select.setLong(place++, id);
            }
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                UserInfo user = userInfo(row);
                found.put(user.id(), user);
              }
              return found;
            }
          }
        });
  }

  /** Returns a query with a placeholder for each id; the ids themselves never become SQL. */
  private static String findAll(int ids) {
    return FIND.replace("= ?", "IN (" + "?, ".repeat(ids - 1) + "?)");
  }

  // end::findAll[]

  private static UserInfo userInfo(ResultSet row) throws SQLException {
    return new UserInfo(
        row.getLong("id"), row.getString("name"), row.getString("plan"), row.getLong("version"));
  }

  @Override
  public long save(User user) {
    return request(
        "save user " + user.id(),
        connection -> {
          // One transaction: the row stays locked until its new version is known.
          connection.setAutoCommit(false);
          try (PreparedStatement save = connection.prepareStatement(SAVE);
              PreparedStatement version = connection.prepareStatement(VERSION)) {
            save.setLong(1, user.id());
            save.setString(2, user.name());
            save.setString(3, user.email());
            save.setString(4, user.plan());
            save.executeUpdate();
            version.setLong(1, user.id());
            try (ResultSet row = version.executeQuery()) {
              row.next();
              long saved = row.getLong(1);
              connection.commit();
              return saved;
            }
          }
        });
  }

  @Override
  public boolean delete(long id) {
    return request(
        "delete user " + id,
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setLong(1, id);
            return delete.executeUpdate() > 0;
          }
        });
  }

  /** Borrows a connection; what was not committed is rolled back when the pool takes it back. */
  private <T> T request(String what, Request<T> request) {
    try (Connection connection = database.getConnection()) {
      return request.on(connection);
    } catch (SQLException e) {
      throw new StoreException("The database could not " + what + ".", e);
    }
  }

  private static String schema() {
    try (InputStream sql = MySqlUserStore.class.getResourceAsStream("/schema.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("schema.sql is part of this program.", e);
    }
  }

  private interface Request<T> {
    T on(Connection connection) throws SQLException;
  }
}
