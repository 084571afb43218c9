package example.elasticache.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class IamAuthTokenTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String SESSION = "IQoJb3JpZ2luX2VjE+/=Token==";
  private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIDEXAMPLE", SECRET);
  private static final InstantSource THEN =
      InstantSource.fixed(Instant.parse("2026-11-22T06:00:00Z"));

  private static Map<String, String> query(String token) {
    return Arrays.stream(token.substring(token.indexOf('?') + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String signature(IamAuthToken token, AwsCredentials keys) {
    return query(token.sign(keys)).get("X-Amz-Signature");
  }

  /** Signatures on which several independent implementations agree. */
  @ParameterizedTest
  @CsvSource({
    "sample-cache, iam-user-01, true, eu-central-1, false, 1bf8f1253f72a4cb813693276459e6955ad58d33e10d12fd0722019c49a20fa0",
    "sample-group, iam-user-01, false, us-east-1, false, 2bf4ccd2e9f208223bbdbb3f7115b5f0bf837ccf07fe31f172c27ca166ba4b1f",
    "sample-cache, iam-user-01, true, eu-central-1, true, 6b61083c6bd97798b1b46d1baa8ee88692698079c01793bfc8e0e005665ddc98",
    "sample-cache, 'user.name_x~y z+w', true, eu-central-1, true, e6bc0ce981e534d5931958673239ed2ab69b5e20f84297c06b867b6fc07a4005"
  })
  void signsAsOthersDo(
      String cache,
      String user,
      boolean serverless,
      String region,
      boolean session,
      String signature) {
    AwsCredentials keys =
        session ? AwsSessionCredentials.create("ASIAEXAMPLE", SECRET, SESSION) : KEYS;

    assertThat(signature(token(cache, user, serverless, region).at(THEN), keys))
        .isEqualTo(signature);
  }

  @ParameterizedTest
  @CsvSource({
    "my-replication-group-id, my-user-id, false, fakeAccessKeyId, fakeSecretKey, '', 2025-01-01T00:00:00Z, 9e361603d85874bce06114c6644725ed113e3b11ae6fa92efdf10c6bcf5de8d7",
    "my-replication-group-id, my-user-id, false, fakeAccessKeyId, fakeSecretKey, fakeSessionToken, 2025-01-01T00:00:00Z, bbce2bd61bd78461297ecb92e7001ddbeab2d85906c3cbedad6c9b81fb3466dc",
    "my-cache, user123, true, accessKey, secretKey, '', 2024-08-02T12:11:50Z, 5dda5db919b1337db6596b2a608924bc10197fb39289b933b60bdb114d5a70dc"
  })
  void signsAsOtherLibrariesTests(
      String cache,
      String user,
      boolean serverless,
      String id,
      String secret,
      String session,
      Instant at,
      String signature) {
    AwsCredentials keys =
        session.isEmpty()
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, session);

    assertThat(
            signature(
                token(cache, user, serverless, "eu-west-1").at(InstantSource.fixed(at)), keys))
        .isEqualTo(signature);
  }

  private static IamAuthToken token(String cache, String user, boolean serverless, String region) {
    return serverless
        ? IamAuthToken.forServerless(cache, user, Region.of(region))
        : IamAuthToken.forReplicationGroup(cache, user, Region.of(region));
  }

  @Test
  void isARequestToTheCachesNameWithoutAScheme() {
    String signed = token("my-cache", "app", true, "eu-central-1").at(THEN).sign(KEYS);

    assertThat(signed).startsWith("my-cache/?");
    assertThat(query(signed))
        .containsEntry("Action", "connect")
        .containsEntry("User", "app")
        .containsEntry("ResourceType", "ServerlessCache")
        .containsEntry("X-Amz-Expires", "900");
    assertThat(query(token("my-group", "app", false, "eu-central-1").sign(KEYS)))
        .doesNotContainKey("ResourceType");
  }

  @ParameterizedTest
  @ValueSource(strings = {"My-Cache", "", "my-cache/x"})
  void aNameThatElastiCacheDoesNotKeepIsRefused(String name) {
    assertThatThrownBy(() -> token(name, "app", true, "eu-central-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> token("my-cache", name, true, "eu-central-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTextOfItHoldsASignature() {
    var token = token("my-cache", "app", true, "eu-central-1");
    var login = new IamLogin(token, StaticCredentialsProvider.create(KEYS));

    assertThat(token + " " + login + " " + login.get() + " " + login.requestToken())
        .doesNotContain("X-Amz-Signature")
        .doesNotContain(SECRET);
  }

  @Test
  void everyLoginHasAFreshToken() {
    var clock = new java.util.concurrent.atomic.AtomicReference<>(THEN.instant());
    var token = token("my-cache", "app", true, "eu-central-1").at(clock::get);
    var login = new IamLogin(token, StaticCredentialsProvider.create(KEYS));

    String first = new String(login.get().getPassword());
    clock.set(clock.get().plusSeconds(1));

    assertThat(new String(login.get().getPassword())).isNotEqualTo(first);
  }
}
