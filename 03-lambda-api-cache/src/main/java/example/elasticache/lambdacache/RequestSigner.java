package example.elasticache.lambdacache;

import java.net.URI;
import java.util.Map;

/** Adds what proves to the upstream API who asks. */
@FunctionalInterface
public interface RequestSigner {

  /** Returns the headers to send with this GET: the given ones, and those that sign them. */
  Map<String, String> sign(URI uri, Map<String, String> headers);

  /** Returns a signer for an API that asks for no proof. */
  static RequestSigner none() {
    return (uri, headers) -> headers;
  }
}
