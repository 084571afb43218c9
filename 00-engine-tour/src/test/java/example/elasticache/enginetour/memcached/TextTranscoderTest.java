package example.elasticache.enginetour.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.SerializingTranscoder;
import org.junit.jupiter.api.Test;

class TextTranscoderTest {
  private final TextTranscoder transcoder = new TextTranscoder();

  @Test
  void aTextComesBack() {
    assertThat(transcoder.decode(transcoder.encode("カップ"))).isEqualTo("カップ");
  }

  @Test
  void aSerialisedObjectIsNotRead() {
    CachedData object = new SerializingTranscoder().encode(new java.util.Date(0));

    assertThat(transcoder.decode(object)).isNull();
  }
}
