package example.elasticache.devservices.aws;

import example.elasticache.devservices.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An engine's own dump: all keys of one moment. */
record Dump(byte[] bytes) {
  private static final String FILE = "dump.rdb";

  static Dump of(RedisServer server) {
    server.call("SAVE");
    Path file = server.directory().resolve(FILE);
    try {
      var dump = new Dump(Files.readAllBytes(file));
      // Else the engine would read it at its next start, however old it were by then.
      Files.delete(file);
      return dump;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Restarts the server with these keys; what it was told since its start, it has forgotten. */
  void restoreTo(RedisServer server) {
    Path file = server.directory().resolve(FILE);
    server.kill();
    try {
      Files.write(file, bytes);
      server.restart();
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
