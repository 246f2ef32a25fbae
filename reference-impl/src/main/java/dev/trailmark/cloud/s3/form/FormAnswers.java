package dev.trailmark.cloud.s3.form;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What the browser is answered: sent on to another page, an empty page (204 or 200), or a document
 * (201).
 */
final class FormAnswers {
  private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

  private FormAnswers() {}

  /** Answers an upload that succeeded. */
  static void answer(Call call, String bucket, String key, String etag) {
    Headers fields = call.form().fields();
    String location = location(call, bucket, key);
    URI page = page(fields);
    if (page != null) {
      call.status(303);
      call.header("Location", withObject(page, bucket, key, etag));
      return;
    }
    call.header("Location", location);
    String status = fields.first("success_action_status");
    if ("201".equals(status)) {
      call.status(201);
      call.header("Content-Type", "application/xml");
      call.reply(document(location, bucket, key, etag));
    } else if ("200".equals(status)) {
      call.status(200);
    }
  }

  /** Where to send the browser; a field that is no URL counts for nothing. */
  private static URI page(Headers fields) {
    String sent = fields.first("success_action_redirect");
    sent = sent == null ? fields.first("redirect") : sent;
    try {
      URI page = sent == null ? null : new URI(sent);
      return page == null || !page.isAbsolute() || page.getHost() == null ? null : page;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String withObject(URI page, String bucket, String key, String etag) {
    String separator = page.getRawQuery() == null ? "?" : "&";
    String query = "bucket=" + encode(bucket) + "&key=" + encode(key) + "&etag=" + encode(etag);
    String text = page.toString();
    int fragment = text.indexOf('#');
    return fragment < 0
        ? text + separator + query
        : text.substring(0, fragment) + separator + query + text.substring(fragment);
  }

  /** The object's URL on the host that the form was sent to; slashes are escaped, as seen. */
  private static String location(Call call, String bucket, String key) {
    String scheme = call.wire().tls() == null ? "http://" : "https://";
    // In path style the form was sent to /bucket, else to the bucket's own host.
    String root = call.wire().rawPath().replaceFirst("/$", "");
    return scheme + call.wire().host() + root + "/" + encode(key).replace("+", "%20");
  }

  private static ResponseBody document(String location, String bucket, String key, String etag) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      XMLStreamWriter xml = XML.createXMLStreamWriter(bytes, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("PostResponse");
      element(xml, "Location", location);
      element(xml, "Bucket", bucket);
      element(xml, "Key", key);
      element(xml, "ETag", etag);
      xml.writeEndElement();
      xml.close();
      return ResponseBody.of(bytes.toByteArray());
    } catch (XMLStreamException e) {
      throw S3Error.INTERNAL_ERROR.fail();
    }
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
