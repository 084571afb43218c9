package example.elasticache.lambdacache.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import example.elasticache.lambdacache.ApiCall;
import example.elasticache.lambdacache.RefusedException;
import example.elasticache.lambdacache.Routes;
import java.io.ByteArrayInputStream;

/**
 * Whatever comes as an event is a call, a refusal or a bad event; never another exception.
 *
 * <p>The build tries the corpus in the test resources. To search for more: {@code JAZZER_FUZZ=1 mvn
 * -Dquick -pl 03-lambda-api-cache -am test -Dtest=GatewayEventsFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Djazzer.hooks=true}.
 */
class GatewayEventsFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void everyEventIsACallOrIsRefused(byte[] event) {
    try {
      ApiCall call = Routes.SHOP.match(GatewayEvents.read(new ByteArrayInputStream(event)));

      assertThat(call.key())
          .matches("(products|prices):[a-z0-9-]{1,40}:[A-Za-z=&]+(:[0-9a-f]{64})?");
      assertThat(call.toUpstream().pathAndQuery())
          .matches("/(products|prices)/[a-z0-9-]{1,40}\\?[A-Za-z=&]+");
    } catch (BadEventException | RefusedException expected) {
      // 400, 401, 404 or 405.
    }
  }
}
