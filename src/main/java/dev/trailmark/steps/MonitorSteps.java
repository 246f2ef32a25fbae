package dev.trailmark.steps;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Student;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Task 5. */
public final class MonitorSteps {

  private final World world;

  /** Shares the scenario's world. */
  public MonitorSteps(World world) {
    this.world = world;
  }

  /** Whether there is anything to read. */
  @Then("log files were delivered after the student's image was uploaded")
  public void logsWereDelivered() {
    Expect.that(
        "a log file delivered after the upload",
        student().logsAfterUpload(),
        files -> !files.isEmpty(),
        "wait a few minutes and look again");
  }

  /** The key in the logs. */
  @Then("a GenerateDataKey record made through S3 for the student names the student's key")
  public void logsNameTheKey() {
    String key = Expect.present("the student's key", student().key()).id();
    Expect.present("a GenerateDataKey record, made by S3, with key " + key, student().keyUse());
  }

  /** The file in the logs. */
  @Then("a PutObject record names the student's image")
  public void logsNameTheImage() {
    String image = Expect.present("the student's image", student().image()).key();
    Expect.present("a PutObject record with key " + image, student().uploadRecord());
  }

  /** Looks for the upload. */
  @When("the student's upload is looked up in the delivered logs")
  public void lookUpUpload() {
    Expect.present("the record of the student's upload", student().uploadRecord());
  }

  /** What an audit trail is for. */
  @Then("its record tells who did it, what was done, to which object, and when")
  public void recordTellsEverything() {
    Expect.that(
        "a record with identity, event name, object and time",
        student().uploadRecord(),
        MonitorSteps::tellsEverything,
        "");
  }

  private static boolean tellsEverything(TrailRecord record) {
    return !record.identity().arn().isEmpty()
        && record.name().equals("PutObject")
        && !record.parameter("key").isEmpty()
        && record.time() != null;
  }

  /** Looks for the use of the key. */
  @When("the use of the student's key is looked up in the delivered logs")
  public void lookUpKeyUse() {
    Expect.present("the record of the use of the student's key", student().keyUse());
  }

  /** Which kind of event it is. */
  @Then("its record is of the category {string}")
  public void recordIsOfCategory(String category) {
    Expect.that(
        "a record of the category " + category,
        student().keyUse(),
        record -> record.category().equals(category),
        "");
  }

  private Student student() {
    return world.student();
  }
}
