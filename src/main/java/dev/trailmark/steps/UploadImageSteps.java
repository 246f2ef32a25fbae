package dev.trailmark.steps;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.ImageFacts;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.Student;
import dev.trailmark.lab.TrailFacts;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;

/** Task 3. */
public final class UploadImageSteps {

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final String HAND_IN =
      "hand in the log file with the image's PutObject record, or what aws s3api head-object"
          + " prints";

  private final World world;

  /** Shares the scenario's world. */
  public UploadImageSteps(World world) {
    this.world = world;
  }

  /** What later tasks start from. */
  @Given("the student's image")
  public void imageIsThere() {
    Expect.present("the student's image", student().image().blaming("task 3's image"));
  }

  /** Where it is. */
  @Then("the student's image is in the bucket of the student's trail")
  public void imageIsInTheBucket() {
    TrailFacts trail =
        Expect.present("the student's trail", student().trail().blaming("task 2's trail"));
    Expect.that(
        "an image in bucket " + trail.bucket(),
        student().image(),
        image -> image.bucket().equals(trail.bucket()),
        "upload the image into the bucket of task 2");
  }

  /** What it is. */
  @Then("the student's image is of an image type")
  public void imageIsAnImage() {
    Expect.that(
        "an object of an image type, such as image/png",
        student().image(),
        image -> image.looksLikeAnImage(),
        "upload an image file");
  }

  /** How it is encrypted. */
  @Then("the student's image is encrypted with SSE-KMS")
  public void imageIsEncryptedWithKms() {
    Expect.that(
        "x-amz-server-side-encryption: aws:kms",
        encrypted(),
        image -> image.encryption().equals("aws:kms"),
        shownHow()
            ? "upload it again with Override bucket settings, SSE-KMS and the key myFirstKey"
            : HAND_IN);
  }

  /** With which key it is encrypted. */
  @Then("the student's image is encrypted under the student's key")
  public void imageIsEncryptedUnderTheKey() {
    KeyFacts key = Expect.present("the student's key", student().key().blaming("task 1's key"));
    Expect.that(
        "an image encrypted under " + key.arn(),
        encrypted(),
        image -> image.encryptedUnder(key),
        shownHow() ? "upload it again and choose the key myFirstKey" : HAND_IN);
  }

  /** The image, whose encryption is not to be had without a key that S3 takes. */
  private Finding<ImageFacts> encrypted() {
    Finding<ImageFacts> image = student().image().blaming("task 3's image");
    boolean unfit =
        student().key().value().filter(key -> key.kindKnown() && !key.symmetric()).isPresent();
    return unfit && image.holds()
        ? image
            .because("task 1's key")
            .withHint(
                "S3 takes symmetric keys alone: make one, and upload the image again under it")
        : image;
  }

  /** On paper there may be nothing that tells; then the work need not be done again. */
  private boolean shownHow() {
    return student().image().value().filter(image -> !image.encryptionKnown()).isEmpty();
  }

  /** What the student noted. */
  @Then("the upload time that the student wrote down is the image's")
  public void uploadTimeWasWrittenDown() {
    ImageFacts image =
        Expect.present("the student's image", student().image().blaming("task 3's image"));
    Instant modified = image.lastModified();
    Expect.that(
        "the image's Last modified time, " + image.modified(),
        student().recordedUploadTime(),
        recorded -> Duration.between(modified, recorded).abs().compareTo(TOLERANCE) <= 0,
        "copy the Last modified time with its time zone");
  }

  private Student student() {
    return world.student();
  }
}
