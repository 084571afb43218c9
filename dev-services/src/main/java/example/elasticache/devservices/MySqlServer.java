package example.elasticache.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A MySQL or MariaDB server in a process of its own, with an empty database. */
public final class MySqlServer extends ServerProcess {
  /** The name of the database, of its user and of that user's password. */
  private static final String GALLERY = "gallery";

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /** A program, and how it makes the files of a new server. */
  private record Engine(Path program, boolean mariaDb, String version, Optional<Path> carriedHome) {

    String description() {
      String name = (mariaDb ? "MariaDB " : "MySQL ") + version;
      String from = carriedHome.isPresent() ? "carried by Maven" : program.toString();
      return name + (mariaDb ? ", standing in for MySQL, " : ", ") + from;
    }
  }

  private MySqlServer(Program program, Path directory, int port) {
    super(program, directory, port);
  }

  /** Returns whether a program for this system can be had. */
  static boolean available() {
    return engine().isPresent();
  }

  /** Starts a server on a free port. */
  public static MySqlServer start() {
    Engine engine =
        engine().orElseThrow(() -> new ServerException("No mysqld or mariadbd for this system."));
    Path template =
        WorkFiles.kept(
            (engine.mariaDb ? "mariadb-" : "mysql-") + engine.version + "-data",
            draft -> initialise(engine, draft));
    for (int attempt = 1; ; attempt++) {
      Path directory = WorkFiles.newRunDirectory("mysql");
      int port = Ports.free();
      WorkFiles.copy(template, directory.resolve("data"));
      writeInitFile(directory);
      try {
        return new MySqlServer(
            new Program(
                "MySQL",
                engine.description(),
                command(engine, directory, port),
                (server, log) ->
                    log.contains("ready for connections") && Processes.listens(server.address())),
            directory,
            port);
      } catch (PortTakenException e) {
        if (attempt == 5) {
          throw new ServerException("No port stayed free for MySQL.", e);
        }
      }
    }
  }

  private static Optional<Engine> engine() {
    return Engines.onPath("mysqld", "mariadbd")
        .map(program -> engine(program, Optional.empty()))
        .or(
            () ->
                Engines.carriedMariaDb()
                    .map(
                        home ->
                            engine(
                                home.resolve(
                                    Engines.isWindows() ? "bin/mysqld.exe" : "bin/mariadbd"),
                                Optional.of(home))));
  }

  private static Engine engine(Path program, Optional<Path> home) {
    if (home.isPresent()) {
      return new Engine(program, true, "11.4.5", home);
    }
    String text = Engines.version(program, "--version");
    Matcher version = VERSION.matcher(text);
    return new Engine(
        program, text.contains("MariaDB"), version.find() ? version.group() : "?", home);
  }

  private static void initialise(Engine engine, Path data) {
    Progress.say("Preparing an empty " + engine.description() + " once ...");
    if (!engine.mariaDb) {
      run(
          data,
          null,
          List.of(
              engine.program.toString(),
              "--no-defaults",
              "--initialize-insecure",
              "--datadir=" + data,
              asRoot()));
    } else if (engine.carriedHome.isPresent()) {
      bootstrap(engine, engine.carriedHome.get().resolve("share"), data);
    } else {
      Path install =
          Engines.onPath("mariadb-install-db", "mysql_install_db")
              .orElseThrow(
                  () ->
                      new ServerException(
                          "There is a mariadbd on the PATH, but no mariadb-install-db. Install it, or take mariadbd off the PATH."));
      run(
          data,
          null,
          List.of(
              install.toString(),
              "--no-defaults",
              "--datadir=" + data,
              "--auth-root-authentication-method=normal",
              "--skip-test-db",
              asRoot()));
    }
  }

