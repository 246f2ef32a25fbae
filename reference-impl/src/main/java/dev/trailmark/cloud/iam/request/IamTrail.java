package dev.trailmark.cloud.iam.request;

import dev.trailmark.cloud.operation.TrailRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;

/** How CloudTrail records what the tables' general rules do not cover. */
public final class IamTrail {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private IamTrail() {}

  /** A point in time as responses show it in records. */
  public static String date(Instant instant) {
    return DATE.format(instant);
  }

  /** A change whose response is empty: {@code responseElements} is null. */
  public static <I, O> TrailRule<I, O> withoutResponse() {
    return TrailRule.<I, O>write().withoutResponse();
  }

  /** A change without these members of its request (API names), which are secret. */
  public static <I, O> TrailRule<I, O> without(String... members) {
    return TrailRule.<I, O>write().omitting(members);
  }

  /** A new key without its secret. */
  public static TrailRule<CreateAccessKeyRequest, CreateAccessKeyResponse> ofNewKey() {
    return TrailRule.<CreateAccessKeyRequest, CreateAccessKeyResponse>write()
        .responding((call, output) -> Map.of("accessKey", withoutSecret(output.accessKey())));
  }

  private static Map<String, Object> withoutSecret(AccessKey key) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("accessKeyId", key.accessKeyId());
    shown.put("status", key.statusAsString());
    if (key.userName() != null) {
      shown.put("userName", key.userName());
    }
    shown.put("createDate", date(key.createDate()));
    return shown;
  }
}
