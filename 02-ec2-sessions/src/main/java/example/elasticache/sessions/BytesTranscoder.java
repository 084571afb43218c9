package example.elasticache.sessions;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Passes bytes through, and nothing else.
 *
 * <p>The client's own transcoder turns cached bytes back into Java objects: whoever can write to
 * the cache could then run code in this program.
 */
final class BytesTranscoder implements Transcoder<byte[]> {

  @Override
  public CachedData encode(byte[] bytes) {
    return new CachedData(0, bytes);
  }

  /** Returns the bytes, or nothing when flags say that they are not plain. */
  @Override
  public byte[] decode(CachedData data) {
    return data.getFlag() == 0 ? data.getData() : null;
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
