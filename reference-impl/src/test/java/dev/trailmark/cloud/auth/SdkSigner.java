package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs requests with the AWS SDK's own signer: a second opinion that shares no code with ours. */
final class SdkSigner {
  private final String service;
  private final boolean s3;
  private String region = "us-east-1";
  private Instant now = AuthFixture.SIGNED_AT;
  private AwsCredentialsIdentity identity =
      AwsCredentialsIdentity.create(AuthFixture.KEY_ID, AuthFixture.SECRET);
  private Duration expiry;
  private boolean signedPayload = true;
  private boolean chunked;

  private SdkSigner(String service, boolean s3) {
    this.service = service;
    this.s3 = s3;
  }

  static SdkSigner s3() {
    return new SdkSigner("s3", true);
  }

  static SdkSigner of(String service) {
    return new SdkSigner(service, false);
  }

  SdkSigner region(String name) {
    region = name;
    return this;
  }

  SdkSigner at(Instant instant) {
    now = instant;
    return this;
  }

  SdkSigner key(String accessKeyId, String secret) {
    identity = AwsCredentialsIdentity.create(accessKeyId, secret);
    return this;
  }

  SdkSigner session(String token) {
    identity =
        AwsSessionCredentialsIdentity.create(AuthFixture.SESSION_KEY_ID, AuthFixture.SECRET, token);
    return this;
  }

  SdkSigner presigned(Duration duration) {
    expiry = duration;
    return this;
  }

  SdkSigner unsignedPayload() {
    signedPayload = false;
    return this;
  }

  SdkSigner chunked() {
    chunked = true;
    return this;
  }

  WireRequest sign(SdkHttpRequest request, byte[] body) {
    SignedRequest signed = AwsV4HttpSigner.create().sign(signing(request, body));
    try {
      byte[] sent =
          signed.payload().isPresent()
              ? signed.payload().get().newStream().readAllBytes()
              : new byte[0];
      return wire(signed.request(), sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SignRequest<AwsCredentialsIdentity> signing(SdkHttpRequest request, byte[] body) {
    SignRequest.Builder<AwsCredentialsIdentity> builder =
        SignRequest.builder(identity)
            .request(request)
            .payload(ContentStreamProvider.fromByteArray(body))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedPayload)
            .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, chunked)
            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC));
    if (expiry != null) {
      builder
          .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
          .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expiry);
    }
    return builder.build();
  }

  private static WireRequest wire(SdkHttpRequest request, byte[] body) {
    Headers headers = new Headers();
    request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
    return new WireRequest(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(""),
        headers,
        RequestBody.of(body),
        "127.0.0.1",
        null);
  }
}
