package example.elasticache.sessions.web;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.sessions.SessionId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionCookieTest {
  private static final String VALUE = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String GOOD = "__Host-session=" + VALUE;

  /** ASVS 3.3.1 to 3.3.4. */
  @Test
  void theCookieGoesToThisHostOverTlsAndToNoScript() {
    SessionId id = SessionId.create();

    assertThat(SessionCookie.write(id))
        .isEqualTo("__Host-session=" + id.value() + "; Path=/; Secure; HttpOnly; SameSite=Lax");
    assertThat(SessionCookie.clear())
        .isEqualTo("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
  }

  /** ASVS 3.3.5. */
  @Test
  void theCookieIsShort() {
    assertThat(SessionCookie.write(SessionId.create()).length()).isLessThan(4096);
  }

  @Test
  void itIsFoundAmongOthers() {
    SessionId id = SessionId.parse(VALUE).orElseThrow();

    assertThat(SessionCookie.read(List.of(GOOD))).contains(id);
    assertThat(SessionCookie.read(List.of("a=b; " + GOOD + "; c=d"))).contains(id);
    assertThat(SessionCookie.read(List.of("a=b", GOOD, "c"))).contains(id);
    assertThat(SessionCookie.read(List.of("session=x; __host-session=y; " + GOOD))).contains(id);
  }

  @ParameterizedTest
  @MethodSource("hostileHeaders")
  void anythingElseIsNoCookie(List<String> headers) {
    assertThat(SessionCookie.read(headers)).isEmpty();
  }

  static Stream<List<String>> hostileHeaders() {
    return HostileCookies.all();
  }

  @Test
  void thereAreSixtyOfThem() {
    assertThat(HostileCookies.all()).hasSizeGreaterThanOrEqualTo(60);
  }
}
