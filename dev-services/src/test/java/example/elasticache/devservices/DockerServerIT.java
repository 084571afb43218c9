package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.devservices.DockerServer.Image;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes system properties")
@EnabledIf(
    value = "example.elasticache.devservices.Docker#answers",
    disabledReason = "Docker does not answer, so no container can be started")
class DockerServerIT {

  /** Started in a JVM of its own: starts a container, says which, and waits. */
  public static final class Victim {
    public static void main(String[] args) throws Exception {
      System.setProperty("gallery.servers", "docker");
      try (var services = DevServices.start(Service.MEMCACHED)) {
        System.out.println(services.memcached().getPort());
        System.out.println();
        Thread.sleep(60_000);
      }
    }
  }

  @BeforeEach
  void preferDocker() {
    System.setProperty("gallery.servers", "docker");
  }

  @AfterEach
  void unset() {
    System.clearProperty("gallery.servers");
  }

  private static String ask(InetSocketAddress address, String request) throws IOException {
    try (var talk = new RawConversation(address)) {
      talk.send(request);
      return talk.readLine();
    }
  }

  /** Returns name and ports of every container, the ended ones included. */
  private static String containers() throws IOException {
    Process ps = Docker.command("ps", "--all", "--format", "{{.Names}} {{.Ports}}").start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aContainerCanBePausedAndKilledAndComesBackOnItsPort() throws IOException {
    InetSocketAddress address;
    try (var services = DevServices.start(Service.MEMCACHED)) {
      address = services.memcached();
      assertThat(ask(address, "version\r\n")).startsWith("VERSION 1.6.");
      assertThat(ask(address, "set a 0 0 1\r\n1\r\n")).isEqualTo("STORED");

      services.pause(Service.MEMCACHED);
      try (var talk = new RawConversation(address)) {
        talk.patience(200);
        talk.send("version\r\n");
        assertThatThrownBy(talk::readLine).isInstanceOf(IOException.class);
      }
      services.resume(Service.MEMCACHED);
      assertThat(ask(address, "get a\r\n")).startsWith("VALUE a");

      services.kill(Service.MEMCACHED);
      assertThat(Processes.listens(address)).isFalse();
      services.restart(Service.MEMCACHED);

      assertThat(services.memcached()).isEqualTo(address);
      assertThat(ask(address, "get a\r\n")).isEqualTo("END");
    }
    assertThat(containers()).doesNotContain(":" + address.getPort() + "-");
  }

  @Test
  void everyServerIsReadyWhenItIsHandedOut() throws IOException {
    try (var services = DevServices.start(Service.REDIS, Service.MYSQL)) {
      var redis = new InetSocketAddress("127.0.0.1", services.redis().getPort());
      assertThat(ask(redis, "PING\r\n")).isEqualTo("+PONG");
      assertThat(services.mysql().url()).startsWith("jdbc:mysql://127.0.0.1:");
    }
  }

  @Test
  void aContainerThatDiesAtItsStartShowsTheEndOfItsLogAndIsRemoved() throws IOException {
    var image =
        new DockerServer.Image(
            "valkey/valkey:8.1",
            6379,
            "",
            "PING\r\n",
            Pattern.compile("\\+PONG"),
            List.of("--label=gallery=dies", "--entrypoint=/bin/false"));

    assertThatThrownBy(() -> DockerServer.start(image))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("valkey/valkey:8.1 ended while it started")
        .hasMessageContaining("The last lines of its log");
    Process ps = Docker.command("ps", "--all", "--quiet", "--filter", "label=gallery=dies").start();
    assertThat(ps.getInputStream().readAllBytes()).isEmpty();
  }

  @Test
  void aKilledJvmLeavesNoContainer() throws Exception {
    VictimJvm jvm = VictimJvm.start(Victim.class);
    String port = jvm.lines().get(0);
    assertThat(containers()).contains(":" + port + "-");

    jvm.kill();

    await().atMost(Duration.ofSeconds(20)).until(() -> !containers().contains(":" + port + "-"));
  }

  @Test
  void anEngineIsLentFromAnImageThatIsHere() throws IOException {
    assertThat(DockerEngine.REDIS.isHere()).isEqualTo(DockerServer.hasImage(Image.REDIS));
    assumeThat(DockerEngine.REDIS.isHere()).isTrue();

    try (Server redis = DockerEngine.REDIS.start().orElseThrow()) {
      assertThat(ask(redis.address(), "HPEXPIRE none 1 FIELDS 1 field\r\n")).isEqualTo("*1");
    }
  }

  @Test
  void anImageThatIsNotHereIsNotFetchedForIt() {
    var none = new Image("gallery-has-no-such-image:1", 1, "", "", Pattern.compile(""), List.of());

    assertThat(DockerServer.hasImage(none)).isFalse();
  }

  @Test
  void whoWantsLocalServersOnlyIsLentNone() {
    System.setProperty("gallery.servers", "local");

    assertThat(DockerEngine.REDIS.isHere()).isFalse();
    assertThat(DockerEngine.REDIS.start()).isEmpty();
  }
}
