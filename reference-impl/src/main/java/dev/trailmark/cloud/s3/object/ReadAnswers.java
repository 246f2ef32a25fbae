package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Checksums;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What reads answer about an object in headers. */
final class ReadAnswers {
  private ReadAnswers() {}

  /** The answer; a body is on its way already, or there will be none. */
  static GetObjectResponse of(
      Call call,
      GetObjectRequest in,
      ObjectRecord object,
      PartSelection chosen,
      ShownTraits shown) {
    ByteRange range = chosen.range();
    Map<String, String> headers = object.headers();
    sendExpires(call, in.responseExpires(), headers);
    GetObjectResponse.Builder response =
        GetObjectResponse.builder()
            .acceptRanges("bytes")
            .lastModified(object.modifiedAt())
            .contentLength(range.length())
            .eTag(object.quotedEtag())
            .metadata(MetadataText.shown(object.metadata()))
            .websiteRedirectLocation(headers.get(Redirects.HEADER))
            .storageClass(StorageClasses.shown(object))
            .restore(object.restore() == null ? null : object.restore().header(call.time()))
            .replicationStatus(object.replication() == null ? null : object.replication().status())
            .tagCount(shown.tags())
            .objectLockMode(shown.retention().mode())
            .objectLockRetainUntilDate(shown.retention().retainUntil())
            .objectLockEventHold(shown.retention().eventHold())
            .objectLockEventHoldDurationDays(shown.holdDays())
            .objectLockEventHoldDurationYears(shown.holdYears())
            .objectLockLegalHoldStatus(shown.legalHold())
            .partsCount(chosen.part() == null ? null : object.parts().size())
            .contentType(or(in.responseContentType(), headers.get("content-type")))
            .cacheControl(or(in.responseCacheControl(), headers.get("cache-control")))
            .contentDisposition(
                or(in.responseContentDisposition(), headers.get("content-disposition")))
            .contentEncoding(or(in.responseContentEncoding(), headers.get("content-encoding")))
            .contentLanguage(or(in.responseContentLanguage(), headers.get("content-language")))
            .serverSideEncryption(object.seal().algorithm())
            .ssekmsKeyId(object.seal().kmsKeyArn())
            .bucketKeyEnabled(object.seal().bucketKey() ? true : null);
    if (range.partial()) {
      call.status(206);
      response.contentRange(range.contentRange(object.size()));
    }
    ChecksumRecord checksum = chosen.checksum(object);
    if (in.checksumModeAsString() != null && checksum != null) {
      Checksums.set(checksum, response);
      response.checksumType(object.checksum().type());
    }
    return response.build();
  }

  private static void sendExpires(Call call, Instant override, Map<String, String> headers) {
    String expires = override == null ? headers.get("expires") : HeaderText.date(override);
    if (expires != null) {
      call.header("Expires", expires);
    }
  }

  private static String or(String override, String stored) {
    return override == null ? stored : override;
  }
}
