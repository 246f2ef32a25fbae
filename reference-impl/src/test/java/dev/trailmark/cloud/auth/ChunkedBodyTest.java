package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.trailmark.cloud.auth.AuthErrors.Rendered;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies that came aws-chunked, sound and broken; every case is read as an array and as a stream.
 */
class ChunkedBodyTest {
  private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  private static final String BIG = "b".repeat(8192);

  private final AuthFixture auth = new AuthFixture();

  private PayloadCheck check(WireRequest request) {
    try {
      return auth.authenticate(request, S3).payload();
    } catch (AuthFailure e) {
      throw new AssertionError(e);
    }
  }

  private static WireRequest unsignedChunks(long length, String trailer) {
    String decoded = Long.toString(length);
    return trailer == null
        ? HandSigner.signed("/b/k", UNSIGNED_TRAILER, "x-amz-decoded-content-length", decoded)
        : HandSigner.signed(
            "/b/k",
            UNSIGNED_TRAILER,
            "x-amz-decoded-content-length",
            decoded,
            "x-amz-trailer",
            trailer);
  }

  private String decode(WireRequest request, String body) throws IOException {
    String content = new String(check(request).verify(utf8(body)), "UTF-8");
    try (InputStream stream = check(request).verify(new OneByteAtATime(utf8(body)))) {
      assertThat(stream).hasContent(content);
    }
    return content;
  }

  private Rendered refusal(WireRequest request, String body) {
    PayloadFailure whole =
        catchThrowableOfType(PayloadFailure.class, () -> check(request).verify(utf8(body)));
    InputStream stream = check(request).verify(new OneByteAtATime(utf8(body)));
    PayloadFailure streamed = catchThrowableOfType(PayloadFailure.class, stream::readAllBytes);
    assertThat(streamed.kind()).isEqualTo(whole.kind());
    assertThat(catchThrowableOfType(PayloadFailure.class, stream::read).kind())
        .isEqualTo(streamed.kind());
    return AuthErrors.render(whole.failure(), Style.S3);
  }

  private void assertIncomplete(WireRequest request, String body) {
    Rendered answer = refusal(request, body);
    assertThat(answer.code()).isEqualTo("IncompleteBody");
    assertThat(answer.status()).isEqualTo(400);
  }

