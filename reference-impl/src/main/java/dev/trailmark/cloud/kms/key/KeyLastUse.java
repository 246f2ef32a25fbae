package dev.trailmark.cloud.kms.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;

/**
 * When a key last encrypted, signed or whatever it is for, as the event history tells: so the use
 * is named by the event that CloudTrail shows, and using a key writes nothing. Asking waits: for
 * workers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html">GetKeyLastUsage</a>
 */
final class KeyLastUse {
  private static final int PAGE = 50;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TRACKED =
      Set.of(
          "Decapsulate",
          "Decrypt",
          "DeriveSharedSecret",
          "Encapsulate",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateMac",
          "ReEncrypt",
          "Sign",
          "Verify",
          "VerifyMac");

  private KeyLastUse() {}

  static GetKeyLastUsageResponse get(Call call, GetKeyLastUsageRequest request) {
    KeyRecord key = KeyUse.of(call).key().record();
    return GetKeyLastUsageResponse.builder()
        .keyId(key.arn())
        .keyLastUsage(last(call.history(), key))
        .trackingStartDate(key.created())
        .keyCreationDate(key.created())
        .build();
  }

  /** The newest success, or nothing in it. */
  private static KeyLastUsageData last(EventHistory history, KeyRecord key) {
    long before = 0;
    while (true) {
      List<EventHistory.Entry> page =
          history.lookup(
              new EventHistory.Query(
                  key.account(),
                  key.region(),
                  "ResourceName",
                  key.arn(),
                  null,
                  null,
                  before,
                  PAGE));
      for (EventHistory.Entry entry : page) {
        KeyLastUsageData found = use(entry.event());
        if (found != null) {
          return found;
        }
      }
      if (page.size() < PAGE) {
        return KeyLastUsageData.builder().build();
      }
      before = page.get(page.size() - 1).position();
    }
  }

  /** What an event tells of a key's use; {@code null} when it was none, or failed. */
  private static KeyLastUsageData use(Event event) {
    if (!TRACKED.contains(event.name())) {
      return null;
    }
    JsonNode record = read(event);
    if (record.has("errorCode")) {
      return null;
    }
    return KeyLastUsageData.builder()
        .operation(event.name())
        .timestamp(event.time())
        .cloudTrailEventId(event.id())
        .kmsRequestId(record.path("requestID").asText())
        .build();
  }

  private static JsonNode read(Event event) {
    try {
      return JSON.readTree(event.record());
    } catch (IOException e) {
      throw new UncheckedIOException("event " + event.id() + " is no JSON", e);
    }
  }
}
