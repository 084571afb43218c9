package example.elasticache.cacheaside.hardened;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import example.elasticache.cacheaside.InMemoryUserStore;
import example.elasticache.cacheaside.User;
import example.elasticache.cacheaside.UserInfo;
import example.elasticache.devservices.topology.ServerlessRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.SslOptions;

/** The access string that the chapter recommends lets the object do its work, and no more. */
class AccessStringIT {
  private static final Path CHAPTER = Path.of("src/docs/index.adoc");
  private static final Pattern RULES = Pattern.compile("[`']on (~user_info:\\* [^`']+)[`']");

  @Test
  void theAccessStringOfTheChapterIsEnough() throws IOException {
    var store = new InMemoryUserStore();
    try (var redis = ServerlessRedis.start();
        var users = asLimitedUser(store, redis).build()) {
      users.save(new User(1, "Ada Lovelace", "ada@example.com", "free"));
      await().until(() -> users.find(1).isPresent() && users.stats().hits() > 0);

      users.save(new User(1, "Ada Lovelace", "ada@example.com", "pro"));

      assertThat(users.find(1)).map(UserInfo::plan).contains("pro");
      assertThat(users.find(404)).isEmpty();
      assertThat((List<?>) redis.server().call("ACL", "LOG")).isEmpty();
    }
  }

  private static HardenedUsers.Builder asLimitedUser(InMemoryUserStore store, ServerlessRedis redis)
      throws IOException {
    List<String> create = new ArrayList<>(List.of("ACL", "SETUSER", "limited", "on", ">secret"));
    create.addAll(List.of(accessString().split(" ")));
    redis.server().call(create.toArray(String[]::new));

    var certificates = redis.certificates();
    var tls =
        SslOptions.builder()
            .truststore(certificates.trustStore().toFile(), certificates.password().toCharArray())
            .trustStoreType("PKCS12")
            .build();
    var endpoint = URI.create("rediss://limited:secret@localhost:" + redis.uri().getPort());
    return HardenedUsers.builder(store, endpoint).clusterMode().tls(tls);
  }

  /** Returns the access string that the chapter names in its text and in its commands. */
  private static String accessString() throws IOException {
    List<String> named =
        RULES.matcher(Files.readString(CHAPTER)).results().map(m -> m.group(1)).distinct().toList();
    assertThat(named).hasSize(1);
    return named.get(0);
  }
}
