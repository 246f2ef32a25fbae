package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/**
 * Where a lookup goes on: after what, and for which question. AWS refuses a token that was given
 * for other parameters; of them only MaxResults may change here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">
 *     LookupEvents</a>
 */
final class LookupToken {
  private static final int QUESTION_BYTES = 8;

  private LookupToken() {}

  /**
   * The token of the next page.
   *
   * @param after the last that was seen
   */
  static String of(Call call, LookupEventsRequest request, String after) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((question(call, request) + after).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The last that was seen; {@code null} for a first page.
   *
   * @throws ServiceException InvalidNextTokenException
   */
  static String after(Call call, LookupEventsRequest request) {
    if (request.nextToken() == null) {
      return null;
    }
    String question = question(call, request);
    try {
      String text =
          new String(Base64.getUrlDecoder().decode(request.nextToken()), StandardCharsets.UTF_8);
      if (text.startsWith(question)) {
        return text.substring(question.length());
      }
    } catch (IllegalArgumentException e) {
      // Falls through: not a token of ours.
    }
    throw invalid();
  }

  /**
   * Of operations whose token AWS reserves for future use: none was ever given, so none is valid.
   *
   * @throws ServiceException InvalidTokenException, which AWS documents for them
   */
  static void refuseReserved(String token) {
    if (token != null) {
      throw CloudTrailError.INVALID_TOKEN.because("Invalid token.");
    }
  }

  /** What a token that is none is answered with. */
  static ServiceException invalid() {
    return CloudTrailError.INVALID_NEXT_TOKEN.because("Invalid token.");
  }

  private static String question(Call call, LookupEventsRequest request) {
    MessageDigest sha256 = Hashes.sha256();
    List<Object> parameters =
        List.of(
            call.accountId(),
            call.region(),
            request.lookupAttributes(),
            String.valueOf(request.startTime()),
            String.valueOf(request.endTime()),
            String.valueOf(request.eventCategoryAsString()));
    byte[] hash = sha256.digest(parameters.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, QUESTION_BYTES) + ":";
  }
}
