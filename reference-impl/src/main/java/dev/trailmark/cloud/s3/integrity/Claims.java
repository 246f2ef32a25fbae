package dev.trailmark.cloud.s3.integrity;

import dev.trailmark.cloud.s3.request.Sent;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The checksums that a request claims. */
public final class Claims {
  private static final PerAlgorithm<Function<PutObjectRequest, String>> PUT =
      new PerAlgorithm<>(
          PutObjectRequest::checksumCRC32,
          PutObjectRequest::checksumCRC32C,
          PutObjectRequest::checksumCRC64NVME,
          PutObjectRequest::checksumSHA1,
          PutObjectRequest::checksumSHA256,
          PutObjectRequest::checksumSHA512,
          PutObjectRequest::checksumMD5,
          PutObjectRequest::checksumXXHASH64,
          PutObjectRequest::checksumXXHASH3,
          PutObjectRequest::checksumXXHASH128);

  private static final PerAlgorithm<Function<PutObjectAnnotationRequest, String>> ANNOTATION =
      new PerAlgorithm<>(
          PutObjectAnnotationRequest::checksumCRC32,
          PutObjectAnnotationRequest::checksumCRC32C,
          PutObjectAnnotationRequest::checksumCRC64NVME,
          PutObjectAnnotationRequest::checksumSHA1,
          PutObjectAnnotationRequest::checksumSHA256,
          PutObjectAnnotationRequest::checksumSHA512,
          PutObjectAnnotationRequest::checksumMD5,
          PutObjectAnnotationRequest::checksumXXHASH64,
          PutObjectAnnotationRequest::checksumXXHASH3,
          PutObjectAnnotationRequest::checksumXXHASH128);

  private static final PerAlgorithm<Function<UploadPartRequest, String>> PART =
      new PerAlgorithm<>(
          UploadPartRequest::checksumCRC32,
          UploadPartRequest::checksumCRC32C,
          UploadPartRequest::checksumCRC64NVME,
          UploadPartRequest::checksumSHA1,
          UploadPartRequest::checksumSHA256,
          UploadPartRequest::checksumSHA512,
          UploadPartRequest::checksumMD5,
          UploadPartRequest::checksumXXHASH64,
          UploadPartRequest::checksumXXHASH3,
          UploadPartRequest::checksumXXHASH128);

  private static final PerAlgorithm<Function<CompletedPart, String>> COMPLETED_PART =
      new PerAlgorithm<>(
          CompletedPart::checksumCRC32,
          CompletedPart::checksumCRC32C,
          CompletedPart::checksumCRC64NVME,
          CompletedPart::checksumSHA1,
          CompletedPart::checksumSHA256,
          CompletedPart::checksumSHA512,
          CompletedPart::checksumMD5,
          CompletedPart::checksumXXHASH64,
          CompletedPart::checksumXXHASH3,
          CompletedPart::checksumXXHASH128);

  private static final PerAlgorithm<Function<CompleteMultipartUploadRequest, String>> COMPLETED =
      new PerAlgorithm<>(
          CompleteMultipartUploadRequest::checksumCRC32,
          CompleteMultipartUploadRequest::checksumCRC32C,
          CompleteMultipartUploadRequest::checksumCRC64NVME,
          CompleteMultipartUploadRequest::checksumSHA1,
          CompleteMultipartUploadRequest::checksumSHA256,
          CompleteMultipartUploadRequest::checksumSHA512,
          CompleteMultipartUploadRequest::checksumMD5,
          CompleteMultipartUploadRequest::checksumXXHASH64,
          CompleteMultipartUploadRequest::checksumXXHASH3,
          CompleteMultipartUploadRequest::checksumXXHASH128);

  private Claims() {}

  /** What is claimed of an object's body. */
  public static Map<ChecksumKind, String> of(PutObjectRequest in) {
    return sent(PUT, in);
  }

  /** What is claimed of an annotation's text. */
  public static Map<ChecksumKind, String> of(PutObjectAnnotationRequest in) {
    return sent(ANNOTATION, in);
  }

  /** What is claimed of a part's body. */
  public static Map<ChecksumKind, String> of(UploadPartRequest in) {
    return sent(PART, in);
  }

  /** What is claimed of a part that is there; {@code null} for nothing. */
  public static String of(ChecksumKind kind, CompletedPart part) {
    return COMPLETED_PART.of(kind).apply(part);
  }

  /** What is claimed of the object of an upload; {@code null} for nothing. */
  public static String of(ChecksumKind kind, CompleteMultipartUploadRequest in) {
    return COMPLETED.of(kind).apply(in);
  }

  /** What is claimed of a part that is there. */
  public static Map<ChecksumKind, String> of(CompletedPart part) {
    return sent(COMPLETED_PART, part);
  }

  /** What is claimed of the object of an upload. */
  public static Map<ChecksumKind, String> of(CompleteMultipartUploadRequest in) {
    return sent(COMPLETED, in);
  }

  private static <I> Map<ChecksumKind, String> sent(
      PerAlgorithm<Function<I, String>> members, I in) {
    Map<ChecksumKind, String> sent = new EnumMap<>(ChecksumKind.class);
    for (ChecksumKind kind : ChecksumKind.values()) {
      Sent.put(sent, kind, members.of(kind).apply(in));
    }
    return sent;
  }
}
