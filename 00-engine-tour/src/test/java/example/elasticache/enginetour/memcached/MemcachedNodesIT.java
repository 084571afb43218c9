package example.elasticache.enginetour.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import example.elasticache.enginetour.OwnServers.Nodes;
import org.junit.jupiter.api.Test;

class MemcachedNodesIT {

  @Test
  void moduloMovesMostKeysAndKetamaAboutTheShareOfTheNewNode() throws Exception {
    try (var servers = Nodes.start(5)) {
      var lab = new ScaleOut(servers.addresses());

      assertThat(lab.missingWithModulo()).isBetween(700, 900);
      assertThat(lab.missingWithKetama()).isBetween(80, 400);
    }
  }

  @Test
  void aLostNodeTakesItsShareWithItAndComesBackEmpty() throws Exception {
    try (var servers = Nodes.start(4)) {
      var found = new LostNode(servers.nodes()).loseOne();

      assertThat(found.before()).isEqualTo(1_000);
      assertThat(found.without()).isBetween(500, 950);
      assertThat(found.refilled()).isEqualTo(1_000);
      assertThat(found.back()).isEqualTo(found.without());
    }
  }
}
