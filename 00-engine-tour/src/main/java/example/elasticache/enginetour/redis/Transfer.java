package example.elasticache.enginetour.redis;

import example.elasticache.enginetour.Lab;
import java.io.PrintStream;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/**
 * Money from one account to another: MULTI beside a Lua script.
 *
 * <p>Often believed: MULTI and EXEC are BEGIN and COMMIT, and what fails is rolled back. They run
 * their commands without anybody in between, and that is all. Neither is a script rolled back, but
 * it can look before it writes.
 */
public final class Transfer implements Lab {
  private static final String ADA = "tour:{accounts}:ada";
  private static final String ZOE = "tour:{accounts}:zoe";

  private final UnifiedJedis redis;

  /** Keeps its accounts on this server. */
  public Transfer(UnifiedJedis redis) {
    this.redis = redis;
  }

  // tag::wrong[]
  /** Takes 30 from Ada and gives them to Zoe, whose account is broken. */
  void byMulti() {
    try (var together = redis.multi()) {
      together.decrBy(ADA, 30);
      together.incrBy(ZOE, 30);
      together.exec();
    }
  }

  // end::wrong[]

  // tag::right[]
  private static final String MOVE =
      """
      local function balance(key)
        local text = redis.call('GET', key)
        -- Only what INCRBY takes, too: for tonumber, '0x1e' and '1.5' are numbers as well.
        return text and #text < 16 and (text == '0' or text:match('^[1-9]%d*$')) and tonumber(text)
      end
      local from, to, amount = balance(KEYS[1]), balance(KEYS[2]), tonumber(ARGV[1])
      if not from or not to or amount <= 0 or from < amount then return 0 end
      redis.call('DECRBY', KEYS[1], amount)
      redis.call('INCRBY', KEYS[2], amount)
      return 1
      """;

  /** Moves an amount when both accounts are sound and there is enough; says whether it did. */
  boolean byScript(long amount) {
    return redis.eval(MOVE, List.of(ADA, ZOE), List.of(String.valueOf(amount))).equals(1L);
  }

  // end::right[]

  void begin(String zoe) {
    redis.mset(ADA, "100", ZOE, zoe);
  }

  List<String> balances() {
    return redis.mget(ADA, ZOE);
  }

  @Override
  public void run(PrintStream out) {
    begin("frozen");
    byMulti();
    say(out, "MULTI, after its second command failed: balances", balances());
    begin("frozen");
    byScript(30);
    say(out, "script that looks first: balances", balances());
    begin("0");
    byScript(30);
    say(out, "the same, with both accounts sound", balances());
    redis.del(ADA, ZOE);
  }
}
