package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** AWS's SDK of another language, which we did not write either. */
class JavaScriptSdkIT {
  private static final Path SOURCE = Path.of("src", "test", "node");
  private static final Path HOME = Path.of("target", "node");

  private record Run(int status, String printed) {}

  private static Run run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), printed);
  }

  private static boolean hasNode() throws Exception {
    try {
      return run("node", "--version").status == 0 && run(npm(), "--version").status == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static String npm() {
    return System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
  }

  @Test
  void itCreatesDescribesAndDeletes() throws Exception {
    Files.createDirectories(HOME);
    for (String file : new String[] {"package.json", "client.mjs"}) {
      Files.copy(SOURCE.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assumeTrue(hasNode(), "No Node.js with npm on the PATH.");
    if (!Files.isDirectory(HOME.resolve("node_modules/@aws-sdk/client-elasticache"))) {
      Run install = run(npm(), "install", "--no-audit", "--no-fund", "--fetch-timeout=20000");
      assumeTrue(install.status == 0, "npm could not fetch AWS's SDK: " + install.printed);
    }

    try (var plane = ControlPlane.start()) {
      Run client =
          run(
              "node",
              "--no-warnings",
              "client.mjs",
              plane.endpoint().toString(),
              ControlPlane.ACCESS_KEY_ID,
              ControlPlane.SECRET_ACCESS_KEY);

      assertThat(client.printed.lines())
          .containsExactly("serverless number", "group from JavaScript & <others> 2", "error true");
      assertThat(client.status).isZero();
    }
  }
}
