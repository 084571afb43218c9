package example.elasticache.devservices;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A stand-in for memcached in this JVM: its text protocol, and ElastiCache's {@code config get
 * cluster}.
 *
 * <p>No Maven artifact carries the real one. The same contract runs against both.
 *
 * @see <a href="https://github.com/memcached/memcached/blob/master/doc/protocol.txt">The
 *     protocol</a>
 */
public final class MemcachedStandIn implements Server {
  /** The longest item, unless memcached's {@code -I} says otherwise. */
  static final int LONGEST_ITEM = 1024 * 1024;

  private static final int LONGEST_LINE = 64 * 1024;
  private static final String VERSION = "1.6.0-stand-in";

  private final InstantSource clock;
  private final Supplier<List<InetSocketAddress>> cluster;
  private final int longestItem;
  private final boolean mayFlush;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition running = lock.newCondition();
  private final LoopbackListener listener;
  private volatile MemcachedStore store;
  private volatile long started;
  private boolean paused;

  private MemcachedStandIn(
      InstantSource clock, Supplier<List<InetSocketAddress>> cluster, List<String> arguments) {
    this.clock = clock;
    int limit = arguments.indexOf("-I");
    this.longestItem = limit < 0 ? LONGEST_ITEM : Integer.parseInt(arguments.get(limit + 1));
    this.mayFlush = !arguments.contains("-F");
    this.cluster = cluster == null ? () -> List.of(address()) : cluster;
    beginEmpty();
    this.listener = LoopbackListener.start("memcached-stand-in", this::serve);
  }

  /**
   * Starts one on a free port.
   *
   * @param arguments memcached's own; {@code -I} with a number of bytes and {@code -F} have an
   *     effect
   */
  public static MemcachedStandIn start(String... arguments) {
    return new MemcachedStandIn(InstantSource.system(), null, List.of(arguments));
  }

  /** Starts a node that names these nodes when a client asks for its cluster. */
  public static MemcachedStandIn start(Supplier<List<InetSocketAddress>> cluster) {
    return new MemcachedStandIn(InstantSource.system(), cluster, List.of());
  }

  static MemcachedStandIn start(InstantSource clock) {
    return new MemcachedStandIn(clock, null, List.of());
  }

  private void beginEmpty() {
    store = new MemcachedStore(clock, 64L * 1024 * 1024);
    started = clock.instant().getEpochSecond();
  }

  private void serve(LoopbackListener.Connection connection) throws IOException {
    new Conversation(
            new BufferedInputStream(connection.client().getInputStream()),
            new BufferedOutputStream(connection.client().getOutputStream()))
        .hold();
  }

