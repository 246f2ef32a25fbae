package dev.trailmark.lab;

import java.util.Locale;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Task 3: upload the image under the key. */
final class ImageTask {

  /** Where the image is. */
  record Image(String bucket, String key) {}

  private final Ask ask;
  private final SignIn.Session student;
  private final LabOptions options;

  ImageTask(Ask ask, SignIn.Session student, LabOptions options) {
    this.ask = ask;
    this.student = student;
    this.options = options;
  }

  Image perform(KeyTask.Key key, TrailTask.MadeTrail trail) {
    PutObjectRequest.Builder upload =
        PutObjectRequest.builder()
            .bucket(trail.bucket())
            .key(LabFiles.IMAGE)
            .contentType("image/" + extension());
    if (!options.faults().contains(Fault.IMAGE_WITHOUT_SSE_KMS)) {
      upload.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key.arn());
    }
    ask.must(
        "s3:PutObject %s/%s".formatted(trail.bucket(), LabFiles.IMAGE),
        () ->
            student
                .clients()
                .s3()
                .putObject(upload.build(), RequestBody.fromBytes(LabFiles.image())));
    return new Image(trail.bucket(), LabFiles.IMAGE);
  }

  private static String extension() {
    return LabFiles.IMAGE.substring(LabFiles.IMAGE.indexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
