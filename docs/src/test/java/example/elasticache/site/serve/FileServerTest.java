package example.elasticache.site.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
  @TempDir Path folder;

  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site/sub"));
    Files.writeString(site.resolve("index.html"), "<p>page</p>");
    Files.writeString(site.resolve("data.js"), "let a;");
    Files.writeString(folder.resolve("secret.txt"), "secret");
    server = new FileServer(folder.resolve("site"), 0, page -> page + "<!-- seen -->");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void folderIsItsIndexPage() throws Exception {
    assertThat(get("sub/").body()).isEqualTo("<p>page</p><!-- seen -->");
  }

  @Test
  void typeFollowsTheName() throws Exception {
    assertThat(get("sub/data.js").headers().firstValue("Content-Type"))
        .contains("text/javascript; charset=utf-8");
  }

  @Test
  void missingFileIsNotFound() throws Exception {
    assertThat(get("nothing.html").statusCode()).isEqualTo(404);
  }

  @Test
  void nothingOutsideOfTheFolderIsServed() throws Exception {
    String answer = raw("GET /../secret.txt HTTP/1.0\r\n\r\n");
    String encoded = raw("GET /%2e%2e/secret.txt HTTP/1.0\r\n\r\n");

    assertThat(answer).contains(" 404 ").doesNotContain("secret");
    assertThat(encoded).contains(" 404 ").doesNotContain("secret");
  }

  @Test
  void onlyThisMachineReachesIt() throws Exception {
    assertThat(server.address().getHost()).isEqualTo("localhost");
    assertThat(server.boundTo().isLoopbackAddress()).isTrue();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = server.address().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a path as it is; a client would tidy it first. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
