package e2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class PriceKeyTest {

  private static Optional<String> key(String tenant, String subject) {
    return PriceKey.of("7", Map.of(), Map.of("tenant", tenant, "sub", subject));
  }

  @Test
  @Order(1)
  void whoAsksIsSaidByTheAuthorizer() {
    Optional<String> ada = key("acme", "ada");
    Optional<String> spoofed =
        PriceKey.of(
            "7",
            Map.of("x-tenant", "acme", "x-user", "ada"),
            Map.of("tenant", "acme", "sub", "grace"));

    assertThat(spoofed)
        .withFailMessage(
            "Grace sent the headers x-tenant: acme and x-user: ada, and got Ada's key. Anybody can send any header; only the claims were verified.")
        .isNotEqualTo(ada);
    assertThat(spoofed)
        .withFailMessage("Grace's key changed because she sent a header: %s.", spoofed)
        .isEqualTo(key("acme", "grace"));
  }

  @Test
  @Order(2)
  void whoIsNotKnownHasNoKey() {
    Map<String, String> headers = Map.of("x-tenant", "acme", "x-user", "ada");
    for (Map<String, String> claims :
        List.<Map<String, String>>of(Map.of(), Map.of("tenant", "acme"), Map.of("sub", "ada"))) {
      assertThat(PriceKey.of("7", headers, claims))
          .withFailMessage(
              "The claims are %s, so nobody knows who asks. A price without an owner must not be kept: return Optional.empty().",
              claims)
          .isNotNull()
          .isEmpty();
    }
  }

  @Test
  @Order(3)
  void productTenantAndSubjectAllCount() {
    Set<Optional<String>> keys = new HashSet<>();
    keys.add(key("acme", "ada"));
    keys.add(key("acme", "grace"));
    keys.add(key("globex", "ada"));
    keys.add(PriceKey.of("8", Map.of(), Map.of("tenant", "acme", "sub", "ada")));

    assertThat(keys)
        .withFailMessage(
            "Two products, two tenants and two people are four prices, but there are %s keys: somebody sees another one's price.",
            keys.size())
        .hasSize(4);
    assertThat(key("acme", "ada"))
        .withFailMessage("The same customer got two keys for the same product.")
        .isEqualTo(key("acme", "ada"));
  }

  @Test
  @Order(4)
  void noTwoCustomersShareAKey() {
    String text = "a:b:/c,1:2";
    Set<Optional<String>> keys = new HashSet<>();
    for (int cut = 1; cut < text.length(); cut++) {
      keys.add(key(text.substring(0, cut), text.substring(cut)));
    }

    assertThat(keys)
        .withFailMessage(
            "The tenant 'a' with the user 'b:/c…' and the tenant 'a:b' with the user '/c…' are different customers. Say in the key where the one ends and the other begins.")
        .hasSize(text.length() - 1);
  }

  @Test
  @Order(5)
  void aShortHashIsNoName() {
    assertThat(key("acme", "AaAa"))
        .withFailMessage(
            "The users 'AaAa' and 'BBBB' are different people, and String.hashCode() gives the same number for both. Use sha256.")
        .isNotEqualTo(key("acme", "BBBB"));
  }

  @Test
  @Order(6)
  void theKeyShowsNobodysName() {
    assertThat(key("acme-corporation", "ada.lovelace@example.com").orElse(""))
        .withFailMessage(
            "Keys show in slow logs, in backups and on the screens of operators. Names of people do not belong there.")
        .doesNotContain("acme", "ada", "lovelace");
  }
}
