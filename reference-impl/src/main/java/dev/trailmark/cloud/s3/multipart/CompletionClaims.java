package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.integrity.ChecksumClaim;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.Claims;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The checksums that a completion names, before they are held against what was uploaded. The order
 * of the refusals and their words are those that were measured at S3.
 *
 * @param ofObject the values of the headers
 * @param ofParts for each part that the document names what it names
 */
record CompletionClaims(
    Map<ChecksumKind, String> ofObject, List<Map<ChecksumKind, String>> ofParts) {
  private static final Pattern VALUE = Pattern.compile("(.*?)(-[0-9]+)?");

  /**
   * What a request names.
   *
   * @throws ServiceException when a header is no value of its algorithm, or a part has a value that
   *     is not base 64, or more than one
   */
  static CompletionClaims read(CompleteMultipartUploadRequest in) {
    Map<ChecksumKind, String> ofObject = Claims.of(in);
    ofObject.forEach(CompletionClaims::requireValue);
    List<CompletedPart> parts =
        in.multipartUpload() == null ? List.of() : in.multipartUpload().parts();
    List<Map<ChecksumKind, String>> ofParts = parts.stream().map(Claims::of).toList();
    ofParts.forEach(CompletionClaims::requireOne);
    return new CompletionClaims(ofObject, ofParts);
  }

  private static void requireValue(ChecksumKind kind, String value) {
    Matcher matcher = VALUE.matcher(value);
    if (!matcher.matches() || kind.parse(matcher.group(1)) == null) {
      throw ChecksumClaim.invalid(kind, "header");
    }
  }

  private static void requireOne(Map<ChecksumKind, String> named) {
    boolean readable =
        named.values().stream().allMatch(value -> BodyDigests.decodeCanonical(value) != null);
    if (named.size() > 1 || !readable) {
      StringBuilder sent = new StringBuilder();
      named.forEach((kind, value) -> sent.append(kind).append(':').append(value).append(';'));
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid Base64 or multiple checksums present in request")
          .with("ArgumentName", "Checksum")
          .with("ArgumentValue", sent.toString());
    }
  }

  /**
   * Refuses parts' checksums that do not make the object's, where both are named and the one is
   * made of the others: that comes before the parts are looked for.
   */
  void requireConsistent(UploadRecord upload) {
    String whole = ofObject.get(upload.kind());
    List<String> parts =
        ofParts.stream().map(named -> named.get(upload.kind())).filter(v -> v != null).toList();
    if (!upload.composite() || whole == null || parts.isEmpty() || parts.size() != ofParts.size()) {
      return;
    }
    String made = upload.kind().composite(parts);
    if (!made.equals(whole) && !made.startsWith(whole + "-")) {
      throw CompletionCheck.badDigest(upload.kind());
    }
  }
}
