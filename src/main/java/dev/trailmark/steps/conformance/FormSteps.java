package dev.trailmark.steps.conformance;

import dev.trailmark.target.Target;
import io.cucumber.java.en.When;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Uploads by a browser's form. */
public final class FormSteps {

  private static final int GOOD_FOR = 300;

  private final Bench bench;

  /** Shares the scenario's bench. */
  public FormSteps(Bench bench) {
    this.bench = bench;
  }

  private Target target() {
    return bench.world().target();
  }

  private Map<String, String> signed(String key, List<String> conditions, int seconds) {
    Clock clock = target().clock();
    Instant end = clock.instant().plusSeconds(seconds);
    return target()
        .signer(target().clients().credentials())
        .form(bench.bucket, key, conditions, end, clock);
  }

  private void post(String what, Map<String, String> fields, String text) {
    bench.answered(what, () -> target().http().post(bench.bucket, fields, text));
  }

  /** As it should be. */
  @When("a signed form stores {string} as {string}")
  public void rightly(String text, String key) {
    post("a signed form", signed(key, List.of(), GOOD_FOR), text);
  }

  /** As it should be, and more. */
  @When("a signed form that wants the status {int} stores {string} as {string}")
  public void wanting(int status, String text, String key) {
    String condition = "{\"success_action_status\":\"%d\"}".formatted(status);
    Map<String, String> fields = new LinkedHashMap<>(signed(key, List.of(condition), GOOD_FOR));
    fields.put("success_action_status", String.valueOf(status));
    post("a signed form that wants a status", fields, text);
  }

  /** Too late. */
  @When("a form whose policy expired stores {string} as {string}")
  public void tooLate(String text, String key) {
    post("a form whose policy expired", signed(key, List.of(), -GOOD_FOR), text);
  }

  /** Too large. */
  @When("a signed form for at most {int} bytes stores {string} as {string}")
  public void atMost(int most, String text, String key) {
    String range = "[\"content-length-range\",0,%d]".formatted(most);
    post(
        "a form for at most %d bytes".formatted(most), signed(key, List.of(range), GOOD_FOR), text);
  }

  /** A field that nobody signed. */
  @When("a signed form with the further field {string} stores {string} as {string}")
  public void furtherField(String name, String text, String key) {
    Map<String, String> fields = new LinkedHashMap<>(signed(key, List.of(), GOOD_FOR));
    fields.put(name, "private");
    post("a form with a field more", fields, text);
  }

  /** A value that was not signed. */
  @When("a form that was signed for {string} stores {string} as {string}")
  public void elsewhere(String signedFor, String text, String key) {
    Map<String, String> fields = new LinkedHashMap<>(signed(signedFor, List.of(), GOOD_FOR));
    fields.put("key", key);
    post("a form with another key", fields, text);
  }

  /** Without a field of the signature. */
  @When("a signed form without its {string} stores {string} as {string}")
  public void without(String name, String text, String key) {
    Map<String, String> fields = new LinkedHashMap<>(signed(key, List.of(), GOOD_FOR));
    fields.remove(name);
    post("a form without " + name, fields, text);
  }

  /** By nobody. */
  @When("an unsigned form stores {string} as {string}")
  public void unsigned(String text, String key) {
    post("an unsigned form", Map.of("key", key), text);
  }
}
