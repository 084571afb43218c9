package example.elasticache.site.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void fillsEveryPlaceWithTheTextAsItIs() {
    var template = new Template("<h1>{{title}}</h1> {{title}}");

    assertThat(template.fill(Map.of("title", "$1 \\ {{x}}")))
        .isEqualTo("<h1>$1 \\ {{x}}</h1> $1 \\ {{x}}");
  }

  @Test
  void placeWithoutValueIsAMistake() {
    var template = new Template("{{title}}");

    assertThatThrownBy(() -> template.fill(Map.of())).hasMessageContaining("{{title}}");
  }
}
