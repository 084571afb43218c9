package example.elasticache.enginetour.memcached;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import net.rubyeye.xmemcached.MemcachedClient;

/**
 * Rendered pages, each for a minute.
 *
 * <p>Often believed: the URL is the key of its page. A key has at most 250 bytes and no space, and
 * a URL that somebody else has written may have both.
 */
public final class PageCache implements Lab {
  static final String LONG_URL = "/search?q=" + "mug ".repeat(80);
  private static final int LIFE_SECONDS = 60;

  private final MemcachedClient memcached;
  private final AtomicInteger renderings = new AtomicInteger();

  /** Keeps pages on these nodes. */
  public PageCache(MemcachedClient memcached) {
    this.memcached = memcached;
  }

  // tag::wrong[]
  /** Returns the page under its URL. */
  String pageByUrl(String url) throws Exception {
    String page = memcached.get(url);
    if (page == null) {
      page = render(url);
      memcached.set(url, LIFE_SECONDS, page);
    }
    return page;
  }

  // end::wrong[]

  // tag::right[]
  /** Returns the page under the hash of its URL. */
  String pageByHash(String url) throws Exception {
    String key = "tour:page:v1:" + Sha256.of(url);
    String page = memcached.get(key);
    if (page == null) {
      page = render(url);
      memcached.set(key, LIFE_SECONDS, page);
    }
    return page;
  }

  // end::right[]

  private String render(String url) {
    renderings.incrementAndGet();
    return "<html>" + url + "</html>";
  }

  int renderings() {
    return renderings.get();
  }

  void forget(String url) throws Exception {
    memcached.delete("tour:page:v1:" + Sha256.of(url));
  }

  @Override
  public void run(PrintStream out) throws Exception {
    say(out, "a URL of 330 characters as the key", outcomeByUrl());
    forget(LONG_URL);
    for (int i = 0; i < 100; i++) {
      pageByHash(LONG_URL);
    }
    say(out, "its hash as the key, 100 visits: rendered", renderings());
  }

  private String outcomeByUrl() throws Exception {
    try {
      return pageByUrl(LONG_URL);
    } catch (IllegalArgumentException e) {
      return "refused by the client";
    }
  }
}
