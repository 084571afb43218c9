package example.elasticache.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import net.rubyeye.xmemcached.XMemcachedClient;
import org.junit.jupiter.api.Test;

/** What memcached answers, byte for byte: the real one and the stand-in alike. */
interface MemcachedContract {

  /** Returns where it listens. */
  InetSocketAddress address();

  private void converse(String... requestsAndAnswers) throws IOException {
    try (var talk = new RawConversation(address())) {
      talk.send("flush_all\r\n");
      assertThat(talk.readLine()).isEqualTo("OK");
      for (int i = 0; i < requestsAndAnswers.length; i += 2) {
        talk.send(requestsAndAnswers[i]);
        for (String line : requestsAndAnswers[i + 1].split("\r\n", -1)) {
          if (!line.isEmpty()) {
            assertThat(talk.readLine()).as("answer to %s", requestsAndAnswers[i]).isEqualTo(line);
          }
        }
      }
      // Nothing more may be under way.
      talk.send("verbosity 0\r\n");
      assertThat(talk.readLine()).isEqualTo("OK");
    }
  }

  @Test
  default void whatWasSetIsRead() throws IOException {
    converse(
        "set a 7 0 3\r\nabc\r\n", "STORED\r\n",
        "get a\r\n", "VALUE a 7 3\r\nabc\r\nEND\r\n",
        "get b\r\n", "END\r\n",
        "set empty 0 0 0\r\n\r\n", "STORED\r\n");
  }

  @Test
  default void manyKeysAreReadAtOnce() throws IOException {
    converse(
        "set a 0 0 1\r\n1\r\n", "STORED\r\n",
        "set c 0 0 1\r\n3\r\n", "STORED\r\n",
        "get a b c\r\n", "VALUE a 0 1\r\n1\r\nVALUE c 0 1\r\n3\r\nEND\r\n");
  }

  @Test
  default void addStoresOnlyWhatIsNotThereAndReplaceOnlyWhatIs() throws IOException {
    converse(
        "replace a 0 0 1\r\n1\r\n", "NOT_STORED\r\n",
        "add a 0 0 1\r\n1\r\n", "STORED\r\n",
        "add a 0 0 1\r\n2\r\n", "NOT_STORED\r\n",
        "replace a 0 0 1\r\n3\r\n", "STORED\r\n",
        "get a\r\n", "VALUE a 0 1\r\n3\r\nEND\r\n");
  }

  @Test
  default void appendAndPrependKeepTheFlags() throws IOException {
    converse(
        "append a 0 0 1\r\n1\r\n", "NOT_STORED\r\n",
        "set a 9 0 1\r\nb\r\n", "STORED\r\n",
        "append a 0 0 1\r\nc\r\n", "STORED\r\n",
        "prepend a 0 0 1\r\na\r\n", "STORED\r\n",
        "get a\r\n", "VALUE a 9 3\r\nabc\r\nEND\r\n");
  }

