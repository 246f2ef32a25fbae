package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.integrity.Claims;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.PartRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.object.EntityTags;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What a completion says of its upload, held against what was uploaded. Worded as recorded. */
public final class CompletionCheck {
  private static final Pattern TAG = Pattern.compile("[0-9a-f]{32}");
  private static final long SMALLEST = 5L << 20;
  private static final String COMPOSITE = "COMPOSITE";

  private CompletionCheck() {}

  /** The checksum type of the request, where it has one, must be the upload's. */
  static void requireMode(CompleteMultipartUploadRequest in, UploadRecord upload) {
    String mode = upload.algorithm() == null ? "null" : mode(upload);
    if (in.checksumTypeAsString() != null && !in.checksumTypeAsString().equals(mode)) {
      throw S3Error.INVALID_REQUEST.because(
          "The upload was created using the %s checksum mode. The complete request must use the"
              + " same checksum mode.",
          mode);
    }
  }

  private static String mode(UploadRecord upload) {
    return upload.composite() ? COMPOSITE : "FULL_OBJECT";
  }

  /** The parts that the request names, checked against those that are there. */
  static List<PartRecord> chosen(
      Call call, CompleteMultipartUploadRequest in, UploadRecord upload) {
    if (in.multipartUpload() == null || in.multipartUpload().parts().isEmpty()) {
      throw S3Error.INVALID_REQUEST.because("You must specify at least one part");
    }
    List<PartRecord> parts = new ArrayList<>();
    int last = 0;
    for (CompletedPart named : in.multipartUpload().parts()) {
      if (named.partNumber() == null || named.eTag() == null) {
        throw S3Error.MALFORMED_XML.fail();
      }
      if (named.partNumber() < 1) {
        throw S3Error.INVALID_ARGUMENT
            .because("PartNumber must be >= 1")
            .with("ArgumentName", "PartNumber")
            .with("ArgumentValue", Integer.toString(named.partNumber()));
      }
      if (named.partNumber() <= last) {
        throw S3Error.INVALID_PART_ORDER.fail().with("UploadId", upload.uploadId());
      }
      last = named.partNumber();
      parts.add(part(call, upload, named));
    }
    for (PartRecord part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < SMALLEST) {
        throw S3Error.ENTITY_TOO_SMALL
            .fail()
            .with("ProposedSize", Long.toString(part.size()))
            .with("MinSizeAllowed", Long.toString(SMALLEST))
            .with("PartNumber", Integer.toString(part.number()))
            .with("ETag", part.etag());
      }
    }
    return parts;
  }

  /** Whether a completion is the one that made the object, sent again. */
  static boolean isOf(CompleteMultipartUploadRequest in, ObjectRecord object) {
    if (in.multipartUpload() == null) {
      return false;
    }
    List<Integer> numbers =
        in.multipartUpload().parts().stream().map(CompletedPart::partNumber).toList();
    List<String> tags =
        in.multipartUpload().parts().stream()
            .map(part -> String.valueOf(EntityTags.unquoted(part.eTag())))
            .toList();
    return object.parts().stream().map(ObjectPart::number).toList().equals(numbers)
        && tags.stream().allMatch(tag -> TAG.matcher(tag).matches())
        && EntityTags.ofParts(tags).equals(object.etag());
  }

  private static PartRecord part(Call call, UploadRecord upload, CompletedPart named) {
    PartRecord part =
        call.state().get(S3Kinds.PART, PartRecord.place(upload.uploadId(), named.partNumber()));
    requireClaim(upload, named);
    String claimed = Claims.of(upload.kind(), named);
    boolean same =
        part != null
            && part.etag().equals(EntityTags.unquoted(named.eTag()))
            && (upload.algorithm() != null || !claimsOther(upload, named))
            && (claimed == null || claimed.equals(part.checksum().value()));
    if (!same) {
      throw S3Error.INVALID_PART
          .fail()
          .with("UploadId", upload.uploadId())
          .with("PartNumber", Integer.toString(named.partNumber()))
          .with("ETag", EntityTags.unquoted(named.eTag()));
    }
    return part;
  }

  /** Of parts whose checksums make the object's each has to be named, and none of another kind. */
  private static void requireClaim(UploadRecord upload, CompletedPart named) {
    for (ChecksumKind kind : ChecksumKind.values()) {
      if (upload.algorithm() != null && kind != upload.kind() && Claims.of(kind, named) != null) {
        throw S3Error.BAD_DIGEST.because(
            "The %s you specified for part %d did not match what we received.",
            lower(kind), named.partNumber());
      }
    }
    if (upload.composite() && Claims.of(upload.kind(), named) == null) {
      throw S3Error.INVALID_REQUEST.because(
          "The upload was created using a %s checksum. The complete request must include the"
              + " checksum for each part. It was missing for part %d in the request.",
          lower(upload.kind()), named.partNumber());
    }
  }

  /** As recorded, no part of an upload without an algorithm is found by another's checksum. */
  private static boolean claimsOther(UploadRecord upload, CompletedPart named) {
    return Arrays.stream(ChecksumKind.values())
        .anyMatch(kind -> kind != upload.kind() && Claims.of(kind, named) != null);
  }

  /**
   * A size cannot be below zero.
   *
   * @see <a href="https://github.com/versity/versitygw/pull/1400">S3 tells this from what is no
   *     number</a>
   */
  static void requirePossibleSize(CompleteMultipartUploadRequest in) {
    if (in.mpuObjectSize() != null && in.mpuObjectSize() < 0) {
      throw S3Error.INVALID_REQUEST.because(
          "Value for x-amz-mp-object-size header is less than zero: '%d'", in.mpuObjectSize());
    }
  }

  /** The size that the request says must be that of its parts. */
  static void requireSize(CompleteMultipartUploadRequest in, List<PartRecord> parts) {
    long size = parts.stream().mapToLong(PartRecord::size).sum();
    if (in.mpuObjectSize() != null && in.mpuObjectSize() != size) {
      throw S3Error.INVALID_REQUEST.because(
          "The provided 'x-amz-mp-object-size' header value %d does not match what was computed:"
              + " %d",
          in.mpuObjectSize(), size);
    }
  }

  /**
   * The checksum that the request says the object has. It counts as one of parts' checksums where
   * the request names no type, but for CRC64NVME, of which there is none.
   */
  static void requireChecksum(
      CompleteMultipartUploadRequest in, UploadRecord upload, ChecksumRecord computed) {
    ChecksumKind kind = computed.kind();
    String claimed = Claims.of(kind, in);
    if (claimed == null) {
      return;
    }
    boolean typed =
        in.checksumTypeAsString() != null || upload.composite() || kind == ChecksumKind.CRC64NVME;
    boolean same =
        claimed.equals(computed.value())
            || upload.composite() && computed.value().startsWith(claimed + "-");
    if (!typed || !same) {
      throw badDigest(kind);
    }
  }

  /** The refusal of a checksum of the object. */
  static ServiceException badDigest(ChecksumKind kind) {
    return S3Error.BAD_DIGEST.because(
        "The %s you specified did not match the calculated checksum.", lower(kind));
  }

  private static String lower(ChecksumKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
