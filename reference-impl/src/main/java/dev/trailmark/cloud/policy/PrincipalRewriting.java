package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Replaces the AWS principals that a policy names and leaves every other character of its text as
 * it is: services keep users and roles by their unique ids and show them by their ARNs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal:
 *     what becomes of the ARN when the policy is saved</a>
 */
public final class PrincipalRewriting {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern PLACE =
      Pattern.compile("/Statement(/\\d+)?/(Not)?Principal/AWS(/\\d+)?");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private PrincipalRewriting() {}

  /**
   * The policy with other principals.
   *
   * @param policy the text of a policy that has been parsed as such
   * @param rename gives the new text of each {@code AWS} principal; the same text leaves it alone
   * @throws IllegalArgumentException when the text is not JSON
   */
  public static String rewrite(String policy, UnaryOperator<String> rename) {
    StringBuilder rewritten = new StringBuilder(policy.length());
    int copied = 0;
    try (JsonParser parser = JSON.createParser(policy)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token != JsonToken.VALUE_STRING || !isAwsPrincipal(parser)) {
          continue;
        }
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        String old = parser.getText();
        String renamed = rename.apply(old);
        if (!renamed.equals(old)) {
          rewritten.append(policy, copied, begin).append('"');
          JsonStringEncoder.getInstance().quoteAsString(renamed, rewritten);
          rewritten.append('"');
          copied = (int) parser.currentLocation().getCharOffset();
        }
      }
    } catch (Exception e) { // An IOException by its signature, which a text in memory cannot cause.
      throw new IllegalArgumentException("not JSON", e);
    }
    return copied == 0 ? policy : rewritten.append(policy, copied, policy.length()).toString();
  }

  /**
   * The policy with every account that is given by its number alone given by its root user's ARN
   * instead, which means the same: KMS and S3 store it so.
   */
  public static String withRootArns(String policy) {
    return rewrite(
        policy, name -> ACCOUNT.matcher(name).matches() ? "arn:aws:iam::" + name + ":root" : name);
  }

  private static boolean isAwsPrincipal(JsonParser parser) {
    return PLACE.matcher(parser.getParsingContext().pathAsPointer().toString()).matches();
  }
}
