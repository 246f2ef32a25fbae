package dev.trailmark.cloud.iam.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A principal as a resource policy writes it, taken apart.
 *
 * @param account twelve digits
 * @param name the user's or role's name without its path; {@code null} for an account
 */
public record PrincipalName(Kind kind, String account, String name) {

  /** What is named. */
  public enum Kind {
    ACCOUNT,
    USER,
    ROLE,
    ROLE_SESSION,
    FEDERATED_USER
  }

  private static final Pattern ACCOUNT_ID = Pattern.compile("\\d{12}");
  private static final Pattern IAM_ARN =
      Pattern.compile("arn:aws:iam::(\\d{12}):(root|user/.+|role/.+)");
  private static final Pattern SESSION_ARN =
      Pattern.compile("arn:aws:sts::(\\d{12}):assumed-role/([^/]+)/([^/]+)");
  private static final Pattern FEDERATED_ARN =
      Pattern.compile("arn:aws:sts::(\\d{12}):federated-user/([^/]+)");

  /** The parts, or {@code null} when the text is neither an account id nor such an ARN. */
  public static PrincipalName parse(String text) {
    if (ACCOUNT_ID.matcher(text).matches()) {
      return new PrincipalName(Kind.ACCOUNT, text, null);
    }
    Matcher iam = IAM_ARN.matcher(text);
    if (iam.matches()) {
      String entity = iam.group(2);
      if (entity.equals("root")) {
        return new PrincipalName(Kind.ACCOUNT, iam.group(1), null);
      }
      Kind kind = entity.startsWith("user/") ? Kind.USER : Kind.ROLE;
      return new PrincipalName(kind, iam.group(1), entity.substring(entity.lastIndexOf('/') + 1));
    }
    Matcher session = SESSION_ARN.matcher(text);
    if (session.matches()) {
      return new PrincipalName(Kind.ROLE_SESSION, session.group(1), session.group(2));
    }
    Matcher federated = FEDERATED_ARN.matcher(text);
    return federated.matches()
        ? new PrincipalName(Kind.FEDERATED_USER, federated.group(1), federated.group(2))
        : null;
  }
}
