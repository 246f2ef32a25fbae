package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysResponse;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** The public keys that the digests of a region are validated with. */
final class PublicKeys {

  /**
   * The keys that were valid at some time between two; the current one when no time is given.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidTimeRangeException,
   *     InvalidTokenException
   * @see <a
   *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html">
   *     ListPublicKeys</a>
   */
  ListPublicKeysResponse list(Call call, ListPublicKeysRequest request) {
    LookupToken.refuseReserved(request.nextToken());
    Instant from = Objects.requireNonNullElse(request.startTime(), call.time());
    Instant to = Objects.requireNonNullElse(request.endTime(), call.time());
    if (from.isAfter(to)) {
      throw CloudTrailError.INVALID_TIME_RANGE.because(
          "StartTime %s is after EndTime %s.", from, to);
    }
    List<SigningKeyRecord> keys = new ArrayList<>(SigningKeys.of(call.state(), call.region()));
    boolean now = !call.time().isBefore(from) && !call.time().isAfter(to);
    if (now && keys.stream().noneMatch(key -> key.signs(call.time()))) {
      keys.add(first(call));
    }
    return ListPublicKeysResponse.builder()
        .publicKeyList(
            keys.stream()
                .filter(key -> !key.from().isAfter(to) && !key.to().isBefore(from))
                .map(PublicKeys::describe)
                .toList())
        .build();
  }

  /** A region's first key is made when somebody asks for it, or a digest is signed. */
  private static SigningKeyRecord first(Call call) {
    SigningKeyRecord made = SigningKeys.make(call.ids(), call.time());
    return call.update(
        SigningKeys.scope(call.region()), tx -> SigningKeys.add(tx, call.region(), made));
  }

  private static PublicKey describe(SigningKeyRecord key) {
    return PublicKey.builder()
        .value(SdkBytes.fromByteArray(key.publicKey()))
        .validityStartTime(key.from())
        .validityEndTime(key.to())
        .fingerprint(key.fingerprint())
        .build();
  }
}
