package dev.trailmark.steps.conformance;

import dev.trailmark.target.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request of each service, as it goes over the wire, for signing in unusual ways. */
public final class RawCalls {

  private static final byte[] NOTHING = {};

  /**
   * A request without its signature.
   *
   * @param service the service's signing name
   * @param headers all but those of the signature
   */
  record RawCall(
      String service, String method, URI url, Map<String, String> headers, byte[] body) {}

  private final Bench bench;

  /** Shares the scenario's bench. */
  public RawCalls(Bench bench) {
    this.bench = bench;
  }

  private Target target() {
    return bench.world().target();
  }

  URI object() {
    return target().http().objectUrl(bench.bucket, bench.object);
  }

  /** Reads the object. */
  RawCall read() {
    return new RawCall("s3", "GET", object(), Map.of(), NOTHING);
  }

  /** Overwrites the object. */
  RawCall write(byte[] body) {
    return new RawCall("s3", "PUT", object(), Map.of(), body);
  }

  /** Begins an upload of the object in parts. */
  RawCall begin() {
    return new RawCall("s3", "POST", URI.create(object() + "?uploads"), Map.of(), NOTHING);
  }

  /** Copies the object onto another name. */
  RawCall copy() {
    URI copy = target().http().objectUrl(bench.bucket, bench.object + "-copy");
    String source = "/" + bench.bucket + "/" + bench.object;
    return new RawCall("s3", "PUT", copy, Map.of("x-amz-copy-source", source), NOTHING);
  }

  /** A question that every caller of the service may ask, or that only costs a permission. */
  RawCall of(String service) {
    return switch (service) {
      case "S3" -> read();
      case "KMS" -> json("kms", "TrentService.GenerateRandom", "{\"NumberOfBytes\":16}");
      case "CloudTrail" -> json("cloudtrail", "CloudTrail_20131101.DescribeTrails", "{}");
      case "IAM" -> form("iam", "Action=ListUsers&Version=2010-05-08");
      case "STS" -> form("sts", "Action=GetCallerIdentity&Version=2011-06-15");
      default -> throw new IllegalArgumentException("no request of " + service);
    };
  }

  private RawCall json(String service, String operation, String body) {
    return post(
        service,
        Map.of("X-Amz-Target", operation, "Content-Type", "application/x-amz-json-1.1"),
        body);
  }

  private RawCall form(String service, String body) {
    return post(
        service, Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"), body);
  }

  private RawCall post(String service, Map<String, String> headers, String body) {
    URI url = target().serviceUrl(service).resolve("/");
    return new RawCall(service, "POST", url, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** The region for which the service's requests are signed. */
  String region(RawCall call) {
    return call.service().equals("iam") ? "us-east-1" : target().region();
  }
}
