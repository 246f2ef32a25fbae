package dev.trailmark.cloud.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is told to, and reads answers one by one. */
public final class RawClient implements Closeable {
  private final Socket socket;
  private final InputStream in;

  /**
   * One answer.
   *
   * @param headers the last value of each field, names in lower case
   */
  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.get(name);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public RawClient(String host, int port) throws IOException {
    socket = new Socket(host, port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawClient send(String head, String... lines) throws IOException {
    StringBuilder text = new StringBuilder(head).append("\r\n");
    for (String line : lines) {
      text.append(line).append("\r\n");
    }
    return write(text.append("\r\n").toString());
  }

  public RawClient write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** The next answer; its body by Content-Length. */
  public Answer answer() throws IOException {
    return answer(true);
  }

  /** The next answer's head alone, as after HEAD. */
  public Answer answerToHead() throws IOException {
    return answer(false);
  }

  private Answer answer(boolean withBody) throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    String length = headers.get("content-length");
    byte[] body =
        withBody && length != null ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
    return new Answer(Integer.parseInt(status.split(" ")[1]), headers, body);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection after '" + line + "'");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the server has closed; waits for it to do or say something. */
  public boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  /** Breaks the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
