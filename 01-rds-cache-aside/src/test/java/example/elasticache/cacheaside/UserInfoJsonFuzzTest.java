package example.elasticache.cacheaside;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever lies in the cache is a user with the right id, an absence, or unknown; never an
 * exception. How to search for more: see {@link KeySpaceFuzzTest}.
 */
class UserInfoJsonFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreReadWithoutAnException(byte[] bytes) {
    CachedUser read = UserInfoJson.read(1, bytes);

    if (read instanceof CachedUser.Present copy) {
      assertThat(copy.user().id()).isEqualTo(1);
      // What was believed can be written and is then believed again.
      assertThat(UserInfoJson.read(1, UserInfoJson.write(copy.user()))).isEqualTo(read);
    }
  }
}
