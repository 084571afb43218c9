package example.elasticache.lambdacache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class MainIT {

  /** Only the times may differ from run to run. */
  @Test
  void theStoryIsAlwaysTheSame() throws Exception {
    var transcript = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(transcript, true, UTF_8));
    try {
      Main.main(new String[0]);
    } finally {
      System.setOut(console);
    }

    // Wider than that, it scrolls sideways on the page.
    assertThat(transcript.toString(UTF_8).lines()).allMatch(line -> line.length() <= 80);
    assertThat(transcript.toString(UTF_8).replaceAll(" *~[0-9.]+ ms", " ~").replace("\r\n", "\n"))
        .isEqualTo(
            """
            Stage 1: the answer is kept for an hour
              invocation                          init    handler  answer    upstream calls
              cold start, product 7 ~ ~  200 miss  1
              product 7 again ~  200 hit   0
              product 7 again ~  200 hit   0
              the same, with ?currency=EUR ~  200 miss  1

            What the cache's client adds to a cold start
              invocation                          init    handler  answer    upstream calls
              without a cache, product 1 ~ ~  200 miss  1
              product 1 again ~  200 miss  1
              with it, product 1 ~ ~  200 miss  1
              product 1 again ~  200 hit   0

            The whole: one question, one copy
              invocation                          init    handler  answer    upstream calls
              cold start, product 7 ~ ~  200 miss  1
              product 7 again ~  200 hit   0
              the same, with ?currency=EUR ~  200 hit   0
              the same, with ?utm_source=mail ~  200 hit   0
              product 0, which does not exist ~  404 miss  1
              product 0 again ~  404 hit   0
              price 7, for nobody ~  401       0
              price 7, for Ada ~  200 miss  1
              price 7, for Ada again ~  200 hit   0
              price 7, for Grace ~  200 miss  1
              /products/../admin ~  404       0

            The upstream API is down
              invocation                          init    handler  answer    upstream calls
              product 20, to be kept for 1 s ~  200 miss  1
              product 20, a second later ~  200 stale 2
              product 20 again, at once ~  200 stale 0
              product 21, never seen ~  503       2
              product 20, upstream is back ~  200 miss  1

            The sandbox was frozen, and its connection has been cut
              invocation                          init    handler  answer    upstream calls
              product 7, before ~  200 hit   0
              product 7, first after the thaw ~  200 hit   0
              product 7 again ~  200 hit   0

            The cache stops answering (SIGSTOP)
              invocation                          init    handler  answer    upstream calls
              product 7 ~  200 miss  1
              product 7 again ~  200 miss  1
              product 7, the cache goes on ~  200 hit   0

            SnapStart: restored from a snapshot in place of a cold start
              invocation                          init    handler  answer    upstream calls
              restored, product 7 ~ ~  200 hit   0
              product 7 again ~  200 hit   0

            Four sandboxes want product 30 at once, and nobody has it
              answered 4 of 4, upstream calls 1

            What each stage makes of a bad day
              stage              Ada's price  question in  a cookie  max-age over,  20 at
                                 for Grace    5 spellings            upstream down  once
              1 an hour for all  shown        5 loads      kept      old, as fresh  20 loads
              2 the right key    not shown    1 load       kept      old, as fresh  20 loads
              3 what is kept     not shown    1 load       not kept  error          20 loads
              4 the whole        not shown    1 load       not kept  old, as stale  1 load

            """);
  }
}
