package example.elasticache.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CreateServerlessCacheRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCachesResponse;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;

class QueryFormTest {

  private static CreateServerlessCacheRequest request(String form) {
    var builder = CreateServerlessCacheRequest.builder();
    QueryForm.parse(form).fill((SdkPojo) builder);
    return builder.build();
  }

  @Test
  void aFormFillsTheSdksOwnRequest() {
    var request =
        request(
            "Action=CreateServerlessCache&Version=2015-02-02&ServerlessCacheName=a%20b"
                + "&CacheUsageLimits.DataStorage.Maximum=1&CacheUsageLimits.DataStorage.Unit=GB"
                + "&SubnetIds.SubnetId.1=s1&SubnetIds.SubnetId.2=s2"
                + "&Tags.Tag.1.Key=k&Tags.Tag.1.Value=v&SecurityGroupIds=");

    assertThat(request.serverlessCacheName()).isEqualTo("a b");
    assertThat(request.cacheUsageLimits().dataStorage().maximum()).isEqualTo(1);
    assertThat(request.subnetIds()).containsExactly("s1", "s2");
    assertThat(request.tags().get(0).key()).isEqualTo("k");
    assertThat(request.securityGroupIds()).isEmpty();
    assertThat(request.hasSecurityGroupIds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nmae=x",
        "ServerlessCacheName.member.1=x",
        "SubnetIds.member.1=x",
        "SubnetIds.SubnetId.2=x",
        "SubnetIds.SubnetId.01=x",
        "SubnetIds.SubnetId=x",
        "CacheUsageLimits=x",
        "CacheUsageLimits.DataStorage.Maximum=many",
        "SnapshotRetentionLimit=1.5",
        "SnapshotRetentionLimit=99999999999",
        "Tags.Tag.1.Colour=red",
        "=x",
        "..=x"
      })
  void whatDoesNotFitIsRefusedAndNamed(String form) {
    assertThatThrownBy(() -> request(form))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo("InvalidParameterValue"));
  }

  @Test
  void whatIsNotAFormIsRefused() {
    assertThatThrownBy(() -> request("a=%zz"))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo("MalformedQueryString"));
  }

  @Test
  void anAnswerHoldsNothingThatXmlCannot() {
    var response =
        DescribeServerlessCachesResponse.builder()
            .serverlessCaches(
                ServerlessCache.builder().description("<&\"\u0000\u0007\uD800 ok").build())
            .build();

    String xml = QueryXml.answer("DescribeServerlessCaches", "urn:x", "id", response);

    assertThat(xml)
        .contains(
            "<ServerlessCaches><member><Description>&lt;&amp;&quot; ok</Description></member>");
  }
}
