package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.List;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * Results of a database query, each for a minute.
 *
 * <p>Often believed: the SQL text is the key of its result. With a prepared statement it is the
 * same text for everybody, and the second user sees the rows of the first.
 */
public final class QueryCache implements Lab {
  private static final String ORDERS = "SELECT item FROM orders WHERE user = ?";
  private static final int LIFE_SECONDS = 60;

  private final MemcachedClient memcached;

  /** Keeps results on these nodes. */
  public QueryCache(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  // tag::wrong[]
  /** The key knows the text only. */
  String byText(String user) throws Exception {
    return cached("tour:query:v1:" + Sha256.of(ORDERS), user);
  }

  // end::wrong[]

  // tag::right[]
  /** The key knows the text and each parameter, with lengths: else ("ab", "c") is ("a", "bc"). */
  String byTextAndParameters(String user) throws Exception {
    return cached(key(ORDERS, List.of(user)), user);
  }

  static String key(String sql, List<String> parameters) {
    var whole = new StringBuilder(sql);
    for (String parameter : parameters) {
      whole.append('\n').append(parameter.length()).append(':').append(parameter);
    }
    return "tour:query:v1:" + Sha256.of(whole.toString());
  }

  // end::right[]

  private String cached(String key, String user) throws Exception {
    String rows = memcached.get(key);
    if (rows == null) {
      rows = "orders of " + user;
      memcached.set(key, LIFE_SECONDS, rows);
    }
    return rows;
  }

  void clear() throws Exception {
    memcached.delete("tour:query:v1:" + Sha256.of(ORDERS));
    memcached.delete(key(ORDERS, List.of("ada")));
    memcached.delete(key(ORDERS, List.of("zoe")));
  }

  @Override
  public void run(PrintStream out) throws Exception {
    clear();
    byText("ada");
    say(out, "key of the SQL text, Zoe after Ada: sees", byText("zoe"));
    byTextAndParameters("ada");
    say(out, "key of text and parameters, Zoe after Ada: sees", byTextAndParameters("zoe"));
    clear();
  }
}