  /** Waits while the server is paused, as the whole process would. */
  private void awaitRunning() {
    lock.lock();
    try {
      while (paused) {
        running.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** One client's requests and answers. */
  private final class Conversation {
    private final InputStream in;
    private final OutputStream out;

    Conversation(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void hold() throws IOException {
      while (true) {
        if (in.available() == 0) {
          out.flush();
        }
        String line = readLine();
        awaitRunning();
        if (line == null || line.equals("quit")) {
          return;
        }
        answer(line.split(" +"));
      }
    }

    private String readLine() throws IOException {
      var line = new ByteArrayOutputStream();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          return null;
        }
        line.write(b);
        if (line.size() > LONGEST_LINE) {
          print("ERROR Too long a line");
          out.flush();
          throw new SocketException("line too long");
        }
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private void answer(String[] words) throws IOException {
      switch (words[0]) {
        case "get", "gets" -> retrieve(words, 1, null);
        case "gat", "gats" -> {
          Optional<Long> expiry = words.length > 2 ? number(words[1]) : Optional.empty();
          if (expiry.isEmpty()) {
            print(words.length > 2 ? "CLIENT_ERROR invalid exptime argument" : "ERROR");
          } else {
            retrieve(words, 2, expiry.get());
          }
        }
        case "set", "add", "replace", "append", "prepend", "cas" -> storeItem(words);
        case "delete" -> delete(words);
        case "incr", "decr" -> count(words);
        case "touch" -> touch(words);
        case "flush_all" -> flushAll(words);
        case "version" -> print("VERSION " + VERSION);
        case "verbosity" -> reply(words, "OK");
        case "stats" -> stats();
        case "config" -> config(words);
        default -> print("ERROR");
      }
    }

    private void retrieve(String[] words, int firstKey, Long expiry) throws IOException {
      if (words.length <= firstKey) {
        print("ERROR");
        return;
      }
      for (int i = firstKey; i < words.length; i++) {
        if (badKey(words[i])) {
          print("CLIENT_ERROR bad command line format");
          return;
        }
      }
      for (int i = firstKey; i < words.length; i++) {
        Optional<MemcachedStore.Item> found = store.get(words[i]);
        if (found.isPresent()) {
          MemcachedStore.Item item = found.get();
          if (expiry != null) {
            store.touch(words[i], item, expiry);
          }
          String unique = words[0].endsWith("s") ? " " + item.unique() : "";
          print("VALUE " + words[i] + " " + item.flags() + " " + item.data().length + unique);
          out.write(item.data());
          print("");
        }
      }
      print("END");
    }

    private void storeItem(String[] words) throws IOException {
      boolean cas = words[0].equals("cas");
      int needed = cas ? 6 : 5;
      if (words.length < needed || words.length > needed + 1) {
        print("ERROR");
        return;
      }
      Optional<Long> flags = number(words[2]);
      Optional<Long> expiry = number(words[3]);
      Optional<Long> length = number(words[4]);
      Optional<Long> unique = cas ? number(words[5]) : Optional.of(0L);
      if (badKey(words[1])
          || flags.isEmpty()
          || expiry.isEmpty()
          || length.isEmpty()
          || unique.isEmpty()
          || length.get() < 0) {
        print("CLIENT_ERROR bad command line format");
        return;
      }
      if (length.get() > Integer.MAX_VALUE - 2) {
        print("CLIENT_ERROR bad data chunk");
        return;
      }
      if (length.get() > longestItem - 512) {
        in.skipNBytes(length.get() + 2);
        // As the real one does: the old value must not look like the new one.
        store.remove(words[1]);
        print("SERVER_ERROR object too large for cache");
        return;
      }
      byte[] data = in.readNBytes(length.get().intValue());
      if (in.read() != '\r' || in.read() != '\n') {
        readLine();
        print("CLIENT_ERROR bad data chunk");
        return;
      }
      String answer;
      synchronized (store) {
        answer =
            storeItem(words[0], words[1], flags.get().intValue(), expiry.get(), data, unique.get());
      }
      if (words.length == needed || !words[needed].equals("noreply")) {
        print(answer);
      }
    }

    private String storeItem(
        String verb, String key, int flags, long expiry, byte[] data, long unique) {
      Optional<MemcachedStore.Item> old = store.get(key);
      switch (verb) {
        case "add" -> {
          if (old.isPresent()) {
            return "NOT_STORED";
          }
        }
        case "replace" -> {
          if (old.isEmpty()) {
            return "NOT_STORED";
          }
        }
        case "append", "prepend" -> {
          if (old.isEmpty()) {
            return "NOT_STORED";
          }
          byte[] had = old.get().data();
          boolean append = verb.equals("append");
          store.replaceData(key, old.get(), append ? join(had, data) : join(data, had));
          return "STORED";
        }
        case "cas" -> {
          if (old.isEmpty()) {
            return "NOT_FOUND";
          }
          if (old.get().unique() != unique) {
            return "EXISTS";
          }
        }
        default -> {}
      }
      store.set(key, flags, data, expiry);
      return "STORED";
    }

    private void delete(String[] words) throws IOException {
      if (words.length < 2 || badKey(words[1])) {
        print(words.length < 2 ? "ERROR" : "CLIENT_ERROR bad command line format");
      } else {
        boolean there = store.get(words[1]).isPresent();
        store.remove(words[1]);
        reply(words, there ? "DELETED" : "NOT_FOUND");
      }
    }

    private void count(String[] words) throws IOException {
      if (words.length < 3) {
        print("ERROR");
        return;
      }
      if (badKey(words[1])) {
        print("CLIENT_ERROR bad command line format");
        return;
      }
      if (!words[2].matches("\\d{1,20}")) {
        print("CLIENT_ERROR invalid numeric delta argument");
        return;
      }
      synchronized (store) {
        Optional<MemcachedStore.Item> item = store.get(words[1]);
        if (item.isEmpty()) {
          reply(words, "NOT_FOUND");
          return;
        }
        String text = new String(item.get().data(), StandardCharsets.US_ASCII).strip();
        if (!text.matches("\\d{1,20}")) {
          reply(words, "CLIENT_ERROR cannot increment or decrement non-numeric value");
          return;
        }
        long now = Long.parseUnsignedLong(text);
        long by = Long.parseUnsignedLong(words[2]);
        long next =
            words[0].equals("incr") ? now + by : Long.compareUnsigned(now, by) < 0 ? 0 : now - by;
        String result = Long.toUnsignedString(next);
        store.replaceData(words[1], item.get(), result.getBytes(StandardCharsets.US_ASCII));
        reply(words, result);
      }
    }

    private void touch(String[] words) throws IOException {
      Optional<Long> expiry = words.length > 2 ? number(words[2]) : Optional.empty();
      if (expiry.isEmpty()) {
        print(words.length > 2 ? "CLIENT_ERROR invalid exptime argument" : "ERROR");
        return;
      }
      Optional<MemcachedStore.Item> item = store.get(words[1]);
      item.ifPresent(found -> store.touch(words[1], found, expiry.get()));
      reply(words, item.isPresent() ? "TOUCHED" : "NOT_FOUND");
    }

    private void flushAll(String[] words) throws IOException {
      if (!mayFlush) {
        reply(words, "CLIENT_ERROR flush_all not allowed");
        return;
      }
      store.clear();
      reply(words, "OK");
    }

    private void stats() throws IOException {
      print("STAT pid " + ProcessHandle.current().pid());
      print("STAT uptime " + (clock.instant().getEpochSecond() - started));
      print("STAT version " + VERSION);
      print("STAT curr_connections " + listener.open());
      print("STAT curr_items " + store.count());
      print("STAT bytes " + store.bytes());
      print("STAT evictions " + store.evictions);
      print("END");
    }

    /** ElastiCache's auto discovery: any node names all nodes of its cluster. */
    private void config(String[] words) throws IOException {
      if (words.length < 3 || !words[1].equals("get") || !words[2].equals("cluster")) {
        print("ERROR");
        return;
      }
      var nodes = new StringBuilder("1\n");
      for (InetSocketAddress node : cluster.get()) {
        String ip = node.getAddress().getHostAddress();
        nodes.append(node.getHostString()).append('|').append(ip).append('|');
        nodes.append(node.getPort()).append(' ');
      }
      nodes.setCharAt(nodes.length() - 1, '\n');
      print("CONFIG cluster 0 " + nodes.length());
      out.write(nodes.toString().getBytes(StandardCharsets.US_ASCII));
      print("");
      print("END");
    }

    private void reply(String[] words, String answer) throws IOException {
      if (!words[words.length - 1].equals("noreply")) {
        print(answer);
      }
    }

    private void print(String line) throws IOException {
      out.write(line.getBytes(StandardCharsets.ISO_8859_1));
      out.write('\r');
      out.write('\n');
    }
  }

  private static byte[] join(byte[] one, byte[] two) {
    byte[] both = new byte[one.length + two.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private static boolean badKey(String key) {
    return key.isEmpty() || key.length() > 250 || key.chars().anyMatch(c -> c < '!' || c == 127);
  }

  private static Optional<Long> number(String word) {
    try {
      return Optional.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public String description() {
    return "a stand-in in this JVM, not the real memcached: none on the PATH";
  }

  @Override
  public void pause() {
    lock.lock();
    try {
      paused = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void resume() {
    lock.lock();
    try {
      paused = false;
      running.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void kill() {
    listener.refuse();
    resume();
  }

  @Override
  public void restart() {
    kill();
    beginEmpty();
    listener.listen();
  }

  @Override
  public void close() {
    kill();
    listener.close();
  }
}
