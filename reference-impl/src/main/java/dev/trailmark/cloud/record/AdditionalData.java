package dev.trailmark.cloud.record;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.store.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code additionalEventData}: what an operation noted, and what S3 and STS add to every record.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">Logging
 *     IAM and AWS STS API calls with AWS CloudTrail</a>
 */
final class AdditionalData {
  private static final String GLOBAL_ENDPOINT = "sts.amazonaws.com";

  private final Ids ids;

  AdditionalData(Ids ids) {
    this.ids = ids;
  }

  /** The members; {@code null} or empty when the record has none. */
  Map<String, Object> of(Occurrence occurrence) {
    Map<String, Object> noted = occurrence.call().trail().additional();
    if (Recorder.isS3(occurrence)) {
      return ofS3(occurrence, noted);
    }
    return isSts(occurrence) ? ofSts(occurrence.call(), noted) : noted;
  }

  static boolean isSts(Occurrence occurrence) {
    return occurrence.service().name().equals("sts");
  }

  /** How the request was signed and how much went over the wire. */
  private static Map<String, Object> ofS3(Occurrence occurrence, Map<String, Object> noted) {
    Call call = occurrence.call();
    Caller caller = call.caller();
    Map<String, Object> all = new LinkedHashMap<>();
    putIfKnown(all, "SignatureVersion", caller.signature());
    putIfKnown(all, "CipherSuite", caller.tls() == null ? null : caller.tls().cipherSuite());
    all.put("bytesTransferredIn", bytesIn(call));
    if (noted != null) {
      all.putAll(noted);
    }
    putIfKnown(all, "AuthenticationMethod", caller.method());
    all.put("x-amz-id-2", call.hostId());
    all.put("bytesTransferredOut", occurrence.bytesOut());
    return all;
  }

  /** Over the wire, so with what aws-chunked adds; of a service's call the body alone. */
  private static long bytesIn(Call call) {
    if (call.wire() != null) {
      return Math.max(0, call.wire().body().length());
    }
    return call.body() == null ? 0 : call.body().length();
  }

  private static void putIfKnown(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  /**
   * A second request id, which says where and when the request was served, and of clients' requests
   * which endpoint they went to. Its form is that of recorded ids.
   */
  private Map<String, Object> ofSts(Call call, Map<String, Object> noted) {
    String id =
        String.join(
            ":",
            "1",
            call.region(),
            "S",
            Long.toString(call.time().toEpochMilli()),
            "R",
            ids.logFileSuffix().substring(8));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "ExtendedRequestId",
        Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
    if (!call.caller().isService()) {
      boolean global = GLOBAL_ENDPOINT.equals(call.caller().host());
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("endpointType", global ? "global" : "regional");
      details.put("awsServingRegion", call.region());
      all.put("RequestDetails", details);
    }
    if (noted != null) {
      all.putAll(noted);
    }
    return all;
  }
}
