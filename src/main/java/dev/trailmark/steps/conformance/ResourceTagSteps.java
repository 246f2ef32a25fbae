package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.HttpAnswer;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Tags of a bucket one by one, through S3 Control. */
public final class ResourceTagSteps {

  private static final Pattern TAG =
      Pattern.compile("<Tag><Key>([^<]*)</Key><Value>([^<]*)</Value></Tag>");

  private final Bench bench;
  private final ControlApi control;

  /** Shares what the scenario has. */
  public ResourceTagSteps(Bench bench, ControlApi control) {
    this.bench = bench;
    this.control = control;
  }

  /** TagResource. */
  @When("the bucket is given the tag {string} with {string}")
  public void gives(String key, String value) {
    String body =
        "<TagResourceRequest%s><Tags><Tag><Key>%s</Key><Value>%s</Value></Tag></Tags>"
                .formatted(ControlApi.XMLNS, key, value)
            + "</TagResourceRequest>";
    send("TagResource", "POST", "", body, control.caller());
  }

  /** UntagResource. */
  @When("the tag {string} is taken from the bucket")
  public void takes(String key) {
    send("UntagResource", "DELETE", "?tagKeys=" + key, "", control.caller());
  }

  /** ListTagsForResource, by the caller. */
  @Then("the bucket's tags are listed as {string}")
  public void listed(String tags) {
    send("ListTagsForResource", "GET", "", "", control.caller());
    HttpAnswer told =
        bench.settled(answer -> answer.status() == 200 && tags.equals(tags(answer.text())));
    Expect.holds(
        tags.equals(tags(told.text())), tags, tags(told.text()), "s3:ListTagsForResource", "");
  }

  /** ListTagsForResource, by somebody else. */
  @When("{actor} lists the bucket's tags")
  public void lists(String name) {
    send("ListTagsForResource", "GET", "", "", control.of(name));
  }

  private void send(
      String what, String method, String query, String body, AwsCredentialsProvider by) {
    String arn = "arn%3Aaws%3As3%3A%3A%3A" + bench.bucket;
    control.send("s3:" + what, method, "tags/" + arn + query, body, by);
  }

  /** In the order of their keys, which is not told. */
  private static String tags(String text) {
    List<String> tags = new ArrayList<>();
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      tags.add(tag.group(1) + "=" + tag.group(2));
    }
    Collections.sort(tags);
    return String.join(", ", tags);
  }
}
