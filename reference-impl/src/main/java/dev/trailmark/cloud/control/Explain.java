package dev.trailmark.cloud.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.gateway.Inquiries;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Authority;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.Explanation;
import dev.trailmark.cloud.policy.Grants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code explain}: whether a principal may do an action on a resource, in AWS's words, and which
 * statements of which policies decide or nearly allow. The policies are those in force; conditions
 * see the caller's address and connection, and what the question adds.
 *
 * <p>Of another account's resource it tells no more than a refusal would: where the resource's side
 * refuses, the resource might as well not be there.
 */
final class Explain {
  private final Inquiries inquiries;
  private final Subjects subjects;

  Explain(Inquiries inquiries, Subjects subjects) {
    this.inquiries = inquiries;
    this.subjects = subjects;
  }

  JsonNode answer(Call asker, ControlInput input) {
    input.only(Question.FIELDS);
    Principal principal = subjects.of(asker, input);
    Question question = Question.read(input, asker.region());
    Call call = inquiries.supposed(asker, principal, question.region(), question.keys());
    Optional<Service> service = inquiries.service(question.service());
    if (principal.isAnonymous() && !inquiries.takesUnsigned(service, question.operation())) {
      ServiceException unsigned = inquiries.refusalOfUnsigned(service);
      return ExplanationView.refusedOutright(question, principal, unsigned);
    }
    try {
      Optional<AccessCheck> check =
          service.isPresent()
              ? service.get().foreseen(call, question.action(), question.resource())
              : Optional.of(
                  AccessCheck.on(question.action(), question.resource(), call.accountId()));
      return check.isEmpty()
          ? ExplanationView.allowedToEveryone(question, principal)
          : judged(asker, call, service, question, completed(check.get(), question)).view(asker);
    } catch (ServiceException refusal) {
      return refused(refusal, question, principal);
    }
  }

  /** What the question says goes before what the resource implies. */
  private static AccessCheck completed(AccessCheck check, Question question) {
    Map<String, List<String>> keys = new HashMap<>(check.context());
    keys.putAll(question.keys());
    Grants grants = check.grants();
    return check
        .with(keys)
        .with(new Grants(grants.all(), grants.tokens(), question.encryptionContext()));
  }

  private ExplanationView judged(
      Call asker, Call call, Optional<Service> service, Question question, AccessCheck check) {
    boolean foreign =
        check.resourceAccount() != null && !check.resourceAccount().equals(asker.accountId());
    AccessCheck asked =
        foreign && check.authority() == Authority.IDENTITY_ONLY
            ? check.under(null, Authority.RESOURCE_OR_IDENTITY)
            : check;
    Explanation explanation = inquiries.explain(call, asked);
    if (foreign && !resourceAllows(explanation.decision())) {
      asked =
          AccessCheck.on(question.action(), question.resource(), check.resourceAccount())
              .under(null, asked.authority())
              .with(question.keys());
      explanation = inquiries.explain(call, asked);
    }
    Decision decision = explanation.decision();
    ServiceException denial =
        decision.allowed() || service.isEmpty()
            ? null
            : service.get().denied(call, asked, decision);
    return new ExplanationView(
        call.caller().principal(), asked, explanation, denial, foreign, service.isPresent());
  }

  /** Whether it shows that the resource's side allows: the caller's side is what is missing. */
  private static boolean resourceAllows(Decision decision) {
    return switch (decision.effect()) {
      case ALLOW -> true;
      case EXPLICIT_DENY -> false;
      case IMPLICIT_DENY ->
          switch (decision.source()) {
            case IDENTITY, BOUNDARY, SESSION -> true;
            default -> false;
          };
    };
  }

  /** What the service says before it comes to policies: that nothing is there, or a plain no. */
  private static JsonNode refused(
      ServiceException refusal, Question question, Principal principal) {
    if (refusal.status() == ControlError.ACCESS_DENIED.status()) {
      return ExplanationView.refusedOutright(question, principal, refusal);
    }
    ControlError error =
        refusal.status() == 404 || refusal.code().startsWith("NotFound")
            ? ControlError.NOT_FOUND
            : ControlError.VALIDATION;
    throw error.because(
        "%s answers %s: %s", question.service(), refusal.code(), refusal.getMessage());
  }
}