  /** Gives out what it has byte by byte, as a slow network would. */
  private static final class OneByteAtATime extends ByteArrayInputStream {
    OneByteAtATime(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, 1));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }

  @Test
  void unsignedChunksWithTrailerAreDecodedAndTheTrailerIsShown() throws IOException {
    WireRequest request = unsignedChunks(8195, "x-amz-checksum-crc32");
    PayloadCheck payload = check(request);

    byte[] content =
        payload.verify(
            utf8("2000\r\n" + BIG + "\r\n3\r\nabc\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n"));

    assertThat(content).isEqualTo(utf8(BIG + "abc"));
    assertThat(payload.trailers()).containsExactly(entry("x-amz-checksum-crc32", "AAAAAA=="));
    assertThat(payload.chunked()).isTrue();
    assertThat(payload.decodedLength()).isEqualTo(8195);
  }

  @Test
  void anEmptyBodyIsOneEmptyChunk() throws IOException {
    assertThat(decode(unsignedChunks(0, null), "0\r\n\r\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\nx-amz-checksum-crc32: AAAAAA==\r\n",
        "0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n",
        "0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n\r\n",
        "0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\nbonus: trailer\r\n",
        "0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n\u00ff\u00de\u00ad",
        "0\r\nx-amz-checksum-crc32: BBBBBB==\r\nx-amz-checksum-crc32: AAAAAA==\r\n",
      })
  void aTrailerEndsWithItsBodyOrAnEmptyLineAndTheLastFieldOfANameCounts(String end)
      throws Exception {
    PayloadCheck payload = check(unsignedChunks(3, "x-amz-checksum-crc32,,"));

    assertThat(payload.verify(utf8("3\r\nabc\r\n" + end))).isEqualTo(utf8("abc"));
    assertThat(payload.trailers()).containsExactly(entry("x-amz-checksum-crc32", "AAAAAA=="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3\r\nabc\r\n0\r\n", "3 \r\nabc\r\n0\r\n\r\nmore"})
  void aBodyMayEndWithItsLastChunkOrHaveMoreBehindIt(String body) throws IOException {
    assertThat(decode(unsignedChunks(3, null), body)).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource({"2,'2\r\nab\r\n0\r\n\r\n1\r\nc\r\n0\r\n\r\n'", "6,'6\r\nabcabc\r\n0\r\n\r\n'"})
  void chunksOfAnotherLengthThanDeclaredAreCounted(String provided, String body) {
    Rendered answer =
        refusal(unsignedChunks(3, null), body.replace("\\r", "\r").replace("\\n", "\n"));

    assertThat(answer.code()).isEqualTo("IncompleteBody");
    assertThat(answer.message())
        .isEqualTo(
            "You did not provide the number of bytes specified by the Content-Length HTTP header");
    assertThat(answer.fields())
        .containsExactly(entry("NumberBytesExpected", "3"), entry("NumberBytesProvided", provided));
  }

  @Test
  void anonymousUploadsMayBeChunkedToo() throws Exception {
    WireRequest request =
        AuthFixture.request(
            "PUT",
            "/b/k",
            "",
            utf8("3\r\nabc\r\n0\r\n\r\n"),
            "Host",
            "localhost",
            "x-amz-content-sha256",
            UNSIGNED_TRAILER,
            "x-amz-decoded-content-length",
            "3");

    assertThat(auth.authenticate(request, S3).payload().verify(request.body().bytes()))
        .isEqualTo(utf8("abc"));
  }

  @Test
  void anonymousUploadsCannotSignTheirChunks() {
    WireRequest request =
        AuthFixture.request(
            "PUT", "/b/k", "", new byte[0], "Host", "localhost", "x-amz-content-sha256", SIGNED);

    assertThat(auth.refusal(request, S3).kind()).isEqualTo(AuthFailure.Kind.INVALID_CONTENT_HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "3\r\n",
        "3\r\nab",
        "3\r\nabc",
        "3\r\nabc\r\n",
        "3\r\nabc\r\n0",
        "3\r\nabcd\r\n0\r\n\r\n",
        "3\nabc\n0\n\n",
        "\r\nabc\r\n0\r\n\r\n",
        "x\r\nabc\r\n0\r\n\r\n",
        "-3\r\nabc\r\n0\r\n\r\n",
        "3;\r\nabc\r\n0\r\n\r\n",
        "3;extension\r\nabc\r\n0\r\n\r\n",
        "fffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
        "7fffffffffffffff\r\nabc\r\n0\r\n\r\n",
        "2\r\nab\r\n0\r\n\r\n",
        "4\r\nabcd\r\n0\r\n\r\n"
      })
  void aBodyThatIsNotAsItsChunksSayIsIncomplete(String body) {
    assertIncomplete(unsignedChunks(3, null), body);
  }

  @Test
  void anEndlessLineIsRefused() {
    assertIncomplete(unsignedChunks(3, null), "0".repeat(5000));
  }

  @Test
  void aDeclaredLengthBeyondTheBodyTakesNoMemory() {
    assertIncomplete(unsignedChunks(Long.MAX_VALUE, null), "3\r\nabc\r\n0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\n\r\n",
        "0\r\n\r\n\r\n",
        "0\r\nx-amz-checksum-sha1:A\r\n\r\n",
        "0\r\nx-amz-checksum-crc32\r\n\r\n",
        "0\r\n:A\r\n\r\n",
        "0\r\n\r\nx-amz-checksum-crc32:A\r\n",
        "0\r\nx-amz-checksum-crc32:A\r\nx-amz-trailer-signature:0\r\n\r\n"
      })
  void aTrailerThatIsNotAsAnnouncedIsMalformed(String end) {
    Rendered answer = refusal(unsignedChunks(3, "x-amz-checksum-crc32"), "3\r\nabc\r\n" + end);

    assertThat(answer.code()).isEqualTo("MalformedTrailerError");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo(
            "The request contained trailing data that was not well-formed or did not conform to our"
                + " published schema.");
  }

  @Test
  void aSmallChunkBeforeTheLastIsRefused() {
    Rendered answer =
        refusal(
            unsignedChunks(16_390, null),
            "2000\r\n" + BIG + "\r\n3\r\nabc\r\n2003\r\n" + BIG + "abc\r\n0\r\n\r\n");

    assertThat(answer.code()).isEqualTo("InvalidChunkSizeError");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.message())
        .isEqualTo("Only the last chunk is allowed to have a size less than 8192 bytes");
    assertThat(answer.fields()).containsExactly(entry("Chunk", "3"), entry("BadChunkSize", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "three", "-1", "99999999999999999999"})
  void theDecodedLengthIsNeeded(String length) {
    WireRequest request =
        HandSigner.signed("/b/k", UNSIGNED_TRAILER, "x-amz-decoded-content-length", length);

    Rendered answer = auth.answer(request, S3, Style.S3);

    assertThat(answer.code()).isEqualTo("MissingContentLength");
    assertThat(answer.status()).isEqualTo(411);
    assertThat(answer.message()).isEqualTo("You must provide the Content-Length HTTP header.");
  }

  @Test
  void chunksSignedWithTheAsymmetricVersionAreRefused() {
    WireRequest request =
        HandSigner.signed("/b/k", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER");

    assertThat(auth.answer(request, S3, Style.S3).code()).isEqualTo("InvalidRequest");
  }

  private static WireRequest signedChunks(long length) {
    return HandSigner.signed("/b/k", SIGNED, "x-amz-decoded-content-length", Long.toString(length));
  }

  private static String signedBody(WireRequest request, String... chunks) {
    StringBuilder body = new StringBuilder();
    String previous = HandSigner.seed(request);
    for (String chunk : chunks) {
      previous = HandSigner.chunkSignature(previous, utf8(chunk));
      body.append(Integer.toHexString(chunk.length()))
          .append(";chunk-signature=")
          .append(previous)
          .append("\r\n")
          .append(chunk)
          .append(chunk.isEmpty() ? "" : "\r\n");
    }
    return body.append("\r\n").toString();
  }

  @Test
  void signedChunksVerify() throws IOException {
    WireRequest request = signedChunks(8195);

    assertThat(decode(request, signedBody(request, BIG, "abc", ""))).isEqualTo(BIG + "abc");
  }

  @Test
  void aChunkThatWasChangedIsAnsweredWithItsStringToSign() {
    WireRequest request = signedChunks(8195);
    String body = signedBody(request, BIG, "abc", "").replace("\r\nabc\r\n", "\r\nabd\r\n");

    Rendered answer = refusal(request, body);

    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.fields().keySet())
        .containsExactly(
            "AWSAccessKeyId", "StringToSign", "SignatureProvided", "StringToSignBytes");
    assertThat(answer.fields().get("StringToSign"))
        .startsWith("AWS4-HMAC-SHA256-PAYLOAD\n20130524T000000Z\n" + HandSigner.SCOPE + "\n")
        .endsWith("\n" + HandSigner.sha256(utf8("abd")));
  }

  @Test
  void chunksInAnotherOrderAreRefused() {
    WireRequest request = signedChunks(16_384);
    String other = "c".repeat(8192);
    String body = signedBody(request, BIG, other, "");
    String first = body.substring(0, body.indexOf("\r\n2000;") + 2);
    String second = body.substring(first.length(), body.indexOf("\r\n0;") + 2);
    String last = body.substring(first.length() + second.length());

    assertThat(refusal(request, second + first + last).code()).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void aLastChunkWithAForgedSignatureIsRefused() {
    WireRequest request = signedChunks(3);
    String body = signedBody(request, "abc", "");
    String forged =
        body.replaceFirst("0;chunk-signature=.{64}", "0;chunk-signature=" + "0".repeat(64));

    assertThat(refusal(request, forged).code()).isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void signedChunksWithoutSignaturesAreRefused() {
    assertIncomplete(signedChunks(3), "3\r\nabc\r\n0\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "' ; chunk-signature=S',",
    "';chunk-signature = S ',",
    "';chunk-signature=',IncompleteBody",
    "';chunk-signature=S;extra=param',IncompleteBody",
    "';extra=param;chunk-signature=S',SignatureDoesNotMatch",
    "';chunk-signature=invalid',SignatureDoesNotMatch"
  })
  void aChunksExtensionIsItsSignature(String extension, String code) throws IOException {
    WireRequest request = signedChunks(3);
    String body =
        signedBody(request, "abc", "")
            .replaceAll(";chunk-signature=(.{64})", extension.replace("S", "$1"));

    if (code == null) {
      assertThat(decode(request, body)).isEqualTo("abc");
    } else {
      assertThat(refusal(request, body).code()).isEqualTo(code);
    }
  }

  @Test
  void aSignedBodyMayNotEndInATrailerUnlessItSaysSo() {
    WireRequest request = signedChunks(3);
    String body = signedBody(request, "abc", "");

    assertThat(refusal(request, body.substring(0, body.length() - 2) + "a:b\r\n\r\n").code())
        .isEqualTo("MalformedTrailerError");
  }

  @Test
  void aSignedTrailerVerifiesAndItsSignatureIsNeeded() throws IOException {
    WireRequest request =
        HandSigner.signed(
            "/b/k",
            SIGNED + "-TRAILER",
            "x-amz-decoded-content-length",
            "3",
            "x-amz-trailer",
            "X-Amz-Checksum-Crc32");
    String chunks = signedBody(request, "abc", "");
    chunks = chunks.substring(0, chunks.length() - 2);
    String last = chunks.substring(chunks.length() - 66).strip();
    String signature = HandSigner.trailerSignature(last, "x-amz-checksum-crc32:AAAAAA==\n");
    String field = "x-amz-checksum-crc32:AAAAAA==\r\n";

    assertThat(
            decode(request, chunks + field + "x-amz-trailer-signature:" + signature + "\r\n\r\n"))
        .isEqualTo("abc");
    assertThat(refusal(request, chunks + field + "\r\n").code()).isEqualTo("MalformedTrailerError");
    assertIncomplete(request, chunks + field);
    assertThat(
            refusal(
                    request,
                    chunks
                        + field.replace("AAA=", "AAB=")
                        + "x-amz-trailer-signature:"
                        + signature
                        + "\r\n\r\n")
                .code())
        .isEqualTo("SignatureDoesNotMatch");
  }

  @Test
  void noMutilationOfASignedBodyPassesOrBreaksTheReader() throws IOException {
    WireRequest request = signedChunks(8195);
    byte[] sound = utf8(signedBody(request, BIG, "abc", ""));
    byte[] content = utf8(BIG + "abc");
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] body = sound.clone();
      body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      if (random.nextInt(4) == 0) {
        body = Arrays.copyOf(body, random.nextInt(body.length));
      }
      try {
        // Only the case of a hexadecimal size can change without changing what is said.
        assertThat(check(request).verify(body)).isEqualTo(content);
      } catch (PayloadFailure e) {
        assertThat(AuthErrors.render(e.failure(), Style.S3).status()).isBetween(400, 403);
      }
    }
  }

  @Test
  void aHashedBodyIsCheckedAtItsEnd() throws Exception {
    byte[] sent = utf8("Hello");
    WireRequest request = HandSigner.signed("/b/k", HandSigner.sha256(sent));

    assertThat(check(request).verify(sent)).isSameAs(sent);
    assertThat(check(request).verify(new OneByteAtATime(sent))).hasContent("Hello");
    Rendered answer = refusal(request, "Hallo");
    assertThat(answer.code()).isEqualTo("XAmzContentSHA256Mismatch");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("The provided 'x-amz-content-sha256' header does not match what was computed.");
    assertThat(answer.fields())
        .containsExactly(
            entry("ClientComputedContentSHA256", HandSigner.sha256(sent)),
            entry("S3ComputedContentSHA256", HandSigner.sha256(utf8("Hallo"))));
  }
}
