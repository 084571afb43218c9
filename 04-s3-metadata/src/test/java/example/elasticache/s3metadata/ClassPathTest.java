package example.elasticache.s3metadata;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.netty.channel.Channel",
        "io.netty.buffer.ByteBuf",
        "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
        "software.amazon.awssdk.http.apache.ApacheHttpClient",
        "software.amazon.awssdk.http.apache5.Apache5HttpClient",
        "software.amazon.awssdk.http.crt.AwsCrtHttpClient",
        "org.apache.http.client.HttpClient",
        "org.apache.hc.client5.http.classic.HttpClient"
      })
  void theJdksOwnHttpIsEnough(String type) {
    assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void noJarIsNamedAfterThem() {
    Assertions.assertThat(
            Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString()))
        .noneMatch(jar -> jar.matches("netty-.*|.*-netty-.*|apache5?-client-.*|httpc(lient|ore).*"))
        .anyMatch(jar -> jar.startsWith("url-connection-client-"));
  }
}