  /**
   * What MariaDB's install script does, without a shell: feeds its SQL to a server that only reads.
   */
  private static void bootstrap(Engine engine, Path share, Path data) {
    var sql =
        new StringBuilder(
            "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\nSET @skip_auth_anonymous = 1;\n");
    try {
      Files.createDirectories(data.resolve("mysql"));
      for (String file :
          List.of(
              "mariadb_system_tables.sql",
              "mariadb_performance_tables.sql",
              "mariadb_system_tables_data.sql")) {
        sql.append(Files.readString(share.resolve(file))).append('\n');
      }
      Files.delete(data.resolve("mysql"));
      Path script = Files.createTempFile("bootstrap", ".sql");
      Files.writeString(script, sql);
      try {
        List<String> command = new ArrayList<>(options(engine, data));
        command.addAll(List.of("--bootstrap", "--skip-networking"));
        run(data, script, command);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Path directory, Path input, List<String> command) {
    List<String> words = command.stream().filter(word -> !word.isEmpty()).toList();
    try {
      Path log = Files.createTempFile("initialise", ".log");
      log.toFile().deleteOnExit();
      var builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      if (input != null) {
        builder.redirectInput(input.toFile());
      }
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new ServerException(
            "The database could not be prepared. The last lines of its log:\n"
                + WorkFiles.lastLines(log, 12).indent(2));
      }
      Files.delete(log);
    } catch (IOException e) {
      throw new ServerException("Could not run " + words.get(0) + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("Interrupted.", e);
    }
  }

  private static void writeInitFile(Path directory) {
    // MySQL and MariaDB both run this file at each start; "%" because the name is not looked up.
    String sql =
        """
        CREATE DATABASE IF NOT EXISTS gallery CHARACTER SET utf8mb4;
        CREATE USER IF NOT EXISTS 'gallery'@'127.0.0.1' IDENTIFIED BY 'gallery';
        GRANT ALL ON *.* TO 'gallery'@'127.0.0.1';
        """;
    try {
      Files.writeString(directory.resolve("init.sql"), sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Engine engine, Path directory, int port) {
    List<String> command = new ArrayList<>(options(engine, directory.resolve("data")));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--init-file=" + directory.resolve("init.sql"),
            "--pid-file=" + directory.resolve("server.pid"),
            "--tmpdir=" + directory,
            "--skip-name-resolve"));
    if (!Engines.isWindows()) {
      // Relative to the data directory: a whole path may be longer than a socket's name can be.
      command.add("--socket=mysql.sock");
    }
    if (engine.mariaDb) {
      // Making a certificate at each start takes seconds.
      command.add("--skip-ssl");
    } else {
      command.addAll(List.of("--mysqlx=OFF", "--secure-file-priv=NULL"));
    }
    return command;
  }

  private static List<String> options(Engine engine, Path data) {
    List<String> options = new ArrayList<>(List.of(engine.program.toString(), "--no-defaults"));
    engine.carriedHome.ifPresent(
        home -> {
          options.add("--basedir=" + home);
          options.add("--lc-messages-dir=" + home.resolve("share"));
          options.add("--character-sets-dir=" + home.resolve("share").resolve("charsets"));
        });
    options.add("--datadir=" + data);
    options.add("--innodb-buffer-pool-size=32M");
    options.add("--innodb-flush-log-at-trx-commit=2");
    if (engine.mariaDb) {
      options.add("--innodb-log-file-size=8M");
      options.add("--innodb-undo-tablespaces=0");
    }
    options.add(asRoot());
    options.removeIf(String::isEmpty);
    return options;
  }

  /** Both programs refuse to run as root unless they are told to. */
  private static String asRoot() {
    return "root".equals(System.getProperty("user.name")) ? "--user=root" : "";
  }

  /** Returns where the database is and who may log in. */
  public Database database() {
    return database(address());
  }

  /** Returns the same for a server that was set up alike and listens elsewhere. */
  static Database database(InetSocketAddress address) {
    return new Database(
        "jdbc:mysql://127.0.0.1:"
            + address.getPort()
            + "/"
            + GALLERY
            + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=1000&socketTimeout=5000",
        GALLERY,
        GALLERY);
  }
}
