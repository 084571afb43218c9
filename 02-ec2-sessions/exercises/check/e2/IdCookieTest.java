package e2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class IdCookieTest {
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String OTHER = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";

  @Test
  @Order(1)
  void itTravelsOverTlsOnly() {
    hasWord("Secure", "The browser sends it over plain HTTP, where everybody on the way reads it.");
  }

  @Test
  @Order(2)
  void noScriptReadsIt() {
    hasWord("HttpOnly", "A script that somebody smuggled into the page can read it.");
  }

  @Test
  @Order(3)
  void noOtherSitesFormSendsIt() {
    hasWord("SameSite=Lax", "A form on another site can act in the user's name.");
  }

  @Test
  @Order(4)
  void itIsForAllPathsOfThisHost() {
    hasWord("Path=/", "A browser refuses a cookie whose name begins with __Host- without it.");
    assertThat(words(IdCookie.write(ID)).stream().anyMatch(word -> word.startsWith("Domain")))
        .withFailMessage(
            "There is a Domain in \"%s\". Then every host of the domain gets the cookie, and a browser refuses the name __Host-.",
            IdCookie.write(ID))
        .isFalse();
  }

  private static void hasWord(String word, String why) {
    List<String> words = words(IdCookie.write(ID));

    assertThat(words.contains(word))
        .withFailMessage("The header \"%s\" lacks %s. %s", IdCookie.write(ID), word, why)
        .isTrue();
    assertThat(words.get(0))
        .withFailMessage(
            "The header should begin with __Host-session=%s, but is \"%s\".",
            ID, IdCookie.write(ID))
        .isEqualTo("__Host-session=" + ID);
  }

  private static List<String> words(String header) {
    return Arrays.stream(header.split(";")).map(String::strip).toList();
  }

  @Test
  @Order(5)
  void itCanBeTakenBack() {
    assertThat(words(IdCookie.clear()))
        .withFailMessage(
            "The header that takes the cookie back is \"%s\". It needs an empty value, the same words as before, or the browser takes it for another cookie and refuses it, and Max-Age=0.",
            IdCookie.clear())
        .containsExactlyInAnyOrder(
            "__Host-session=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=0");
  }

  @Test
  @Order(6)
  void itIsFoundAmongOthers() {
    for (String header :
        List.of(
            "__Host-session=" + ID,
            "a=b; __Host-session=" + ID,
            "__Host-session=" + ID + "; a=b",
            "a; =b; __Host-session=" + ID + "; c==d")) {
      assertThat(IdCookie.read(header))
          .withFailMessage(
              "The id in \"%s\" was not found: read returned %s.", header, IdCookie.read(header))
          .contains(ID);
    }
  }

  @Test
  @Order(7)
  void anotherCookieIsNotTakenForIt() {
    for (String header :
        List.of(
            "",
            "session=" + ID,
            "old__Host-session=" + ID,
            "__Host-session2=" + ID,
            "__host-session=" + ID,
            "a=__Host-session=" + ID)) {
      isNone(header, "There is no cookie called __Host-session in it.");
    }
    assertThat(IdCookie.read("old__Host-session=" + OTHER + "; __Host-session=" + ID))
        .withFailMessage("A cookie with a longer name comes first, and was taken for ours.")
        .contains(ID);
  }

  @Test
  @Order(8)
  void twoAreNone() {
    String why = "One of the two was planted, and nobody can say which.";
    isNone("__Host-session=" + ID + "; __Host-session=" + OTHER, why);
    isNone("__Host-session=" + ID + "; a=b; __Host-session=" + ID, why);
    isNone("__Host-session=; __Host-session=" + ID, why);
  }

  @Test
  @Order(9)
  void whatHasNotTheFormOfAnIdIsNone() {
    for (String value :
        List.of(
            "", "x", ID + "A", "\"" + ID + "\"", ID.substring(1) + "%", "..", "A".repeat(9_000))) {
      isNone("__Host-session=" + value, "An id has 43 characters of A-Z, a-z, 0-9, - and _.");
    }
  }

  private static void isNone(String header, String why) {
    Optional<String> found = IdCookie.read(header);
    String shown = header.length() > 120 ? header.substring(0, 120) + "..." : header;
    assertThat(found.isPresent())
        .withFailMessage("An id was found in \"%s\". %s", shown, why)
        .isFalse();
  }
}
