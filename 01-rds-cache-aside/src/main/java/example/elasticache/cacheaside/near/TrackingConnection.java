package example.elasticache.cacheaside.near;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.PushConsumerContext;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/** A connection on which the server pushes the keys that were changed; for one thread. */
public final class TrackingConnection extends Connection {
  private static final byte[] INVALIDATE = "invalidate".getBytes(US_ASCII);

  private final String prefix;
  private final Invalidations.Target target;
  private boolean waiting;

  /** Connects and logs in; the config's socket timeout is also the time between two heartbeats. */
  public TrackingConnection(
      JedisSocketFactory sockets,
      JedisClientConfig config,
      String prefix,
      Invalidations.Target target) {
    super(sockets, config);
    this.prefix = prefix;
    this.target = target;
    addPushConsumer(this::handle);
  }

  // tag::start[]
  /** Asks for the keys that begin with the prefix, whoever reads or writes them. */
  void start() {
    if (getRedisProtocol() != RedisProtocol.RESP3) {
      throw new JedisDataException("ERR the server speaks no RESP3, so it cannot push");
    }
    executeCommand(
        new CommandArguments(Command.CLIENT)
            .addObjects("TRACKING", "ON", "BCAST", "PREFIX", prefix));
  }

  // end::start[]

  // tag::await[]
  /** Waits for a push, or a heartbeat's time; then a PING reads what came, and shows life. */
  void awaitPushes() {
    waiting = true;
    try {
      getUnflushedObject();
    } finally {
      waiting = false;
    }
    // Pushes that came before its answer are handled while the answer is read.
    ping();
  }

  @Override
  protected Object protocolRead(RedisInputStream in, PushConsumerChain consumers) {
    if (!waiting) {
      return super.protocolRead(in, consumers);
    }
    try {
      in.peek(Protocol.GREATER_THAN_BYTE);
    } catch (JedisConnectionException e) {
      if (!(e.getCause() instanceof SocketTimeoutException)) {
        throw e;
      }
    }
    return null;
  }

  // end::await[]

  private PushConsumerContext handle(PushConsumerContext push) {
    if (Arrays.equals(push.getMessage().getType(), INVALIDATE)) {
      invalidate(push.getMessage().getContent().get(1));
      push.drop();
    }
    return push;
  }

  private void invalidate(Object keys) {
    if (!(keys instanceof List<?> list)) {
      target.invalidateAll(); // FLUSHALL has no list of keys.
      return;
    }
    for (Object key : list) {
      String text = new String((byte[]) key, US_ASCII);
      try {
        target.invalidate(Long.parseLong(text, prefix.length(), text.length(), 10));
      } catch (NumberFormatException notAUsersKey) {
        // Somebody wrote another key below our prefix: there is no copy of it.
      }
    }
  }

  /** Ends the connection from another thread. */
  void end() {
    try {
      forceDisconnect();
    } catch (IOException e) {
      throw new JedisConnectionException("The connection did not close.", e);
    }
  }
}
