package dev.trailmark.cloud.s3.integrity;

import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Writes an object's checksum into the responses that have one member per algorithm. */
public final class Checksums {
  private static final PerAlgorithm<BiConsumer<GetObjectResponse.Builder, String>> GET =
      new PerAlgorithm<>(
          GetObjectResponse.Builder::checksumCRC32,
          GetObjectResponse.Builder::checksumCRC32C,
          GetObjectResponse.Builder::checksumCRC64NVME,
          GetObjectResponse.Builder::checksumSHA1,
          GetObjectResponse.Builder::checksumSHA256,
          GetObjectResponse.Builder::checksumSHA512,
          GetObjectResponse.Builder::checksumMD5,
          GetObjectResponse.Builder::checksumXXHASH64,
          GetObjectResponse.Builder::checksumXXHASH3,
          GetObjectResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<HeadObjectResponse.Builder, String>> HEAD =
      new PerAlgorithm<>(
          HeadObjectResponse.Builder::checksumCRC32,
          HeadObjectResponse.Builder::checksumCRC32C,
          HeadObjectResponse.Builder::checksumCRC64NVME,
          HeadObjectResponse.Builder::checksumSHA1,
          HeadObjectResponse.Builder::checksumSHA256,
          HeadObjectResponse.Builder::checksumSHA512,
          HeadObjectResponse.Builder::checksumMD5,
          HeadObjectResponse.Builder::checksumXXHASH64,
          HeadObjectResponse.Builder::checksumXXHASH3,
          HeadObjectResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<PutObjectResponse.Builder, String>> PUT =
      new PerAlgorithm<>(
          PutObjectResponse.Builder::checksumCRC32,
          PutObjectResponse.Builder::checksumCRC32C,
          PutObjectResponse.Builder::checksumCRC64NVME,
          PutObjectResponse.Builder::checksumSHA1,
          PutObjectResponse.Builder::checksumSHA256,
          PutObjectResponse.Builder::checksumSHA512,
          PutObjectResponse.Builder::checksumMD5,
          PutObjectResponse.Builder::checksumXXHASH64,
          PutObjectResponse.Builder::checksumXXHASH3,
          PutObjectResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<PutObjectAnnotationResponse.Builder, String>>
      ANNOTATION_PUT =
          new PerAlgorithm<>(
              PutObjectAnnotationResponse.Builder::checksumCRC32,
              PutObjectAnnotationResponse.Builder::checksumCRC32C,
              PutObjectAnnotationResponse.Builder::checksumCRC64NVME,
              PutObjectAnnotationResponse.Builder::checksumSHA1,
              PutObjectAnnotationResponse.Builder::checksumSHA256,
              PutObjectAnnotationResponse.Builder::checksumSHA512,
              PutObjectAnnotationResponse.Builder::checksumMD5,
              PutObjectAnnotationResponse.Builder::checksumXXHASH64,
              PutObjectAnnotationResponse.Builder::checksumXXHASH3,
              PutObjectAnnotationResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<GetObjectAnnotationResponse.Builder, String>>
      ANNOTATION_GET =
          new PerAlgorithm<>(
              GetObjectAnnotationResponse.Builder::checksumCRC32,
              GetObjectAnnotationResponse.Builder::checksumCRC32C,
              GetObjectAnnotationResponse.Builder::checksumCRC64NVME,
              GetObjectAnnotationResponse.Builder::checksumSHA1,
              GetObjectAnnotationResponse.Builder::checksumSHA256,
              GetObjectAnnotationResponse.Builder::checksumSHA512,
              GetObjectAnnotationResponse.Builder::checksumMD5,
              GetObjectAnnotationResponse.Builder::checksumXXHASH64,
              GetObjectAnnotationResponse.Builder::checksumXXHASH3,
              GetObjectAnnotationResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<CopyObjectResult.Builder, String>> COPY =
      new PerAlgorithm<>(
          CopyObjectResult.Builder::checksumCRC32,
          CopyObjectResult.Builder::checksumCRC32C,
          CopyObjectResult.Builder::checksumCRC64NVME,
          CopyObjectResult.Builder::checksumSHA1,
          CopyObjectResult.Builder::checksumSHA256,
          CopyObjectResult.Builder::checksumSHA512,
          CopyObjectResult.Builder::checksumMD5,
          CopyObjectResult.Builder::checksumXXHASH64,
          CopyObjectResult.Builder::checksumXXHASH3,
          CopyObjectResult.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<UploadPartResponse.Builder, String>> UPLOADED_PART =
      new PerAlgorithm<>(
          UploadPartResponse.Builder::checksumCRC32,
          UploadPartResponse.Builder::checksumCRC32C,
          UploadPartResponse.Builder::checksumCRC64NVME,
          UploadPartResponse.Builder::checksumSHA1,
          UploadPartResponse.Builder::checksumSHA256,
          UploadPartResponse.Builder::checksumSHA512,
          UploadPartResponse.Builder::checksumMD5,
          UploadPartResponse.Builder::checksumXXHASH64,
          UploadPartResponse.Builder::checksumXXHASH3,
          UploadPartResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<CopyPartResult.Builder, String>> COPIED_PART =
      new PerAlgorithm<>(
          CopyPartResult.Builder::checksumCRC32,
          CopyPartResult.Builder::checksumCRC32C,
          CopyPartResult.Builder::checksumCRC64NVME,
          CopyPartResult.Builder::checksumSHA1,
          CopyPartResult.Builder::checksumSHA256,
          CopyPartResult.Builder::checksumSHA512,
          CopyPartResult.Builder::checksumMD5,
          CopyPartResult.Builder::checksumXXHASH64,
          CopyPartResult.Builder::checksumXXHASH3,
          CopyPartResult.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<Part.Builder, String>> LISTED_PART =
      new PerAlgorithm<>(
          Part.Builder::checksumCRC32,
          Part.Builder::checksumCRC32C,
          Part.Builder::checksumCRC64NVME,
          Part.Builder::checksumSHA1,
          Part.Builder::checksumSHA256,
          Part.Builder::checksumSHA512,
          Part.Builder::checksumMD5,
          Part.Builder::checksumXXHASH64,
          Part.Builder::checksumXXHASH3,
          Part.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<CompleteMultipartUploadResponse.Builder, String>>
      COMPLETED =
          new PerAlgorithm<>(
              CompleteMultipartUploadResponse.Builder::checksumCRC32,
              CompleteMultipartUploadResponse.Builder::checksumCRC32C,
              CompleteMultipartUploadResponse.Builder::checksumCRC64NVME,
              CompleteMultipartUploadResponse.Builder::checksumSHA1,
              CompleteMultipartUploadResponse.Builder::checksumSHA256,
              CompleteMultipartUploadResponse.Builder::checksumSHA512,
              CompleteMultipartUploadResponse.Builder::checksumMD5,
              CompleteMultipartUploadResponse.Builder::checksumXXHASH64,
              CompleteMultipartUploadResponse.Builder::checksumXXHASH3,
              CompleteMultipartUploadResponse.Builder::checksumXXHASH128);

  private static final PerAlgorithm<BiConsumer<Checksum.Builder, String>> ATTRIBUTES =
      new PerAlgorithm<>(
          Checksum.Builder::checksumCRC32,
          Checksum.Builder::checksumCRC32C,
          Checksum.Builder::checksumCRC64NVME,
          Checksum.Builder::checksumSHA1,
          Checksum.Builder::checksumSHA256,
          Checksum.Builder::checksumSHA512,
          Checksum.Builder::checksumMD5,
          Checksum.Builder::checksumXXHASH64,
          Checksum.Builder::checksumXXHASH3,
          Checksum.Builder::checksumXXHASH128);

  private static final PerAlgorithm<
          BiConsumer<software.amazon.awssdk.services.s3.model.ObjectPart.Builder, String>>
      ATTRIBUTE_PART =
          new PerAlgorithm<>(
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumCRC32,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumCRC32C,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumCRC64NVME,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumSHA1,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumSHA256,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumSHA512,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumMD5,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumXXHASH64,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumXXHASH3,
              software.amazon.awssdk.services.s3.model.ObjectPart.Builder::checksumXXHASH128);

  private Checksums() {}

  /** Tells it in the answer of GetObject. */
  public static void set(ChecksumRecord checksum, GetObjectResponse.Builder response) {
    GET.of(checksum.kind()).accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells it in the answer of HeadObject. */
  public static void set(ChecksumRecord checksum, HeadObjectResponse.Builder response) {
    HEAD.of(checksum.kind()).accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells it in the answer of PutObject. */
  public static void set(ChecksumRecord checksum, PutObjectResponse.Builder response) {
    PUT.of(checksum.kind()).accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells it in the answer of PutObjectAnnotation. */
  public static void set(ChecksumRecord checksum, PutObjectAnnotationResponse.Builder response) {
    ANNOTATION_PUT
        .of(checksum.kind())
        .accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells it in the answer of GetObjectAnnotation. */
  public static void set(ChecksumRecord checksum, GetObjectAnnotationResponse.Builder response) {
    ANNOTATION_GET
        .of(checksum.kind())
        .accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells it in the answer of CopyObject. */
  public static void set(ChecksumRecord checksum, CopyObjectResult.Builder result) {
    // As recorded: a copy's result does not tell the type.
    COPY.of(checksum.kind()).accept(result, checksum.value());
  }

  /** Tells a part's in the answer of UploadPart, which names no type. */
  public static void set(ChecksumRecord checksum, UploadPartResponse.Builder response) {
    UPLOADED_PART.of(checksum.kind()).accept(response, checksum.value());
  }

  /** Tells a part's in a list of parts. */
  public static void set(ChecksumRecord checksum, Part.Builder part) {
    LISTED_PART.of(checksum.kind()).accept(part, checksum.value());
  }

  /** Tells it in the answer of CompleteMultipartUpload. */
  public static void set(
      ChecksumRecord checksum, CompleteMultipartUploadResponse.Builder response) {
    COMPLETED.of(checksum.kind()).accept(response.checksumType(checksum.type()), checksum.value());
  }

  /** Tells a part's in the answer of UploadPartCopy, which names no type. */
  public static void set(ChecksumRecord checksum, CopyPartResult.Builder result) {
    COPIED_PART.of(checksum.kind()).accept(result, checksum.value());
  }

  /** Tells it among an object's attributes. */
  public static void set(ChecksumRecord checksum, Checksum.Builder out) {
    ATTRIBUTES
        .of(checksum.kind())
        .accept(out.checksumType(checksum.type()), checksum.withoutCount());
  }

  /** Tells a part's among an object's attributes. */
  public static void set(
      ChecksumRecord checksum, software.amazon.awssdk.services.s3.model.ObjectPart.Builder out) {
    ATTRIBUTE_PART.of(checksum.kind()).accept(out, checksum.value());
  }
}
