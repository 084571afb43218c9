package example.elasticache.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Valkey or Redis server is told at its start: a {@code redis.conf}, line by line.
 *
 * <p>The file lies in the server's own directory, and what CONFIG REWRITE writes there is still
 * true after a restart.
 */
public final class RedisSetup {
  private enum Role {
    SINGLE(""),
    CLUSTER_NODE(" as a cluster node"),
    SENTINEL(" as a sentinel");

    final String words;

    Role(String words) {
      this.words = words;
    }
  }

  /** How dev services log in where the default user is off. */
  private static final String OPERATOR = "dev-services";

  private static final int ATTEMPTS = 5;

  /** What needs no quotes in the file. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./:,+@%~*&-]+");

  private final List<String> lines = new ArrayList<>();
  private final List<AclUser> users = new ArrayList<>();
  private Role role = Role.SINGLE;
  private Certificates certificates;

  /** Adds a line; values are quoted where they must be. */
  public RedisSetup set(String name, Object... values) {
    lines.add(
        name
            + Arrays.stream(values)
                .map(v -> " " + quoted(v.toString()))
                .collect(Collectors.joining()));
    return this;
  }

  private static String quoted(String value) {
    return !PLAIN.matcher(value).matches()
        ? '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : value;
  }

  /** Answers with TLS only, and shows this certificate. */
  public RedisSetup tls(Certificates shown) {
    certificates = shown;
    return this;
  }

  /** Lets these users in and nobody else: the default user is off. */
  public RedisSetup users(AclUser... admitted) {
    users.addAll(List.of(admitted));
    return this;
  }

  /** Makes it a node that can join a cluster. */
  public RedisSetup clusterNode() {
    role = Role.CLUSTER_NODE;
    return this;
  }

  /** Makes it a sentinel; the lines are a sentinel's, then. */
  public RedisSetup sentinel() {
    role = Role.SENTINEL;
    return this;
  }

  /** Starts a server on a free port. */
  public RedisServer start(String... arguments) {
    RedisServer.Program program =
        RedisServer.program()
            .orElseThrow(
                () ->
                    new ServerException(
                        "No valkey-server or redis-server for this system. Install one (version 7 or newer), so that it is on the PATH; on Windows, use WSL."));
    for (int attempt = 1; ; attempt++) {
      try {
        return start(program, Ports.free(), arguments);
      } catch (ServerProcess.PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw new ServerException("No port stayed free for Redis.", e);
        }
      }
    }
  }

  private RedisServer start(RedisServer.Program program, int port, String... arguments) {
    Path directory = WorkFiles.newRunDirectory("redis");
    String password = UUID.randomUUID().toString();
    write(directory.resolve("redis.conf"), configuration(port));
    if (!users.isEmpty()) {
      write(directory.resolve("users.acl"), acl(password));
    }
    List<String> command = new ArrayList<>(List.of(program.file().toString(), "redis.conf"));
    if (role == Role.SENTINEL) {
      command.add("--sentinel");
    }
    command.addAll(List.of(arguments));
    var process =
        new ServerProcess(
            new ServerProcess.Program(
                "redis",
                program.description() + role.words,
                command,
                (server, log) ->
                    log.contains("Ready to accept connections") || log.contains("Sentinel ID is")),
            directory,
            port);
    return new RedisServer(
        process,
        Optional.ofNullable(certificates).map(Certificates::clientContext),
        users.isEmpty() ? Optional.empty() : Optional.of(AclUser.everything(OPERATOR, password)));
  }

  private List<String> configuration(int port) {
    List<String> all = new ArrayList<>(List.of("bind 127.0.0.1", "dir ."));
    if (certificates == null) {
      all.add("port " + port);
    } else {
      all.add("port 0");
      all.add("tls-port " + port);
      all.add("tls-auth-clients no");
      all.add("tls-cert-file " + quoted(certificates.certificate().toString()));
      all.add("tls-key-file " + quoted(certificates.key().toString()));
      all.add("tls-ca-cert-file " + quoted(certificates.certificate().toString()));
    }
    if (role == Role.CLUSTER_NODE) {
      all.addAll(
          List.of(
              "cluster-enabled yes",
              "cluster-announce-ip 127.0.0.1",
              // By default it is the port plus 10000, which may belong to somebody else.
              "cluster-port " + Ports.free()));
    }
    if (role == Role.CLUSTER_NODE && certificates != null) {
      all.add("tls-cluster yes");
    }
    if (!users.isEmpty()) {
      all.add("aclfile users.acl");
    }
    if (role != Role.SENTINEL) {
      all.addAll(List.of("save \"\"", "appendonly no"));
    }
    all.addAll(lines);
    return all;
  }

  private List<String> acl(String password) {
    return Stream.concat(
            Stream.of("user default off", AclUser.everything(OPERATOR, password).line()),
            users.stream().map(AclUser::line))
        .toList();
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
