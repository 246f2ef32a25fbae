package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.s3.model.ObjectPart;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;

/**
 * What a read is to return: all of an object, a range, or one part.
 *
 * @param range the bytes
 * @param part the part; {@code null} unless one was asked for of an object that has parts
 */
record PartSelection(ByteRange range, ObjectPart part) {

  /**
   * What these parameters select, each {@code null} when absent. An object that was written at once
   * has one part, itself.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidRequest for both together,
   *     InvalidRange, InvalidPartNumber
   */
  static PartSelection of(ObjectRecord object, String rangeHeader, Integer partNumber) {
    if (partNumber == null) {
      return new PartSelection(ByteRange.of(rangeHeader, object.size()), null);
    }
    if (rangeHeader != null) {
      throw S3Error.INVALID_REQUEST.because(
          "Cannot specify both Range header and partNumber query parameter");
    }
    ObjectPart.requireNumber(partNumber);
    List<ObjectPart> parts = object.parts();
    if (parts.isEmpty() && partNumber == 1) {
      return new PartSelection(new ByteRange(0, object.size(), object.size() > 0), null);
    }
    long from = 0;
    for (ObjectPart part : parts) {
      if (part.number() == partNumber) {
        return new PartSelection(new ByteRange(from, part.size(), part.size() > 0), part);
      }
      from += part.size();
    }
    throw S3Error.INVALID_PART_NUMBER
        .fail()
        .with("PartNumberRequested", partNumber.toString())
        .with("ActualPartCount", Integer.toString(Math.max(1, parts.size())));
  }

  /**
   * The checksum of what is returned: a part's where the object's is made of its parts', the
   * object's for the whole of it, were it one part; {@code null} for less.
   */
  ChecksumRecord checksum(ObjectRecord object) {
    if (part != null && part.checksum() != null) {
      return new ChecksumRecord(object.checksum().algorithm(), part.checksum());
    }
    return range.length() < object.size() ? null : object.checksum();
  }
}
