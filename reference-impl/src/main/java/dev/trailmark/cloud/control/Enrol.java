package dev.trailmark.cloud.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts.HeldAccount;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts.Provided;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts.Reader;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts.Wish;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code accounts}: gives a student an account of their own, once, and whoever grades a role in it.
 * The user's key is told when it is made: with the account, or when a new one is asked for. Only
 * the root user of the server's first account may ask.
 */
final class Enrol {
  private static final Set<String> FIELDS = Set.of("student", "name", "rotate", "grader");
  private static final Set<String> GRADER_FIELDS = Set.of("principal", "externalId", "policy");

  private static final Pattern STUDENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws:iam::\\d{12}:(user|role)/[\\w+=,.@/-]+");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final int LONGEST_NAME = 200;

  private final HeldAccounts accounts;

  Enrol(HeldAccounts accounts) {
    this.accounts = accounts;
  }

  JsonNode answer(Call call, ControlInput input) {
    requireAdministrator(call);
    input.only(FIELDS);
    String student = matching(STUDENT, input.text("student"), "student");
    String name = input.optional("name").orElse(student);
    if (name.length() > LONGEST_NAME) {
      throw ControlError.VALIDATION.because(
          "The field 'name' is longer than %d characters.", LONGEST_NAME);
    }
    return view(student, provided(new Wish(student, name, input.flag("rotate"), reader(input))));
  }

  /** {@code students}: who has an account, without a secret; for the administrator as well. */
  JsonNode list(Call call, ControlInput input) {
    requireAdministrator(call);
    input.only(Set.of());
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    ArrayNode students = view.putArray("students");
    for (HeldAccount held : accounts.list()) {
      students
          .addObject()
          .put("student", held.holder())
          .put("account", held.accountId())
          .put("name", held.name());
    }
    return view;
  }

  private void requireAdministrator(Call call) {
    Principal caller = call.caller().principal();
    if (!caller.isRoot() || !caller.accountId().equals(accounts.operatorAccount())) {
      throw ControlError.ACCESS_DENIED.because(
          "%s is not the root user of the server's first account, who alone makes accounts.",
          caller.arn());
    }
  }

  private Provided provided(Wish wish) {
    try {
      return accounts.provide(wish);
    } catch (ServiceException refusal) {
      ControlError error =
          refusal.status() == 404 ? ControlError.NOT_FOUND : ControlError.VALIDATION;
      throw error.because("%s", refusal.getMessage());
    }
  }

  private static Reader reader(ControlInput input) {
    return input
        .object("grader")
        .map(
            grader -> {
              grader.only(GRADER_FIELDS);
              return new Reader(
                  matching(PRINCIPAL, grader.text("principal"), "grader.principal"),
                  matching(EXTERNAL_ID, grader.text("externalId"), "grader.externalId"),
                  grader.text("policy"));
            })
        .orElse(null);
  }

  private static String matching(Pattern form, String text, String field) {
    if (!form.matcher(text).matches()) {
      throw ControlError.VALIDATION.because(
          "The field '%s' is not of the form %s.", field, form.pattern());
    }
    return text;
  }

  private static JsonNode view(String student, Provided provided) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("student", student);
    view.put("account", provided.accountId());
    view.put("made", provided.made());
    view.put("user", provided.userArn());
    view.put("role", provided.roleArn());
    view.put("graderRole", provided.readerRoleArn());
    if (provided.accessKeyId() != null) {
      ObjectNode credentials = view.putObject("credentials");
      credentials.put("accessKeyId", provided.accessKeyId());
      credentials.put("secretAccessKey", provided.secretAccessKey());
    }
    return view;
  }
}
