package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.PostedForm;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the form of a browser's upload up to its file. The fields are read whole, and are bounded;
 * the file is read by who stores it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST
 *     Object</a>
 */
public final class PostForms {
  /** Bytes that may stand before the file's content, as S3 says in its error. */
  private static final int MOST_BEFORE_FILE = 20_480;

  private static final int MOST_AFTER_FILE = 1 << 20;
  private static final String VARIABLE = "${filename}";
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([\\w!#$%&'*+.^`|~-]+)=(?:\"((?:\\\\.|[^\"\\\\])*)\"|([^;\\s]*))");

  private PostForms() {}

  /** Whether a route leads to an upload by form. */
  public static boolean isPost(Route route) {
    return route.operation().equals("PostObject");
  }

  /**
   * The form of a request.
   *
   * @throws ServiceException MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument
   */
  public static PostedForm read(WireRequest request) {
    String boundary = parameter(request.header("content-type"), "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw ProtocolError.MALFORMED_POST.fail();
    }
    MultipartReader reader = new MultipartReader(request.body().stream(), boundary);
    try {
      return read(request, reader, boundary);
    } catch (MultipartReader.MalformedException e) {
      throw ProtocolError.MALFORMED_POST.fail();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostedForm read(WireRequest request, MultipartReader reader, String boundary)
      throws IOException {
    Headers fields = new Headers();
    while (reader.next()) {
      String disposition = head(reader, true);
      String name = parameter(disposition, "name");
      if (name == null) {
        throw ProtocolError.MALFORMED_POST.fail();
      }
      if (isFile(name)) {
        return form(request, reader, fields, fileName(disposition), boundary);
      }
      fields.add(name, value(reader));
    }
    throw files(0);
  }

  /** As users of S3 report; its list of errors has a code for this that S3 does not use. */
  private static ServiceException files(int count) {
    return ProtocolError.FILES_IN_POST
        .fail()
        .with("ArgumentName", "file")
        .with("ArgumentValue", Integer.toString(count));
  }

  private static boolean isFile(String name) {
    return "file".equalsIgnoreCase(name);
  }

  /**
   * The part's Content-Disposition; what else its head says is not looked at.
   *
   * @param beforeFile whether the bound holds for what stands before the file
   */
  private static String head(MultipartReader reader, boolean beforeFile) throws IOException {
    String disposition = null;
    while (true) {
      String line = reader.line(MOST_BEFORE_FILE);
      if (beforeFile) {
        bound(reader.consumed());
      }
      if (line.isEmpty()) {
        return disposition;
      }
      if (line.regionMatches(true, 0, "content-disposition:", 0, 20)) {
        disposition = line.substring(20);
      }
    }
  }

  private static String value(MultipartReader reader) throws IOException {
    byte[] bytes = new byte[MOST_BEFORE_FILE];
    int length = 0;
    int count;
    while ((count = reader.read(bytes, length, bytes.length - length)) > 0) {
      length += count;
      bound(reader.consumed());
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void bound(long consumed) {
    if (consumed >= MOST_BEFORE_FILE) {
      throw ProtocolError.POST_DATA_TOO_LONG
          .fail()
          .with("MaxPostPreDataLengthBytes", Integer.toString(MOST_BEFORE_FILE));
    }
  }

  private static PostedForm form(
      WireRequest request, MultipartReader reader, Headers sent, String fileName, String boundary)
      throws IOException {
    Headers fields = new Headers();
    for (int i = 0; i < sent.size(); i++) {
      String value = sent.value(i);
      // As recorded, the variable stays as it is where the file has no name at all.
      fields.add(sent.name(i), fileName == null ? value : value.replace(VARIABLE, fileName));
    }
    String named = fileName == null ? "" : fileName;
    InputStream file = new FileStream(reader);
    if (request.body().inMemory()) {
      byte[] content = file.readAllBytes();
      return new PostedForm(fields, named, RequestBody.of(content), content.length);
    }
    int closing = boundary.length() + "\r\n----\r\n".length();
    long size = request.body().length() - reader.consumed() - closing;
    return new PostedForm(fields, named, RequestBody.streaming(file, -1), Math.max(-1, size));
  }

  /** Some browsers send the whole path; {@code null} where there is no name. */
  private static String fileName(String disposition) {
    String name = parameter(disposition, "filename");
    return name == null
        ? null
        : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /**
   * A parameter of a header value such as {@code form-data; name="key"}; {@code null} if absent.
   */
  private static String parameter(String header, String name) {
    Matcher parameters = PARAMETER.matcher(header == null ? "" : header);
    while (parameters.find()) {
      if (parameters.group(1).equalsIgnoreCase(name)) {
        String quoted = parameters.group(2);
        // Browsers escape the quote alone: a backslash before anything else is one.
        return quoted == null
            ? parameters.group(3)
            : quoted.replace("\\\"", "\"").replace("%22", "\"");
      }
    }
    return null;
  }

  /**
   * The content of the last part that matters. At its end the rest of the body is passed over, as
   * documented, unless it has another file; what cannot be split there is no fault.
   */
  private static final class FileStream extends InputStream {
    private final MultipartReader reader;
    private boolean ended;

    FileStream(MultipartReader reader) {
      this.reader = reader;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (ended) {
        return -1;
      }
      try {
        int count = reader.read(bytes, offset, length);
        if (count < 0) {
          ended = true;
          refuseSecondFile();
          reader.drain(MOST_AFTER_FILE);
        }
        return count;
      } catch (MultipartReader.MalformedException e) {
        throw ProtocolError.MALFORMED_POST.fail();
      }
    }

    private void refuseSecondFile() throws IOException {
      long last = reader.consumed() + MOST_AFTER_FILE;
      try {
        while (reader.consumed() < last && reader.next()) {
          if (isFile(parameter(head(reader, false), "name"))) {
            throw files(2);
          }
        }
      } catch (MultipartReader.MalformedException e) {
        // It is passed over like a field.
      }
    }
  }
}
