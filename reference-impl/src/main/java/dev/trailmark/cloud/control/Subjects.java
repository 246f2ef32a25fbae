package dev.trailmark.cloud.control;

import dev.trailmark.cloud.gateway.Inquiries;
import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Decision;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a question is about, and whether the caller may ask it. Everybody may ask about themselves.
 * About another principal of the account it takes {@code iam:SimulatePrincipalPolicy}, as it would
 * on AWS; about another account's principals nobody may ask, and nobody learns whether they exist.
 * Who signs nothing is nobody's principal, so everybody may ask about them.
 */
final class Subjects {
  /** The field that names the principal. */
  static final String FIELD = "principal";

  /** The name, in questions and answers, of whoever sends requests without a signature. */
  static final String ANONYMOUS = "anonymous";

  private static final String PERMISSION = "iam:SimulatePrincipalPolicy";
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws:iam::\\d{12}:(root|(user|role|group)/.+)"
              + "|arn:aws:sts::\\d{12}:(assumed-role/[^/]+/[^/]+|federated-user/[^/]+)");

  private final Inquiries inquiries;
  private final IamCredentials credentials;
  private final InstantSource clock;

  Subjects(Inquiries inquiries, IamCredentials credentials, InstantSource clock) {
    this.inquiries = inquiries;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * The principal that the input names, else the caller.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException ValidationError, AccessDenied, NotFound
   */
  Principal of(Call call, ControlInput input) {
    Principal caller = call.caller().principal();
    Optional<String> named = input.optional(FIELD);
    if (named.isEmpty() || named.get().equals(caller.arn())) {
      return caller;
    }
    String arn = named.get();
    if (arn.equals(ANONYMOUS)) {
      return Principal.anonymous();
    }
    if (!FORM.matcher(arn).matches()) {
      throw ControlError.VALIDATION.because(
          "The principal '%s' is not the ARN of a user, a role, a session or an account's root, nor"
              + " anonymous.",
          arn);
    }
    if (!arn.split(":", 6)[4].equals(call.accountId())) {
      throw ControlError.ACCESS_DENIED.because(
          "The principal %s is not of the account %s; nobody is told what other accounts'"
              + " principals may do.",
          arn, call.accountId());
    }
    Optional<Principal> found = credentials.principal(arn, clock.instant());
    demandPermission(call, found.map(Principal::entityArn).orElse(arn));
    if (arn.contains(":group/")) {
      throw ControlError.VALIDATION.because(
          "The group %s calls nothing itself; name one of its users.", arn);
    }
    return found.orElseThrow(
        () ->
            ControlError.NOT_FOUND.because(
                "There is no principal %s; sessions count until they end.", arn));
  }

  private void demandPermission(Call call, String entityArn) {
    AccessCheck check = AccessCheck.on(PERMISSION, entityArn, call.accountId());
    Decision decision = call.decide(check);
    if (!decision.allowed()) {
      throw ControlError.ACCESS_DENIED.because(
          "%s", inquiries.service("iam").orElseThrow().denied(call, check, decision).getMessage());
    }
  }
}