  @Test
  default void casStoresOnlyOverWhatWasSeen() throws IOException {
    try (var talk = new RawConversation(address())) {
      talk.send("flush_all\r\nset a 0 0 1\r\n1\r\ngets a\r\n");
      talk.readLine();
      talk.readLine();
      String[] seen = talk.readLine().split(" ");
      talk.readLine();
      talk.readLine();
      String cas = seen[4];

      talk.send("cas a 0 0 1 " + cas + "\r\n2\r\n");
      assertThat(talk.readLine()).isEqualTo("STORED");
      talk.send("cas a 0 0 1 " + cas + "\r\n3\r\n");
      assertThat(talk.readLine()).isEqualTo("EXISTS");
      talk.send("cas gone 0 0 1 " + cas + "\r\n3\r\n");
      assertThat(talk.readLine()).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  default void deleteTellsWhetherThereWasSomething() throws IOException {
    converse(
        "delete a\r\n", "NOT_FOUND\r\n",
        "set a 0 0 1\r\n1\r\n", "STORED\r\n",
        "delete a\r\n", "DELETED\r\n",
        "get a\r\n", "END\r\n");
  }

  @Test
  default void countersAreUnsignedAndStopAtZero() throws IOException {
    converse(
        "incr a 1\r\n", "NOT_FOUND\r\n",
        "set a 0 0 2\r\n10\r\n", "STORED\r\n",
        "incr a 5\r\n", "15\r\n",
        "decr a 100\r\n", "0\r\n",
        "set a 0 0 20\r\n18446744073709551615\r\n", "STORED\r\n",
        "incr a 2\r\n", "1\r\n",
        "incr a x\r\n", "CLIENT_ERROR invalid numeric delta argument\r\n",
        "set a 0 0 3\r\nabc\r\n", "STORED\r\n",
        "incr a 1\r\n", "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n");
  }

  @Test
  default void anExpiryThatIsOverMeansGoneAtOnce() throws IOException {
    converse(
        "set a 0 -1 1\r\n1\r\n", "STORED\r\n",
        "get a\r\n", "END\r\n",
        // More than 30 days is read as a date, and this one is in 1970.
        "set b 0 2592001 1\r\n1\r\n", "STORED\r\n",
        "get b\r\n", "END\r\n",
        "set c 0 2592000 1\r\n1\r\n", "STORED\r\n",
        "get c\r\n", "VALUE c 0 1\r\n1\r\nEND\r\n",
        "touch c -1\r\n", "TOUCHED\r\n",
        "get c\r\n", "END\r\n",
        "touch c 10\r\n", "NOT_FOUND\r\n");
  }

  @Test
  default void readAndTouchGoTogether() throws IOException {
    converse(
        "set a 0 0 1\r\n1\r\n", "STORED\r\n",
        "gat 100 a\r\n", "VALUE a 0 1\r\n1\r\nEND\r\n",
        "gat 100 b\r\n", "END\r\n");
  }

  @Test
  default void noreplyIsNotAnswered() throws IOException {
    converse(
        "set a 0 0 1 noreply\r\n1\r\nget a\r\n", "VALUE a 0 1\r\n1\r\nEND\r\n",
        "delete a noreply\r\nget a\r\n", "END\r\n");
  }

  @Test
  default void aKeyThatIsTooLongIsRefused() throws IOException {
    String longest = "k".repeat(250);
    converse(
        "set " + longest + " 0 0 1\r\n1\r\n", "STORED\r\n",
        "get " + longest + "\r\n", "VALUE " + longest + " 0 1\r\n1\r\nEND\r\n",
        "get " + longest + "k\r\n", "CLIENT_ERROR bad command line format\r\n");
  }

  @Test
  default void anUnknownCommandIsAnError() throws IOException {
    converse("hello\r\n", "ERROR\r\n", "get\r\n", "ERROR\r\n");
  }

  @Test
  default void dataOfAnotherLengthIsABadChunk() throws IOException {
    try (var talk = new RawConversation(address())) {
      talk.send("set a 0 0 1\r\n123\r\n");
      assertThat(talk.readLine()).isEqualTo("CLIENT_ERROR bad data chunk");
    }
  }

  @Test
  default void anItemOfMoreThanAMegabyteIsRefused() throws IOException {
    try (var talk = new RawConversation(address())) {
      int size = 1024 * 1024 + 1;
      talk.send("set big 0 0 " + size + "\r\n" + "x".repeat(size) + "\r\n");
      assertThat(talk.readLine()).isEqualTo("SERVER_ERROR object too large for cache");
      talk.send("get big\r\n");
      assertThat(talk.readLine()).isEqualTo("END");
    }
  }

  @Test
  default void statsAndVersionAnswer() throws IOException {
    try (var talk = new RawConversation(address())) {
      talk.send("version\r\n");
      assertThat(talk.readLine()).startsWith("VERSION 1.6.");
      talk.send("stats\r\n");
      String line = talk.readLine();
      assertThat(line).startsWith("STAT pid ");
      while (!line.equals("END")) {
        line = talk.readLine();
      }
    }
  }

  @Test
  default void aClientLibraryThatWeDidNotWriteGetsAlong() throws Exception {
    var client = new XMemcachedClient(address());
    try {
      client.flushAll();
      client.set("a", 0, "one");
      var seen = client.<String>gets("a");

      assertThat(client.<String>get("a")).isEqualTo("one");
      assertThat(client.add("a", 0, "two")).isFalse();
      assertThat(client.cas("a", 0, "two", seen.getCas())).isTrue();
      assertThat(client.cas("a", 0, "three", seen.getCas())).isFalse();
      assertThat(client.incr("n", 1, 5)).isEqualTo(5);
      assertThat(client.incr("n", 1, 5)).isEqualTo(6);
      assertThat(client.delete("a")).isTrue();
      assertThat(client.<String>get("a")).isNull();
    } finally {
      client.shutdown();
    }
  }
}
