package example.elasticache.cacheaside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserInfoJsonTest {
  private static final UserInfo ADA = new UserInfo(1, "Ada Lovelace", "free", 3);

  @Test
  void aUserIsOneJsonObjectWithFourFields() {
    assertThat(new String(UserInfoJson.write(ADA), UTF_8))
        .isEqualTo(
            """
            {"id":1,"name":"Ada Lovelace","plan":"free","version":3}""");
  }

  @Test
  void whatWasWrittenIsRead() {
    assertThat(UserInfoJson.read(1, UserInfoJson.write(ADA)))
        .isEqualTo(new CachedUser.Present(ADA));
    assertThat(UserInfoJson.read(1, UserInfoJson.writeAbsent())).isEqualTo(new CachedUser.Absent());
  }

  @Test
  void aFieldThatANewerProgramAddedIsPassedOver() {
    assertThat(
            read("{\"id\":1,\"name\":\"Ada Lovelace\",\"plan\":\"free\",\"version\":3,\"x\":[{}]}"))
        .isEqualTo(new CachedUser.Present(ADA));
  }

  @Test
  void theCopyOfAnotherUserIsNotBelieved() {
    assertThat(UserInfoJson.read(2, UserInfoJson.write(ADA))).isEqualTo(new CachedUser.Unknown());
  }

  @Test
  void noBytesSayNothing() {
    assertThat(UserInfoJson.read(1, null)).isEqualTo(new CachedUser.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"id\":1",
        "[]",
        "1",
        "true",
        "\"null\"",
        "nul",
        "null null",
        "{}",
        "{\"id\":1}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\"}",
        "{\"id\":1,\"name\":null,\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":null}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":0}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":-1}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":\"3\"}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3.5}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":NaN}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":99999999999999999999}",
        "{\"id\":1.0,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3}",
        "{\"id\":true,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":7,\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":{},\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3}",
        "{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3} {}",
        "{'id':1,'name':'Ada','plan':'free','version':3}",
        "{\"@class\":\"javax.naming.InitialContext\"}",
        "[\"java.util.HashMap\",{}]",
        "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
        "{\"bucket\":\"photos\",\"key\":\"1.png\"}"
      })
  void whateverIsNotExactlyAUserIsUnknown(String hostile) {
    assertThat(read(hostile)).isEqualTo(new CachedUser.Unknown());
  }

  @ParameterizedTest
  @MethodSource("hugeOrBroken")
  void hugeDeepOrBrokenBytesAreUnknown(byte[] hostile) {
    assertThat(UserInfoJson.read(1, hostile)).isEqualTo(new CachedUser.Unknown());
  }

  static byte[][] hugeOrBroken() {
    return new byte[][] {
      "[".repeat(1_000).getBytes(UTF_8),
      ("{\"id\":1,\"name\":\"Ada\",\"plan\":\"free\",\"version\":3,\"x\":"
              + "[".repeat(20)
              + "]".repeat(20)
              + "}")
          .getBytes(UTF_8),
      ("{\"id\":1,\"name\":\"" + "x".repeat(10_000_000) + "\",\"plan\":\"free\",\"version\":3}")
          .getBytes(UTF_8),
      new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}, // how a serialised Java object begins
      new byte[] {'{', '"', 'i', 'd', '"', ':', '1', (byte) 0xff},
      new byte[4096],
      {}
    };
  }

  private static CachedUser read(String json) {
    return UserInfoJson.read(1, json.getBytes(UTF_8));
  }

  @Test
  void theLongestFormThatIsReadIsTheLongestThatFits() {
    int overhead = UserInfoJson.write(new UserInfo(1, "", "free", 3)).length;
    var longest = new UserInfo(1, "x".repeat(4_096 - overhead), "free", 3);
    var tooLong = new UserInfo(1, "x".repeat(4_097 - overhead), "free", 3);

    assertThat(UserInfoJson.fits(UserInfoJson.write(longest))).isTrue();
    assertThat(UserInfoJson.read(1, UserInfoJson.write(longest)))
        .isEqualTo(new CachedUser.Present(longest));
    assertThat(UserInfoJson.fits(UserInfoJson.write(tooLong))).isFalse();
    assertThat(UserInfoJson.read(1, UserInfoJson.write(tooLong)))
        .isEqualTo(new CachedUser.Unknown());
  }
}
