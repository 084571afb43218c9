package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes system properties")
class EnginesTest {
  @TempDir private Path directory;

  @AfterEach
  void unset() {
    System.clearProperty("path");
  }

  private Path program(String name) throws IOException {
    Path file = Files.createFile(directory.resolve(Engines.isWindows() ? name + ".exe" : name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void theFirstOfTheNamesThatThePathHasIsTaken() throws IOException {
    Path mariadb = program("mariadbd");
    System.setProperty("path", directory.toString());
    assertThat(Engines.onPath("mysqld", "mariadbd")).contains(mariadb);

    Path mysql = program("mysqld");

    assertThat(Engines.onPath("mysqld", "mariadbd")).contains(mysql);
  }

  @Test
  void aDirectoryOfThatNameIsNoProgram() throws IOException {
    Files.createDirectory(directory.resolve("memcached"));
    System.setProperty("path", directory.toString());

    assertThat(Engines.onPath("memcached")).isEmpty();
  }

  @Test
  void brokenEntriesOfThePathAreSkippedAndAnEmptyOneIsNotThisDirectory() throws IOException {
    Path redis = program("redis-server");
    System.setProperty("path", String.join(File.pathSeparator, "\0", "", directory.toString()));

    assertThat(Engines.onPath("redis-server")).contains(redis);
    assertThat(Engines.onPath("pom.xml")).isEmpty();
  }
}
