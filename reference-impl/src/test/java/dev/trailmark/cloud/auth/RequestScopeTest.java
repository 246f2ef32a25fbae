package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScopeTest {
  private static final RequestScope KMS = new RequestScope("AKID", "eu-west-1", "kms");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256 Credential=AKID/20130524/eu-west-1/kms/aws4_request, Signature=x",
        "AWS4-HMAC-SHA256 Signature=x,Credential=AKID/20130524/eu-west-1/kms/aws4_request",
        "AWS4-HMAC-SHA256 Credential=AKID/20130524/eu-west-1/kms/aws4_request SignedHeaders=host"
      })
  void theHeaderTellsKeyRegionAndService(String authorization) {
    assertThat(RequestScope.of(get("/", "", "Authorization", authorization))).contains(KMS);
  }

  @Test
  void aUrlTellsThemEscapedOrNot() {
    assertThat(
            RequestScope.of(
                get("/", "a=b&X-Amz-Credential=AKID%2F20130524%2Feu-west-1%2Fkms%2Faws4_request")))
        .contains(KMS);
    assertThat(
            RequestScope.of(
                get("/", "X-Amz-Credential=AKID/20130524/eu-west-1/kms/aws4_request&a=b")))
        .contains(KMS);
  }

  @Test
  void versionTwoNamesNoRegionAndIsForS3() {
    RequestScope expected = new RequestScope("AKID", null, "s3");

    assertThat(RequestScope.of(get("/", "", "Authorization", "AWS AKID:sig="))).contains(expected);
    assertThat(RequestScope.of(get("/", "Signature=s&AWSAccessKeyId=AKID"))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic x",
        "AWS AKID",
        "AWS4-HMAC-SHA256 Signature=x",
        "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 Credential=AKID/20130524/kms"
      })
  void whatCannotBeReadClaimsNothing(String authorization) {
    assertThat(RequestScope.of(get("/", "", "Authorization", authorization))).isEmpty();
  }

  @Test
  void anUnsignedRequestClaimsNothing() {
    assertThat(RequestScope.of(get("/", ""))).isEmpty();
    assertThat(RequestScope.of(get("/", "prefix=X-Amz-Credential&AWSAccessKeyId=a"))).isEmpty();
  }
}
