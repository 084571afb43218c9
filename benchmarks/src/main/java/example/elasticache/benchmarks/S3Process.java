package example.elasticache.benchmarks;

import example.elasticache.devservices.s3.LocalS3;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The S3 server in a process of its own, as the cache has one; it ends with this one. */
final class S3Process implements AutoCloseable {
  private final Process process;
  private final URI uri;

  private S3Process(Process process) throws IOException {
    this.process = process;
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The process ended before it had started S3.");
    }
    uri = URI.create(line);
  }

  /** Starts the server, and returns when it answers. */
  static S3Process start() {
    try {
      return new S3Process(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  S3Process.class.getName())
              .redirectError(Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("S3 could not be started in a process of its own.", e);
    }
  }

  /** Runs in that process: says where the server is, and waits until nobody holds it any more. */
  public static void main(String[] none) throws IOException {
    try (var s3 = LocalS3.start()) {
      System.out.println(s3.uri());
      System.in.readAllBytes();
    }
  }

  /** Returns the endpoint for clients. */
  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
