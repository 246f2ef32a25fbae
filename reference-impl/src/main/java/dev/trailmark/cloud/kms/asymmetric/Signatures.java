package dev.trailmark.cloud.kms.asymmetric;

import dev.trailmark.cloud.crypto.MessageForm;
import dev.trailmark.cloud.crypto.SigningScheme;
import dev.trailmark.cloud.kms.access.DryRuns;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.MaterialRecord;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/**
 * Sign and Verify.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Verify.html">Verify</a>
 */
final class Signatures {
  private Signatures() {}

  static SignResponse sign(Call call, SignRequest request) {
    String algorithm = request.signingAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "Sign", KeyForm.SIGNING, algorithm);
    MessageForm form = form(request.messageTypeAsString());
    byte[] message = request.message().asByteArrayUnsafe();
    SigningScheme scheme = scheme(use, algorithm, form, message.length);
    MaterialRecord material = use.currentMaterial(call);
    DryRuns.end(request.dryRun());
    byte[] signature =
        scheme.sign(use.key().record().traits().form().pair(), material.secret(), form, message);
    return SignResponse.builder()
        .keyId(use.key().arn())
        .signature(SdkBytes.fromByteArrayUnsafe(signature))
        .signingAlgorithm(algorithm)
        .build();
  }

  static VerifyResponse verify(Call call, VerifyRequest request) {
    String algorithm = request.signingAlgorithmAsString();
    KeyUse use = UsageCheck.of(call, "Verify", KeyForm.SIGNING, algorithm);
    MessageForm form = form(request.messageTypeAsString());
    byte[] message = request.message().asByteArrayUnsafe();
    SigningScheme scheme = scheme(use, algorithm, form, message.length);
    boolean holds =
        scheme.verify(
            use.key().record().traits().form().pair(),
            use.currentMaterial(call).publicKey(),
            form,
            message,
            request.signature().asByteArrayUnsafe());
    if (!holds) {
      throw KmsError.INVALID_SIGNATURE.fail();
    }
    DryRuns.end(request.dryRun());
    return VerifyResponse.builder()
        .keyId(use.key().arn())
        .signatureValid(true)
        .signingAlgorithm(algorithm)
        .build();
  }

  /** Adds the condition keys of a signing. */
  static void conditions(SignRequest request, Map<String, List<String>> keys) {
    conditions(request.signingAlgorithmAsString(), request.messageTypeAsString(), keys);
  }

  /** Adds the condition keys of a verification. */
  static void conditions(VerifyRequest request, Map<String, List<String>> keys) {
    conditions(request.signingAlgorithmAsString(), request.messageTypeAsString(), keys);
  }

  /** The trail records the message type whether or not it was sent. */
  static void noteDefaults(Call call, SignRequest request) {
    call.trail().parameter("messageType", form(request.messageTypeAsString()).name());
  }

  /** The trail records the message type whether or not it was sent. */
  static void noteDefaults(Call call, VerifyRequest request) {
    call.trail().parameter("messageType", form(request.messageTypeAsString()).name());
  }

  private static void conditions(
      String algorithm, String messageType, Map<String, List<String>> keys) {
    keys.put("kms:signingalgorithm", List.of(algorithm));
    keys.put("kms:messagetype", List.of(form(messageType).name()));
  }

  private static MessageForm form(String messageType) {
    return messageType == null ? MessageForm.RAW : MessageForm.valueOf(messageType);
  }

  private static SigningScheme scheme(KeyUse use, String algorithm, MessageForm form, int length) {
    SigningScheme scheme = SigningScheme.named(algorithm);
    if (!scheme.takes(form)) {
      throw KmsError.VALIDATION.because(
          "Message type %s is incompatible with key spec %s.",
          form, use.key().record().traits().spec());
    }
    int expected = scheme.length(form);
    if (expected >= 0 && length != expected) {
      throw KmsError.VALIDATION.because(
          "%s is invalid length for algorithm %s.",
          form == MessageForm.EXTERNAL_MU ? "External Mu" : "Digest", algorithm);
    }
    return scheme;
  }
}
