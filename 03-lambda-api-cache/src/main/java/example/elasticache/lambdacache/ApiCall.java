package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One question to the upstream API, in its only form: however it was asked, the same question is
 * the same call.
 *
 * <p>Key and upstream request are made from the same parts, and from nothing else.
 */
public record ApiCall(
    String route, String id, SortedMap<String, String> parameters, Optional<Caller> caller) {

  /** Only {@link Routes} makes them, from parts that need no escaping. */
  public ApiCall {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  // tag::key[]
  /** Returns what tells this call from every other one, such as {@code products:7:currency=EUR}. */
  public String key() {
    return route
        + ":"
        + id
        + ":"
        + query()
        // Hashed: names of people do not belong into a key, which shows in slow logs and backups.
        + caller.map(someone -> ":" + digest(someone)).orElse("");
  }

  /** Returns what the upstream API is asked. */
  public UpstreamRequest toUpstream() {
    String path = "/" + route + "/" + id;
    return new UpstreamRequest(parameters.isEmpty() ? path : path + "?" + query(), caller);
  }

  // end::key[]

  private String query() {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(joining("&"));
  }

  private static String digest(Caller caller) {
    // With the length in front, no other pair of names gives the same text.
    String text = caller.tenant().length() + ":" + caller.tenant() + caller.subject();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
