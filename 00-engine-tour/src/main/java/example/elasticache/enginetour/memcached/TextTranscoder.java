package example.elasticache.enginetour.memcached;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Passes texts through, and nothing else.
 *
 * <p>The client's own transcoder turns cached bytes back into Java objects: whoever can write to
 * the cache could then run code in this program.
 */
public final class TextTranscoder implements Transcoder<Object> {

  @Override
  public CachedData encode(Object text) {
    return new CachedData(0, ((String) text).getBytes(UTF_8));
  }

  /** Returns the text, or nothing when flags say that it is none. */
  @Override
  public Object decode(CachedData data) {
    return data.getFlag() == 0 ? new String(data.getData(), UTF_8) : null;
  }

  @Override
  public void setPrimitiveAsString(boolean primitiveAsString) {}

  @Override
  public void setPackZeros(boolean packZeros) {}

  @Override
  public void setCompressionThreshold(int threshold) {}

  @Override
  public boolean isPrimitiveAsString() {
    return false;
  }

  @Override
  public boolean isPackZeros() {
    return false;
  }

  @Override
  public void setCompressionMode(CompressionMode mode) {}
}
