package dev.trailmark.target;

import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts the SDK's exceptions: what the service said about the request, and what says nothing. */
final class Refusals {

  private static final String KEYS = "check the access key, its secret and the session token";
  private static final String WAIT = "the target throttles; try again later";

  /** Codes that speak of the credentials or of load, never of what was asked. */
  private static final Map<String, String> ABOUT_THE_CALLER =
      Map.ofEntries(
          Map.entry("InvalidClientTokenId", KEYS),
          Map.entry("UnrecognizedClientException", KEYS),
          Map.entry("InvalidAccessKeyId", KEYS),
          Map.entry("SignatureDoesNotMatch", KEYS),
          Map.entry("InvalidSignatureException", KEYS + " and this machine's clock"),
          Map.entry("MissingAuthenticationToken", KEYS),
          Map.entry("MissingAuthenticationTokenException", KEYS),
          Map.entry("IncompleteSignature", KEYS),
          Map.entry("InvalidToken", KEYS),
          Map.entry("AuthFailure", KEYS),
          Map.entry("ExpiredToken", "the session has expired; sign in again"),
          Map.entry("ExpiredTokenException", "the session has expired; sign in again"),
          Map.entry("RequestTimeTooSkewed", "set this machine's clock"),
          Map.entry("OptInRequired", "the account has not opted in to this region or service"),
          Map.entry("Throttling", WAIT),
          Map.entry("ThrottlingException", WAIT),
          Map.entry("ThrottledException", WAIT),
          Map.entry("RequestLimitExceeded", WAIT),
          Map.entry("TooManyRequestsException", WAIT),
          Map.entry("SlowDown", WAIT));

  private static final Pattern UNREADABLE =
      Pattern.compile("(?i)unable to unmarshall|could not parse|unable to parse");

  private static final Pattern ATTEMPTS = Pattern.compile(" \\(SDK Attempt Count: \\d+\\)");

  private static final int NOT_IMPLEMENTED = 501;

  private Refusals() {}

  static <T> Reply<T> sort(Target target, String what, SdkException e) {
    if (e instanceof AwsServiceException answer) {
      return sort(target, what, error(answer));
    }
    return new Reply.Unanswered<>(
        "%s could not be asked for %s: %s; %s"
            .formatted(target.describe(), what, reason(e), remedy(e)),
        true,
        passing(e));
  }

  /** Sorts an error of the target's: a refusal, or no answer when it is about the caller. */
  static <T> Reply<T> sort(Target target, String what, AwsError error) {
    Optional<String> remedy = Optional.ofNullable(ABOUT_THE_CALLER.get(error.code()));
    if (remedy.isPresent()) {
      return new Reply.Unanswered<>(
          "%s refused the caller of %s: %s; %s"
              .formatted(target.describe(), what, error, remedy.get()),
          !remedy.get().equals(WAIT));
    }
    if (error.status() >= 500 && error.status() != NOT_IMPLEMENTED) {
      return new Reply.Unanswered<>(
          "%s broke down over %s: %s; look into its log, then try again"
              .formatted(target.describe(), what, error));
    }
    return new Reply.Refused<>(error);
  }

  private static AwsError error(AwsServiceException answer) {
    String code = "";
    String message = "";
    if (answer.awsErrorDetails() != null) {
      code = orEmpty(answer.awsErrorDetails().errorCode());
      message = orEmpty(answer.awsErrorDetails().errorMessage());
    }
    return new AwsError(code, answer.statusCode(), message);
  }

  private static String remedy(SdkException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return "it did not answer in time; see whether it is overloaded or behind a firewall";
    }
    if (noCredentials(e)) {
      return "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";
    }
    if (unreadable(e)) {
      return "it answered what is no answer of AWS's; look at what it sends";
    }
    return untrusted(e)
        ? "trust its certificate by AWS_CA_BUNDLE or --ca-certificate, if it is the right one"
        : "see whether it runs and whether the URL is right";
  }

  /** The SDK names every provider that it tried, which helps nobody who has set none up. */
  private static String reason(SdkException e) {
    if (noCredentials(e)) {
      return "no credentials were found";
    }
    Throwable root = root(e);
    return root instanceof UnknownHostException
        ? "unknown host " + root.getMessage()
        : ATTEMPTS.matcher(oneLine(e)).replaceAll("");
  }

  /**
   * Whether a fault may be over in a moment: a connection that is refused or lost, no answer in
   * time. A name that is not known and what is wrong with credentials or certificates stays.
   */
  static boolean passing(SdkException e) {
    if (e instanceof AwsServiceException answer) {
      return answer.statusCode() >= 500 && answer.statusCode() != NOT_IMPLEMENTED;
    }
    return !noCredentials(e)
        && !untrusted(e)
        && !unreadable(e)
        && !(root(e) instanceof UnknownHostException);
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean untrusted(SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  /** Whether there was an answer whose JSON, XML or values the SDK could make nothing of. */
  private static boolean unreadable(SdkException e) {
    return UNREADABLE.matcher(oneLine(e)).find();
  }

  private static boolean noCredentials(SdkException e) {
    return oneLine(e).startsWith("Unable to load credentials from any of the providers");
  }

  private static String oneLine(Throwable e) {
    String text = orEmpty(e.getMessage()).isEmpty() ? e.getClass().getSimpleName() : e.getMessage();
    String flat = text.replaceAll("\\s+", " ").trim();
    return flat.length() > 240 ? flat.substring(0, 240) + "…" : flat;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
