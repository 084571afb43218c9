package e3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class IamTokensTest {
  private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
  private static final String CANARY = "5ec2e7";

  private Instant now = START;
  private final CountingSigner signer = new CountingSigner();
  private final IamTokens tokens = new IamTokens("shop-cache", "shop-user", signer, () -> now);

  /** Signs with a number, and remembers what. */
  private final class CountingSigner implements IamTokens.Signer {
    private final List<String> addresses = new ArrayList<>();
    private final List<Duration> lives = new ArrayList<>();
    private Duration time = Duration.ZERO;
    private Instant end = Instant.MIN;
    private boolean hasNoKeys;

    @Override
    public String sign(String address, Instant from, Duration life) {
      now = now.plus(time);
      if (hasNoKeys) {
        throw new IllegalStateException("no keys");
      }
      addresses.add(address);
      lives.add(life);
      end = from.plus(life);
      return address + "&X-Amz-Signature=" + CANARY + addresses.size();
    }

    int count() {
      return addresses.size();
    }
  }

  @Test
  @Order(1)
  void theRequestToConnectIsSigned() {
    tokens.token();

    assertThat(signer.addresses)
        .withFailMessage(
            "Signed was %s. A serverless cache accepts only http://shop-cache/?Action=connect&User=shop-user&ResourceType=ServerlessCache.",
            signer.addresses)
        .containsExactly(
            "http://shop-cache/?Action=connect&User=shop-user&ResourceType=ServerlessCache");
    assertThat(signer.lives)
        .withFailMessage(
            "The signature should be good for 15 minutes, no more and no less, but it is for %s.",
            signer.lives)
        .containsExactly(Duration.ofMinutes(15));
  }

  @Test
  @Order(2)
  void theTokenIsWithoutTheScheme() {
    String token = tokens.token();

    assertThat(token)
        .withFailMessage(
            "The token should be what the signer returned, without http:// at its beginning, but it is %s.",
            token)
        .startsWith("shop-cache/?Action=connect&User=shop-user")
        .endsWith("&X-Amz-Signature=" + CANARY + "1");
  }

  @Test
  @Order(3)
  void namesAreSignedInLowerCase() {
    new IamTokens("Shop-Cache", "Shop-USER", signer, () -> now).token();

    assertThat(signer.addresses.get(0))
        .withFailMessage(
            "ElastiCache keeps the names in lower case, and compares them with the signed ones. Signed was %s.",
            signer.addresses.get(0))
        .startsWith("http://shop-cache/?Action=connect&User=shop-user");
  }

  @Test
  @Order(4)
  void aTokenWithMoreThanAMinuteLeftIsHandedOutAgain() {
    String first = tokens.token();
    for (String passed : List.of("PT1S", "PT5M", "PT13M59S")) {
      now = START.plus(Duration.parse(passed));

      String again = tokens.token();

      assertThat(again)
          .withFailMessage(
              "After %s the token had more than a minute left, but a new one was signed.",
              Duration.parse(passed))
          .isEqualTo(first);
    }
    assertThat(signer.count())
        .withFailMessage("One token was enough, but %s were signed.", signer.count())
        .isEqualTo(1);
  }

  @Test
  @Order(5)
  void aTokenWithAMinuteLeftIsNotHandedOutAgain() {
    for (String passed : List.of("PT14M", "PT14M59S", "PT15M", "PT20M", "PT9H")) {
      var other = new IamTokens("shop-cache", "shop-user", signer, () -> now);
      now = START;
      String first = other.token();
      now = START.plus(Duration.parse(passed));

      String next = other.token();

      assertThat(next)
          .withFailMessage(
              "A token was signed, and %s later it was handed out again. It had no more than a minute left then.",
              Duration.parse(passed))
          .isNotEqualTo(first);
    }
  }

  @Test
  @Order(6)
  void aNewTokenIsKeptLikeTheFirst() {
    tokens.token();
    now = START.plus(Duration.ofMinutes(14));
    String second = tokens.token();
    now = START.plus(Duration.ofMinutes(27));

    assertThat(tokens.token())
        .withFailMessage(
            "The second token was 13 minutes old and had two left, but a third one was signed.")
        .isEqualTo(second);

    now = START.plus(Duration.ofMinutes(28));

    assertThat(tokens.token())
        .withFailMessage(
            "The second token was 14 minutes old and had one left, but was handed out again.")
        .isNotEqualTo(second);
  }

  @Test
  @Order(7)
  void theTimeThatSigningTakesCounts() {
    signer.time = Duration.ofMinutes(2); // the keys come over a slow network
    tokens.token();
    signer.time = Duration.ZERO;
    Instant end = signer.end;
    now = end.minusSeconds(60);

    tokens.token();

    assertThat(signer.count())
        .withFailMessage(
            """
            A token was handed out that had no more than a minute left.
              1. The moment of signing was taken, and went to the signer.
              2. The signer needed two minutes for the keys.
              3. The token's age was counted from its arrival, but it began with the signed moment.""")
        .isEqualTo(2);
  }

  @Test
  @Order(8)
  void afterAFailureTheNextCallSignsAgain() {
    tokens.token();
    now = START.plus(Duration.ofMinutes(15));
    signer.hasNoKeys = true;
    catchThrowable(tokens::token);
    signer.hasNoKeys = false;

    String token = tokens.token();

    assertThat(token)
        .withFailMessage(
            "The first renewal failed for want of keys, and the next call handed out the old token, which is over.")
        .endsWith(CANARY + "2");
  }

  @Test
  @Order(9)
  void theTextTellsWhoAndNothingSecret() {
    var other = new IamTokens("Shop-Cache", "Shop-User", signer, () -> now);
    other.token();

    String text = other.toString();

    assertThat(text.contains(CANARY))
        .withFailMessage(
            "Whoever reads the log can log in for a quarter of an hour: toString returns the signature.")
        .isFalse();
    assertThat(text)
        .withFailMessage(
            "A log should tell the cache and the user as they are signed, to recognise the object. But toString returns \"%s\".",
            text)
        .contains("shop-cache", "shop-user");
  }
}
